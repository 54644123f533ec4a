"""What the lists say: twinnings with their questions, fundings of AFD, European projects, who else works there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

import streamlit as st

from indicators.intake import public_lists
from indicators.present.texts import public_lists as words
from indicators.present.texts.markdown import escape
from indicators.public_lists import Aid, Project, PublicList, Twin, twins
from indicators.public_lists.others import elsewhere, overlaps
from indicators.store.drafts import Batch
from pages.donnees.context import workshop_of
from pages.donnees.seen import read_again
from pages.shared.context import PageContext
from pages.shared.failures import refusals_told

_SHOWN = 40
T = TypeVar("T", Twin, Aid, Project)


def show_twins(lists: Sequence[PublicList], context: PageContext) -> None:
    """Each twinning with who says it and what to ask; those without a sheet may be taken, to be verified."""
    t, home = context.t, public_lists.home_of(context.territory)
    found = twins(lists, home, context.snapshot.partnerships)
    if not any(item.links for item in lists):
        return
    st.header(t("Jumelages"), anchor=False)
    if not found:
        st.markdown(t("Aucune de ces listes ne cite {name}.", name=escape(context.territory.called)))
        return
    st.caption(
        t(
            "Ces listes sont écrites par des bénévoles. Un lien cité des deux côtés peut l'avoir été par une seule main : il ne confirme rien. Un lien absent d'une liste n'est pas terminé."
        )
    )
    rows = {f"{twin.country}-{twin.partner}": twin for twin in found}
    new = {key: twin for key, twin in rows.items() if twin.relation is None and len(twin.country) == 2}
    for twin in found[:_SHOWN]:
        country = t.country(twin.country) if len(twin.country) == 2 else twin.country
        asked = "".join(f"  \n:material/help: {escape(line)}" for line in words.questions(twin, t))
        st.markdown(
            f"**{escape(twin.partner)}** ({escape(country)})  \n{escape(words.said_words(twin, lists, t))}{asked}"
        )
    choose(
        t("Préparer une fiche « à vérifier » pour"), new, lambda twin: _city(twin, context), "twins",
        lambda chosen: public_lists.take_twins(workshop_of(context), context.territory, chosen, lists, context.user),
        context,
    )  # fmt: skip


def _city(twin: Twin, context: PageContext) -> str:
    return f"{twin.partner} ({context.t.country(twin.country)})"


def show_aids(lists: Sequence[PublicList], context: PageContext) -> None:
    """The fundings of AFD that name the city: an action of their year."""
    t = context.t
    for source in lists:
        if source.kind != "afd":
            continue
        st.header(t("Projets de l'AFD"), anchor=False)
        mine = {aid.id: aid for aid in source.aids if aid.match != "elsewhere"}
        if not mine:
            st.markdown(t("Aucun de ces projets ne cite {name}.", name=escape(context.territory.called)))
            continue
        st.caption(t("Reconnus à un nom, jamais à un numéro : chacun est à vérifier. Les points de la carte de l'AFD ne sont pas repris : un quart désigne une adresse à Paris."))  # fmt: skip
        for aid in mine.values():
            st.markdown(f"**{escape(aid.title)}**  \n{escape(words.aid_words(aid, t))}")
        choose(
            t("Préparer une action pour"), {key: aid for key, aid in mine.items() if aid.year}, lambda aid: aid.title, "aids",
            partial(_take_aids, source, context),
            context,
        )  # fmt: skip


def _take_aids(source: PublicList, context: PageContext, chosen: list[Aid]) -> Batch:
    relations = context.snapshot.partnerships
    return public_lists.take_aids(workshop_of(context), context.territory, chosen, relations, source, context.user)


def take_projects(source: PublicList, context: PageContext, chosen: list[Project]) -> Batch:
    """Put the chosen projects of a list in the draft of who reads."""
    return public_lists.take_projects(workshop_of(context), context.territory, chosen, source, context.user)


def show_projects(lists: Sequence[PublicList], context: PageContext) -> None:
    """Research and territorial projects, apart from twinnings, then the twin cities that share some."""
    t = context.t
    for source in lists:
        if source.kind not in {"cordis", "keep", "kohesio"}:
            continue
        st.header(t("Projets européens : {name}", name=words.list_name(source.kind, t)), anchor=False)
        if not source.projects:
            st.markdown(t("Aucun de ces projets ne cite {name}.", name=escape(context.territory.called)))
            continue
        ordered = sorted(source.projects, key=lambda item: item.match != "number")
        for item in ordered[:_SHOWN]:
            st.markdown(f"**{escape(item.title or item.acronym)}**  \n{escape(words.project_words(item, t))}")
        dated = {f"{item.id} {item.organisation}": item for item in ordered if item.year}
        choose(
            t("Préparer une action pour"), dated, lambda item: f"{item.acronym} – {item.organisation}", source.kind,
            partial(take_projects, source, context),
            context,
        )  # fmt: skip
    if shared := overlaps(lists, context.snapshot.partnerships):
        st.subheader(t("Partenaires européens qui sont aussi des villes partenaires"), anchor=False)
        st.markdown("\n".join(f"- {escape(words.overlap_words(item, t))}" for item in shared))


def show_elsewhere(lists: Sequence[PublicList], context: PageContext) -> None:
    """Who else of the country works in the partner countries."""
    t, home = context.t, public_lists.home_of(context.territory)
    if found := elsewhere(lists, home, context.snapshot.partnerships):
        st.header(t("Qui d'autre de France travaille dans nos pays partenaires"), anchor=False)
        lines = [f"- **{t.country(item.country)}**{t(' : ')}{escape(words.elsewhere_words(item, t))}" for item in found]
        st.markdown(t.typeset("\n".join(lines)))


def choose(
    label: str, offered: Mapping[str, T], name: Callable[[T], str], key: str, make: Callable[[list[T]], Batch], context: PageContext
) -> None:  # fmt: skip
    """Which lines to take, none to begin with, and the button that prepares the draft."""
    if not offered:
        return
    t = context.t
    chosen = st.multiselect(label, list(offered), format_func=lambda code: name(offered[code]), key=f"take_{key}", placeholder=t("Aucun"))  # fmt: skip
    if st.button(
        t("Préparer le brouillon"), disabled=not chosen, icon=":material/edit_document:", key=f"take_{key}_go"
    ):
        with refusals_told(t):
            batch = make([offered[code] for code in chosen])
            st.session_state["intake_section"], st.session_state["intake_batch"] = "batches", batch.id
            read_again(batch.id)
            st.rerun()
