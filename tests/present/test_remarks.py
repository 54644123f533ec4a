"""What the collectivity noted of a year: drawn at its year, listed, read aloud, and only where it belongs."""

from __future__ import annotations

from dataclasses import replace

import pytest
import vl_convert

from indicators.catalogue import load_catalogue
from indicators.demo.snapshot import demo_snapshot
from indicators.peers.comparison import band
from indicators.present.charts.budget_leverage import leverage_over_years
from indicators.present.charts.budget_series import budget_over_years
from indicators.present.charts.peer_band import banded
from indicators.present.charts.remarks import remarked
from indicators.present.texts import translator
from indicators.records import Annotation
from indicators.settings import load_settings
from pages.shared.figures import on_page
from tests.defaults import readout

T = translator("fr")
CATALOGUE = load_catalogue()


def note(year: int, label: str, charts: str = "all") -> Annotation:
    return Annotation(territory="EX001", year=year, label=label, charts=charts)  # type: ignore[arg-type]  # one of the four


def told(*annotations: Annotation):
    settings = load_settings(catalogue=CATALOGUE)
    snapshot = replace(demo_snapshot("EX001"), annotations=annotations)
    return readout(snapshot, settings.extend(CATALOGUE), 2025, settings)


@pytest.mark.parametrize("build", [budget_over_years, leverage_over_years])
def test_a_remark_is_drawn_listed_and_said(build) -> None:
    figure = build(told(note(2023, "Passage à la M57", "budget")).budget(), T)
    assert "2023, passage à la M57" in figure.note
    assert "2023, passage à la M57" in figure.alt
    drawn = str(vl_convert.vegalite_to_svg({**(figure.spec or {}), "width": 700}))
    assert "Passage à la M57" in drawn.replace("\u00a0", " ")


def test_words_over_a_chart_take_nothing_of_its_plot() -> None:
    """A page sets the whole height of a chart: it keeps free, and draws, what its words take besides."""
    plain, short, long = (
        budget_over_years(told(*items).budget(), T)
        for items in ((), (note(2023, "Un mot"),), (note(2023, "Des mots qui ne tiennent pas sur une seule ligne"),))
    )
    assert plain.least_height < short.least_height < long.least_height
    for figure in (plain, short, long):
        assert on_page(figure.spec or {}, dark=False)["height"] == figure.least_height
        assert (figure.spec or {})["height"] == (plain.spec or {})["height"], "paper adds its words by itself"


@pytest.mark.parametrize("item", [note(2023, "Ailleurs", "profile"), note(1990, "Trop tôt"), note(2031, "Trop tard")])
def test_a_remark_of_another_page_or_out_of_the_years_changes_nothing(item: Annotation) -> None:
    figure, plain = (budget_over_years(told(*items).budget(), T) for items in ((item,), ()))
    assert (figure.note, figure.alt, figure.spec) == (plain.note, plain.alt, plain.spec)


def test_remarks_of_near_years_stand_one_over_the_other_and_far_ones_do_not() -> None:
    view = told(note(2014, "Un"), note(2020, "Deux"), note(2021, "Trois")).budget()
    rows = (budget_over_years(view, T).spec or {})["layer"][-1]["data"]["values"]
    lifts = [row["lift"] for row in rows]
    assert lifts[0] == lifts[1] == 0 < lifts[2]


def test_an_example_among_the_remarks_marks_the_figure() -> None:
    figure = budget_over_years(told(replace(note(2020, "Inventé"), example=True)).budget(), T)
    assert figure.example


def test_a_figure_without_drawing_or_without_years_is_left_as_it_is() -> None:
    figure = budget_over_years(told().budget(), T)
    bare = replace(figure, spec=None)
    assert remarked(bare, [note(2020, "Rien")], "budget", T) is bare


def test_the_band_of_peers_is_the_middle_half_of_those_who_have_the_year() -> None:
    found = told()
    band_years = found.peer_band("d4_immigrant_share")
    rows = found.snapshot.observations
    peers = {item.code for item in found.peers}
    last = band_years[-1]
    mine = rows[
        rows["territory"].isin(peers) & (rows["indicator"] == "d4_immigrant_share") & (rows["year"] == last.year)
    ]
    values = mine["value"].dropna()
    assert (last.known, last.size) == (len(values), len(peers))
    assert (last.low, last.high) == pytest.approx((values.quantile(0.25), values.quantile(0.75)))
    assert last.low <= last.median <= last.high


def test_too_few_members_give_no_band() -> None:
    found = told()
    three = found.peers[:3]
    assert band(found.snapshot.observations, "d4_immigrant_share", found.snapshot.territory, three, 2025) == ()


def test_the_band_stands_behind_in_the_table_and_in_the_words() -> None:
    found = told()
    plain = budget_over_years(found.budget(), T)
    figure = banded(plain, found.peer_band("d4_immigrant_share"), lambda value: f"{value:.1f}", T)
    assert (figure.spec or {})["layer"][0]["mark"]["type"] == "area"
    drawn = str(vl_convert.vegalite_to_svg({**(figure.spec or {}), "width": 500}))
    key = drawn[drawn.index("role-legend") :]
    assert "moitié centrale des semblables" in key.replace("\u00a0", " "), "in the key, and on no line"
    assert "collectivités semblables" in figure.note and "collectivités semblables" in figure.alt
    assert list(figure.table.columns[-3:]) == [T("Semblables, premier quartile"), T("Semblables, médiane"), T("Semblables, troisième quartile")]  # fmt: skip
    assert banded(plain, (), str, T) is plain
