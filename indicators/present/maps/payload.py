"""The scene as compact JSON for the browser: columns rather than objects, so that 10 440 points weigh a quarter of a megabyte.

Two parts: what does not change while the reader filters (sent once), and the state (a few kilobytes at each change).
Texts are data, written by the browser as text: nothing that a person typed is ever markup.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from indicators.geography import ATTRIBUTION, arc, disputed_areas
from indicators.geography.world import ATTRIBUTION as BACKGROUND
from indicators.partnerships import Relation
from indicators.present.maps.colours import DARK, LIGHT
from indicators.present.maps.packing import Packed, packed, steps
from indicators.present.maps.scene import Layer, Position, Scene, country_point, position
from indicators.present.maps.shading import Shading, spread
from indicators.present.maps.symbols import HOUSE
from indicators.present.maps.words import map_words
from indicators.present.texts import Translator
from indicators.present.texts.partnerships.words import partner_name

MAX_ARCS = 600  # beyond, one arc a country, as wide as it has relations: ten thousand arcs show nothing
ARC_STEP_KM, FINE_STEP_KM, FINE_ARCS = 300.0, 90.0, 100  # few arcs are looked at one by one: they bend without corners
DEGREE = 10_000  # a ten-thousandth of a degree, 11 metres: the precision of the gazetteer
SOLID_STATES = frozenset({"active"})
_NEVER = 1  # before any year that is played
FADED_STATES = frozenset({"ended", "suspended", "planned", "not_yet"})


def as_json(value: Any) -> str:
    """Compact JSON that is safe inside a script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def configuration(
    scene: Scene,
    t: Translator,
    *,
    disputed: Mapping[str, str] | None = None,
    labels: Mapping[str, str] | None = None,
    tiles: str = "",
    tiles_attribution: str = "",
) -> dict[str, Any]:
    """What the browser keeps for as long as the edition and the language do not change."""
    areas = disputed_areas(disputed, labels)
    return {
        "home": _home(scene, t),
        "points": _columns(scene, t),
        "arcs": _arcs(scene),
        "layers": [_layer(layer) for layer in scene.layers],
        "disputed": {area.id: {"label": area.label(t.lang), "as": area.shown_as} for area in areas},
        "words": map_words(t),
        "lang": t.lang,
        "last": max((item.as_of.year for item in scene.relations), default=0),
        "title": t("Les partenariats de {name}", name=scene.home.called),
        "file": f"partenariats_{scene.home.code}",
        "tiles": {"url": tiles, "attribution": tiles_attribution} if tiles else None,
        "attribution": f"{BACKGROUND} · {ATTRIBUTION}",
    }


def state(
    scene: Scene,
    shown: Collection[str] | None = None,
    *,
    shading: Shading | None = None,
    layers: Iterable[str] = (),
    selected: str = "",
    focus: int = 0,
    frame: str = "",
) -> dict[str, Any]:
    """What changes with the reader's choices. ``shown`` holds the ids that pass the filters (None: all).

    ``focus`` is a counter: the map moves to ``selected`` when it grows, never otherwise. ``frame`` names what was looked
    for, empty without any filter: the map zooms to what is found when it changes.
    """
    numbers = {item.id: number for number, item in enumerate(scene.placed)}
    return {
        "mask": None if shown is None else mask_text(scene.placed, shown),
        "shade": _shade(shading) if shading else None,
        "layers": list(layers),
        "selected": numbers.get(selected, -1),
        "focus": focus,
        "frame": frame,
    }


def mask_text(relations: Sequence[Relation], shown: Collection[str]) -> str:
    """One bit a relation, packed from the highest bit of each byte, in base 64."""
    kept = set(shown)
    bits = np.array([item.id in kept for item in relations], dtype=bool)
    return base64.b64encode(np.packbits(bits).tobytes()).decode()


def selected_id(scene: Scene, value: str | None) -> str:
    """The partnership that a click returned: « number:count », the count telling two clicks on the same point apart."""
    number = (value or "").split(":")[0]
    return scene.placed[int(number)].id if number.isdigit() and int(number) < len(scene.placed) else ""


