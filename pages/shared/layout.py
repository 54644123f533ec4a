"""The parts of every page: its title, the bands that warn, the key figures and the empty states."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from zlib import crc32

import streamlit as st

from indicators.present.key_figures import KeyFigure
from indicators.present.texts.days import of_edition
from indicators.present.texts.markdown import escape
from indicators.present.texts.reports import example_mark
from pages.shared.context import PageContext


def page_header(title: str, intro: str, context: PageContext) -> None:
    """The page's title with the territory it speaks of, one sentence, and the bands that must never be missed."""
    st.title(title, anchor=False)
    said_by = (
        escape(of_edition(context.own_edition, context.t))
        if in_edition(context)
        else context.t("Statistiques officielles")
    )
    st.caption(f"**{escape(context.t.place(context.territory.name))}** · {said_by}")
    fictional_band(context)
    if intro:
        st.markdown(intro)


def in_edition(context: PageContext) -> bool:
    """Whether the edition speaks of the territory; otherwise only the official files of the machine do."""
    return context.territory.code in {item.code for item in context.territories}


def fictional_band(context: PageContext) -> None:
    """Say on every page that a generated territory is not a real one, and that no edition speaks of another one."""
    if not in_edition(context):
        st.info(
            context.t(
                "Aucune édition ne parle de {name} : ses chiffres sont ceux des fichiers officiels de cette machine, chacun"
                " à l'échelle où il est publié. « Charger des données » les reprend dans une édition.",
                name=f"**{escape(context.t.place(context.territory.name))}**",
            ),
            icon=":material/travel_explore:",
        )
    if context.territory.fictional:
        st.warning(
            context.t("**Données fictives** : ce territoire est inventé pour la formation et la démonstration."),
            icon=":material/science:",
        )


def example_note(context: PageContext) -> None:
    """Mark what was invented where it stands."""
    st.caption(f":material/edit_note: {escape(example_mark(context.t))}")


@contextmanager
def know_more(key: str, context: PageContext) -> Iterator[None]:
    """What only some readers ask for, the statistics among it, behind the same words everywhere."""
    with st.popover(context.t("En savoir plus"), icon=":material/info:", key=f"know_more_{key}"):
        yield


def headline(sentence: str, context: PageContext) -> None:
    """The sentence that the page opens on, in Markdown; its words explain themselves beside it."""
    st.markdown(f"## {sentence}", help=context.glossary.help(sentence), anchors=False)


def key_figures(figures: Sequence[KeyFigure], context: PageContext) -> None:
    """Lay key figures in rows of equal cards, as many as the width holds (``key_figures_`` in the style sheet).

    A card without a help of its own explains the words of the glossary that it has.
    """
    name = crc32("".join(figure.label for figure in figures).encode())
    with st.container(horizontal=True, gap="small", key=f"key_figures_{name}"):
        for figure in figures:
            with st.container(border=True, height="stretch"):
                told = figure.help or context.glossary.help(figure.label, figure.detail)
                st.metric(figure.label, figure.value, help=told)
                if figure.detail:
                    st.caption(figure.detail)


def skip_link(words: str) -> None:
    """A link that the tab key shows, first in a keyed container: it goes to what follows the container (``mend.js``)."""
    st.html(f'<a class="ouv-skip" href="#">{html.escape(words)}</a>')


def empty_state(sentence: str, action: str = "") -> None:
    """Say why there is nothing to see, and what would fill it."""
    with st.container(border=True):
        st.markdown(f":material/inbox: {sentence}")
        if action:
            st.caption(action)
