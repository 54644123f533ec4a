"""Eurostat's tables: nights, population and GDP of the NUTS regions, in the three layouts that are met.

What a table is, its dimensions say, not its name: « tour_occ_nin2 » may hold what was published as « tour_occ_nin3 ».
Arrivals have the very dimensions of nights: they are told from them by their size.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median

import pyarrow.parquet as pq

from indicators.errors import marked
from indicators.geography.keys import TerritoryKey
from indicators.geography.territories import territories
from indicators.official import flags, shipped
from indicators.official.facts import table_of
from indicators.official.head import Head
from indicators.official.layouts import Reading, Recognised
from indicators.official.layouts.eurostat_cells import Header, Observation, dataflow, header_of, observations, updated
from indicators.official.refusals import UnreadableOfficial

#: Eurostat writes Greece and the United Kingdom otherwise than ISO 3166.
_ISO = {"EL": "GR", "UK": "GB"}
#: The same year says nearly the same; another one may differ by as much as a crisis, still less than arrivals do.
_SAME_YEAR, _NEAR_YEAR = (0.8, 1.25), (0.62, 1.6)


@dataclass(frozen=True, slots=True)
class _Table:
    """A table by the dimensions that it has besides frequency and place, and what is taken from it."""

    source: str
    wanted: Mapping[str, frozenset[str]]
    measures: Mapping[str, str] = field(default_factory=dict)
    named_by: str = ""
    factor: float = 1.0

    def measure(self, at: Mapping[str, str]) -> str:
        """The measure of a series."""
        return self.measures[at[self.named_by] if self.named_by else ""]


_TABLES: Mapping[frozenset[str], _Table] = {
    frozenset({"c_resid", "unit", "nace_r2"}): _Table(
        "eurostat_nights",
        {
            "unit": frozenset({"NR"}),
            "nace_r2": frozenset({"I551-I553"}),
            "c_resid": frozenset({"TOTAL", "FOR", "DOM"}),
        },
        {"TOTAL": "nights_total", "FOR": "nights_non_resident", "DOM": "nights_resident"},
        "c_resid",
    ),
    frozenset({"unit", "sex", "age"}): _Table(
        "eurostat_population",
        {"unit": frozenset({"NR"}), "sex": frozenset({"T"}), "age": frozenset({"TOTAL"})},
        {"": "population_1jan"},
    ),
    frozenset({"unit"}): _Table("eurostat_gdp", {"unit": frozenset({"MIO_EUR"})}, {"": "gdp_eur"}, factor=1_000_000.0),
}
_NIGHTS = "eurostat_nights"


def recognise(head: Head) -> Recognised | None:
    """Which of the three tables the dimensions say; another table of Eurostat is refused by its name."""
    header = header_of(head.first) if head.kind in {"text", "gzip"} else None
    if header is None:
        return None
    content = dataflow(head)
    if content.startswith("tour_occ_arn"):
        raise _arrivals(head)
    table = _table(header)
    if table is None:
        raise UnreadableOfficial(
            marked(
                "« {file} » est un tableau d’Eurostat, de dimensions {received}, qui n’alimente aucun indicateur. Sont lus :"
                " les nuitées (tour_occ_nin2 ou nin3), la population (demo_r_pjanaggr3) et le PIB (nama_10r_3gdp)."
            ),
            file=head.path.name,
            received=content or ", ".join(header.dimensions),
        )
    return Recognised(table.source, updated(head) or str(max(header.years, default="")), content)


def read(head: Head, found: Recognised) -> Reading:
    """The facts of the table, French regions under their Insee codes.

    Raises:
        UnreadableOfficial: it is cut, has none of the series that are read, or counts arrivals.
    """
    header = header_of(head.first)
    table = _table(header) if header else None
    assert header is not None and table is not None, "recognised before it is read"
    rows = _rows(observations(head, header, table.wanted), table)
    if not rows:
        raise UnreadableOfficial(
            marked(
                "« {file} » est bien un tableau d’Eurostat, mais aucune ligne n’est celle qui est lue : {wanted}."
                " Téléchargez le tableau avec ces lignes."
            ),
            file=head.path.name,
            wanted=" ; ".join(f"{name} = {', '.join(sorted(values))}" for name, values in table.wanted.items()),
        )
    if table.source == _NIGHTS and _counts_arrivals(rows):
        raise _arrivals(head)
    columns = list(zip(*((*key[:3], key[3], *value) for key, value in rows.items()), strict=True))
    names = ("level", "code", "measure", "year", "value", "flag")
    vintage = found.vintage or str(max(key[3] for key in rows))
    return Reading(table_of(dict(zip(names, map(list, columns), strict=True))), vintage=vintage)


_Key = tuple[str, str, str, int]


def _rows(seen: Iterable[Observation], table: _Table) -> dict[_Key, tuple[float | None, str]]:
    """The cells by key; a région that is two NUTS regions of the same area is kept once."""
    places: dict[str, TerritoryKey | None] = {}
    rows: dict[_Key, tuple[float | None, str]] = {}
    for item in seen:
        geo = item.at["geo"]
        if geo not in places:
            places[geo] = place_of(geo)
        if (place := places[geo]) is not None:
            value = None if item.value is None else round(item.value * table.factor, 2)
            key = (place.level, place.code, table.measure(item.at), item.year)
            if rows.get(key, (None, flags.SECRET))[0] is None:
                rows[key] = (value, item.flag)
    return rows


def place_of(geo: str) -> TerritoryKey | None:
    """The territory of a code of Eurostat: Insee's for a French one; None for an aggregate (EU27_2020)."""
    if not (2 <= len(geo) <= 5 and geo.isalnum()) or geo.startswith(("EU", "EA")):
        return None
    if (french := territories().french(geo)) is not None:
        return french
    if len(geo) == 2:
        return TerritoryKey("ISO", _ISO.get(geo, geo))
    return TerritoryKey("NUTS", geo)


def _table(header: Header) -> _Table | None:
    return _TABLES.get(frozenset(header.dimensions) - {"freq", "geo"})


def _counts_arrivals(rows: Mapping[_Key, tuple[float | None, str]]) -> bool:
    """Whether what is offered as nights is far from the nights already known of the same places, the nearest year.

    A stay lasts two nights or so: arrivals are half of the nights or less. Without any place in common, nothing says.
    """
    path = shipped.FACTS / f"{_NIGHTS}.parquet"
    if not path.exists():
        return False
    known: dict[tuple[str, str, str], dict[int, float]] = {}
    for row in pq.read_table(path, columns=["level", "code", "measure", "year", "value"]).to_pylist():
        if row["value"]:
            known.setdefault((row["level"], row["code"], row["measure"]), {})[row["year"]] = row["value"]
    ratios: dict[int, list[float]] = {}
    for (level, code, measure, year), (value, _) in rows.items():
        years = known.get((level, code, measure))
        if value and years:
            nearest = min(years, key=lambda known_year: abs(known_year - year))
            ratios.setdefault(abs(nearest - year), []).append(value / years[nearest])
    if not ratios:
        return False
    low, high = _NEAR_YEAR if min(ratios) else _SAME_YEAR
    return not low <= median(ratios[min(ratios)]) <= high


def _arrivals(head: Head) -> UnreadableOfficial:
    return UnreadableOfficial(
        marked(
            "« {file} » compte des arrivées (tour_occ_arn2), pas des nuitées : une personne qui reste trois nuits y compte"
            " une fois. Rien n’en a été lu. Téléchargez tour_occ_nin2 ou tour_occ_nin3."
        ),
        file=head.path.name,
    )
