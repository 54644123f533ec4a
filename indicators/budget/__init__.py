"""The budget of international action: what is spent, on what, by whom, and how far it can be believed.

Pure functions over the lines of :class:`~indicators.records.BudgetLine` and the context observations of a territory.
Amounts are cents. Stages are never summed; what is not available carries its reason (method section 5).
"""

from indicators.budget.advice import DispersionAdvice, DispersionFacts, Sign, bracket_of, dispersion, dispersion_facts
from indicators.budget.aims import (
    AIMS,
    Aim,
    AimShare,
    AimYear,
    aims_of_year,
    assigned,
    proposed,
    unassigned_lines,
    years_of,
)
from indicators.budget.amounts import Ratio, Reason, ratio
from indicators.budget.book import Book, Scope, Total
from indicators.budget.ceilings import Ceiling, ceilings, one_ceiling
from indicators.budget.cofinancing import Plan, RuleCheck, check_plan
from indicators.budget.concentration import Concentration, concentration, item_concentration, rubric_concentration
from indicators.budget.context import FUNCTION_04, BudgetContext, Fact
from indicators.budget.envelopes import EnvelopeState, envelope_states
from indicators.budget.execution import Execution, execution, executions
from indicators.budget.governance import GovernanceCheck, governance, magnitude_jump, predictability
from indicators.budget.history import Bases, BudgetYear, absence, change, history
from indicators.budget.leverage import (
    Funding,
    cofinancing_rate,
    emergency_reserve,
    funding_by_year,
    leverage,
    project_leverage,
    receipts,
    rolling_leverage,
    scheme_money,
)
from indicators.budget.prudence import FunderUse, Leftovers, MaximumUse
from indicators.budget.reference import DENOMINATORS, ReferenceLine, budget_share, solidarity_share, thousandth_share
from indicators.budget.rubrics import (
    RubricError,
    confirm_rubrics,
    confirm_split,
    line_size,
    lines_of,
    split_line,
    waiting,
)
from indicators.budget.rules import BudgetRules, Maximum, rules_of
from indicators.budget.scenario import Move, Outcome, Scenario, ScenarioError, Start, compare
from indicators.budget.splits import By, Part, Split, negative_lines, split, split_by_year
from indicators.budget.suggestions import UNASSIGNED, suggest, suggest_source
from indicators.budget.units import MONEY_UNITS, Measured, MoneyUnit
from indicators.budget.view import BudgetView, account_years, budget_view

__all__ = [
    "AIMS",
    "DENOMINATORS",
    "FUNCTION_04",
    "MONEY_UNITS",
    "UNASSIGNED",
    "Aim",
    "AimShare",
    "AimYear",
    "Bases",
    "Book",
    "BudgetContext",
    "BudgetRules",
    "BudgetView",
    "BudgetYear",
    "By",
    "Ceiling",
    "Concentration",
    "DispersionAdvice",
    "DispersionFacts",
    "EnvelopeState",
    "Execution",
    "Fact",
    "FunderUse",
    "Funding",
    "GovernanceCheck",
    "Leftovers",
    "Maximum",
    "MaximumUse",
    "Measured",
    "MoneyUnit",
    "Move",
    "Outcome",
    "Part",
    "Plan",
    "Ratio",
    "Reason",
    "ReferenceLine",
    "RubricError",
    "RuleCheck",
    "Scenario",
    "ScenarioError",
    "Scope",
    "Sign",
    "Split",
    "Start",
    "Total",
    "absence",
    "account_years",
    "aims_of_year",
    "assigned",
    "bracket_of",
    "budget_share",
    "budget_view",
    "ceilings",
    "change",
    "check_plan",
    "cofinancing_rate",
    "compare",
    "concentration",
    "confirm_rubrics",
    "confirm_split",
    "dispersion",
    "dispersion_facts",
    "emergency_reserve",
    "envelope_states",
    "execution",
    "executions",
    "funding_by_year",
    "governance",
    "history",
    "item_concentration",
    "leverage",
    "line_size",
    "lines_of",
    "magnitude_jump",
    "negative_lines",
    "one_ceiling",
    "predictability",
    "project_leverage",
    "proposed",
    "ratio",
    "receipts",
    "rolling_leverage",
    "rubric_concentration",
    "rules_of",
    "scheme_money",
    "solidarity_share",
    "split",
    "split_by_year",
    "split_line",
    "suggest",
    "suggest_source",
    "thousandth_share",
    "unassigned_lines",
    "waiting",
    "years_of",
]
