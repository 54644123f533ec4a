"""The words of a choice follow the language and the editions, though the browser keeps the words that were chosen."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from indicators.records import Observation
from indicators.store import drafts, editions
from indicators.store.engine import open_engine
from tests.browser.conftest import serving, settle

pytestmark = pytest.mark.browser


def publish(folder: Path, name: str) -> None:
    """A new edition, by another process than the one that serves."""
    engine = open_engine(f"sqlite:///{folder / 'ouverture.sqlite'}")
    batch = drafts.open_batch(engine, "Ada")
    row = Observation(territory="38185", indicator="d4_immigrant_share", year=1900, value=1.0)
    drafts.stage(engine, batch.id, "observation", [row])
    editions.publish(engine, [batch.id], name, "Ada")
    engine.dispose()


def words(page: Page, name: str, text: str) -> None:
    """The choice shows the text."""
    expect(page.get_by_role("combobox", name=name)).to_have_value(text, timeout=30_000)


def test_the_edition_that_is_read_is_the_one_that_is_named(browser: Browser, tmp_path: Path) -> None:
    with serving(tmp_path) as address:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.goto(address)
        settle(page)
        words(page, "Édition", "Dernière\u00a0: Démonstration")
        publish(tmp_path, "Compte administratif 2025")
        page.get_by_role("link", name="Méthode").click()
        expect(page.get_by_role("heading", name="Méthode").first).to_be_visible(timeout=30_000)
        words(page, "Édition", "Dernière\u00a0: Compte administratif 2025")
        page.get_by_text("English").click()
        words(page, "Edition", "Latest: Compte administratif 2025")
        context.close()
