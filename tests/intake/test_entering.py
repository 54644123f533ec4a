"""What is entered on a page passes the checks of a file; a roll back gives back the very file; the second person is another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indicators.access import User
from indicators.intake import ledger as ledgers
from indicators.intake import operations as op
from indicators.intake.exports import csv_file, published_rows, xlsx_file
from indicators.intake.workshop import Workshop
from indicators.records import RECORD_TYPES, Membership, Observation, Partnership, Record, Territory
from indicators.settings import Settings
from indicators.store import audit, drafts, editions, reading, staged
from indicators.store.editions import NothingToRestoreError
from tests.intake.conftest import APPROVER, HEADER, OFFICER, as_read, load, published

VALUE = Observation(territory="38185", indicator="d4_immigrant_share", year=2022, value=19.0, source="Insee")
FRIEND = Partnership(territory="38185", id="p1", partner="Windhoek", country="NA", latitude=-22.6, longitude=17.1)
WRONG: dict[str, tuple[Record, str]] = {
    "an unknown indicator": (replace(VALUE, indicator="nimporte_quoi"), "nimporte_quoi"),
    "the year 12": (replace(VALUE, year=12), "12"),
    "a latitude of 400": (replace(FRIEND, latitude=400.0), "400"),
    "a longitude of 900": (replace(FRIEND, longitude=900.0), "900"),
    "the country ZZ": (replace(FRIEND, country="ZZ"), "ZZ"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_a_file_could_not_bring_a_page_cannot_either(work: Workshop, name: str) -> None:
    row, received = WRONG[name]
    with pytest.raises(op.RefusedRowsError) as refused:
        op.enter(work, "Fiches", row.kind, [row], OFFICER)
    assert received in {issue.value for issue in refused.value.cells}
    assert {issue.row for issue in refused.value.cells} == {1}
    assert drafts.batches(work.store) == [], "not even an empty batch is left"
    sound = VALUE if row.kind == "observation" else FRIEND
    batch = op.enter(work, "Fiches", row.kind, [sound], OFFICER)
    seen = ledgers.read(work.store, batch)
    with pytest.raises(op.RefusedRowsError):
        op.enter(work, "Fiches", row.kind, [row], OFFICER)
    with pytest.raises(op.RefusedRowsError):
        op.restage(work, seen, row.kind, [row], OFFICER)
    assert ledgers.read(work.store, batch) == seen
    assert len(staged.rows_of(work.store, batch.id, row.kind)) == 1


def test_what_a_file_asks_to_confirm_waits_when_it_is_entered(work: Workshop) -> None:
    batch = op.enter(work, "Fiches", "observation", [replace(VALUE, value=90.0)], OFFICER)
    seen = ledgers.read(work.store, batch)
    assert set(seen.waiting) == {"out_of_range"}
    with pytest.raises(op.NotReadyError):
        op.publish(work, as_read(work, batch.id), "Non", OFFICER)
    op.confirm(work, seen, ["out_of_range"], OFFICER)
    op.enter(work, "Fiches", "observation", [replace(VALUE, year=2020)], OFFICER)
    assert op.publish(work, as_read(work, batch.id), "Oui", OFFICER).number == 2, (
        "another row leaves the confirmation of the first"
    )


def test_a_row_put_again_unchanged_asks_nothing_again(work: Workshop) -> None:
    made = load(work, HEADER + "d4_immigrant_share;2022;90;Insee\n")
    seen = op.confirm(work, made.ledger, ["out_of_range"], OFFICER)
    seen = op.restage(work, seen, "observation", [replace(VALUE, value=90.0, note="Relu")], OFFICER)
    assert (seen.ready, dict(seen.restaged)) == (True, {"observation": 1})
    seen = op.restage(work, seen, "observation", [replace(VALUE, value=95.0)], OFFICER)
    assert set(seen.waiting) == {"out_of_range"}


def exports(work: Workshop, number: int) -> dict[str, bytes]:
    """Every file that an edition gives: each kind of each territory, and the workbook."""
    found = {}
    for code in ("38185", "93048"):
        frames = {kind: published_rows(work.store, kind, number, code) for kind in RECORD_TYPES}
        found |= {f"{code}/{kind}": csv_file(kind, frame, work.vocabulary) for kind, frame in frames.items()}
        found[f"{code}/xlsx"] = xlsx_file(frames, work.vocabulary)
    return found


@pytest.fixture
def two_towns(work: Workshop) -> Workshop:
    """A second edition with two towns, whose rows were entered one between the other."""
    batch = drafts.open_batch(work.store, "essai")
    drafts.stage(work.store, batch.id, "territory", [Territory(code="93048", name="Montreuil")])
    rows = [Observation(territory=code, indicator="d4_immigrant_share", year=year, value=10.0 + year % 7, source="Insee")
            for year in (2019, 2012, 2015) for code in ("93048", "38185")]  # fmt: skip
    drafts.stage(work.store, batch.id, "observation", rows)
    networks = [Membership(territory="38185", network=name, role="member") for name in ("Zêta", "Alpha", "Mu")]
    drafts.stage(work.store, batch.id, "membership", networks)
    editions.publish(work.store, [batch.id], "Deux villes", "essai")
    return work


def changed(work: Workshop) -> int:
    """A third edition that changes, removes and adds rows of both towns, in the middle of the others."""
    batch = drafts.open_batch(work.store, "essai")
    rows = [Observation(territory=code, indicator="d4_immigrant_share", year=2012, value=1.0, source="Insee")
            for code in ("38185", "93048")]  # fmt: skip
    drafts.stage(work.store, batch.id, "observation", [*rows, replace(rows[1], year=2016)])
    drafts.stage(work.store, batch.id, "membership", [Membership(territory="38185", network="Zêta", role="board")])
    gone = [replace(rows[0], year=2019), replace(rows[1], year=2019)]
    drafts.stage(work.store, batch.id, "observation", gone, action="remove")
    return editions.publish(work.store, [batch.id], "Trois", "essai").number


def test_exports_after_a_roll_back_are_those_of_the_former_edition_to_the_byte(two_towns: Workshop) -> None:
    third = changed(two_towns)
    back = op.restore(two_towns, 2, "Retour", OFFICER)
    assert back.restores == 2
    assert exports(two_towns, back.number) == exports(two_towns, 2)
    assert exports(two_towns, third) != exports(two_towns, 2)
    forth = op.restore(two_towns, third, "Encore", OFFICER)
    assert exports(two_towns, forth.number) == exports(two_towns, third)
    raw = [reading.frame(two_towns.store, "observation", number).to_csv() for number in (third, forth.number)]
    assert raw[0] == raw[1]


def test_a_roll_back_with_limits_takes_back_the_rows_of_the_person_alone(two_towns: Workshop) -> None:
    third = changed(two_towns)
    person = replace(OFFICER, territories=("38185",))
    back = op.restore(two_towns, 2, "Retour", person, note="Grenoble seulement")
    assert (back.restores, back.note) == (None, "Grenoble seulement"), "it is equal to no edition"
    told, former, now = exports(two_towns, back.number), exports(two_towns, 2), exports(two_towns, third)
    assert {name: told[name] for name in told if name.startswith("38185")} == {
        name: former[name] for name in former if name.startswith("38185")
    }
    assert {name: told[name] for name in told if name.startswith("93048")} == {
        name: now[name] for name in now if name.startswith("93048")
    }
    assert audit.read(two_towns.store, action="restore_edition").iloc[0].details["territories"] == ["38185"]
    with pytest.raises(NothingToRestoreError):
        op.restore(two_towns, 2, "Encore", person)
    assert editions.latest(two_towns.store) == back


def test_the_second_person_prepared_none_of_the_batches(work: Workshop) -> None:
    """With two batches, one of them the approver's own: one is enough to be refused."""
    two = replace(work, settings=Settings.model_validate({"publication": {"second_person": True}}))
    theirs = load(two, HEADER + "d4_immigrant_share;2020;19,2;Insee\n", "a.csv")
    mine = load(two, HEADER + "d4_immigrant_share;2022;19,4;Insee\n", "b.csv", APPROVER)
    both = [theirs.batch.id, mine.batch.id]
    op.submit(two, as_read(two, theirs.batch.id), OFFICER)
    op.submit(two, as_read(two, mine.batch.id), APPROVER)
    for order in (both, both[::-1]):
        with pytest.raises(op.SamePersonError):
            op.publish(two, as_read(two, *order), "Non", APPROVER)
    assert len(editions.list_editions(work.store)) == 1
    third = User(name="Tierce", role="approver", mode="account", login="tierce")
    assert op.publish(two, as_read(two, *both), "Oui", third).number == 2


