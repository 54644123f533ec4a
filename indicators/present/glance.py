"""A thumbnail beside each of the four answers: the shape of the profile, of the budget, of the statuses, of the world.

They are plain HTML and not charts: the first page is drawn without loading a chart library, its words take the page's
own font and ink, and nothing is cut on a tablet. Colours are those of the charts and never stand alone.
"""

from __future__ import annotations

import math
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from pathlib import Path

from indicators.budget.view import BudgetView
from indicators.evaluation import IndicatorReading
from indicators.geii import DimensionReading, Profile
from indicators.present.maps.scene import Position, Scene, position
from indicators.present.maps.symbols import HOUSE, Symbol
from indicators.present.palette import BLUE, GREY, NEUTRAL, ORANGE, PALETTE, RED, STATUS_COLOURS
from indicators.present.texts import Translator
from indicators.present.texts.evaluation.status import status_label
from indicators.progress import NOT_ASSESSED, READING_ORDER, SYMBOLS, Status

WIDTH = 255
"""Pixels of a thumbnail: with the key figure beside it, a card of half the page at a desk; below it on a tablet."""
_LAND = Path(__file__).parents[2] / "data" / "reference" / "land.svgpath"
_LEAST, _MOST = 2.0, 4.0  # times the reference, on either side of it
_KEPT = 3
_LARGE_TILES = 20
_LINE = "display:flex;align-items:center;gap:6px;height:17px"


def _box(body: str, words: str) -> str:
    style = f"width:{WIDTH}px;max-width:100%;font-size:12.5px;line-height:17px"
    return f'<div role="img" aria-label="{escape(words)}" style="{style}">{body}</div>'


def profile_thumbnail(profile: Profile, t: Translator) -> str:
    """The six dimensions on one logarithmic scale around the reference (= 100); a dimension without index says so.

    A diamond is a dimension's index; where there is none, dots are the indicators that are known, hollow when borrowed.
    """
    reach = _reach(profile.dimensions)
    rows = "".join(_profile_row(item, reach, t) for item in profile.dimensions)
    origin = t("{name} = 100", name=t.join(profile.reference_names[:1]) or t("référence"))
    missing = [t("∅ sans donnée")] if any(not _known(item) for item in profile.dimensions) else []
    under = " · ".join([*missing, t("en tirets : {reference}", reference=origin)])
    scale = f'<span style="grid-column:1/-1">{escape(under)}</span>'
    grid = "display:grid;grid-template-columns:max-content 1fr;column-gap:10px;text-align:right"
    told = [
        t("{name} : {index}", name=item.dimension.short_label.get(t.lang), index=t.number(item.index, 0))
        if item.index is not None
        else t("{name} : sans indice", name=item.dimension.short_label.get(t.lang))
        for item in profile.dimensions
    ]
    return _box(
        f'<div style="{grid}">{rows}{scale}</div>',
        t("Profil en petit, {origin}. {parts}.", origin=origin, parts=t.join(told)),
    )


def _known(item: DimensionReading) -> bool:
    return item.index is not None or any(reading.benchmark is not None for reading in item.readings)


def _reach(dimensions: Iterable[DimensionReading]) -> float:
    """How many times the reference the scale goes, on either side: enough for every mark, within bounds."""
    shown = [
        value
        for item in dimensions
        for value in ([item.index] if item.index is not None else [reading.benchmark for reading in item.readings])
        if value
    ]
    return min(max([_LEAST, *(max(value / 100, 100 / value) for value in shown)]), _MOST)


def _profile_row(item: DimensionReading, reach: float, t: Translator) -> str:
    middle = "position:absolute;left:50%;top:0;bottom:0;border-left:1px dashed currentColor;opacity:.6"
    name = escape(item.dimension.short_label.get(t.lang))
    return (
        f'<span>{name}</span><span style="position:relative"><span style="{middle}"></span>{_marks(item, reach)}</span>'
    )


def _marks(item: DimensionReading, reach: float) -> str:
    if item.index is not None:
        return _mark(item.index, reach, f"background:{BLUE};transform:translate(-50%,-50%) rotate(45deg)")
    if not _known(item):
        return '<span style="position:absolute;right:0">∅</span>'
    known = [reading for reading in item.readings if reading.benchmark is not None]
    fill = {True: "transparent", False: ORANGE}
    round_mark = "border:2px solid {edge};border-radius:50%;transform:translate(-50%,-50%);background:{fill}"
    return "".join(
        _mark(reading.benchmark or 0.0, reach, round_mark.format(edge=ORANGE, fill=fill[reading.proxy]))
        for reading in known
    )


def _mark(index: float, reach: float, look: str) -> str:
    share = 0.5 + math.log(min(max(index / 100, 1 / reach), reach)) / math.log(reach) / 2
    return f'<span style="position:absolute;left:{100 * share:.1f}%;top:50%;width:9px;height:9px;box-sizing:border-box;{look}"></span>'


