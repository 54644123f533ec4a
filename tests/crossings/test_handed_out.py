"""The same figures in the report for Word, the page that prints, the registry of aid and the workbook of the declaration."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from docx import Document
from lxml import etree, html

from indicators.present.figure import Figure
from indicators.present.reports import ReportSource, pictures
from indicators.present.reports.declaration import declaration
from indicators.present.reports.iati import iati_activities
from indicators.present.reports.print_page import printed_page
from indicators.present.reports.word import word_report
from indicators.records import Activity
from tests.crossings.office import Office
from tests.crossings.test_charts import SWAPPED
from tests.crossings.told import TOTALS, Told, in_table
from tests.reports.conftest import told_otherwise

NUMBERS = {"fr": SWAPPED, "en": re.compile(r"\d[ \u00a0]\d{3}(?!\d)|\d\s(?=[%‰€])"), "es": SWAPPED}
Read = tuple[ReportSource, Figure, tuple[Told, ...]]
SHOWN, NAMED = 6, 2  # the actions that have a card, the rubrics that a sentence names
# French puts a no-break space before the colon and a narrow one before the semicolon; English and Spanish put none.
SPACED = {"fr": re.compile(r" [:;!?](?:\s|$)|\w[:;](?: |$)"), "en": re.compile(r"\s[:;!?](?:\s|$)"), "es": re.compile(r"\s[:;!?](?:\s|$)")}  # fmt: skip


def ours(read: Read) -> ReportSource:
    """The source with an action for each rubric, of the same amount, in Senegal, where every line is paid too."""
    source, _, wanted = read
    known = source.snapshot
    partner = replace(known.partnerships[0], country="SN")
    actions = tuple(
        Activity(id=f"a{rank}", territory=known.territory.code, year=source.year, title=f"Action {rank}", partnership=partner.id, results="Fait.", amount=sum(item.paid))
        for rank, item in enumerate(wanted)
    )  # fmt: skip
    return told_otherwise(
        source, activities=actions, partnerships=(partner, *known.partnerships[1:]),
        territory=replace(known.territory, siren="213801855"), budget_lines=known.budget_lines.assign(country="SN"),
    )  # fmt: skip


def follow(said: str, read: Read) -> None:
    """The whole, by inhabitant, the first rubrics with their shares, each action: in a text, in one form."""
    source, _, wanted = read
    lang = source.t.lang
    for item in TOTALS[source.snapshot.territory.code]:
        assert item.amount(lang) in said, item
    for item in wanted[:NAMED]:
        assert f"{item.amount(lang)} ({item.percent(lang)})" in said, item
    for item in wanted[:SHOWN]:
        if sum(item.paid):
            assert f"{item.amount(lang)} {source.t('déclarés par le service')}" in said, item


def in_one_form(parts: list[str], lang: str) -> None:
    """No space of another language, before a sign or in a number, no minus zero."""
    for text in parts:
        assert not NUMBERS[lang].search(text) and not SPACED[lang].search(text), text
        assert not re.search(r"[-\u2212]€?0(?:[.,]0+)?(?![\d.,])", text), text


def test_the_report_for_word(read: Read) -> None:
    source, figure, _ = read
    file = Document(io.BytesIO(word_report(ours(read))))
    paragraphs = [item.text for item in file.paragraphs]
    follow("\n".join(paragraphs), read)
    described = [str(item.get("descr")) for item in file.element.body.iter("{*}docPr")]
    assert figure.alt.replace("**", "") in described
    # The labels of the drawing, which other tests read in its specification, are in this picture.
    assert pictures.png(figure.spec or {}, 580) in {item.blob for item in file.part.package.iter_parts()}
    in_one_form([*paragraphs, *described], source.t.lang)


def test_the_page_that_prints(read: Read) -> None:
    source, _, wanted = read
    lang = source.t.lang
    page = html.fromstring(printed_page(ours(read)))
    parts = [str(text).strip() for text in page.xpath("//body//text()[not(ancestor::style)]")]
    follow(re.sub(r" +", " ", " ".join(parts)), read)
    for item in wanted:
        assert f"{item.amount(lang)} · {item.percent(lang)}" in parts, item
    described = list(map(str, page.xpath("//img/@alt | //*/@aria-label")))
    assert any(f"{wanted[0].amount(lang)} ({wanted[0].percent(lang)})" in text for text in described)
    in_one_form([*parts, *described], lang)


def test_the_registry_of_aid(read: Read) -> None:
    """Figures for machines: a point, two decimals, no separator, the same in each language; read, they are the page's."""
    source, _, wanted = read
    found = {str(item.findtext("iati-identifier")): item for item in etree.fromstring(iati_activities(ours(read)))}
    assert len(found) == len(wanted)
    for rank, item in enumerate(wanted):
        activity = found[f"FR-RCS-213801855-a{rank}"]
        value = str(activity.findtext("budget/value"))
        assert re.fullmatch(r"(?!-0\.00)-?\d+\.\d\d", value), value
        assert source.t.money(int(Decimal(value) * 100)) == item.amount(source.t.lang)
        assert {day.get("iso-date") for day in activity.iter("activity-date")} == {f"{source.year}-01-01", f"{source.year}-12-31"}  # fmt: skip


def test_the_workbook_of_the_declaration(read: Read) -> None:
    source, _, wanted = read
    t = source.t
    book = openpyxl.load_workbook(io.BytesIO(declaration(ours(read))))
    parts = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]  # fmt: skip
    in_one_form(parts, t.lang)
    assert any(TOTALS[source.snapshot.territory.code][0].amount(t.lang) in text for text in parts)
    lines = rows(book[t("Lignes")])
    for item in wanted:
        rubric = source.catalogue.rubrics[item.rubric].label.get(t.lang)
        paid = [round(100 * line[t("Montant versé (€)")]) for line in lines if line[t("Rubrique")] == rubric]
        assert t.money(sum(paid)) == item.amount(t.lang), item
    refused = {line[t("Reçu")] for line in rows(book[t("Contrôle")]) if line[t("Colonne")] == t("Montant versé (€)")}
    refunds = [round(100 * line[t("Montant versé (€)")]) for line in lines if line[t("Montant versé (€)")] <= 0]
    assert refused == {t.money(cents, 2 if cents % 100 else 0) for cents in refunds}


def rows(sheet: openpyxl.worksheet.worksheet.Worksheet) -> list[dict[str, object]]:
    """The rows of a sheet by their headers."""
    heads, *found = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in found]


@pytest.mark.office
def test_the_declaration_shown_in_the_settings_of_the_reader(read: Read, offices: dict[str, Office]) -> None:
    source, _, _ = read
    t, filled = source.t, ours(read)
    content = declaration(filled)
    held = rows(openpyxl.load_workbook(io.BytesIO(content))[t("Lignes")])
    shown = offices[t.lang].shown(content, "xlsx")
    heads, *lines = shown[t("Lignes")]
    year, paid = heads.index(t("Année de versement")), heads.index(t("Montant versé (€)"))
    for line, row in zip(lines, held, strict=True):
        assert line[year] == str(source.budget.year)
        assert line[paid] == in_table(round(100 * row[t("Montant versé (€)")]), t), line
    total = sum(item for item in (round(100 * row[t("Montant versé (€)")]) for row in held))
    assert shown[t("Par pays")][1][:2] == [t.country("SN"), in_table(total, t)]
