"""The thirty figures where a person meets them: the budget page in Chromium, on each of the two databases."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from indicators.operations.startup import prepare
from indicators.present.texts import translator
from indicators.settings import load_settings
from indicators.store import drafts, editions, reading
from tests.browser.conftest import serving, settle
from tests.conftest import configured_database
from tests.crossings.told import CITIES, LANGUAGES, TOTALS, YEARS, in_table, payments

pytestmark = pytest.mark.browser
CHART, MORE = "[class*=st-key-chart_budget_by_rubric]", ".st-key-more_budget_by_rubric"
FILE, AUTHORISED = ".st-key-csv_budget_by_rubric", 64_000_000
# Languages do not depend on the database: one of them is enough on the second.
READ = [pytest.param(("sqlite", city, lang), id=f"{city}-{lang}") for city in CITIES for lang in LANGUAGES] + [
    pytest.param(("postgresql", city, "fr"), id=f"{city}-postgresql", marks=pytest.mark.postgres) for city in CITIES
]
SEPARATED = "[:;]\\s"


def publish() -> None:
    """The demonstration, then an edition in which the payments of the table are those of Exempleville."""
    engine = prepare(load_settings())
    known = reading.snapshot(engine, 1, "EX001").budget_lines
    batch = drafts.open_batch(engine, "Agente")
    drafts.stage(engine, batch.id, "budget_line", known, action="remove")
    drafts.stage(engine, batch.id, "budget_line", payments(known))
    editions.publish(engine, [batch.id], "Paiements", "Agente")
    engine.dispose()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """The dashboard on that edition: its address by database."""
    with ExitStack() as stack:

        @cache
        def address(system: str) -> str:
            folder = tmp_path_factory.mktemp(system)
            url = stack.enter_context(configured_database(system, folder))
            publish()
            return stack.enter_context(serving(folder, OUVERTURE_DATABASE_URL=url))

        yield address


@pytest.fixture(scope="module", params=READ)
def opened(
    request: pytest.FixtureRequest, browser: Browser, served: Callable[[str], str]
) -> Iterator[tuple[Page, str, str]]:
    """The budget of a city in a language, in a browser set to a fourth one: the page decides."""
    system, city, lang = request.param
    context = browser.new_context(viewport={"width": 1440, "height": 3000}, locale="de-DE", accept_downloads=True)
    page = context.new_page()
    page.goto(f"{served(system)}/budget?territoire={city}&annee={YEARS[city]}&langue={lang}")
    settle(page)
    page.locator(f"{CHART} svg.marks").wait_for()
    yield page, city, lang
    context.close()


def test_every_figure_on_the_page(opened: tuple[Page, str, str]) -> None:
    """Sentence, cards, labels, what is said aloud, what is under the pointer, the table, the file: one form."""
    page, city, lang = opened
    t, chart = translator(lang), page.locator(CHART)
    written = page.get_by_test_id("stMain").inner_text()
    labels = chart.locator("text").all_text_contents()
    said = [str(mark.get_attribute("aria-label")) for mark in chart.locator("[role=graphics-symbol]").all()]
    for mark, text in zip(chart.locator("[role=graphics-symbol]").all(), said, strict=True):
        page.mouse.move(0, 0)  # away from the former tooltip, which would stand over a neighbour
        mark.hover(force=True)
        expect(page.locator("#vg-tooltip-element.visible .value").last).to_have_text(re.split(SEPARATED, text)[-1])
    cells, rows = table(page)
    for item in TOTALS[city]:
        assert item.amount(lang) in written, item
    for item in CITIES[city]:
        label, paid = (
            f"{item.amount(lang)} · {item.percent(lang)}",
            t.money(sum(cents for cents in item.paid if cents > 0)),
        )
        assert label in labels, item
        assert any(text.endswith(paid) for text in said), item
        assert in_table(sum(item.paid), t) in cells, (item, cells)
        assert any(t.money(100 * float(row.split(";")[1].replace(",", "."))) == item.amount(lang) for row in rows), item


def table(page: Page) -> tuple[list[str], list[str]]:
    """The cells of the table behind the chart, and the lines of its file."""
    page.locator(MORE).get_by_role("button").first.click()
    panel = page.get_by_test_id("stPopoverBody").locator(".ouv-table")
    panel.wait_for()
    cells = panel.locator("td").all_text_contents()
    page.keyboard.press("Escape")
    with page.expect_download() as found:
        page.locator(FILE).get_by_role("button").click()
    return cells, Path(found.value.path()).read_text(encoding="utf-8-sig").splitlines()[1:]


def test_a_table_is_written_in_the_language_of_the_page(opened: tuple[Page, str, str]) -> None:
    """The authorisations of several years of Exempleville: 640,000 euros for the first, in a browser that is German."""
    page, city, lang = opened
    said = page.get_by_test_id("stMain").locator(".ouv-table td").all_text_contents()
    assert (in_table(AUTHORISED, translator(lang)) in said) is (city == "EX001"), said
