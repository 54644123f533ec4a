"""What becomes of a batch is decided on what the person read: every decision, after every change by somebody else."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import pytest

from indicators.access import User
from indicators.intake import operations as op
from indicators.intake.corrections import Correction
from indicators.intake.ledger import Ledger
from indicators.intake.wording.publishing import details
from indicators.intake.workshop import Workshop
from indicators.present.texts import translator
from indicators.records import Observation
from indicators.store import drafts, editions
from tests.intake.conftest import HEADER, OFFICER, as_read, kept, load, published

COLLEAGUE = User(name="Collègue", role="officer", mode="account", login="collegue")
TEXT = HEADER + "d4_immigrant_share;2021;19,2;Insee\nd4_immigrant_share;2022;90;Insee\n"
ROW = Observation(territory="38185", indicator="d4_immigrant_share", year=2021, value=21.0, source="Insee")


@dataclass(frozen=True)
class Opened:
    """A batch as an officer has it before her eyes."""

    work: Workshop
    seen: Ledger

    def correct(self, value: str) -> Ledger:
        words = [Correction("", 2, "Valeur", value)]
        return op.correct(self.work, self.seen, TEXT.encode(), words, COLLEAGUE).ledger


#: What a colleague may do to the batch meanwhile.
CHANGES: dict[str, Callable[[Opened], object]] = {
    "correct": lambda o: o.correct("25"),
    "restage": lambda o: op.restage(o.work, o.seen, "observation", [ROW], COLLEAGUE),
    "confirm": lambda o: op.confirm(o.work, o.seen, ["out_of_range"], COLLEAGUE),
}
#: What may be decided of a batch.
DECISIONS: dict[str, Callable[[Workshop, Sequence[Ledger]], object]] = {
    "publish": lambda work, seen: op.publish(work, seen, "Deux", OFFICER),
    "submit": lambda work, seen: op.submit(work, seen, OFFICER),
    "discard": lambda work, seen: [op.discard(work, item, OFFICER) for item in seen],
    "confirm": lambda work, seen: [op.confirm(work, item, ["out_of_range"], OFFICER) for item in seen],
}


def opened(work: Workshop, *, confirmed: bool) -> Opened:
    made = load(work, TEXT, "valeurs.csv")
    return Opened(work, op.confirm(work, made.ledger, ["out_of_range"], OFFICER) if confirmed else made.ledger)


@pytest.fixture(params=("rows", "columns"))
def way(request: pytest.FixtureRequest) -> Iterator[None]:
    """Drafts kept as rows, then as columns."""
    with kept(request.param):
        yield


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize(("decision", "change"), [*itertools.product(DECISIONS, CHANGES)])
def test_a_decision_bears_on_what_was_read(work: Workshop, decision: str, change: str) -> None:
    """Refused, told who did what, nothing done; after reading again it is done."""
    case = opened(work, confirmed=change != "confirm")
    CHANGES[change](case)
    batch = case.seen.batch
    before = (drafts.get_batch(work.store, batch), as_read(work, batch), len(editions.list_editions(work.store)))
    with pytest.raises(op.ChangedMeanwhileError) as told:
        DECISIONS[decision](work, [case.seen])
    assert (
        drafts.get_batch(work.store, batch),
        as_read(work, batch),
        len(editions.list_editions(work.store)),
    ) == before
    [head, *_] = details(told.value, translator("fr"))
    assert "valeurs.csv" in head and "Collègue" in head
    DECISIONS[decision](work, as_read(work, batch))


def test_every_batch_of_an_edition_is_as_it_was_read(work: Workshop) -> None:
    """Two batches published together: the one that changed is named, and neither is published."""
    still = load(work, HEADER + "d4_immigrant_share;2019;19,2;Insee\n", "calme.csv")
    moved = opened(work, confirmed=True)
    read = as_read(work, still.batch.id, moved.seen.batch)
    moved.correct("25")
    with pytest.raises(op.ChangedMeanwhileError) as told:
        op.publish(work, read, "Deux", OFFICER)
    assert told.value.what.file == "valeurs.csv"
    assert len(editions.list_editions(work.store)) == 1


def test_a_batch_taken_back_and_corrected_is_not_approved_unread(work: Workshop) -> None:
    """The approver reads what was submitted; it is taken back, corrected and submitted again: she is told."""
    two = replace(
        work, settings=work.settings.model_copy(update={"publication": work.settings.publication.model_copy(update={"second_person": True})})
    )  # fmt: skip
    approver = User(name="Tierce", role="approver", mode="account", login="tierce")
    case = opened(two, confirmed=True)
    op.submit(two, [case.seen], OFFICER)
    read = as_read(two, case.seen.batch)
    op.reopen(two, read, COLLEAGUE)
    op.submit(two, [case.correct("25")], COLLEAGUE)
    for act in (lambda: op.publish(two, read, "Deux", approver), lambda: op.reopen(two, read, approver)):
        with pytest.raises(op.ChangedMeanwhileError):
            act()
    op.publish(two, as_read(two, case.seen.batch), "Deux", approver)
    assert published(two).loc[("d4_immigrant_share", 2021), "value"] == 25


def test_an_earlier_load_that_somebody_corrected_since_is_not_given_up(work: Workshop) -> None:
    former = opened(work, confirmed=True)
    again = load(work, TEXT.replace("90", "20"), "valeurs.csv")
    assert again.ledger.replaces == former.seen.batch
    former.correct("25")
    op.publish(work, [again.ledger], "Deux", OFFICER)
    assert drafts.get_batch(work.store, former.seen.batch).state == drafts.OPEN


def test_an_earlier_load_that_nobody_touched_since_is_given_up(work: Workshop) -> None:
    former = opened(work, confirmed=True)
    again = load(work, TEXT.replace("90", "20"), "valeurs.csv")
    op.publish(work, [again.ledger], "Deux", OFFICER)
    assert drafts.get_batch(work.store, former.seen.batch).state == drafts.DISCARDED
