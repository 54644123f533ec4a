"""Show a figure with all that makes it trustworthy: its reading, its table, its sources, its data to download."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from indicators.present.exports import csv_bytes
from indicators.present.figure import Figure, Source, together
from indicators.present.maps.colours import PAPER, at_night
from indicators.present.texts import Translator
from indicators.present.texts.citations import cited, cited_table
from indicators.present.texts.markdown import address, escape
from pages.shared.context import PageContext
from pages.shared.permanent import permanent_address
from pages.shared.tables import show_grid

_IMAGE = 900  # pixels, as wide as a chart on a page
HEIGHTS = range(0, 1001, 40)  # those of static/ouverture.css
_INKED = {
    "axis": ("labelColor", "titleColor"),
    "legend": ("labelColor", "titleColor"),
    "header": ("labelColor", "titleColor"),
    "text": ("color",),
    "title": ("color",),
}


def show_figure(figure: Figure, context: PageContext, *, heading: bool = True) -> None:
    """Draw a figure; the table, the sources and the download are one click away."""
    t = context.t
    if heading:
        st.header(escape(figure.title), anchor=False)
    if figure.example:
        st.caption(t(":material/edit_note: **Exemple** : texte ou cible inventés, à remplacer par les vôtres."))
    if figure.spec is not None:
        with st.container(key=f"chart_{figure.key}_h{_kept_free(figure)}_"):
            st.vega_lite_chart(on_page(figure.spec), width="stretch", alt=figure.alt)
    st.markdown(escape(figure.sentence), help=context.glossary.help(figure.title, figure.sentence))
    if figure.note:
        st.caption(escape(figure.note))
    with st.container(horizontal=True):
        with st.popover(t("Tableau, sources et données"), icon=":material/table_view:", key=f"more_{figure.key}"):
            show_details(figure, t)
        show_citation(figure.sources, figure.key, t)


def show_citation(sources: Sequence[Source], key: str, t: Translator) -> None:
    """« Citer » beside a figure: what it rests on, ready to copy; nothing when no source is known."""
    if found := cited(sources, t):
        with st.popover(t("Citer"), icon=":material/format_quote:", key=f"cite_{key}"):
            show_cited(found, key)


def show_cited(found: Sequence[str], key: str) -> None:
    """Citations as a text that a button copies, a paragraph each; then where these very figures stay to be read."""
    said = [*found, permanent] if (permanent := permanent_address()) else found
    with st.container(key=f"citation_{key}"):
        st.code("\n\n".join(said), language=None, wrap_lines=True)


def on_page(spec: dict[str, Any]) -> dict[str, Any]:
    """The specification with words as dark, or as light, as the reader's theme needs them (contrast above 7 to 1)."""
    dark = st.context.theme.type == "dark"
    ink = "#dbe4ec" if dark else "#33414e"
    if dark and spec.get("background") == PAPER:
        spec = at_night(spec)
    config = dict(spec.get("config", {}))
    for part, names in _INKED.items():
        config[part] = {**dict.fromkeys(names, ink), **config.get(part, {})}
    return {**spec, "config": config}


def _kept_free(figure: Figure) -> int:
    """The height that the style sheet keeps for a chart (``_h240_``), so that what is below does not move under a hand."""
    return min(figure.least_height // HEIGHTS.step * HEIGHTS.step, HEIGHTS.stop - HEIGHTS.step)


def show_details(figure: Figure, t: Translator) -> None:
    """The table behind a figure, its sources, and its data as CSV."""
    st.markdown(f"**{escape(figure.title)}**")
    show_grid(figure.table, t, alt=figure.alt, key=f"table_{figure.key}")
    if figure.sources:
        st.markdown("\n".join(f"- {source_line(source, t)}" for source in together(figure.sources)))
    st.download_button(
        t("Télécharger les données (CSV)"),
        data=lambda: csv_bytes(cited_table(figure, t)),
        file_name=f"ouverture_{figure.key}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key=f"csv_{figure.key}",
    )
    if figure.spec is not None:
        st.download_button(
            t("Télécharger l'image (PNG)"),
            data=lambda: _image(figure, t),
            file_name=f"ouverture_{figure.key}.png",
            mime="image/png",
            icon=":material/image:",
            on_click="ignore",
            key=f"png_{figure.key}",
        )


def _image(figure: Figure, t: Translator) -> bytes:
    from indicators.present.reports.captioned import captioned_png  # drawing waits for the first image asked

    return captioned_png(figure, t, _IMAGE)


def source_line(source: Source, t: Translator) -> str:
    """One source in one line of Markdown: publisher, year, level, reliability, link."""
    parts = [part for part in (source.publisher, source.year, source.geo_level, source.quality, source.note) if part]
    text = escape(" · ".join(parts))
    return f"{text} · [{t('consulter')}]({address(source.url)})" if source.url.startswith("http") else text
