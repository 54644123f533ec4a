"""The delivered proxy in front of two replicas: what it lets through, what it refuses, who answers whom."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import ssl
import time
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from http.client import HTTPConnection, HTTPSConnection
from threading import Event
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from google.protobuf import text_format
from sqlalchemy import Engine
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from indicators.records import Observation
from indicators.store import drafts, editions
from tests.deploy.conftest import AFFINITY, DEPLOY, NAME, PASSWORD, READER, Answer, Installation

pytestmark = [pytest.mark.proxy, pytest.mark.postgres]
EDITION = "Publiée pendant la lecture"


def test_health_through_the_proxy(installation: Installation) -> None:
    answer = installation.ask("/api/sante")
    assert answer.status == 200
    assert json.loads(answer.text)["edition"] == 1


def test_everything_in_https_under_its_own_name_alone(installation: Installation) -> None:
    plain = HTTPConnection("127.0.0.1", installation.http, timeout=10)
    plain.request("GET", "/budget?annee=2024", headers={"Host": NAME})
    answer = plain.getresponse()
    assert (answer.status, answer.headers["Location"]) == (301, f"https://{NAME}/budget?annee=2024")
    plain.close()
    unknown = ssl.create_default_context()
    unknown.check_hostname, unknown.verify_mode = False, ssl.CERT_NONE
    with socket.create_connection(("127.0.0.1", installation.https)) as raw, pytest.raises(ssl.SSLError):
        unknown.wrap_socket(raw, server_hostname="autre.example")
    modern = ssl.create_default_context(cafile=str(installation.access_log.parent / "certificat.pem"))
    modern.set_alpn_protocols(["h2"])
    with socket.create_connection(("127.0.0.1", installation.https)) as raw, modern.wrap_socket(raw, server_hostname=NAME) as secured:  # fmt: skip
        assert secured.selected_alpn_protocol() == "h2"
        assert secured.version() == "TLSv1.3"


def test_headers_come_once_from_the_application(installation: Installation) -> None:
    headers = installation.ask("/").headers
    for name in ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Strict-Transport-Security"):
        assert len(headers.get_all(name, [])) == 1, name
    assert "nginx/" not in headers.get("Server", "")
    (cookie,) = headers.get_all("Set-Cookie", [])
    assert all(part in cookie for part in (f"{AFFINITY}=", "Secure", "HttpOnly", "SameSite=Lax"))


def test_one_reader_stays_on_one_replica(installation: Installation, affinities: dict[str, str]) -> None:
    for replica, cookie in affinities.items():
        for _ in range(6):
            path = f"/{uuid.uuid4().hex}"
            answer = installation.ask(path, Cookie=cookie)
            assert answer.headers["Set-Cookie"] is None
            assert installation.served_by(path) == replica


def test_an_invented_affinity_is_replaced(installation: Installation) -> None:
    assert installation.ask("/", Cookie=f"{AFFINITY}=<script>").headers["Set-Cookie"].startswith(f"{AFFINITY}=")


@pytest.mark.parametrize(
    "path",
    ["/api/metrics", "/_stcore/metrics", "//api//metrics", "/%61pi/metrics", "/api/x/../metrics", "/_stcore/agent",
     "/_stcore/script-health-check"],
)  # fmt: skip
def test_operational_figures_are_closed(installation: Installation, path: str) -> None:
    answer = installation.ask(path)
    assert answer.status == 404
    assert "ouverture_" not in answer.text


def test_operational_figures_are_read_on_the_machine(installation: Installation) -> None:
    with urlopen(f"http://127.0.0.1:{installation.replicas[0].port}/api/metrics", timeout=10) as answer:
        assert "ouverture_latest_edition 1" in answer.read().decode()


def test_uploads_are_bounded(installation: Installation) -> None:
    assert installation.ask("/", method="POST", body=b"x" * 70_000).status == 413
    assert installation.ask("/auth/local", method="POST", body=b"x" * 5_000).status == 413
    assert announced(installation, 257 * 2**20) == 413
    passed = installation.ask("/_stcore/upload_file/session/file", method="PUT", body=b"x" * 300_000)
    assert passed.status in (400, 403), "a file within the limit is for the application to judge"


def announced(installation: Installation, size: int) -> int:
    """The answer to a file whose size is announced and whose content is never sent."""
    connection = HTTPSConnection(NAME, installation.https, context=installation.tls, timeout=20)
    connection.putrequest("PUT", "/_stcore/upload_file/session/file")
    connection.putheader("Content-Length", str(size))
    connection.endheaders()
    status = connection.getresponse().status
    connection.close()
    return status


def test_static_files_are_compressed_and_kept(installation: Installation) -> None:
    page = installation.ask("/").text
    script = "/" + next(
        part.split('"')[0].lstrip("./") for part in page.split('src="') if "static/joined/" in part[:20]
    )
    for _ in range(2):
        answer = installation.ask(script, Accept_Encoding="gzip")
        assert answer.headers["Content-Encoding"] == "gzip"
        assert "immutable" in answer.headers["Cache-Control"]
    assert [line["cache"] for line in installation.logged(script, 2)][-2:] == ["MISS", "HIT"]


def test_what_a_client_says_of_the_connection_is_not_believed(installation: Installation) -> None:
    answer = installation.ask("/api/sante", X_Forwarded_Proto="http")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_a_publication_reaches_the_readers_of_both_replicas(
    installation: Installation, affinities: dict[str, str]
) -> None:
    """One sign-in is good on both; sessions opened before the publication see it at their next interaction."""
    session = sign_in(installation)
    with ExitStack() as stack:
        readers = [stack.enter_context(reader(installation, f"{cookie}; {session}")) for cookie in affinities.values()]
        for found in readers:
            before = run(found)
            assert "Connexion demandée" not in before
            assert EDITION not in before
        publish(installation.engine)
        for found in readers:
            assert EDITION in run(found)
    for item in installation.replicas:
        with urlopen(f"http://127.0.0.1:{item.port}/api/sante", timeout=10) as answer:
            assert json.load(answer)["edition"] == 2


def sign_in(installation: Installation, target: str = "/budget") -> str:
    """The cookie of a signed-in reader, through the proxy's form."""
    body = f"login={READER}&password={PASSWORD.replace(' ', '+')}&suite={quote(target, safe='')}".encode()
    answer = installation.ask(
        "/auth/local", method="POST", body=body, Content_Type="application/x-www-form-urlencoded",
        Origin=f"https://{NAME}:{installation.https}",
    )  # fmt: skip
    assert (answer.status, answer.headers["Location"]) == (303, "/budget")
    (given,) = [item for item in answer.headers.get_all("Set-Cookie", []) if item.startswith("ouverture_session")]
    assert "Secure" in given
    assert "HttpOnly" in given
    return str(given.split(";")[0])


