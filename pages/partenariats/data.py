"""What the partnership page reads: the relations of the edition with all that the map needs, built once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

import streamlit as st

from indicators.partnerships import MembershipReading, Overlap, Relation, Rules, Selector, overlap
from indicators.present.maps.payload import as_json, configuration
from indicators.present.maps.scene import Scene, actor_layer, diaspora_layer, network_layer
from indicators.present.maps.symbols import kind_symbols
from indicators.present.texts.partnerships.words import state_words
from pages.shared.context import CacheKey, PageContext

Result = TypeVar("Result")
SHEET = "fiche"  # the relation whose sheet is open, in the session and in the address


@dataclass(frozen=True)
class Portfolio:
    """The relations of a territory on the day of reference, in one language.

    ``past``: the day is before the edition's latest year; ``told`` are then the relations that have a date, else all.
    """

    rules: Rules
    as_of: date
    past: bool
    relations: tuple[Relation, ...]
    told: tuple[Relation, ...]
    selector: Selector
    networks: tuple[MembershipReading, ...]
    communities: Overlap
    scene: Scene
    configuration: Mapping[str, Any]
    version: str
    _made: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, name: str, kept: Sequence[Relation], build: Callable[[], Result]) -> Result:
        """What is made of the relations that are kept: made once for all of them, anew for a choice among them."""
        if len(kept) < len(self.relations):
            return build()
        if name not in self._made:
            self._made[name] = build()
        result: Result = self._made[name]
        return result

    @cached_property
    def payload(self) -> bytes:
        """What the map is drawn from, as the browser fetches it."""
        return as_json(self.configuration).encode()

    @cached_property
    def by_id(self) -> dict[str, Relation]:
        """The relations by identifier."""
        return {item.id: item for item in self.relations}

    def kind(self, item: Relation) -> str:
        """The words of a relation's kind."""
        return self.scene.kinds[item.partnership.type].label


def portfolio(context: PageContext) -> Portfolio:
    """The portfolio of the edition, the territory and the language that are shown."""
    return _portfolio(context.cache_key, context)


@st.cache_resource(max_entries=12, show_spinner=False)
def _portfolio(key: CacheKey, _context: PageContext) -> Portfolio:
    t, snapshot, settings = _context.t, _context.snapshot, _context.settings
    readout = _context.readout
    found, readings = readout.relations, readout.networks
    diasporas = overlap(snapshot.communities, found)
    scene = Scene(
        home=_context.territory,
        relations=found,
        kinds=kind_symbols(found, _context.catalogue.partnership_kinds, t),
        states=state_words(t),
        layers=(network_layer(readings, t), diaspora_layer(diasporas, t), actor_layer(snapshot.actors, t)),
        origins=snapshot.territories,
    )
    return Portfolio(
        rules=readout.rules,
        as_of=readout.as_of,
        past=readout.past,
        relations=found,
        told=tuple(item for item in found if item.dated or not readout.past),
        selector=Selector(found, t.country, readout.strategy.priorities.codes),
        networks=readings,
        communities=diasporas,
        scene=scene,
        configuration=configuration(
            scene,
            t,
            disputed=settings.map.disputed,
            labels=settings.map.disputed_labels,
            tiles=settings.map.tiles,
            tiles_attribution=settings.map.tiles_attribution,
        ),
        version="-".join(str(part) for part in key[1:]),
    )
