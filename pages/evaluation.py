"""The evaluation: is the policy working? Three levels, their chain with the euros, and what stands beside them."""

from __future__ import annotations

from pages.components.choices import segments
from pages.components.context import PageContext, page_context
from pages.components.evaluation_chain import show_chain
from pages.components.evaluation_compare import show_comparison
from pages.components.evaluation_corrective import show_corrective
from pages.components.evaluation_detail import show_indicator
from pages.components.evaluation_external import show_externalities
from pages.components.evaluation_grids import show_grids
from pages.components.evaluation_levels import show_levels
from pages.components.evaluation_todo import show_todo
from pages.components.layout import page_header


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
