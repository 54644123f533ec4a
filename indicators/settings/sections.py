"""The sections of ``config.toml``: one frozen model each, its fields being the keys of the file.

Every default is the documented one: an empty file is valid. Thresholds are judgement unless their comment names a
source; they are printed next to the result they shape.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, Self, TypeAlias
from zoneinfo import available_timezones

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from indicators.catalogue.problems import nearest
from indicators.errors import ToldError, marked
from indicators.geography.disputed import disputed_areas
from indicators.languages import LANGUAGES

_CROSSED = marked("{low_key} ({low}) dépasse {high_key} ({high})")
# The languages are data: pydantic checks the codes of the file, a reader of the code sees words.
if TYPE_CHECKING:
    LanguageCode: TypeAlias = str
else:
    LanguageCode = Literal[tuple(LANGUAGES)]
_ADDRESS = re.compile(r"https?://[\w.-]+(:\d+)?(/[\w./-]*)?")
_PARIS = "Europe/Paris"
DEFAULT_REFERENCES = ("FR", "REG-84")


class Section(BaseModel):
    """What every section shares: immutable, no unknown key, no silent conversion."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class Collectivity(Section):
    """Whose dashboard this is: the territory opened first (INSEE, SIREN or ISO code, or its key) and what is written on reports.

    ``address`` is where the dashboard is read from outside (« https://ouverture.ville.fr »), for links that leave it.
    ``timezone`` (IANA) is the clock by which publications, drafts and the audit are told, on every screen and paper.
    ``lead_figures`` (ids) come first on the summary; ``checklist``: it shows what is left to do. ``strategy_first``: while
    nothing is measured, the dashboard opens on the strategy.
    """

    territory: str = Field(default="38185", min_length=1)
    name: str = ""
    office: str = ""
    contact: str = ""
    address: str = ""
    timezone: str = _PARIS
    lead_figures: tuple[str, ...] = ()
    checklist: bool = True
    strategy_first: bool = False

    @field_validator("address")
    @classmethod
    def _whole_address(cls, value: str) -> str:
        if value and not _ADDRESS.fullmatch(value):
            text = marked("adresse refusée ; accepté : https:// suivi du nom du site, par exemple {example}")
            raise ToldError(text, example="https://ouverture.ville.fr")
        return value.rstrip("/")

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value != _PARIS and value not in available_timezones():  # which reads the names of hundreds of files
            text = marked("fuseau inconnu ; accepté : un nom de la base IANA, par exemple {zone}")
            raise ToldError(text, zone=nearest(value, available_timezones()) or _PARIS)
        return value


class References(Section):
    """The territories that a territory is read against; ``default`` serves those that ``by_territory`` does not name."""

    default: tuple[str, ...] = DEFAULT_REFERENCES
    by_territory: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    peers: tuple[str, ...] = ()

    def of(self, territory: str) -> tuple[str, ...]:
        """The reference territories of a territory, most important first."""
        return self.by_territory.get(territory, self.default)


class Profile(Section):
    """How the GEII-type profile is read. Without ``base_year`` the first year of each series is the base.

    ``weights`` are by indicator and ``dimension_weights`` by dimension; both replace those of ``weight_set``.
    """

    base_year: int | None = Field(default=None, ge=1900, le=2200)
    mean: Literal["geometric", "arithmetic"] = "geometric"
    composite: bool = False
    weight_set: str = "equal"
    dimension_weights: dict[str, float] = Field(default_factory=dict)
    weights: dict[str, float] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _sensible(self) -> Self:
        negative = [name for name, value in {**self.weights, **self.dimension_weights}.items() if value < 0]
        if negative:
            raise ToldError(
                marked("poids négatif pour {names} ; accepté : un nombre supérieur ou égal à 0"),
                names=", ".join(negative),
            )
        return self


class Choice(Section):
    """The indicators that are followed: ``essential``, ``complete`` or ``list`` with their ids in ``ids``.

    ``essential_and_loaded`` asks for the essential ones and reads whatever else has a value: that of a new city.
    """

    set: Literal["essential", "essential_and_loaded", "complete", "list"] = "complete"
    ids: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _listed(self) -> Self:
        if self.set == "list" and not self.ids:
            raise ToldError(
                marked('ids : liste vide alors que set = "list" ; accepté : au moins un identifiant d\'indicateur')
            )
        if self.set != "list" and self.ids:
            raise ToldError(
                marked('ids : lu seulement quand set = "list", or set = "{value}" ; accepté : set = "list"'),
                value=self.set,
            )
        return self


class Thresholds(Section):
    """The limits that turn figures into words; shares are from 0 to 1, durations in months unless said."""

    coverage_minimum: float = Field(default=0.60, ge=0, le=1)
    coverage_full: float = Field(default=0.80, ge=0, le=1)
    dimension_minimum_indicators: int = Field(default=2, ge=1)
    index_low: float = Field(default=25.0, gt=0)
    index_high: float = Field(default=400.0, gt=0)
    composite_minimum_dimensions: int = Field(default=5, ge=1, le=6)
    composite_coverage: float = Field(default=0.80, ge=0, le=1)
    progress_on_track: float = Field(default=0.95, gt=0)
    progress_acceleration: float = Field(default=0.60, gt=0)
    extrapolated_on_track: float = Field(default=0.95, gt=0)
    extrapolated_acceleration: float = Field(default=0.10, gt=0)
    max_age_years: dict[str, int] = Field(default_factory=dict)
    dormant_months: int = Field(default=24, ge=1)
    renewal_months: int = Field(default=12, ge=1)
    network_result_months: int = Field(default=12, ge=1)
    data_quality_months: int = Field(default=24, ge=1)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        for low, high in (
            ("coverage_minimum", "coverage_full"),
            ("index_low", "index_high"),
            ("progress_acceleration", "progress_on_track"),
            ("extrapolated_acceleration", "extrapolated_on_track"),
        ):
            if getattr(self, low) > getattr(self, high):
                raise ToldError(
                    _CROSSED, low_key=low, low=f"{getattr(self, low):g}", high_key=high, high=f"{getattr(self, high):g}"
                )
        return self


