"""The map of the screen: folium carries it, Leaflet is served by the application, one compact layer draws it.

No address outside the machine is ever asked for, unless the settings give a tile server. The addresses are relative
because the component's frame stands at ``<base>/component/streamlit_folium.st_folium/``, whatever the base path.
"""

from __future__ import annotations

import base64
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import folium
from branca.element import MacroElement
from folium.template import Template

from indicators.present.maps.payload import as_json
from indicators.present.maps.program import ADDRESS, STATIC, mark, program, scripts

SERVED = "../../app/static"
CORE_CSS = ("vendor/leaflet/leaflet.css", "vendor/markercluster/MarkerCluster.css", "map/ouverture.css")
BACKGROUNDS = ("map/world.geojson", "map/world_detail.geojson")
HEIGHT = 640  # map and legend


@lru_cache(maxsize=16)
def served(path: str) -> str:
    """The address of a static file, or of the program, with the mark of its content."""
    content = program().encode() if path == ADDRESS else (STATIC / path).read_bytes()
    return f"{SERVED}/{path}?v={mark(content)}"


class OfflineMap(folium.Map):
    """A folium map whose Leaflet comes from the application and that has no tiles of its own."""

    def __init__(self, **options: Any) -> None:
        self.default_js = [(path, served(path)) for path in scripts()]
        self.default_css = [(path, served(path)) for path in CORE_CSS]
        super().__init__(
            location=[25, 5],
            zoom_start=2,
            tiles=None,
            minZoom=1,
            maxZoom=13,
            zoomSnap=0.5,
            world_copy_jump=True,
            **options,
        )


class Relations(MacroElement):
    """The layer of relations: hands the configuration, or the address where it is, to ``Ouverture.create``."""

    _template = Template("""
        {% macro script(this, kwargs) %}
        Ouverture.create({{ this._parent.get_name() }}, {{ this.configuration }}, {{ this.failure }});
        {% endmacro %}
    """)

    def __init__(self, configuration: dict[str, Any] | str, failure: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca is not typed
        self._name = "Relations"
        self.configuration, self.failure = as_json(configuration), as_json(failure)


class _State(MacroElement):
    """What the filters change: handed to ``Ouverture.apply`` on the map that is already drawn."""

    _template = Template("""
        {% macro script(this, kwargs) %}
        Ouverture.apply({{ this.state }});
        {% endmacro %}
    """)

    def __init__(self, state: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca is not typed
        self._name = "State"
        self.state = as_json(state)


def partnership_map(configuration: dict[str, Any] | str, failure: str = "") -> OfflineMap:
    """The part that stays: the configuration, or the address where the browser fetches it once and for all.

    ``failure`` is what the map says when nothing comes from there. Build it anew at each run: streamlit-folium changes
    the identifiers of what it renders.
    """
    carte = OfflineMap()
    Relations(configuration, failure).add_to(carte)
    return carte


def state_group(state: dict[str, Any]) -> folium.FeatureGroup:
    """The part that changes, as the group that streamlit-folium adds without drawing the map again."""
    group = folium.FeatureGroup(name="state", control=False)
    _State(state).add_to(group)
    return group


def standalone_html(configuration: dict[str, Any], state: dict[str, Any], title: str) -> str:
    """The map as one file that opens without a server and without network: everything is inside."""
    carte = partnership_map(configuration)
    _State(state).add_to(carte)
    page = str(carte.get_root().render())
    page = re.sub(r'<script src="([^"]+)"></script>', lambda _: _inline_script(), page)
    page = re.sub(r'<link rel="stylesheet" href="([^"]+)"/>', lambda found: _inline_style(found[1]), page)
    lang = configuration["lang"]
    head = f'<html lang="{lang}">\n<head>\n<title>{_escaped(title)}</title>\n{_backgrounds()}'
    return page.replace("<html>\n<head>", head, 1)


def _inline_script() -> str:
    return "<script>" + program().replace("</script", "<\\/script") + "</script>"


def _inline_style(address: str) -> str:
    path = STATIC / address.removeprefix(SERVED + "/").split("?")[0]

    def image(found: re.Match[str]) -> str:
        content = base64.b64encode((path.parent / found[1]).read_bytes()).decode()
        return f"url(data:image/png;base64,{content})"

    return "<style>" + re.sub(r"url\((images/[^)]+)\)", image, path.read_text(encoding="utf-8")) + "</style>"


def _backgrounds() -> str:
    """The light background for every zoom: a file that is sent by e-mail has better to be small than precise."""
    world = (STATIC / BACKGROUNDS[0]).read_text(encoding="utf-8").replace("<", "\\u003c")
    names = ", ".join(f'"{Path(path).name}": world' for path in BACKGROUNDS)
    return f"<script>(function () {{ const world = {world}; window.OUVERTURE_WORLD = {{ {names} }}; }})();</script>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
