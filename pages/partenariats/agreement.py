"""The agreement of a relation: what is checked, with dates and documents, its first draft and its renewal file."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from indicators.access import PUBLIC_USER, allowed
from indicators.partnerships import Relation
from indicators.partnerships.agreement import GRID, Checked, State
from indicators.present.reports.agreement import agreement_draft, checked, renewal_file
from indicators.present.texts.markdown import escape
from indicators.present.texts.partnerships import agreement as words
from pages.evaluation.grid_form import show_form
from pages.rapport.data import report_source
from pages.rapport.files import mime
from pages.shared.context import PageContext
from pages.shared.layout import example_note

# Red for what a person said is missing, and for nothing else: what nobody answered is not a fault.
_MARKS: dict[State, str] = {"done": "green", "unproved": "blue", "under_way": "blue", "missing": "red", "open": "gray"}


def show_agreement(item: Relation, context: PageContext) -> None:
    """The check-list by part, the form for officers, the two papers."""
    t, grid = context.t, context.catalogue.grids[GRID]
    account = context.user.mode != PUBLIC_USER.mode
    source = report_source(context)
    found = checked(source, item)
    st.markdown(f"**{escape(words.headline(found, t))}**")
    if any(line.example for line in found):
        example_note(context)
    if any(line.state != "open" for line in found):
        for group, title in grid.groups.items():
            _table([line for line in found if line.item.group == group], title.get(t.lang), context)
    st.caption(words.disclaimer(t))
    if allowed(context.user, "officer", context.territory.code):
        show_form(grid, item.id, context)
    with st.container(horizontal=True):
        for name, label, make in (
            ("convention", t("Premier projet de convention (DOCX)"), agreement_draft),
            ("renouvellement", t("Dossier de renouvellement (DOCX)"), partial(renewal_file, account=account)),
        ):
            file = f"{name}_{item.id}.docx"
            st.download_button(
                label, partial(make, source, item), file, mime(file), icon=":material/description:", on_click="ignore",
                key=f"{name}_{item.id}",
            )  # fmt: skip


def _table(lines: list[Checked], title: str, context: PageContext) -> None:
    t = context.t
    table = pd.DataFrame(
        {
            title: [escape(line.item.label.get(t.lang)) for line in lines],
            t("État"): [f":{_MARKS[line.state]}-badge[{words.state_word(line.state, t)}]" for line in lines],
            t("Date et document"): [escape(words.proof(line, t)) for line in lines],
        }
    )
    st.table(table.set_index(title), alt=title)
