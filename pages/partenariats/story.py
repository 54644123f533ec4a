"""The story of a relation, year by year, and the page that is printed before a visit."""

from __future__ import annotations

from functools import partial

import streamlit as st

from indicators.access import PUBLIC_USER
from indicators.documents.attachments import picture_of
from indicators.partnerships import Relation
from indicators.present.reports import ReportSource
from indicators.present.reports.relation_page import relation_page, relation_story
from indicators.present.texts.markdown import escape
from indicators.present.texts.partnerships.story import year_lines
from pages.rapport.data import report_source
from pages.rapport.files import mime
from pages.shared.context import PageContext
from pages.shared.layout import empty_state


def show_story(item: Relation, context: PageContext) -> None:
    """A title a year, a line an event, a mission, an action, a sum; then the one-page sheet as PDF."""
    t = context.t
    source = report_source(context)
    account = context.user.mode != PUBLIC_USER.mode
    years = relation_story(source, item, account=account)
    if not years:
        empty_state(t("Rien n'est encore daté de cette relation."))
    for year in years:
        lines = "\n".join(f"- {escape(line)}" for line in year_lines(year, t))
        st.markdown(f"**{year.year}**\n{lines}")
    file = f"fiche_{item.id}.pdf"
    st.download_button(
        t("La fiche d'une page (PDF)"), partial(_page, source, item, context, account), file, mime(file), on_click="ignore",
        icon=":material/print:", key=f"page_{item.id}",
    )  # fmt: skip


def _page(source: ReportSource, item: Relation, context: PageContext, account: bool) -> bytes:
    """The sheet with the latest picture attached to the relation or to its actions, for who may open documents."""
    actions = tuple(action.id for action in item.activities)
    picture = picture_of(context.engine, context.user, context.territory.code, item.id, actions)
    return relation_page(source, item, account=account, picture=picture)
