"""Thirty figures of two cities, with halves, refunds, zeros, cents and millions: one form in each language, on every surface."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

import pandas as pd
import pytest
import vl_convert
from pypdf import PdfReader

from indicators.present.charts.budget import budget_by_rubric
from indicators.present.exports import csv_bytes
from indicators.present.figure import Figure
from indicators.present.reports import ReportSource, pictures
from indicators.present.reports.annual import annual_report
from indicators.present.reports.native import rubrics
from indicators.present.reports.sheets import Sheet, write_book
from indicators.present.reports.stamp import moment
from indicators.present.texts.budget.sentences import headline
from indicators.rounding import rounded
from tests.crossings.office import Office
from tests.crossings.test_charts import strings
from tests.reports.conftest import Make, told_otherwise

LANGUAGES = ("fr", "en", "es")
S, N, M = "\u202f", "\u00a0", "\u2212"


@dataclass(frozen=True)
class Told:
    """A rubric: its payments of the year in cents (negative: a refund), its amount and its share in three languages."""

    rubric: str
    paid: tuple[int, ...]
    amounts: tuple[str, str, str]
    share: tuple[str, str]

    def amount(self, lang: str) -> str:
        return self.amounts[LANGUAGES.index(lang)]

    def percent(self, lang: str) -> str:
        return self.share[lang == "en"]


def told(rubric: str, paid: tuple[int, ...], french: str, share: str) -> Told:
    """French as it is printed, English and Spanish from its digits: the three forms of one amount."""
    sign, digits = (M, french[1:]) if french.startswith(M) else ("", french)
    english = f"{sign}€{digits.replace(',', '.').replace(S, ',')}"
    spanish = f"{sign}{digits.replace(S, '.')}{N}€"
    percents = (f"{share}{N}%", f"{share.replace(',', '.')}%")
    return Told(rubric, paid, (f"{french}{N}€", english, spanish), percents)


GRENOBLE = (
    told("r1_operations", (60_197_736,), f"601{S}977", "62,3"),
    told("r2_grants", (25_472_250,), f"254{S}723", "26,4"),
    told("r4_visibility", (5_666_494,), f"56{S}665", "5,9"),
    told("r0_unassigned", (4_569_263,), f"45{S}693", "4,7"),
    told("r3_networks", (762_928,), f"7{S}629", "0,8"),
)
EXEMPLEVILLE = (
    told("r1_operations", (1_234_567_850,), f"12{S}345{S}679", "92,5"),
    told("r2_grants", (100_000_050,), f"1{S}000{S}001", "7,5"),
    told("r3_networks", (99_950,), f"1{S}000", "0,0"),
    told("r4_visibility", (50,), "1", "0,0"),
    told("r5_emergency", (250,), "3", "0,0"),
    told("r6_awareness", (100, -350), f"{M}3", "0,0"),
    told("r7_studies", (100, -100), "0", "0,0"),
    told("r0_unassigned", (100, -140), "0", "0,0"),
)
# The whole, what it is out of a thousand euros, and by inhabitant, in French: the other languages change the signs alone.
TOTALS = {
    "38185": (told("total", (), f"966{S}687", "0"), told("share", (), "4,19", "0")),
    "EX001": (
        told("total", (), f"13{S}346{S}679", "0"),
        told("share", (), "53,27", "0"),
        told("by head", (), "72,18", "0"),
    ),
}
CITIES = {"38185": GRENOBLE, "EX001": EXEMPLEVILLE}


def refilled(source: ReportSource) -> ReportSource:
    """Exempleville with the payments of the table, each on a confirmed line of its rubric."""
    lines = source.snapshot.budget_lines
    chosen = lines[(lines["year"] == 2025) & (lines["direction"] == "expenditure") & (lines["section"] == "operating")]
    wanted = [(item.rubric, cents) for item in EXEMPLEVILLE for cents in item.paid]
    rows = pd.concat([chosen.head(1)] * len(wanted), ignore_index=True).assign(
        line=[f"t{rank}" for rank in range(len(wanted))], rubric=[rubric for rubric, _ in wanted], rubric_status="confirmed",
        paid=[cents for _, cents in wanted], committed=None, voted=None, partnership="", attached=None,
    )  # fmt: skip
    return told_otherwise(source, budget_lines=rows.astype(lines.dtypes.to_dict()))


@pytest.fixture(scope="module", params=[(city, lang) for city in CITIES for lang in LANGUAGES], ids=lambda item: "-".join(item))  # fmt: skip
def read(request: pytest.FixtureRequest, make_source: Make) -> tuple[ReportSource, Figure, tuple[Told, ...]]:
    """A city in a language: its source, its figure by rubric, what each rubric must say."""
    city, lang = request.param
    source = make_source(city, lang=lang, year=2025 if city == "EX001" else 2018)
    source = refilled(source) if city == "EX001" else source
    return source, budget_by_rubric(source.budget, source.t), CITIES[city]


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
        assert any(name.endswith(f" · {amount}") for name in native.categories), item
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
    said = headline(source.budget, source.t)
    total, *more = TOTALS[source.snapshot.territory.code]
    assert total.amount(lang) in said and all(item.amount(lang) in said for item in more), said
    joint = {"fr": " sur ", "en": " out of ", "es": " de cada "}[lang]
    thousand = told("thousand", (), f"1{S}000", "0").amount(lang)
    assert f"{more[0].amount(lang)}{joint}{thousand}" in said, said


@pytest.mark.office
def test_the_workbook_shown_in_the_settings_of_the_reader(
    read: tuple[ReportSource, Figure, tuple[Told, ...]], offices: dict[str, Office]
) -> None:
    source, figure, wanted = read
    office, when = offices[source.t.lang], moment("2026-01-02T03:04:05")
    content = write_book([Sheet("n", figure.table)], "n", when, source.t)
    kinds = {"xlsx": content, "ods": office.saved(content, "xlsx", "ods")}
    for kind, made in kinds.items():
        rows = office.shown(made, kind)["n"][1:]
        for item in wanted:
            assert rows[row_of(item, figure, source)][1] == cents(item, source), (kind, item)


def cents(item: Told, source: ReportSource) -> str:
    """The amount with its cents where it has some, as tables write it: the digits of the page's own form."""
    total = sum(item.paid)
    bare = source.t.money(total, 2 if total % 100 else 0)
    return bare.replace("€", "").replace(N, "")
