"""What can be measured: definitions, labels, units, directions and sources, loaded from data and validated."""

from indicators.catalogue.contents import Catalogue
from indicators.catalogue.grids import Grid, GridItem, GridScale
from indicators.catalogue.label import Label, joined
from indicators.catalogue.loader import DEFAULT_FOLDER, CatalogueError, load_catalogue
from indicators.catalogue.model import (
    ActorGroup,
    Dimension,
    Direction,
    Family,
    Indicator,
    Measure,
    Network,
    PartnershipKind,
    Purpose,
    Reference,
    Sdg,
    Term,
    Theme,
    Unit,
    WeightSet,
)
from indicators.catalogue.money import (
    CofinancingRule,
    FunderRule,
    FundingSource,
    OnePercent,
    Rubric,
    SizeBracket,
    SurveyMarker,
)
from indicators.catalogue.problems import InvalidFile, Problem, nearest

__all__ = [
    "DEFAULT_FOLDER",
    "ActorGroup",
    "Catalogue",
    "CatalogueError",
    "CofinancingRule",
    "Dimension",
    "Direction",
    "Family",
    "FunderRule",
    "FundingSource",
    "Grid",
    "GridItem",
    "GridScale",
    "Indicator",
    "InvalidFile",
    "Label",
    "Measure",
    "Network",
    "OnePercent",
    "PartnershipKind",
    "Problem",
    "Purpose",
    "Reference",
    "Rubric",
    "Sdg",
    "SizeBracket",
    "SurveyMarker",
    "Term",
    "Theme",
    "Unit",
    "WeightSet",
    "joined",
    "load_catalogue",
    "nearest",
]
