"""One figure, one value: with each setting, every surface tells the same figure, or why it has none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from sqlalchemy import Engine

from indicators.operations.startup import prepare
from indicators.records import BudgetLine
from indicators.settings import load_settings
from indicators.store import drafts, editions, reading
from tests.conftest import configured_database
from tests.surfaces.figures import FIGURES, Figure
from tests.surfaces.walk import TERRITORY, YEAR, walk

# What each setting is, and figures that it must change from those of the usual ones; an empty tuple when it may not.
SETTINGS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "usual": ("", ()),
    "total expenditure": ('[budget]\ndenominator = "b_total_expenditure"', ("share of the budget", "words of the share")),
    "own revenue": ('[budget]\ndenominator = "b_own_revenue"', ("share of the budget",)),
    "total population": ('[budget]\npopulation = "b_population_total"', ("per inhabitant", "population")),
    "without staff": ("[budget]\nstaff_included = false", ("spent", "staff left out", "first rubric")),
    "five years of leverage": ("[budget]\nleverage_years = 5", ("leverage",)),
    "six months of silence": ("[thresholds]\ndormant_months = 6", ("active relations", "dormant relations")),
    "three years of notice": ("[thresholds]\nrenewal_months = 36", ("agreements to renew",)),
    "indices up to 120": ("[thresholds]\nindex_high = 120.0", ("trade links", "indices brought to a bound")),
    "six indicators a dimension": ("[thresholds]\ndimension_minimum_indicators = 6", ("trade links",)),
    "full coverage": ("[thresholds]\ncoverage_minimum = 0.95\ncoverage_full = 0.95", ("territorial score",)),
    "easier pace": ("[thresholds]\nprogress_on_track = 0.7", ("targets kept", "targets late")),
    "essential indicators": ('[indicators]\nset = "essential"', ("trade links", "externalities in alert")),
    "arithmetic mean": ('[profile]\nmean = "arithmetic"', ("trade links",)),
    "a threshold of the council": ("[externalities.alerts]\nx_str_density = 0.001", ("externalities in alert",)),
    "another budget": (
        '[budget]\ndenominator = "b_total_expenditure"\npopulation = "b_population_total"\nstaff_included = false',
        ("spent", "share of the budget", "per inhabitant", "staff left out"),
    ),
    "all together": (
        '[budget]\ndenominator = "b_own_revenue"\nstaff_included = false\n[indicators]\nset = "essential"\n'
        "[thresholds]\ndormant_months = 6\nrenewal_months = 36\nprogress_on_track = 0.7\nindex_high = 120.0",
        ("spent", "share of the budget", "active relations", "targets kept"),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def edition(undrawn: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, str, Path]]:
    """Two editions of the demonstration, the worst targets withdrawn in the second, and a draft of a budget line."""
    folder = tmp_path_factory.mktemp("surfaces")
    config = folder / "config.toml"
    config.write_text("", encoding="utf-8")
    with configured_database("sqlite", folder), pytest.MonkeyPatch.context() as patch:
        patch.setenv("OUVERTURE_CONFIG", str(config))
        engine = prepare(load_settings(config))
        withdraw(engine)
        line = BudgetLine(
            territory=TERRITORY, year=YEAR, line="essai", document="CA", instruction="M57", voted=10_000_000,
            committed=10_000_000, paid=10_000_000, nature="6574",
        )  # fmt: skip
        draft = drafts.open_batch(engine, "Agente")
        drafts.stage(engine, draft.id, "budget_line", [line])
        yield engine, draft.id, config
        engine.dispose()


WITHDRAWN = (
    "t_investment_leads_converted",
    "t_sdg_tagging",
    "p_evaluation_coverage",
    "p_objectives_on_track",
    "o_milestones_on_time",
    "o_event_followup",
)


def withdraw(engine: Engine) -> None:
    """Publish an edition in which some targets of the plan are gone: what the plan held is still held."""
    targets = reading.snapshot(engine, 1, TERRITORY).targets
    late = [item for item in targets if item.indicator in WITHDRAWN]
    batch = drafts.open_batch(engine, "Agente")
    drafts.stage(engine, batch.id, "target", late, action="remove")
    editions.publish(engine, [batch.id], "Cibles retirées", "Agente")


_READ: dict[str, Mapping[str, str]] = {}


@pytest.fixture(params=SETTINGS)
def setting(request: pytest.FixtureRequest, edition: tuple[Engine, str, Path]) -> str:
    """The name of a setting, whose surfaces are read once."""
    return read(str(request.param), edition)


def read(name: str, edition: tuple[Engine, str, Path]) -> str:
    """Read every surface with a setting, once."""
    engine, draft, config = edition
    if name not in _READ:
        config.write_text(SETTINGS[name][0], encoding="utf-8")
        _READ[name] = walk(engine, config, draft)
    return name


@pytest.mark.parametrize("figure", FIGURES, ids=lambda item: item.name)
def test_every_surface_tells_the_same(setting: str, figure: Figure) -> None:
    values = figure.read(_READ[setting])
    assert figure.agrees(values), f"{setting}: {figure.name} is {values}"


def test_the_setting_acts(setting: str, edition: tuple[Engine, str, Path]) -> None:
    read("usual", edition)
    by_name = {item.name: item for item in FIGURES}
    for name in SETTINGS[setting][1]:
        usual, now = (by_name[name].read(_READ[key]) for key in ("usual", setting))
        assert usual != now, f"{setting} leaves {name} as it was: {usual}"
