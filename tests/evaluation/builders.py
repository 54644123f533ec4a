"""A catalogue of a few indicators and a territory of a few records, built by hand."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from indicators.catalogue import Catalogue
from indicators.catalogue.grids import Grid, GridItem, GridScale
from indicators.catalogue.label import Label
from indicators.catalogue.model import ActorGroup, Indicator, Purpose
from indicators.records import BudgetLine, Edition, Observation, Snapshot, Territory, frame_of

HOME = Territory(code="A", name="Exempleville", fictional=True)


def word(text: str) -> Label:
    return Label(fr=text, en=text, es=text)


def indicator(name: str, **more: Any) -> Indicator:
    families = {"t": "territorial", "p": "programmatic", "o": "operational"}
    base: dict[str, Any] = {
        "id": name, "family": families[name[0]], "label": word(name), "unit": "%", "unit_label": word("%"),
        "kind": "ratio", "direction": "up", "formula": word("f"), "sources": ("S",), "source_name": word("s"),
        "geo_level": "commune", "caveat": word("c"), "question": word("q"), "origin": "S000", "version": "1",
    }  # fmt: skip
    base |= more
    if base["direction"] == "context":
        base["weight"] = 0.0
    return Indicator(**base)


def grid(name: str, count: int, *, kind: Any = "boolean", high: float = 1, step: float = 1, **more: Any) -> Grid:
    return Grid(
        id=name,
        label=word(name),
        scope=more.pop("scope", "territory"),
        scale=GridScale(kind=kind, low=0, high=high, step=step),
        items=tuple(GridItem(id=f"i{index}", label=word("i")) for index in range(count)),
        note=word("n"),
        source="S",
        **more,
    )


def catalogue(*indicators: Indicator, grids: tuple[Grid, ...] = (), purposes: int = 0, groups: int = 6) -> Catalogue:
    sections: dict[str, Any] = {item.name: {} for item in fields(Catalogue)}
    sections["indicators"] = {item.id: item for item in indicators}
    sections["grids"] = {item.id: item for item in grids}
    sections["actor_groups"] = {
        f"g{index}": ActorGroup(id=f"g{index}", label=word("g"), description=word("d"), color_rank=index)
        for index in range(groups)
    }
    sections["objective_purposes"] = {
        f"u{index}": Purpose(id=f"u{index}", label=word("u"), description=word("d")) for index in range(purposes)
    }
    return Catalogue(**sections)


def seen(name: str, value: float | None, year: int = 2024, **more: Any) -> Observation:
    return Observation(territory="A", indicator=name, year=year, value=value, **more)


def snapshot(
    *observations: Observation, lines: tuple[BudgetLine, ...] = (), territory: Territory = HOME, **records: Any
) -> Snapshot:
    return Snapshot(
        edition=Edition(number=1, name="E", published_at="2025-01-01", author="A"),
        territory=territory,
        territories={"A": territory},
        observations=frame_of(Observation, observations),
        budget_lines=frame_of(BudgetLine, lines),
        **records,
    )
