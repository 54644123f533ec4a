"""Confirm rubrics, line by line or in bulk: who said what a line is for, and when.

Nothing here writes anywhere: the functions return the lines as they would be, for an officer's draft.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

import pandas as pd

from indicators.budget.book import MONEY, Book
from indicators.errors import ToldError, marked
from indicators.records import BudgetLine, PartialDate, column_names
from indicators.rounding import whole

LineKey = tuple[int, str]
SPLIT_TOLERANCE = 0.001


class RubricError(ToldError):
    """A choice that cannot be applied: names what was received, what is accepted and the nearest valid value."""

    code = "rubric"


def lines_of(frame: pd.DataFrame) -> list[BudgetLine]:
    """The rows of a frame (columns of ``BudgetLine``) as records, missing values as None."""
    names = [name for name in column_names(BudgetLine) if name in frame]
    rows = frame[names].astype(object).where(frame[names].notna(), None).to_dict("records")
    return [BudgetLine(**{str(name): _value(str(name), value) for name, value in row.items()}) for row in rows]


def _value(name: str, value: Any) -> Any:
    if name in MONEY:
        return None if value is None else round(value)
    if name == "year":
        return int(value)
    if name == "sdgs":
        return tuple(value or ())
    if name in {"intra_group", "in_kind", "example"}:
        return bool(value)
    return value or ""


def confirm_rubrics(
    lines: pd.DataFrame | Sequence[BudgetLine],
    choices: Mapping[LineKey, str],
    author: str,
    date: PartialDate,
    rubrics: Iterable[str] = (),
) -> list[BudgetLine]:
    """The chosen lines with their rubric confirmed by ``author`` on ``date``; other lines are not returned.

    ``choices`` maps (year, line) to a rubric. Raises :class:`RubricError` when the author is empty, a key is not
    among the lines, or a rubric is not one of ``rubrics`` (not checked when empty).
    """
    if not author.strip():
        raise RubricError(marked("Une confirmation porte le nom de son auteur."))
    records = lines_of(lines) if isinstance(lines, pd.DataFrame) else list(lines)
    known = {(record.year, record.line): record for record in records}
    offered = list(rubrics)
    for key, rubric in choices.items():
        accepted(key, [f"{year} {line}" for year, line in known], key in known)
        if offered:
            accepted(rubric, offered, rubric in offered)
    return [
        replace(known[key], rubric=rubric, rubric_status="confirmed", rubric_author=author.strip(), rubric_date=date)
        for key, rubric in choices.items()
    ]


def accepted(received: object, offered: Sequence[str], found: bool) -> None:
    """Raise :class:`RubricError` for a choice that was not ``found`` among those ``offered``, naming the nearest."""
    if found:
        return
    text = " ".join(map(str, received)) if isinstance(received, tuple) else str(received)
    near = get_close_matches(text, offered, n=1)
    if near:
        raise RubricError(
            marked("« {value} » n'est pas reconnu ; le plus proche : « {nearest} »."), value=text, nearest=near[0]
        )
    raise RubricError(
        marked("« {value} » n'est pas reconnu ; accepté : {accepted}."), value=text, accepted=", ".join(offered[:12])
    )


def split_line(line: BudgetLine, keys: Mapping[str, float]) -> list[BudgetLine]:
    """One line for two purposes: a line a rubric, cents shared by ``keys`` (shares that sum to 1 ± 0.001).

    The parts sum to the line to the cent, the last rubric taking what rounding leaves; new lines are named
    ``<line>/1``, ``<line>/2``… and are suggestions until confirmed. Raises :class:`RubricError` on other sums.
    """
    total = sum(keys.values())
    if abs(total - 1) > SPLIT_TOLERANCE or any(share < 0 for share in keys.values()):
        raise RubricError(
            marked("Les parts de la ligne {line} font {total} ; accepté : des parts de 0 à 1 dont la somme est 1."),
            line=line.line,
            total=f"{total:g}",
        )
    shares = [(rubric, share / total) for rubric, share in keys.items()]
    parts = [_shared(getattr(line, name), [share for _, share in shares]) for name in MONEY]
    return [
        replace(
            line,
            line=f"{line.line}/{position + 1}",
            rubric=rubric,
            rubric_status="suggested",
            voted=voted,
            committed=committed,
            paid=paid,
            attached=attached,
        )
        for position, ((rubric, _), (voted, committed, paid, attached)) in enumerate(
            zip(shares, zip(*parts, strict=True), strict=True)
        )
    ]


def _shared(amount: int | None, shares: Sequence[float]) -> list[int | None]:
    if amount is None:
        return [None] * len(shares)
    parts = [whole(amount * share) for share in shares[:-1]]
    return [*parts, amount - sum(parts)]


def confirm_split(
    line: BudgetLine, amounts: Mapping[str, int], author: str, date: PartialDate, rubrics: Iterable[str] = ()
) -> list[BudgetLine]:
    """The parts that take the place of ``line``, their rubrics confirmed: ``amounts`` gives the cents of each rubric.

    They share the amount paid (else voted, else committed) and every other stage in proportion. Raises
    :class:`RubricError` when they do not sum to it to the cent, when one is empty or goes against the sign of the
    line, and for what :func:`confirm_rubrics` refuses.
    """
    size = line_size(line)
    if not size or sum(amounts.values()) != size or any(amount * size <= 0 for amount in amounts.values()):
        raise RubricError(
            marked(
                "Les parts de la ligne {line} doivent faire ensemble {size} centimes, aucune n'étant vide ; reçu : {parts}."
            ),
            line=line.line,
            size=size,
            parts=", ".join(map(str, amounts.values())),
        )
    parts = split_line(line, {rubric: amount / size for rubric, amount in amounts.items()})
    return confirm_rubrics(parts, {(part.year, part.line): part.rubric for part in parts}, author, date, rubrics)


def line_size(line: BudgetLine) -> int | None:
    """What a line weighs, in cents: paid, else voted, else committed."""
    return next((amount for amount in (line.paid, line.voted, line.committed) if amount is not None), None)


def waiting(book: Book, year: int | None = None) -> pd.DataFrame:
    """The expenditure lines of a year (of all without one) that nobody confirmed, largest payment (else vote) first."""
    if year is not None:
        rows = book.lines(year, "expenditure")
    else:
        rows = book.cash[(book.cash["direction"] == "expenditure").to_numpy()]
    rows = rows[(rows["status"] != "confirmed").to_numpy()]
    size = rows["paid"].fillna(rows["voted"]).abs()
    return rows.assign(size=size).sort_values(["size", "line"], ascending=[False, True]).drop(columns="size")
