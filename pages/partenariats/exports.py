"""The relations shown, as files: a table, a map file, a picture for slides, a page that opens without network."""

from __future__ import annotations

from functools import partial
from typing import cast

import streamlit as st

from indicators.present.exports import XLSX, csv_bytes
from indicators.present.figure import Figure
from indicators.present.maps.altair_map import partnership_figure
from indicators.present.maps.folium_map import standalone_html
from indicators.present.maps.paper import HAND, SCREEN, Frame
from indicators.present.maps.payload import state
from indicators.present.maps.shading import Shading
from indicators.present.maps.sheet import map_sheet
from indicators.present.maps.table import geojson_bytes, partnership_table, xlsx_bytes
from indicators.present.reports.captioned import captioned_png, captioned_svg
from pages.partenariats.data import Portfolio
from pages.partenariats.filters import MapChoice
from pages.shared import choices
from pages.shared.context import PageContext
from pages.shared.figures import show_figure


def show_exports(folio: Portfolio, choice: MapChoice, shading: Shading | None, context: PageContext) -> None:
    """Buttons that build their file only when pressed, and the picture on demand."""
    t, scene, kept = context.t, folio.scene, choice.kept
    name = f"partenariats_{context.territory.code}_{context.edition.number}"
    table = partial(partnership_table, kept, scene, t)

    def page() -> bytes:
        now = state(scene, [item.id for item in kept], shading=shading)
        title = t("Les partenariats de {name}", name=context.territory.called)
        return standalone_html(dict(folio.configuration), now, title).encode()

    def sheet() -> str:
        return map_sheet(scene, kept, t, context.settings.map.disputed)

    files = (
        ("CSV", "csv", "text/csv", lambda: csv_bytes(table())),
        ("XLSX", "xlsx", XLSX, lambda: xlsx_bytes(table(), t("Partenariats"))),
        ("GeoJSON", "geojson", "application/geo+json", lambda: geojson_bytes(kept, scene, t)),
        (t("Carte HTML autonome"), "html", "text/html", page),
        (t("Carte à imprimer (A4 paysage)"), "a4.html", "text/html", lambda: sheet().encode()),
    )
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for label, extension, mime, build in files:
            st.download_button(
                label, data=build, file_name=f"{name}.{extension}", mime=mime, icon=":material/download:",
                on_click="ignore", key=f"telecharger_{extension}",
            )  # fmt: skip
        picture = choices.switch(t("Image pour un diaporama"), key="image", width="content")
    if picture:
        _picture(folio, choice, shading, name, context)


def _picture(folio: Portfolio, choice: MapChoice, shading: Shading | None, name: str, context: PageContext) -> None:
    """The map of paper of the relations shown, with its PNG and SVG."""
    t = context.t
    frames = {"world": t("le monde"), "near": t("autour du territoire (3 500 km)")}
    frame = choices.segments(t("Cadrage"), list(frames), key="cadrage", format_func=frames.__getitem__)
    told = (*context.cache_key, folio.version, choice.shading)
    shown = frozenset(item.id for item in choice.kept)
    figure, hand = (
        _map(told, cast(Frame, frame), size, shown, choice.undated, shading, folio, context) for size in (SCREEN, HAND)
    )
    show_figure(figure, context, hand=hand)
    with st.container(horizontal=True):
        for label, extension, mime in (("PNG", "png", "image/png"), ("SVG", "svg", "image/svg+xml")):
            st.download_button(
                label, data=partial(_image, figure, extension, context), file_name=f"{name}_{frame}.{extension}", mime=mime,
                icon=":material/image:", on_click="ignore", key=f"telecharger_{extension}",
            )  # fmt: skip


@st.cache_resource(max_entries=16, show_spinner=False)
def _map(
    told: tuple[object, ...], frame: Frame, size: tuple[int, int], shown: frozenset[str], undated: int,
    _shading: Shading | None, _folio: Portfolio, _context: PageContext,
) -> Figure:  # fmt: skip
    """The map of the relations shown, kept with what is drawn of it: opening a sheet beside it draws nothing again."""
    return partnership_figure(
        _folio.scene, _context.t, shown, shading=_shading, frame=frame, disputed=_context.settings.map.disputed, size=size,
        undated=undated,
    )  # fmt: skip


def _image(figure: Figure, extension: str, context: PageContext) -> bytes:
    fictional = context.territory.fictional
    if extension == "png":
        return captioned_png(figure, context.t, SCREEN[0], fictional=fictional)
    return captioned_svg(figure, context.t, SCREEN[0], fictional=fictional).encode()
