"""Publish what was staged, with a second person where the settings ask for one, and roll back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from indicators.access import User
from indicators.errors import ToldError, marked
from indicators.intake import guard
from indicators.intake import ledger as ledgers
from indicators.intake.ledger import Ledger
from indicators.intake.same_accounts import require_once
from indicators.intake.workshop import Workshop
from indicators.records import Edition
from indicators.store import drafts, editions
from indicators.store.drafts import Batch
from indicators.store.engine import lock_editions, writing


class NotReadyError(ToldError):
    """A batch that may not be published yet; ``reasons`` maps each batch to blocked, waiting or incomplete."""

    code = "not_ready"

    def __init__(self, reasons: dict[str, str]) -> None:
        self.reasons = reasons
        super().__init__(
            marked("Ce dépôt n'est pas prêt : corrigez ses points bloquants, confirmez les autres, puis publiez.")
        )

    @property
    def cells(self) -> tuple[tuple[str, str], ...]:
        """Each batch with its reason."""
        return tuple(self.reasons.items())

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.reasons,)


class SamePersonError(ToldError, PermissionError):
    """The edition needs a second person, and this account had a hand in it, whatever name it shows."""

    code = "same_person"


class NamelessError(ToldError):
    """An edition without a name: it is by its name that a council finds what it saw."""

    code = "nameless"


def require_name(name: str) -> str:
    """The name without the spaces around it; :class:`NamelessError` when nothing is left."""
    if not name.strip():
        raise NamelessError(marked("Donnez un nom à l'édition : c'est lui que le conseil verra."))
    return name.strip()


def require_ready(connection: Connection, batches: Sequence[Batch]) -> None:
    """:class:`NotReadyError` unless every batch is complete, without blocking finding and wholly confirmed."""
    reasons = {}
    for batch in batches:
        ledger = ledgers.read(connection, batch)
        if not ledger.ready:
            reasons[batch.id] = "incomplete" if not ledger.complete else "blocked" if ledger.blocked else "waiting"
    if reasons:
        raise NotReadyError(reasons)


def prepared_by(batches: Iterable[Batch], user: User) -> bool:
    """Whether this account loaded, corrected, confirmed or submitted one of these batches."""
    return any(user.account in batch.accounts for batch in batches)


def submit(work: Workshop, seen: Sequence[Ledger], user: User) -> None:
    """Hand batches over to the second person, as they were read."""
    with writing(work.store) as connection:
        batches = guard.hold_seen(connection, user, "officer", seen)
        require_ready(connection, batches)
        for batch in batches:
            drafts.take_part(connection, batch, user.account)
            drafts.set_state(connection, batch.id, drafts.SUBMITTED, user.name)


def reopen(work: Workshop, seen: Sequence[Ledger], user: User) -> None:
    """Take back batches that were handed over, to correct them; the second person may send them back so."""
    with writing(work.store) as connection:
        for batch in guard.hold_seen(connection, user, "officer", seen):
            drafts.set_state(connection, batch.id, drafts.OPEN, user.name, expected=(drafts.SUBMITTED,))


def publish(
    work: Workshop, seen: Sequence[Ledger], name: str, user: User, *, note: str = "", overwrite: bool = False
) -> Edition:
    """Make the next edition, atomically, of batches as the person read them. With ``publication.second_person`` an approver of another account than those who prepared it does it.

    Rights, what others changed, readiness and who prepared are read in the transaction that publishes. Raises
    :class:`NamelessError`, AccessDenied, ChangedMeanwhileError, :class:`NotReadyError`, SameAccountsError,
    :class:`SamePersonError`, or
    what the store says of conflicts and empty editions.
    """
    two = work.settings.publication.second_person
    with writing(work.store, trusting=True) as connection:
        lock_editions(connection)
        batches = guard.hold_seen(connection, user, _role(work), seen)
        name = require_name(name)
        require_ready(connection, batches)
        require_once(connection, batches)
        if two and prepared_by(batches, user):
            raise SamePersonError(marked("Une autre personne doit approuver cette édition."))
        edition = editions.publish_within(
            connection,
            [batch.id for batch in batches],
            name,
            ", ".join(sorted({batch.author for batch in batches})) if two else user.name,
            approver=user.name if two else "",
            account=user.account,
            note=note,
            overwrite=overwrite,
        )
        for batch in batches:
            _give_up_former(connection, batch, user)
    return edition


def _give_up_former(connection: Connection, batch: Batch, user: User) -> None:
    """Discard the earlier load that a published one replaces.

    Unless it holds rows that are not the person's, or somebody worked on it after the file was loaded again.
    """
    former = ledgers.read(connection, batch).replaces
    if not former or not guard.holds(connection, user, "officer", former):
        return
    before = drafts.get_batch(connection, former)
    if before.state == drafts.OPEN and not ledgers.touched_since(connection, before, batch.created_at):
        drafts.discard_within(connection, former, user.name)


def restore(work: Workshop, number: int, name: str, user: User, *, note: str = "") -> Edition:
    """Roll back: a new edition equal to an older one; for a person with limits, of her own territories only."""
    mine = guard.own(user, _role(work), ()).territories
    return editions.restore(work.store, number, require_name(name), user.name, territories=mine, note=note)


def _role(work: Workshop) -> str:
    """Who makes editions here."""
    return "approver" if work.settings.publication.second_person else "officer"
