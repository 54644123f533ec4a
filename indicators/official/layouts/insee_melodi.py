"""Insee, Melodi: the tables of the census on immigration and nationality, as a file (zip, CSV, Parquet) or one answer.

One row an observation, its dimensions in columns. A measure is one cell of each table: every dimension that it does not
name is taken at ``_T``, else totals would be added to their parts. Here ``IMMI`` 0 is a non-immigrant (2 in the tables
and detailed files of before), and numbers of ``AREA_COUNTRY`` are those of ISO 3166: the labels that come beside take 24
(Angola) for a département. An observation without a value is under statistical secrecy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from indicators.errors import marked
from indicators.geography.countries import countries
from indicators.official import flags
from indicators.official.facts import gathered, table_of
from indicators.official.head import Head
from indicators.official.layouts import Reading, Recognised
from indicators.official.layouts.melodi_rows import Rows, columns_of, rows_of
from indicators.official.refusals import UnreadableOfficial

Cell = Mapping[str, str]
_TOTAL = "_T"
_LEVELS = ("COM", "EPCI", "DEP", "REG", "FRANCE")
#: The country as a whole, and its mainland alone: never one for the other.
_FRANCE, _MAINLAND = frozenset({"F", "FR", "FRANCE"}), "FM"
#: Dimensions of these tables; any other column that has ``_T`` is one too.
DIMENSIONS = ("AGE", "SEX", "IMMI", "NATIONALITY_TYPE", "EMPSTA_ENQ", "PCS", "AREA_COUNTRY")
#: The eleven groups of countries of birth of the regrouped table.
ORIGINS = ("12", "504", "788", "380", "620", "724", "792", "EUR_OTH", "UE27_OTH", "AFR_OTH", "ROW")


@dataclass(frozen=True, slots=True)
class _Table:
    """A data set: its dimensions, and the cells that are kept. With ``by``, one fact a code of that dimension."""

    source: str
    dimensions: frozenset[str]
    cells: Mapping[str, tuple[Cell, ...]]
    by: str = ""


def _cells(**codes: str) -> tuple[Cell, ...]:
    return (codes,)


_EMPLOYED, _CORE, _ADULTS = {"EMPSTA_ENQ": "1"}, {"AGE": "Y25T54"}, {"AGE": "Y_GE15"}
_TABLES = (
    _Table(
        "insee_melodi_immigrants", frozenset({"AGE", "SEX", "IMMI", "EMPSTA_ENQ"}),
        {
            "population": _cells(IMMI=_TOTAL),
            "immigrants": _cells(IMMI="1"),
            **{
                f"{status}{activity}_{band}": ({"IMMI": code, **age, **work},)
                for status, code in (("immigrants", "1"), ("non_immigrants", "0"))
                for activity, work in (("", {}), ("_employed", _EMPLOYED))
                for band, age in (("25_54", _CORE), ("15", _ADULTS))
            },
        },
    ),
    _Table(
        "insee_melodi_foreigners", frozenset({"AGE", "SEX", "NATIONALITY_TYPE"}),
        {"population": _cells(NATIONALITY_TYPE=_TOTAL), "foreigners": _cells(NATIONALITY_TYPE="100")},
    ),
    _Table(
        "insee_melodi_foreign_workers", frozenset({"AGE", "SEX", "NATIONALITY_TYPE", "EMPSTA_ENQ"}),
        {
            "foreigners_15": _cells(NATIONALITY_TYPE="100", **_ADULTS),
            "population_15": _cells(NATIONALITY_TYPE=_TOTAL, **_ADULTS),
            "foreign_workers_15": _cells(NATIONALITY_TYPE="100", **_ADULTS, **_EMPLOYED),
            "workers_15": _cells(NATIONALITY_TYPE=_TOTAL, **_ADULTS, **_EMPLOYED),
        },
    ),
    _Table(
        "insee_melodi_foreign_pcs", frozenset({"AGE", "SEX", "NATIONALITY_TYPE", "PCS"}),
        {
            "foreign_self_employed_15": tuple({"NATIONALITY_TYPE": "100", "PCS": pcs, **_ADULTS} for pcs in "12"),
            "self_employed_15": tuple({"NATIONALITY_TYPE": _TOTAL, "PCS": pcs, **_ADULTS} for pcs in "12"),
        },
    ),
    _Table(
        "insee_melodi_immigrant_pcs", frozenset({"AGE", "SEX", "IMMI", "PCS"}),
        {"immigrant_self_employed_15": tuple({"IMMI": "1", "PCS": pcs, **_ADULTS} for pcs in "12")},
    ),
    _Table("insee_melodi_origins", frozenset({"AGE", "SEX", "AREA_COUNTRY"}), {"immigrants_by_origin": ({},)}, "AREA_COUNTRY"),
    _Table(
        "insee_melodi_countries", frozenset({"AGE", "SEX", "AREA_COUNTRY"}), {"immigrants_by_country": ({},)},
        "AREA_COUNTRY",
    ),
)  # fmt: skip
_BY_SOURCE = {table.source: table for table in _TABLES}


def recognise(head: Head) -> Recognised | None:
    """One of the tables, by its dimensions; another data set of Melodi is refused by name of its dimensions."""
    names = columns_of(head)
    if not {"GEO", "TIME_PERIOD"} <= set(names) or not set(names) & {"OBS_VALUE"}:
        return None
    found = frozenset(DIMENSIONS) & set(names)
    asked = found - {"IMMI"} if "AREA_COUNTRY" in found else found
    fitting = [table for table in _TABLES if table.dimensions == asked]
    if not fitting:
        raise UnreadableOfficial(
            marked("« {file} » vient de Melodi (Insee), mais d’un jeu de données qui n’est pas lu ici : ses dimensions sont {found}. Jeux lus : DS_RP_TD_IMMI_… et DS_RP_TD_NAT_…."),
            file=head.path.name, found=", ".join(sorted(found or names)),
        )  # fmt: skip
    years, codes = _seen(head)
    detailed = not codes <= {*ORIGINS, _TOTAL}
    return Recognised(fitting[detailed].source if len(fitting) > 1 else fitting[0].source, years, "DS_RP_TD")


def read(head: Head, found: Recognised) -> Reading:
    """The cells that are kept, of every territory of the file."""
    table = _BY_SOURCE[found.source]
    kept = [part for rows in rows_of(head) for part in _kept(rows, table)]
    years = {year for part in kept for year in pc.unique(part["year"]).to_pylist()}
    return Reading(_together(kept), vintage=str(max(years, default=found.vintage)))


def _seen(head: Head) -> tuple[str, set[str]]:
    """The year and the codes of countries of the first rows."""
    rows = next(rows_of(head), None)
    if rows is None:
        return "", set()
    codes = set(rows.texts["AREA_COUNTRY"].unique().to_pylist()) if "AREA_COUNTRY" in rows.texts else set()
    return max(rows.texts["TIME_PERIOD"].unique().to_pylist(), default="")[:4], codes


def _kept(rows: Rows, table: _Table) -> Iterator[pa.Table]:
    """The rows of a block that make a measure, as facts whose parts are still to be added up."""
    placed = pc.is_in(rows.texts["GEO_OBJECT"], pa.array(_LEVELS))
    sums = rows.dimensions(DIMENSIONS)
    for measure, cells in table.cells.items():
        chosen = placed
        for name in sums:
            codes = _codes(cells, name, table.by)
            if codes is not None:
                chosen = pc.and_(chosen, pc.is_in(rows.texts[name], pa.array(codes)))
        if pc.any(chosen).as_py():
            yield from _facts(rows.filter(chosen), measure, table.by)


def _codes(cells: Sequence[Cell], name: str, by: str) -> list[str] | None:
    """The codes of a dimension that the cells of a measure take; None for the one whose every code is a fact."""
    if name == by:
        return None
    usual = "1" if by and name == "IMMI" else _TOTAL
    return sorted({cell.get(name, usual) for cell in cells})


def _facts(rows: Rows, measure: str, by: str) -> Iterator[pa.Table]:
    detail = _details(rows.texts[by]) if by else pa.array([""] * len(rows.values), pa.string())
    france = pc.equal(rows.texts["GEO_OBJECT"], "FRANCE")
    mainland = pc.and_(france, pc.equal(rows.texts["GEO"], _MAINLAND))
    whole = pc.or_(pc.invert(france), pc.is_in(rows.texts["GEO"], pa.array(sorted(_FRANCE))))
    for asked, name in ((whole, measure), (mainland, f"{measure}_mainland")):
        asked = pc.and_(asked, pc.not_equal(detail, _TOTAL)) if by else asked
        part = rows.filter(asked)
        if len(part.values):
            level = pc.if_else(pc.equal(part.texts["GEO_OBJECT"], "FRANCE"), "FR", part.texts["GEO_OBJECT"])
            yield table_of(
                {
                    "level": level,
                    "code": pc.if_else(pc.equal(level, "FR"), "FR", part.texts["GEO"]),
                    "measure": name,
                    "detail": detail.filter(asked),
                    "year": pc.cast(pc.utf8_slice_codeunits(part.texts["TIME_PERIOD"], 0, 4), pa.int16()),
                    "value": part.values,
                    "flag": part.flags,
                }
            )


def _details(codes: pa.Array) -> pa.Array:
    """Numbers of ISO 3166 as two letters, groups of countries as they are."""
    letters = {country.m49.lstrip("0"): code for code, country in countries().items() if country.m49}
    known = pc.unique(codes).to_pylist()
    return pa.array([letters.get(code.lstrip("0"), code) for code in known]).take(pc.index_in(codes, pa.array(known)))


def _together(parts: Iterable[pa.Table]) -> pa.Table:
    """One fact a territory, measure, detail and year: parts of a measure added up, secret when one of them is."""
    keys = ["level", "code", "measure", "detail", "year"]
    whole = gathered(parts)
    if not len(whole):
        return whole
    plain = whole.cast(
        pa.schema(
            [(field.name, pa.string() if pa.types.is_dictionary(field.type) else field.type) for field in whole.schema]
        )
    )
    summed = plain.group_by(keys).aggregate(
        [("value", "sum"), ("value", "count"), ("flag", "distinct"), ("flag", "count")]
    )
    said = pc.equal(summed["value_count"], summed["flag_count"])
    return table_of(
        {
            **{name: summed[name] for name in keys},
            "value": pc.if_else(said, summed["value_sum"], pa.scalar(None, pa.float64())),
            "flag": [flags.joined(words) for words in summed["flag_distinct"].to_pylist()],
        }
    )
