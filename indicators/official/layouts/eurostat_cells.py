"""The three shapes of Eurostat's tables, made one: series by their dimensions, with a value and a flag a year.

* the TSV of today: ``freq,c_resid,unit,nace_r2,geo\\TIME_PERIOD`` then the years;
* the TSV of the former bulk service: ``unit,geo\\time``, no frequency, years in descending order;
* SDMX-CSV: one line an observation, ``…,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG``.

A cell of a TSV is a value or « : », then letters (« 36464 e », « 12.3 bep », « : c ») and perhaps « @C », which is the
confidentiality of the observation: with a number or without, it is secret.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from indicators.errors import marked
from indicators.official import flags
from indicators.official.head import Head
from indicators.official.refusals import UnreadableOfficial

_LETTERS: Mapping[str, str] = {
    "b": flags.BREAK, "c": flags.SECRET, "d": flags.DEFINITION, "e": flags.ESTIMATED, "i": flags.ESTIMATED,
    "p": flags.PROVISIONAL, "u": flags.UNRELIABLE, "f": flags.ESTIMATED, "r": flags.OK, "n": flags.UNRELIABLE,
    "s": flags.ESTIMATED, "z": flags.ABSENT, "m": flags.ABSENT,
}  # fmt: skip
_CELL = re.compile(r"\s*(?P<value>:|-?\d[\d.]*(?:[eE][+-]?\d+)?)?\s*(?P<letters>[a-z]*)\s*(?P<secret>@[A-Z])?\s*")
_YEAR = re.compile(r"\d{4}")
_UPDATED = re.compile(r"(\d\d)/(\d\d)/(\d\d)\b")


@dataclass(frozen=True, slots=True)
class Header:
    """The dimensions of a table in their order, « geo » among them; ``linear`` for SDMX-CSV."""

    dimensions: tuple[str, ...]
    linear: bool
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Observation:
    """One cell: its dimensions by name, its year, its value (None when secret or absent) and its flag."""

    at: Mapping[str, str]
    year: int
    value: float | None
    flag: str


def header_of(first: str) -> Header | None:
    """What the first line announces; None when it is not Eurostat's."""
    if "\\" in first.partition("\t")[0] and "\t" in first:
        corner, *years = first.split("\t")
        dimensions, _, period = corner.partition("\\")
        if period.strip().lower() not in {"time", "time_period"}:
            return None
        found = tuple(int(year.strip()) for year in years if _YEAR.fullmatch(year.strip()))
        return Header(tuple(dimensions.split(",")), False, found) if len(found) == len(years) else None
    names = next(csv.reader([first]), [])
    if {"geo", "TIME_PERIOD", "OBS_VALUE"} <= set(names):
        return Header(tuple(name for name in names if name.islower()), True)
    return None


def dataflow(head: Head) -> str:
    """The data set that SDMX-CSV names (« nama_10r_3gdp »), empty for a TSV, which does not say."""
    rows = list(csv.reader(head.lines[:2]))
    if len(rows) < 2:
        return ""
    named = dict(zip(rows[0], rows[1], strict=False))
    return re.sub(r"^ESTAT:|\(.*", "", named.get("DATAFLOW") or named.get("STRUCTURE_ID", "")).lower()


def updated(head: Head) -> str:
    """The day of the last update that SDMX-CSV gives, as an ISO date; empty otherwise."""
    found = _UPDATED.search(head.lines[1]) if len(head.lines) > 1 else None
    return f"20{found[3]}-{found[2]}-{found[1]}" if found else ""


def cell(text: str) -> tuple[float | None, str]:
    """The value and the flag of a cell of a TSV.

    Raises:
        ValueError: it is neither a number nor « : ».
    """
    found = _CELL.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return _said(found["value"] or ":", found["letters"], found["secret"] is not None)


def observations(head: Head, header: Header, wanted: Mapping[str, frozenset[str]]) -> Iterator[Observation]:
    """The cells of the series whose dimensions have the wanted values, absent ones left aside.

    Raises:
        UnreadableOfficial: a line is cut, or a cell is not a number.
    """
    try:
        with head.open() as raw:
            text = io.TextIOWrapper(raw, encoding=head.encoding, newline="")
            yield from (_linear if header.linear else _wide)(text, head, header, wanted)
    except (EOFError, OSError) as error:
        raise _cut(head, 0) from error


def _wide(
    text: io.TextIOWrapper, head: Head, header: Header, wanted: Mapping[str, frozenset[str]]
) -> Iterator[Observation]:
    next(text)
    for number, line in enumerate(text, 2):
        keys, *cells = line.rstrip("\r\n").split("\t")
        if len(cells) != len(header.years) or not line.endswith("\n"):
            raise _cut(head, number)
        at = dict(zip(header.dimensions, keys.split(","), strict=False))
        if any(at.get(name) not in values for name, values in wanted.items()):
            continue
        for year, written in zip(header.years, cells, strict=True):
            try:
                value, flag = cell(written)
            except ValueError as error:
                raise _strange(head, number, written) from error
            if flag != flags.ABSENT:
                yield Observation(at, year, value, flag)


def _linear(
    text: io.TextIOWrapper, head: Head, header: Header, wanted: Mapping[str, frozenset[str]]
) -> Iterator[Observation]:
    rows = csv.reader(text)
    names = next(rows)
    for number, row in enumerate(rows, 2):
        if len(row) != len(names):
            raise _cut(head, number)
        at = dict(zip(names, row, strict=True))
        if any(at.get(name) not in values for name, values in wanted.items()):
            continue
        try:
            year = int(at["TIME_PERIOD"])
            secret = at.get("CONF_STATUS", "") not in {"", "F"}
            value, flag = _said(at["OBS_VALUE"] or ":", at.get("OBS_FLAG", "").lower(), secret)
        except ValueError as error:
            raise _strange(head, number, at["OBS_VALUE"]) from error
        if flag != flags.ABSENT:
            yield Observation(at, year, value, flag)


def _said(value: str, letters: str, secret: bool) -> tuple[float | None, str]:
    words = [_LETTERS[letter] for letter in letters if letter in _LETTERS] + [flags.SECRET] * secret
    if flags.SECRET in words:
        return None, flags.SECRET
    if value == ":" or flags.ABSENT in words:
        return None, flags.ABSENT
    return float(value), flags.joined(word for word in words if word != flags.OK)


def _cut(head: Head, line: int) -> UnreadableOfficial:
    return UnreadableOfficial(
        marked(
            "« {file} » est un tableau d’Eurostat coupé (ligne {line}) : rien n’en a été lu. Téléchargez-le à nouveau et"
            " attendez la fin."
        ),
        file=head.path.name,
        line=line or "?",
    )


def _strange(head: Head, line: int, received: str) -> UnreadableOfficial:
    return UnreadableOfficial(
        marked(
            "« {file} », ligne {line} : « {received} » n’est pas une valeur d’Eurostat. Sont acceptés un nombre ou « : »,"
            " suivis des lettres d’Eurostat. Téléchargez le fichier à nouveau."
        ),
        file=head.path.name,
        line=line,
        received=received.strip()[:40],
    )
