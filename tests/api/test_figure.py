"""One figure alone: its words, its table and its source, for who may read; a mark that costs no question."""

from __future__ import annotations

from dataclasses import replace

import anyio
import httpx
import pytest
from sqlalchemy import Engine
from starlette.applications import Starlette

from indicators.catalogue import load_catalogue
from indicators.demo import demo_snapshot
from indicators.present.reports import ReportSource
from indicators.present.reports.embeddable import ANSWERS, CHARTS, embeddable, is_chart
from indicators.present.reports.embedded import embedded
from indicators.present.reports.figures import all_figures
from indicators.present.texts import translator
from indicators.settings import Settings
from server import embedding
from server.api import keeping
from server.security import headers_for
from tests.api.conftest import questions
from tests.defaults import readout


def asked(engine: Engine, address: str, mode: str = "public", **headers: str) -> httpx.Response:
    return ask(program(engine, mode), address, **headers)


def program(engine: Engine, mode: str = "public") -> Starlette:
    return Starlette(routes=embedding.Embeds(engine, Settings.model_validate({"access": {"mode": mode}})).routes())


def ask(app: Starlette, address: str, **headers: str) -> httpx.Response:
    async def answered() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://ouverture.test") as line:
            return await line.get(address, headers={name.replace("_", "-"): value for name, value in headers.items()})

    return anyio.run(answered)


def test_a_key_figure_says_itself_without_a_script_and_its_mark_costs_no_question(
    published: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "KNOWN_FOR", 600.0)
    app = program(published)
    found = ask(app, "/figure/EX001/depenses?langue=en")
    assert found.status_code == 200 and "<script" not in found.text
    assert '<html lang="en">' in found.text and "<title>" in found.text and "Exempleville" in found.text
    assert 'class="value"' in found.text and "Sources" in found.text and "Edition 1" in found.text
    assert "http://" not in found.text.replace("http://www.w3.org", "") and "src=" not in found.text
    with questions(published) as meanwhile:
        same = ask(app, "/figure/EX001/depenses?langue=en", if_none_match=found.headers["etag"])
        again = ask(app, "/figure/EX001/depenses?langue=en")
    assert (same.status_code, same.content) == (304, b"") and again.text == found.text
    assert meanwhile.asked == []
    marks = {
        ask(app, f"/figure/EX001/depenses?{more}").headers["etag"] for more in ("langue=fr", "theme=dark&langue=en")
    }
    assert len(marks | {found.headers["etag"]}) == 3
    for wrong in ("/figure/EX001/inconnu", "/figure/nulle-part/depenses", "/figure/EX001/chiffre_inconnu", "/figure/EX001/indicator_inconnu", "/figure/93048/budget_envelopes_x"):  # fmt: skip
        assert ask(app, wrong).status_code == 404, wrong


def test_who_may_not_read_is_told_so(published: Engine) -> None:
    refused = asked(published, "/figure/EX001/depenses", mode="accounts")
    assert refused.status_code == 403 and 'class="value"' not in refused.text


def test_every_chart_of_the_report_has_a_name_that_stands_alone() -> None:
    """The list of names is known without drawing: the charts of the report hold it true, and one of each kind is made."""
    found = readout(demo_snapshot("EX001"), load_catalogue(), 2025)
    source = ReportSource(found, translator("fr"))
    keys = [figure.key for figure in all_figures(source) if not figure.key.startswith("changes")]
    assert all(map(embeddable, keys)), [key for key in keys if not embeddable(key)]
    assert set(CHARTS) <= set(keys)
    drawn = embedded(source, "budget_over_years", theme="dark", link="https://ouverture.ville.fr/?edition=1")
    assert drawn is not None and drawn.count('role="img"') == 2 and "aria-label" in drawn and "<caption>" in drawn
    assert "prefers-color-scheme" not in drawn and "color-scheme: dark" in drawn
    assert 'href="https://ouverture.ville.fr/?edition=1" target="_blank" rel="noopener"' in drawn
    for name in (*ANSWERS, "indicator_p_formalisation", "chiffre_p_formalisation", "grid_formalisation"):
        page = embedded(source, name)
        assert page is not None and ("<svg" in page) == is_chart(name) and "prefers-color-scheme: dark" in page, name
        assert "fictives" in page, "an invented city says so on every site"
    bare = replace(source, readout=readout(demo_snapshot("93048"), load_catalogue(), 2023))
    assert embedded(bare, "ouverture") is None, "no figure is no page: a dash is not shown on the city's site"


def test_only_the_sites_of_the_settings_may_frame_it() -> None:
    scope = {"type": "http", "path": "/figure/EX001/depenses", "scheme": "https", "headers": []}
    closed, opened = headers_for(scope), headers_for(scope, frames=("https://www.ville.fr",))
    assert "frame-ancestors 'self';" in closed["Content-Security-Policy"] and closed["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self' https://www.ville.fr;" in opened["Content-Security-Policy"]
    assert "X-Frame-Options" not in opened
    assert headers_for({**scope, "path": "/budget"}, frames=("*",))["X-Frame-Options"] == "SAMEORIGIN"
    for wrong in ("www.ville.fr", "https://ville.fr/page", "https://ville.fr; script-src *", "'unsafe-inline'"):
        with pytest.raises(ValueError, match="site refusé"):
            Settings.model_validate({"api": {"frame_origins": (wrong,)}})
