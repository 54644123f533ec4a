"""The server as an attacker and a monitoring system meet it: headers, cookies, forms of other sites, logs, metrics."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator

import brotli
import httpx
import pytest

from indicators.access import LOCAL_USER, accounts, sessions
from indicators.present.maps.program import ADDRESS, mark, program
from indicators.present.texts.browser import language_script
from indicators.store.engine import open_engine
from server import joined
from server.assets import FOLDER, compressed, served
from server.document import document, script_hashes
from server.security import content_policy
from tests.access.conftest import PASSWORD
from tests.access.servers import Server, running
from tests.conftest import SYSTEMS, made_database

LOGIN = "ada@ville.fr"


@pytest.fixture(scope="module", params=SYSTEMS)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("server")
    with made_database(request.param, folder) as url, running(folder, "accounts", database=url) as found:
        engine = open_engine(found.database)
        accounts.create(engine, LOCAL_USER, LOGIN, "Ada", "officer", password=PASSWORD)
        engine.dispose()
        yield found


def sign_in(server: Server, password: str = PASSWORD, target: str = "/", **headers: str) -> httpx.Response:
    form = {"login": LOGIN, "password": password, "suite": target}
    return httpx.post(f"{server.url}/auth/local", data=form, headers=headers)


def test_every_answer_carries_the_security_headers(server: Server) -> None:
    for path in ("/", "/connexion", "/_stcore/health", "/api/sante", "/nowhere.txt", "/app/static/logo.svg"):
        headers = httpx.get(server.url + path).headers
        assert "object-src 'none'" in headers["content-security-policy"], path
        assert "frame-ancestors 'self'" in headers["content-security-policy"], path
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "server" not in headers
        assert "strict-transport-security" not in headers  # plain HTTP on this machine


def test_pages_run_no_inline_script_but_the_known_ones(server: Server) -> None:
    policy = httpx.get(server.url).headers["content-security-policy"]
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "'unsafe-inline'" not in scripts
    assert all(known in scripts for known in script_hashes())
    assert "http:" not in policy and "https:" not in policy and "*" not in policy
    assert "'unsafe-inline'" in content_policy("/component/streamlit_folium/index.html").split("; ")[1]


@pytest.mark.parametrize(
    ("query", "lang"), [("", "fr"), ("?langue=en", "en"), ("?langue=es", "es"), ("?langue=<x>", "fr")]
)
def test_the_document_says_its_language(server: Server, query: str, lang: str) -> None:
    html = httpx.get(f"{server.url}/connexion{query}").text
    assert f'<html lang="{lang}">' in html and "<title>Ouverture</title>" in html
    assert "service-desc" not in html
    assert document(lang) == html
    assert "'sha256-" in script_hashes()[0] and lang in language_script(lang)


UNPACKED = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.mark.parametrize(
    ("accepted", "encoding"), [("gzip, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("GZIP;q=0.5", "gzip")]
)
def test_scripts_and_styles_travel_compressed(server: Server, accepted: str, encoding: str) -> None:
    named = re.findall(r'(?:src|href)="\./(static/(?:joined|css)/[^"]+)"', document("fr"))
    assert len(named) == 3, "the first script, the joined modules and the style sheet: nothing else is waited for"
    plain = sent = 0
    for path in named:
        with httpx.stream("GET", f"{server.url}/{path}", headers={"accept-encoding": accepted}) as answer:
            raw = b"".join(answer.iter_raw())
        kind = "text/css" if path.endswith(".css") else "text/javascript"
        assert answer.headers["content-type"].startswith(kind), path
        assert (answer.headers["content-encoding"], answer.headers["vary"]) == (encoding, "Accept-Encoding"), path
        assert "immutable" in answer.headers["cache-control"], path
        assert "object-src 'none'" in answer.headers["content-security-policy"], path
        content = served(FOLDER.parent / path) if kind == "text/css" else joined.content(path.rpartition("/")[2])
        assert content is not None and UNPACKED[encoding](raw) == content, path
        plain, sent = plain + len(content), sent + len(raw)
    assert sent < 0.4 * plain


def test_what_is_not_compressed_is_left_to_streamlit(server: Server) -> None:
    script = re.search(r'src="\./static/joined/(index[^"]+)"', document("fr"))
    assert script is not None
    answer = httpx.get(f"{server.url}/static/js/{script[1]}", headers={"accept-encoding": "identity"})
    assert answer.status_code == 200 and "content-encoding" not in answer.headers
    assert answer.content == (FOLDER / "js" / script[1]).read_bytes()
    plain = httpx.get(f"{server.url}/static/joined/{script[1]}", headers={"accept-encoding": "identity"})
    assert plain.content == joined.content(script[1]) and "content-encoding" not in plain.headers
    for path in (
        "/static/js/missing.js",
        "/static/joined/missing.js",
        "/static/joined/..%2fmodules.txt",
        "/static/js/..%2f..%2f..%2f__init__.py",
        "/static/js/../../../__init__.py",
    ):
        found = httpx.get(server.url + path, headers={"accept-encoding": "gzip"})
        assert "immutable" not in found.headers.get("cache-control", "") and "import streamlit" not in found.text, path
    assert compressed("js/missing.js", "br") is None


def test_behind_https_cookies_are_secure_and_https_lasts(server: Server) -> None:
    proxied = {"x-forwarded-proto": "https", "x-forwarded-for": "203.0.113.7"}
    answer = sign_in(server, **proxied)
    assert "; Secure" in answer.headers["set-cookie"]
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    cookies = httpx.get(f"{server.url}/_stcore/health", headers=proxied).headers.get_list("set-cookie")
    assert cookies and all("; Secure" in cookie for cookie in cookies)


def test_the_session_cookie_is_out_of_reach_of_scripts_and_of_other_sites(server: Server) -> None:
    answer = sign_in(server, target="/methode?territoire=93048")
    cookie = answer.headers["set-cookie"]
    assert answer.status_code == 303 and answer.headers["location"] == "/methode?territoire=93048"
    assert cookie.startswith(f"{sessions.COOKIE}=") and "HttpOnly" in cookie and "SameSite=lax" in cookie
    assert answer.headers["cache-control"] == "no-store"


def test_a_wrong_password_then_too_many(server: Server) -> None:
    places = [sign_in(server, "wrong").headers["location"] for _ in range(3)]
    assert places == ["/connexion?refus=identifiants"] * 3
    for _ in range(8):  # the wait doubles from one second: a machine slower than the first ones meets the next
        answer = sign_in(server, "wrong")
        assert sessions.COOKIE not in answer.cookies
        if answer.headers["location"].startswith("/connexion?refus=attente&secondes="):
            return
    pytest.fail("eight more tries and no wait")


def test_the_form_of_another_site_signs_nobody_in(server: Server) -> None:
    assert sign_in(server, origin="https://evil.example").status_code == 403
    assert sign_in(server, **{"sec-fetch-site": "cross-site"}).status_code == 403
    assert httpx.post(f"{server.url}/auth/local", content=b"x" * 5000).status_code == 403


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/agent/openapi.json"])
def test_what_nobody_outside_may_read(server: Server, path: str) -> None:
    assert httpx.get(server.url + path).status_code == 404


def test_health_and_metrics(server: Server) -> None:
    health = httpx.get(f"{server.url}/api/sante")
    assert health.json() == {"well": True, "problem": "", "schema": health.json()["schema"], "edition": 1}
    metrics = httpx.get(f"{server.url}/api/metrics")
    assert "ouverture_up 1" in metrics.text and "ouverture_latest_edition 1" in metrics.text
    proxied = {"x-forwarded-for": "203.0.113.7"}
    assert httpx.get(f"{server.url}/api/metrics", headers=proxied).status_code == 404


def test_logs_are_json_lines_without_personal_data(server: Server) -> None:
    httpx.get(f"{server.url}/methode?territoire=38185&nom=Ada", headers={"user-agent": "Tracker/1.0"})
    sign_in(server, "wrong")
    lines = [
        line for line in server.log.read_text(encoding="utf-8").splitlines() if not line.startswith("Ouverture : ")
    ]
    records = [json.loads(line) for line in lines]
    assert {"at", "level", "logger", "message"} <= set(records[0])
    assert {"path": "/methode", "status": 200}.items() <= next(
        r for r in records if r.get("path") == "/methode"
    ).items()
    whole = "\n".join(lines)
    for secret in ("127.0.0.1", "nom=Ada", LOGIN, PASSWORD, "Tracker", "203.0.113.7"):
        assert secret not in whole, secret


def test_the_program_of_the_map_is_kept_as_long_as_its_mark_holds(server: Server) -> None:
    address = f"{server.url}/app/static/{ADDRESS}"
    marked = httpx.get(f"{address}?v={mark(program().encode())}")
    assert marked.text == program() and marked.headers["content-type"].startswith("text/javascript")
    assert marked.headers["content-encoding"] == "gzip"
    assert marked.headers["cache-control"] == "public, max-age=31536000, immutable"
    for other in ("", "?v=0000000000"):
        assert httpx.get(address + other).headers["cache-control"] == "no-cache", other


def test_an_address_that_is_no_page_says_so_in_the_language_of_the_reader(server: Server) -> None:
    missing = httpx.get(f"{server.url}/introuvable")
    assert missing.status_code == 404
    assert "Cette page n’existe pas." in missing.text and 'href="/?langue=fr"' in missing.text
    assert "This page does not exist." in httpx.get(f"{server.url}/introuvable?langue=en").text


@pytest.mark.parametrize(
    "path",
    ["/a/b", "/budget.html", "/index.html", "/Budget", "/BUDGET", "//budget", "/budget//x", "/introuvable/", "/a/b/",
     "/budget/_stcore/health", "/_stcore/inconnu", "/static/js/missing.js", "/static/joined/missing.js", "/publique/38185/x", "/publique/38185/",
     "/seance/38185", "/seance/38185/x/y", "/media/inconnu.png", "/.well-known/security.txt"],
)  # fmt: skip
def test_what_does_not_exist_is_not_found_and_never_the_application(server: Server, path: str) -> None:
    for method in ("GET", "HEAD", "POST"):
        answer = httpx.request(method, server.url + path)
        assert answer.status_code in ({404, 405} if method == "POST" else {404})
        assert "location" not in answer.headers
        assert "<noscript>" not in answer.text
        assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
        assert answer.headers["x-frame-options"] == "SAMEORIGIN"


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/budget/", "../budget"),
        ("/budget//?langue=en&nom=Ada", "../../budget?langue=en"),
        ("/publique/?territoire=93048", "../publique?territoire=93048"),
        ("/synthese/", "../synthese"),
        ("/synthese", "./"),
        ("/synthese?x=1&langue=en&langue=fr&annee=2024", "./?langue=en&annee=2024"),
        ("/synthese?territoire=" + "9" * 5000, "./"),
        ("/synthese?" + "x=1&" * 4000, "./"),
        ("/budget/?" + "é" * 5000, "../budget"),
    ],
)
def test_a_redirect_carries_only_what_is_known_and_short(server: Server, path: str, place: str) -> None:
    answer = httpx.get(server.url + path)
    assert (answer.status_code, answer.headers["location"]) == (307, place)


def test_the_first_page_answers_to_its_own_name_too(server: Server) -> None:
    answer = httpx.get(f"{server.url}/synthese?territoire=93048")
    assert answer.status_code == 307
    assert answer.headers["location"] == "./?territoire=93048"
