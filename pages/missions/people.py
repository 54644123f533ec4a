"""The names of those on a mission, for officers alone, where the collectivity allows it: with a reason, and until a day."""

from __future__ import annotations

from functools import partial

import streamlit as st

from indicators.desk import MissionReading
from indicators.operations import people
from indicators.present.texts.errors import error_message
from indicators.present.texts.markdown import escape
from indicators.store.workspace import StaleDocumentError
from pages.missions.data import Desk
from pages.shared.folding import folded
from pages.shared.held import Seen, read_again, seen


def show_people(reading: MissionReading, desk: Desk) -> None:
    """The names as they are kept, and the form that changes them, which refuses to cover somebody else's words."""
    title, key = desk.context.t("Noms, pour le service seul"), f"people_{reading.mission.id}"
    folded(title, partial(_names, reading, key, desk), key=f"noms_{reading.mission.id}", icon=":material/lock:")


def _names(reading: MissionReading, key: str, desk: Desk) -> None:
    context, t = desk.context, desk.context.t
    kept = people.of_mission(context.engine, context.user, context.territory.code, reading.mission.id)
    st.caption(t.n("Hors des éditions, des exports et des pages publiques ; effacés {count} mois après la mission.", "Hors des éditions, des exports et des pages publiques ; effacés {count} mois après la mission.", context.settings.privacy.keep_months))  # fmt: skip
    if kept.names:
        st.markdown(escape(f"{t.join(kept.names)} – {kept.reason}"))
    first = seen(key, Seen(kept.version, "\n".join(kept.names)))
    with st.form(key, border=False):
        names = st.text_area(t("Un nom par ligne"), first.text)
        reason = st.text_input(t("Pourquoi ces noms sont nécessaires"), kept.reason)
        if not st.form_submit_button(t("Enregistrer"), icon=":material/save:"):
            return
    try:
        people.keep(context.engine, context.settings.privacy, context.user, context.territory.code, reading.mission.id, reading.over, names.splitlines(), reason, first.version)  # fmt: skip
    except (people.PeopleError, StaleDocumentError) as error:
        st.error(error_message(error, t))
        return
    read_again(key)
    st.rerun()
