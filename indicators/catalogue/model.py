"""What is measured, assessed and listed: dimensions, indicators, grids, directory and closed lists.

One frozen model a kind of entry; its fields are the keys of the TOML files, so an unknown key is refused with the
nearest known one. Texts that a person reads are labels in French, English and Spanish. Money is in ``money``.
"""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from indicators.catalogue.entry import Entry
from indicators.catalogue.label import Label
from indicators.errors import ToldError, marked

Family = Literal[
    "geii",
    "territorial",
    "programmatic",
    "operational",
    "externality",
    "externality_summary",
    "geii_published",
    "context",
]
Kind = Literal["ratio", "count", "index", "ordinal", "binary", "money", "checklist", "survey"]
Direction = Literal["up", "down", "band", "context"]
GeoLevel = Literal["commune", "epci", "department", "region", "country", "other"]
Frequency = Literal["monthly", "quarterly", "annual", "biennial", "occasional"]
DimensionId = Literal["d1", "d2", "d3", "d4", "d5", "d6"]
AlertOn = Literal["value", "ratio_to_reference", "difference_to_reference", "five_year_difference_to_reference"]


class Reference(Entry):
    """A document, an index, a method or a data set that the catalogue cites by its id."""

    label: Label
    url: str = ""
    year: str = ""


class Unit(Entry):
    """A unit of measure; ``symbol`` is the short French form kept in ``Indicator.unit``."""

    symbol: str
    label: Label


class Dimension(Entry):
    """One of the six dimensions of the GEII-type profile, inside the economic or the social sub-index."""

    label: Label
    short_label: Label
    sub_index: Literal["economic", "social"]
    description: Label
    question: Label


