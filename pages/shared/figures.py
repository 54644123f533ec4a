"""Show a figure with all that makes it trustworthy: its reading, its table, its sources, its data to download."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import streamlit as st
from streamlit.dataframe_util import convert_anything_to_arrow_bytes

from indicators.present.described import described
from indicators.present.embeddable import embeddable
from indicators.present.figure import Figure, Source, around, together
from indicators.present.texts import Translator, marked
from indicators.present.texts.citations import cited
from indicators.present.texts.markdown import address, escape
from pages.shared.commenting import show_commenting
from pages.shared.context import PageContext
from pages.shared.drawings import show_drawn
from pages.shared.figure_files import show_files
from pages.shared.layout import example_note
from pages.shared.paper import whole
from pages.shared.permanent import embed_code, permanent_address

#: Numbers of the figures that were shown; one is never given twice.
_NUMBERS = itertools.count()
HEIGHTS = range(0, 1001, 40)  # those of static/ouverture.css
#: What the alternative text of a chart sends to.
_TWIN = marked("Tableau équivalent et description : bouton « Tableau, sources et données », après le graphique.")
_INKED = {
    "axis": ("labelColor", "titleColor"),
    "legend": ("labelColor", "titleColor"),
    "header": ("labelColor", "titleColor"),
    "text": ("color",),
    "title": ("color",),
}


def show_figure(figure: Figure, context: PageContext, *, heading: bool = True, hand: Figure | None = None) -> None:
    """Draw a figure; its files are beside it, its table and its sources one click away.

    With a ``hand``, the same figure laid out for a telephone, what is shown is a drawing made here: the browser is not
    sent what it would draw it from.
    """
    t = context.t
    if heading:
        st.header(escape(figure.title), anchor=False)
    if figure.example:
        example_note(context)
    if figure.spec is not None:
        alt = f"{figure.alt} {t(_TWIN)}"
        with st.container(key=f"chart_{figure.key}_h{0 if hand else _kept_free(figure)}_"):
            if hand:
                show_drawn(figure, hand, alt)
            else:
                show_chart(figure, alt)
    st.markdown(escape(figure.sentence), help=context.glossary.help(figure.title, figure.sentence))
    if figure.note:
        st.caption(escape(figure.note))
    with st.container(horizontal=True):
        with st.popover(t("Tableau, sources et données"), icon=":material/table_view:", key=f"more_{figure.key}"):
            show_details(figure, t)
        show_citation(figure.sources, figure.key, t, figure.title)
        show_files(figure, context)
        show_commenting(figure.key, figure.title, context)


def show_citation(sources: Sequence[Source], key: str, t: Translator, title: str = "") -> None:
    """« Citer » beside a figure: what it rests on, ready to copy; nothing when no source is known.

    A figure that has a ``title`` and may stand alone gives the line that shows it on the collectivity's site.
    """
    if found := cited(sources, t):
        with st.popover(t("Citer"), icon=":material/format_quote:", key=f"cite_{key}"):
            show_cited(found, key)
            if title and embeddable(key) and (line := embed_code(key, title)):
                st.caption(t("Sur le site de la collectivité, à la dernière édition :"))
                st.code(line, language="html", wrap_lines=True)


def show_cited(found: Sequence[str], key: str) -> None:
    """Citations as a text that a button copies, a paragraph each; then where these very figures stay to be read."""
    said = [*found, permanent] if (permanent := permanent_address()) else found
    with st.container(key=f"citation_{key}"):
        st.code("\n\n".join(said), language=None, wrap_lines=True)


def show_chart(figure: Figure, alt: str) -> None:
    """The drawing for the reader's theme, as a message that is made once for everybody who is shown this very figure."""
    number = figure.once(("number",), lambda: next(_NUMBERS))
    _chart(number, st.context.theme.type == "dark", alt, figure)


@st.cache_resource(max_entries=256, show_spinner=False)
def _chart(number: int, dark: bool, alt: str, _figure: Figure) -> None:
    """Streamlit keeps the message itself and sends it again.

    A figure is kept by edition, settings, territory, year and language, and has a number that no other one of the
    process ever has: what was drawn of it is shown for it alone.
    """
    st.vega_lite_chart(_sent(on_page(_figure.spec or {}, dark=dark)), width="stretch", alt=alt)


def _sent(spec: dict[str, Any]) -> dict[str, Any]:
    """With each table of data as Streamlit sends it, in Arrow; a map's outlines stay what they are."""
    tables = spec.get("datasets", {})
    packed = {name: convert_anything_to_arrow_bytes(rows) if _is_table(rows) else rows for name, rows in tables.items()}
    return {**spec, "datasets": packed} if tables else spec


def _is_table(rows: Any) -> bool:
    return isinstance(rows, list) and bool(rows) and "geometry" not in rows[0]


def on_page(spec: dict[str, Any], *, dark: bool) -> dict[str, Any]:
    """The specification with words as dark, or as light, as a theme needs them (contrast above 7 to 1).

    A page sets the whole height of a chart: what stands around the plot is added to it.
    """
    ink = "#dbe4ec" if dark else "#33414e"
    config = dict(spec.get("config", {}))
    for part, names in _INKED.items():
        config[part] = {**dict.fromkeys(names, ink), **config.get(part, {})}
    height = spec.get("height")
    room = {"height": height + around(spec)} if isinstance(height, int) else {}
    return {**spec, **room, "config": config}


def _kept_free(figure: Figure) -> int:
    """The height that the style sheet keeps for a chart (``_h240_``), so that what is below does not move under a hand."""
    return min(figure.least_height // HEIGHTS.step * HEIGHTS.step, HEIGHTS.stop - HEIGHTS.step)


def show_details(figure: Figure, t: Translator) -> None:
    """The table behind a figure and its sources."""
    st.markdown(f"**{escape(figure.title)}**")
    with st.expander(t("Description du graphique"), icon=":material/description:"):
        st.markdown(figure.once(("described", t.lang), lambda: escape(described(figure, t))))
    if not figure.table.empty:
        named = t("Tableau équivalent au graphique : {title}", title=figure.title)
        st.html(figure.once(("table", t.lang), lambda: whole(figure.table, t, named)))
    if figure.sources:
        st.markdown("\n".join(f"- {source_line(source, t)}" for source in together(figure.sources)))


def source_line(source: Source, t: Translator) -> str:
    """One source in one line of Markdown: publisher, year, level, reliability, link."""
    parts = [part for part in (source.publisher, source.year, source.geo_level, source.quality, source.note) if part]
    text = escape(" · ".join(parts))
    return f"{text} · [{t('consulter')}]({address(source.url)})" if source.url.startswith("http") else text
