"""What the page of the strategy reads: the edition, and for the officer who writes it, what waits in their own draft."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from indicators.access import allowed
from indicators.intake.entering import entered_by
from indicators.intake.projection import projected
from indicators.present.texts.strategy.words import state_mark, state_word
from indicators.readout import Readout
from indicators.strategy import State, Strategy
from pages.donnees.context import workshop_of
from pages.shared.context import PageContext
from pages.shared.links import go_to


@dataclass(frozen=True)
class Writing:
    """The strategy as it is shown. ``officer`` may write it; ``draft`` is their batch, read with the edition, if any."""

    context: PageContext
    readout: Readout
    officer: bool
    draft: str = ""

    @property
    def strategy(self) -> Strategy:
        """Everything that the strategy is made of."""
        return self.readout.strategy

    @property
    def batch(self) -> str:
        """The name of the draft that gathers what is written on this page."""
        return self.context.t("Stratégie")

    @property
    def plan(self) -> str:
        """The plan that objectives and targets are added to: the last one that objectives name, else this draft's."""
        named = [item.plan for item in self.readout.snapshot.objectives if item.plan]
        return named[-1] if named else self.batch


def writing(context: PageContext) -> Writing:
    """The edition; with the officer's draft on top when there is one, so that what was just written can be crossed."""
    officer = allowed(context.user, "officer", context.territory.code)
    plain = Writing(context, context.readout, officer)
    if not officer:
        return plain
    batch = entered_by(workshop_of(context), plain.batch, context.user)
    if batch is None:
        return plain
    ahead = projected(context.engine, [batch.id], context.territory.code, context.snapshot)
    if ahead is None:
        return plain
    return replace(plain, readout=replace(context.readout, snapshot=ahead, laid={}), draft=batch.id)


def tell_draft(page: Writing) -> None:
    """Say that a draft is read, and where it is published."""
    if page.draft:
        t = page.context.t
        st.info(t("Vous lisez votre brouillon avec l'édition : lui seul le montre, jusqu'à sa publication."), icon=":material/edit_note:")  # fmt: skip
        publish_button(page)


def publish_button(page: Writing, place: str = "") -> None:
    """Open the draft where it is checked and published."""
    if st.button(page.context.t("Relire et publier"), icon=":material/arrow_forward:", key=f"strategie_publier{place}"):
        st.session_state["intake_section"], st.session_state["intake_batch"] = "batches", page.draft
        go_to("donnees")


def state_badge(state: State, page: Writing) -> str:
    """The state of a chapter with its sign, in Markdown."""
    colour = {"empty": "gray", "begun": "orange", "complete": "green"}[state]
    return f":{colour}-badge[{state_mark(state)} {state_word(state, page.context.t)}]"