def reader(installation: Installation, cookies: str) -> ClientConnection:
    """A browser's session: the WebSocket through the proxy, checked for its origin as a browser's would be."""
    return connect(
        f"wss://{NAME}:{installation.https}/_stcore/stream",
        ssl=installation.tls,
        origin=f"https://{NAME}:{installation.https}",
        subprotocols=["streamlit"],
        additional_headers={"Cookie": cookies},
        max_size=None,
        proxy=None,
    )


def run(session: ClientConnection, page: str = "", query: str = "") -> str:
    """What a run of a page sends, as text."""
    asked = BackMsg()
    asked.rerun_script.page_name, asked.rerun_script.query_string = page, query
    session.send(asked.SerializeToString())
    told = []
    while True:
        message = ForwardMsg()
        message.ParseFromString(session.recv(timeout=60))
        told.append(text_format.MessageToString(message, as_utf8=True))
        if message.WhichOneof("type") == "script_finished":
            return "".join(told)


def publish(engine: Engine) -> None:
    """What the officer does, by whichever replica: they share nothing but the database."""
    batch = drafts.open_batch(engine, "Agent")
    drafts.stage(
        engine,
        batch.id,
        "observation",
        [Observation(territory="38185", indicator="d4_immigrant_share", year=2013, value=16.5)],
    )
    editions.publish(engine, [batch.id], EDITION, "Agent", overwrite=True)


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("fr", "Trop de demandes à la fois depuis votre réseau. Réessayez dans 2 secondes."),
        ("en", "Too many requests at once from your network. Try again in 2 seconds."),
        ("es", "Demasiadas solicitudes a la vez desde su red. Inténtelo de nuevo dentro de 2 segundos."),
    ],
)
def test_sign_ins_in_number_are_held_at_the_door(installation: Installation, lang: str, sentence: str) -> None:
    """The refusal is in the language of the page that was read, and says how long to wait: after that, one passes."""
    page = f"https://{NAME}:{installation.https}/connexion?territoire=38185&langue={lang}"

    def ask() -> Answer:
        return installation.ask("/auth/local", method="POST", Origin="https://autre.example", Referer=page)

    answers = [ask() for _ in range(90)]
    if lang == "fr":
        assert answers[0].status == 403
    refused = [answer for answer in answers if answer.status == 429]
    assert len(refused) >= 20
    told = refused[-1]
    assert sentence in told.text and f'<html lang="{lang}">' in told.text
    assert told.headers["Retry-After"] == "2"
    assert "default-src 'none'" in told.headers["Content-Security-Policy"]
    time.sleep(int(told.headers["Retry-After"]))
    assert ask().status == 403


