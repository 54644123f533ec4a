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

import numpy as np
import pandas as pd

from indicators.composite.arrays import HUGE, Array, Places, frame, frozen
from indicators.composite.errors import DataError, listed, nearest
from indicators.composite.framework import Framework
from indicators.errors import marked

UNIT_COLUMNS = ("uCode", "unit")
NAME_COLUMNS = ("uName", "name")
YEAR_COLUMNS = ("Time", "year")
THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
"""The space that French numbers put between thousands, ordinary or not."""
ABSENT = frozenset({"", "NA"})
"""Missing values as files write them most often."""
MISSING_WORDS = frozenset({"", "na", "n/a", "nan", "null", "none", "<na>"})

_NOT_A_NUMBER = marked(
    "Colonne « {column} », unité « {unit} » (ligne {row}) : « {value} » n’est pas accepté : écrivez un nombre, ou rien."
)
_NOT_FINITE = marked(
    "Colonne « {column} », unité « {unit} » (ligne {row}) : « {value} » n’est pas accepté : écrivez un nombre fini "
    "inférieur à 1e100, au besoin en changeant d’unité."
)


@dataclass(frozen=True, eq=False)
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


def load_data(table: pd.DataFrame, framework: Framework) -> Dataset:
    """Read a table (one row a unit) against its framework.

    Columns: the unit code (``uCode`` or ``unit``), optionally its name and year, every indicator of the framework,
    its denominators and its groups, nothing else. Cells may be numbers or text; ``NA`` and empty cells are missing.
    Raises ``DataError`` naming the column (and the nearest one), the row, the value and the cure.
    """
    special = _special_columns(table, framework)
    _check_columns(table, framework, special)
    units = tuple(str(value).strip() for value in table[special["unit"]])
    years = _years(table[special["year"]], units) if "year" in special else ()
    _check_units(units, years)
    numeric = {code: _numbers(table[code], units) for code in (*framework.indicators, *framework.denominators)}
    columns = [numeric[code] for code in framework.indicators]
    return Dataset(
        units=units,
        indicators=framework.indicators,
        values=frozen(np.column_stack(columns)),
        names=tuple(str(v) for v in table[special["name"]]) if "name" in special else (),
        years=years,
        denominators={code: frozen(numeric[code]) for code in framework.denominators},
        groups={code: tuple(str(v).strip() for v in table[code]) for code in framework.groups},
        unit_column=special["unit"],
        year_column=special.get("year", "year"),
    )


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
    wanted = [*framework.indicators, *framework.denominators, *framework.groups]
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


def _numbers(column: pd.Series, units: Sequence[str]) -> Array:
    cells = column.tolist()
    try:
        numbers = np.array([np.nan if cell in ABSENT else float(cell) for cell in cells])
    except (TypeError, ValueError):
        numbers = np.array([read_number(cell) for cell in cells], dtype=np.float64)
    else:
        numbers[[isinstance(cell, str) and "_" in cell for cell in cells]] = np.nan
    for row in _faults(numbers, cells):
        value = cells[row]
        template = _NOT_A_NUMBER if isinstance(value, str) and read_number(value) is None else _NOT_FINITE
        raise DataError(template, column=column.name, unit=units[row], row=row + 2, value=value)
    return numbers


def read_number(value: object) -> float | None:
    """A cell as a number (decimal point or comma): NaN when it is missing, ``None`` when it is not a number."""
    if value is None or value is pd.NA:
        return np.nan
    if not isinstance(value, str):
        return float(value) if isinstance(value, int | float | np.number) else None
    text = THOUSANDS.sub("", value.strip())
    if text.casefold() in MISSING_WORDS:
        return np.nan
    if "_" in text:
        return None
    try:
        return float(text.replace(",", ".") if "." not in text else text)
    except ValueError:
        return None


def _faults(numbers: Array, cells: Sequence[object]) -> Iterator[int]:
    """Rows whose cell is neither missing nor a finite number of a usable magnitude."""
    yield from np.flatnonzero(np.abs(numbers) > HUGE).tolist()
    for row in np.flatnonzero(np.isnan(numbers)).tolist():
        if read_number(cells[row]) is None:
            yield row
