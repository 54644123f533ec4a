"""What the profile page reads: the profile behind the reader's choices and its figures, kept in memory by edition."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from indicators.geii import Profile, ProfileOptions, build_profile
from indicators.present.figure import Figure
from pages.shared.context import PageContext

Asked = tuple[tuple[str, ...], int | None]


def _asked(options: ProfileOptions) -> Asked:
    """What a reader may choose among the options; the rest comes from the settings, which hold for the process."""
    return options.references, options.base_year


@st.cache_resource(max_entries=48, show_spinner=False)
def _profile(key: tuple[object, ...], asked: Asked, _options: ProfileOptions, _context: PageContext) -> Profile:
    return build_profile(_context.snapshot, _context.catalogue, _context.year, _options)


def profile(context: PageContext, options: ProfileOptions) -> Profile:
    """The profile read with these options."""
    return _profile(context.cache_key, _asked(options), options, context)


@st.cache_resource(max_entries=400, show_spinner=False)
def _figure(key: tuple[object, ...], asked: Asked, name: str, _build: Callable[[], Figure]) -> Figure:
    return _build()


def figure(context: PageContext, shown: Profile, name: str, build: Callable[[], Figure]) -> Figure:
    """A figure of a profile, built once by edition, year, language and choices; ``name`` tells it from the others."""
    return _figure(context.cache_key, _asked(shown.options), name, build)
