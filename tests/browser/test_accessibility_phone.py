"""Every page and every view read by axe-core on a telephone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.axe import PATHS, Inspector, inspector

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def reading(browser: Browser, server: str) -> Iterator[Inspector]:
    """One page for the whole file."""
    with inspector(browser, server, "phone") as found:
        yield found


@pytest.mark.parametrize("path", PATHS)
def test_no_violation(reading: Inspector, path: str) -> None:
    reading.check(path)
