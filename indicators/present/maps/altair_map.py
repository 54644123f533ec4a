"""The same scene without a browser's map: Equal Earth, for slides, for paper and where scripts are refused.

Vega draws great circles by itself between the two ends of a line, so links are two points each. The picture is on white,
to be printed and projected; a dark page exchanges its colours (``colours``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import altair as alt
import pandas as pd

from indicators.geography import NEUTRAL, disputed_areas
from indicators.partnerships import Relation
from indicators.present.charts.narrow import NARROW
from indicators.present.charts.theme import finish
from indicators.present.figure import Figure, Source, record_source, unique_sources
from indicators.present.maps import paper
from indicators.present.maps.colours import BORDER, LAND, LINK, PAPER
from indicators.present.maps.labels import CORNER, Side, sides
from indicators.present.maps.paper import Frame, Framing
from indicators.present.maps.payload import MAX_ARCS, look
from indicators.present.maps.scene import Scene, country_point, position
from indicators.present.maps.shading import Shading
from indicators.present.maps.symbols import HOUSE, INK
from indicators.present.maps.table import partnership_table, with_dates
from indicators.present.texts import Translator
from indicators.present.texts.partnerships import sentences
from indicators.present.texts.partnerships.words import origin_reliability

MAX_NAMES, MAX_NUMBERS = 60, 200
LEGEND_COLUMNS, _KEY = 2, 170
_OFFSETS: dict[Side, dict[str, Any]] = {
    "right": {"dx": 9, "align": "left", "baseline": "middle"},
    "left": {"dx": -9, "align": "right", "baseline": "middle"},
    "above": {"dy": -15, "align": "center", "baseline": "middle"},
    "below": {"dy": 15, "align": "center", "baseline": "middle"},
    "above_left": {"dx": -CORNER[0], "dy": -CORNER[1], "align": "right", "baseline": "middle"},
    "above_right": {"dx": CORNER[0], "dy": -CORNER[1], "align": "left", "baseline": "middle"},
    "below_left": {"dx": -CORNER[0], "dy": CORNER[1], "align": "right", "baseline": "middle"},
    "below_right": {"dx": CORNER[0], "dy": CORNER[1], "align": "left", "baseline": "middle"},
}


@dataclass(frozen=True)
class _Picture:
    scene: Scene
    found: Framing
    shading: Shading | None
    neutral: frozenset[str]
    t: Translator
    numbers: Mapping[str, int] = field(default_factory=dict)
    beside: bool = False
    stock: paper.Stock = field(default_factory=paper.Stock)


def partnership_figure(
    scene: Scene,
    t: Translator,
    shown: Collection[str] | None = None,
    *,
    shading: Shading | None = None,
    frame: Frame = "world",
    disputed: Mapping[str, str] | None = None,
    size: tuple[int, int] = paper.SCREEN,
    undated: int = 0,
    numbers: Mapping[str, int] | None = None,
    beside: bool = False,
) -> Figure:
    """The relations that are shown, with the sentence and the table of the map of the screen; ``size`` in pixels.

    ``undated`` of those that are not are left out because nothing tells when they stood. ``numbers``, by identifier, stand
    beside the points in the place of their names: a list beside the map then names them. ``beside`` puts the key at the side.
    """
    kept = tuple(item for item in scene.relations if shown is None or item.id in shown)
    found = paper.framing(scene, kept, frame, size)
    neutral = frozenset(area.id for area in disputed_areas(disputed) if area.shown_as == NEUTRAL)
    return Figure(
        key=f"partnership_map_{frame}",
        title=t("Les partenariats de {name}", name=scene.home.called),
        sentence=_sentence(kept, scene, found, undated, t),
        table=with_dates(partnership_table(kept, scene, t), t),
        spec=_spec(_Picture(scene, found, shading, neutral, t, numbers or {}, beside)),
        sources=unique_sources(_source(item, t) for item in kept),
        note=t(
            "Fond : Natural Earth. Frontières indicatives, sans valeur officielle. Arcs : plus court chemin sur le globe."
        ),
        example=any(item.example for item in kept),
    )


def _sentence(kept: tuple[Relation, ...], scene: Scene, found: Framing, undated: int, t: Translator) -> str:
    unplaced = tuple(item for item in kept if position(item) is None)
    shown = sentences.shown((*found.drawn, *unplaced), len(scene.relations), len(unplaced), t, undated)
    text = " ".join(part for part in (sentences.portfolio(kept, t), sentences.states(kept, t), shown) if part)
    if found.beyond:
        text += " " + t.n(
            "{count} relation plus lointaine est hors du cadre.",
            "{count} relations plus lointaines sont hors du cadre.",
            found.beyond,
        )
    return text


def _source(item: Relation, t: Translator) -> Source:
    partner = item.partnership
    quality = origin_reliability(partner.reliability, t) if partner.reliability else ""
    return record_source(partner, quality)


def _spec(picture: _Picture) -> dict[str, Any]:
    layers = [*_background(picture), *_links(picture), *_points(picture), *_home(picture)]
    chart = alt.layer(*layers).project(type="equalEarth").resolve_scale(color="independent", shape="independent")
    width, height = picture.found.size
    spec = finish(chart, picture.t, height=height)
    picture.stock.fill(spec)
    spec |= {"width": "container" if picture.found.size == paper.SCREEN else width, "background": PAPER}
    spec["config"]["legend"] |= {"labelColor": INK, "titleColor": INK}
    return spec


def _background(picture: _Picture) -> list[alt.Chart]:
    """Countries, those of the shading over them, and areas of disputed recognition in dashes."""
    rows, shading = paper.areas(picture.found.bounds), picture.shading
    charts = [_areas(list(rows.values()), picture).mark_geoshape(fill=LAND, stroke=BORDER, strokeWidth=0.5)]
    if shading and (met := [name for name in shading.areas if name in rows]):
        legend = alt.Legend(symbolType="square", symbolStrokeWidth=0)
        colour = alt.Color("properties.words:N", title=shading.title, sort=None, legend=legend).scale(
            domain=list(shading.labels), range=list(shading.colours)
        )
        classed = [{**rows[name], "properties": {"words": shading.labels[shading.areas[name]]}} for name in met]
        chart = _areas(classed, picture).mark_geoshape(stroke=BORDER, strokeWidth=0.5)
        charts.append(chart.encode(color=colour))
    dashed = _areas([item for name, item in rows.items() if name in picture.neutral], picture)
    return [*charts, dashed.mark_geoshape(filled=False, stroke=INK, strokeWidth=0.9, strokeDash=[3, 2])]


def _areas(items: list[dict[str, Any]], picture: _Picture) -> alt.Chart:
    return alt.Chart(picture.stock.data(items))


def _links(picture: _Picture) -> list[alt.Chart]:
    """One line a relation, or one a country when there are too many, as wide as the country counts relations."""
    scene, drawn = picture.scene, picture.found.drawn
    bundled = len(drawn) > MAX_ARCS
    if bundled:
        ends = pd.Series([item.partnership.country for item in drawn]).value_counts()
        pairs = [(scene.centre, country_point(str(iso2)), int(count)) for iso2, count in ends.items()]
    else:
        pairs = [(scene.origin(item), position(item), 1) for item in drawn]
    lines = [_line([[a[1], a[0]], [b[1], b[0]]], count) for a, b, count in pairs if a and b]
    if not lines:
        return []
    chart = _areas(lines, picture).mark_geoshape(filled=False, stroke=LINK, opacity=0.55)
    width = alt.StrokeWidth("properties.count:Q").scale(type="sqrt", range=[0.9, 6]).legend(None)
    return [chart.encode(strokeWidth=width) if bundled else chart]


def _line(coordinates: list[list[float]], count: int) -> dict[str, Any]:
    geometry = {"type": "LineString", "coordinates": coordinates}
    return {"type": "Feature", "properties": {"count": count}, "geometry": geometry}


def _points(picture: _Picture) -> list[alt.LayerChart | alt.Chart]:
    """Partners by shape and colour, hollow unless an exchange is recent, with names where they are few."""
    rows = _rows(picture)
    if rows.empty:
        return []
    symbols, title = picture.scene.kinds.values(), picture.t("Nature de la relation")
    words = [item.label for item in symbols]
    columns = 1 if picture.beside else max(1, min(LEGEND_COLUMNS, picture.found.size[0] // _KEY))
    legend = alt.Legend(columns=columns, orient="right" if picture.beside else alt.Undefined)
    shape = alt.Shape("kind:N", title=title, sort=None, legend=legend)
    shape = shape.scale(domain=words, range=[item.shape for item in symbols])
    tint = alt.Color("kind:N", title=title, sort=None, legend=legend)
    tint = tint.scale(domain=words, range=[item.colour for item in symbols])
    size = 90 if len(rows) <= MAX_ARCS else 22
    base = _at(rows).encode(
        tooltip=[alt.Tooltip(f"{name}:N", title="") for name in ("name", "country", "kind", "state")]
    )
    halo = base.mark_point(filled=True, fill=PAPER, opacity=1, size=size).encode(shape=shape.legend(None))
    ring = base.mark_point(filled=False, strokeWidth=2, size=size, opacity=1).encode(shape=shape, color=tint)
    full = base.transform_filter(alt.datum.look == "solid").mark_point(filled=True, opacity=1, size=size)
    return [halo, ring, full.encode(shape=shape.legend(None), color=tint.legend(None)), *_names(rows)]


def _rows(picture: _Picture) -> pd.DataFrame:
    scene, t = picture.scene, picture.t
    rows: list[dict[str, Any]] = [
        {
            "name": item.partnership.partner,
            "told": _told(picture, item),
            "country": t.country(item.partnership.country),
            "kind": scene.kinds[item.partnership.type].label,
            "state": scene.states[item.state],
            "look": look(item.state),
            "latitude": place[0],
            "longitude": place[1],
        }
        for item in picture.found.drawn
        if (place := position(item))
    ]
    for row, side in zip(rows, _sides(picture)[1:], strict=True):
        row["side"] = side or ""
    return pd.DataFrame(rows)


def _told(picture: _Picture, item: Relation) -> str:
    """What stands beside a point: its number in the list, else its name."""
    return str(picture.numbers.get(item.id, item.partnership.partner))


def _sides(picture: _Picture) -> list[Side | None]:
    """The side of the territory's name, which comes first, then of what each relation has; None where there is no room."""
    scene, drawn = picture.scene, [item for item in picture.found.drawn if position(item)]
    home = [(picture.t.place(scene.home.name), scene.centre)] if scene.centre else []
    own = [replace(name, heavy=True) for name in paper.pixels(home, picture.found)]
    if len(drawn) > (MAX_NUMBERS if picture.numbers else MAX_NAMES):
        return [*(sides(own, len(own)) or [None]), *([None] * len(drawn))]
    places = [(_told(picture, item), place) for item in drawn if (place := position(item))]
    found = sides([*own, *paper.pixels(places, picture.found)], len(own))
    return found if own else [None, *found]


