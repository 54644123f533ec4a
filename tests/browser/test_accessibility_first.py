"""The first half of the pages, and the documents of the council in the light theme, read by axe-core."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.axe import READ, Inspector, inspector

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def reading(browser: Browser, server: str) -> Iterator[Inspector]:
    """One page for the whole file."""
    with inspector(browser, server) as found:
        yield found


@pytest.mark.parametrize("page", list(READ)[0::2])
def test_no_violation(reading: Inspector, page: str) -> None:
    reading.check(page)


def test_no_violation_in_a_session(reading: Inspector) -> None:
    reading.show("desktop")
    reading.check_session()


def test_no_violation_in_the_public_page(reading: Inspector) -> None:
    reading.show("desktop")
    reading.check_public()


def test_no_violation_in_the_page_of_the_api(reading: Inspector) -> None:
    reading.check_api()
