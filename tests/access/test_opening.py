"""What the first document of a page says, and to whom: nothing to who may not read, the same edition for all who may."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from indicators.access import LOCAL_USER, accounts
from indicators.present.key_figures import KeyFigure
from indicators.present.opening import Listed, Opening
from indicators.present.texts import translator
from indicators.records import Observation, Territory
from indicators.store import drafts, editions
from indicators.store.engine import open_engine
from server.document import document, filled
from server.painting import painted
from tests.access.conftest import PASSWORD
from tests.access.servers import Server, running
from tests.conftest import SYSTEMS, made_database

READER, OFFICER = "rene@ville.fr", "odile@ville.fr"


@pytest.fixture(scope="module", params=SYSTEMS)
def closed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A dashboard that is read with an account."""
    folder = tmp_path_factory.mktemp("closed")
    with made_database(request.param, folder) as url, running(folder, "accounts", database=url) as found:
        engine = open_engine(found.database)
        accounts.create(engine, LOCAL_USER, READER, "René", "reader", password=PASSWORD)
        accounts.create(engine, LOCAL_USER, OFFICER, "Odile", "officer", password=PASSWORD)
        engine.dispose()
        yield found


@pytest.fixture(scope="module", params=SYSTEMS)
def public(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A dashboard that anybody reads."""
    folder = tmp_path_factory.mktemp("public")
    with made_database(request.param, folder) as url, running(folder, "public", database=url) as found:
        yield found


def signed_in(server: Server, login: str) -> httpx.Client:
    client = httpx.Client(base_url=server.url, timeout=60)
    answer = client.post("/auth/local", data={"login": login, "password": PASSWORD, "suite": "/"})
    assert answer.status_code == 303
    return client


def asked(client: httpx.Client, path: str, **headers: str) -> httpx.Response:
    """The document once it was made: who comes while it is made for the first time does not wait for it."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        answer = client.get(path, headers=headers)
        if "<h1>" in answer.text or answer.status_code == 304:
            return answer
        time.sleep(0.2)
    raise AssertionError(answer.text[-400:])


def test_two_readers_with_different_rights_never_share_a_document(closed: Server) -> None:
    with (
        closing(signed_in(closed, READER)) as reader,
        closing(signed_in(closed, OFFICER)) as officer,
        closing(httpx.Client(base_url=closed.url, timeout=60)) as nobody,
    ):
        known = asked(reader, "/")
        assert "<h1>Grenoble et le monde</h1>" in known.text and "Que dépensons-nous" in known.text
        for _ in range(2):
            refused = nobody.get("/", headers={"if-none-match": known.headers["etag"]})
            assert refused.status_code == 200 and refused.text == document("fr")
            assert "Grenoble" not in refused.text and "<title>Ouverture</title>" in refused.text
        assert "<h1>Charger des données</h1>" in asked(officer, "/donnees").text
        assert reader.get("/donnees").text == document("fr"), "a page of another role says nothing"
        assert "private" in known.headers["cache-control"] and "Cookie" in known.headers["vary"]
        shown = nobody.get("/apercu/synthese.png")
        assert shown.content != reader.get("/apercu/synthese.png").content
        reader.cookies.clear()
        assert reader.get("/").text == document("fr"), "what was read ends with the session"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/", ("Synthèse 2024 – Grenoble", "Que dépensons-nous", "966\u202f687\u00a0€", "Avec qui")),
        ("/?langue=en", ("2024 – Grenoble", "Grenoble and the world", "€966,687", "With whom")),
        ("/?langue=es", ("Grenoble", "Con quién")),
        ("/budget", ("Budget 2024 – Grenoble", "Par habitant", "966\u202f687\u00a0€")),
        ("/budget?suite=years", ("Au fil des ans – Budget 2024 – Grenoble", "<h1>Budget</h1>")),
        ("/evaluation", ("<h1>Évaluation</h1>", "Trois niveaux, trois questions")),
        ("/partenariats", ("<h1>Partenariats</h1>", "dans 20 pays")),
        ("/profil-geii", ("<h1>Ouverture du territoire</h1>",)),
        ("/?territoire=93048&annee=2023", ("2023 – Montreuil",)),
        ("/?territoire=EX001", ("Exempleville", "<strong>Données fictives</strong>")),
    ],
)
def test_the_first_document_says_what_the_page_says(public: Server, path: str, said: tuple[str, ...]) -> None:
    with httpx.Client(base_url=public.url, timeout=60) as client:
        text = asked(client, path).text
    assert all(words in text for words in said), re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)[-2500:]
    title = re.search(r"<title>(.*?)</title>", text)
    assert title is not None and f'property="og:title" content="{title[1]}"' in text
    image = re.search(r'property="og:image" content="([^"]+)"', text)
    assert image is not None and image[1].startswith(public.url), "no third party is asked for the preview"
    picture = httpx.get(image[1].replace("&amp;", "&"), timeout=60)
    assert picture.headers["content-type"] == "image/png" and len(picture.content) > 3000


