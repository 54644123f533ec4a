"""An officer's own sentence under a chart: marked with its author wherever it appears, and kept with the edition."""

from __future__ import annotations

import streamlit as st

from indicators.documents import gather
from indicators.present.figure import Figure
from indicators.present.reports.figures import all_figures
from indicators.present.reports.wording import plain
from pages.rapport.data import report_source
from pages.shared.choices import select
from pages.shared.context import PageContext
from pages.shared.failures import refusals_told
from pages.shared.held import Seen, read_again, seen, show_newer


@st.cache_resource(max_entries=8, show_spinner=False)
def _figures(key: tuple[object, ...], _context: PageContext) -> dict[str, Figure]:
    source = report_source(_context)
    return {figure.key: figure for figure in all_figures(source)}


def edit_sentences(context: PageContext) -> None:
    """Choose a chart, read its sentence, write another one or give the application's back."""
    t = context.t
    code, number = context.territory.code, context.edition.number
    kept = gather.overrides(context.engine, code, number)
    figures = _figures((*context.cache_key, repr(kept)), context)
    chosen = select(t("Graphique"), list(figures), key="graphique", format_func=lambda key: figures[key].title)
    found = kept.get(chosen)
    st.markdown(t("**Dans les documents :** {sentence}", sentence=figures[chosen].sentence))
    key, own = f"sentence_seen_{chosen}_{number}_{code}", plain(figures[chosen].sentence)
    version = gather.override_version(context.engine, code, number, chosen)
    now = Seen(version, found.text, found.author, found.date) if found else Seen(version, own)
    newer = show_newer(context, key, now)
    with st.form(f"sentence_{chosen}_{number}_{code}"):
        start = seen(key, now).text
        text = st.text_area(t("Votre phrase (vide : celle de l'application revient)"), start, height=140)
        over = newer and st.checkbox(t("J'ai lu l'autre version, et je la remplace par la mienne"))
        saved = st.form_submit_button(t("Enregistrer"), type="primary", icon=":material/save:")
    if saved:
        same = found is None and text.strip() == start.strip()
        with refusals_told(t):
            read = version if over else seen(key, now).version
            gather.save_override(
                context.engine, code, number, chosen, "" if same else text, context.user, seen=read, lang=t.lang
            )
            read_again(key)
            st.rerun()
    if found:
        st.caption(t("Phrase modifiée par {author}, {date}.", author=found.author, date=t.moment(found.date)))
