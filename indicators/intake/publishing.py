"""Publish what was staged, with a second person where the settings ask for one, and roll back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indicators.access import User, require
from indicators.errors import ToldError, marked
from indicators.intake import ledger as ledgers
from indicators.intake.workshop import Workshop
from indicators.records import Edition
from indicators.store import drafts, editions
from indicators.store.drafts import Batch


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


def require_ready(work: Workshop, batch_ids: Sequence[str]) -> None:
    """:class:`NotReadyError` unless every batch is complete, without blocking finding and wholly confirmed."""
    reasons = {}
    for batch in batch_ids:
        ledger = ledgers.read(work.store, batch, work.territory)
        if not ledger.ready:
            reasons[batch] = "incomplete" if not ledger.complete else "blocked" if ledger.blocked else "waiting"
    if reasons:
        raise NotReadyError(reasons)


def prepared_by(batches: Iterable[Batch], user: User) -> bool:
    """Whether this account loaded, corrected, confirmed or submitted one of these batches."""
    return any(user.account in batch.accounts for batch in batches)


def submit(work: Workshop, batch_ids: Sequence[str], user: User) -> None:
    """Hand batches over to the second person."""
    require(user, "officer", work.territory)
    require_ready(work, batch_ids)
    for batch in batch_ids:
        drafts.take_part(work.store, batch, user.account)
        drafts.set_state(work.store, batch, drafts.SUBMITTED, user.name)


def reopen(work: Workshop, batch_ids: Sequence[str], user: User) -> None:
    """Take back batches that were handed over, to correct them; the second person may send them back so."""
    require(user, "officer", work.territory)
    for batch in batch_ids:
        drafts.set_state(work.store, batch, drafts.OPEN, user.name, expected=(drafts.SUBMITTED,))


def publish(
    work: Workshop, batch_ids: Sequence[str], name: str, user: User, *, note: str = "", overwrite: bool = False
) -> Edition:
    """Make the next edition, atomically. With ``publication.second_person`` an approver of another account than those who prepared it does it.

    Raises :class:`NamelessError`, :class:`NotReadyError`, :class:`SamePersonError`, or what the store says of conflicts and empty editions.
    """
    two = work.settings.publication.second_person
    require(user, "approver" if two else "officer", work.territory)
    name = require_name(name)
    require_ready(work, batch_ids)
    batches = [drafts.get_batch(work.store, batch) for batch in batch_ids]
    if two and prepared_by(batches, user):
        raise SamePersonError(marked("Une autre personne doit approuver cette édition."))
    author = ", ".join(sorted({batch.author for batch in batches})) if two else user.name
    edition = editions.publish(
        work.store,
        batch_ids,
        name,
        author,
        approver=user.name if two else "",
        account=user.account,
        note=note,
        overwrite=overwrite,
    )
    for batch in batch_ids:
        replaced = ledgers.read(work.store, batch, work.territory).replaces
        if replaced and drafts.get_batch(work.store, replaced).state == drafts.OPEN:
            drafts.discard(work.store, replaced, user.name)
    return edition


def restore(work: Workshop, number: int, name: str, user: User) -> Edition:
    """Roll back: a new edition equal to an older one."""
    require(user, "approver" if work.settings.publication.second_person else "officer", work.territory)
    return editions.restore(work.store, number, require_name(name), user.name)
