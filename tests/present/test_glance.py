"""The thumbnails of the summary: drawn from the same numbers as the charts, told in words, honest when empty."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

from indicators.catalogue import Catalogue, load_catalogue
from indicators.demo.snapshot import demo_snapshot
from indicators.present.glance import profile_thumbnail, rubrics_thumbnail, statuses_thumbnail, world_thumbnail
from indicators.present.maps.scene import Scene
from indicators.present.maps.symbols import kind_symbols
from indicators.present.texts import translator
from indicators.records import Snapshot
from tests.defaults import budget_view, build_profile, evaluate, profile_options, relations

t = translator("fr")
GRENOBLE = "38185"


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return demo_snapshot(GRENOBLE)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def scene(snapshot: Snapshot, catalogue: Catalogue) -> Scene:
    found = relations(snapshot.partnerships, snapshot.activities, date(2026, 11, 27))
    return Scene(snapshot.territory, found, kind_symbols(found, catalogue.partnership_kinds, t), {})


def alternative(html: str) -> str:
    """The words that stand for the picture."""
    root = ElementTree.fromstring(html)
    assert root.get("role") == "img"
    return root.get("aria-label") or ""


@pytest.fixture
def profile_of(catalogue: Catalogue) -> Callable[[str, int], str]:
    def drawn(code: str, year: int) -> str:
        return profile_thumbnail(
            build_profile(demo_snapshot(code), catalogue, year, profile_options(references=("FR",))), t
        )

    return drawn


def test_a_dimension_without_data_says_so_and_has_no_mark(profile_of: Callable[[str, int], str]) -> None:
    html = profile_of(GRENOBLE, 2023)
    told = alternative(html)
    assert told.startswith("Profil en petit, France = 100.")
    assert told.count("sans indice") == 6
    rows = dict(re.findall(r"<span>([^<]+)</span><span style=\"position:relative\">(.*?)</span></span>", html))
    assert "∅" in rows["Liens commerciaux"] and "left:50" in rows["Liens commerciaux"]
    assert "border-radius:50%" in rows["Étudiants et formation"]
    assert "∅ sans donnée" in html


def test_a_mark_stands_where_its_index_is(profile_of: Callable[[str, int], str]) -> None:
    """The middle is 100 and the ends half and twice that: 188.3 is at 1 / 2 + ln(1.883) / ln(2) / 2 = 95.7 %."""
    places = [float(found) for found in re.findall(r"left:([\d.]+)%;top", profile_of(GRENOBLE, 2023))]
    assert any(place == pytest.approx(95.7, abs=0.3) for place in places)


def test_the_bar_is_shared_as_the_budget_is(snapshot: Snapshot, catalogue: Catalogue) -> None:
    """Grenoble 2018: 601 977 € of 966 687 € are daily operations, 254 722 € subsidies."""
    html = rubrics_thumbnail(budget_view(snapshot, catalogue, 2023), t)
    widths = [float(found) for found in re.findall(r"flex:([\d.]+) 1 0", html)]
    assert widths[:2] == pytest.approx([60_197_736 / 966_687, 25_472_250 / 966_687], abs=1e-3)
    assert sum(widths) == pytest.approx(100.0, abs=1e-3)
    assert "Opérations\u00a0: 62\u00a0%" in alternative(html)


def test_a_refund_turns_no_part_over(snapshot: Snapshot, catalogue: Catalogue) -> None:
    lines = snapshot.budget_lines.copy()
    lines.loc[lines["rubric"] == "r3_networks", "paid"] = -100_000_00
    view = budget_view(replace(snapshot, budget_lines=lines), catalogue, 2023)
    widths = [float(found) for found in re.findall(r"flex:([\d.]+) 1 0", rubrics_thumbnail(view, t))]
    assert min(widths) > 0 and sum(widths) == pytest.approx(100.0, abs=1e-3)


def test_no_bar_without_expenditure(snapshot: Snapshot, catalogue: Catalogue) -> None:
    assert (
        rubrics_thumbnail(budget_view(replace(snapshot, budget_lines=snapshot.budget_lines[:0]), catalogue, 2023), t)
        == ""
    )


def test_one_tile_a_target(catalogue: Catalogue) -> None:
    found = demo_snapshot("EX001")
    few = replace(found, targets=found.targets[:6])
    aimed = [item for item in evaluate(few, catalogue, 2023).readings if item.target is not None]
    html = statuses_thumbnail(aimed, t)
    assert html.count("width:22px") == len(aimed) > 3
    counts = [int(found) for found in re.findall(r"<b>(\d+)</b>", html)]
    assert sum(counts) == len(aimed)
    assert "Atteint" in alternative(html)


def test_every_partner_is_on_the_world_and_nothing_runs(snapshot: Snapshot, catalogue: Catalogue) -> None:
    found = scene(snapshot, catalogue)
    html = world_thumbnail(found, t)
    assert alternative(html) == "Planisphère\u00a0: 23 partenaires placés."
    (encoded,) = re.findall(r"base64,([^\"]+)", html)
    svg = ElementTree.fromstring(base64.b64decode(encoded))
    marks = [path for path in svg if "scale(4.4)" in path.get("transform", "")]
    links = [path for path in svg if path.get("fill") == "none"]
    assert len(marks) == len(links) == len(found.placed) == 23
    assert {element.tag.rpartition("}")[2] for element in svg.iter()} == {"svg", "path"}


def test_words_of_a_file_stay_words(snapshot: Snapshot, catalogue: Catalogue) -> None:
    profile = build_profile(snapshot, catalogue, 2023, profile_options(references=("FR",)))
    profile = replace(profile, reference_names=('<img src=x onerror="alert(1)">',))
    html = profile_thumbnail(profile, t)
    assert "<img" not in html and "&lt;img" in html
