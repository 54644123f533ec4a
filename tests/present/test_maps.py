"""The map of the screen, the map of paper and the files say the same, and a typed text is never markup."""

from __future__ import annotations

import base64
import io
import json
from threading import Event
from typing import Any

import numpy as np
import openpyxl
import pytest

from indicators.catalogue import PartnershipKind
from indicators.catalogue.label import Label
from indicators.partnerships import Overlap, Relation
from indicators.present.exports import csv_bytes
from indicators.present.maps import program as program_module
from indicators.present.maps.colours import LIGHT
from indicators.present.maps.folium_map import OfflineMap, partnership_map, standalone_html, state_group
from indicators.present.maps.packing import packed, steps
from indicators.present.maps.payload import as_json, configuration, mask_text, selected_id, state
from indicators.present.maps.program import ADDRESS, PARTS, STATIC, mark, program
from indicators.present.maps.scene import Scene, diaspora_layer, network_layer
from indicators.present.maps.shading import bounds, shade, spread
from indicators.present.maps.symbols import kind_symbols
from indicators.present.maps.table import geojson_bytes, partnership_table, xlsx_bytes
from indicators.present.texts import translator
from indicators.present.texts.partnerships.words import state_words
from indicators.records import Community, Membership, Territory
from tests.defaults import memberships
from tests.partnerships.samples import AS_OF, HOSTILE, partnership, portfolio, read

t = translator("fr")
GRENOBLE = Territory(code="38185", name="Grenoble", latitude=45.19, longitude=5.72)
KINDS = {
    name: PartnershipKind(id=name, label=Label(label), description=Label(label), symbol=symbol)
    for name, label, symbol in (
        ("twinning", "Jumelage", "circle"),
        ("decentralised_cooperation", "Coopération décentralisée", "square"),
        ("partnership", "Partenariat", "diamond"),
    )
}


def scene(*relations: Relation, **fields: Any) -> Scene:
    items = relations or portfolio()
    return Scene(GRENOBLE, items, kind_symbols(items, KINDS, t), state_words(t), **fields)


def hostile() -> Scene:
    return scene(
        *read(partnership("x", "SN", partner=HOSTILE, latitude=14.7, longitude=-17.4, source="=1+1", note=HOSTILE))
    )


def unpacked(column: list[Any]) -> list[int]:
    """What the browser reads: planes of bytes, the lowest first, counted from the smallest number."""
    width, least, text = column
    planes = np.frombuffer(base64.b64decode(text), dtype="u1").reshape(width, -1)
    return [least + sum(int(byte) << 8 * rank for rank, byte in enumerate(number)) for number in planes.T]


@pytest.mark.parametrize(
    ("values", "width"),
    [([], 1), ([0, 255], 1), ([256, 300], 1), ([0, 256], 2), ([65_536, 0], 3), ([-1_795_000, 5, 1_800_000], 3)],
)
def test_columns_are_as_narrow_as_their_numbers(values: list[int], width: int) -> None:
    assert packed(values)[0] == width
    assert unpacked(packed(values)) == values
    assert np.cumsum(steps(values)).tolist() == values


def test_only_relations_with_coordinates_are_placed() -> None:
    items = scene()
    assert [item.id for item in items.placed] == ["sfax", "innsbruck", "oxford"]
    points = configuration(items, t)["points"]
    assert [points["names"][number] for number in np.cumsum(unpacked(points["name"]))] == [
        "Sfax",
        "Innsbruck",
        "Oxford",
    ]
    assert (unpacked(points["latitude"])[0], unpacked(points["longitude"])[0]) == (347_400, 107_600)
    assert [points["kinds"][kind]["label"] for kind in unpacked(points["kind"])] == [
        "Coopération décentralisée",
        "Jumelage",
        "Jumelage",
    ]
    assert unpacked(points["year"]) == [1998, 1963, 1989]
    assert points["origin"] is None


def test_impossible_coordinates_are_not_drawn() -> None:
    items = scene(*read(partnership("a", latitude=134.0, longitude=10.0)))
    assert items.placed == ()


def test_coordinates_typed_by_hand_are_marked() -> None:
    items = scene(*read(partnership("a", latitude=1, longitude=1, coordinate_origin="hand")))
    assert configuration(items, t)["points"]["hand"] == [0]


def test_one_arc_a_relation_then_one_a_country_when_there_are_too_many() -> None:
    assert configuration(scene(), t)["arcs"]["by"] == "point"
    many = [partnership(str(n), "TN" if n % 2 else "AT", latitude=n / 50, longitude=10) for n in range(700)]
    arcs = configuration(scene(*read(*many)), t)["arcs"]
    assert (arcs["by"], len(arcs["lines"])) == ("country", 2)
    all_drawn, bundled = (configuration(scene(*read(*many[:count])), t)["arcs"] for count in (600, 601))
    assert (all_drawn["by"], len(all_drawn["lines"]), bundled["by"]) == ("point", 600, "country")