def _names(rows: pd.DataFrame) -> list[alt.Chart]:
    """One layer a side, since Vega sets the alignment of a text by layer."""
    style: dict[str, Any] = {"fontSize": 10.5, "fontWeight": 600, "color": INK}
    shown = alt.Opacity(condition={"test": NARROW, "value": 0}, value=1)  # on a telephone they would lie on each other
    present = [side for side in _OFFSETS if (rows["side"] == side).any()]
    return [
        _at(rows[rows["side"] == side]).mark_text(**style, **_OFFSETS[side]).encode(text="told:N", opacity=shown)
        for side in present
    ]


def _home(picture: _Picture) -> list[alt.Chart]:
    centre, side = picture.scene.centre, _sides(picture)[0]
    if centre is None or side is None:
        return []
    rows = pd.DataFrame(
        [{"latitude": centre[0], "longitude": centre[1], "name": picture.t.place(picture.scene.home.name)}]
    )
    house = _at(rows).mark_point(shape=HOUSE, filled=True, fill=INK, stroke=PAPER, strokeWidth=0.8, size=150, opacity=1)
    style: dict[str, Any] = {"fontSize": 11.5, "fontWeight": 700, **_OFFSETS[side]}
    halo = _at(rows).mark_text(stroke=PAPER, strokeWidth=3, color=PAPER, **style).encode(text="name:N")
    return [house, halo, _at(rows).mark_text(color=INK, **style).encode(text="name:N")]


def _at(rows: pd.DataFrame) -> alt.Chart:
    return alt.Chart(rows).encode(longitude="longitude:Q", latitude="latitude:Q")
