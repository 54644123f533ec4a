"""A figure of the dashboard in a page of the city's site, which is another origin; and refused to a site nobody named."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.conftest import serving


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def site(folder: Path) -> Iterator[str]:
    """Another web site of this machine, serving the files of a folder."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def test_a_figure_stands_in_a_page_of_another_site(browser: Browser, tmp_path: Path) -> None:
    pages = tmp_path / "site"
    pages.mkdir()
    with site(pages) as city, site(pages) as stranger:
        config = tmp_path / "config.toml"
        config.write_text(f'[access]\nmode = "public"\n[api]\nframe_origins = ["{city}"]\n', encoding="utf-8")
        with serving(tmp_path, OUVERTURE_CONFIG=str(config)) as address:
            frames = "".join(
                f'<iframe src="{address}/figure/EX001/{name}?langue=fr" title="{name}" width="90%" height="520"></iframe>'
                for name in ("depenses", "budget_over_years")
            )
            told = f'<!DOCTYPE html><html lang="fr"><title>Ville</title><h1>Notre ville</h1>{frames}</html>'
            (pages / "index.html").write_text(told, encoding="utf-8")
            page = browser.new_page(color_scheme="dark")
            page.goto(city)
            figure = page.frame_locator('iframe[title="depenses"]')
            expect(figure.get_by_role("heading", level=1)).to_have_text("Que dépensons-nous ?")
            expect(figure.locator(".value")).to_contain_text("€")
            chart = page.frame_locator('iframe[title="budget_over_years"]')
            expect(chart.get_by_role("img").first).to_be_visible()
            chart.get_by_text("Tableau", exact=True).click()
            expect(chart.get_by_role("table")).to_be_visible()
            paper = chart.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
            assert paper == "rgb(16, 24, 31)", "the frame follows the reader's dark theme"
            overflow = chart.locator("html").evaluate("page => page.scrollWidth - page.clientWidth")
            assert overflow <= 0, "nothing leaves the frame by the side"
            refused: list[str] = []
            other = browser.new_page()
            other.on("console", lambda message: refused.append(message.text))
            other.goto(stranger)
            expect(other.get_by_role("heading", name="Notre ville")).to_be_visible()
            expect(other.frame_locator('iframe[title="depenses"]').locator(".value")).to_have_count(0)
            assert any("frame-ancestors" in text for text in refused), refused
            page.close()
            other.close()
