"""axe-core on every page and on the views where officers write, light and dark: no violation of WCAG 2.2 A and AA, and
headings in order, outside Streamlit's own chrome; Streamlit's own words in French; what is printed."""

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
#: Views that a page does not open with.
VIEWS = (
    "/seance?partie=preparer", "/rapport?partie=changements", "/rapport?partie=textes", "/rapport?partie=phrases",
    "/donnees?depot=batches", "/donnees?depot=sources", "/editions?historique=list", "/editions?historique=restore",
    "/budget?partie=advice", "/budget?partie=whatif", "/evaluation?partie=chaine", "/evaluation?partie=externalites",
    "/evaluation?partie=grilles", "/evaluation?partie=comparaison", "/evaluation?partie=completer",
    "/partenariats?partie=afaire", "/partenariats?partie=reseaux", "/partenariats?partie=acteurs",
    "/partenariats?partie=communautes", "/partenariats?partie=chercher", "/methode?partie=completude",
    "/methode?partie=regles", "/methode?partie=telechargements",
)  # fmt: skip
ENGLISH = (
    "Fullscreen",
    "Show data",
    "Download as",
    "Choose an",
    "Help for",
    "Search",
    "Sidebar",
    "App pages",
    "Collapse",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [*(entry.address for entry in PAGES), *VIEWS])
def test_no_violation(open_page: Opener, path: str, scheme: str) -> None:
    page = open_page(f"{path}{'&' if '?' in path else '?'}territoire=EX001", color_scheme=scheme)
    page.wait_for_timeout(800)
    page.evaluate(AXE)
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, rules: {'heading-order': {enabled: true}}})",
        RULES,
    )
    ours = [
        f"{item['id']}: {node['target']} {node['failureSummary']}"
        for item in found["violations"]
        for node in item["nodes"]
        if not any(item["id"] == rule and piece in str(node["target"]) for rule, piece in CHROME)
    ]
    assert not ours, "\n".join(ours)


def test_streamlit_speaks_the_language_of_the_page(open_page: Opener) -> None:
    page = open_page("/budget?territoire=93048")
    page.wait_for_selector('button[aria-label^="Plein écran\u00a0: "]')
    told = page.evaluate(
        """() => ["aria-label", "placeholder", "title"].flatMap((name) =>
          [...document.querySelectorAll(`[data-testid="stApp"] :not(svg *)[${name}]`)].map((item) => item.getAttribute(name)))"""
    )
    assert len(told) > 20
    assert not [text for text in told if text.startswith(ENGLISH)]


def test_a_dark_page_is_printed_on_white(open_page: Opener) -> None:
    page = open_page("/budget?territoire=93048", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).filter")
        == "invert(1) hue-rotate(180deg)"
    )
    assert page.locator('[data-testid="stSidebar"]').is_hidden()
    assert page.pdf(format="A4").startswith(b"%PDF")
