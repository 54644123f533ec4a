"""A field of a record is the same on each surface that shows it: no neighbour in its place, nothing made up where it lacks."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from indicators.desk import agenda
from indicators.present.calendar_file import calendar_file
from indicators.present.maps.table import geojson_bytes, partnership_table, with_dates, xlsx_bytes
from indicators.present.reports import ReportSource
from indicators.present.reports.budget_lines import budget_lines
from indicators.present.reports.declaration import declaration
from indicators.present.reports.directory import directory_blocks
from indicators.present.reports.method import method_blocks
from indicators.present.reports.model import Block, Table
from indicators.present.reports.public import public_missions
from indicators.present.reports.still_map import map_figure
from indicators.present.texts.budget.lines import lines_table
from indicators.records import BudgetLine, Membership, Partnership
from indicators.records.base import frame_of
from indicators.settings import Missions
from tests.reports.conftest import Make, told_otherwise
from tests.reports.conftest import make_source as make_source
from tests.surfaces.walk import plain

CODE, YEAR = "EX001", 2025
PARTNER = Partnership(
    id="sfax", territory=CODE, partner="Sfax", country="TN", city="Sfax", latitude=34.74, longitude=10.76,
    coordinate_origin="hand", status="active", renewed="2011-05-17", ends="2027-03-27", type="partnership",
)  # fmt: skip
DATED = replace(PARTNER, id="oran", partner="Oran", country="DZ", signed="1990-02-03", renewed="2012", example=True)
NETWORKS = (
    Membership(territory=CODE, network="a", name="Réseau A", status="active", since="2019", fee=1_200_00),
    Membership(territory=CODE, network="b", name="Réseau B", status="active", since="2021", example=True),
)
LINE = BudgetLine(
    territory=CODE, year=YEAR, line="1", document="CA", instruction="M57", nature="6574", function="04", label="Une",
    rubric="r2_grants", rubric_status="confirmed", voted=9_000_00, committed=8_000_00, paid=7_000_50,
)  # fmt: skip
LINES = (LINE, replace(LINE, line="2", label="Deux", rubric_status="suggested", paid=None))


@pytest.fixture(scope="module")
def source(make_source: Make) -> ReportSource:
    """Exempleville with two relations, two networks and two lines of expenditure."""
    base = make_source(CODE, year=YEAR)
    lines = frame_of(BudgetLine, LINES).astype({"nature": "category"})
    return told_otherwise(base, partnerships=(PARTNER, DATED), memberships=NETWORKS, budget_lines=lines, activities=(), missions=())  # fmt: skip


def tables(blocks: list[Block]) -> dict[str, dict[str, dict[str, str]]]:
    """The tables of a part of the report, by title: each row by its first cell, as header and text."""
    return {
        plain(block.title): {
            plain(row[0]): dict(zip(block.headers, map(plain, row), strict=True)) for row in block.rows
        }
        for block in blocks
        if isinstance(block, Table)
    }


def of_table(source: ReportSource) -> dict[str, dict[str, Any]]:
    table = partnership_table(source.relations, source.scene, source.t)
    return {row["Partenaire"]: row for row in table.to_dict("records")}


def of_workbook(source: ReportSource) -> dict[str, dict[str, Any]]:
    made = xlsx_bytes(partnership_table(source.relations, source.scene, source.t), "P")
    heads, *rows = openpyxl.load_workbook(io.BytesIO(made))["P"].iter_rows(values_only=True)
    return {str(row[0]): dict(zip(map(str, heads), row, strict=True)) for row in rows}


def of_page(source: ReportSource) -> dict[str, dict[str, Any]]:
    table = with_dates(partnership_table(source.relations, source.scene, source.t), source.t)
    return {row["Partenaire"]: row for row in table.to_dict("records")}


def of_report(source: ReportSource) -> dict[str, dict[str, Any]]:
    return dict(tables(directory_blocks(source))["Répertoire des partenariats"])


def of_points(source: ReportSource) -> dict[str, dict[str, Any]]:
    made = json.loads(geojson_bytes(source.relations, source.scene, source.t))["features"]
    return {
        item["properties"]["partenaire"]: item["properties"] | {"point": item["geometry"]}
        for item in made
        if "partenaire" in item["properties"]
    }


Read = Callable[[ReportSource], dict[str, dict[str, Any]]]
#: Where a relation is told, under which names, and what must stand there for each of the two.
RELATIONS: dict[str, tuple[Read, tuple[str, str], dict[str, tuple[Any, Any]]]] = {
    "table": (of_table, ("Sfax", "Oran (exemple)"), {"Depuis": (2011, 1990), "Renouvelé": ("2011-05-17", "2012"), "Échéance": ("2027-03-27", "2027-03-27"), "Latitude": (34.74, 34.74), "Longitude": (10.76, 10.76)}),
    "workbook": (of_workbook, ("Sfax", "Oran (exemple)"), {"Depuis": (2011, 1990), "Renouvelé": ("2011-05-17", "2012"), "Échéance": ("2027-03-27", "2027-03-27"), "Latitude": (34.74, 34.74), "Dernier échange": (None, None)}),
    "page": (of_page, ("Sfax", "Oran (exemple)"), {"Renouvelé": ("17 mai 2011", "2012"), "Échéance": ("27 mars 2027", "27 mars 2027")}),
    "report": (of_report, ("Sfax (Tunisie)", "Oran (Algérie) (exemple)"), {"Depuis": ("2011", "1990"), "Échéance": ("27 mars 2027 (dans 14 mois)", "27 mars 2027 (dans 14 mois)"), "Actions": ("0", "0")}),
    "points": (of_points, ("Sfax", "Oran (exemple)"), {"depuis": ("2011-05-17", "1990-02-03"), "fin": ("2027-03-27", "2027-03-27"), "pays": ("TN", "DZ"), "point": ({"type": "Point", "coordinates": [10.76, 34.74]},) * 2}),
}  # fmt: skip


@pytest.mark.parametrize("surface", RELATIONS)
def test_a_relation(surface: str, source: ReportSource) -> None:
    read, names, fields = RELATIONS[surface]
    found = read(source)
    assert set(found) == set(names)
    for field, values in fields.items():
        said = tuple(plain(value) if isinstance(value := found[name][field], str) else value for name in names)
        assert said == values, field


def test_a_network_without_a_fee_has_none(source: ReportSource) -> None:
    found = tables(directory_blocks(source))["Réseaux"]
    assert {name: (row["Depuis"], row["Cotisation"]) for name, row in found.items()} == {
        "Réseau A": ("2019", "1 200 €"),
        "Réseau B (exemple)": ("2021", "–"),
    }


def test_a_line_of_the_budget_keeps_its_stages_apart(source: ReportSource) -> None:
    view = source.budget
    shown = lines_table(view.book.lines(YEAR), view, source.t).astype(object)
    shown = shown.where(shown.notna(), None)
    amounts = {row["Libellé"]: (row["Voté (€)"], row["Engagé (€)"], row["Payé (€)"], row["État de la rubrique"]) for row in shown.to_dict("records")}  # fmt: skip
    assert amounts == {"Une": (9_000, 8_000, 7_000.5, "confirmée"), "Deux": (9_000, 8_000, None, "proposée")}
    (annex,) = tables(budget_lines(source)).values()
    (table,) = (block for block in budget_lines(source) if isinstance(block, Table))
    assert "payées" in table.title and annex
    assert {row[2]: plain(row[4]) for row in table.rows} == {"Une": "7 000,50 €", "Deux": "–"}


def test_every_date_of_the_calendar_that_is_invented_says_so(make_source: Make) -> None:
    base = make_source(CODE, year=YEAR).snapshot
    kinds = ("missions", "follow_ups", "calls", "meetings", "partnerships", "memberships")
    told = replace(base, **{name: tuple(replace(row, example=True) for row in getattr(base, name)) for name in kinds})
    for snapshot, expected in ((told, True), (base, False)):
        items = agenda(snapshot)
        assert {item.kind for item in items} >= {
            "mission",
            "delegation",
            "meeting",
            "agreement_end",
            "call",
            "follow_up",
        }
        assert {item.example for item in items} == {expected}
        made = calendar_file(items, "Ville", CODE, datetime(2026, 1, 2), make_source(CODE, year=YEAR).t).decode()
        titles = made.replace("\r\n ", "").split("SUMMARY:")[1:]
        assert all(("exemple" in text.split("\r\n")[0]) is expected for text in titles)


#: A setting, and what the method of the report says of it.
THRESHOLDS = {
    "dormant_months": (7, "Durée sans échange au-delà de laquelle une relation est dormante", "7 mois"),
    "renewal_months": (19, "Préavis d'un accord à renouveler", "19 mois"),
    "progress_on_track": (0.81, "Rythme à partir duquel une cible est en bonne voie", "81 %"),
    "progress_acceleration": (0.43, "Rythme à partir duquel une cible est à accélérer", "43 %"),
    "dimension_minimum_indicators": (4, "Indicateurs nécessaires pour noter une dimension", "4"),
    "coverage_minimum": (0.37, "Part des indicateurs nécessaire pour noter une dimension", "37 %"),
    "index_high": (321.0, "Bornes d'un indice avant la moyenne", "25 à 321"),
}


def test_the_method_prints_the_thresholds_of_the_collectivity(source: ReportSource) -> None:
    settings = source.settings
    limits = settings.thresholds.model_copy(update={name: value for name, (value, *_) in THRESHOLDS.items()})
    own = replace(source.readout, settings=settings.model_copy(update={"thresholds": limits}))
    said = tables(method_blocks(replace(source, readout=own)))["Seuils"]
    assert {name: said[name]["Valeur"] for _, name, _ in THRESHOLDS.values()} == {name: text for _, name, text in THRESHOLDS.values()}  # fmt: skip


def test_the_map_of_paper_draws_disputed_areas_as_the_collectivity_decided(source: ReportSource) -> None:
    drawn = []
    for disputed in ({}, {"EH": "MA"}):
        chosen = source.settings.map.model_copy(update={"disputed": disputed})
        own = replace(source.readout, settings=source.settings.model_copy(update={"map": chosen}))
        drawn.append(json.dumps(map_figure(replace(source, readout=own)).spec, sort_keys=True))
    assert drawn[0] != drawn[1]


def test_the_declaration_marks_the_lines_that_are_invented(source: ReportSource) -> None:
    lines = tuple(replace(LINE, line=str(rank), country="SN", example=not rank) for rank in range(2))
    told = told_otherwise(source, budget_lines=frame_of(BudgetLine, lines).astype({"nature": "category"}))
    heads, *rows = openpyxl.load_workbook(io.BytesIO(declaration(told)))["Lignes"].iter_rows(values_only=True)
    assert [row[heads.index("Exemple")] for row in rows] == ["exemple", None]


def test_everybody_reads_the_missions_held_up_to_the_year_alone(make_source: Make) -> None:
    base = make_source(CODE, year=YEAR)
    settings = base.settings.model_copy(update={"missions": Missions(public=True)})
    read = replace(base.readout, settings=settings)
    held = sorted({item.year or 0 for item in read.missions if item.mission.status == "done"})
    for year in (held[0] - 1, held[-1]):
        shown = public_missions(replace(base, readout=read.at(year)))
        assert {item.mission.id for item in shown} == {
            item.mission.id for item in read.missions if item.mission.status == "done" and (item.year or 0) <= year
        }
