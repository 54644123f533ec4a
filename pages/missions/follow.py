"""What is still to be done after the missions: the nearest deadline first, until it is done."""

from __future__ import annotations

import streamlit as st

from indicators.desk import open_follow_ups
from indicators.desk.missions import late
from indicators.intake.forms import cells_of
from indicators.present.texts.desk.words import follow_up_line
from indicators.present.texts.markdown import escape
from pages.donnees.context import workshop_of
from pages.donnees.form import record_form
from pages.missions.data import Desk
from pages.shared.choices import distinct
from pages.shared.layout import empty_state

_NONE = ""


def show_follow_ups(desk: Desk) -> None:
    """The list, late ones said so, then for who writes the form that says one done."""
    t, rows = desk.context.t, open_follow_ups(desk.readout.missions)
    if not rows:
        empty_state(t("Aucune suite n'attend."), t("Les suites des missions restent ici jusqu'à ce qu'elles soient faites."))  # fmt: skip
        return
    behind = sum(late(item, desk.today) for item, _ in rows)
    said = t.n("{count} suite à donner", "{count} suites à donner", len(rows))
    st.markdown(f"**{said}**" + (f" – {t.n('{count} en retard', '{count} en retard', behind)}" if behind else ""))
    for item, mission in rows:
        mark = f":orange-badge[{t('en retard')}] " if late(item, desk.today) else ""
        st.markdown(f"- {mark}{escape(follow_up_line(item, t))}  \n  {escape(mission.title)}")
    if desk.officer:
        _amend(desk)


def _amend(desk: Desk) -> None:
    t = desk.context.t
    by_id = {item.id: item for item, _ in open_follow_ups(desk.readout.missions)}
    words = distinct([_NONE, *by_id], lambda key: by_id[key].step if key else t("Choisir une suite"))
    chosen = st.selectbox(t("Dire qu'une suite est faite, ou la changer"), [_NONE, *by_id], format_func=words, key="suite")  # fmt: skip
    item = by_id.get(chosen or _NONE)
    if item is not None:
        start = cells_of("follow_up", item, workshop_of(desk.context).vocabulary)
        record_form(desk.context, "follow_up", start, item, place=item.id, batch=desk.batch, fixed={"mission": item.mission})  # fmt: skip
