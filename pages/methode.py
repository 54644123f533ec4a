"""Method and data: every indicator with its formula and source, how fresh and complete it is, and the downloads."""

from __future__ import annotations

from pages.components.choices import segments
from pages.components.context import page_context
from pages.components.layout import page_header
from pages.components.method_catalogue import show_catalogue
from pages.components.method_data import show_completeness, show_downloads
from pages.components.method_rules import show_rules


def render() -> None:
    """One part at a time: indicators, completeness, rules, downloads."""
    context = page_context("reader")
    t = context.t
    page_header(
        t("Méthode et données"), t("D'où vient chaque chiffre, comment il est calculé, et ce qui manque."), context
    )
    parts = {
        "indicateurs": (t("Indicateurs"), show_catalogue),
        "completude": (t("Complétude et fraîcheur"), show_completeness),
        "regles": (t("Règles et seuils"), show_rules),
        "telechargements": (t("Téléchargements"), show_downloads),
    }
    chosen = segments(
        t("Partie"), list(parts), format_func=lambda name: parts[name][0], label_visibility="collapsed", key="partie"
    )
    parts[chosen][1](context)
