"""Editions: publish a draft in one transaction, list, and roll back by publishing an older edition again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    FromClause,
    and_,
    func,
    insert,
    literal,
    not_,
    or_,
    select,
    true,
    update,
)

from indicators.errors import ToldError, marked
from indicators.records import RECORD_TYPES, Edition
from indicators.store import audit, compare
from indicators.store.clock import now
from indicators.store.drafts import OPEN, PUBLISHED_STATE, SUBMITTED
from indicators.store.engine import lock_editions, writing
from indicators.store.laying import lay
from indicators.store.tables import DRAFTS, PUBLISHED, import_batch, in_order, owner_of
from indicators.store.tables import edition as edition_table


class ConflictError(ToldError):
    """Rows of the batch were changed by somebody else since it was opened; ``keys`` names them by kind."""

    code = "conflict"

    def __init__(self, keys: dict[str, list[tuple[object, ...]]]) -> None:
        self.keys = keys
        super().__init__(marked("Une autre personne a publié entre-temps des lignes que ce dépôt change aussi :"))

    @property
    def cells(self) -> tuple[tuple[str, tuple[object, ...]], ...]:
        """The rows in conflict: their kind and their key."""
        return tuple((kind, key) for kind, keys in self.keys.items() for key in keys)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.keys,)


class NothingToPublishError(ToldError):
    """The batches say nothing that the latest edition does not say already."""

    code = "nothing_to_publish"

    def __init__(self) -> None:
        super().__init__(marked("Rien ne change : l'édition dit déjà tout ce que contient ce dépôt."))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), ()


class NothingToRestoreError(NothingToPublishError):
    """The rows to take back are already those of the older edition."""

    code = "nothing_to_restore"

    def __init__(self) -> None:
        ToldError.__init__(
            self, marked("Rien ne change : les lignes de vos territoires sont déjà celles de cette édition.")
        )


def list_editions(engine: Engine) -> list[Edition]:
    """Every edition, newest first."""
    with engine.connect() as connection:
        rows = connection.execute(select(edition_table).order_by(edition_table.c.number.desc())).mappings()
        return [Edition(**row) for row in rows]


def latest(engine: Engine) -> Edition | None:
    """The newest edition, None on an empty database."""
    with engine.connect() as connection:
        query = select(edition_table).order_by(edition_table.c.number.desc()).limit(1)
        row = connection.execute(query).mappings().one_or_none()
    return Edition(**row) if row else None


def publish(
    engine: Engine,
    batch_ids: Sequence[str],
    name: str,
    author: str,
    *,
    approver: str = "",
    account: str = "",
    note: str = "",
    overwrite: bool = False,
) -> Edition:
    """Make the next edition from open or submitted batches, in one transaction: all of it stands, or none.

    ``account`` is who publishes: the audit keeps it beside the names, which two persons may share.
    Raises :class:`ConflictError` when another edition has changed the same rows since a batch was opened, unless
    ``overwrite`` says that a person has seen them; :class:`NothingToPublishError` when nothing would change.
    """
    with writing(engine, trusting=True) as connection:
        lock_editions(connection)
        return publish_within(
            connection, batch_ids, name, author, approver=approver, account=account, note=note, overwrite=overwrite
        )


def publish_within(
    connection: Connection,
    batch_ids: Sequence[str],
    name: str,
    author: str,
    *,
    approver: str = "",
    account: str = "",
    note: str = "",
    overwrite: bool = False,
) -> Edition:
    """The same inside the caller's transaction, which has taken the lock of editions first."""
    bases = _claim(connection, batch_ids)
    if not overwrite:
        _refuse_conflicts(connection, bases)
    number = _open_edition(connection, name, author, approver=approver, note=note)
    changed = sum(lay(connection, batch_id, kind, number) for batch_id in batch_ids for kind in RECORD_TYPES)
    if not changed:
        raise NothingToPublishError
    connection.execute(
        update(import_batch).where(import_batch.c.id.in_(batch_ids)).values(state=PUBLISHED_STATE, edition=number)
    )
    details = {"name": name, "rows": changed, "approver": approver, **({"account": account} if account else {})}
    audit.write(connection, author, "publish", str(number), details)
    return _read(connection, number)


def _claim(connection: Connection, batch_ids: Sequence[str]) -> dict[str, int]:
    query = select(import_batch.c.id, import_batch.c.base_edition).where(
        import_batch.c.id.in_(batch_ids), import_batch.c.state.in_((OPEN, SUBMITTED))
    )
    found = {row.id: row.base_edition for row in connection.execute(query)}
    missing = [item for item in batch_ids if item not in found]
    if missing or not batch_ids:
        raise ToldError(
            marked("Lots déjà publiés, abandonnés ou inconnus : {lots}."), lots=", ".join(missing or batch_ids) or "–"
        )
    return found


def _refuse_conflicts(connection: Connection, bases: dict[str, int]) -> None:
    found: dict[str, list[tuple[object, ...]]] = {}
    for batch_id, base in bases.items():
        for kind in RECORD_TYPES:
            if keys := compare.conflicts(connection, batch_id, kind, base):
                found.setdefault(kind, []).extend(keys)
    if found:
        raise ConflictError(found)


def _open_edition(
    connection: Connection, name: str, author: str, *, approver: str = "", note: str = "", restores: int | None = None
) -> int:
    number = (connection.scalar(select(func.max(edition_table.c.number))) or 0) + 1
    connection.execute(
        insert(edition_table).values(
            number=number, name=name, published_at=now(), author=author, approver=approver, note=note, restores=restores
        )
    )
    return number


