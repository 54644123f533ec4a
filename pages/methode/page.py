"""Method and data: every indicator with its formula and source, how fresh and complete it is, and the downloads."""

from __future__ import annotations

from pages.methode.catalogue import show_catalogue
from pages.methode.data import show_completeness, show_downloads
from pages.methode.rules import show_rules
from pages.methode.words import show_words
from pages.shared.context import page_context
from pages.shared.layout import page_header
from pages.shared.views import choose_view


def render() -> None:
    """One part at a time: indicators, words, completeness, rules, downloads."""
    context = page_context("reader")
    t = context.t
    page_header(
        t("Méthode et données"), t("D'où vient chaque chiffre, comment il est calculé, et ce qui manque."), context
    )
    parts = {
        "indicateurs": show_catalogue,
        "mots": show_words,
        "completude": show_completeness,
        "regles": show_rules,
        "telechargements": show_downloads,
    }
    parts[choose_view("methode", context)](context)
