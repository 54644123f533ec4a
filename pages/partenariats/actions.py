"""What was done within a relation: over the years, as a table, and the documents of each action."""

from __future__ import annotations

import streamlit as st

from indicators.documents.attachments import Place, may_open
from indicators.partnerships import Relation
from indicators.present.charts.partnerships import activity
from indicators.present.texts.partnerships import sheet as words
from indicators.records import Activity
from pages.shared import choices
from pages.shared.attached import show_attached
from pages.shared.context import PageContext
from pages.shared.figures import show_figure
from pages.shared.tables import show_table


def show_actions(item: Relation, context: PageContext) -> None:
    """The actions; the documents of the one that is chosen, for who may open them."""
    t = context.t
    show_figure(activity(item, t), context)
    if item.activities:
        table = words.activities(item, t)
        show_table(table, t, alt=t("Actions de la relation, de la plus récente à la plus ancienne."))
        if may_open(context.user):
            titles = {action.id: f"{action.year} – {action.title}" for action in item.activities}
            action = st.selectbox(
                t("Documents de l'action"),
                list(titles),
                format_func=choices.distinct(list(titles), titles.__getitem__),
                key=f"action_{item.id}",
            )
            show_attached(Place(context.territory.code, Activity.kind, action), context)
