"""The program of the map: Leaflet and the files of ``static/map``, in their order, as the one file that browsers fetch.

Written in parts by subject, served as one: the component's frame fetches its scripts one after the other, so that
as many files would be as many returns to the server before the first point shows.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from threading import Event

STATIC = Path(__file__).parents[3] / "static"
#: Each part may use those before it; the last puts them together.
PARTS = (
    "vendor/leaflet/leaflet.js",
    "vendor/markercluster/leaflet.markercluster.js",
    "map/base.js",
    "map/data.js",
    "map/icons.js",
    "map/points.js",
    "map/countries.js",
    "map/background.js",
    "map/arcs.js",
    "map/keyboard.js",
    "map/placing.js",
    "map/fonts.js",
    "map/legend.js",
    "map/controls.js",
    "map/panes.js",
    "map/play.js",
    "map/inset.js",
    "map/shapes.js",
    "map/image.js",
    "map/ouverture.js",
)
#: Where the server answers with it, below the static files.
ADDRESS = "carte.js"
#: Set by the server that answers there; without it, as under ``streamlit run``, the parts are fetched one by one.
WHOLE = Event()


@cache
def program() -> str:
    """The parts one after the other; the comments of licence that open the libraries come with them."""
    return "\n;\n".join((STATIC / part).read_text(encoding="utf-8") for part in PARTS)


def scripts() -> tuple[str, ...]:
    """What a frame fetches, below the static files, in this order."""
    return (ADDRESS,) if WHOLE.is_set() else PARTS


def mark(content: bytes) -> str:
    """Ten hexadecimal digits that change with the content, so that no old copy is kept at an address."""
    return hashlib.sha256(content).hexdigest()[:10]
