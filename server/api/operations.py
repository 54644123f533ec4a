"""What can be asked: each operation with its address, its parameters and the shape of its answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

from indicators.errors import marked
from indicators.languages import LANGUAGES
from server.api import content, fields
from server.api.content import Asked

#: A page of an answer holds no more: what is larger comes in several.
LONGEST_PAGE = 1000
_USUAL_PAGE = 100
_LARGEST = 2**31 - 1
GEOJSON, JSON_LD = "application/geo+json", "application/ld+json"


def _told(what: str, accepted: str, **bounds: Any) -> Any:
    """A parameter: what it is for, and what it accepts, two sentences to translate."""
    return Field(description=what, json_schema_extra={"accepted": accepted}, **bounds)


def accepted_by(field: FieldInfo) -> str:
    """What a parameter accepts, a sentence to translate."""
    extra = field.json_schema_extra
    return str(extra["accepted"]) if isinstance(extra, dict) else ""


# The languages are data: pydantic checks the codes, a reader of the code sees words.
if TYPE_CHECKING:
    LanguageCode: TypeAlias = str
else:
    LanguageCode = Literal[tuple(LANGUAGES)]


class Query(BaseModel):
    """What every address accepts."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    langue: Annotated[
        LanguageCode, _told(marked("La langue des refus et de la description."), marked("fr, en ou es"))
    ] = "fr"


class Paged(Query):
    """What an answer in several pages accepts."""

    limit: Annotated[int, _told(marked("Combien d'éléments dans une page."), marked("un nombre entier de 1 à 1000"), ge=1, le=LONGEST_PAGE)] = _USUAL_PAGE  # fmt: skip
    offset: Annotated[int, _told(marked("Combien d'éléments passer avant le premier."), marked("un nombre entier, 0 ou plus"), ge=0, le=_LARGEST)] = 0  # fmt: skip


Numbered = Annotated[
    int | None,
    _told(
        marked("Le numéro de l'édition ; sans lui, la dernière."),
        marked("un nombre entier, à partir de 1"),
        ge=1,
        le=_LARGEST,
    ),
]
Year = Annotated[int | None, _told(marked("Une année civile."), marked("une année, de 1900 à 2200"), ge=1900, le=2200)]
Place = Annotated[
    str,
    _told(
        marked("Le code d'un territoire : Insee, SIREN, DEP-38, REG-84, NUTS-ITC1, FR."),
        marked("un code de territoire de l'édition"),
        min_length=1,
        max_length=64,
        pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$",
    ),
]
Measured = Annotated[
    str,
    _told(
        marked("L'identifiant d'un indicateur ; sans lui, tous."),
        marked("un identifiant de /api/v1/indicators"),
        max_length=64,
        pattern=r"^[a-z0-9_]*$",
    ),
]
Stages = Annotated[
    Literal["voted", "committed", "paid"],
    _told(marked("Le stade : voté, engagé ou payé."), marked("voted, committed ou paid")),
]


class OfEdition(Paged):
    """The territories of an edition."""

    edition: Numbered = None


class ValuesAsked(Paged):
    """The values of a territory, of one indicator or of all, in some years or in all."""

    territory: Place
    edition: Numbered = None
    indicator: Measured = ""
    first_year: Year = None
    last_year: Year = None


class RelationsAsked(Query):
    """The relations of a territory, read in a year: the latest with data unless told."""

    territory: Place
    edition: Numbered = None
    year: Year = None


class CatalogueAsked(Query):
    """The open data of a territory, in an edition."""

    territory: Place
    edition: Numbered = None


class BudgetAsked(Query):
    """The budget of a territory: the latest accounts up to a year, at a stage."""

    territory: Place
    edition: Numbered = None
    year: Year = None
    stage: Stages = "paid"


@dataclass(frozen=True)
class Operation:
    """One address: its parameters (``query``), the shape of its answer (``answer``) and who makes it (``make``)."""

    path: str
    name: str
    summary: str
    query: type[Query]
    answer: type[BaseModel]
    make: Callable[[Asked, Any], BaseModel]
    media: str = "application/json"

    @property
    def of_edition(self) -> bool:
        """Whether the answer is that of one edition."""
        return "edition" in self.query.model_fields

    @property
    def parameters(self) -> dict[str, FieldInfo]:
        """The parameters by name."""
        return self.query.model_fields


OPERATIONS = (
    Operation("/editions", "editions", marked("Les éditions publiées, la plus récente d'abord."), Paged, fields.Editions, content.editions),
    Operation("/territories", "territories", marked("Les territoires d'une édition."), OfEdition, fields.Territories, content.territories),
    Operation("/indicators", "indicators", marked("Le catalogue des indicateurs."), Paged, fields.Indicators, content.indicators),
    Operation("/values", "values", marked("Les valeurs d'un territoire, avec leurs origines, leur couverture et leurs réserves."), ValuesAsked, fields.Values, content.values),
    Operation("/partnerships.geojson", "partnerships", marked("Les partenariats d'un territoire, placés en degrés WGS 84."), RelationsAsked, fields.Partnerships, content.partnerships, GEOJSON),
    Operation("/catalogue.jsonld", "catalogue", marked("La fiche de catalogue des données ouvertes d'un territoire (DCAT-AP 3, schema.org)."), CatalogueAsked, fields.Catalogue, content.catalogue, JSON_LD),
    Operation("/budget", "budget", marked("Le budget d'un territoire par rubrique, en centimes d'euro."), BudgetAsked, fields.Budget, content.budget),
)  # fmt: skip
