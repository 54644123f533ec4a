"""The figures of the profile page, kept in memory by edition and by the reader's choices."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from indicators.geii import Profile
from indicators.present.figure import Figure
from pages.shared.context import PageContext

Asked = tuple[tuple[str, ...], int | None]


@st.cache_resource(max_entries=400, show_spinner=False)
def _figure(key: tuple[object, ...], asked: Asked, name: str, _build: Callable[[], Figure]) -> Figure:
    return _build()


def figure(context: PageContext, shown: Profile, name: str, build: Callable[[], Figure]) -> Figure:
    """A figure of a profile, built once by edition, year, language and choices; ``name`` tells it from the others."""
    asked = (shown.options.references, shown.options.base_year)
    return _figure(context.cache_key, asked, name, build)
