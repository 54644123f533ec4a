"""Thirty figures of two cities, with halves, refunds, zeros, cents and millions: one form in each language, on every surface."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
import vl_convert
from pypdf import PdfReader

from indicators.present.exports import csv_bytes
from indicators.present.figure import Figure
from indicators.present.reports import ReportSource, pictures
from indicators.present.reports.annual import annual_report
from indicators.present.reports.native import rubrics
from indicators.present.texts.budget.sentences import headlines
from indicators.rounding import rounded
from tests.crossings.test_charts import strings
from tests.crossings.told import CITIES, TOTALS, N, S, Told, in_table, told


def row_of(item: Told, figure: Figure, source: ReportSource) -> int:
    """The place of a rubric in the table of the figure."""
    return [part.key for part in source.budget.rubrics.parts].index(item.rubric)


def test_the_table_has_thirty_figures() -> None:
    assert 2 * sum(map(len, CITIES.values())) + sum(map(len, TOTALS.values())) >= 30


def test_labels_slides_and_tables(read: tuple[ReportSource, Figure, tuple[Told, ...]]) -> None:
    source, figure, wanted = read
    lang = source.t.lang
    labels, native = set(strings(figure.spec)), rubrics(source)
    assert native is not None
    for item in wanted:
        amount, share = item.amount(lang), item.percent(lang)
        assert f"{amount} · {share}" in labels, (item, sorted(labels))
        assert any(name.endswith(f"{N}·{N}{amount}") for name in native.categories), item
        held = figure.table.iloc[row_of(item, figure, source), 1]
        assert rounded(held) == rounded(sum(item.paid) / 100) and held == sum(item.paid) / 100


def test_tooltips_and_voices(read: tuple[ReportSource, Figure, tuple[Told, ...]]) -> None:
    """A bar is what was paid; refunds are told in the label, beside it."""
    source, figure, wanted = read
    svg = str(vl_convert.vegalite_to_svg(pictures.prepared(figure.spec or {}, 580)))
    said, shown = re.findall(r'aria-label="([^"]*)"', svg), set(strings(figure.spec))
    for item in wanted:
        paid = source.t.money(sum(cents for cents in item.paid if cents > 0))
        assert paid in shown and any(text.endswith(paid) for text in said), item
        if min(item.paid) > 0:
            assert paid == item.amount(source.t.lang)


def test_files(read: tuple[ReportSource, Figure, tuple[Told, ...]]) -> None:
    source, figure, wanted = read
    rows = [line.split(";") for line in csv_bytes(figure.table).decode("utf-8-sig").splitlines()[1:]]
    for item in wanted:
        value = rows[row_of(item, figure, source)][1].replace(",", ".")
        assert source.t.money(float(value) * 100) == item.amount(source.t.lang)


def test_the_text_of_the_report(read: tuple[ReportSource, Figure, tuple[Told, ...]]) -> None:
    source, _, wanted = read
    pages = PdfReader(io.BytesIO(annual_report(source))).pages
    # The font of the report has no narrow no-break space: Typst draws it, and writes the space that a search types.
    text = re.sub(r"\s*\n\s*", " ", "\n".join(page.extract_text() for page in pages)).replace(S, " ")
    for item in wanted:
        assert f"{item.amount(source.t.lang)} · {item.percent(source.t.lang)}".replace(S, " ") in text, item


def test_the_sentence_of_the_page(read: tuple[ReportSource, Figure, tuple[Told, ...]]) -> None:
    source, _, _ = read
    lang = source.t.lang
    said = " ".join(headlines(source.budget, source.t))
    total, *more = TOTALS[source.snapshot.territory.code]
    assert total.amount(lang) in said and all(item.amount(lang) in said for item in more), said
    joint = {"fr": " sur ", "en": " out of ", "es": " de cada "}[lang]
    thousand = told("thousand", (), f"1{S}000", "0").amount(lang)
    assert f"{more[0].amount(lang)}{joint}{thousand}" in said, said


@pytest.mark.office
def test_the_workbook_shown_in_the_settings_of_the_reader(
    read: tuple[ReportSource, Figure, tuple[Told, ...]], sheets: Callable[[str, str], dict[str, list[list[str]]]]
) -> None:
    source, figure, wanted = read
    for kind, rows in sheets(source.snapshot.territory.code, source.t.lang).items():
        for item in wanted:
            assert rows[1 + row_of(item, figure, source)][1] == in_table(sum(item.paid), source.t), (kind, item)
