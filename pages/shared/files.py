"""What the files of the installation say: the catalogue and ``config.toml``."""

from __future__ import annotations

import streamlit as st

from indicators.catalogue import Catalogue, load_catalogue
from indicators.settings import Settings, load_settings


@st.cache_resource(show_spinner=False)
def written() -> tuple[Catalogue, Settings]:
    """The catalogue with the collectivity's own rubrics, and what ``config.toml`` says, read once a process.

    Raises InvalidFile with every problem found.
    """
    catalogue = load_catalogue()
    settings = load_settings(catalogue=catalogue)
    return settings.extend(catalogue), settings
