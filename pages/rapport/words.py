"""The parts that officers write, section by section: a draft first, handed out once it is said to be ready."""

from __future__ import annotations

import streamlit as st

from indicators.documents import gather
from indicators.present.reports.parts import written_parts
from indicators.present.texts.markdown import escape
from pages.shared import runtime
from pages.shared.choices import select
from pages.shared.context import PageContext
from pages.shared.failures import refusals_told
from pages.shared.held import Seen, read_again, seen, show_newer


def edit_words(context: PageContext) -> None:
    """Choose a section, read what is kept, write; each save is a version with its author."""
    t = context.t
    names = written_parts(t)
    code, number = context.territory.code, context.edition.number
    engine = context.engine
    told = gather.narratives(context.engine, code, number, drafts=True)
    marks = {key: "" if key not in told else (t(" – brouillon") if told[key].draft else t(" – prête")) for key in names}
    section = select(t("Partie"), list(names), key="section", format_func=lambda key: f"{names[key]}{marks[key]}")
    found = told.get(section)
    st.caption(t("Le texte est gardé avec l'édition « {name} ». Une partie en brouillon n'est dans aucun document remis.", name=escape(context.edition.name)))  # fmt: skip
    key = f"words_seen_{section}_{number}_{code}"
    version = gather.narrative_version(engine, code, number, section)
    start = "" if found or version else _former(context, section)
    now = Seen(version, found.text, found.author, found.date) if found else Seen(version, start)
    newer = show_newer(context, key, now)
    with st.form(f"words_{section}_{number}_{code}"):
        text = st.text_area(t("Texte de la partie « {name} »", name=names[section]), seen(key, now).text, height=280)
        over = newer and st.checkbox(t("J'ai lu l'autre version, et je la remplace par la mienne"))
        ready = st.checkbox(t("Cette partie est prête : la mettre dans les documents"), bool(found and not found.draft))
        saved = st.form_submit_button(t("Enregistrer"), type="primary", icon=":material/save:")
    if saved:
        with refusals_told(t):
            read = version if over else seen(key, now).version
            gather.save_narrative(
                engine, code, number, section, text, context.user, seen=read, draft=not ready, lang=t.lang
            )
            read_again(key)
            st.rerun()
    if found:
        st.caption(t("Dernière version : {author}, {date}", author=escape(found.author), date=t.moment(found.date)))


def _former(context: PageContext, section: str) -> str:
    """What an earlier edition says of a section that nobody has written for this one, with where it comes from."""
    t, names = context.t, {edition.number: edition.name for edition in runtime.all_editions()}
    former = gather.former_narratives(context.engine, context.territory.code, context.edition.number)
    if section not in former:
        return ""
    number, told = former[section]
    st.info(t("Le texte ci-dessous vient de l'édition « {name} » ({author}, {date}). Relisez-le, puis enregistrez-le : il n'est pas encore dans celle-ci.", name=escape(names.get(number, str(number))), author=escape(told.author), date=t.moment(told.date)), icon=":material/history:")  # fmt: skip
    return told.text
