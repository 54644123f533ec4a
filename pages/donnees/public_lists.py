"""What public lists know of this city: read a list, look at what it says, take some of it in a draft."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import streamlit as st

from indicators.access import require
from indicators.intake import public_lists
from indicators.present.texts import public_lists as words
from indicators.present.texts.markdown import address, escape
from indicators.public_lists import PublicList
from indicators.records.dates import first_day
from pages.donnees.context import workshop_of
from pages.donnees.public_lists_around import show_areas, show_operations
from pages.donnees.public_lists_found import show_aids, show_elsewhere, show_projects, show_twins
from pages.shared.context import PageContext
from pages.shared.failures import refusals_told
from pages.shared.folding import folded
from pages.shared.layout import empty_state


def show_public_lists(context: PageContext) -> None:
    """The lists that were read, then what they say, subject by subject."""
    t = context.t
    require(context.user, "officer", context.territory.code)
    st.markdown(
        t(
            "Ce que d'autres publient de {name} : à comparer, à vérifier, à reprendre. Rien n'entre dans une édition sans vous.",
            name=f"**{escape(context.territory.name)}**",
        )
    )
    _deposit(context)
    lists = public_lists.kept(context.engine, context.territory.code, context.user)
    if not lists:
        empty_state(
            t("Aucune liste n'est encore lue."),
            t("Projets de l'AFD, listes de jumelages (Wikipédia, Wikidata), CORDIS, keep.eu, Kohesio, opérations FEDER et FSE : le fichier est reconnu à ses colonnes."),
        )  # fmt: skip
        return
    for item in lists:
        _read(item, context)
    show_twins(lists, context)
    show_aids(lists, context)
    show_projects(lists, context)
    show_operations(lists, context)
    show_areas(lists, context)
    show_elsewhere(lists, context)
    st.caption(words.licences(lists, t))


def _deposit(context: PageContext) -> None:
    folded(context.t("Lire une liste"), partial(_files, context), key="lire_liste", icon=":material/playlist_add:")


def _files(context: PageContext) -> None:
    t = context.t
    files = st.file_uploader(
        t("Fichier tel que son éditeur le donne (CSV, TSV, XLSX, XLS ou ZIP)"), accept_multiple_files=True,
        type=["csv", "tsv", "txt", "xlsx", "xls", "zip"], key="public_lists_files",
        max_upload_size=context.settings.uploads.max_megabytes,
    )  # fmt: skip
    if st.button(t("Lire"), disabled=not files, icon=":material/fact_check:", key="public_lists_read"):
        keep_lists(context, [(file.name, file.getvalue()) for file in files])


def keep_lists(context: PageContext, files: Iterable[tuple[str, bytes]]) -> bool:
    """Read lists for the territory that is shown; whether one is kept. What refuses one is told, the others go on."""
    work, kept = workshop_of(context), 0
    for name, content in files:
        with refusals_told(context.t):
            public_lists.keep(work, content, name, context.territory, context.user)
            kept += 1
    return kept > 0


def _read(item: PublicList, context: PageContext) -> None:
    t = context.t
    link = f"[{escape(item.source.name)}]({address(item.source.url)})"
    with st.container(horizontal=True, vertical_alignment="center", key=f"public_list_{item.key}"):
        st.markdown(f"**{link}**  \n{escape(words.list_line(item, t))}", width="stretch")
        if not item.dated:
            when = st.text_input(
                t("Date de la liste"), placeholder=t("AAAA, AAAA-MM ou AAAA-MM-JJ"), key=f"list_date_{item.key}", width=220
            )  # fmt: skip
            if when and first_day(when) is None:
                st.error(
                    t("« {value} » n'est pas une date. Acceptées : 2019, 2019-05 ou 2019-05-17.", value=escape(when))
                )
            elif when:
                public_lists.dated(workshop_of(context), item, when, context.territory.code, context.user)
                st.rerun()
        if st.button(t("Oublier cette liste"), type="tertiary", icon=":material/close:", key=f"forget_{item.key}"):
            public_lists.forget(workshop_of(context), item, context.territory.code, context.user)
            st.rerun()
