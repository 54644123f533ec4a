"""The documents attached to what a page shows: a list to open, and for who writes a form to add and a way to remove."""

from __future__ import annotations

from functools import partial

import streamlit as st

from indicators.documents import attachments
from indicators.documents.attachments import Place
from indicators.documents.content import ACCEPTED, EXTENSIONS
from indicators.present.texts import Translator
from indicators.present.texts.markdown import escape
from indicators.store.attachments import Attachment
from pages.shared.context import PageContext
from pages.shared.failures import refusals_told
from pages.shared.folding import folded

_MEGABYTE, _KILOBYTE = 1_000_000, 1_000
_ADDED = "documents_added"


def show_attached(place: Place, context: PageContext) -> None:
    """Nothing for who may not open documents, nor for who reads a record without any."""
    t, user = context.t, context.user
    if not attachments.may_open(user):
        return
    found, writes = attachments.listed(context.engine, user, place), user.may("officer", place.territory)
    if not found and not writes:
        return
    st.markdown(f"**{t('Documents joints')}**")
    if not found:
        st.caption(t("Aucun document n'est joint."))
    for item in found:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(_line(item, t))
            if writes:
                _removing(item, context)
    if writes:
        _adding(place, context)


def _line(item: Attachment, t: Translator) -> str:
    told = [t.day(item.added_at), _size(item.size, t), item.author]
    said = f"  \n{escape(item.description)}" if item.description else ""
    return f"[{escape(item.name)}](/piece/{item.id}?langue={t.lang}) :small[{escape(' · '.join(told))}]{said}"


def _size(count: int, t: Translator) -> str:
    if count >= _MEGABYTE:
        return t("{size} Mo", size=t.number(count / _MEGABYTE, 1))
    return t("{size} ko", size=t.number(max(1, round(count / _KILOBYTE))))


def _removing(item: Attachment, context: PageContext) -> None:
    """A button behind another one: what is removed is opened by nobody any more."""
    t, days = context.t, context.settings.uploads.keep_days
    with st.popover(t("Retirer"), icon=":material/delete:", key=f"remove_{item.id}"):
        st.markdown(t("Retirer « {name} » ? Plus personne ne l'ouvrira.", name=escape(item.name)))
        st.caption(t.n("Il est effacé de la base après {count} jour ; le journal garde son nom.", "Il est effacé de la base après {count} jours ; le journal garde son nom.", days))  # fmt: skip
        if st.button(t("Retirer ce document"), key=f"removed_{item.id}"):
            with refusals_told(t):
                attachments.remove(context.engine, context.user, item.id)
                st.rerun()


def _adding(place: Place, context: PageContext) -> None:
    title = context.t("Joindre un document")
    folded(title, partial(_form, place, context), key=f"attach_to_{place.kind}_{place.record}", icon=":material/attach_file:")  # fmt: skip


def _form(place: Place, context: PageContext) -> None:
    t, limit = context.t, context.settings.uploads.max_attachment_megabytes
    key = f"{place.kind}_{place.record}_{st.session_state.get(_ADDED, 0)}"  # the next one begins with an empty form
    with st.form(f"attach_{key}", border=False):
        given = st.file_uploader(
            t("Document ({size} Mo au plus)", size=t.number(limit)), EXTENSIONS, max_upload_size=limit, key=f"file_{key}",
            help=t("Sont acceptés : {accepted}.", accepted=ACCEPTED),
        )  # fmt: skip
        said = st.text_input(
            t("Ce que c'est, en une phrase (nécessaire pour une image)"), max_chars=300, key=f"said_{key}"
        )
        st.caption(t("Lu par les personnes qui ont un compte, jamais par le public."))
        sent = st.form_submit_button(t("Joindre"), icon=":material/attach_file:")
    if sent and given is None:
        st.warning(t("Choisissez d'abord un fichier."))
    elif sent and given is not None:
        with refusals_told(t):
            attachments.add(
                context.engine, context.settings.uploads, context.user, place, given.name, given.getvalue(), said
            )
            st.session_state[_ADDED] = st.session_state.get(_ADDED, 0) + 1
            st.rerun()