class Dispersion(Section):
    """When money or people look spread thin: advice given when ``signals`` of the five signs hold together."""

    signals: int = Field(default=2, ge=1, le=5)
    median_project_euros: float = Field(default=5000.0, ge=0)
    actions_per_fte_ratio: float = Field(default=1.5, gt=0)
    inactive_agreements: float = Field(default=0.25, ge=0, le=1)
    memberships_without_result: float = Field(default=0.30, ge=0, le=1)
    max_projects: dict[str, float] = Field(default_factory=dict)
    concentration_top: float = Field(default=0.60, ge=0, le=1)


class MultiYearMaximum(Section):
    """What the council allows to one rubric over several years, both ends included."""

    rubric: str
    first_year: int = Field(ge=1900, le=2200)
    last_year: int = Field(ge=1900, le=2200)
    euros: float = Field(gt=0)
    decision: str = ""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.first_year > self.last_year:
            raise ToldError(
                _CROSSED, low_key="first_year", low=self.first_year, high_key="last_year", high=self.last_year
            )
        return self


class Budget(Section):
    """How the budget is read: what shares are related to, when to warn, over how many years leverage is averaged."""

    denominator: Literal["b_drf", "b_total_expenditure", "b_own_revenue", "b_gdp"] = "b_drf"
    population: Literal["b_population", "b_population_total"] = "b_population"
    staff_included: bool = True
    show_zero_seven: bool = False
    unassigned_alert: float = Field(default=0.05, ge=0, le=1)
    unassigned_no_verdict: float = Field(default=0.20, ge=0, le=1)
    ceiling_alert: float = Field(default=0.90, ge=0, le=1)
    leverage_years: int = Field(default=3, ge=1, le=10)
    jump_ratio: float = Field(default=20.0, gt=1)
    dispersion: Dispersion = Dispersion()
    maximums: tuple[MultiYearMaximum, ...] = ()


class Externalities(Section):
    """The council's own thresholds: alerts by indicator, in its unit, and bands (low, high) by indicator."""

    alerts: dict[str, float] = Field(default_factory=dict)
    bands: dict[str, tuple[float, float]] = Field(default_factory=dict)


class Evaluation(Section):
    """What the collectivity reads otherwise than we do: the level of a situation, the level of an indicator.

    ``grid_levels`` maps a grid with levels to its items' levels; ``indicator_levels`` moves an indicator to another of
    the three levels of evaluation.
    """

    grid_levels: dict[str, dict[str, int]] = Field(default_factory=dict)
    indicator_levels: dict[str, Literal["territorial", "programmatic", "operational"]] = Field(default_factory=dict)


class Languages(Section):
    """The language opened first and those offered."""

    default: LanguageCode = "fr"
    offered: tuple[LanguageCode, ...] = tuple(LANGUAGES)

    @model_validator(mode="after")
    def _offered(self) -> Self:
        if self.default not in self.offered:
            raise ToldError(
                marked('default = "{value}" n\'est pas dans offered ({offered})'),
                value=self.default,
                offered=", ".join(self.offered) or "[]",
            )
        return self

    @property
    def choices(self) -> tuple[str, ...]:
        """The languages offered, in the order of the house."""
        return tuple(lang for lang in LANGUAGES if lang in self.offered)

    def read_in(self, asked: str) -> str:
        """The language that an address asks for where it is offered, else the one opened first."""
        return asked if asked in self.offered else self.default


class Map(Section):
    """The map. Without ``tiles`` (an address with {z}, {x}, {y}) no request leaves the machine.

    ``disputed`` maps an area of ``data/reference/disputed.csv`` to « neutral » or to the country it is drawn with.
    """

    tiles: str = ""
    tiles_attribution: str = ""
    disputed: dict[str, str] = Field(default_factory=dict)
    disputed_labels: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _areas(self) -> Self:
        disputed_areas(self.disputed, self.disputed_labels)
        return self

    @model_validator(mode="after")
    def _tiles(self) -> Self:
        missing = [part for part in ("{z}", "{x}", "{y}") if self.tiles and part not in self.tiles]
        if missing:
            raise ToldError(
                marked("tiles : il manque {missing} ; accepté : vide, {absolute} ou {relative}"),
                missing=", ".join(missing),
                absolute="https://…/{z}/{x}/{y}.png",
                relative="/…/{z}/{x}/{y}.png",
            )
        if self.tiles and not self.tiles_attribution:
            raise ToldError(
                marked("tiles_attribution : obligatoire quand tiles est rempli (mention due au fournisseur du fond)")
            )
        return self


class Missions(Section):
    """What of the missions everybody may read: with ``public``, those that were held, on the public page."""

    public: bool = False


class Demonstration(Section):
    """What of the demonstration is loaded in an empty database."""

    fictional: bool = True
