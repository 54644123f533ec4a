"""A background map of another server, as ``map.tiles`` names it: its images arrive under the content policy.

A picture of the view has them where their server lets other sites copy them, and says so where it does not.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, FrameLocator, Page

from tests.browser.conftest import serving, settle
from tests.browser.test_partnership_map import drawn, saved

pytestmark = pytest.mark.browser
ATTRIBUTION = "© <b>Fond d'essai</b>"
SVG = "{http://www.w3.org/2000/svg}"
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


class Tile(BaseHTTPRequestHandler):
    """One pixel, whatever the place; ``copied`` lets other sites copy it."""

    copied = False

    def do_GET(self) -> None:
        """Answer with the pixel."""
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.send_header("Content-Length", str(len(PIXEL)))
        if self.copied:
            self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()
        self.wfile.write(PIXEL)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class CopiedTile(Tile):
    """The same, that may be copied."""

    copied = True


@contextmanager
def tile_server(handler: type[Tile] = Tile) -> Iterator[str]:
    """The address of a server of tiles on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("handler", [CopiedTile, Tile], ids=["copied", "only seen"])
def test_the_tiles_of_the_configuration_are_drawn_and_no_other(
    browser: Browser, tmp_path: Path, handler: type[Tile]
) -> None:
    with tile_server(handler) as declared, tile_server() as other:
        configuration = tmp_path / "config.toml"
        text = f'[map]\ntiles = "{declared}/{{z}}/{{x}}/{{y}}.png"\ntiles_attribution = "{ATTRIBUTION}"\n'
        configuration.write_text(text, encoding="utf-8")
        with serving(tmp_path, OUVERTURE_CONFIG=str(configuration)) as address:
            context = browser.new_context(viewport={"width": 1280, "height": 1200})
            page = context.new_page()
            refused: list[str] = []
            page.on(
                "console", lambda message: refused.append(message.text) if "Content Security" in message.text else None
            )
            page.goto(f"{address}/partenariats")
            settle(page)
            frame = drawn(page)
            frame.locator("img.leaflet-tile-loaded").first.wait_for(timeout=60_000)
            assert (
                frame.locator("img.leaflet-tile-loaded").first.get_attribute("src", timeout=1_000).startswith(declared)
            )
            assert ATTRIBUTION in frame.locator(".leaflet-control-attribution").inner_text()
            assert refused == []
            in_the_picture(page, frame, handler, tmp_path)
            page.evaluate(
                "url => { const i = new Image(); i.src = url; document.body.append(i); }", f"{other}/0/0/0.png"
            )
            page.wait_for_function("Array.from(document.images).some(i => i.src.endsWith('/0/0/0.png') && i.complete)")
            assert len(refused) == 1 and other in refused[0]
            context.close()


def in_the_picture(page: Page, frame: FrameLocator, handler: type[Tile], folder: Path) -> None:
    """Tiles with the mention due to their server, or the words that say why they are not there."""
    root = ElementTree.fromstring(saved(page, frame, "SVG", folder / "vue.svg").read_bytes())
    images = [image.get("href", "") for image in root.iter(f"{SVG}image")]
    told = " ".join(item.text or "" for item in root.iter(f"{SVG}text"))
    words = "qui ne permet pas de le copier"
    assert bool(images) == (ATTRIBUTION in told) == handler.copied
    assert (
        (words in told) == (words in (frame.locator(".ouv-save").first.get_attribute("title") or "")) != handler.copied
    )
    assert all(image.startswith("data:image/png;base64,") for image in images)
    assert saved(page, frame, "PNG", folder / "vue.png").stat().st_size > 10_000
