"""A figure as a picture that was drawn here, at an address of the page's own: who may not read the page may not read it.

Streamlit keeps it for the sessions that show it (``server/media.py`` says who is answered, and what a browser keeps).
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.runtime import get_instance

from indicators.present.figure import Figure

if TYPE_CHECKING:
    from indicators.present.reports.drawing import Drawing


def show_drawn(figure: Figure, hand: Figure, alt: str) -> None:
    """The picture of a figure for the reader's theme; the style sheet shows ``hand`` where the room is a telephone's.

    A picture that is not shown is not fetched (``loading``), and its room is kept before it comes.
    """
    dark = st.context.theme.type == "dark"
    shown = "".join(
        _image(_drawn(item, dark=dark), f"{name}_{item.key}", name, alt)
        for name, item in (("wide", figure), ("hand", hand))
    )
    st.html(f'<div class="ouv-drawn">{shown}</div>')


def _image(drawn: Drawing, place: str, name: str, alt: str) -> str:
    path = get_instance().media_file_mgr.add(drawn.svg.encode(), "image/svg+xml", f"drawn_{place}")
    size = f'width="{drawn.width}" height="{drawn.height}"'
    return f'<img class="ouv-{name}" src=".{path}" {size} loading="lazy" alt="{escape(alt)}">'


def _drawn(figure: Figure, *, dark: bool) -> Drawing:
    """Drawn once for all readers of the figure, its colours exchanged once for those in the dark."""
    if dark:
        return figure.once(("drawn", "dark"), lambda: _drawn(figure, dark=False).at_night())
    from indicators.present.reports.drawing import drawing  # drawing waits for the first picture asked

    return figure.once(("drawn", "light"), lambda: drawing(figure.spec or {}))
