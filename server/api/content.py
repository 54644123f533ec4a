"""The answers of the API, made from the same readout as the pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

from indicators.catalogue import Label
from indicators.documents.reader import Reader
from indicators.present.maps.scene import position
from indicators.present.reports import opendata
from indicators.present.reports.source import ReportSource
from indicators.present.texts import translator
from indicators.readout import Readout
from indicators.records import Edition, Observation, Record, origins_of
from indicators.store import editions as all_editions
from indicators.store import reading
from indicators.store.rows import records_of
from server.api import fields
from server.api.fields import PROMISED, words

_UNASSIGNED = "r0_unassigned"
Item = TypeVar("Item")


@dataclass(frozen=True)
class Asked:
    """What an answer is made from: the reader of the database, the edition, the address without its parameters."""

    reader: Reader
    number: int
    path: str

    @property
    def edition(self) -> Edition:
        """The edition that is read."""
        return reading.edition(self.reader.engine, self.number)

    def readout(self, territory: str, year: int | None = None) -> Readout:
        """The readout of a territory of the edition."""
        return self.reader.readout(self.number, territory, year)


def _edition(item: Edition) -> fields.Edition:
    return fields.Edition(number=item.number, name=item.name, published_at=item.published_at, restores=item.restores)


def _page(asked: Asked, query: Any, found: Sequence[Item]) -> tuple[Sequence[Item], fields.Page]:
    """The part that is asked for; the next address names the edition, so that all parts are of one."""
    end = query.offset + query.limit
    following = None
    if end < len(found):
        said = query.model_dump(exclude_defaults=True)
        said |= {"edition": asked.number} if "edition" in type(query).model_fields else {}
        following = f"{asked.path}?{urlencode(said | {'offset': end})}"
    part = fields.Page(total=len(found), limit=query.limit, offset=query.offset, next=following)
    return found[query.offset : end], part


def _promised(kind: str, item: Record) -> dict[str, Any]:
    return {name: getattr(item, name) for name in PROMISED[kind]}


def editions(asked: Asked, query: Any) -> fields.Editions:
    """Every edition, newest first."""
    known = [item for item in all_editions.list_editions(asked.reader.engine) if item.number <= asked.number]
    found, page = _page(asked, query, known)
    return fields.Editions(editions=tuple(map(_edition, found)), page=page)


def territories(asked: Asked, query: Any) -> fields.Territories:
    """The territories of an edition, in the order they were entered."""
    found, page = _page(asked, query, asked.reader.territories(asked.number))
    shown = tuple(fields.Territory(**_promised("territory", item)) for item in found)
    return fields.Territories(edition=_edition(asked.edition), territories=shown, page=page)


def indicators(asked: Asked, query: Any) -> fields.Indicators:
    """The catalogue."""
    found, page = _page(asked, query, list(asked.reader.catalogue.indicators.values()))
    shown = tuple(
        fields.Indicator(
            id=item.id, family=item.family, dimension=item.dimension, label=words(item.label),
            unit=words(item.unit_label), direction=item.direction, decimals=item.decimals, formula=words(item.formula),
            question=words(item.question), caveat=words(item.caveat), source=words(item.source_name),
            source_url=item.source_url, geo_level=item.geo_level, frequency=item.frequency,
            max_age_years=item.max_age_years,
        )
        for item in found
    )  # fmt: skip
    return fields.Indicators(indicators=shown, page=page)


def values(asked: Asked, query: Any) -> fields.Values:
    """The values of a territory, by indicator and year."""
    readout = asked.readout(query.territory)
    own = readout.snapshot.territory
    rows = readout.snapshot.observations
    mine = rows[rows["territory"] == own.code]
    known = frozenset(mine.loc[mine["value"].notna(), "indicator"])
    if query.indicator:
        mine = mine[mine["indicator"] == query.indicator]
    if query.first_year is not None:
        mine = mine[mine["year"] >= query.first_year]
    if query.last_year is not None:
        mine = mine[mine["year"] <= query.last_year]
    found, page = _page(asked, query, records_of("observation", mine.sort_values(["indicator", "year"], kind="stable")))
    return fields.Values(
        edition=_edition(asked.edition),
        territory=own.code,
        coverage=fields.Known(followed=len(readout.followed), known=len(readout.chosen & known)),
        values=tuple(_value(item, own.type, own.fictional) for item in found if isinstance(item, Observation)),
        page=page,
    )


def _value(item: Observation, level: str, fictional: bool) -> Any:
    own = item.geo_level == level
    origins = tuple(
        fields.Origin(**{name: getattr(origin, name) for name in fields.Origin.model_fields})
        for origin in origins_of(item)
    )
    coverage = fields.Coverage(level=item.geo_level, name=item.geo_name, own=own)
    flags = tuple(dict.fromkeys(_flags(item, own, fictional)))
    return fields.Value(**_promised("observation", item), origins=origins, coverage=coverage, flags=flags)


def _flags(item: Observation, own: bool, fictional: bool) -> Iterator[fields.Flag]:
    """What a reader must know before using a value."""
    if item.quality != "final":
        yield item.quality
    if not own:
        yield "proxy"
    if item.series_break:
        yield "series_break"
    if item.example:
        yield "example"
    if fictional:
        yield "fictional"


def partnerships(asked: Asked, query: Any) -> fields.Partnerships:
    """The relations that are to be drawn in the year, the same as on the map."""
    features = []
    for item in asked.readout(query.territory, query.year).standing:
        place = position(item)
        point = fields.Point(type="Point", coordinates=(place[1], place[0])) if place else None
        told = _promised("partnership", item.partnership) | {"example": item.example}
        relation = fields.Relation(**told, state=item.state, term=item.term, last_exchange=item.last_exchange)
        features.append(fields.Feature(type="Feature", id=item.id, geometry=point, properties=relation))
    return fields.Partnerships(type="FeatureCollection", features=tuple(features))


def budget(asked: Asked, query: Any) -> fields.Budget:
    """The latest accounts up to the year, cut by rubric."""
    readout = asked.readout(query.territory, query.year)
    view = readout.budget(query.stage)
    rubrics = readout.catalogue.rubrics
    cash = view.book.cash
    shown = tuple(
        fields.Rubric(
            id=part.key, label=words(rubrics[part.key or _UNASSIGNED].label if (part.key or _UNASSIGNED) in rubrics else _as_it_is(part.label)),
            net=part.net, gross=part.gross, lines=part.lines, share=part.share.value, confirmed=part.confirmed,
            suggested=part.suggested,
        )
        for part in view.rubrics.parts
    )  # fmt: skip
    return fields.Budget(
        edition=_edition(asked.edition),
        territory=readout.snapshot.territory.code,
        year=view.year,
        stage=view.stage,
        years=view.book.years,
        net=view.rubrics.net,
        gross=view.rubrics.gross,
        rubrics=shown,
        reason=view.rubrics.reason,
        example=bool(cash.loc[cash["year"] == view.year, "example"].any()),
    )


def catalogue(asked: Asked, query: Any) -> fields.Catalogue:
    """The open data of a territory as a catalogue harvests it. Raises OpenDataError."""
    source = ReportSource(
        asked.readout(query.territory), translator(query.langue, asked.reader.settings.collectivity.timezone)
    )
    return fields.Catalogue(opendata.catalogue(source))


def _as_it_is(text: str) -> Label:
    """The wording of the accounts, which nobody translated."""
    return Label(fr=text, en=text, es=text)
