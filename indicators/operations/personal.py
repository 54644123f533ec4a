"""Personal data: erase somebody's name everywhere without breaking the trail, and forget old traces.

The name is replaced by a pseudonym drawn at random: entries keep their number, their order and their content, and what
one person did stays the deeds of one person, who can no longer be told. It is the only operation that rewrites
published rows, because the right to erasure stands above the rule that an edition never changes; no figure is touched.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Table, Text, delete, false, func, or_, select, type_coerce, update

from indicators.access import feeds, sessions, throttle, tokens
from indicators.access.roles import User, require
from indicators.errors import ToldError, marked
from indicators.operations.names import Names
from indicators.store import audit, clock, packs, workspace
from indicators.store.engine import lock_editions, writing
from indicators.store.naming import NAMING
from indicators.store.state import ERASURE
from indicators.store.tables import (
    access_session,
    account,
    api_token,
    audit_entry,
    calendar_feed,
    mail_message,
    mail_subscription,
    reader_visit,
)


def erase_person(engine: Engine, by: User, *names: str) -> tuple[str, int]:
    """Replace every name and login of a person by one pseudonym; returns it with the number of places changed.

    Accounts of these logins are removed and their sessions with them. ValueError when nothing bears these names, or
    when one of them is the last active administrator.
    """
    require(by, "administrator")
    wanted = Names(names)
    pseudonym = f"personne-{secrets.token_hex(4)}"
    with writing(engine) as connection:
        lock_editions(connection)
        changed = _remove_accounts(connection, wanted.names)
        changed += sum(_rename(connection, table, wanted, pseudonym) for table in NAMING)
        changed += packs.rewrite(connection, wanted.seen_in, lambda text: wanted.replaced(text, pseudonym))
        if not changed:
            raise ToldError(marked("Rien ne porte le nom {names}."), names=" / ".join(wanted.names) or "–")
        actor = wanted.replaced(by.name, pseudonym) if by.login not in wanted.names else pseudonym
        audit.write(connection, actor, "person_erased", pseudonym, {"places": changed})
        workspace.put_within(connection, ERASURE, "", "", {"person": pseudonym}, actor)
    _wipe(engine)
    return pseudonym, changed


def _wipe(engine: Engine) -> None:
    """Write over what SQLite leaves of former rows in its file and beside it; PostgreSQL is told to in the guide."""
    if engine.dialect.name == "sqlite":
        with closing(engine.raw_connection()) as connection:  # outside any transaction, which the engine would begin
            for command in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                connection.cursor().execute(command)


def _rename(connection: Connection, table: Table, names: Names, pseudonym: str) -> int:
    """Rewrite the texts of a table that hold a name; returns their number."""
    changed = 0
    for key, held in list(_holding(connection, table, names)):
        values = {column: names.replaced(written, pseudonym) for column, written in held.items()}
        (primary,) = table.primary_key.columns
        connection.execute(update(table).where(primary == key).values(values))
        changed += len(values)
    return changed


def _holding(connection: Connection, table: Table, names: Names) -> Iterator[tuple[Any, dict[str, str]]]:
    """The key of each row where a name stands, with the texts that hold it by column, as they are stored."""
    find = func.strpos if connection.dialect.name == "postgresql" else func.instr
    texts = {column.name: type_coerce(column, Text) for column in NAMING[table]}
    hinted = or_(false(), *(find(column, hint) > 0 for column in texts.values() for hint in names.hints))
    query = select(*table.primary_key.columns, *(column.label(f"t_{name}") for name, column in texts.items())).where(
        hinted
    )
    for row in connection.execute(query):
        stored = zip(texts, row[1:], strict=True)
        if held := {name: written for name, written in stored if written and names.found_in(written)}:
            yield row[0], held


def _remove_accounts(connection: Connection, names: Sequence[str]) -> int:
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
    of_person = [*logins, *names]
    asked = select(mail_subscription.c.id).where(mail_subscription.c.login.in_(of_person))
    connection.execute(delete(mail_message).where(mail_message.c.subscription.in_(asked)))
    for held in (access_session, api_token, calendar_feed, reader_visit, mail_subscription):
        connection.execute(delete(held).where(held.c.login.in_(of_person)))
    return connection.execute(delete(account).where(account.c.login.in_(logins))).rowcount


def forget_old_traces(engine: Engine, by: User, days: int = 365) -> int:
    """Erase sign-in traces older than ``days``, dead sessions and counts of failures; returns the number of rows.

    What was published, approved or administered stays in the audit: it is the history of the data, not of people.
    """
    require(by, "administrator")
    limit = (datetime.fromisoformat(clock.now()) - timedelta(days=days)).isoformat(timespec="microseconds")
    old = audit_entry.c.action.in_(("sign_in", "sign_out")) & (audit_entry.c.at < limit)
    with writing(engine) as connection:
        gone = connection.execute(delete(audit_entry).where(old)).rowcount
        gone += (
            sessions.forget_old(connection)
            + tokens.forget_old(connection)
            + feeds.forget_old(connection)
            + throttle.forget_old(connection)
        )
        if gone:
            audit.write(connection, by.name, "old_traces_erased", "", {"rows": gone, "days": days})
    return gone


def places_of(engine: Engine, name: str) -> dict[str, int]:
    """Where a name stands, column by column: the answer to somebody who asks what is kept about them."""
    found: Counter[str] = Counter()
    names = Names([name])
    with engine.connect() as connection:
        kept = (account.c.login.in_(names.names)) | (account.c.name.in_(names.names))
        if accounts := connection.scalar(select(func.count()).select_from(account).where(kept)):
            found["account"] = accounts
        for table in NAMING:
            for _, held in _holding(connection, table, names):
                found.update(f"{table.name}.{column}" for column in held)
        found.update(packs.bearing(connection, names.seen_in))
    return dict(found)
