"""Which figures may stand alone on another site, by their name in the address: known without drawing any."""

from __future__ import annotations

#: The key figures of the summary, in the order of its four questions.
ANSWERS = ("ouverture", "depenses", "resultats", "partenaires")
#: What comes before the id of an indicator: its value in large letters, or its chart against its target.
FIGURE, CHART = "chiffre_", "indicator_"
#: The charts of the report by their key; those of a grid are named by it.
CHARTS = (
    "chain_paid", "geii_profile_reference", "budget_by_rubric", "budget_over_years", "budget_share", "budget_per_inhabitant",
    "budget_payers", "budget_aims_purpose", "budget_leverage", "budget_ceilings", "budget_expenditure_by_partnership", "budget_envelopes",
    "evaluation_statuses", "evaluation_territorial", "evaluation_programmatic", "evaluation_operational", "grids_overview",
    "externalities", "partnership_map_world",
)  # fmt: skip
_GRID = "grid_"


def is_chart(name: str) -> bool:
    """Whether the figure of that name is drawn."""
    return name in CHARTS or name.startswith((CHART, _GRID))


def embeddable(name: str) -> bool:
    """Whether a figure of a page, by its key, can stand alone on another site."""
    return is_chart(name) or name in ANSWERS or name.startswith(FIGURE)
