"""Whatever rests on an example is marked where it stands: a row invented by a service, read through every surface."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from pptx import Presentation

from indicators.catalogue import load_catalogue
from indicators.demo.snapshot import demo_snapshot
from indicators.present.charts.geii import profile_figure
from indicators.present.charts.partnerships import renewals
from indicators.present.maps.payload import configuration
from indicators.present.maps.table import geojson_bytes, partnership_table
from indicators.present.reports import ReportSource
from indicators.present.reports.annual import head
from indicators.present.reports.deck import deck
from indicators.present.reports.public import partner_lines
from indicators.present.reports.public_page import public_document
from indicators.present.reports.slides import presentation
from indicators.present.synthesis import four_answers
from indicators.present.texts import translator
from indicators.present.texts.partnerships import sentences
from indicators.records import Activity, Observation, Target
from indicators.records.base import frame_of
from indicators.settings import load_settings
from tests.defaults import evaluate, readout
from tests.reports.conftest import told_otherwise

MARK = "Exemple\u00a0: texte, chiffre ou cible inventés"
PARTNER = "grenoble-sfax"


def source(*, example: bool) -> ReportSource:
    """Grenoble, with one exchange typed by the service, invented or not: it alone makes the relation recent."""
    found = demo_snapshot("38185")
    act = Activity(id="a", territory="38185", year=2023, title="Échange", partnership=PARTNER, example=example)
    settings = load_settings(catalogue=load_catalogue())
    catalogue = settings.extend(load_catalogue())
    return ReportSource(readout(replace(found, activities=(act,)), catalogue, 2023, settings), translator("fr"))


@pytest.fixture(scope="module", params=[True, False], ids=["example", "real"])
def told(request: pytest.FixtureRequest) -> ReportSource:
    return source(example=request.param)


def test_the_relation_its_lists_and_its_map(told: ReportSource) -> None:
    marked, t = told.snapshot.example, told.t
    item = next(item for item in told.relations if item.id == PARTNER)
    table = partnership_table(told.relations, told.scene, t)
    drawn: dict[str, Any] = configuration(told.scene, t)
    written = (
        sentences.relation(item, "Jumelage", t).replace("\\", ""),
        " ".join(table["Partenaire"]),
        " ".join(drawn["points"]["names"]),
        geojson_bytes(told.relations, told.scene, t).decode(),
    )
    assert [("Sfax (exemple)" in text) for text in written] == [marked] * 4
    assert renewals((replace(item, months_left=3),), t).example is marked


def test_the_answer_with_whom_and_what_is_computed_from_it(told: ReportSource) -> None:
    marked = told.snapshot.example
    assert told.answers[3].example is marked
    found = evaluate(told.snapshot, told.catalogue, 2023).reading("p_active_partnerships")
    assert found is not None and found.computed is not None and found.computed.numerator == 1
    assert found.example is marked


def test_the_cover_the_pages_and_the_press_sheet(told: ReportSource) -> None:
    """What both templates print on the cover, at the head of every page and above the title of the sheet."""
    marked = told.snapshot.example
    assert [line.startswith(MARK) for line in head(told, "x")["warnings"]] == [True] * marked
    assert (MARK in public_document(told)) is marked
    oldest = replace(told.snapshot.partnerships[0], signed="1900", example=marked)
    first = told_otherwise(told, partnerships=(oldest, *told.snapshot.partnerships[1:]))
    assert any("(exemple)" in line for line in partner_lines(first)) is marked


def test_the_slides_that_rest_on_it(told: ReportSource) -> None:
    marked = told.snapshot.example
    asked = ("synthese", "carte", "choix", f"partenariat:{PARTNER}")
    assert [slide.example for slide in deck(told, asked)] == [marked] * 5
    for page in Presentation(io.BytesIO(presentation(told, asked))).slides:
        assert any(shape.has_text_frame and MARK in shape.text_frame.text for shape in page.shapes) is marked


def measured(*, example: bool) -> ReportSource:
    """Grenoble with a value and a target's measure typed by the service, invented or not."""
    found = demo_snapshot("38185")
    rows = [
        Observation(territory="38185", indicator=name, year=2023, value=value, example=example)
        for name, value in (("d6_intl_students_share", 17.0), ("p_formalisation", 3.0))
    ]
    values = pd.concat([found.observations, frame_of(Observation, rows)], ignore_index=True)
    goal = Target(territory="38185", indicator="p_formalisation", plan="P", baseline_year=2020, baseline_value=2.0, target_year=2026, target_value=4.0)  # fmt: skip
    catalogue = load_catalogue()
    told = readout(replace(found, observations=values, targets=(goal,)), catalogue, 2023)
    return ReportSource(told, translator("fr"))


@pytest.mark.parametrize("example", [True, False])
def test_a_value_invented_marks_the_profile_and_what_is_measured(example: bool) -> None:
    told = measured(example=example)
    assert [item.example for item in told.answers[:3]] == [example, False, example]
    assert profile_figure(told.profile, told.t).example is example
    own = told.settings.collectivity.model_copy(update={"lead_figures": ("d6_intl_students_share",)})
    chosen = replace(told.readout, settings=told.settings.model_copy(update={"collectivity": own}))
    assert four_answers(chosen, told.t)[0].example is example
    slides = {slide.key: slide.example for slide in deck(told, ("profil", "statuts"))}
    assert slides["profil"] is slides["statuts"] is example
    assert (" · exemple · " in " ".join(f"{item.publisher} · {item.quality} · " for item in told.answers[0].sources)) is example  # fmt: skip
