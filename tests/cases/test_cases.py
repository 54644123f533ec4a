"""The worked examples of the method pass, through stored data and the readout; each can fail, and is explained alike."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pytest

from indicators.cases import SHIPPED, Bench, Case, Outcome, checked, read_folder, tally
from indicators.catalogue import load_catalogue
from indicators.present.explained import Step, explain, html_tree, plain_tree, rows_of
from indicators.present.texts import translator
from indicators.readout.figures import FIGURES
from indicators.settings import Settings
from indicators.settings.sections import Budget, Thresholds
from indicators.store.provenance import deposits_of

CATALOGUE = load_catalogue()
CASES = {case.name: case for case in read_folder(SHIPPED, CATALOGUE)}


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    with Bench(CATALOGUE, Settings()) as opened:
        yield opened


def test_every_case_of_the_method_passes_and_its_tree_says_the_same_figure(bench: Bench) -> None:
    """One walk: the case is published and read, each expected figure is right, and its tree ends on published rows."""
    t, read = translator("fr"), set[str]()
    for case in CASES.values():
        with bench.readout(case) as readout:
            checks = checked(case, readout)
            assert Outcome(case, checks).passed, (case.name, checks)
            for check in checks:
                figure = check.expected.figure
                tree = explain(figure.name, check.expected.of, readout, t)
                assert same(tree.amount, check.found), (case.name, figure.name, tree)
                read.add(figure.name)
                rows = list(rows_of(tree))
                for kind in {row.kind for row in rows}:
                    keys = {row.key for row in rows if row.kind == kind}
                    assert deposits_of(bench.store, 1, kind, keys).keys() == keys, (case.name, kind)
    assert FIGURES.keys() - read == {"open_sdg"}, "a figure that no case of the method tries"


def same(amount: object, found: object) -> bool:
    if isinstance(amount, int | float) and isinstance(found, int | float):
        return math.isclose(amount, found, rel_tol=1e-9, abs_tol=1e-9)
    return amount == found


@pytest.mark.parametrize(
    ("settings", "failing"),
    [
        (Settings(budget=Budget(ceiling_alert=0.4)), {"ceiling-within", "ceiling-waste", "ceiling-just-below-alert"}),
        (Settings(thresholds=Thresholds(progress_on_track=0.66)), {"status-acceleration", "status-at-the-threshold"}),
        (Settings(thresholds=Thresholds(coverage_minimum=0.4)), {"level-half-known"}),
    ],
)
def test_another_rule_makes_the_cases_that_speak_of_it_fail(
    bench: Bench, settings: Settings, failing: set[str]
) -> None:
    tried = [CASES[name] for name in sorted(failing | {"status-regression", "ceiling-breach"})]
    outcomes = [bench.under(settings).run(case) for case in tried]
    assert {item.case.name for item in outcomes if not item.passed} == failing
    assert tally(outcomes).failed == len(failing)


def test_a_status_is_explained_down_to_its_target_and_its_value(bench: Bench) -> None:
    case = CASES["status-acceleration"]
    with bench.readout(case) as readout:
        tree = explain("status", "t_service_improvement", readout, translator("fr"))
        english = explain("status", "t_service_improvement", readout, translator("en"))
    told = plain(plain_tree(tree, lambda row: f"[{row.kind}]"))
    assert "Rythme (méthode linéaire) · 0,67 · chemin parcouru ÷ chemin attendu" in told
    assert "Valeur en 2023 · 24 % · [observation]" in told and "Cible en 2030 · 40 %" in told
    assert "En bonne voie à partir de · 0,95 · seuil réglable" in told
    assert {row.kind for row in rows_of(tree)} == {"observation", "target"}
    assert "progress made ÷ expected progress" in plain_tree(english, str)
    drawn = html_tree(Step("<b>", "1 & 2", steps=(Step("a", "b"),)), str)
    assert "&lt;b&gt;" in drawn and "1 &amp; 2" in drawn and drawn.count("<details") == 1


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ").replace("’", "'")


def test_a_case_that_the_program_refuses_is_a_failure_with_its_reason(bench: Bench) -> None:
    (case,) = (Case(**{**_fields(CASES["status-missing"]), "given": {}, "demonstration": "00000"}),)
    outcome: Outcome = bench.run(case)
    assert not outcome.passed and "00000" in str(outcome.refusal)


def _fields(case: Case) -> dict[str, object]:
    return {name: getattr(case, name) for name in Case.__dataclass_fields__}
