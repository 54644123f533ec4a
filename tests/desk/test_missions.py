"""What missions say of a year: carbon, follow-up, public list; what was typed before; names beside the editions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from sqlalchemy import Engine, select

from indicators.access import AccessDenied, User
from indicators.catalogue import load_catalogue
from indicators.demo import demo_snapshot
from indicators.desk import MissionReading, followed_share, footprints, read_missions, unsettled
from indicators.documents.gather import package_tables
from indicators.documents.reader import Reader
from indicators.operations import people, personal
from indicators.operations.startup import publish_demonstration
from indicators.present.reports import ReportSource
from indicators.present.reports.agreement import renewal_file
from indicators.present.reports.public import page_parts
from indicators.present.texts import translator
from indicators.present.texts.evaluation.reasons import beside
from indicators.records import OFFICE_KINDS, FollowUp, Mission, Snapshot
from indicators.settings import Missions, Privacy, Settings
from indicators.store import reading
from indicators.store.tables import document
from indicators.store.workspace import StaleDocumentError
from tests.defaults import readout

CATALOGUE = load_catalogue()
OFFICER = User("Grace", "officer", "account", "grace")
READER = User("Ada", "reader", "account", "ada")
ADMIN = User("Chef", "administrator", "account", "chef")
HELD = Mission(territory="T", id="m", title="À Fès", starts="2025-03-01", ends="2025-03-04", status="done", people=2, distance=1000.0, factor=0.2, conclusions="Accord.")  # fmt: skip
DONE = FollowUp(territory="T", id="s", mission="m", step="Écrire", status="done", done="2025-08-31")


def one(mission: Mission, *after: FollowUp) -> MissionReading:
    (found,) = read_missions([mission], after)
    return found


def test_carbon_is_computed_stated_or_not_known() -> None:
    assert one(HELD).emissions == 400.0
    assert one(replace(HELD, emissions=90.0)).emissions == 90.0, "a statement is the total"
    assert one(replace(HELD, transport="remote", people=None)).emissions == 0.0
    lacking = replace(HELD, id="n", factor=None)
    assert one(lacking).emissions is None
    (whole,) = footprints(read_missions([HELD], []))
    assert (whole.tonnes, whole.unknown) == (0.4, 0)
    (partial,) = footprints(read_missions([HELD, lacking], []))
    assert (partial.tonnes, partial.missions, partial.unknown) == (None, 2, 1), "a part is not the whole"
    assert footprints(read_missions([replace(HELD, status="planned")], [])) == ()


def test_followed_means_reported_and_something_done_in_six_months() -> None:
    day = date(2025, 12, 31)

    def share(mission: Mission, *after: FollowUp) -> tuple[int, int, int]:
        found = followed_share([one(mission, *after)], 2025, day)
        return found.followed, found.judged, found.waiting

    assert share(HELD, DONE) == (1, 1, 0)
    assert share(HELD, replace(DONE, done="2025-09-04")) == (0, 1, 0), "six months are over"
    assert share(HELD, replace(DONE, done="")) == (0, 1, 0), "a deed without its day proves no delay"
    assert share(HELD, replace(DONE, status="planned", done="")) == (0, 1, 0)
    assert share(replace(HELD, conclusions=""), DONE) == (0, 1, 0), "no report"
    assert share(replace(HELD, status="cancelled"), DONE) == (0, 0, 0)
    late = replace(HELD, starts="2025-11-01", ends="")
    assert share(late) == (0, 0, 1), "too early to say"
    assert share(late, replace(DONE, done="2025-12-01")) == (1, 1, 0)


@pytest.fixture(scope="module")
def city() -> Snapshot:
    return demo_snapshot("EX001")


def test_missions_own_the_two_indicators_and_what_was_typed_is_said(city: Snapshot) -> None:
    read = readout(city, CATALOGUE, 2025)
    found = next(item for item in read.evaluation().readings if item.definition.id == "o_event_followup")
    assert (found.origin, round(found.value or 0, 2)) == ("computed", 42.86)
    assert "valeur saisie auparavant, gardée et plus lue : 47,73" in beside(found, translator("fr")).replace("\u202f", " ").replace("\u00a0", " ")  # fmt: skip
    points = {point.year: round(point.value, 1) for point in found.points}
    assert points[2024] == 46.5 and points[2025] == 42.9, "years without a mission keep what was typed"
    mark = next(item for item in read.externalities.items if item.definition.id == "x_mission_footprint")
    assert mark.observation is not None and mark.observation.value == 40.458
    assert mark.series[-2].value == 40.5
    assert dict(read.typed_footprints) == {2025: 40.4} == dict(read.at(2024).typed_footprints)
    before = readout(replace(city, missions=(), follow_ups=()), CATALOGUE, 2025)
    typed = next(item for item in before.evaluation().readings if item.definition.id == "o_event_followup")
    assert (typed.origin, typed.observation and typed.observation.value) == ("observed", 47.727273)
    assert dict(before.typed_footprints) == {}


def test_the_public_list_is_asked_for_and_names_no_function(city: Snapshot) -> None:
    def parts(public: bool) -> dict[str, list[str]]:
        settings = Settings(missions=Missions(public=public))
        return dict(page_parts(ReportSource(readout(city, CATALOGUE, 2025, settings), translator("fr"))))

    title = "Voyages : pourquoi, combien, quelle suite"
    assert not [name for name in parts(False) if name.startswith("Voyages")]
    (lines,) = [lines for name, lines in parts(True).items() if name.replace("\u00a0", " ") == title]
    said = " ".join(lines).replace("\u202f", " ").replace("\u00a0", " ")
    assert len(lines) == 7, "held, neither planned nor cancelled"
    assert "3 120 €" in said and "0,2 t CO₂e" in said and "Une lettre d’intention est proposée" in said
    assert not any(function in said for mission in city.missions for function in mission.travellers)
    assert "2026" not in " ".join(lines[:1])


def test_a_renewal_file_tells_the_missions_to_whoever_has_an_account(city: Snapshot) -> None:
    source = ReportSource(readout(city, CATALOGUE, 2025), translator("fr"))
    item = next(found for found in source.readout.relations if found.id == "exempleville-timisoara")
    mine, theirs = (
        "\n".join(part.text for part in Document(BytesIO(renewal_file(source, item, account=account))).paragraphs)
        for account in (True, False)
    )
    for words in ("Mission technique à Timișoara", "Venir avec un texte", "2 110 €"):
        assert words in mine.replace("\u202f", " ").replace("\u00a0", " ") and words not in theirs
    assert "Ce que nous avons appris" in theirs


def test_open_data_hold_nothing_of_the_office(engine: Engine) -> None:
    publish_demonstration(engine, Settings())
    read = Reader(engine, CATALOGUE, Settings())
    found = {table.name for table in package_tables(read, reading.snapshot(engine, None, "EX001"))}
    assert "meeting" in found and not found & OFFICE_KINDS


def test_names_are_allowed_reasoned_private_erased_and_forgotten(engine: Engine) -> None:
    allowed, refused = Privacy(names=True, keep_months=6), Privacy()

    def keep(names: list[str], reason: str = "Visa", version: int = 0, privacy: Privacy = allowed) -> None:
        people.keep(engine, privacy, OFFICER, "T", "m", "2025-03-04", names, reason, version)

    for why, act in {
        "allowed": lambda: keep(["Zoé Martin"], privacy=refused),
        "reason": lambda: keep(["Zoé Martin"], reason=" "),
    }.items():
        with pytest.raises(people.PeopleError) as error:
            act()
        assert error.value.reason == why
    keep(["Zoé Martin", "Luc Petit"])
    with pytest.raises(StaleDocumentError):
        keep(["Luc Petit"])  # another officer wrote meanwhile
    with pytest.raises(AccessDenied):
        people.of_mission(engine, READER, "T", "m")
    personal.erase_person(engine, ADMIN, "Zoé Martin")
    kept = people.of_mission(engine, OFFICER, "T", "m")
    assert kept.reason == "Visa" and kept.names[1] == "Luc Petit" and "Zoé" not in kept.names[0]
    assert people.purge(engine, allowed, date(2025, 9, 3), "essai") == 0
    assert people.purge(engine, allowed, date(2025, 9, 4), "essai") == 1
    with engine.connect() as connection:
        assert not connection.scalars(select(document.c.key).where(document.c.kind == people.KIND)).all()


def test_a_planned_mission_whose_last_day_is_over_waits_for_a_word() -> None:
    planned = replace(HELD, status="planned")
    found = (one(planned), one(replace(planned, id="soon", ends="2025-04")), one(HELD))
    assert [item.mission.id for item in unsettled(found, date(2025, 4, 30))] == ["m"]
    assert unsettled(found, date(2025, 3, 4)) == ()