def test_long_requests_of_one_visitor_take_nobody_else_down(
    installation: Installation, affinities: dict[str, str]
) -> None:
    """Addresses as long as the proxy lets in, on every road that sends an address back; all the others are answered."""
    long = "x" * 15_000
    roads = [
        f"/synthese?territoire={long}",
        f"/budget/?{long}",
        f"/synthese/?langue={long}",
        f"/a/b/?{long}",
        f"/?{long}",
    ]
    seen = Counter[int]()
    stop = Event()

    def attack() -> None:
        while not stop.is_set():
            for road in roads:
                seen[installation.ask(road).status] += 1
                time.sleep(0.05)  # few enough for the proxy to let every one of them through

    with ThreadPoolExecutor(2) as pool:
        attackers = [pool.submit(attack) for _ in range(2)]
        answers = [
            installation.ask("/api/sante", Cookie=cookie).status for _ in range(60) for cookie in affinities.values()
        ]
        stop.set()
        for item in attackers:
            item.result()
    assert len(seen) == 3 and sum(seen.values()) > 10
    assert set(seen) <= {200, 307, 404}
    assert set(answers) == {200}
    assert set(served := [installation.ask("/", Cookie=cookie).status for cookie in affinities.values()]) == {200}, (
        served
    )


def test_a_correct_sign_in_from_a_long_address_comes_back_to_the_page(installation: Installation) -> None:
    sign_in(installation, target="/budget?poste=" + "x" * 3000)


def test_logs_name_nobody(installation: Installation) -> None:
    installation.ask("/budget?territoire=38185", Referer="https://autre.example/secret")
    written = installation.access_log.read_text(encoding="utf-8")
    assert all(json.loads(line)["method"] for line in written.splitlines())
    for personal in ("127.0.0.1:", "38185", "secret", READER, PASSWORD):
        seen = re.sub(r'"replica":"[^"]*"', "", written)  # two of them when the first did not answer
        assert personal not in seen, personal
    for item in installation.replicas:
        assert READER not in item.log.read_text(encoding="utf-8")


def test_replicas_restarted_in_turn_never_leave_the_site_empty(
    installation: Installation, affinities: dict[str, str]
) -> None:
    """As the guide has them restarted: each is stopped, comes back, and the unit's pause goes by before the next."""
    (pause,) = re.findall(
        r"^ExecStartPost=/usr/bin/sleep (\d+)$",
        (DEPLOY / "ouverture@.service").read_text(encoding="utf-8"),
        re.MULTILINE,
    )

    def answers() -> set[int]:
        return {
            installation.ask("/api/sante", Cookie=cookie).status for cookie in affinities.values() for _ in range(4)
        }

    for item in installation.replicas:
        item.stop()
        assert answers() == {200}
        item.start()
        item.wait()
        assert answers() == {200}
        time.sleep(int(pause))


def test_a_replica_that_dies_is_bypassed(installation: Installation, affinities: dict[str, str]) -> None:
    """The last test here: it costs a replica. Its readers go on at the other one, still signed in."""
    dead, alive = installation.replicas
    os.killpg(dead.process.pid, signal.SIGKILL)
    dead.process.wait()
    path = "/profil-geii"  # no other test asks for it
    assert installation.ask(path, Cookie=affinities[f"127.0.0.1:{dead.port}"]).status == 200
    assert installation.served_by(path) == f"127.0.0.1:{alive.port}"
