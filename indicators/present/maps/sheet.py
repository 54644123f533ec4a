"""The map as a sheet to print, A4 landscape: numbered points, the territory's surroundings larger, and who stands where.

One HTML file, nothing to fetch. On paper a name at each point would be too small to read: a number is not, and the list
beside says whose it is, in text that a screen reader reads too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from indicators.languages import LANGUAGES
from indicators.partnerships import Relation
from indicators.present.figure import Figure
from indicators.present.maps.altair_map import partnership_figure
from indicators.present.maps.paper import Frame, framing
from indicators.present.maps.scene import Scene, position
from indicators.present.reports import pictures
from indicators.present.texts import Translator
from indicators.present.texts import reports as words
from indicators.present.texts.partnerships.words import partner_name

# Pixels that 190 millimetres hold: at this width the type of a map is printed at nine points.
_WIDE = 640
_WORLD, _ALONE, _NEAR = 226, 380, 196
_BESIDE = 42  # names that the column beside the maps holds; the others follow on the next page
_FEWEST = 4  # nearby points below which a second map would show nothing more

_STYLE = """
@page { size: A4 landscape; margin: 8mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 279mm; font: 9pt/1.25 "Open Sans", "DejaVu Sans", sans-serif; color: #14202b; background: #fff; }
h1 { font-size: 15pt; margin: 0 0 1mm; }
p { margin: 0 0 1.5mm; }
.sheet { display: grid; grid-template-columns: 190mm 1fr; gap: 5mm; }
figure { margin: 0; }
figure svg { width: 100%; height: auto; display: block; }
figcaption, footer { font-size: 7.5pt; color: #44525f; }
h2 { font-size: 9.5pt; margin: 0 0 1mm; }
ol { list-style: none; margin: 0; padding: 0; }
li { display: flex; gap: 2mm; break-inside: avoid; }
li b { flex: none; width: 6mm; text-align: right; font-variant-numeric: tabular-nums; }
.more { break-before: page; columns: 4; column-gap: 6mm; }
header { position: relative; }
.mark { border: 1px solid; padding: 0.5mm 2mm; position: absolute; right: 0; top: 0; }
@media screen { body { padding: 9mm; } }
@media screen and (max-width: 900px) { .sheet { grid-template-columns: 1fr; } .more { columns: 1; } }
"""


def numbered(relations: Sequence[Relation], t: Translator) -> dict[str, int]:
    """The number of each relation that has a place, in the order of the list: by country, then by name."""
    placed = [item for item in relations if position(item) is not None]
    placed.sort(key=lambda item: (t.country(item.partnership.country), item.partnership.partner))
    return {item.id: number for number, item in enumerate(placed, 1)}


def map_sheet(scene: Scene, relations: Sequence[Relation], t: Translator, disputed: Mapping[str, str]) -> str:
    """The sheet of some relations, in the language of ``t``."""
    numbers = numbered(relations, t)
    shown = {item.id for item in relations}

    def drawn(frame: Frame, height: int) -> Figure:
        size = (_WIDE, height)
        return partnership_figure(scene, t, shown, frame=frame, disputed=disputed, size=size, numbers=numbers)

    near = drawn("near", _NEAR)
    inset = _near_enough(scene, relations)
    whole = drawn("world", _WORLD if inset else _ALONE)
    maps = [_picture(whole, t("Le monde"))]
    if inset:
        maps.append(_picture(near, t("Autour de {name}", name=scene.home.called), legend=False))
    entries = [_entry(numbers[item.id], item, t) for item in sorted(relations, key=lambda one: numbers.get(one.id, 0)) if item.id in numbers]  # fmt: skip
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{LANGUAGES[t.lang].tag}"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(whole.title)}</title>{pictures.icon_link()}<style>{_STYLE}</style></head><body>",
            f"<header><h1>{escape(whole.title)}</h1>{_marks(whole, t, fictional=scene.home.fictional)}<p>{escape(whole.sentence)}</p></header>",
            f'<main><div class="sheet"><div>{"".join(maps)}</div>',
            f"<section><h2>{escape(t('Partenaires'))}</h2><ol>{''.join(entries[:_BESIDE])}</ol></section></div>",
            f'<ol class="more">{"".join(entries[_BESIDE:])}</ol>' if entries[_BESIDE:] else "",
            f"{_unplaced(relations, t)}</main><footer>{escape(whole.note)}</footer></body></html>",
        )
    )


def _near_enough(scene: Scene, relations: Sequence[Relation]) -> bool:
    found = framing(scene, relations, "near")
    return bool(found.beyond) and len(found.drawn) >= _FEWEST


def _picture(figure: Figure, name: str, *, legend: bool = True) -> str:
    spec = figure.spec or {}
    if not legend:
        spec = {**spec, "layer": [_unkeyed(layer) for layer in spec["layer"]]}
    drawing = pictures.svg(spec, _WIDE).replace("<svg ", '<svg aria-hidden="true" ', 1)
    return f"<figure>{drawing}<figcaption>{escape(name)}</figcaption></figure>"


def _unkeyed(layer: dict[str, Any]) -> dict[str, Any]:
    """A layer without legend: the map above has it."""
    encoding = {
        name: {**channel, "legend": None} if name in ("shape", "color", "strokeWidth") else channel
        for name, channel in layer.get("encoding", {}).items()
    }
    return {**layer, "encoding": encoding}


def _entry(number: int, item: Relation, t: Translator) -> str:
    name = f"{partner_name(item, t)} ({t.country(item.partnership.country)})"
    return f"<li><b>{number}</b><span>{escape(name)}</span></li>"


def _unplaced(relations: Sequence[Relation], t: Translator) -> str:
    lost = [partner_name(item, t) for item in relations if position(item) is None]
    return f"<p>{escape(t('Sans coordonnées, hors de la carte : {names}.', names=t.join(lost)))}</p>" if lost else ""


def _marks(figure: Figure, t: Translator, *, fictional: bool) -> str:
    told = words.invented(t, fictional=fictional, example=figure.example)
    return "".join(f'<p class="mark">{escape(mark)}</p>' for mark in told)
