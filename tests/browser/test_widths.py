"""Every page and every view in the window of a desk, a tablet and a telephone: nothing moves while it comes, nothing
overflows, every chart fits, no raw number."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.vitals import SHIFT, STEADY, WATCH
from pages.shared.registry import PAGES
from tests.browser.conftest import DONE, Opener, settle
from tests.browser.test_walk import whole
from tests.pdf import page_texts

pytestmark = pytest.mark.browser

#: The windows of a desk, a tablet and a telephone.
WIDTHS = {1350: 940, 820: 1180, 390: 844}
ADDRESSES = [
    f"{entry.address}?territoire=EX001{f'&{entry.key}={view.code}' if view else ''}"
    for entry in PAGES
    for view in (None, *entry.views[1:])
]
#: Pages of the installation, which speak of no territory.
OF_THE_INSTALLATION = {"/administration", "/connexion", "/accessibilite"}
#: A number as a program writes it: a point for the decimals, no separator of thousands, a hyphen for minus.
RAW = re.compile(r"(?<![\w./:-])-?\d{4,}\.\d+|(?<![\w./:-])-?\d+\.\d{3,}(?![\w.])|(?<![\w/:.-])-\d{4,}(?!\w)")
#: What a chart leaves out of the screen, and the marks of one that stand beyond its own frame.
BEYOND = """async () => {
  const wide = document.documentElement.clientWidth, found = [];
  for (const chart of document.querySelectorAll('[class*="st-key-chart_"]')) {
    const frame = chart.getBoundingClientRect();
    if (!frame.width) continue;
    const picture = [...chart.querySelectorAll('.ouv-drawn img')].find(image => image.offsetWidth);
    if (picture) { picture.loading = 'eager'; await picture.decode(); }
    const drawn = picture ?? chart.querySelector('svg.marks, canvas.marks');
    if (!drawn) { found.push([chart.className, 'not drawn']); continue; }
    const box = drawn.getBoundingClientRect();
    if (box.left < -1 || box.right > wide + 1 || box.width > frame.width + 1) found.push([chart.className, box.left, box.right]);
    for (const mark of drawn.querySelectorAll('.mark-symbol path, .mark-rect path')) {
      const at = mark.getBoundingClientRect();
      if (at.width && (at.left < box.left - 1 || at.right > box.right + 1)) { found.push([chart.className, 'mark', at.right]); break; }
    }
  }
  return found;
}"""
#: The cells of tables as paper has them: those of the screen are painted.
CELLS = """() => [...document.querySelectorAll('.ouv-paper td')].map((cell) => cell.textContent)"""


def test_the_walk_of_every_page_and_view(browser: Browser, server: str) -> None:
    """The three widths of an address are opened side by side: waiting for one is time for the others."""
    contexts = [browser.new_context(viewport={"width": w, "height": h}, locale="fr-FR") for w, h in WIDTHS.items()]
    pages, charts = [context.new_page() for context in contexts], 0
    moved: dict[tuple[str, int], object] = {}
    for page in pages:
        page.add_init_script(WATCH)
    for path in ADDRESSES:  # what was fetched once is not fetched again: the shift is that of each opening
        for page in pages:
            page.goto(server + path, wait_until="commit")
        for page, width in zip(pages, WIDTHS, strict=True):
            page.wait_for_load_state("load")
            page.evaluate(STEADY)
            assert page.locator(".ouv-opening").count() == 0, "the page has taken the place of its first words"
            seen = page.evaluate("window.vitals")
            if seen["shift"] >= SHIFT:
                moved[path, width] = seen["moved"]
            charts += stands(page, path)
    for context in contexts:
        context.close()
    assert not moved
    assert charts > 60, "charts were looked at"


def stands(page: Page, path: str) -> int:
    """Nothing overflows, every chart fits, no number is raw, and what is fictional says so; how many charts it has."""
    settle(page)
    whole(page)
    page.wait_for_function("() => !document.querySelector('[data-testid=\"stSkeleton\"]')")
    assert page.evaluate(BEYOND) == [], path
    said = page.get_by_test_id("stMain").inner_text() + "\n" + "\n".join(page.evaluate(CELLS))
    assert RAW.findall(said) == [], path
    if path.partition("?")[0] not in OF_THE_INSTALLATION:
        assert "Données fictives" in said, path
    return page.locator('[class*="st-key-chart_"] :is(.marks, .ouv-drawn)').count()


def test_views_are_a_list_on_a_telephone_and_buttons_elsewhere(open_page: Opener) -> None:
    page = open_page("/evaluation?territoire=EX001", width=390)
    row, views = (
        page.get_by_test_id("stMain").get_by_role("radiogroup", name="Vue"),
        page.get_by_role("combobox", name="Vue"),
    )
    expect(views).to_be_visible()
    assert row.count() == 0, "the row is out of sight, and out of reach of a screen reader"
    views.select_option("Auto-évaluation")
    page.wait_for_url("**vue=grilles**")
    page.wait_for_selector(DONE)
    expect(views).to_have_value("Auto-évaluation")
    desk = open_page("/evaluation?territoire=EX001")
    expect(desk.get_by_test_id("stMain").get_by_role("radiogroup", name="Vue")).to_be_visible()
    assert desk.get_by_role("combobox", name="Vue").count() == 0


def test_the_menu_leaves_a_tablet_three_quarters_of_its_width(open_page: Opener) -> None:
    page = open_page("/?territoire=EX001", width=820, height=1180)
    box = page.get_by_test_id("stSidebar").bounding_box()
    assert box is not None and box["width"] <= 820 / 4


@pytest.mark.parametrize("width", [1440, 820, 390])
def test_a_printed_page_has_every_column_and_every_chart(open_page: Opener, width: int) -> None:
    page = open_page("/budget?territoire=EX001", width=width)
    page.locator(".marks").first.wait_for()
    page.locator(".marks").first.hover()
    expect(page.get_by_role("button", name="Montrer les données")).to_have_count(0)  # raw, under names of code
    page.emulate_media(media="print")
    assert page.get_by_test_id("stDownloadButton").filter(visible=True).count() == 0
    sheets = page_texts(page.pdf(format="A4"))
    for label, detail in (("Dépenses payées 2025", "Par rapport à 2024"), ("Taux d’exécution 2025", "payés sur 2")):
        place = next(rank for rank, text in enumerate(sheets) if label in text)
        assert detail in sheets[place], f"the card « {label} » is cut between two sheets"
    assert "conforme" not in sheets[-1], "a link under the page leads nowhere on paper"
    page.set_viewport_size({"width": 703, "height": 1000})  # a sheet of A4 between its margins
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    table = page.get_by_test_id("stMain").locator(".ouv-table table").last
    expect(table).to_be_visible()
    heads = table.locator("thead th")
    assert heads.all_inner_texts() == [
        "Programme",
        "Type",
        "Autorisé (€)",
        "Année",
        "Crédits votés (€)",
        "Crédits payés (€)",
    ]
    place = heads.last.bounding_box()
    assert place is not None and place["x"] + place["width"] <= 703
    assert page.get_by_test_id("stDataFrame").filter(visible=True).count() == 0
    for drawn in page.locator("[class*='st-key-chart_'] .marks").all():
        box = drawn.bounding_box()
        assert box is not None and box["width"] > 200 and box["x"] + box["width"] <= 704
    said = table.inner_text()
    assert "640\u202f000" in said and "640000" not in said


@pytest.mark.parametrize("path", ["/", "/evaluation", "/publique"])
def test_what_paper_cannot_do_is_not_printed(open_page: Opener, path: str) -> None:
    """No button, no link to another view, no fold that cannot be opened, no invitation to install."""
    page = open_page(f"{path}?territoire=EX001", width=820)
    acts = page.locator('[data-testid="stButton"], .st-key-parcours, .st-key-ailleurs, .ouv-card a, .ouv-card summary')
    acts.first.wait_for()
    page.emulate_media(media="print")
    assert acts.filter(visible=True).count() == 0
    expect(page.get_by_role("heading").filter(visible=True).first).to_be_visible()


#: From now on, what is painted on a canvas is kept.
DRAWN = """() => { window.drawn = new Set(); const write = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) { window.drawn.add(text); return write.call(this, text, ...rest); }; }"""
#: What a screen reader is given of one column of a grid, whose cells are painted.
COLUMN = """(name) => {
  for (const grid of document.querySelectorAll('[data-testid="stDataFrame"] canvas table')) {
    const head = [...grid.querySelectorAll('th')].find((item) => item.textContent === name);
    if (!head) continue;
    const place = head.getAttribute('aria-colindex');
    return [...grid.querySelectorAll(`td[aria-colindex="${place}"]`)].map((cell) => cell.textContent);
  }
  return [];
}"""


@pytest.mark.parametrize(
    ("locale", "lang", "paid", "written"),
    [
        ("fr-FR", "fr", "Payé (€)", "309\u202f115,39"),
        ("en-GB", "fr", "Payé (€)", "309\u202f115,39"),
        ("fr-FR", "en", "Paid (€)", "309,115.39"),
    ],
)
def test_a_screen_reader_is_given_numbers_as_the_page_writes_them(
    open_page: Opener, locale: str, lang: str, paid: str, written: str
) -> None:
    page = open_page(f"/budget?territoire=EX001&suite=lines&langue={lang}", locale=locale, width=1440, height=2600)
    page.wait_for_function(f"(name) => ({COLUMN})(name).includes('{written}')", arg=paid)
    assert RAW.findall("\n".join(page.evaluate(COLUMN, paid))) == []
    account = page.evaluate(COLUMN, "Nature" if lang == "fr" else "Kind")
    assert "64111" in account, "the code of an account is no amount"
    page.evaluate(DRAWN)
    page.get_by_test_id("stDataFrame").first.hover()
    page.mouse.wheel(0, 40)
    page.wait_for_function("(text) => window.drawn.has(text)", arg=written)  # whatever the language of the browser