def test_links_start_from_each_territory_when_there_are_several() -> None:
    lyon = Territory(code="69123", name="Lyon", latitude=45.76, longitude=4.84)
    items = scene(
        *read(
            partnership("a", latitude=34.74, longitude=10.76),
            partnership("b", territory="69123", latitude=34.74, longitude=10.76),
        ),
        origins={"69123": lyon},
    )
    built = configuration(items, t)
    assert built["points"]["origin"] == ["38185", "Lyon"]
    assert built["arcs"]["lines"][1][0][:2] == [45.76, 4.84]


def test_the_mask_has_one_bit_a_relation() -> None:
    placed = scene().placed
    assert base64.b64decode(mask_text(placed, ["sfax", "oxford"])) == bytes([0b1010_0000])
    now = state(scene(), ["oxford"], selected="oxford", focus=2)
    assert (now["selected"], now["focus"], now["mask"]) == (2, 2, "IA==")
    assert state(scene(), None)["mask"] is None
    assert state(scene(), None, selected="plzen")["selected"] == -1


@pytest.mark.parametrize(
    ("value", "expected"), [("1:4", "innsbruck"), ("0:1", "sfax"), ("9:1", ""), (None, ""), ("<img", ""), ("-1:1", "")]
)
def test_what_a_click_returns(value: str | None, expected: str) -> None:
    assert selected_id(scene(), value) == expected


def test_json_cannot_close_a_script() -> None:
    text = as_json({"a": "</script><img src=x onerror=alert(1)>\u2028"})
    assert "<" not in text and "\u2028" not in text
    assert json.loads(text)["a"].startswith("</script>")


def test_folium_asks_nothing_of_another_machine() -> None:
    carte = partnership_map(configuration(scene(), t))
    links = [address for _, address in [*carte.default_js, *carte.default_css]]
    assert links and all(address.startswith("../../app/static/") and "?v=" in address for address in links)
    page = carte.get_root().render()
    assert "Sfax" not in partnership_map("../../media/a.json", "Rien").get_root().render(), (
        "the browser fetches them once"
    )
    assert "http://" not in page and "https://" not in page
    assert isinstance(carte, OfflineMap)


def test_the_program_is_written_in_short_parts_and_fetched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    written = {f"map/{path.name}" for path in (STATIC / "map").glob("*.js")}
    assert written == {part for part in PARTS if part.startswith("map/")}, "every part is served, none twice"
    assert len(PARTS) == len(set(PARTS)) and PARTS[-1] == "map/ouverture.js"
    long = [part for part in written if len((STATIC / part).read_text(encoding="utf-8").splitlines()) > 120]
    assert long == [], "two screens hold a part"
    assert [part for part in PARTS if (STATIC / part).read_text(encoding="utf-8").strip() not in program()] == []
    monkeypatch.setattr(program_module, "WHOLE", Event())
    parts = partnership_map(configuration(scene(), t)).default_js
    assert [name for name, _ in parts] == list(PARTS), "plain Streamlit serves the parts, in their order"
    program_module.WHOLE.set()
    ((name, address),) = partnership_map(configuration(scene(), t)).default_js
    assert name == ADDRESS and address == f"../../app/static/{ADDRESS}?v={mark(program().encode())}"


def test_the_state_does_not_carry_the_relations() -> None:
    group = state_group(state(scene(), ["sfax"], shading=shade({"TN": 1}, "number", t)))
    script = next(iter(group._children.values()))._template.module.script(next(iter(group._children.values())))
    assert "Ouverture.apply({" in script
    assert "Sfax" not in script and len(script) < 1500


def test_the_standalone_page_holds_everything() -> None:
    items = hostile()
    page = standalone_html(configuration(items, t), state(items), 'Carte <b>"x"</b>')
    assert HOSTILE not in page and "\\u003cimg src=x" in page
    assert "<title>Carte &lt;b&gt;" in page and 'html lang="fr"' in page
    assert "../../app/static" not in page.replace("const STATIC = '../../app/static/map/'", "")
    assert 'src="http' not in page
    assert "OUVERTURE_WORLD" in page


def test_tiles_only_when_the_settings_say_so() -> None:
    assert configuration(scene(), t)["tiles"] is None
    tiled = configuration(scene(), t, tiles="https://tuiles.example/{z}/{x}/{y}.png", tiles_attribution="IGN")
    assert tiled["tiles"] == {"url": "https://tuiles.example/{z}/{x}/{y}.png", "attribution": "IGN"}


