"""French customs (DGDDI), « Données régions »: exports and imports of each département by country, over sixteen quarters.

``region_NN.zip`` holds XLS workbooks whose first line names the columns: products × countries of the last six quarters,
products alone, countries alone. Only the countries over sixteen quarters are read, and only years whose four quarters are
there. Values are thousands of euros, FOB for exports and CIF for imports, without military equipment. The publisher's note
gives no list of column names: each is known by what it says (a département, a country, a flow, a quarter).

The national file by product (NC8) has no header and knows no territory: it is recognised and refused.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import pyarrow as pa
from python_calamine import CalamineError, CalamineWorkbook

from indicators.errors import Part, marked
from indicators.geography.countries import countries
from indicators.geography.names import normalise
from indicators.official import flags
from indicators.official.facts import table_of
from indicators.official.head import Head
from indicators.official.layouts import Reading, Recognised
from indicators.official.refusals import UnreadableOfficial
from indicators.official.tabular import books, cut, weighed

SOURCE = "customs_regions"
_HEAVIEST = 100
_NATIONAL = re.compile(r"[EI];\d{1,2};20\d\d;")
_PERIOD = re.compile(r"(?:(20\d\d)\D{0,3}([1-4])|[tq]\D?([1-4])\D{0,3}(20\d\d))(?!\d)")
_THOUSAND = 1_000
Flow: TypeAlias = Literal["exports", "imports"]
_FLOWS: Mapping[str, Flow] = {"e": "exports", "export": "exports", "exportations": "exports", "exportation": "exports", "i": "imports", "import": "imports", "importations": "imports", "importation": "imports"}  # fmt: skip
Key: TypeAlias = tuple[str, Flow, str, int]


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where a sheet has what: ``values`` gives the flow (or « ») and the period (or None) of each column of amounts."""

    department: int
    country: int
    flow: int | None
    year: int | None
    quarter: int | None
    values: tuple[tuple[int, Flow | Literal[""], tuple[int, int] | None], ...]


def recognise(head: Head) -> Recognised | None:
    """A zip whose workbooks are by département and country, or such a workbook; the national file is refused."""
    if head.kind == "text" and _NATIONAL.match(head.first):
        raise UnreadableOfficial(
            marked("« {file} » est le fichier national des douanes par produit (NC8) : il ne connaît aucun territoire. Prenez « Données régions » (region_NN.zip), par département et par pays."),
            file=head.path.name,
        )  # fmt: skip
    if head.kind not in {"zip", "xls"} or (head.kind == "zip" and not books(head)):
        return None
    weighed(head, _HEAVIEST)
    sheets = list(_sheets(head))
    titled = [normalise(" ".join(map(str, rows[0]))) for rows in sheets if rows]
    if any(_columns(rows[0]) for rows in sheets if rows):
        return Recognised(SOURCE, "", "region_NN.zip")
    if head.kind == "zip" and any("pays" in title or "produit" in title for title in titled):
        raise UnreadableOfficial(
            marked("« {file} » semble venir des douanes, mais aucun de ses classeurs n’a ensemble un département, un pays, un trimestre et un flux. Trouvé : {found}."),
            file=head.path.name, found=" | ".join(titled)[:300],
        )  # fmt: skip
    return None


def read(head: Head, found: Recognised) -> Reading:
    """Exports by country, their total, those outside the European Union, and half of the trade, by département and year."""
    quarters: dict[Key, dict[int, float | None]] = defaultdict(dict)
    for rows in _sheets(head):
        columns = _columns(rows[0]) if rows else None
        if columns:
            _read_rows(rows[1:], columns, quarters)
    years = _whole_years(quarters)
    if not years:
        raise cut(head)
    kept = {key: _total(found.values()) for key, found in quarters.items() if key[3] in years}
    left = sorted({key[3] for key in quarters} - years)
    notes = (
        (
            Part(
                marked("Années sans leurs quatre trimestres, laissées de côté : {years}."),
                years=", ".join(map(str, left)),
            ),
        )
        if left
        else ()
    )
    return Reading(_facts(kept), notes, str(max(years)))


