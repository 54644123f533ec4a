"""What is left to do, on the summary, until it is done or the office puts it away."""

from __future__ import annotations

import streamlit as st

from indicators.access import allowed
from indicators.present.texts.markdown import escape
from indicators.setup.choosing import change_settings
from indicators.setup.steps import Step, for_whom, steps
from pages.shared import files
from pages.shared.context import PageContext
from pages.shared.failures import refusals_told
from pages.shared.links import go_to


def show_path(context: PageContext) -> None:
    """For who keeps the data, until it is put away: the installation to make or the steps that are left."""
    settings = context.settings
    if not settings.territory_chosen:
        _invite(context)
    elif context.territory.code == context.home:
        found = steps(context.readout, context.t)
        if not all(step.done for step in found):
            _list(found, context)


def _invite(context: PageContext) -> None:
    t = context.t
    if not allowed(context.user, "administrator"):
        return
    with st.container(border=True, key="parcours"):
        st.markdown(t("**Ceci est une démonstration.** Mettez votre collectivité à la place : un nom suffit, le reste est proposé."))  # fmt: skip
        with st.container(horizontal=True):
            if st.button(t("Installer ma collectivité (3 min)"), type="primary", icon=":material/home_pin:"):
                go_to("administration")
            _put_away(context)


def _list(found: tuple[Step, ...], context: PageContext) -> None:
    t, done = context.t, [step for step in found if step.done]
    with st.container(border=True, key="parcours", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.markdown(t("**Vos premiers pas** : {done} sur {count}", done=len(done), count=len(found)))
            _put_away(context)
        if done:
            st.markdown(":material/check_circle: " + escape(" · ".join(step.label for step in done)))
        for step in found:
            if not step.done:
                _line(step, context)


def _line(step: Step, context: PageContext) -> None:
    t = context.t
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f":material/radio_button_unchecked: {escape(step.label)}", width="content")
        if for_whom(step, context.user, context.territory.code) and st.button(
            t("Le faire ({minutes} min)", minutes=step.minutes), key=f"step_{step.key}"
        ):
            _open(step)


def _open(step: Step) -> None:
    """Go to the place that does it."""
    if step.section:
        st.session_state["intake_section"] = step.section
    if step.key == "partnerships":
        st.session_state["intake_pasting"] = True
    if step.kind:
        st.session_state["entry_kind"] = step.kind
    go_to(step.path)


def _put_away(context: PageContext) -> None:
    t = context.t
    if st.button(t("Ne plus montrer"), type="tertiary", icon=":material/visibility_off:", key="path_away"):
        catalogue, written = files.written()
        with refusals_told(t):
            change_settings(context.engine, written, catalogue, {"collectivity.checklist": False}, context.user)
            st.rerun()