@pytest.mark.parametrize("query", ["?stade=voted", "?suite=lines", "?personnel=1"])
def test_a_figure_that_the_page_would_replace_is_never_shown(public: Server, query: str) -> None:
    with httpx.Client(base_url=public.url, timeout=60) as client:
        assert 'class="ouv-value"' in asked(client, "/budget").text
        assert 'class="ouv-value"' not in asked(client, f"/budget{query}").text


@pytest.mark.parametrize("path", ["/?territoire=69123", "/?territoire=%3Cb%3E", "/profil-geii?territoire=%00"])
def test_a_territory_that_the_frame_would_look_for_has_no_first_words(public: Server, path: str) -> None:
    assert httpx.get(public.url + path, timeout=60).text == document("fr")


def test_the_document_is_sent_again_when_somebody_publishes(public: Server) -> None:
    with httpx.Client(base_url=public.url, timeout=60) as client:
        first = asked(client, "/evaluation")
        again = client.get("/evaluation", headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        board = client.get("/publique/38185")
        assert client.get("/publique/38185", headers={"if-none-match": board.headers["etag"]}).status_code == 304
        engine = open_engine(public.database)
        batch = drafts.open_batch(engine, "Odile")
        row = Observation(territory="38185", indicator="attractiveness.foreign_nights_share", year=2024, value=31.5)
        drafts.stage(engine, batch.id, "observation", [row])
        editions.publish(engine, [batch.id], "Nuits de 2024", "Odile")
        engine.dispose()
        told = asked(client, "/evaluation", **{"if-none-match": first.headers["etag"]})
        assert told.status_code == 200 and "Nuits de 2024" in told.text
        renewed = client.get("/publique/38185", headers={"if-none-match": board.headers["etag"]})
        assert renewed.status_code == 200 and renewed.headers["etag"] != board.headers["etag"]


def test_what_people_typed_stays_text() -> None:
    bad = '"><script>alert(1)</script>'
    told = Opening(bad, bad, bad, bad, bad, (KeyFigure(bad, bad, bad),), (Listed(bad, (bad,)),), tools=True, views=True)
    t = translator("fr")
    html = filled(
        painted(told, bad, Territory(code="1", name=bad), t, whole=True, invited=True),
        "http://h",
    )
    assert "<script>alert" not in html and html.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 10
    assert '""' not in html and 'content="&quot;' in html


def test_what_is_painted_first_needs_nothing_but_the_document() -> None:
    html = document("fr")
    words = html.index('<div class="ouv-opening')
    assert all(place.start() > words for place in re.finditer('<link rel="stylesheet"', html))
    before = html[:words]
    assert 'src="' not in re.sub(
        r"<script[^>]* (?:defer|type=\"module\")[^>]*>|<script type=\"module\"[^>]*>", "", before
    )
    look = (Path(__file__).parents[2] / "static" / "opening.css").read_text(encoding="utf-8")
    assert look in before