def test_disputed_areas_reach_the_map_as_configured() -> None:
    areas = configuration(scene(), t, disputed={"EH": "MA"}, labels={"EH": "Sahara"})["disputed"]
    assert areas["EH"] == {"label": "Sahara", "as": "MA"}
    assert areas["x-crimea"]["as"] == "UA"


def test_kinds_keep_their_symbol_and_an_unknown_kind_has_its_own() -> None:
    found = kind_symbols(read(partnership("a", type="partnership"), partnership("b", type="inconnue")), KINDS, t)
    assert [item.label for item in found.values()] == ["Partenariat", "inconnue"]
    assert len({item.shape for item in found.values()}) == 2
    assert found["partnership"] == kind_symbols(portfolio(), KINDS, t)["partnership"]


@pytest.mark.parametrize(
    ("largest", "expected"),
    [
        (0, (0,)),
        (1, (1,)),
        (2, (1, 2)),
        (19, (1, 2, 5, 10)),
        (99, (1, 2, 5, 20, 50)),
        (2500, (1, 5, 20, 200, 1000)),
    ],
)
def test_classes_have_round_bounds(largest: float, expected: tuple[float, ...]) -> None:
    assert bounds(largest) == expected


def test_classes_start_near_the_smallest_value() -> None:
    assert bounds(213_000, 18_400) == (10_000, 20_000, 50_000, 100_000, 200_000)
    assert bounds(950, 950) == (500,)


def test_shading_words_its_classes_and_leaves_zero_alone() -> None:
    shading = shade({"TN": 1, "DE": 3, "FR": 0, "UA": 2}, "number", t)
    assert shading.labels == ("1", "2 et plus")
    assert (shading.areas["TN"], shading.areas["DE"], shading.areas["x-crimea"]) == (0, 1, 1)
    assert "FR" not in shading.areas
    assert shading.texts["DE"] == "3 relations"
    assert shading.colours == (LIGHT[0], LIGHT[2])


def test_shading_in_euros_is_read_in_euros() -> None:
    shading = shade({"TN": 1_200_000, "DE": 150_000}, "euros", t)
    assert shading.texts["TN"].replace("\u202f", " ").replace("\xa0", " ") == "12 000 €"
    assert shading.areas["TN"] > shading.areas["DE"]
    assert shade({}, "euros", t).labels == ()
    assert spread(LIGHT, 0) == ()


def test_files_hold_the_text_as_text() -> None:
    items = hostile()
    table = partnership_table(items.relations, items, t)
    text = csv_bytes(table).decode("utf-8-sig")
    assert f"{HOSTILE};Sénégal" in text and "'=1+1" in text
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(table, "Partenariats"))).active
    values = {cell.value: cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert values[HOSTILE] == "s" and values["=1+1"] == "s" and "f" not in values.values()


def test_geojson_has_points_links_and_relations_without_place() -> None:
    items = scene()
    content = json.loads(geojson_bytes(items.relations, items, t))
    points = [feature for feature in content["features"] if "id" in feature]
    links = [feature for feature in content["features"] if "lien" in feature["properties"]]
    assert len(points) == 6 and len(links) == 3
    assert points[0]["geometry"] == {"type": "Point", "coordinates": [10.76, 34.74]}
    assert points[3]["geometry"] is None
    assert links[0]["geometry"]["type"] == "MultiLineString"


def test_years_stay_numbers_in_the_table() -> None:
    table = partnership_table(scene().relations, scene(), t)
    assert table["Depuis"].tolist()[:2] == [1998, 1963]
    assert table["Depuis"].isna().sum() == 1


def test_secondary_layers() -> None:
    rows = [
        Membership(territory="38185", network="a", name=HOSTILE, seat_city="Bruxelles", latitude=50.85, longitude=4.35),
        Membership(territory="38185", network="b", name="Ancien", latitude=1, longitude=1, status="ended"),
        Membership(territory="38185", network="c", name="Sans siège"),
    ]
    layer = network_layer(memberships(rows, {}, AS_OF), t)
    assert [(point.label, point.detail) for point in layer.points] == [
        (HOSTILE, "Siège : Bruxelles".replace(" :", "\xa0:"))
    ]
    people = Community(territory="38185", country="DZ", year=2021, population=5200)
    found = Overlap(2021, (people,), (), (people,), (), ())
    (point,) = diaspora_layer(found, t).points
    assert point.label == "Algérie" and "sans partenaire" in point.detail
