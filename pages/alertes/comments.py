"""Every comment of the territory in one list: what waits for an answer, with which edition, what was closed and why."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from indicators.present.texts.markdown import escape
from indicators.readers import comments
from indicators.readers.comments import Comment
from pages.shared import runtime
from pages.shared.back import opening
from pages.shared.context import PageContext
from pages.shared.failures import refusals_told
from pages.shared.folding import behind_button, folded
from pages.shared.layout import empty_state
from pages.shared.links import go_to, reachable


def show_comments(context: PageContext) -> None:
    """The open ones, then the closed ones."""
    t = context.t
    if not comments.may_read(context.user):
        empty_state(t("Les commentaires se lisent une fois connecté."))
        return
    found = comments.of_territory(context.engine, context.territory.code)
    waiting = [item for item in found if item.open]
    if not waiting:
        empty_state(t("Aucun commentaire ouvert."), t("« Commenter », à côté d'un graphique, en ouvre un."))
    for item in waiting:
        with st.container(border=True, key=f"comment_{item.id}"):
            _told(item, context)
            _tools(item, context)
    if closed := [item for item in found if not item.open]:
        title = t.n("{count} commentaire clos", "{count} commentaires clos", len(closed))
        folded(title, partial(_closed, closed, context), key="commentaires_clos", icon=":material/comments_disabled:")


def _closed(closed: Sequence[Comment], context: PageContext) -> None:
    t = context.t
    for item in closed:
        _told(item, context)
        day = t.day(item.closed_at or item.at)
        st.caption(t("Clos par {who} le {day} : {reason}", who=escape(item.closed_by), day=day, reason=escape(item.closed_reason)))  # fmt: skip


def _told(item: Comment, context: PageContext) -> None:
    """Who said what of which figure, and what became of the edition where it was read."""
    t = context.t
    st.markdown(f"**{escape(item.title)}**  \n{escape(item.text)}")
    said = t("{who}, le {day}, édition {number}, année {year}.", who=item.author, day=t.day(item.at), number=item.edition, year=item.year)  # fmt: skip
    back = comments.rolled_back(item, runtime.all_editions())
    if back is not None:
        said += " " + t(
            "Cette édition a été reprise : l'édition {later} est revenue à l'édition {former}.",
            later=back.number, former=back.restores,
        )  # fmt: skip
    elif item.edition < context.edition.number:
        said += " " + t("Le chiffre a pu changer depuis.")
    st.caption(escape(said))


def _tools(item: Comment, context: PageContext) -> None:
    t, place = context.t, item.figure.place
    with st.container(horizontal=True):
        if reachable(place.path) and st.button(
            t("Voir le chiffre"), key=f"comment_see_{item.id}", icon=":material/arrow_forward:", help=item.title,
            on_click=_open, args=(item,),
        ):  # fmt: skip
            go_to(place.path)
        if item.account != context.user.account and not context.user.may("officer", context.territory.code):
            return
        draw = partial(_close, item, context)
        behind_button(t("Clore"), draw, key=f"comment_close_{item.id}", icon=":material/check:")


def _close(item: Comment, context: PageContext) -> None:
    t = context.t
    with st.form(f"comment_form_{item.id}", border=False):
        reason = st.text_input(t("Motif"), key=f"comment_reason_{item.id}", max_chars=comments.LONGEST)
        if st.form_submit_button(t("Clore"), type="primary"):
            with refusals_told(t):
                comments.close(context.engine, context.user, item, reason)
                st.rerun()


def _open(item: Comment) -> None:
    """The figure, in the edition and the year where it was read."""
    opening({**item.figure.place.choices, "edition": str(item.edition), "annee": str(item.year)})
