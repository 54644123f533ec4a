"""The two pages that ``benchmarks/map.py`` compares, and the server that shows one."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMON = """
import pickle, sys
sys.path.insert(0, {root!r})
import streamlit as st
from streamlit_folium import st_folium

st.set_page_config(layout="wide")

@st.cache_resource
def rows():
    return pickle.load(open("rows.pickle", "rb"))

year = st.slider("Relations en cours", 1950, 2026, 2026, key="an")
"""
NAIVE = """
import folium
from indicators.present.maps.folium_map import OfflineMap

# What folium asks of jQuery in its popups, in one line: the naive page is spared the 90 kB of the library.
shim = "window.$=x=>x===document?{ready:f=>f()}:[Object.assign(document.createElement('div'),{innerHTML:x}).firstElementChild]"
carte = OfflineMap(prefer_canvas=True)
carte.default_js.append(("jquery", "data:text/javascript," + shim))
for item in rows():
    if int(item.signed) > year:
        continue
    place = [item.latitude, item.longitude]
    popup = folium.Popup(f"<b>{item.partner}</b><br>{item.country}<br>{item.type} {item.signed}", max_width=260)
    folium.Marker(place, popup=popup, tooltip=item.partner).add_to(carte)
    folium.PolyLine([[46.6, 2.4], place], weight=1, opacity=0.4).add_to(carte)
st_folium(carte, key="carte", height=560, use_container_width=True, returned_objects=["last_object_clicked_tooltip"])
"""
OURS = """
from datetime import date
from streamlit.runtime import get_instance
from indicators.catalogue import load_catalogue
from indicators.partnerships import Filters, Rules, Selector, relations
from indicators.present.maps.folium_map import HEIGHT, partnership_map, state_group
from indicators.present.maps.payload import as_json, configuration, state
from indicators.present.maps.program import WHOLE
from indicators.present.maps.scene import Scene
from indicators.present.maps.shading import shade
from indicators.present.maps.symbols import kind_symbols
from indicators.present.texts import translator
from indicators.present.texts.partnerships.words import state_words
from indicators.records import Territory

t = translator("fr")
WHOLE.set()  # as the application serves it; the file stands among the static ones

@st.cache_resource
def prepared():
    found = relations(rows(), [], date(2026, 6, 12), Rules())
    home = Territory(code="FR", name="France", latitude=46.6, longitude=2.4)
    scene = Scene(home, found, kind_symbols(found, load_catalogue().partnership_kinds, t), state_words(t))
    return scene, as_json(configuration(scene, t)).encode(), Selector(found, t.country)

@st.fragment
def carte():
    scene, built, selector = prepared()
    kept = selector.select(Filters(year=None if year == 2026 else year))
    values = {}
    for item in kept:
        values[item.partnership.country] = values.get(item.partnership.country, 0) + 1
    shown = None if len(kept) == len(scene.relations) else [item.id for item in kept]
    now = state(scene, shown, shading=shade(values, "number", t))
    address = "../.." + get_instance().media_file_mgr.add(built, "application/json", "carte")
    st_folium(partnership_map(address), key="carte", height=HEIGHT, use_container_width=True,
              returned_objects=["last_object_clicked_tooltip"], feature_group_to_add=state_group(now))

carte()
"""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(folder: Path, script: str) -> Iterator[int]:
    """A Streamlit server on one script, in a folder that holds its ``rows.pickle``; yields its port."""
    port = free_port()
    (folder / "app.py").write_text(COMMON.format(root=str(ROOT)) + script, encoding="utf-8")
    options = ["--server.port", str(port), "--server.headless", "true", "--server.enableStaticServing", "true"]
    options += ["--server.enableWebsocketCompression", "true"]  # as the server of the application does
    command = [sys.executable, "-m", "streamlit", "run", "app.py", *options, "--browser.gatherUsageStats", "false"]
    quiet = (folder / "server.log").open("wb")
    process = subprocess.Popen(command, cwd=folder, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2).close()
                break
            except OSError:
                time.sleep(0.05)
        yield port
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()
