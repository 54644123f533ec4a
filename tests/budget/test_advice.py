"""Envelopes, brackets, dispersion, reference lines, governance and co-financing rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from indicators.budget import (
    Book,
    BudgetContext,
    BudgetRules,
    DispersionFacts,
    Plan,
    bracket_of,
    check_plan,
    envelope_states,
    governance,
    predictability,
    solidarity_share,
    split,
    split_by_year,
    thousandth_share,
)
from indicators.catalogue import Catalogue
from indicators.partnerships import Rules, memberships, relations
from indicators.records import Activity, Envelope, Membership, Partnership
from tests.budget.conftest import line
from tests.defaults import dispersion, dispersion_facts


class TestEnvelopes:
    def test_coverage_remaining_and_years_left(self) -> None:
        envelope = Envelope(
            territory="T", programme="P", version="2023-04", authorised=1_000_00,
            voted_by_year={"2023": 300_00, "2024": 300_00}, paid_by_year={"2021": 0, "2022": 100_00, "2023": 200_00, "2024": 300_00},
        )  # fmt: skip
        (state,) = envelope_states([envelope])
        assert (state.paid, state.remaining, state.coverage.value) == (600_00, 400_00, 60)
        assert state.years_left.value == pytest.approx(2)
        assert [(item.year, item.voted, item.paid) for item in state.years][:2] == [
            (2021, None, 0),
            (2022, None, 100_00),
        ]

    def test_no_payment_for_three_years(self) -> None:
        (state,) = envelope_states([Envelope(territory="T", programme="P", version="2023", authorised=10)])
        assert (state.years_left.value, state.years_left.reason) == (None, "no_recent_payment")

    def test_latest_version_holds_and_a_cut_below_payments_is_flagged(self) -> None:
        old = Envelope(territory="T", programme="P", version="2022-01", authorised=500)
        new = Envelope(territory="T", programme="P", version="2023-06-01", authorised=100, paid_by_year={"2022": 150})
        (state,) = envelope_states([new, old])
        assert (state.envelope.version, state.versions, state.below_paid) == (
            "2023-06-01",
            ("2022-01", "2023-06-01"),
            True,
        )


@pytest.mark.parametrize(
    ("euros", "bracket"),
    [(0, "under_20k"), (19_999.99, "under_20k"), (20_000, "from_20k_to_50k"), (50_000, "from_50k_to_100k"), (100_000, "from_50k_to_100k"), (100_000.01, "over_100k")],
)  # fmt: skip
def test_brackets_of_the_manual(catalogue: Catalogue, euros: float, bracket: str) -> None:
    found = bracket_of(round(euros * 100), catalogue.size_brackets)
    assert found is not None and found.id == bracket


class TestDispersion:
    def test_two_signs_make_the_advice(self, catalogue: Catalogue) -> None:
        facts = DispersionFacts(
            yearly_amount=3_000_000, effective_projects=2.5, project_amounts=(4_000_00, 4_500_00, 9_000_00)
        )
        found = dispersion(facts, catalogue.size_brackets)
        assert [sign.key for sign in found.raised] == ["projects_above_bracket", "small_median_project"]
        assert found.warned and len(found.unread) == 3

    def test_one_sign_is_not_enough_and_the_unknown_does_not_count(self, catalogue: Catalogue) -> None:
        found = dispersion(DispersionFacts(inactive_agreements=0.5), catalogue.size_brackets)
        assert (len(found.raised), found.warned, len(found.unread)) == (1, False, 4)
        assert dispersion(DispersionFacts(inactive_agreements=0.5), {}, rules=BudgetRules(dispersion_signs=1)).warned

    def test_no_limit_of_projects_above_100k(self, catalogue: Catalogue) -> None:
        found = dispersion(DispersionFacts(yearly_amount=20_000_000, effective_projects=40.0), catalogue.size_brackets)
        assert found.signs[0].raised is None

    def test_facts_are_gathered(self, book: Callable[..., Book]) -> None:
        rows = [line("a", paid=10, project="x"), line("b", paid=10, project="y"), line("c", paid=80)]
        acts = [
            Activity(id=f"{year}-{rank}", territory="T", year=year, title="", partnership="active")
            for year, count in ((2021, 2), (2022, 2), (2023, 2), (2024, 4))
            for rank in range(count)
        ]
        agreements = [Partnership(id=s, territory="T", partner=s, country="ML", status=s) for s in ("active", "suspended", "to_verify")]  # type: ignore[arg-type]  # words of the Literal # fmt: skip
        members = [
            Membership(territory="T", network="n", status="active", results=("r",), last_result="2024-05"),
            Membership(territory="T", network="old", status="active", results=("r",), last_result="2021-05"),
        ]
        found = dispersion_facts(
            2024, 10_000, split(book(*rows), 2024, "paid", "project"),
            relations=relations(agreements, acts, (), date(2024, 12, 31), Rules()),
            memberships=memberships(members, {}, date(2024, 12, 31), Rules()),
            activities=acts, staff_by_year=dict.fromkeys(range(2021, 2025), 2.0),
        )  # fmt: skip
        assert found.effective_projects == pytest.approx(2)
        assert (found.actions_per_fte, found.past_actions_per_fte) == (2, (1, 1, 1))
        assert (found.inactive_agreements, found.idle_memberships, found.agreements) == (0.5, 0.5, 2)
        assert dispersion(found, {}).signs[2].raised


class TestReferences:
    def test_zero_seven_counts_cooperation_and_prints_what_it_divides_by(
        self, book: Callable[..., Book], context: Callable[..., BudgetContext]
    ) -> None:
        rows = [line("a", paid=60, nature="6574"), line("b", paid=10, rubric="r5_emergency"), line("c", paid=930)]
        facts = context(b_drf=10_000, b_gdp=1_000_000)
        found = solidarity_share(book(*rows), facts, 2024, "paid", "b_drf")
        assert (found.share.value, found.share.basis, found.mark) == (pytest.approx(0.7), "b_drf", 0.7)
        assert solidarity_share(book(*rows), facts, 2024, "paid", "b_gdp").share.value == pytest.approx(0.007)
        assert thousandth_share(book(*rows), facts, 2024, "paid", "b_drf").share.value == pytest.approx(100)
        assert thousandth_share(book(*rows), facts, 2024, "paid", "b_own_revenue").share.reason == "denominator_missing"

    def test_predictability_is_deviation_over_mean(self, book: Callable[..., Book]) -> None:
        rows = [line(str(year), year, paid=paid, nature="617") for year, paid in ((2022, 90), (2023, 100), (2024, 110))]
        table = split_by_year(book(*rows, line("x", paid=1, nature="6281")), "paid", "rubric")
        assert predictability(table) == {"r7_studies": pytest.approx(0.0816, abs=5e-5)}

    def test_governance_tells_what_it_read(
        self, book: Callable[..., Book], context: Callable[..., BudgetContext], catalogue: Catalogue
    ) -> None:
        found = book(line("a", voted=50, paid=30, rubric="r5_emergency", objective="o1"), line("b", paid=70))
        checks = {item.key: item for item in governance(found, context(), 2024, "paid", None)}
        assert checks["own_resources"].followed is None
        assert checks["own_budget_line"].followed is None
        linked = checks["linked_to_objective"].share
        assert linked is not None and linked.value == pytest.approx(30)
        assert (checks["emergency_reserve"].followed, checks["emergency_reserve"].amount) == (True, 2_000)


class TestCofinancing:
    def test_ministry_rules_of_2025(self, catalogue: Catalogue) -> None:
        plan = Plan(total=100_000_00, asked=60_000_00, own=12_000_00, in_kind=7_000_00, zone="pma")
        verdicts = {item.rule.id: item.verdict for item in check_plan(plan, catalogue.cofinancing("meae", 2025))}
        assert verdicts["meae_2025_pma"] == "met"
        assert verdicts["meae_2025_own"] == "met"
        assert verdicts["meae_2025_in_kind"] == "not_met"
        assert verdicts["meae_2025_last"] == "not_checkable"
        assert "meae_2025_apd" not in verdicts

    def test_the_year_changes_the_answer(self, catalogue: Catalogue) -> None:
        plan = Plan(total=100, asked=80, own=20, zone="pma")
        for year, verdict in ((2024, "met"), (2025, "not_met")):
            checks = {item.rule.id: item.verdict for item in check_plan(plan, catalogue.cofinancing("meae", year))}
            assert checks[f"meae_{year}_pma"] == verdict

    def test_ficol_counts_partners_and_its_bounds(self, catalogue: Catalogue) -> None:
        plan = Plan(total=300_000_00, asked=210_000_00, own=50_000_00, partners=40_000_00, years=4)
        checks = {item.rule.id: item for item in check_plan(plan, catalogue.cofinancing("ficol", 2026))}
        assert checks["ficol_2024_own"].value == pytest.approx(30)
        assert [checks[f"ficol_2024_{name}"].verdict for name in ("min", "max", "own", "duration")] == [
            "met", "met", "met", "not_met",
        ]  # fmt: skip