class Indicator(Entry):
    """What can be observed, with all that makes its figures trustworthy.

    ``unit`` is the short French symbol (« % », « pour 100 000 hab. ») and ``unit_label`` the unit in words.
    ``numerator``, ``denominator`` and ``multiplier`` let a value be rebuilt and aggregated by its parts; ``formula``
    is always filled. ``weight`` is 0 for context indicators, which never enter a score. ``alert`` is in the unit of
    the indicator and compared on what ``alert_on`` says. ``max_age_years`` is the age beyond which a value is old.
    ``range_lo`` and ``range_hi`` warn when a value is loaded; they never reject it. ``computed_from`` names the records from
    which the application can work the value out; ``grid`` the self-assessment that it reads.
    ``placed_by`` says who put it on its level of evaluation: the document that names the levels, our reading of it, or
    the collectivity.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    family: Family
    dimension: DimensionId | Literal[""] = ""
    label: Label
    unit: str = Field(min_length=1)
    unit_label: Label
    kind: Kind
    direction: Direction
    scale_min: float | None = None
    scale_max: float | None = None
    scale_labels: tuple[Label, ...] = ()
    band_lo: float | None = None
    band_hi: float | None = None
    numerator: Label | None = None
    denominator: Label | None = None
    multiplier: float = Field(default=1.0, gt=0)
    formula: Label
    sources: tuple[str, ...] = Field(min_length=1)
    source_name: Label
    source_url: str = ""
    geo_level: GeoLevel
    frequency: Frequency = "annual"
    max_age_years: int = Field(default=2, ge=0)
    range_lo: float | None = None
    range_hi: float | None = None
    range_judgement: bool = False
    caveat: Label
    question: Label
    target_logic: Label | None = None
    weight: float = Field(default=1.0, ge=0)
    tolerance: float | None = Field(default=None, ge=0)
    alert: float | None = None
    alert_on: AlertOn = "value"
    alert_note: Label | None = None
    judgement: bool = False
    essential: bool = False
    grid: str = ""
    computed_from: tuple[str, ...] = ()
    origin: str = Field(min_length=1)
    placed_by: Literal["document", "reading", "collectivity"] = "reading"
    version: str = Field(min_length=1)
    decimals: int = Field(default=1, ge=0, le=4)

    @property
    def scored(self) -> bool:
        """Whether the indicator enters a score: context is shown, never scored."""
        return self.direction != "context" and self.weight > 0

    def short_unit(self, lang: str) -> str:
        """The unit for a table or a label beside a figure: the symbol in French, the words elsewhere."""
        return self.unit if lang == "fr" else self.unit_label.get(lang)

    def scale_label(self, value: float | None) -> Label | None:
        """The words of a step of an ordinal scale, or None when there is none for this value."""
        if value is None or self.scale_min is None or not float(value - self.scale_min).is_integer():
            return None
        step = int(value - self.scale_min)
        return self.scale_labels[step] if 0 <= step < len(self.scale_labels) else None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        for low, high, names in (
            (self.scale_min, self.scale_max, ("scale_min", "scale_max")),
            (self.band_lo, self.band_hi, ("band_lo", "band_hi")),
            (self.range_lo, self.range_hi, ("range_lo", "range_hi")),
        ):
            if low is not None and high is not None and low >= high:
                raise ToldError(
                    marked(
                        "{low_key}, {high_key} : la borne basse ({low:g}) doit être inférieure à la haute ({high:g})"
                    ),
                    low_key=names[0],
                    high_key=names[1],
                    low=low,
                    high=high,
                )
        if self.family == "geii" and not self.dimension:
            raise ToldError(
                marked("dimension : un indicateur de la famille geii appartient à une dimension, de d1 à d6")
            )
        if self.direction == "context" and self.weight:
            raise ToldError(
                marked("weight : un indicateur de contexte a un poids nul, reçu {value:g}"), value=self.weight
            )
        self._check_scale()
        return self

    def _check_scale(self) -> None:
        if self.kind in {"ordinal", "checklist"} and (self.scale_min is None or self.scale_max is None):
            raise ToldError(
                marked("scale_min, scale_max : bornes obligatoires pour un indicateur de type {kind}"), kind=self.kind
            )
        if self.kind == "ordinal" and self.scale_min is not None and self.scale_max is not None:
            expected = int(self.scale_max - self.scale_min) + 1
            if len(self.scale_labels) != expected:
                raise ToldError(
                    marked("scale_labels : une échelle de {low:g} à {high:g} a {expected} libellés, reçu {received}"),
                    low=self.scale_min,
                    high=self.scale_max,
                    expected=expected,
                    received=len(self.scale_labels),
                )


class WeightSet(Entry):
    """Weights of the six dimensions, relative to one another, with where they come from.

    With ``by_sub_index`` the mean is taken inside the economic and the social sub-index, then between the two: each
    keeps its half when a dimension is missing.
    """

    label: Label
    weights: dict[DimensionId, float]
    source: Label
    url: str = ""
    judgement: bool = False
    by_sub_index: bool = False

    @model_validator(mode="after")
    def _complete(self) -> Self:
        missing = [d for d in ("d1", "d2", "d3", "d4", "d5", "d6") if d not in self.weights]
        if missing:
            raise ToldError(marked("weights : aucun poids pour {missing}"), missing=", ".join(missing))
        negative = [f"{d} = {w:g}" for d, w in self.weights.items() if w < 0]
        if negative or sum(self.weights.values()) <= 0:
            raise ToldError(
                marked("weights : poids négatifs ou tous nuls ({weights}) ; accepté : ≥ 0"),
                weights=", ".join(negative) or "0",
            )
        return self


class Measure(Entry):
    """A measure that is known to mitigate an externality."""

    indicator: str
    label: Label
    law: Label | None = None


class Network(Entry):
    """A network or association of the directory, with who gave its address (``publisher``) and when (``year``).

    ``known`` dates the last time that the address was known, ``verified`` the day on which a person opened it: without
    it nothing is said to be verified.
    """

    name: Label
    acronym: str = ""
    category: Literal["network", "association", "national_association", "international", "regional", "support"]
    theme: Label
    scope: Literal["world", "continent", "country", "other"] = "world"
    country: str = ""
    region: str = ""
    founded: int | None = None
    url: str = ""
    publisher: str = ""
    year: int
    known: str = Field(default="", pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")
    verified: str = Field(default="", pattern=r"^(\d{4}-\d{2}-\d{2})?$")
    status: Literal["to_verify", "active", "renamed", "closed"]
    note: Label | None = None
    origin: str = ""


class ActorGroup(Entry):
    """One of the six groups of actors of a territory's international action."""

    label: Label
    description: Label
    color_rank: int = Field(ge=0)


class PartnershipKind(Entry):
    """A kind of relation, with the symbol that tells it apart without colour."""

    label: Label
    description: Label
    symbol: str = ""


class Sdg(Entry):
    """A Sustainable Development Goal; ``short_label`` fits a table."""

    number: int = Field(ge=1, le=17)
    label: Label
    short_label: Label


class Theme(Entry):
    """A domain of cooperation; ``group`` gathers sub-themes under a heading of the manual.

    ``dac_sector`` is the purpose code (five digits) of the OECD's Development Assistance Committee that it suggests.
    """

    label: Label
    group: str = ""
    dac_sector: str = Field(default="", pattern=r"^(\d{5})?$")


class AwarenessTheme(Entry):
    """A theme of the plan of awareness (manual, encadré 28)."""

    label: Label


class AwarenessAction(Entry):
    """A kind of action of the plan of awareness (manual, encadré 28)."""

    label: Label


class Term(Entry):
    """A word of the glossary: what it means in a sentence or two, and the other forms under which a text has it."""

    word: Label
    definition: Label
    forms: dict[str, tuple[str, ...]] = Field(default_factory=dict)

    def written(self, lang: str) -> tuple[str, ...]:
        """The forms of the word in a language, the word itself first."""
        return (self.word.get(lang), *self.forms.get(lang, ()))


class Purpose(Entry):
    """One of the five purposes between which a budget is balanced."""

    label: Label
    description: Label