def _read(connection: Connection, number: int) -> Edition:
    return Edition(**connection.execute(select(edition_table).where(edition_table.c.number == number)).mappings().one())


def restore(
    engine: Engine, number: int, name: str, author: str, *, territories: Sequence[str] = (), note: str = ""
) -> Edition:
    """Roll back: a new edition equal to an older one, in one transaction. History is kept whole.

    With ``territories`` only their rows come back to the older edition, the others stay as they are: the new edition is
    then equal to none (``restores`` stays empty) and the trail names the territories. :class:`NothingToRestoreError`
    when their rows say already what they said.
    """
    with writing(engine) as connection:
        lock_editions(connection)
        if connection.scalar(select(edition_table.c.number).where(edition_table.c.number == number)) is None:
            raise KeyError(f"no edition {number}")
        fresh = _open_edition(connection, name, author, note=note, restores=None if territories else number)
        for kind in RECORD_TYPES:
            _restore_kind(connection, kind, number, fresh, territories)
        if territories and not any(_says_otherwise(connection, kind, fresh) for kind in RECORD_TYPES):
            raise NothingToRestoreError
        details = {"name": name, "restores": number, **({"territories": list(territories)} if territories else {})}
        audit.write(connection, author, "restore_edition", str(fresh), details)
        return _read(connection, fresh)


def _restore_kind(connection: Connection, kind: str, number: int, fresh: int, territories: Sequence[str]) -> None:
    """Close what came after an edition and write again what it held, in its place."""
    table = PUBLISHED[kind]
    mine = owner_of(kind, table).in_(territories) if territories else true()
    later = and_(table.c.to_edition.is_(None), table.c.from_edition > number, mine)
    connection.execute(update(table).where(later).values(to_edition=fresh))
    names = [column.name for column in table.c if column.name not in {"row_id", "from_edition", "to_edition", "place"}]
    gone = select(*(table.c[name] for name in names), literal(fresh), in_order(table)).where(
        table.c.from_edition <= number, table.c.to_edition > number, table.c.to_edition <= fresh, mine
    )
    connection.execute(insert(table).from_select([*names, "from_edition", "place"], gone.order_by(in_order(table))))


def _says_otherwise(connection: Connection, kind: str, number: int) -> bool:
    """Whether the rows that an edition closed and those that it opened are not the same, one for one."""
    old, new = PUBLISHED[kind].alias("old"), PUBLISHED[kind].alias("new")
    keys = RECORD_TYPES[kind].key
    names = [column.name for column in DRAFTS[kind].c if column.name not in {"row_id", "batch", "action", *keys}]
    closed, opened = old.c.to_edition == number, new.c.from_edition == number
    same = and_(
        closed,
        opened,
        *(old.c[key] == new.c[key] for key in keys),
        *(not_(old.c[name].is_distinct_from(new.c[name])) for name in names),
    )
    counts = [
        connection.scalar(select(func.count()).select_from(tables).where(which))
        for tables, which in ((old, closed), (new, opened), (old.join(new, same), true()))
    ]
    return len(set(counts)) > 1


def changes(engine: Engine, kind: str, number: int, since: int | None = None) -> pd.DataFrame:
    """What edition ``number`` changed against ``since`` (the one before by default), one row a record.

    Columns: the key, ``change`` (added, changed, removed), ``old_*`` and ``new_*``, and the batch, author, file and
    SHA-256 that brought the new row.
    """
    before = number - 1 if since is None else since
    table = PUBLISHED[kind]
    keys = RECORD_TYPES[kind].key
    old, new = table.alias("old"), table.alias("new")
    names = [c.name for c in table.c if c.name not in {"row_id", "from_edition", "to_edition", "batch", "place", *keys}]
    left = select(old).where(valid_at(old, before), not_(valid_at(old, number))).subquery("gone")
    right = select(new).where(valid_at(new, number), not_(valid_at(new, before))).subquery("come")
    on = and_(*(left.c[key] == right.c[key] for key in keys))
    columns: list[ColumnElement[Any]] = [func.coalesce(left.c[key], right.c[key]).label(key) for key in keys]
    columns += [left.c.row_id.label("old_row"), right.c.row_id.label("new_row")]
    columns += [left.c[name].label(f"old_{name}") for name in names]
    columns += [right.c[name].label(f"new_{name}") for name in names]
    columns += [import_batch.c.author, import_batch.c.file_name, import_batch.c.sha256]
    joined = left.join(right, on, full=True).join(import_batch, import_batch.c.id == right.c.batch, isouter=True)
    with engine.connect() as connection:
        result = connection.execute(select(*columns).select_from(joined))
        frame = pd.DataFrame(result.all(), columns=list(result.keys()))
    words = [
        "added" if pd.isna(a) else "removed" if pd.isna(b) else "changed"
        for a, b in zip(frame.old_row, frame.new_row, strict=True)
    ]
    frame.insert(len(keys), "change", pd.Series(words, index=frame.index, dtype="str"))
    return _really_changed(frame.drop(columns=["old_row", "new_row"]), names)


def _really_changed(frame: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    same = pd.Series(frame["change"] == "changed")
    for name in names:
        old, new = frame[f"old_{name}"], frame[f"new_{name}"]
        same &= (old == new) | (old.isna() & new.isna())
    return frame.loc[~same].reset_index(drop=True)


def valid_at(table: FromClause, number: int | ColumnElement[int]) -> ColumnElement[bool]:
    """The rows of a published table that edition ``number`` holds."""
    return and_(table.c.from_edition <= number, or_(table.c.to_edition.is_(None), table.c.to_edition > number))
