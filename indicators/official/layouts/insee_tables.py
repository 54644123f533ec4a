"""Insee, « Étrangers – Immigrés », detailed tables of the census for every commune (TD_IMG1A, TD_IMG2A, TD_NAT1, TD_NAT2, TD_NAT3).

Two shapes of one table: a workbook or CSV whose header stands at the eleventh line and whose columns are cells of the
table (``AGE415_INATC2_SEXE1``), or a CSV with one row a cell (``CODGEO;INATC;SEXE;NB``). Cells are decimals: added up,
never rounded. ``IMMI`` 1 is an immigrant and 2 is not; ``INATC`` 2 is a foreigner; ``TACTR`` 11 has a job; ``CS1`` 1 and
2 are farmers, craftsmen, shopkeepers and heads of firms.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pyarrow as pa
from python_calamine import CalamineError, CalamineWorkbook

from indicators.errors import marked
from indicators.official import flags
from indicators.official.facts import gathered, table_of
from indicators.official.head import Head
from indicators.official.layouts import Reading, Recognised
from indicators.official.layouts.codes import communes_of
from indicators.official.layouts.communes import added_up
from indicators.official.refusals import UnreadableOfficial
from indicators.official.tabular import content, cut, members, names_of, weighed

SOURCE = "insee_rp_tables"
_HEAVIEST = 300
_CELL = re.compile(r"(?:(AGE4|IMMI|INATC|SEXE|TACTR_?|CS1_|GS_)(\d+)(?:_|$))+")
_TOKEN = re.compile(r"(AGE4|IMMI|INATC|SEXE|TACTR_?|CS1_|GS_)(\d+)(?:_|$)")
_LONG = {"IMMI", "INATC"}
_YEAR = re.compile(r"(?:RP|TD_(?:IMG|NAT)\d[AB]?_)(20\d\d)", re.IGNORECASE)
_COMMUNES = re.compile(r"[gG]éographie au 01/01/(20\d\d)")
_LATER = 3
_HEADER_WITHIN = 15
_NAMES = {"TACTR_": "TACTR", "CS1_": "CS1", "GS_": "CS1"}
Cell = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Measure:
    """A count: the dimensions of the tables that give it, and the codes to add up, by dimension."""

    name: str
    dimensions: frozenset[str]
    codes: Mapping[str, frozenset[str]]

    def takes(self, cell: Cell) -> bool:
        return all(cell.get(name) in codes for name, codes in self.codes.items())


def _measure(name: str, dimensions: str, **codes: str) -> _Measure:
    return _Measure(
        name, frozenset(dimensions.split()), {key: frozenset(value.split()) for key, value in codes.items()}
    )


_MEASURES = (
    _measure("population", "IMMI"), _measure("immigrants", "IMMI", IMMI="1"),
    _measure("population", "INATC"), _measure("foreigners", "INATC", INATC="2"),
    _measure("workers_15", "INATC TACTR", TACTR="11"), _measure("foreign_workers_15", "INATC TACTR", INATC="2", TACTR="11"),
    _measure("immigrants_15", "IMMI TACTR", IMMI="1"), _measure("non_immigrants_15", "IMMI TACTR", IMMI="2"),
    _measure("immigrants_employed_15", "IMMI TACTR", IMMI="1", TACTR="11"),
    _measure("non_immigrants_employed_15", "IMMI TACTR", IMMI="2", TACTR="11"),
    _measure("self_employed_15", "INATC CS1", CS1="1 2"),
    _measure("foreign_self_employed_15", "INATC CS1", INATC="2", CS1="1 2"),
)  # fmt: skip


def recognise(head: Head) -> Recognised | None:
    """A table by territory with cells of immigration or nationality."""
    found = _placed(head)
    if found is None:
        return None
    for text in (found.above, found.name, *members(head), head.path.name):
        if year := _YEAR.search(text):
            return Recognised(SOURCE, year[1], found.name)
    raise UnreadableOfficial(
        marked("« {file} » est un tableau du recensement qui ne dit pas son année : gardez le nom de l’éditeur (TD_IMG1A_2021), ou les lignes au-dessus de l’en-tête."),
        file=head.path.name,
    )  # fmt: skip


def read(head: Head, found: Recognised) -> Reading:
    """The counts of each commune."""
    weighed(head, _HEAVIEST)
    frame = _frame(head)
    if frame.empty:
        raise cut(head)
    codes = pa.array(frame["CODGEO"].astype(str).str.strip().str.zfill(5))
    frame = frame.assign(CODGEO=communes_of(codes).to_pandas())
    cells = {name: _cell(name) for name in frame.columns if _CELL.fullmatch(name)} if "NB" not in frame else {}
    facts = gathered(_long(frame, found) if "NB" in frame else _wide(frame, cells, found))
    return Reading(*added_up(facts, _geography(head, int(found.vintage))))


def _geography(head: Head, year: int) -> int:
    """The year of the communes: the one above the header, else three years after that of the census."""
    place = _placed(head)
    told = _COMMUNES.search(place.above) if place else None
    return int(told[1]) if told else year + _LATER


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the header of the table is: the sheet (or « »), its line from 0, and the lines above it."""

    name: str
    line: int
    above: str


