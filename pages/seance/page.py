"""The council meeting: sessions prepared in an hour, opened full screen, sent as a link or taken away as one file."""

from __future__ import annotations

from indicators.access import allowed
from pages.seance.list import show_sessions
from pages.seance.prepare import prepare_session
from pages.shared.choices import segments
from pages.shared.context import page_context
from pages.shared.layout import page_header


def render() -> None:
    """The sessions, and for officers how to prepare one."""
    context = page_context("reader")
    t = context.t
    page_header(
        t("Séance"),
        t("Une suite de pages à projeter, liée à une édition figée : chaque chiffre y garde sa source à une touche."),
        context,
    )
    views = {"projeter": t("Projeter"), "preparer": t("Préparer")}
    if not allowed(context.user, "officer", context.territory.code):
        show_sessions(context)
        return
    view = segments(t("Vue"), list(views), format_func=views.__getitem__, key="partie", label_visibility="collapsed")
    (show_sessions if view == "projeter" else prepare_session)(context)
