"""The official statistics as the catalogue describes them: what is published, and the indicators that it feeds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from indicators.catalogue.entry import Entry
from indicators.catalogue.label import Label

OfficialLevel: TypeAlias = Literal["COM", "EPCI", "DEP", "REG", "FR", "NUTS", "ISO"]
PublishedOn: TypeAlias = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
Formula: TypeAlias = Literal["ratio", "published", "amount", "evenness", "diversification", "rate_gap"]


class OfficialSource(Entry):
    """One publication. Its ``addresses`` are by vintage, edited when the publisher moves them.

    A file is recognised by what it holds: ``layout`` names the reader (a module of ``indicators/official/layouts``) and
    ``marks`` what must stand in its header for it to be this source; its name is never looked at. ``geography`` says
    what year's communes and regions it names, ``month`` the usual month of publication and ``lag_years`` how long
    after the year that it measures: a calendar is made of them. ``published`` gives the day on which a vintage came out,
    of the precision that is known; a vintage whose day is not known is not there.
    """

    publisher: Label
    title: Label
    licence: Label
    page: str = Field(min_length=1)
    addresses: Mapping[str, str] = Field(default_factory=dict)
    published: Mapping[str, PublishedOn] = Field(default_factory=dict)
    layout: str = Field(min_length=1)
    marks: tuple[str, ...] = ()
    levels: tuple[OfficialLevel, ...] = ()
    geography: str = ""
    month: int = Field(ge=1, le=12)
    lag_years: int = Field(default=1, ge=0, le=6)
    caveat: Label | None = None


class OfficialFeed(Entry):
    """How an indicator is made from what readers measure.

    ``indicator`` is an id of the catalogue; a feed that only gives a quantity by which others divide has ``quantity``
    in its place. ``numerator`` and ``denominator`` are measures of the facts of ``source`` and of
    ``denominator_source`` (the same when it is empty). The denominator is the year's own, or the nearest within
    ``denominator_within`` years. ``evenness`` and ``diversification`` add up the details of the numerator;
    ``rate_gap`` has four measures: numerator ÷ denominator minus ``less`` ÷ ``less_denominator``.

    ``band`` says the age band or the place when they differ from the indicator's (« 15+ » for 15–64, « head_office »):
    stored and shown, never equated. ``levels`` restricts the feed; ``exhaustive`` levels are those where a territory
    that the source does not name has none of what is counted. Feeds of one indicator are in order of preference.
    """

    indicator: str = ""
    quantity: str = ""
    source: str
    numerator: str = Field(min_length=1)
    denominator: str = ""
    denominator_source: str = ""
    denominator_within: int = Field(default=0, ge=0, le=5)
    less: str = ""
    less_denominator: str = ""
    formula: Formula = "ratio"
    multiplier: float = 1
    band: str = ""
    levels: tuple[OfficialLevel, ...] = ()
    exhaustive: tuple[OfficialLevel, ...] = ()

    @property
    def key(self) -> str:
        """What the cube calls it: the indicator, or « denominator:gdp_eur » for a quantity."""
        return self.indicator or f"denominator:{self.quantity}"
