"""Loading the demonstration: what is switched off goes, what is unsourced is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators.catalogue import load_catalogue
from indicators.demo import DemoError, demo_snapshot, load_demo, load_demo_frames
from indicators.records import RECORD_TYPES, Observation, Record, Territory, column_names

PLACE = "code,name,source,url\nX,Ville,Registre,https://example.org"
SOURCED = "territory,indicator,year,value,publisher,url,reliability,geo_name\nX,i,2020,1,P,https://example.org,A,Ville"


def demo(folder: Path, **files: str) -> dict[str, list[Record]]:
    """Load a small demonstration; a key ``a__b`` is the file ``a/b.csv``."""
    for name, text in {"place__territories": PLACE, **files}.items():
        path = folder / f"{name.replace('__', '/')}.csv"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
    return load_demo(folder)


def test_a_small_demonstration_is_read(tmp_path: Path) -> None:
    found = demo(tmp_path, place__observations=SOURCED)
    assert len(found["observation"]) == 1
    assert set(found) == set(RECORD_TYPES)


def test_an_absent_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(DemoError, match="no such folder"):
        load_demo(tmp_path / "nowhere")


def test_a_real_value_needs_its_source(tmp_path: Path) -> None:
    with pytest.raises(DemoError, match="needs publisher, url, reliability, geo_name"):
        demo(tmp_path, place__observations="territory,indicator,year,value\nX,i,2020,1")


def test_a_fictional_value_needs_none(tmp_path: Path) -> None:
    text = "territory,indicator,year,value\nX,i,2020,1"
    demo(tmp_path, place__territories="code,name,fictional\nX,Ville,true", place__observations=text)


EXAMPLE = "territory,indicator,plan,example\nX,i,p,true"


def test_nothing_is_invented_about_a_real_place(tmp_path: Path) -> None:
    with pytest.raises(DemoError, match="an example about a real territory"):
        demo(tmp_path, place__targets=EXAMPLE)


def test_a_fictional_place_may_hold_examples(tmp_path: Path) -> None:
    found = demo(tmp_path, place__territories="code,name,fictional\nX,Ville,true", place__targets=EXAMPLE)
    assert len(found["target"]) == 1


def test_a_key_met_twice_is_refused(tmp_path: Path) -> None:
    last = SOURCED.splitlines()[-1]
    with pytest.raises(DemoError, match="twice"):
        demo(tmp_path, place__observations=f"{SOURCED}\n{last}")


def test_an_unknown_territory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DemoError, match="territory 'Y'"):
        demo(tmp_path, place__objectives="territory,id,level,label\nY,O1,operational,Rien")


def test_a_link_to_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DemoError, match="parent 'P9' names no objective"):
        demo(tmp_path, place__objectives="territory,id,level,label,parent\nX,O1,operational,Rien,P9")


def test_the_real_places_hold_nothing_invented() -> None:
    found = load_demo(fictional=False)
    assert not any(getattr(row, "example", False) for rows in found.values() for row in rows)
    assert not found["target"] and not found["activity"] and not found["objective"] and not found["self_assessment"]


def test_fictional_places_can_be_switched_off() -> None:
    found = load_demo(fictional=False)
    assert not any(row.fictional for row in found["territory"] if isinstance(row, Territory))
    assert {row.identity()[0] for row in found["observation"]} <= {row.identity()[0] for row in found["territory"]}


def test_frames_have_the_columns_of_the_records() -> None:
    frames = load_demo_frames(fictional=False)
    assert list(frames["observation"].columns) == list(column_names(Observation))
    assert len(frames["budget_line"]) == 51 + 209


def test_an_unknown_territory_has_no_snapshot() -> None:
    with pytest.raises(DemoError, match="38185"):
        demo_snapshot("99999")


def test_every_indicator_is_in_the_catalogue_with_its_unit() -> None:
    known = load_catalogue().indicators
    for row in load_demo()["observation"]:
        assert isinstance(row, Observation)
        assert row.indicator in known, row.identity()
        assert row.unit == known[row.indicator].unit, row.identity()


def test_every_name_cited_is_in_the_catalogue() -> None:
    known = load_catalogue()
    cited = {
        ("partnership", "type"): known.partnership_kinds,
        ("membership", "network"): known.networks,
        ("activity", "purpose"): known.objective_purposes,
        ("budget_line", "purpose"): known.objective_purposes,
        ("budget_line", "rubric"): known.rubrics,
        ("budget_line", "funding_source"): known.funding_sources,
        ("self_assessment", "grid"): known.grids,
        ("actor", "group"): known.actor_groups,
        ("target", "indicator"): known.indicators,
        ("externality_measure", "indicator"): known.indicators,
    }
    found = load_demo()
    against = {row.measure for row in found["externality_measure"] if row.indicator.startswith("x_")}
    assert against <= set(known.measures), "a corrective measure has its own name, one against an externality has not"
    for (kind, name), names in cited.items():
        unknown = {getattr(row, name) for row in found[kind]} - set(names) - {""}
        assert not unknown, f"{kind}.{name}"


def test_every_theme_and_grid_item_is_in_the_catalogue() -> None:
    known, found = load_catalogue(), load_demo()
    themes = {theme for row in found["partnership"] + found["actor"] for theme in getattr(row, "themes", ())}
    assert themes <= set(known.themes)
    for row in found["self_assessment"]:
        assert known.grids[getattr(row, "grid", "")].item(getattr(row, "item", "")) is not None, row.identity()
