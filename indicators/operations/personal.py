"""Personal data: erase somebody's name everywhere without breaking the trail, and forget old traces.

The name is replaced by a pseudonym drawn at random: entries keep their number, their order and their content, and what
one person did stays the deeds of one person, who can no longer be told. It is the only operation that rewrites
published rows, because the right to erasure stands above the rule that an edition never changes; no figure is touched.
"""

from __future__ import annotations

import json
import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Table, delete, false, func, or_, select, update

from indicators.access import sessions, throttle
from indicators.access.roles import User, require
from indicators.errors import ToldError, marked
from indicators.store import audit, clock, packs
from indicators.store.engine import lock_editions, writing
from indicators.store.tables import (
    DRAFTS,
    PUBLISHED,
    access_session,
    account,
    audit_entry,
    document,
    edition,
    encode_json,
    import_batch,
)

_RECORDS = (
    ("budget_line", "rubric_author"), ("self_assessment", "author"), ("observation", "assessor"),
    ("observation", "owner"), ("partnership", "owner"), ("objective", "owner"), ("target", "owner"),
    ("externality_measure", "owner"),
)  # fmt: skip

# Where people are named: the columns that hold a name or a login, and nothing else.
_NAMES: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (edition, ("author", "approver")),
    (import_batch, ("author", "approval_author")),
    (document, ("author",)),
    (audit_entry, ("actor", "subject")),
    *((tables[kind], (name,)) for tables in (PUBLISHED, DRAFTS) for kind, name in _RECORDS),
)  # fmt: skip

# Where people are quoted inside a value kept as JSON: the row's key and the column.
_QUOTED: tuple[tuple[Table, str, str], ...] = (
    (audit_entry, "id", "details"), (document, "id", "payload"), (import_batch, "id", "accounts"),
)  # fmt: skip


def erase_person(engine: Engine, by: User, *names: str) -> tuple[str, int]:
    """Replace every name and login of a person by one pseudonym; returns it with the number of places changed.

    Accounts of these logins are removed and their sessions with them. ValueError when nothing bears these names, or
    when one of them is the last active administrator.
    """
    require(by, "administrator")
    wanted = [name.strip() for name in names if name.strip()]
    pseudonym = f"personne-{secrets.token_hex(4)}"
    with writing(engine) as connection:
        lock_editions(connection)
        _remove_accounts(connection, wanted)
        changed = sum(
            _rename(connection, table, column, wanted, pseudonym) for table, cols in _NAMES for column in cols
        )
        changed += sum(packs.rename(connection, *place, wanted, pseudonym) for place in _RECORDS)
        changed += sum(_rename_quoted(connection, *place, wanted, pseudonym) for place in _QUOTED)
        if not changed:
            raise ToldError(marked("Rien ne porte le nom {names}."), names=" / ".join(wanted) or "–")
        actor = pseudonym if by.name in wanted or by.login in wanted else by.name
        audit.write(connection, actor, "person_erased", pseudonym, {"places": changed})
    return pseudonym, changed


def _rename(connection: Connection, table: Table, column: str, names: list[str], pseudonym: str) -> int:
    where = table.c[column].in_(names)
    return connection.execute(update(table).where(where).values({column: pseudonym})).rowcount


def _rename_quoted(
    connection: Connection, table: Table, key: str, column: str, names: list[str], pseudonym: str
) -> int:
    """Names quoted as whole values inside JSON; only the rows that hold one of them are read."""
    changed = 0
    holding = or_(false(), *(_quoting(connection, table.c[column], name) for name in names))
    for row, value in connection.execute(select(table.c[key], table.c[column]).where(holding)).all():
        renamed = _replaced(value, names, pseudonym)
        if renamed != value:
            statement = update(table).where(table.c[key] == row).values({column: encode_json(renamed)})
            changed += connection.execute(statement).rowcount
    return changed


def _quoting(connection: Connection, column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Where a JSON text quotes a name as a whole."""
    find = func.strpos if connection.dialect.name == "postgresql" else func.instr
    return find(column, json.dumps(name, ensure_ascii=False)) > 0


def _replaced(value: Any, names: list[str], pseudonym: str) -> Any:
    if isinstance(value, dict):
        return {key: _replaced(item, names, pseudonym) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_replaced(item, names, pseudonym) for item in value]
    return pseudonym if value in names else value


def _remove_accounts(connection: Connection, names: list[str]) -> None:
    mine = account.c.login.in_(names) | account.c.name.in_(names)
    logins = [row.login for row in connection.execute(select(account.c.login).where(mine))]
    administrators = account.c.active & (account.c.role == "administrator")
    mine_too = connection.scalar(select(func.count()).where(administrators, account.c.login.in_(logins)))
    others = connection.scalar(select(func.count()).where(administrators, account.c.login.not_in(logins)))
    if mine_too and not others:
        raise ToldError(
            marked("« {login} » est le dernier compte d'administration ouvert : créez-en d'abord un autre."),
            login=logins[0],
        )
    connection.execute(delete(access_session).where(access_session.c.login.in_([*logins, *names])))
    connection.execute(delete(account).where(account.c.login.in_(logins)))


def forget_old_traces(engine: Engine, by: User, days: int = 365) -> int:
    """Erase sign-in traces older than ``days``, dead sessions and counts of failures; returns the number of rows.

    What was published, approved or administered stays in the audit: it is the history of the data, not of people.
    """
    require(by, "administrator")
    limit = (datetime.fromisoformat(clock.now()) - timedelta(days=days)).isoformat(timespec="microseconds")
    old = audit_entry.c.action.in_(("sign_in", "sign_out")) & (audit_entry.c.at < limit)
    with writing(engine) as connection:
        gone = connection.execute(delete(audit_entry).where(old)).rowcount
        gone += sessions.forget_old(connection) + throttle.forget_old(connection)
        if gone:
            audit.write(connection, by.name, "old_traces_erased", "", {"rows": gone, "days": days})
    return gone


def places_of(engine: Engine, name: str) -> dict[str, int]:
    """Where a name stands, table by table: the answer to somebody who asks what is kept about them."""
    found: dict[str, int] = {}
    with engine.connect() as connection:
        for table, columns in _NAMES:
            for column in columns:
                count = connection.scalar(select(func.count()).where(table.c[column] == name)) or 0
                if count:
                    found[f"{table.name}.{column}"] = count
        for kind, column in _RECORDS:
            if packed := packs.bearing(connection, kind, column, [name]):
                place = f"{DRAFTS[kind].name}.{column}"
                found[place] = found.get(place, 0) + packed
        kept = connection.scalar(select(func.count()).where((account.c.login == name) | (account.c.name == name)))
        if kept:
            found["account"] = kept
        for table, _, column in _QUOTED:
            quoting = select(func.count()).where(_quoting(connection, table.c[column], name))
            if quoted := connection.scalar(quoting):
                found[f"{table.name}.{column}"] = quoted
    return found
