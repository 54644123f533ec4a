"""The map of paper: what it draws, what it names, what it leaves to the words beside it."""

from __future__ import annotations

import json
import re

import pytest
import vl_convert

from indicators.present.maps import paper
from indicators.present.maps.altair_map import partnership_figure
from indicators.present.maps.colours import LAND, NIGHT, PAPER, SEA, night_style
from indicators.present.maps.labels import Name, box_of, equal_earth, over, sides
from indicators.present.maps.shading import shade
from indicators.present.maps.symbols import INK
from indicators.present.palette import PALETTE
from indicators.present.reports.drawing import drawing
from indicators.present.texts import translator
from tests.partnerships.samples import partnership, read
from tests.present.test_maps import hostile, scene
from tests.present.test_palette import contrast

t = translator("fr")


def test_equal_earth_projects_the_published_extent() -> None:
    assert equal_earth(0, 180) == pytest.approx((2.7066, 0), abs=1e-4)
    assert equal_earth(90, 0) == pytest.approx((0, 1.3174), abs=1e-4)


def test_names_never_cover_each_other() -> None:
    alone, close, closer = Name("Sfax", 100, 100), Name("Tunis", 108, 101), Name("Sousse", 104, 104)
    assert sides([alone]) == ["right"]
    assert sides([alone, close]) == ["left", "right"]
    assert sides([alone, close, closer]).count(None) <= 1


def test_the_name_of_the_territory_is_always_written_and_the_others_give_way() -> None:
    """Where it fits nowhere it covers a point, never another name."""
    home, around = Name("Exempleville (fictif)", 100, 100, heavy=True), [Name("Turku", 100 + x, 100 + y) for x, y in ((12, 0), (-12, 0), (0, 12), (0, -12))]  # fmt: skip
    assert sides([home, *around])[0] is None
    found = sides([home, *around], always=1)
    assert found[0] is not None
    placed = [(name, side) for name, side in zip([home, *around], found, strict=True) if side]
    boxes = [box_of(name, side) for name, side in placed]
    assert not any(over(one, two) for rank, one in enumerate(boxes) for two in boxes[rank + 1 :])


def test_paper_and_screen_draw_the_same_relations() -> None:
    figure = partnership_figure(scene(), t, shading=shade({"TN": 1}, "number", t))
    spec = json.dumps(figure.spec)
    assert all(name in spec for name in ("Sfax", "Innsbruck", "Oxford", "equalEarth"))
    assert "3 n\u2019ont pas" in figure.sentence or "3 n’ont pas de coordonnées" in figure.sentence
    assert list(figure.table["Partenaire"]) == [item.partnership.partner for item in scene().relations]
    assert figure.alt.startswith("Les partenariats de Grenoble")


def test_the_frame_near_the_territory_tells_what_is_beyond() -> None:
    items = scene(
        *read(partnership("a", latitude=34.74, longitude=10.76), partnership("b", "JP", latitude=36, longitude=140))
    )
    found = paper.framing(items, items.relations, "near")
    assert ([item.id for item in found.drawn], found.beyond) == (["a"], 1)
    figure = partnership_figure(items, t, frame="near")
    assert "hors du cadre" in figure.sentence
    alone = scene(*read(partnership("b", "JP", latitude=36, longitude=140)))
    assert paper.framing(alone, alone.relations, "near").bounds == paper.WORLD


def test_every_colour_of_the_paper_map_reads_on_a_dark_page() -> None:
    figure = partnership_figure(hostile(), t, shading=shade({"TN": 1, "DE": 9}, "number", t))
    by_day = drawing(figure.spec or {})
    drawn = by_day.at_night().svg
    assert f'fill="{SEA}"' in drawn and f'fill="{PAPER}"' in by_day.svg and SEA not in by_day.svg, (
        "the original is left alone"
    )
    colours = set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]{6})"', drawn))
    assert colours <= set(NIGHT.values()) and len(colours) > 5
    for colour in PALETTE:
        assert contrast(NIGHT[colour], NIGHT[LAND]) >= 3 and contrast(NIGHT[colour], SEA) >= 3, colour
    assert contrast(NIGHT[INK], NIGHT[LAND]) >= 7
    day = set(
        re.findall(r'(?:fill|stroke)="(#[0-9a-f]{6})"', vl_convert.vegalite_to_svg({**figure.spec, "width": 400}))
    )
    style = night_style("figure svg")
    assert [colour for colour in day if f'figure svg [fill="{colour}"]{{fill:{NIGHT[colour]}}}' not in style] == []


def test_the_picture_is_drawn_without_network_and_an_empty_one_too() -> None:
    spec = {**(partnership_figure(hostile(), t).spec or {}), "width": 300}
    picture = vl_convert.vegalite_to_svg(spec)
    assert "&lt;img src=x" in picture and "<img" not in picture
    empty = partnership_figure(scene(*read(partnership("nowhere"))), t).spec or {}
    assert vl_convert.vegalite_to_svg({**empty, "width": 200}).startswith("<svg")
