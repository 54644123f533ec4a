"""A row that a service invented marks every figure that rests on it, and every surface that shows such a figure."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from docx import Document
from lxml import etree, html

from indicators.budget.relations import relation_money
from indicators.partnerships import actor_matrix
from indicators.present.charts.evaluation_beside import comparison_figure
from indicators.present.charts.partnerships import actor_map, money
from indicators.present.decisions import decisions
from indicators.present.exports import csv_bytes
from indicators.present.figure import Figure
from indicators.present.opening import opening
from indicators.present.reports import ReportSource, captioned
from indicators.present.reports.embedded import embedded
from indicators.present.reports.figures import all_figures
from indicators.present.reports.iati import iati_activities
from indicators.present.reports.model import Numbers, Section
from indicators.present.reports.opendata import catalogue
from indicators.present.reports.package import descriptor
from indicators.present.reports.print_page import printed_page
from indicators.present.reports.volume import volume
from indicators.present.reports.word import word_report
from indicators.present.reports.workbook import workbook
from indicators.present.texts.citations import cited_table
from indicators.readers.alerts import Alert
from indicators.readers.wording import sentence
from indicators.records import Snapshot
from indicators.settings import Collectivity
from server.painting import painted
from tests.reports.conftest import Make, told_otherwise
from tests.reports.conftest import make_source as make_source

pytestmark = pytest.mark.usefixtures("undrawn")

MARK = "Exemple : texte, chiffre ou cible inventés"
CODE, PARTNER = "EX001", "exempleville-kairouan"
BUDGET = {
    "budget_by_rubric", "budget_over_years", "budget_share", "budget_per_inhabitant", "budget_payers", "budget_leverage",
    "budget_ceilings", "budget_expenditure_by_partnership", "budget_aims_purpose", "chain_paid",
}  # fmt: skip
YEARS = {"budget_over_years", "budget_share", "budget_per_inhabitant", "budget_leverage"}
#: The rows that are invented, one kind at a time, and the figures of the report that rest on them.
RESTS: dict[str, set[str]] = {
    "budget_lines": BUDGET,
    "b_drf": {"budget_share"},
    "b_population": {"budget_per_inhabitant"},
    "b_resources_waste": {"budget_ceilings"},
    "envelopes": {"budget_envelopes"},
    "annotations": YEARS,
    "objectives": {"chain_paid", "evaluation_statuses", "evaluation_programmatic"},
    "externality_measures": {"externalities"},
    "activities": {"chain_paid", "budget_aims_purpose", "partnership_map_world"},
    "partnerships": {"partnership_map_world"},
    "nothing": set(),
}


def invented(snapshot: Snapshot, kind: str) -> dict[str, Any]:
    """The fields of a snapshot in which the rows of a kind, or the values of an indicator, are invented."""
    if kind == "nothing":
        return {}
    if kind == "budget_lines":
        return {kind: snapshot.budget_lines.assign(example=True)}
    if kind.startswith("b_"):
        rows = snapshot.observations
        assert (rows["indicator"] == kind).any(), kind
        return {"observations": rows.assign(example=rows["indicator"] == kind)}
    rows = getattr(snapshot, kind)
    assert rows, kind
    return {kind: tuple(replace(row, example=True) for row in rows)}


@pytest.fixture(scope="module")
def real(make_source: Make) -> ReportSource:
    """Exempleville as a city that exists, with all that an export wants."""
    source = make_source(CODE, year=2025)
    city = replace(source.snapshot.territory, fictional=False, siren="213801855")
    known = Collectivity(territory=CODE, contact="a@ville.fr", address="https://ouverture.ville.fr")
    settings = source.settings.model_copy(update={"collectivity": known})
    told = told_otherwise(source, territory=city)
    return replace(told, readout=replace(told.readout, settings=settings))


@pytest.fixture(scope="module")
def everything(real: ReportSource) -> ReportSource:
    """The same of which the accounts, the actions and the relations are invented."""
    changed: dict[str, Any] = {}
    for kind in ("budget_lines", "activities", "partnerships", "actors"):
        changed |= invented(real.snapshot, kind)
    return told_otherwise(real, **changed)


@pytest.mark.parametrize("kind", RESTS)
def test_the_figures_of_the_report_that_rest_on_it(kind: str, real: ReportSource) -> None:
    source = told_otherwise(real, **invented(real.snapshot, kind))
    found = {figure.key for figure in all_figures(source) if figure.example}
    if kind not in ("objectives", "nothing"):  # indicators are computed from them too
        found = {key for key in found if not key.startswith("evaluation_")}
    assert found == RESTS[kind]


def on_pages(source: ReportSource) -> dict[str, Figure]:
    """The figures that a page alone shows."""
    readout, t = source.readout, source.t
    spent = relation_money(source.budget.book, PARTNER, "paid")
    matrix = actor_matrix(source.snapshot.actors, list(source.catalogue.actor_groups), source.relations)
    return {
        "money": money(spent, PARTNER, source.catalogue.rubrics, source.catalogue.funding_sources, t),
        "actors": actor_map(matrix, {}, t),
        "comparison": comparison_figure(readout.comparison, source.catalogue, t, home=source.name),
    }


def test_the_figures_of_the_pages_alone(real: ReportSource, everything: ReportSource) -> None:
    rows = everything.snapshot.observations
    found = on_pages(told_otherwise(everything, observations=rows.assign(example=True)))
    assert {name for name, figure in found.items() if figure.example} == found.keys()
    assert not any(figure.example for figure in on_pages(real).values())


def test_an_answer_rests_on_what_it_is_related_to(real: ReportSource) -> None:
    source = told_otherwise(real, **invented(real.snapshot, "b_drf"))
    assert [item.example for item in source.answers[:2]] == [False, True]


def blocks(sections: tuple[Section, ...]) -> int:
    """How many figures and key numbers of a report are marked."""
    found = [block for section in sections for block in section.blocks]
    figures = sum(isinstance(block, Figure) and block.example for block in found)
    return figures + sum(item.example for block in found if isinstance(block, Numbers) for item in block.items)


def docx(source: ReportSource) -> str:
    file = Document(io.BytesIO(word_report(source)))
    assert (MARK in plain(file.sections[0].header.paragraphs[0].text)) is source.snapshot.example, "each page"
    return "\n".join(item.text for item in file.paragraphs)


def sheets(source: ReportSource) -> str:
    book = openpyxl.load_workbook(io.BytesIO(workbook(source)), read_only=True)
    return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell)


def paper(source: ReportSource) -> str:
    return "\n".join(map(str, html.fromstring(printed_page(source)).xpath("//body//text()[not(ancestor::style)]")))


#: How many times each document says it: once at its head, then beside each figure that rests on an invented row.
DOCUMENTS: dict[str, tuple[Callable[[ReportSource], str], Callable[[ReportSource], int]]] = {
    "Word": (docx, lambda source: 1 + blocks(tuple(volume(source)))),
    "page to print": (paper, lambda source: 1 + blocks(tuple(volume(source)))),
    "workbook": (sheets, lambda source: 1 + sum(item.example for item in all_figures(source) if not item.table.empty)),
}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_says_it_at_its_head_and_beside_each_figure(
    name: str, real: ReportSource, everything: ReportSource
) -> None:
    write, count = DOCUMENTS[name]
    assert count(everything) > 5
    assert plain(write(everything)).count(MARK) == count(everything)
    assert MARK not in plain(write(real))


def first_words(path: str) -> Callable[[ReportSource], str]:
    def read(source: ReportSource) -> str:
        own = source.snapshot
        told = opening(path, "Page", source.readout, own.edition, source.t)
        return painted(told, "Page", own.territory, source.t, whole=True, invited=False).body

    return read


def preview(path: str) -> Callable[[ReportSource], str]:
    return lambda source: opening(path, "Page", source.readout, source.snapshot.edition, source.t).told


def alone(source: ReportSource) -> Figure:
    return next(item for item in all_figures(source) if item.key == "budget_share")


def alert(source: ReportSource) -> str:
    told = Alert("relation_dormant", PARTNER, "2020", {"partner": "Kairouan", "last": "2020"})
    return sentence(told, source.readout, source.t)


def aid(source: ReportSource) -> str:
    found = etree.fromstring(iati_activities(source))[0]
    return f"{found.findtext('title/narrative')} {found.findtext('description/narrative')}"


#: What leaves the page or comes before it, and what it must say when its rows are invented.
SURFACES: dict[str, tuple[Callable[[ReportSource], str], str, int]] = {
    "first words of the summary": (first_words("synthese"), MARK, 4),
    "first words of the public page": (first_words("publique"), MARK, 1),
    "preview of the summary": (preview("synthese"), MARK, 1),
    "preview of the budget": (preview("budget"), MARK, 1),
    "key figure on another site": (lambda source: str(embedded(source, "depenses")), MARK, 1),
    "chart on another site": (lambda source: str(embedded(source, "budget_share")), MARK, 1),
    "image of a chart": (lambda source: captioned.captioned_svg(alone(source), source.t, 900, fictional=False), "Exemple", 1),
    "data of a chart": (lambda source: csv_bytes(cited_table(alone(source), source.t, fictional=False)).decode(), MARK, 12),
    "entry of a catalogue": (lambda source: json.dumps(catalogue(source), ensure_ascii=False), MARK, 2),
    "data package": (lambda source: json.dumps(descriptor(source, ()), ensure_ascii=False), MARK, 1),
    "alert": (alert, "Kairouan (exemple)", 1),
    "registry of aid": (aid, "(exemple)", 2),
    "what is to be decided": (lambda source: "\n".join(item.text for item in decisions(source.readout, source.t)), "(exemple)", 3),
}  # fmt: skip


@pytest.mark.parametrize("name", SURFACES)
def test_a_surface_says_it(name: str, real: ReportSource, everything: ReportSource) -> None:
    write, words, times = SURFACES[name]
    assert plain(write(everything)).count(words) == times, plain(write(everything))[:1500]
    assert words not in plain(write(real))


FICTIONAL: dict[str, Callable[[ReportSource, bool], str]] = {
    "image of a chart": lambda source, told: captioned.captioned_svg(
        alone(source), source.t, 900, fictional=told
    ).replace("</tspan>", " "),
    "data of a chart": lambda source, told: csv_bytes(cited_table(alone(source), source.t, fictional=told)).decode(),
}


@pytest.mark.parametrize("name", FICTIONAL)
def test_what_leaves_an_invented_city_says_so(name: str, real: ReportSource) -> None:
    assert [("territoire est inventé" in FICTIONAL[name](real, told)) for told in (True, False)] == [True, False]
