"""A table read against its framework, checked at the door.

Step 2 of the OECD/JRC ten steps. Text, infinities and magnitudes that would overflow are refused here, with the row, the
column, the value and the cure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from indicators.composite.arrays import HUGE, Array, frozen
from indicators.composite.data import Dataset
from indicators.composite.errors import DataError, listed, nearest
from indicators.composite.framework import Framework
from indicators.composite.numbers import decimal_marks, is_missing, read_number, text_of
from indicators.composite.totals import refuse_sums, refuse_totals
from indicators.errors import marked

UNIT_COLUMNS = ("uCode", "unit")
NAME_COLUMNS = ("uName", "name")
YEAR_COLUMNS = ("Time", "year")
ABSENT = frozenset({"", "NA"})
"""Missing values as files write them most often."""

NOTES = re.compile(r"(sources?|notes?|lecture|champ)\s*[:.]", re.IGNORECASE)
"""How the lines that statistical offices write under a table begin."""

_NOT_A_NUMBER = marked(
    "Colonne « {column} », unité « {unit} » (ligne {row}) : « {value} » n’est pas accepté : écrivez un nombre, ou rien."
)
_TWO_MARKS = marked(
    "Colonne « {column} », unité « {unit} » (ligne {row}) : « {value} » n’est pas accepté : gardez la marque décimale, et "
    "séparez les milliers par des espaces ou par rien."
)
_NOT_FINITE = marked(
    "Colonne « {column} », unité « {unit} » (ligne {row}) : « {value} » n’est pas accepté : écrivez un nombre fini "
    "inférieur à 1e100, au besoin en changeant d’unité."
)


def load_data(table: pd.DataFrame, framework: Framework, decimal: str | None = None) -> Dataset:
    """Read a table (one row a unit) against its framework.

    Columns: the unit code (``uCode`` or ``unit``; without it, the index of the table), optionally its name and year,
    every indicator of the framework, its denominators and its groups, nothing else. Cells may be numbers or text; see
    ``numbers`` for what is missing and for decimal marks, which ``decimal`` settles when the file does not. A line of
    source or note under the table is left out. Raises ``DataError`` naming the column (and the nearest one), the row,
    the value and the cure.
    """
    special = _special_columns(table := _with_units(table, framework), framework)
    _check_columns(table, framework, special)
    table = _without_notes(table, special)
    units = tuple(text_of(value) for value in table[special["unit"]])
    years = _years(table[special["year"]], units) if "year" in special else ()
    names = tuple(map(text_of, table[special["name"]])) if "name" in special else ()
    _check_units(units, years)
    refuse_totals(units)
    refuse_totals(names)
    columns = {code: table[framework.column(code)] for code in (*framework.indicators, *framework.denominators)}
    marks = decimal_marks({code: column.tolist() for code, column in columns.items()}, decimal)
    numeric = {code: _numbers(column, units, marks[code]) for code, column in columns.items()}
    refuse_sums(np.column_stack([numeric[code] for code in framework.indicators]), units, years)
    for code in framework.indicators:
        if np.isnan(numeric[code]).all():
            raise DataError(
                marked("L’indicateur « {column} » n’a aucune donnée : complétez sa colonne, ou retirez-le du cadre."),
                column=code,
            )
    return Dataset(
        units=units,
        indicators=framework.indicators,
        values=frozen(np.column_stack([numeric[code] for code in framework.indicators])),
        names=names,
        years=years,
        denominators={code: frozen(numeric[code]) for code in framework.denominators},
        groups={code: tuple(map(text_of, table[code])) for code in framework.groups},
        unit_column=special["unit"],
        year_column=special.get("year", "year"),
    )


def _with_units(table: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """The table with its units in a column: those of its index, where it has a name or holds texts, if no column does."""
    known = {*framework.by_code, *framework.denominators, *framework.groups}
    if any(name in table.columns and name not in known for name in UNIT_COLUMNS):
        return table
    if isinstance(table.index, pd.MultiIndex) or table.index.name in UNIT_COLUMNS:
        return table.reset_index()
    if table.index.name is None and pd.api.types.is_integer_dtype(table.index):
        return table
    return table.rename_axis(UNIT_COLUMNS[-1]).reset_index()


def _without_notes(table: pd.DataFrame, special: Mapping[str, str]) -> pd.DataFrame:
    """The rows that hold a unit: neither a note under the table, nor a line without anything."""
    others = [column for column in table.columns if column != special["unit"]]
    units = [text_of(value) for value in table[special["unit"]]]
    noted = np.array([not unit or NOTES.match(unit) is not None for unit in units], dtype=np.bool_)
    for row in np.flatnonzero(noted).tolist():
        noted[row] = all(is_missing(value) for value in table.iloc[row][others])
    return table[~noted] if noted.any() else table


def _special_columns(table: pd.DataFrame, framework: Framework) -> dict[str, str]:
    known = {*framework.by_code, *framework.denominators, *framework.groups}
    found: dict[str, str] = {}
    for role, names in (("unit", UNIT_COLUMNS), ("name", NAME_COLUMNS), ("year", YEAR_COLUMNS)):
        for name in names:
            if name in table.columns and name not in known and role not in found:
                found[role] = name
    if "unit" not in found:
        raise DataError(
            marked(
                "Les données n’ont pas de colonne de code d’unité : nommez-la « uCode » ou « unit » ; colonnes reçues : "
                "{columns}."
            ),
            columns=listed(map(str, table.columns)),
        )
    return found


def _check_columns(table: pd.DataFrame, framework: Framework, special: Mapping[str, str]) -> None:
    received = [str(column) for column in table.columns]
    wanted = [*map(framework.column, framework.indicators), *framework.denominators, *framework.groups]
    repeated = [column for column, count in Counter(received).items() if count > 1]
    if repeated:
        raise DataError(
            marked("La colonne « {column} » est donnée plusieurs fois : gardez-en une."), column=repeated[0]
        )
    unknown = [column for column in received if column not in {*wanted, *special.values()}]
    if unknown:
        raise DataError(
            marked(
                "La colonne « {column} » des données n’est pas dans le cadre ; la plus proche est « {nearest} » : "
                "renommez-la, ajoutez-la au cadre ou retirez-la."
            ),
            column=unknown[0],
            nearest=nearest(unknown[0], [*wanted, *special.values()]),
        )
    absent = [column for column in wanted if column not in received]
    if absent:
        raise DataError(
            marked("La colonne « {column} » du cadre manque dans les données ; la plus proche est « {nearest} »."),
            column=absent[0],
            nearest=nearest(absent[0], received),
        )


def _check_units(units: Sequence[str], years: Sequence[int]) -> None:
    if not units:
        raise DataError(marked("Les données ne contiennent aucune unité : donnez au moins une ligne."))
    for row, unit in enumerate(units, start=2):
        if not unit:
            raise DataError(
                marked("Le code d’unité est vide à la ligne {row} : donnez un code à chaque unité."), row=row
            )
    keys = list(zip(units, years, strict=True)) if years else list(units)
    repeated = [key for key, count in Counter(keys).items() if count > 1]
    if repeated:
        key = repeated[0]
        shown = key if isinstance(key, str) else f"{key[0]} {key[1]}"
        rows = [row for row, found in enumerate(keys, start=2) if found == key]
        raise DataError(
            marked("L’unité « {unit} » est donnée plusieurs fois (lignes {rows}) : gardez une ligne, ou datez-les."),
            unit=shown,
            rows=listed(map(str, rows)),
        )


def _years(column: pd.Series, units: Sequence[str]) -> tuple[int, ...]:
    numbers = _numbers(column, units)
    for unit, value in zip(units, numbers, strict=True):
        if not float(value).is_integer():
            raise DataError(
                marked(
                    "L’année de « {unit} » est « {value} » dans la colonne « {column} » : écrivez une année entière."
                ),
                unit=unit,
                value=value,
                column=column.name,
            )
    return tuple(int(value) for value in numbers)


def _numbers(column: pd.Series, units: Sequence[str], mark: str | None = None) -> Array:
    cells = column.tolist()
    try:
        numbers = _plain(cells) if mark != "," else None
    except (TypeError, ValueError):
        numbers = None
    if numbers is None:
        numbers = np.array([read_number(cell, mark) for cell in cells], dtype=np.float64)
    for row in _faults(numbers, cells, mark):
        value = cells[row]
        raise DataError(_refusal(value, mark), column=column.name, unit=units[row], row=row + 2, value=value)
    return numbers


def _refusal(value: object, mark: str | None) -> str:
    """The sentence that says why a cell is no number."""
    if not isinstance(value, str) or read_number(value, mark) is not None:
        return _NOT_FINITE
    return _TWO_MARKS if re.fullmatch(r"\W*\d{1,3}([.,]\d{3})+[.,]\d+", value.strip()) else _NOT_A_NUMBER


def _plain(cells: Sequence[Any]) -> Array:
    """Numbers, and texts that Python reads as the field does; anything else raises."""
    known = [None if cell in ABSENT else cell for cell in cells]
    if all(cell is None or isinstance(cell, str) for cell in known):
        return _parsed(known)
    numbers = np.array([np.nan if cell is None else float(cell) for cell in known])
    numbers[[isinstance(cell, str) and "_" in cell for cell in cells]] = np.nan
    return numbers


def _parsed(texts: Sequence[str | None]) -> Array:
    """Texts as numbers, a column at once: a file has many; anything that is not written as a number raises."""
    import pyarrow as pa

    column: Array = pa.array(texts, pa.string()).cast(pa.float64()).to_numpy(zero_copy_only=False)
    return column.copy()


def _faults(numbers: Array, cells: Sequence[object], mark: str | None) -> Iterator[int]:
    """Rows whose cell is neither missing nor a finite number of a usable magnitude."""
    yield from np.flatnonzero(np.abs(numbers) > HUGE).tolist()
    for row in np.flatnonzero(np.isnan(numbers)).tolist():
        if read_number(cells[row], mark) is None:
            yield row
