"""What the API promises of each record: its fields, typed and described by the record's own schema.

Every column of a record is promised or withheld here, so that a new one is decided upon before anybody reads it.
Withheld are the words by which the office works (who is in charge, what proves an answer) and what it judges of others.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, RootModel, create_model

from indicators.budget.amounts import Reason
from indicators.catalogue import Label
from indicators.catalogue.model import DimensionId, Direction, Family, Frequency
from indicators.intake.schemas import load_schemas
from indicators.languages import LANGUAGES
from indicators.partnerships.life import State, Term
from indicators.records import RECORD_TYPES, GeoLevel, Stage

Flag = Literal["provisional", "estimated", "proxy", "secret", "series_break", "example", "fictional"]
_ORIGIN = ("publisher", "source", "url", "vintage", "published", "accessed", "licence", "citation")
PROMISED: Mapping[str, tuple[str, ...]] = {
    "territory": (
        "code", "name", "type", "role", "country", "parent", "siren", "latitude", "longitude", "populations",
        "references", "fictional", "source", "url",
    ),
    "observation": (
        "territory", "indicator", "year", "value", "numerator", "denominator", "low", "high", "unit", "quality",
        "reliability", "series_break", "note", "example",
    ),
    "partnership": (
        "id", "territory", "partner", "country", "city", "coordinate_origin", "type", "themes", "sdgs", "signed",
        "renewed", "ends", "status", "reliability", "publisher", "source", "url", "example",
    ),
}  # fmt: skip
#: Columns that an answer says otherwise: the origins of a value, where it was measured, a point of the map.
SAID_OTHERWISE: Mapping[str, tuple[str, ...]] = {
    "territory": (),
    "observation": (*_ORIGIN, "geo_level", "geo_name"),
    "partnership": ("latitude", "longitude"),
}
WITHHELD: Mapping[str, tuple[str, ...]] = {
    "territory": ("note", "linking"),
    "observation": ("owner", "evidence", "assessor"),
    "partnership": (
        "management", "lead", "authorities", "indicators", "end_reason", "durability", "benefits_ours", "benefits_theirs", "reciprocity_ours",
        "reciprocity_theirs", "criteria", "obstacles", "sector", "channel", "markers", "contact_roles", "documents",
        "owner", "note",
    ),
}  # fmt: skip


class Said(BaseModel):
    """What every object of an answer shares: exactly the fields that are promised."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _record(kind: str, name: str, doc: str, **more: Any) -> Any:
    """The model of a record: its promised fields with their types, described as the files of the record are."""
    hints, columns = get_type_hints(RECORD_TYPES[kind]), load_schemas()[kind].by_field
    told: dict[str, Any] = {
        field: (hints[field], Field(title=columns[field].name, description=columns[field].description))
        for field in PROMISED[kind]
    }
    return create_model(name, __base__=Said, __doc__=doc, **told, **more)


if TYPE_CHECKING:

    class Words(Said):
        """A label in every language of the dashboard."""
else:
    Words = create_model(
        "Words",
        __base__=Said,
        __doc__="A label in every language of the dashboard.",
        **dict.fromkeys(LANGUAGES, (str, ...)),
    )


def words(label: Label) -> Any:
    """A label of the catalogue as :data:`Words`."""
    return Words(**{code: label.get(code) for code in LANGUAGES})


class Origin(Said):
    """One publication behind a value; what is not known is empty."""

    publisher: str
    title: str
    url: str
    vintage: str
    published: str
    accessed: str
    licence: str
    citation: str


class Coverage(Said):
    """Where a value was measured; ``own`` is false for a proxy, measured at another level than the territory's."""

    level: GeoLevel
    name: str
    own: bool


class Known(Said):
    """How many of the indicators that the collectivity follows have a value."""

    followed: int
    known: int


class Edition(Said):
    """A published dataset, which never changes."""

    number: int
    name: str
    published_at: str
    restores: int | None


class Indicator(Said):
    """What is measured. ``direction`` says what is wished: up, down, a band, or nothing (context)."""

    id: str
    family: Family
    dimension: DimensionId | Literal[""]
    label: Words
    unit: Words
    direction: Direction
    decimals: int
    formula: Words
    question: Words
    caveat: Words
    source: Words
    source_url: str
    geo_level: GeoLevel
    frequency: Frequency
    max_age_years: int


Territory = _record("territory", "Territory", "A collectivity, or what it is read against.")
Value = _record(
    "observation", "Value", "One value of one indicator in one year; null is missing, never zero.",
    origins=(tuple[Origin, ...], ...), coverage=(Coverage, ...), flags=(tuple[Flag, ...], ...),
)  # fmt: skip
Relation = _record(
    "partnership", "Relation", "A relation and its life on the day of reading.",
    state=(State, ...), term=(Term, ...), last_exchange=(str, ...),
)  # fmt: skip


class Page(Said):
    """Which part of the whole this is; ``next`` is the address of the next one, null at the end."""

    total: int
    limit: int
    offset: int
    next: str | None


class Editions(Said):
    """Every edition, newest first."""

    editions: tuple[Edition, ...]
    page: Page


class Territories(Said):
    """The territories of an edition."""

    edition: Edition
    territories: tuple[Territory, ...]  # type: ignore[valid-type]  # made of the record
    page: Page


class Indicators(Said):
    """The catalogue."""

    indicators: tuple[Indicator, ...]
    page: Page


class Values(Said):
    """The values of a territory."""

    edition: Edition
    territory: str
    coverage: Known
    values: tuple[Value, ...]  # type: ignore[valid-type]  # made of the record
    page: Page


class Point(Said):
    """A position in degrees of WGS 84 (RFC 7946): longitude, then latitude."""

    type: Literal["Point"]
    coordinates: tuple[float, float]


class Feature(Said):
    """A relation; the geometry is null while nobody placed the partner."""

    type: Literal["Feature"]
    id: str
    geometry: Point | None
    properties: Relation  # type: ignore[valid-type]  # made of the record


class Partnerships(Said):
    """A GeoJSON collection of the relations of a territory."""

    type: Literal["FeatureCollection"]
    features: tuple[Feature, ...]


class Rubric(Said):
    """What went to a rubric, in cents; an empty ``id`` gathers the lines that do not say.

    ``share`` is per cent of the gross total. ``confirmed`` and ``suggested`` are the gross amounts whose rubric a person
    has confirmed, or not yet.
    """

    id: str
    label: Words
    net: int
    gross: int
    lines: int
    share: float | None
    confirmed: int
    suggested: int


class Budget(Said):
    """The expenditure of a year at one stage, in cents; stages are never added. ``reason`` says why nothing is there."""

    edition: Edition
    territory: str
    year: int
    stage: Stage
    years: tuple[int, ...]
    net: int | None
    gross: int | None
    rubrics: tuple[Rubric, ...]
    reason: Reason | None
    example: bool


class Catalogue(RootModel[dict[str, Any]]):
    """A JSON-LD document: the catalogue, the dataset and its distributions in DCAT-AP 3, the same in schema.org."""


class Problem(Said):
    """A refusal (RFC 9457): ``detail`` says in the reader's language what was received, what is accepted, how to mend it."""

    type: str
    title: str
    status: int
    detail: str
    code: str
