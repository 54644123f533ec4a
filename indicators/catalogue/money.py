"""What money is for, where it comes from and what bounds it: the entries of the catalogue that serve the budget."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field

from indicators.catalogue.entry import Entry
from indicators.catalogue.label import Label
from indicators.catalogue.model import GeoLevel


class Rubric(Entry):
    """One purpose of spending. ``natures`` lists, by accounting instruction, the codes or prefixes that suggest it.

    A pattern ending with « x » matches every code that starts so. A suggestion is always confirmed by a person;
    ``automatic`` says how far it can be trusted.
    """

    label: Label
    short_label: Label
    description: Label
    natures: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    automatic: Literal["yes", "confirm", "manual"]
    caveat: Label | None = None
    color_rank: int = Field(ge=0)
    origin: str = ""

    def specificity(self, nature: str, instruction: str) -> int:
        """How precisely a nature code of an instruction (« M57 », « M14 ») suggests this rubric; 0: not at all.

        The number of characters of the longest pattern that matches, an exact code above a prefix of the same length:
        the most precise rubric wins over the others.
        """
        found = re.match(r"M\d+", instruction.strip().upper())
        patterns = (*self.natures.get("all", ()), *(self.natures.get(found[0], ()) if found else ()))
        return max((len(p.removesuffix("x")) for p in patterns if _matches(nature, p)), default=0)


def _matches(code: str, pattern: str) -> bool:
    return code.startswith(pattern[:-1]) if pattern.endswith("x") else code == pattern


class FundingSource(Entry):
    """Who pays. ``external`` money counts in leverage; ``cash`` is false for contributions in kind."""

    label: Label
    external: bool
    cash: bool = True
    natures: tuple[str, ...] = ()
    note: Label | None = None

    def suggests(self, nature: str) -> bool:
        """Whether an income nature code suggests this source; a person confirms."""
        return any(_matches(nature, pattern) for pattern in self.natures)


class OnePercent(Entry):
    """A ceiling of 1 % that the law sets on the resources of a service.

    ``observations`` are the indicators that hold the resources, one a service: a ceiling is computed for each and
    nothing is pooled between services. ``levels`` are the collectivities that run such a service, every one when it is
    empty: the others are told of the scheme only when they have its resources or an expense.
    """

    label: Label
    base: Label
    rate: float = Field(gt=0, le=1)
    law: Label
    url: str = ""
    observations: tuple[str, ...] = ()
    levels: tuple[GeoLevel, ...] = ()
    funding_source: str = ""
    caveat: Label | None = None


class CofinancingRule(Entry):
    """One dated parameter of a co-financing scheme: what was true that year, to be checked before applying."""

    scheme: Literal["meae", "ficol"]
    year: int
    label: Label
    value: float
    unit: Literal["percent", "euro", "year"]
    bound: Literal["max", "min", "exact"]
    source_name: str = Field(min_length=1)
    url: str = ""
    judgement: bool = False
    verified: bool = True
    note: Label | None = None


class FunderRule(Entry):
    """What a funder's money may be spent on, or who bears the tax on it: true of its year, to be checked since."""

    funding_source: str
    topic: Literal["vat", "spending"]
    year: int
    label: Label
    source_name: str = Field(min_length=1)
    url: str = ""


class SizeBracket(Entry):
    """A class of yearly budget in euros and what the manual suggests for it.

    ``lower`` is included; ``upper`` only when ``upper_included``; None is open. ``max_projects`` is the effective
    number of projects beyond which the money is spread thin (None: no limit).
    """

    label: Label
    lower: float = Field(ge=0)
    lower_included: bool = True
    upper: float | None = None
    upper_included: bool = False
    recommendations: tuple[Label, ...] = Field(min_length=1)
    max_projects: float | None = None
    judgement: bool = True
    note: Label
    origin: str

    def holds(self, euros: float) -> bool:
        """Whether a yearly amount in euros falls in this bracket."""
        above = euros >= self.lower if self.lower_included else euros > self.lower
        below = self.upper is None or (euros <= self.upper if self.upper_included else euros < self.upper)
        return above and below


class SurveyMarker(Entry):
    """A figure of the survey of French cities, shown as a landmark with its date and base, never as a norm.

    ``symbolic`` landmarks come from elsewhere and are shown only when they are asked for.
    """

    label: Label
    value: float
    low: float | None = None
    high: float | None = None
    unit: Literal["percent", "euro", "person", "per_mille"]
    year: int
    base: Label
    caveat: Label | None = None
    indicator: str = ""
    symbolic: bool = False
    source_name: str
    url: str = ""