def _placed(head: Head) -> _Place | None:
    for name, rows in _starts(head):
        for line, row in enumerate(rows):
            titles = {str(cell).strip() for cell in row}
            if "CODGEO" in titles and (titles & _LONG or any(_is_cell(title) for title in titles)):
                above = " ".join(str(cell) for upper in rows[:line] for cell in upper)
                return _Place(name, line, above)
    return None


def _is_cell(title: str) -> bool:
    return bool(_CELL.fullmatch(title)) and ("IMMI" in title or "INATC" in title)


def _starts(head: Head) -> Iterator[tuple[str, list[list[object]]]]:
    """The first lines of each sheet, or of the text, cut in cells."""
    if head.kind in {"xls", "xlsx"}:
        try:
            sheets = head.sheets
        except (CalamineError, OSError):
            raise cut(head) from None
        yield from ((name, rows) for name, rows in sheets.items() if name.upper() != "ARM")
        return
    if head.kind == "zip" and (found := members(head)):
        with content(head, found[0]) as stream:
            text = stream.read(1 << 16).decode("utf-8-sig", "replace")
    else:
        text = head.text[: 1 << 16] if head.kind in {"text", "gzip"} else ""
    yield "", [list(names_of(line)[0]) for line in text.splitlines()[:_HEADER_WITHIN]]


def _frame(head: Head) -> pd.DataFrame:
    """The table under its header, as texts."""
    place = _placed(head)
    assert place is not None
    if head.kind in {"xls", "xlsx"}:
        rows = CalamineWorkbook.from_path(str(head.path)).get_sheet_by_name(place.name).to_python()
        titles = [str(cell).strip() for cell in rows[place.line]]
        return pd.DataFrame(rows[place.line + 1 :], columns=titles)
    with content(head, members(head)[0] if head.kind == "zip" else "") as stream:
        text = stream.read().decode("utf-8-sig", "replace")
    below = text.split("\n", place.line)[-1]
    separator = names_of(below.split("\n", 1)[0])[1]
    try:
        return pd.read_csv(io.StringIO(below), sep=separator, dtype=str, keep_default_na=False, on_bad_lines="error")
    except pd.errors.ParserError:
        raise cut(head) from None


def _cell(title: str) -> Cell:
    """« AGE415_INATC2_SEXE1 » → AGE 15, INATC 2, SEXE 1."""
    return {_NAMES.get(name, name): code for name, code in _TOKEN.findall(title)}


def _wide(frame: pd.DataFrame, cells: Mapping[str, Cell], found: Recognised) -> Iterator[pa.Table]:
    kind = _kind({name for cell in cells.values() for name in cell})
    for measure in _MEASURES:
        if measure.dimensions == kind:
            chosen = [title for title, cell in cells.items() if measure.takes(cell)]
            values = frame[chosen].apply(_numbers)
            yield _facts(frame["CODGEO"], values.sum(axis=1).where(values.notna().all(axis=1)), measure.name, found)


def _long(frame: pd.DataFrame, found: Recognised) -> Iterator[pa.Table]:
    names = {"AGE4", "IMMI", "INATC", "SEXE", "TACTR", "CS1"} & set(frame.columns)
    kept = frame[frame["NIVGEO"].isin(["COM", "ARM"])] if "NIVGEO" in frame else frame
    for measure in _MEASURES:
        if measure.dimensions == _kind(names):
            chosen = pd.Series(True, index=kept.index)
            for name, codes in measure.codes.items():
                chosen &= kept[name].str.strip().str.lstrip("0").isin(codes)
            yield _facts(kept.loc[chosen, "CODGEO"], _numbers(kept.loc[chosen, "NB"]), measure.name, found)


def _kind(names: set[str]) -> frozenset[str]:
    return frozenset(names - {"AGE4", "SEXE"})


def _numbers(texts: pd.Series[Any]) -> pd.Series[Any]:
    plain = texts.astype(str).str.replace(r"[\s\u00a0\u202f]", "", regex=True).str.replace(",", ".", regex=False)
    return pd.to_numeric(plain, errors="coerce")


def _facts(codes: pd.Series[Any], values: pd.Series[Any], measure: str, found: Recognised) -> pa.Table:
    """One fact a commune; a commune one cell of which is not a number is under secrecy."""
    grouped = values.groupby(codes.to_numpy())
    summed = grouped.sum().where(grouped.count() == grouped.size())
    return table_of(
        {
            "level": "COM",
            "code": pa.array(summed.index.astype(str)),
            "measure": measure,
            "year": pa.array([int(found.vintage)] * len(summed), pa.int16()),
            "value": pa.array(summed, from_pandas=True),
            "flag": [flags.OK if known else flags.SECRET for known in summed.notna()],
        }
    )
