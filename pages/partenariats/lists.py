"""What to do about the relations: lists with their reason, each line opening its sheet."""

from __future__ import annotations

import streamlit as st

from indicators.access import PUBLIC_USER
from indicators.desk import open_follow_ups
from indicators.partnerships import Relation, TodoList, todo_lists
from indicators.present.charts.partnerships import growth, renewals
from indicators.present.texts.desk.words import follow_up_line
from indicators.present.texts.markdown import escape
from indicators.present.texts.partnerships import sentences
from indicators.present.texts.partnerships.words import list_reason, list_title, partner_name, term_words
from pages.partenariats.data import SHEET, Portfolio, portfolio
from pages.partenariats.sheet import show_sheet
from pages.shared import address
from pages.shared.back import forget
from pages.shared.context import PageContext
from pages.shared.figures import show_figure
from pages.shared.folding import folded
from pages.shared.layout import empty_state
from pages.shared.links import link_to

_FIRST = 12
_WHERE = "fiche_liste"


def show_lists(context: PageContext) -> None:
    """The calendar and the growth of the portfolio, then each list."""
    t, folio = context.t, portfolio(context)
    lists = todo_lists(folio.relations)
    left, right = st.columns(2, gap="large")
    with left:
        show_figure(renewals(folio.relations, t), context)
    with right:
        show_figure(growth(folio.relations, t), context)
    if not any(item.relations for item in lists) and not open_follow_ups(context.readout.missions):
        empty_state(t("Rien à faire : aucune relation ne figure dans ces listes."))
    _follow_ups(context)
    for item in lists:
        if item.relations:
            _list(item, folio, context)


def _follow_ups(context: PageContext) -> None:
    """What the missions left to do, until it is done; nobody without an account reads it."""
    t, rows = context.t, open_follow_ups(context.readout.missions)
    if not rows or context.user.mode == PUBLIC_USER.mode:
        return
    with st.expander(t("Suites des missions ({count})", count=len(rows)), expanded=True):
        lines = (f"- {escape(follow_up_line(item, t))} – {escape(mission.title)}" for item, mission in rows[:_FIRST])
        st.markdown("\n".join(lines))
        link_to("missions", t("Missions et agenda"))


def _list(item: TodoList, folio: Portfolio, context: PageContext) -> None:
    t, asked = context.t, (st.session_state.get(_WHERE), address.asked(SHEET))
    count = len(item.relations)

    def draw() -> None:
        st.caption(list_reason(item.name, folio.rules, folio.as_of, t))
        for relation in item.relations[:_FIRST]:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(_line(relation, item, t_folio=folio, context=context), width="stretch")
                st.button(
                    t("Ouvrir la fiche"), key=f"ouvrir_{item.name}_{relation.id}", icon=":material/arrow_downward:",
                    on_click=_open, args=(item.name, relation.id),
                )  # fmt: skip
            if asked == (item.name, relation.id):
                show_sheet(relation, folio, context, "afaire")
        if count > _FIRST:
            more = t.n(
                "… et {count} autre, dans le tableau de la carte.",
                "… et {count} autres, dans le tableau de la carte.",
                count - _FIRST,
            )
            st.caption(more)

    title, opened = f"{list_title(item.name, t)} ({count})", item.name in ("to_renew", asked[0])
    folded(title, draw, key=f"liste_{item.name}", opened=opened)


def _open(where: str, relation: str) -> None:
    """Open a sheet under the line where it is asked for; the list in which it stands keeps it in sight."""
    st.session_state[_WHERE], st.session_state[SHEET] = where, relation
    forget()


def _line(relation: Relation, item: TodoList, *, t_folio: Portfolio, context: PageContext) -> str:
    t = context.t
    if item.name == "to_renew":
        partner = relation.partnership
        name = f"**{escape(partner_name(relation, t))}** ({t.country(partner.country)})"
        return t.typeset(f"{name} : {term_words(relation, t)}")
    return sentences.relation(relation, t_folio.kind(relation), t)
