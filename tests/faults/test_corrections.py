"""Two officers correct one batch at the same time: each correction is kept, or its author is told; none is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable

from sqlalchemy import Engine

from indicators.access import User
from indicators.catalogue import load_catalogue
from indicators.intake import ledger as ledgers
from indicators.intake import operations as op
from indicators.intake.corrections import Correction
from indicators.intake.ledger import Ledger
from indicators.intake.workshop import Workshop, workshop
from indicators.records import Territory
from indicators.settings import Settings
from indicators.store import drafts, editions, staged
from tests.faults.conftest import LONG

ROUNDS = 100 if LONG else 10
CONTENT = (
    "Indicateur;Année;Valeur;Source\nd4_immigrant_share;2021;18,0;Insee\nd4_immigrant_share;2022;18,0;Insee\n".encode()
)
ADA, GRACE = (User(name=name, role="officer", mode="account", login=name.lower()) for name in ("Ada", "Grace"))


def at_once(acts: list[Callable[[], Ledger]]) -> list[Ledger | op.ChangedMeanwhileError]:
    """What each act gave, or what its author was told; all start together."""
    gate = threading.Barrier(len(acts))
    found: list[Ledger | op.ChangedMeanwhileError | None] = [None] * len(acts)

    def run(place: int) -> None:
        gate.wait()
        try:
            found[place] = acts[place]()
        except op.ChangedMeanwhileError as told:
            found[place] = told

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ended = [item for item in found if item is not None]
    assert len(ended) == len(acts), "an act ended in neither way"
    return ended


def values_staged(work: Workshop, batch: str) -> list[float]:
    rows = staged.rows_of(work.store, batch, "observation")
    return [float(value) for value in rows.sort_values("year")["value"]]


def test_simultaneous_corrections_are_kept_or_told(engine: Engine, outcome: Callable[[str], None]) -> None:
    opened = drafts.open_batch(engine, "essai")
    drafts.stage(engine, opened.id, "territory", [Territory(code="38185", name="Grenoble")])
    editions.publish(engine, [opened.id], "Départ", "essai")
    work = workshop(engine, load_catalogue(), Settings(), "38185")
    [made] = op.import_files(work, [("v.csv", CONTENT)], ADA)
    batch, seen, kept, told = made.batch, made.ledger, 0, 0
    for turn in range(ROUNDS):
        mine, theirs = 10.0 + turn / 50, 30.0 + turn / 50
        hands = [(ADA, Correction("", 2, "Valeur", str(mine))), (GRACE, Correction("", 3, "Valeur", str(theirs)))]
        acts = [
            lambda user=user, item=item, seen=seen: op.correct(work, seen, CONTENT, [item], user).ledger
            for user, item in hands
        ]
        found = at_once(acts)
        assert sorted(isinstance(item, Ledger) for item in found) == [False, True], "both read the same version"
        for place, item in enumerate(found):
            if isinstance(item, op.ChangedMeanwhileError):
                told += 1
                assert item.what.authors == (hands[1 - place][0].name,)
                assert item.what.corrections == (hands[1 - place][1],)
                user, words = hands[place]
                seen = op.correct(work, ledgers.read(engine, batch), CONTENT, [words], user).ledger
            kept += 1
        trail = {item.row: float(item.text) for item in seen.corrections}
        assert trail == {2: mine, 3: theirs}
        assert values_staged(work, batch.id) == [mine, theirs], "the rows staged agree with the trail"
    outcome(f"one batch corrected by two at once, {engine.dialect.name}: {kept} corrections kept, {told} told, {ROUNDS} rounds")  # fmt: skip


def test_simultaneous_acts_of_other_kinds_are_kept_or_told(engine: Engine, outcome: Callable[[str], None]) -> None:
    """A confirmation against a correction, a submission against a correction: the batch is never half of each."""
    work = workshop(engine, load_catalogue(), Settings(), "38185")
    doubtful = CONTENT.replace(b"18,0", b"90,0")
    rounds = max(4, ROUNDS // 5)
    for turn in range(rounds):
        [made] = op.import_files(work, [(f"{turn}.csv", doubtful)], ADA)
        words = Correction("", 2, "Valeur", "19,0")
        acts = [
            lambda made=made: op.confirm(work, made.ledger, ["out_of_range"], ADA),
            lambda made=made, words=words: op.correct(work, made.ledger, doubtful, [words], GRACE).ledger,
        ]
        found = at_once(acts)
        assert sorted(isinstance(item, Ledger) for item in found) == [False, True]
        now = ledgers.read(engine, made.batch)
        assert (19.0 in values_staged(work, made.batch.id)) == (words in now.corrections)
        assert bool(now.confirmed) != bool(now.corrections)
    outcome(f"one batch confirmed and corrected at once, {engine.dialect.name}: one kept and one told, {rounds} times")
