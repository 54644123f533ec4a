"""Publish, twice or together, roll back, stop and crash: what stands, what is refused, who may."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection, Engine

from indicators.access import AccessDenied
from indicators.catalogue import Catalogue
from indicators.intake import operations as op
from indicators.intake import wording
from indicators.intake.exports import csv_file, published_rows, xlsx_file
from indicators.intake.limits import Cancelled
from indicators.intake.workshop import Workshop, workshop
from indicators.operations.startup import publish_demonstration
from indicators.present.texts import translator
from indicators.records import RECORD_TYPES, Observation
from indicators.settings import Settings
from indicators.store import audit, compare, drafts, editions, laying, reading, rows, staged
from indicators.store.editions import ConflictError, NothingToPublishError
from tests.intake.conftest import APPROVER, HEADER, OFFICER, READER, as_read, kept, load, published


def test_a_blocked_or_unconfirmed_batch_is_not_published(work: Workshop) -> None:
    blocked = load(work, HEADER + "d4_immigrant_share;20x1;1;Insee\nd4_immigrant_share;2022;19;Insee\n", "a.csv")
    with pytest.raises(op.NotReadyError) as stopped:
        op.publish(work, as_read(work, blocked.batch.id), "Non", OFFICER)
    assert [reason for _, reason in stopped.value.cells] == ["blocked"]
    doubtful = load(work, HEADER + "d4_immigrant_share;2022;90;Insee\n", "b.csv")
    with pytest.raises(op.NotReadyError) as waiting:
        op.publish(work, as_read(work, doubtful.batch.id), "Non", OFFICER)
    assert [reason for _, reason in waiting.value.cells] == ["waiting"]
    ledger = op.confirm(work, doubtful.ledger, ["out_of_range"], OFFICER)
    assert ledger.ready
    assert ledger.confirmed["out_of_range"]["by"] == "Agente"
    op.publish(work, as_read(work, doubtful.batch.id), "Oui", OFFICER)
    assert published(work).loc[("d4_immigrant_share", 2022), "value"] == 90


def test_two_officers_never_lose_each_others_work_silently(work: Workshop) -> None:
    mine = load(work, HEADER + "d4_immigrant_share;2021;19,2;Insee\n", "a.csv")
    other = load(work, HEADER + "d4_immigrant_share;2021;19,9;Insee\n", "b.csv", replace(OFFICER, name="Autre"))
    op.publish(work, as_read(work, other.batch.id), "Deux", replace(OFFICER, name="Autre"))
    with pytest.raises(ConflictError):
        op.publish(work, as_read(work, mine.batch.id), "Trois", OFFICER)
    op.publish(work, as_read(work, mine.batch.id), "Trois", OFFICER, overwrite=True)
    assert published(work).loc[("d4_immigrant_share", 2021), "value"] == 19.2


def test_roll_back_is_a_new_edition(work: Workshop) -> None:
    imported = load(work, HEADER + "d4_immigrant_share;2021;19,2;Insee\n")
    op.publish(work, as_read(work, imported.batch.id), "Deux", OFFICER)
    back = op.restore(work, 1, "Retour", OFFICER)
    assert (back.number, back.restores) == (3, 1)
    assert published(work).loc[("d4_immigrant_share", 2021), "value"] == 18.9
    changed = editions.changes(work.store, "observation", 2)
    assert changed[["old_value", "new_value", "author", "file_name"]].values.tolist() == [
        [18.9, 19.2, "Agente", "valeurs.csv"]
    ]


def test_the_same_values_again_publish_nothing(work: Workshop) -> None:
    imported = load(work, HEADER + "d4_immigrant_share;2021;18,9;Insee\n")
    with pytest.raises(NothingToPublishError):
        op.publish(work, as_read(work, imported.batch.id), "Deux", OFFICER)


def test_a_second_person_where_the_settings_ask_for_one(work: Workshop) -> None:
    two = replace(work, settings=Settings.model_validate({"publication": {"second_person": True}}))
    imported = load(two, HEADER + "d4_immigrant_share;2021;19,2;Insee\n")
    op.submit(two, as_read(two, imported.batch.id), OFFICER)
    with pytest.raises(AccessDenied):
        op.publish(two, as_read(two, imported.batch.id), "Deux", OFFICER)
    with pytest.raises(op.SamePersonError):
        op.publish(two, as_read(two, imported.batch.id), "Deux", replace(OFFICER, role="approver"))
    op.reopen(two, as_read(two, imported.batch.id), APPROVER)
    assert drafts.get_batch(work.store, imported.batch.id).state == drafts.OPEN
    op.submit(two, as_read(two, imported.batch.id), OFFICER)
    edition = op.publish(two, as_read(two, imported.batch.id), "Deux", APPROVER)
    assert (edition.author, edition.approver) == ("Agente", "Approbateur")


@pytest.fixture
def two(work: Workshop) -> Workshop:
    """The same operations where an edition needs a second person."""
    return replace(work, settings=Settings.model_validate({"publication": {"second_person": True}}))


def test_two_people_of_one_name_are_two(two: Workshop) -> None:
    namesake = replace(APPROVER, name=OFFICER.name)
    imported = load(two, HEADER + "d4_immigrant_share;2021;19,2;Insee\n")
    op.submit(two, as_read(two, imported.batch.id), OFFICER)
    edition = op.publish(two, as_read(two, imported.batch.id), "Deux", namesake)
    assert (edition.author, edition.approver) == ("Agente", "Agente")
    last = audit.read(two.store, action="publish").iloc[0]
    assert last.details["account"] == "approbateur"
    assert drafts.get_batch(two.store, imported.batch.id).accounts == ("agente",)


def test_one_person_of_another_name_is_still_one(two: Workshop) -> None:
    renamed = replace(OFFICER, name="Agente Nouvelle", role="approver")
    imported = load(two, HEADER + "d4_immigrant_share;2021;19,2;Insee\n")
    op.submit(two, as_read(two, imported.batch.id), OFFICER)
    with pytest.raises(op.SamePersonError, match="Une autre personne"):
        op.publish(two, as_read(two, imported.batch.id), "Deux", renamed)
    assert len(editions.list_editions(two.store)) == 1


@pytest.mark.parametrize("deed", ["correct", "confirm", "restage", "submit"])
def test_who_had_a_hand_in_a_batch_does_not_approve_it(two: Workshop, deed: str) -> None:
    text = HEADER + "d4_immigrant_share;2022;90;Insee\n"
    imported = load(two, text)
    batch = imported.batch.id
    hands = dict.fromkeys(("correct", "confirm", "restage", "submit"), OFFICER) | {deed: APPROVER}
    seen = op.correct(two, imported.ledger, text.encode(), [], hands["correct"]).ledger
    row = Observation(territory="38185", indicator="d4_immigrant_share", year=2022, value=91.0, source="Insee")
    seen = op.restage(two, seen, "observation", [row], hands["restage"])
    op.confirm(two, seen, ["out_of_range"], hands["confirm"])
    op.submit(two, as_read(two, batch), hands["submit"])
    assert drafts.get_batch(two.store, batch).accounts == ("agente", "approbateur")
    with pytest.raises(op.SamePersonError):
        op.publish(two, as_read(two, batch), "Deux", APPROVER)
    third = replace(APPROVER, login="troisieme")
    assert op.publish(two, as_read(two, batch), "Deux", third).number == 2


def test_namesakes_enter_on_a_page_in_drafts_of_their_own(work: Workshop) -> None:
    row = Observation(territory="38185", indicator="d4_immigrant_share", year=2022, value=19.0, source="Insee")
    mine = op.enter(work, "Fiches", "observation", [row], OFFICER)
    assert op.enter(work, "Fiches", "observation", [row], replace(OFFICER, name="Autre nom")).id == mine.id
    assert op.enter(work, "Fiches", "observation", [row], replace(OFFICER, login="homonyme")).id != mine.id


def test_a_reader_is_refused_by_the_core(work: Workshop) -> None:
    imported = load(work, HEADER + "d4_immigrant_share;2021;19,2;Insee\n")
    batch = imported.batch.id
    refused: list[Any] = [
        lambda: load(work, HEADER, user=READER),
        lambda: op.confirm(work, imported.ledger, [], READER),
        lambda: op.discard(work, imported.ledger, READER),
        lambda: op.correct(work, imported.ledger, b"", [], READER),
        lambda: op.restage(work, imported.ledger, "observation", [], READER),
        lambda: op.submit(work, as_read(work, batch), READER),
        lambda: op.reopen(work, as_read(work, batch), READER),
        lambda: op.publish(work, as_read(work, batch), "Non", READER),
        lambda: op.restore(work, 1, "Non", READER),
    ]
    for attempt in refused:
        with pytest.raises(AccessDenied):
            attempt()
    elsewhere = replace(OFFICER, territories=("93048",))
    with pytest.raises(AccessDenied):
        load(work, HEADER + "d4_immigrant_share;2021;19,2;Insee\n", user=elsewhere)
    assert len(editions.list_editions(work.store)) == 1


def test_an_accident_leaves_a_batch_that_cannot_be_published(work: Workshop) -> None:
    def fall(step: str, _share: float) -> None:
        if step == "stage":
            raise KeyboardInterrupt

    content = [("valeurs.csv", (HEADER + "d4_immigrant_share;2021;19,2;Insee\n").encode())]
    with pytest.raises(KeyboardInterrupt):
        op.import_files(work, content, OFFICER, progress=fall)
    [batch] = drafts.batches(work.store)
    with pytest.raises(op.NotReadyError) as incomplete:
        op.publish(work, as_read(work, batch.id), "Non", OFFICER)
    assert [reason for _, reason in incomplete.value.cells] == ["incomplete"]
    assert load(work, HEADER + "d4_immigrant_share;2021;19,2;Insee\n").ledger.ready


def test_a_person_who_stops_leaves_nothing_behind(work: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped between two chunks of rows: neither the batch nor the rows already written are kept."""
    monkeypatch.setattr(rows, "CHUNK", 2)
    seen: list[float] = []

    def stop(step: str, share: float) -> None:
        seen.extend([share] if step == "stage" else [])
        if share >= 0.5 and step == "stage":
            raise Cancelled

    text = HEADER + "".join(f"d4_immigrant_share;{year};19,2;Insee\n" for year in (2018, 2019, 2020, 2022))
    with pytest.raises(Cancelled):
        op.import_files(work, [("valeurs.csv", text.encode())], OFFICER, progress=stop)
    assert seen == [0.0, 0.0, 0.5]
    [batch] = drafts.batches(work.store, states=(drafts.DISCARDED,))
    assert drafts.batches(work.store) == [] and staged.rows_of(work.store, batch.id, "observation").empty
    assert load(work, text).ledger.ready