def _sheets(head: Head) -> Iterator[list[list[Any]]]:
    """The rows of each sheet of each workbook."""
    try:
        if head.kind == "xls":
            contents = [head.path.read_bytes()]
        else:
            with zipfile.ZipFile(head.path) as archive:
                contents = [archive.read(name) for name in books(head)]
        for content in contents:
            book = CalamineWorkbook.from_filelike(io.BytesIO(content))
            yield from (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    except (zipfile.BadZipFile, CalamineError, OSError, EOFError):
        raise cut(head) from None


def _columns(titles: Sequence[Any]) -> _Columns | None:
    """The columns of the sheet by country; None for a sheet of products, or without a département."""
    names = [normalise(str(title)) for title in titles]

    def place(*words: str) -> int | None:
        return next((at for at, name in enumerate(names) if any(word in name.split() for word in words)), None)

    department, country = place("dep", "dept", "departement"), place("pays")
    if (
        department is None
        or country is None
        or place("produit", "produits", "cpf4", "cpf6", "a129", "a17", "nc8") is not None
    ):
        return None
    flow, year, quarter = place("flux", "sens"), place("annee"), place("trimestre", "trim")
    values: list[tuple[int, Flow | Literal[""], tuple[int, int] | None]] = []
    for at, title in enumerate(titles):
        period = _period(str(title))
        told: Flow | Literal[""] = next(
            (_FLOWS[word] for word in re.findall(r"[a-z]+", names[at]) if word in _FLOWS and len(word) > 1), ""
        )
        if at not in {department, country, flow, year, quarter} and (period or told or "valeur" in names[at]):
            values.append((at, told, period))
    told_all = all((flow is not None or told) and (period or quarter is not None) for _, told, period in values)
    return _Columns(department, country, flow, year, quarter, tuple(values)) if values and told_all else None


def _read_rows(rows: Sequence[Sequence[Any]], columns: _Columns, into: dict[Key, dict[int, float | None]]) -> None:
    for row in rows:
        department, country = _department(row[columns.department]), _country(str(row[columns.country]))
        if not department or not country:
            continue
        for at, told, period in columns.values:
            flow = told or _FLOWS.get(normalise(str(row[columns.flow]))) if columns.flow is not None else told
            when = period or _when(row, columns)
            if flow and when:
                place = into[department, flow, country, when[0]]
                value, former = _number(row[at]), place.get(when[1], 0.0)
                place[when[1]] = None if value is None or former is None else former + value * _THOUSAND


def _when(row: Sequence[Any], columns: _Columns) -> tuple[int, int] | None:
    quarter = _plain(row[columns.quarter]) if columns.quarter is not None else ""
    if found := _period(quarter):
        return found
    year = _plain(row[columns.year]) if columns.year is not None else ""
    digits = re.sub(r"\D", "", quarter)
    return (int(year), int(digits)) if re.fullmatch(r"20\d\d", year) and digits in {"1", "2", "3", "4"} else None


def _period(text: str) -> tuple[int, int] | None:
    found = _PERIOD.search(normalise(text)) or _PERIOD.fullmatch(text.strip())
    return (int(found[1] or found[4]), int(found[2] or found[3])) if found else None


def _whole_years(quarters: Mapping[Key, Mapping[int, float | None]]) -> set[int]:
    """The years that have four quarters in the file."""
    seen: dict[int, set[int]] = defaultdict(set)
    for (_, _, _, year), found in quarters.items():
        seen[year] |= set(found)
    return {year for year, found in seen.items() if found == {1, 2, 3, 4}}


def _total(values: Any) -> float | None:
    found = list(values)
    return None if None in found else sum(found)


def _facts(kept: Mapping[Key, float | None]) -> pa.Table:
    facts: list[tuple[str, str, str, int, float | None]] = []
    grouped: dict[tuple[str, int], dict[Flow, dict[str, float | None]]] = defaultdict(
        lambda: {"exports": {}, "imports": {}}
    )
    for (department, flow, country, year), value in kept.items():
        grouped[department, year][flow][country] = value
    for (department, year), flows in grouped.items():
        exports, imports = _total(flows["exports"].values()), _total(flows["imports"].values())
        outside = _total(value for country, value in flows["exports"].items() if not _inside(country))
        facts += [
            (department, "exports_by_country", country, year, value) for country, value in flows["exports"].items()
        ]
        if flows["exports"]:
            facts += [(department, "exports", "", year, exports), (department, "exports_outside_eu", "", year, outside)]
        if flows["exports"] and flows["imports"]:
            half = None if exports is None or imports is None else (exports + imports) / 2
            facts.append((department, "half_of_trade", "", year, half))
    departments, measures, details, years, values = zip(*facts, strict=True)
    return table_of(
        {
            "level": "DEP", "code": departments, "measure": measures, "detail": details,
            "year": pa.array(years, pa.int16()), "value": pa.array(values, pa.float64()),
            "flag": [flags.SECRET if value is None else flags.OK for value in values],
        }
    )  # fmt: skip


def _inside(country: str) -> bool:
    known = countries().get(country)
    return bool(known and known.eu)


def _department(cell: Any) -> str:
    code = _plain(cell).upper().split(" ")[0]
    return code.zfill(2) if re.fullmatch(r"\d{1,2}|2[AB]|97\d", code) else ""


def _country(text: str) -> str:
    """The code that starts the cell (« DE », « DE Allemagne »); a total is no country."""
    found = re.match(r"([A-Z]{2})(?:\b|$)", text.strip())
    return found[1] if found else ""


def _plain(cell: Any) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


def _number(cell: Any) -> float | None:
    """A number; nothing traded where the cell is empty; None where it is secret."""
    if isinstance(cell, int | float):
        return float(cell)
    plain = re.sub(r"[\s\u00a0\u202f]", "", str(cell)).replace(",", ".")
    if not plain:
        return 0.0
    return float(plain) if re.fullmatch(r"-?\d+(\.\d+)?", plain) else None
