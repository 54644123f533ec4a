"""The council meeting: sessions prepared in an hour, opened full screen, sent as a link or taken away as one file."""

from __future__ import annotations

from pages.seance.list import show_sessions
from pages.seance.prepare import prepare_session
from pages.shared.context import page_context
from pages.shared.layout import page_header
from pages.shared.views import choose_view


def render() -> None:
    """The sessions, and for officers how to prepare one."""
    context = page_context("reader")
    t = context.t
    page_header(
        t("Séance"),
        t("Une suite de pages à projeter, liée à une édition figée : chaque chiffre y garde sa source à une touche."),
        context,
    )
    (show_sessions if choose_view("seance", context) == "projeter" else prepare_session)(context)
