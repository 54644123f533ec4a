"""What people who sign in say of a figure: kept with the edition where it was read, or closed with a reason.

A comment never moves to another edition: the figure that it speaks of is the one of its own. When that edition is
rolled back, the comment stays and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from sqlalchemy import Connection, Engine, insert, select, update

from indicators.access import AccessDenied, User, require
from indicators.errors import ToldError, marked
from indicators.present.places import Place
from indicators.records import Edition
from indicators.store import audit, clock
from indicators.store.engine import reading_from, writing
from indicators.store.tables import figure_comment as table

LONGEST = 2000
_SHOWN = 500


@dataclass(frozen=True, slots=True)
class Figure:
    """What is spoken of: the key of the figure, its title as it was read, and where (a page and its choices)."""

    subject: str
    title: str
    address: str

    @property
    def place(self) -> Place:
        """Where it is read."""
        path, _, query = self.address.partition("?")
        return Place(path, dict(parse_qsl(query)))


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment; ``closed_reason`` is empty while it is open."""

    id: int
    at: str
    author: str
    account: str
    territory: str
    edition: int
    year: int
    subject: str
    title: str
    address: str
    text: str
    closed_at: str | None
    closed_by: str
    closed_reason: str

    @property
    def open(self) -> bool:
        """Whether it waits for an answer."""
        return self.closed_at is None

    @property
    def figure(self) -> Figure:
        """What it speaks of."""
        return Figure(self.subject, self.title, self.address)


def of_territory(source: Engine | Connection, territory: str) -> tuple[Comment, ...]:
    """The comments of a territory, the latest first, open ones before closed ones."""
    query = (
        select(table)
        .where(table.c.territory == territory)
        .order_by(table.c.closed_at.is_not(None), table.c.id.desc())
        .limit(_SHOWN)
    )
    with reading_from(source) as connection:
        return tuple(Comment(**row) for row in connection.execute(query).mappings())


def may_read(user: User) -> bool:
    """Comments are between people who are known: never on a page that anybody reads."""
    return user.mode != "public"


def add(engine: Engine, user: User, territory: str, edition: int, year: int, figure: Figure, text: str) -> None:
    """Say something of a figure. Raises AccessDenied for who is not known, and ToldError for an empty or endless text."""
    require(user, "reader")
    if not may_read(user):
        raise AccessDenied(None, "reader")
    if not 1 <= len(text.strip()) <= LONGEST:
        raise ToldError(marked("Commentaire refusé : de 1 à {most} caractères."), most=LONGEST)
    row = {
        "at": clock.now(), "author": user.name, "account": user.account, "territory": territory, "edition": edition,
        "year": year, "subject": figure.subject, "title": figure.title[:300], "address": figure.address[:1000],
        "text": text.strip(), "closed_by": "", "closed_reason": "",
    }  # fmt: skip
    with writing(engine) as connection:
        connection.execute(insert(table).values(row))
        audit.write(
            connection, user.name, "comment_added", figure.subject, {"edition": edition, "territory": territory}
        )


def close(engine: Engine, user: User, comment: Comment, reason: str) -> None:
    """Close a comment with a reason: one's own, or any for an officer of the territory. Closing it again does nothing."""
    if user.account != comment.account or not may_read(user):
        require(user, "officer", comment.territory)
    if not 1 <= len(reason.strip()) <= LONGEST:
        raise ToldError(marked("Dites pourquoi le commentaire est clos, de 1 à {most} caractères."), most=LONGEST)
    values = {"closed_at": clock.now(), "closed_by": user.name, "closed_reason": reason.strip()}
    mine = (table.c.id == comment.id) & table.c.closed_at.is_(None)
    with writing(engine) as connection:
        if connection.execute(update(table).where(mine).values(values)).rowcount:
            audit.write(connection, user.name, "comment_closed", comment.subject, {"territory": comment.territory})


def rolled_back(comment: Comment, editions: Sequence[Edition]) -> Edition | None:
    """The edition that went back before the one that a comment speaks of; None while it stands."""
    later = [item for item in editions if item.number > comment.edition and item.restores is not None]
    return next((item for item in later if item.restores is not None and item.restores < comment.edition), None)
