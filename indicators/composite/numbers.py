"""Numbers as files write them: what is missing, and which of the comma and the point marks the decimals.

« 1,234 » is one and a bit in Paris and more than a thousand in London. Nothing in the cell says which, but its column
often does (« 987.5 » beside it), and its file too; a column that says both is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from indicators.composite.errors import DataError
from indicators.errors import marked

MISSING_WORDS = frozenset(
    {"", "na", "n/a", "nan", "null", "none", "<na>", "#n/a", "#na", "..", "...", "…", "-", "–", "—", ":", "nd", "n.d."}
)
"""What files write in a cell without value, whatever the case: the one place where it is declared."""

SPACES = re.compile(r"(?<=\d)[ \u00a0\u202f'’](?=\d{3}(?!\d))")
"""What French and Swiss numbers put between thousands, an ordinary space or not."""

_GROUPED = {mark: re.compile(rf"[+-]?[1-9]\d{{0,2}}(?:{re.escape(mark)}\d{{3}})+") for mark in ",."}
_OTHER = {",": ".", ".": ","}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a column says of its decimal mark: the first cell that shows each, and the first that shows neither."""

    shown: Mapping[str, str]
    ambiguous: str = ""


def is_missing(value: object) -> bool:
    """Whether a cell holds no value."""
    if value is None or value is pd.NA or value is pd.NaT:
        return True
    if isinstance(value, str):
        return value.strip().casefold() in MISSING_WORDS
    return isinstance(value, float | np.floating) and bool(np.isnan(value))


def text_of(value: object) -> str:
    """A cell as a code or a name: empty when it holds no value, without the « .0 » of a number read from a sheet."""
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and np.isnan(value)):
        return ""
    if isinstance(value, float | np.floating) and float(value).is_integer():
        return str(int(value))
    return str(value).strip()


def _bare(value: str) -> str:
    return SPACES.sub("", value.strip()).replace("−", "-")


def decimal_mark(text: str) -> str:
    """The decimal mark that a cell shows: a comma, a point, ``?`` when it may be either, nothing without any."""
    commas, points = text.count(","), text.count(".")
    if commas and points:
        return "," if text.rindex(",") > text.rindex(".") else "."
    if not commas and not points:
        return ""
    mark = "," if commas else "."
    if max(commas, points) > 1:
        return _OTHER[mark]
    return "?" if _GROUPED[mark].fullmatch(text) else mark


def evidence(cells: Iterable[object]) -> Evidence:
    """What the cells of a column say of its decimal mark; no further than is needed where only points are written."""
    shown: dict[str, str] = {}
    ambiguous = ""
    texts = [cell for cell in cells if isinstance(cell, str)]
    one_point = all("," not in cell and (cell.count(".") < 2 or is_missing(cell)) for cell in texts)
    for cell in texts:
        if one_point and "." in shown:
            break
        if ("," not in cell and "." not in cell) or is_missing(cell):
            continue
        mark = decimal_mark(_bare(cell))
        if mark == "?":
            ambiguous = ambiguous or cell
        elif mark:
            shown.setdefault(mark, cell)
    return Evidence(shown, ambiguous)


def decimal_marks(columns: Mapping[str, Sequence[object]], asked: str | None = None) -> dict[str, str]:
    """The decimal mark of each column: what it shows, else what the other columns of the file show, else the point.

    Thousands are separated by spaces or by nothing: a column where a comma and a point contradict each other is refused,
    and so is one that only writes « 1,234 » in a file that does not decide. ``asked`` settles it for the whole file.
    """
    found = {name: evidence(cells) for name, cells in columns.items()}
    whole = {mark for each in found.values() for mark in each.shown}
    return {name: _settled(name, each, whole, asked) for name, each in found.items()}


def _settled(name: str, found: Evidence, whole: set[str], asked: str | None) -> str:
    said = {asked: asked} if asked else dict(found.shown)
    others = [cell for mark, cell in found.shown.items() if mark not in said or len(said) > 1]
    unclear = _mark_in(found.ambiguous)
    if len(said) == 1 and unclear and unclear not in said:
        others.append(found.ambiguous)
    if others:
        raise DataError(
            marked(
                "Colonne « {column} » : « {first} » et « {second} » n’ont pas la même marque décimale ; écrivez toute la colonne "
                "avec un point, ou avec une virgule, sans séparateur de milliers."
            ),
            column=name,
            first=others[0],
            second=others[1] if len(others) > 1 else next(iter(said.values())),
        )
    if said:
        return next(iter(said))
    if unclear and whole != {unclear} and (unclear == "," or whole):
        raise DataError(
            marked(
                "Colonne « {column} » : « {value} » se lit avec des décimales ou avec des milliers, et rien dans le fichier ne "
                "tranche ; écrivez les nombres avec un point décimal et sans séparateur de milliers."
            ),
            column=name,
            value=found.ambiguous,
        )
    return unclear or "."


def _mark_in(cell: str) -> str:
    return "," if "," in cell else "." if "." in cell else ""


def read_number(value: object, mark: str | None = None) -> float | None:
    """A cell as a number: NaN when it is missing, ``None`` when it is not a number.

    ``mark`` is the decimal mark of its column; without it, a single comma or point is one.
    """
    if is_missing(value):
        return np.nan
    if not isinstance(value, str):
        return float(value) if isinstance(value, int | float | np.number) else None
    text = _bare(value)
    mark = mark or _mark_in(text) or "."
    if _OTHER[mark] in text or text.count(mark) > 1:
        return None
    if "_" in text:
        return None
    try:
        return float(text.replace(mark, "."))
    except ValueError:
        return None
