"""Two documents that say the accounts of one year: published beside one another, they would count it twice.

A document of the budget takes the place of the one before it when it is read over it. Deposits that are dropped together
are read over the same edition, and a deposit may be published after others than those it was read over: what each would
replace is then unknown. A decision that amends a budget adds to it, so that the two go together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, and_, exists, select

from indicators.errors import ToldError, marked
from indicators.intake.balances import DOCUMENT as BALANCE
from indicators.intake.readers.accounting import DOCUMENTS, FINAL
from indicators.records import RECORD_TYPES
from indicators.store import packs
from indicators.store.drafts import Batch
from indicators.store.tables import DRAFTS, PUBLISHED

_NAMES = ("territory", "year", "budget", "document")
_KNOWN = frozenset({*DOCUMENTS.values(), BALANCE})
_WHOLE = frozenset({*(DOCUMENTS[code] for code in FINAL), BALANCE})
_FIRST = DOCUMENTS["01"]


@dataclass(frozen=True, order=True, slots=True)
class Document:
    """A document of the budget of a territory: its year, the name of the budget, that of the document."""

    territory: str
    year: int
    budget: str
    document: str

    def counts_again(self, other: Document) -> bool:
        """Whether the amounts of the other one are, at least partly, those of this one."""
        if (self.territory, self.year) != (other.territory, other.year):
            return False
        # The DGFiP publishes the main budget only, under a name of its own.
        if self.budget != other.budget and BALANCE not in {self.document, other.document}:
            return False
        both = {self.document, other.document}
        return bool(both & _WHOLE) or both == {_FIRST}


@dataclass(frozen=True, slots=True)
class Twice:
    """Two documents of which only one may be published, each with the file that brings it ("" when it is published)."""

    one: Document
    file: str
    other: Document
    other_file: str


class SameAccountsError(ToldError):
    """Deposits that would count a year twice; ``what`` says which documents."""

    code = "same_accounts"

    def __init__(self, what: Sequence[Twice]) -> None:
        self.what = tuple(what)
        first = self.what[0]
        told = {"year": first.one.year, "one": first.one.document, "other": first.other.document, "file": first.file}
        if first.other_file:
            super().__init__(
                marked(
                    "« {file} » et « {other_file} » disent tous deux les comptes de {year} ({one}, {other}) : publiés ensemble, ils les compteraient deux fois. Gardez celui qui fait foi et abandonnez l'autre."
                ),
                **told,
                other_file=first.other_file,
            )
        else:
            super().__init__(
                marked(
                    "Les comptes de {year} ({other}) ont été publiés depuis que « {file} » ({one}) a été lu : il les compterait une seconde fois. Chargez-le à nouveau : il dira ce qu'il remplace."
                ),
                **told,
            )

    @property
    def cells(self) -> tuple[Twice, ...]:
        """The documents, two by two."""
        return self.what

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.what,)


def said_twice(connection: Connection, batches: Sequence[Batch]) -> list[Twice]:
    """The documents that two of these deposits say: in the order of the deposits."""
    said = [(batch.file_name or batch.id, _documents(connection, batch.id)) for batch in batches]
    return [
        Twice(one, file, other, other_file)
        for (file, mine), (other_file, theirs) in combinations(said, 2)
        for one in mine
        for other in theirs
        if one.counts_again(other)
    ]


def require_once(connection: Connection, batches: Sequence[Batch]) -> None:
    """:class:`SameAccountsError` when these deposits would count a year twice, with one another or with what was published since."""
    if found := said_twice(connection, batches) or list(_published_since(connection, batches)):
        raise SameAccountsError(found)


def _documents(connection: Connection, batch: str) -> list[Document]:
    """The documents of the budget that a deposit puts."""
    table = DRAFTS["budget_line"]
    mine = and_(table.c.batch == batch, table.c.action == "put", table.c.document.in_(_KNOWN))
    found = {
        tuple(row) for row in connection.execute(select(*(table.c[name] for name in _NAMES)).where(mine).distinct())
    }
    for part in packs.parts(connection, batch, "budget_line", _NAMES):
        if set(_NAMES) <= set(part.column_names):
            rows = part.select(list(_NAMES)).to_pandas().astype(object).drop_duplicates()
            found |= {row for row in rows.itertuples(index=False, name=None) if row[3] in _KNOWN}
    return sorted(map(_document, found))


def _document(row: tuple[Any, ...]) -> Document:
    code, year, budget, name = row
    return Document(str(code), int(year), str(budget), str(name))


def _published_since(connection: Connection, batches: Sequence[Batch]) -> Iterator[Twice]:
    """What later editions say of the same years and a deposit neither replaces nor removes, for it was not there."""
    live, draft = PUBLISHED["budget_line"], DRAFTS["budget_line"]
    for batch in batches:
        mine = _documents(connection, batch.id)
        same = and_(
            draft.c.batch == batch.id, *(draft.c[key] == live.c[key] for key in RECORD_TYPES["budget_line"].key)
        )
        query = (
            select(*(live.c[name] for name in _NAMES))
            .where(live.c.to_edition.is_(None), live.c.from_edition > batch.base_edition, live.c.document.in_(_KNOWN))
            .where(~exists().where(same))
            .distinct()
        )
        for row in connection.execute(query) if mine else ():
            other = _document(tuple(row))
            yield from (Twice(one, batch.file_name or batch.id, other, "") for one in mine if one.counts_again(other))
