"""What the readout hands over of the settings: each threshold to its place, and the day on which a year is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from indicators.catalogue import load_catalogue
from indicators.demo import demo_snapshot
from indicators.partnerships import Rules
from indicators.present.synthesis import openness
from indicators.present.texts import translator
from indicators.present.trails import Trail
from indicators.readout import Readout
from indicators.records import Snapshot
from indicators.settings import Budget, Choice, Collectivity, Externalities, Profile, Settings, Thresholds
from tests.defaults import readout

CATALOGUE = load_catalogue()


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return demo_snapshot("EX001")


def told(snapshot: Snapshot, year: int = 2025, **sections: object) -> Readout:
    return readout(snapshot, CATALOGUE, year, Settings(**sections))  # type: ignore[arg-type]  # passed through


def test_durations_go_to_relations_budget_and_evaluation_alike(snapshot: Snapshot) -> None:
    found = told(snapshot, thresholds=Thresholds(dormant_months=5, renewal_months=7, network_result_months=9))
    assert found.rules == Rules(dormant_months=5, renewal_months=7, result_months=9)
    assert found.budget_rules.relations == found.evaluation_rules.relations == found.rules


def test_a_dimension_covered_too_thinly_is_not_scored(snapshot: Snapshot) -> None:
    """Two indicators of five are 40 %: enough at 0.4, too few at the usual 0.6."""
    rows = snapshot.observations
    ids = [item.id for item in CATALOGUE.dimension_indicators("d1")]
    gone = rows["indicator"].isin(ids[2:])
    thin = replace(snapshot, observations=rows[~gone])

    def status(found: Readout) -> str:
        return next(item.status for item in found.profile().dimensions if item.dimension.id == "d1")

    assert len(ids) == 5
    assert status(told(thin)) == "partial"
    assert status(told(thin, thresholds=Thresholds(coverage_minimum=0.4))) == "scored"


@pytest.mark.parametrize(("index", "above"), [(100.4, 0), (100.5, 6)])
def test_the_first_figure_counts_what_reads_above_100(snapshot: Snapshot, index: float, above: int) -> None:
    """An index of 100,4 is written 100, at the level of the reference: it is not above it."""
    profile = told(snapshot).profile()
    level = replace(profile, dimensions=tuple(replace(item, index=index) for item in profile.dimensions))
    assert openness(level, Trail(()), translator("fr")).value == f"{above} / 6"


def test_a_year_that_is_over_is_read_at_its_end_and_the_current_one_on_the_day_of_the_edition(
    snapshot: Snapshot,
) -> None:
    edition = replace(snapshot.edition, published_at="2026-06-11T23:30:00+00:00")
    found = told(replace(snapshot, edition=edition))
    assert found.as_of == date(2025, 12, 31)
    assert found.at(2026).as_of == date(2026, 6, 12), "by the clock of Paris"
    islands = Settings(collectivity=Collectivity(timezone="Pacific/Tahiti"))
    assert replace(found.at(2026), settings=islands).as_of == date(2026, 6, 11)
    assert found.at(2020).as_of == date(2020, 12, 31)


def test_the_list_of_a_plan_does_not_shrink_unseen(snapshot: Snapshot) -> None:
    """What a plan in force ever held stays in the evaluation; what an old plan held does not."""
    plan = snapshot.targets[0].plan
    gone = "t_sdg_tagging"
    left = tuple(item for item in snapshot.targets if item.indicator != gone)
    essential = Settings(indicators=Choice(set="essential"))
    shrunk = readout(replace(snapshot, targets=left), CATALOGUE, 2025, essential)
    assert shrunk.evaluation().reading(gone) is None or gone not in {
        i.definition.id for i in shrunk.evaluation().readings
    }
    kept = replace(shrunk, held={plan: frozenset({gone}), "un plan de 2010": frozenset({"t_resident_support"})})
    assert kept.frozen == {gone}
    assert gone in kept.evaluation().withdrawn


SETTINGS: tuple[tuple[str, Callable[[], object], Callable[[Readout], object]], ...] = (
    ("population", lambda: {"budget": Budget(population="b_population_total")}, lambda r: r.budget().row.per_inhabitant),  # type: ignore[union-attr]  # a year with accounts
    ("denominator", lambda: {"budget": Budget(denominator="b_total_expenditure")}, lambda r: r.budget().row.share),  # type: ignore[union-attr]  # a year with accounts
    ("staff", lambda: {"budget": Budget(staff_included=False)}, lambda r: (r.budget().row, r.chain.total)),
    ("leverage_years", lambda: {"budget": Budget(leverage_years=5)}, lambda r: r.budget().row.rolling),  # type: ignore[union-attr]  # a year with accounts
    ("ceiling_alert", lambda: {"budget": Budget(ceiling_alert=0.95)}, lambda r: [c.status for c in r.budget().ceilings]),
    ("alerts", lambda: {"externalities": Externalities(alerts={"x_str_density": 1.0})}, lambda r: r.externalities.count("alert")),
    ("mean", lambda: {"profile": Profile(mean="arithmetic")}, lambda r: r.profile().dimensions[0].index),
    ("weights", lambda: {"profile": Profile(weights={"d1_export_intensity": 5.0})}, lambda r: r.profile().dimensions[0].index),
    ("base_year", lambda: {"profile": Profile(base_year=2020)}, lambda r: r.profile().dimensions[0].time_index),
    ("index_high", lambda: {"thresholds": Thresholds(index_high=120.0)}, lambda r: r.profile().dimensions[0].index),
    ("set", lambda: {"indicators": Choice(set="essential")}, lambda r: (len(r.evaluation().readings), len(r.externalities.items))),
)  # fmt: skip


@pytest.mark.parametrize(("section", "read"), [row[1:] for row in SETTINGS], ids=[row[0] for row in SETTINGS])
def test_each_setting_acts(snapshot: Snapshot, section: Callable[[], dict[str, object]], read: Callable[[Readout], object]) -> None:  # fmt: skip
    assert read(told(snapshot, **section())) != read(told(snapshot))


def test_each_part_is_computed_once(snapshot: Snapshot) -> None:
    found = told(snapshot)
    assert found.budget() is found.budget("paid", found.scope)
    assert found.budget("voted") is not found.budget()
    assert found.evaluation() is found.evaluation(None)
    assert found.profile() is found.profile(found.references)
    assert found.at(2024).book is found.book