def rubrics_thumbnail(view: BudgetView, t: Translator) -> str:
    """The expenditure of the year as one bar of rubrics, the first ones named; empty when there is none.

    Shares are on gross positive amounts, as on the page of the budget: a refund never turns a part over.
    """
    shares = [(part.key, part.share.value or 0.0) for part in view.rubrics.parts if part.share.value]
    if not shares:
        return ""
    bands = _bands(sorted(shares, key=lambda item: -item[1]), view, t)
    bar = "".join(
        f'<span style="flex:{share:.4f} 1 0;background:{colour};border-radius:2px"></span>'
        for _, share, colour in bands
    )
    keys = "".join(_key(name, t.percent(share, 0), colour) for name, share, colour in bands)
    told = t.join(t("{name} : {share}", name=name, share=t.percent(share, 0)) for name, share, _ in bands)
    words = t("Dépenses de {year} par rubrique. {parts}.", year=view.year, parts=told)
    return _box(f'<div style="display:flex;gap:1px;height:20px;margin-bottom:6px">{bar}</div>{keys}', words)


def _bands(ordered: Sequence[tuple[str, float]], view: BudgetView, t: Translator) -> list[tuple[str, float, str]]:
    kept = ordered if len(ordered) <= _KEPT + 1 else ordered[:_KEPT]
    known = view.catalogue.rubrics
    bands = [(known[key].short_label.get(t.lang), share, PALETTE[known[key].color_rank % len(PALETTE)]) for key, share in kept]  # fmt: skip
    rest = sum(share for _, share in ordered[len(kept) :])
    return [*bands, (t("Autres rubriques"), rest, GREY)] if rest else bands


def _key(name: str, value: str, colour: str) -> str:
    square = f'<span style="width:11px;height:11px;border-radius:2px;background:{colour}"></span>'
    return f'<div style="{_LINE}">{square}<span style="flex:1">{escape(name)}</span><b>{escape(value)}</b></div>'


def statuses_thumbnail(aimed: Sequence[IndicatorReading], t: Translator) -> str:
    """One tile a target in the order of the statuses, the symbol in the tile, then the count of each status."""
    ordered = sorted((item.assessment.status for item in aimed), key=READING_ORDER.index)
    size = 22 if len(ordered) <= _LARGE_TILES else 16
    tiles = "".join(_tile(status, size) for status in ordered)
    counts = [(status_label(status, t), t.number(number)) for status, number in Counter(ordered).items()]
    keys = "".join(
        f'<span style="white-space:nowrap">{escape(label)}{t(" : ")}<b>{number}</b></span>' for label, number in counts
    )
    told = t.join(t("{name} : {number}", name=label, number=number) for label, number in counts)
    wrap = "display:flex;flex-wrap:wrap;gap:3px;margin-bottom:6px"
    body = f'<div style="{wrap}">{tiles}</div><div style="{wrap};column-gap:12px;row-gap:0">{keys}</div>'
    return _box(body, t("Statuts des cibles. {parts}.", parts=told))


def _tile(status: Status, size: int) -> str:
    box = f"width:{size}px;height:{size}px;box-sizing:border-box;border-radius:4px;font-weight:700;text-align:center"
    full = f"background:{STATUS_COLOURS[status]};color:#fff;line-height:{size}px"
    look = f"border:1px solid currentColor;line-height:{size - 2}px" if status in NOT_ASSESSED else full
    return f'<span style="{box};{look}">{SYMBOLS[status]}</span>'


def world_thumbnail(scene: Scene, t: Translator) -> str:
    """The partners on the outline of the world, linked to the territory; the symbols are those of the large map."""
    home, placed = scene.centre, [(item, place) for item in scene.placed if (place := position(item))]
    parts = [f'<path d="{land()}" fill="{NEUTRAL}" fill-opacity=".32"/>']
    parts += [_link(home, place) for _, place in placed] if home else []
    parts += _symbols((scene.kinds[item.partnership.type], place) for item, place in placed)
    if home:
        parts.append(f'<path transform="translate({_at(home)}) scale(5)" d="{HOUSE}" fill="{RED}"/>')
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 142">{"".join(parts)}</svg>'
    words = t.n("Planisphère : {count} partenaire placé.", "Planisphère : {count} partenaires placés.", len(placed))
    image = f'<img alt="" style="width:100%" src="data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"/>'
    return _box(image, words)


def _symbols(placed: Iterable[tuple[Symbol, Position]]) -> list[str]:
    return [
        f'<path transform="translate({_at(place)}) scale(4.4)" d="{symbol.shape}" fill="{symbol.colour}" stroke="#fff" stroke-width=".3"/>'
        for symbol, place in placed
    ]


@lru_cache(maxsize=1)
def land() -> str:
    """The outline of the land as an SVG path, in degrees: x is the longitude + 180, y is 84 - the latitude."""
    return _LAND.read_text(encoding="ascii").strip()


def _xy(place: Position) -> Position:
    return place[1] + 180, 84 - max(place[0], -58)


def _at(place: Position) -> str:
    return "{:.1f},{:.1f}".format(*_xy(place))


def _link(home: Position, place: Position) -> str:
    """A curve bent upwards, the more the farther: a hint of the great circle, which this size cannot show."""
    (x1, y1), (x2, y2) = _xy(home), _xy(place)
    bend = (y1 + y2) / 2 - 0.18 * math.hypot(x2 - x1, y2 - y1)
    look = f'fill="none" stroke="{NEUTRAL}" stroke-width=".8"'
    return f'<path d="M{x1:.1f},{y1:.1f}Q{(x1 + x2) / 2:.1f},{bend:.1f} {x2:.1f},{y2:.1f}" {look}/>'
