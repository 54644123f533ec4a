"""Years stand where they fall in time: uneven ones at uneven distances, missing ones as gaps that no line crosses."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import vl_convert

from indicators.catalogue import Catalogue, load_catalogue
from indicators.demo import demo_snapshot
from indicators.grids.maturity import GridYear
from indicators.present.charts.budget_series import budget_over_years
from indicators.present.charts.evaluation_grids import grid_history
from indicators.present.charts.evaluation_indicator import indicator_target
from indicators.present.charts.geii_series import series_figure
from indicators.present.charts.partnerships import activity, growth
from indicators.present.figure import Figure
from indicators.present.texts import translator
from indicators.readout import Readout
from tests.defaults import readout
from tests.partnerships import samples

T = translator("fr")
UNEVEN = (2006, 2013, 2021, 2022)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="module")
def told(catalogue: Catalogue) -> Readout:
    return readout(demo_snapshot("EX001"), catalogue, 2025)


def encodings(spec: Any) -> Iterator[dict[str, Any]]:
    """Every encoding of a specification, layer by layer."""
    if isinstance(spec, dict):
        if isinstance(spec.get("encoding"), dict):
            yield spec["encoding"]
        for item in spec.values():
            yield from encodings(item)
    elif isinstance(spec, list):
        for item in spec:
            yield from encodings(item)


def places(figure: Figure) -> dict[int, float]:
    """Where the axis of a drawn figure names each year, in pixels from the left."""
    assert figure.spec is not None
    svg = vl_convert.vegalite_to_svg({**figure.spec, "width": 600})
    found = re.findall(r'transform="translate\(([-\d.]+),[-\d.]+\)"[^>]*>((?:19|20)\d\d)<', svg)
    assert found, "no year is named"
    return {int(year): float(left) for left, year in found}


def in_proportion(found: dict[int, float]) -> bool:
    """Whether a year has the same width everywhere on the axis."""
    years = sorted(found)
    widths = [(found[after] - found[before]) / (after - before) for before, after in itertools.pairwise(years)]
    return max(widths) - min(widths) < 0.5


def uneven_series(told: Readout) -> Figure:
    """An indicator measured in 2006, 2013, 2021 and 2022, beside a reference of the same years."""
    reading = next(item for item in told.profile().readings if item.point is not None)
    assert reading.point is not None
    points = tuple(replace(reading.point, year=year, value=float(rank)) for rank, year in enumerate(UNEVEN))
    return series_figure(replace(reading, series=points), points, ("Nantes", "France"), T)


def test_the_years_of_a_census_stand_at_the_distances_of_time(told: Readout) -> None:
    found = places(uneven_series(told))
    assert set(found) > {2006, 2022} and in_proportion(found)


def test_no_line_crosses_years_without_a_value_and_the_note_names_them(told: Readout) -> None:
    figure = uneven_series(told)
    assert figure.spec is not None
    svg = vl_convert.vegalite_to_svg({**figure.spec, "width": 600})
    lines = re.findall(r'class="mark-line[^"]*".*?</g>', svg, re.S)
    drawn = [path for line in lines for path in re.findall(r' d="([^"]+)"', line) if "L" in path]
    assert drawn and all(path.count("L") == 1 for path in drawn), "2021 and 2022 alone are joined"
    assert figure.note == "Années sans mesure, sans trait\u00a0: 2007 à 2012 et 2014 à 2020."
    assert figure.table is not None and {"Nantes", "France"} <= set(figure.table.columns), "each under its own name"


def test_every_chart_with_years_has_them_in_time(told: Readout, catalogue: Catalogue) -> None:
    grid = next(item for item in catalogue.grids.values() if item.scale.kind != "text")
    answered = [GridYear(grid, year, {}) for year in UNEVEN]
    relation = samples.read(
        samples.partnership("sfax", signed="1998"),
        activities=tuple(samples.activity("sfax", year, status="done") for year in UNEVEN),
    )
    followed = next(item for item in told.evaluation().readings if len(item.points) > 2)
    figures = [
        uneven_series(told),
        grid_history(grid, answered, T),
        activity(relation[0], T),
        growth(told.relations, T),
        budget_over_years(told.budget(), T),
        indicator_target(followed, 2025, T),
    ]
    for figure in figures:
        assert in_proportion(places(figure)), figure.key
        years = [
            channel["type"]
            for encoding in encodings(figure.spec)
            for name, channel in encoding.items()
            if name in ("x", "y") and str(channel.get("field", "")).startswith("year")
        ]
        assert years and set(years) == {"quantitative"}, figure.key


def test_a_single_year_has_an_axis_that_can_be_read(told: Readout) -> None:
    """Around the only value there is: without ends of its own the axis would name it « 0,000000 » and nothing else."""
    reading = next(item for item in told.profile().readings if item.point is not None)
    assert reading.point is not None
    for value, domain in ((0.0, [0, 1]), (12.5, [10.0, 15.0])):
        figure = series_figure(replace(reading, series=(replace(reading.point, value=value),)), (), ("A", ""), T)
        assert figure.spec is not None
        svg = vl_convert.vegalite_to_svg({**figure.spec, "width": 600})
        assert not re.search(r">[\d,.]*[.,]\d{4,}<", svg)
        scales = [item["y"]["scale"] for item in encodings(figure.spec) if "scale" in item.get("y", {})]
        assert scales and all(scale["domain"] == pytest.approx(domain) for scale in scales)


def test_no_line_crosses_a_break_in_a_series_and_the_note_names_it(told: Readout) -> None:
    """The share of France in 2023 counts schools that the years before leave out: no line falls from one to the other."""
    reading = next(item for item in told.profile().readings if item.point is not None)
    assert reading.point is not None
    flat = [replace(reading.point, year=year, value=13.0, series_break=False) for year in (2020, 2021, 2022)]
    broken = replace(reading.point, year=2023, value=10.8, series_break=True)
    figure = series_figure(replace(reading, series=tuple(flat)), (*flat, broken), ("Nantes", "France"), T)
    assert figure.spec is not None and "de série" not in figure.sentence
    svg = vl_convert.vegalite_to_svg({**figure.spec, "width": 600})
    lines = re.findall(r'class="mark-line[^"]*".*?</g>', svg, re.S)
    drawn = [path for line in lines for path in re.findall(r' d="([^"]+)"', line) if "L" in path]
    assert drawn and all(path.count("L") == 2 for path in drawn), "the three comparable years, and no more"
    assert "Rupture de série, sans trait\u00a0: 2023 (France)." in figure.note
    ours = series_figure(replace(reading, series=(*flat, broken)), (), ("Nantes", ""), T)
    assert "2020" not in ours.sentence and "en 2023" in ours.sentence, "2023 is not read against 2020"
