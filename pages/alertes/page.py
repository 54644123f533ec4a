"""Alerts: what deserves a warning today, where to see to it, and what was set aside with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from indicators.access import allowed
from indicators.present.texts.desk.words import ends_line
from indicators.present.texts.markdown import escape
from indicators.readers import watch as watching
from indicators.readers.alerts import Alert
from indicators.readers.watch import Dismissal
from indicators.readers.wording import kind_name, place, sentence
from indicators.readout import Readout
from indicators.store import clock
from pages.alertes.comments import show_comments
from pages.shared import runtime
from pages.shared.back import opening
from pages.shared.context import PageContext, page_context
from pages.shared.failures import refusals_told
from pages.shared.folding import behind_button, folded
from pages.shared.layout import empty_state, in_edition, page_header
from pages.shared.links import go_to, reachable
from pages.shared.views import choose_view

_URGENT = ("ceiling_over", "batch_waiting")


def render() -> None:
    """The alerts of the day with those that were set aside, or the comments."""
    context = page_context("reader")
    t = context.t
    page_header(t("Alertes et commentaires"), "", context)
    if in_edition(context):
        views = {"alertes": _show_alerts, "commentaires": show_comments}
        views[choose_view("alertes", context)](context)


def _show_alerts(context: PageContext) -> None:
    t = context.t
    catalogue, settings = runtime.configuration()
    reader = runtime.Remembering(context.engine, catalogue, settings)
    day = t.local(clock.now()).date()
    number, territory = context.edition.number, context.territory.code
    found = watching.watch(reader, context.user, number, territory, day, context.settings_version)
    readout = runtime.latest_readout(number, territory)
    st.markdown(
        f"**{t.n('{count} alerte, le {day}.', '{count} alertes, le {day}.', len(found.open), day=t.date(day.isoformat()))}**"
    )
    if not found.open:
        empty_state(t("Rien à signaler."), t("Les alertes sont relues chaque jour et à chaque édition."))
    for alert in found.open:
        _card(alert, readout, context)
    if any(alert.kind in ("agreement_over", "agreement_ending") for alert in found.open):
        due = sum(item.to_renew for item in readout.relations)
        st.caption(ends_line(due, readout.rules.renewal_months, readout.as_of, t))
    if found.aside and allowed(context.user, "officer", territory):
        title = t.n("{count} alerte écartée", "{count} alertes écartées", len(found.aside))
        draw = partial(_aside, found.aside, readout, context)
        folded(title, draw, key="alertes_ecartees", icon=":material/notifications_off:")


def _card(alert: Alert, readout: Readout, context: PageContext) -> None:
    t, where = context.t, place(alert, readout)
    mark = ":material/warning:" if alert.kind in _URGENT else ":material/notifications:"
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"alert_{alert.mark}"):
        st.markdown(f"{mark} **{kind_name(alert.kind, t)}**  \n{escape(sentence(alert, readout, t))}", width="stretch")
        # Together, so that a long sentence sends both to the next line.
        with st.container(horizontal=True, width="content"):
            if reachable(where.path) and st.button(
                t("Voir"), key=f"see_{alert.mark}", icon=":material/arrow_forward:", on_click=opening, args=(where.choices,),
                help=sentence(alert, readout, t),
            ):  # fmt: skip
                go_to(where.path)
            if context.user.may("officer", context.territory.code):
                draw = partial(_form, alert, context)
                behind_button(t("Écarter"), draw, key=f"aside_{alert.mark}", icon=":material/notifications_off:")


def _form(alert: Alert, context: PageContext) -> None:
    t = context.t
    with st.form(f"form_{alert.mark}", border=False):
        office = st.text_input(
            t("Votre fonction"), key=f"office_{alert.mark}", max_chars=500,
            help=t("Jamais le nom d'une personne : la fonction reste quand la personne change."),
        )  # fmt: skip
        reason = st.text_input(t("Motif"), key=f"reason_{alert.mark}", max_chars=500)
        st.caption(t("L'alerte revient si ce qu'elle dit change."))
        if st.form_submit_button(t("Écarter"), type="primary"):
            with refusals_told(t):
                number, territory = context.edition.number, context.territory.code
                watching.dismiss(context.engine, context.user, territory, number, alert, office, reason)
                st.rerun()


def _aside(aside: Sequence[tuple[Alert, Dismissal]], readout: Readout, context: PageContext) -> None:
    t = context.t
    for alert, told in aside:
        with st.container(horizontal=True, vertical_alignment="center"):
            by = t("{office}, le {day} : {reason}", office=told.office, day=t.day(told.at), reason=told.reason)
            st.markdown(f"{escape(sentence(alert, readout, t))}  \n:small[{escape(by)}]", width="stretch")
            if st.button(t("Remettre"), key=f"back_{alert.mark}", icon=":material/undo:"):
                with refusals_told(t):
                    number, territory = context.edition.number, context.territory.code
                    watching.restore(context.engine, context.user, territory, number, alert)
                    st.rerun()
