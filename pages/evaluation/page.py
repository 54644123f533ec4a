"""The evaluation: is the policy working? Three levels, their chain with the euros, and what stands beside them."""

from __future__ import annotations

from indicators.present.opening import evaluation_intro
from pages.evaluation.chain import show_chain
from pages.evaluation.compare import show_comparison
from pages.evaluation.corrective import show_corrective
from pages.evaluation.detail import show_indicator
from pages.evaluation.external import show_externalities
from pages.evaluation.grids import show_grids
from pages.evaluation.levels import show_levels
from pages.evaluation.todo import show_todo
from pages.shared.context import page_context
from pages.shared.layout import page_header
from pages.shared.views import choose_view


def render() -> None:
    """One view at a time; the view is kept in the address."""
    context = page_context("reader")
    t = context.t
    page_header(
        t("Évaluation"),
        evaluation_intro(t),
        context,
    )
    views = {
        "niveaux": show_levels,
        "indicateur": show_indicator,
        "chaine": show_chain,
        "mesures": show_corrective,
        "externalites": show_externalities,
        "grilles": show_grids,
        "comparaison": show_comparison,
        "completer": show_todo,
    }
    views[choose_view("evaluation", context)](context)
