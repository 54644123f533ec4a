"""The values that enter the index, checked at the door.

Step 2 of the OECD/JRC ten steps. A ``Dataset`` is one row a unit (a territory) or, for a panel, one row a unit and
year. What it holds is finite or missing: text, infinities and magnitudes that would overflow are refused here, with
the row, the column, the value and the cure, so that no later step has to doubt its input.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from indicators.composite.arrays import HUGE, Array, Places, frame, frozen
from indicators.composite.errors import DataError, listed, nearest
from indicators.composite.framework import Framework
from indicators.composite.numbers import decimal_marks, is_missing, read_number, text_of
from indicators.errors import marked

UNIT_COLUMNS = ("uCode", "unit")
NAME_COLUMNS = ("uName", "name")
YEAR_COLUMNS = ("Time", "year")
ABSENT = frozenset({"", "NA"})
"""Missing values as files write them most often."""

TOTALS = frozenset(
    {"total", "totaux", "ensemble", "somme", "moyenne", "médiane", "sum", "mean", "average", "median", "total général"}
)
"""Names of rows that add up or average the others: read as a unit, one sets the scale and is ranked first."""

NOTES = re.compile(r"(sources?|notes?|lecture|champ)\s*[:.]", re.IGNORECASE)
"""How the lines that statistical offices write under a table begin."""

_NOT_A_NUMBER = marked(
    "Colonne « {column} », unité « {unit} » (ligne {row}) : « {value} » n’est pas accepté : écrivez un nombre, ou rien."
)
_NOT_FINITE = marked(
    "Colonne « {column} », unité « {unit} » (ligne {row}) : « {value} » n’est pas accepté : écrivez un nombre fini "
    "inférieur à 1e100, au besoin en changeant d’unité."
)


@dataclass(frozen=True, eq=False, repr=False)
class Dataset:
    """Units (n), their indicators (n × k), the size variables and the groups of the framework.

    ``years`` is empty when the data carries no year. ``unit_column`` and ``year_column`` are the names that the file
    gave them: exports give them back.
    """

    units: tuple[str, ...]
    indicators: tuple[str, ...]
    values: Array
    names: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    denominators: Mapping[str, Array] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unit_column: str = "unit"
    year_column: str = "year"

    def __repr__(self) -> str:
        years = f" over {min(self.years)}–{max(self.years)}" if self.years else ""
        missing = float(np.isnan(self.values).mean()) if self.values.size else 0.0
        units = len(set(self.units))
        return f"Dataset({units} units × {len(self.indicators)} indicators{years}, {100 * missing:.1f} % missing)"

    @cached_property
    def is_panel(self) -> bool:
        """Whether a unit comes back from one year to another."""
        return len(set(self.units)) < len(self.units)

    @cached_property
    def index(self) -> pd.Index:
        """The rows of every table made from this data: units, or (unit, year) in a panel."""
        if self.is_panel:
            return pd.MultiIndex.from_arrays([self.units, self.years], names=[self.unit_column, self.year_column])
        return pd.Index(self.units, name=self.unit_column, dtype="str")

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """How a message names each row: ``FRA``, or ``FRA 2021`` in a panel."""
        if not self.is_panel:
            return self.units
        return tuple(f"{unit} {year}" for unit, year in zip(self.units, self.years, strict=True))

    @cached_property
    def periods(self) -> tuple[tuple[int | None, Places], ...]:
        """Each year of a panel with its rows; a single period, without a year, otherwise."""
        if not self.is_panel:
            return ((None, np.arange(len(self.units))),)
        years = np.array(self.years)
        return tuple((int(year), np.flatnonzero(years == year)) for year in np.unique(years))

    def place(self, unit: str, year: int | None = None) -> int:
        """Row of a unit (of a unit and a year in a panel), or a refusal naming the nearest one."""
        wanted = unit if year is None or not self.is_panel else f"{unit} {year}"
        if wanted not in self._rows:
            raise DataError(
                marked("L’unité « {received} » n’est pas dans les données ; la plus proche est « {nearest} »."),
                received=wanted,
                nearest=nearest(wanted, self.labels),
            )
        return self._rows[wanted]

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {label: row for row, label in enumerate(self.labels)}

    def frame(self) -> pd.DataFrame:
        """The indicators as a table; a missing value is ``pandas.NA``."""
        return frame(self.values, self.index, self.indicators)

    def with_value(self, unit: str, indicator: str, value: float | None, year: int | None = None) -> Dataset:
        """The same data with one value changed (``None``: missing)."""
        values = self.values.copy()
        values[self.place(unit, year), self.indicators.index(indicator)] = np.nan if value is None else value
        return replace(self, values=frozen(values))

    @cached_property
    def digest(self) -> str:
        """SHA-256 of everything that enters the computation: two equal digests give equal results."""
        parts = [listed(self.units, len(self.units)), repr(self.years), repr(self.indicators)]
        parts += [f"{name}={labels!r}" for name, labels in sorted(self.groups.items())]
        made = hashlib.sha256("\n".join(parts).encode())
        for array in (self.values, *(values for _, values in sorted(self.denominators.items()))):
            made.update(np.where(np.isnan(array), np.nan, array + 0.0).tobytes())
        return made.hexdigest()


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
    _check_units(units, years)
    columns = {code: table[framework.column(code)] for code in (*framework.indicators, *framework.denominators)}
    marks = decimal_marks({code: column.tolist() for code, column in columns.items()}, decimal)
    numeric = {code: _numbers(column, units, marks[code]) for code, column in columns.items()}
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
        names=tuple(map(text_of, table[special["name"]])) if "name" in special else (),
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
        if unit.casefold() in TOTALS:
            raise DataError(
                marked(
                    "Ligne {row}, « {unit} » : une ligne de total fixerait l’échelle et serait classée ; retirez-la, ou donnez un "
                    "autre code à ce territoire."
                ),
                row=row,
                unit=unit,
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
        template = _NOT_A_NUMBER if isinstance(value, str) and read_number(value, mark) is None else _NOT_FINITE
        raise DataError(template, column=column.name, unit=units[row], row=row + 2, value=value)
    return numbers


def _plain(cells: Sequence[Any]) -> Array:
    """Numbers, and texts that Python reads as the field does; anything else raises."""
    numbers = np.array([np.nan if cell in ABSENT else float(cell) for cell in cells])
    numbers[[isinstance(cell, str) and "_" in cell for cell in cells]] = np.nan
    return numbers


def _faults(numbers: Array, cells: Sequence[object], mark: str | None) -> Iterator[int]:
    """Rows whose cell is neither missing nor a finite number of a usable magnitude."""
    yield from np.flatnonzero(np.abs(numbers) > HUGE).tolist()
    for row in np.flatnonzero(np.isnan(numbers)).tolist():
        if read_number(cells[row], mark) is None:
            yield row
