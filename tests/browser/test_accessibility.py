"""axe-core on every page, light and dark: no violation of WCAG 2.2 A and AA outside Streamlit's own chrome."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
import pytest

from pages.components.registry import PAGES
from tests.browser.conftest import Opener

pytestmark = pytest.mark.browser
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
#: (rule, piece of the selector): what Streamlit draws itself and gives no way to mend, with the upstream thread.
CHROME: dict[tuple[str, str], str] = {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [entry.address for entry in PAGES])
def test_no_violation(open_page: Opener, path: str, scheme: str) -> None:
    page = open_page(f"{path}?territoire=EX001", color_scheme=scheme)
    page.wait_for_timeout(800)
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", RULES)
    ours = [
        f"{item['id']}: {node['target']} {node['failureSummary']}"
        for item in found["violations"]
        for node in item["nodes"]
        if not any(item["id"] == rule and piece in str(node["target"]) for rule, piece in CHROME)
    ]
    assert not ours, "\n".join(ours)
