"""Rights where the rows are: whoever touches a batch, an edition or what officers write is checked on its territories.

A page knows the territory that it shows; the rows may be of another one. Every operation that changes something asks
here, for the territory of the batch and for those of its rows, before and after what it does to them, and within the
transaction that writes, so that nothing moves between the check and the change. A person without limits passes with
the role alone; one with limits touches only batches of which every row is hers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from indicators.access import AccessDenied, User, require
from indicators.intake import ledger as ledgers
from indicators.intake.ledger import Ledger
from indicators.store import drafts, staged
from indicators.store.drafts import Batch


def own(user: User, role: str, territories: str | Iterable[str]) -> User:
    """The user, or :class:`AccessDenied`: rows, or texts, of these territories are about to be written."""
    return require(user, role, territories)


def hold(
    connection: Connection, user: User, role: str, batch_ids: Sequence[str], coming: Iterable[str] = ()
) -> list[Batch]:
    """The batches, kept from other writers until the end of the transaction, for a person who may touch every row.

    ``coming`` are the territories of the rows about to be put in them. Raises :class:`AccessDenied`, for the role
    before anything is looked at, and UnknownBatchError.
    """
    own(user, role, ())
    batches = drafts.hold(connection, batch_ids)
    there = staged.territories_staged(connection, batch_ids)
    own(user, role, [*(batch.territory for batch in batches), *there, *coming])
    return batches


def hold_seen(
    connection: Connection, user: User, role: str, seen: Sequence[Ledger], coming: Iterable[str] = ()
) -> list[Batch]:
    """The same for batches as the person read them: what she decides bears on that, not on what they became meanwhile.

    Raises :class:`ChangedMeanwhileError` too, for the first batch that somebody changed since.
    """
    batches = hold(connection, user, role, [item.batch for item in seen], coming)
    for read, batch in zip(seen, batches, strict=True):
        ledgers.require_unchanged(connection, read, batch)
    return batches


def holds(connection: Connection, user: User, role: str, batch_id: str) -> bool:
    """Whether the person may touch every row of a batch, which is then held."""
    try:
        hold(connection, user, role, [batch_id])
    except AccessDenied:
        return False
    return True


def take(connection: Connection, user: User, seen: Ledger, coming: Iterable[str] = ()) -> Batch:
    """An open batch held for an officer who changes it as she saw it; her account has a hand in it from now on.

    Raises what :func:`hold_seen` raises, and ToldError when the batch is no longer open.
    """
    [batch] = hold_seen(connection, user, "officer", [seen], coming)
    drafts.require_open(batch)
    drafts.take_part(connection, batch, user.account)
    return batch