def test_a_batch_is_of_its_own_territory_whatever_the_page_shows(two_towns: Workshop) -> None:
    """Readiness, corrections and confirmations are read where the batch keeps them."""
    text = HEADER + "d4_immigrant_share;2022;90;Insee\n"
    [made] = op.import_files(two_towns.at("93048"), [("v.csv", text.encode())], OFFICER)
    again = op.correct(two_towns, made.ledger, text.encode(), [], OFFICER)
    assert set(staged.rows_of(two_towns.store, made.batch.id, "observation")["territory"]) == {"93048"}
    op.confirm(two_towns, again.ledger, ["out_of_range"], OFFICER)
    op.publish(two_towns, as_read(two_towns, made.batch.id), "Montreuil", OFFICER)
    rows = published(two_towns).reset_index()
    assert rows.loc[rows["year"] == 2022, ["territory", "value"]].values.tolist() == [["93048", 90.0]]


def test_what_changed_is_read_in_the_transaction_that_publishes(
    work: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A correction that ends between the page and the button makes the batch wait: it is not published as it was."""
    text = HEADER + "d4_immigrant_share;2022;19;Insee\n"
    made = load(work, text)
    claim = drafts.hold

    def meanwhile(connection, batch_ids):  # type: ignore[no-untyped-def]  # stands for the store's own
        monkeypatch.setattr(drafts, "hold", claim)
        batches = claim(connection, batch_ids)
        ledgers.save(connection, replace(ledgers.read(connection, batches[0]), complete=False), batches[0], "Autre")
        return batches

    monkeypatch.setattr(drafts, "hold", meanwhile)
    with pytest.raises(op.ChangedMeanwhileError):
        op.publish(work, as_read(work, made.batch.id), "Non", OFFICER)
    assert len(editions.list_editions(work.store)) == 1