def _home(scene: Scene, t: Translator) -> dict[str, Any] | None:
    if scene.centre is None:
        return None
    return {"at": _rounded(scene.centre), "label": t.place(scene.home.name), "path": HOUSE}


def _columns(scene: Scene, t: Translator) -> dict[str, Any]:
    """One packed column a field; names, kinds, countries and states are numbers that point into their own lists."""
    placed = scene.placed
    nations = sorted({item.partnership.country for item in placed})
    partners = [partner_name(item, t) for item in placed]
    names = list(dict.fromkeys(partners))
    kinds, states = list(scene.kinds), list(scene.states)
    several = len({item.partnership.territory for item in placed}) > 1
    return {
        "names": names,
        "name": packed(steps(_numbers(names, partners))),
        "latitude": packed([round(place[0] * DEGREE) for item in placed if (place := position(item))]),
        "longitude": packed([round(place[1] * DEGREE) for item in placed if (place := position(item))]),
        "kind": _packed(kinds, [item.partnership.type for item in placed]),
        "country": _packed(nations, [item.partnership.country for item in placed]),
        "state": _packed(states, [item.state for item in placed]),
        "year": packed([item.first_year or 0 for item in placed]),
        "until": packed([_until(item) for item in placed]),
        "hand": [n for n, item in enumerate(placed) if item.partnership.coordinate_origin == "hand"],
        "origin": [_origin_name(scene, item) for item in placed] if several else None,
        "kinds": [{"label": item.label, "path": item.shape, "colour": item.colour} for item in scene.kinds.values()],
        "states": [{"label": label, "look": look(name)} for name, label in scene.states.items()],
        "countries": [{"id": iso2, "label": t.country(iso2)} for iso2 in nations],
    }


def _until(item: Relation) -> int:
    """The last year in which a relation stood, 0 while it stands; what was only planned never did."""
    return _NEVER if item.partnership.status == "planned" else item.last_year or 0


def _packed(known: Sequence[str], values: Iterable[str]) -> Packed:
    return packed(_numbers(known, values))


def _numbers(known: Sequence[str], values: Iterable[str]) -> list[int]:
    """Numbers that point into a list."""
    order = {name: number for number, name in enumerate(known)}
    return [order[value] for value in values]


def look(name: str) -> str:
    """Full for a recent exchange, dashed for what is not running, hollow for the rest."""
    return "solid" if name in SOLID_STATES else "faded" if name in FADED_STATES else "hollow"


def _origin_name(scene: Scene, relation: Relation) -> str:
    known = scene.origins.get(relation.partnership.territory)
    return known.name if known else relation.partnership.territory


def _arcs(scene: Scene) -> dict[str, Any]:
    """One great circle a relation, or one a country when there are too many; parts of flat [lat, lon, lat, lon…]."""
    step = FINE_STEP_KM if len(scene.placed) <= FINE_ARCS else ARC_STEP_KM
    if len(scene.placed) <= MAX_ARCS:
        return {"by": "point", "lines": [_line(scene.origin(item), position(item), step) for item in scene.placed]}
    nations = sorted({item.partnership.country for item in scene.placed})
    return {"by": "country", "lines": [_line(scene.centre, country_point(iso2), step) for iso2 in nations]}


def _line(start: Position | None, end: Position | None, step_km: float) -> list[list[float]]:
    if start is None or end is None:
        return []
    parts = arc(start, end, step_km)
    return [[round(number, 2) for point in part for number in point] for part in parts]


def _layer(layer: Layer) -> dict[str, Any]:
    points = [[*_rounded((item.latitude, item.longitude)), item.label, item.detail] for item in layer.points]
    return {
        "id": layer.id,
        "label": layer.symbol.label,
        "path": layer.symbol.shape,
        "colour": layer.symbol.colour,
        "points": points,
    }


def _shade(shading: Shading) -> dict[str, Any]:
    count = len(shading.labels)
    return {
        "title": shading.title,
        "labels": shading.labels,
        "areas": shading.areas,
        "texts": shading.texts,
        "light": spread(LIGHT, count),
        "dark": spread(DARK, count),
    }


def _rounded(point: Position | None) -> list[float]:
    """To the precision that packed coordinates have."""
    return [round(number, 4) for number in point or ()]
