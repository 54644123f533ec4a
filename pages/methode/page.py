"""Method and data: every indicator with its formula and source, how fresh and complete it is, and the downloads."""

from __future__ import annotations

from pages.methode.catalogue import show_catalogue
from pages.methode.data import show_completeness, show_downloads
from pages.methode.rules import show_rules
from pages.shared.choices import segments
from pages.shared.context import page_context
from pages.shared.layout import page_header


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
