"""The evaluation: is the policy working? Three levels, their chain with the euros, and what stands beside them."""

from __future__ import annotations

from pages.evaluation.chain import show_chain
from pages.evaluation.compare import show_comparison
from pages.evaluation.corrective import show_corrective
from pages.evaluation.detail import show_indicator
from pages.evaluation.external import show_externalities
from pages.evaluation.grids import show_grids
from pages.evaluation.levels import show_levels
from pages.evaluation.todo import show_todo
from pages.shared.choices import segments
from pages.shared.context import PageContext, page_context
from pages.shared.layout import page_header


def render() -> None:
    """One view at a time; the view is kept in the address."""
    context = page_context("reader")
    t = context.t
    page_header(
        t("Évaluation"),
        t("La politique internationale marche-t-elle ? Trois niveaux, trois questions, jamais de note d'ensemble."),
        context,
    )
    views = {
        "niveaux": (t("Trois niveaux"), show_levels),
        "indicateur": (t("Un indicateur"), show_indicator),
        "chaine": (t("Chaîne et euros"), show_chain),
        "mesures": (t("Mesures correctives"), show_corrective),
        "externalites": (t("Externalités"), show_externalities),
        "grilles": (t("Auto-évaluation"), show_grids),
        "comparaison": (t("Comparaison"), show_comparison),
        "completer": (t("À compléter"), show_todo),
    }
    views[_chosen({name: label for name, (label, _) in views.items()}, context)][1](context)


def _chosen(labels: dict[str, str], context: PageContext) -> str:
    return segments(
        context.t("Vue"), list(labels), format_func=labels.__getitem__, label_visibility="collapsed", key="vue"
    )