@pytest.mark.parametrize("way", ["rows", "columns"])
def test_a_kill_while_publishing_leaves_the_edition_as_it_was(
    work: Workshop, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with kept(way):
        imported = load(work, HEADER + "d4_immigrant_share;2021;19,2;Insee\n")
    before = published(work)

    def killed(connection: Connection, batch: str, kind: str, number: int) -> int:
        if laying.lay(connection, batch, kind, number):
            raise KeyboardInterrupt
        return 0

    monkeypatch.setattr(editions, "lay", killed)
    with pytest.raises(KeyboardInterrupt):
        op.publish(work, as_read(work, imported.batch.id), "Deux", OFFICER)
    monkeypatch.undo()
    assert len(editions.list_editions(work.store)) == 1 and published(work).equals(before)
    assert op.publish(work, as_read(work, imported.batch.id), "Deux", OFFICER).number == 2


def test_an_edition_without_a_name_is_refused(work: Workshop) -> None:
    imported = load(work, HEADER + "d4_immigrant_share;2021;19,2;Insee\n")
    with pytest.raises(ValueError, match="Donnez un nom"):
        op.publish(work, as_read(work, imported.batch.id), "  ", OFFICER)


@pytest.mark.parametrize("format_", ["xlsx", "csv"])
def test_a_whole_edition_exported_and_loaded_again_changes_nothing(
    engine: Engine, catalogue: Catalogue, format_: str
) -> None:
    """Every record of every collectivity of the demonstration, as far as the database tells: not a cell differs."""
    edition = publish_demonstration(engine, Settings())
    assert edition is not None
    homes = reading.frame(engine, "territory", edition.number).query("role == 'home'")["code"]
    for code in homes:
        work = workshop(engine, catalogue, Settings(), code)
        frames = {kind: published_rows(engine, kind, edition.number, code) for kind in RECORD_TYPES}
        files = (
            [("tout.xlsx", xlsx_file(frames, work.vocabulary))]
            if format_ == "xlsx"
            else [(f"{kind}.csv", csv_file(kind, frame, work.vocabulary)) for kind, frame in frames.items()]
        )
        for imported in op.import_files(work, files, OFFICER):
            assert not imported.reading.issues.blocking, list(imported.reading.issues)[:3]
            counts = compare.counts(engine, imported.batch.id)
            assert not counts[["added", "changed", "removed"]].to_numpy().any(), counts.to_string()
    assert len(homes) >= 3


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("du", "Les partenariats du Piémont"),
        ("De La", "Les partenariats de la Piémont"),
        ("de l’", "Les partenariats de l’Piémont"),
        ("", "Les partenariats de Piémont"),
    ],
)
def test_what_precedes_a_name_comes_with_the_file(work: Workshop, typed: str, sentence: str) -> None:
    """As a person types it, capital and curly apostrophe included, to the sentence that a page prints."""
    imported = load(work, f"Code;Nom;Mot de liaison;Échelle\nITC1;Piémont;{typed};Région\n", "territoires.csv")
    assert not list(imported.reading.issues)
    edition = op.publish(work, as_read(work, imported.batch.id), "Deux", OFFICER)
    home = reading.snapshot(work.store, edition.number, "NUTS-ITC1").territory
    assert translator("fr")("Les partenariats de {name}", name=home.called) == sentence


def test_a_word_that_french_does_not_put_there_is_refused_with_those_it_does(work: Workshop) -> None:
    imported = load(work, "Code;Nom;Mot de liaison\nITC1;Piémont;dans le\n", "territoires.csv")
    [issue] = imported.reading.issues
    assert imported.ledger.blocked and issue.column == "Mot de liaison"
    assert issue.code == "not_in_list" and "« d' »" in wording.word(issue, translator("fr")).mend.replace("\u00a0", " ")
