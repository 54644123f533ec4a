"""What a reader takes away of a figure: its image, its drawing, its data, each with the words that make it honest."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from indicators.present.exports import csv_bytes
from indicators.present.figure import Figure
from indicators.present.texts import Translator
from indicators.present.texts.citations import cited_table
from pages.shared.context import PageContext

_IMAGE = 900  # pixels, as wide as a chart on a page


def show_files(figure: Figure, context: PageContext) -> None:
    """The chart as an image and as a drawing, its data as a table: a button each, in full view."""
    t, fictional = context.t, context.territory.fictional
    pictures: tuple[tuple[str, str, str, str], ...] = (
        ("png", t("Image PNG"), "image/png", ":material/image:"),
        ("svg", t("Dessin SVG"), "image/svg+xml", ":material/polyline:"),
    )
    for kind, label, mime, icon in pictures if figure.spec is not None else ():
        _file(figure, kind, label, mime, icon, partial(_picture, figure, kind, t, fictional=fictional))
    _file(
        figure,
        "csv",
        t("Données CSV"),
        "text/csv",
        ":material/download:",
        lambda: csv_bytes(cited_table(figure, t, fictional=fictional)),
    )


def _file(figure: Figure, kind: str, label: str, mime: str, icon: str, data: Callable[[], bytes]) -> None:
    st.download_button(
        label, data=data, file_name=f"ouverture_{figure.key}.{kind}", mime=mime, icon=icon, on_click="ignore",
        key=f"{kind}_{figure.key}", help=figure.title,
    )  # fmt: skip


def _picture(figure: Figure, kind: str, t: Translator, *, fictional: bool) -> bytes:
    from indicators.present.reports import captioned  # drawing waits for the first image asked

    if kind == "svg":
        return captioned.captioned_svg(figure, t, _IMAGE, fictional=fictional).encode()
    return captioned.captioned_png(figure, t, _IMAGE, fictional=fictional)
