"""What the server is made of, each piece by itself: addresses to come back to, policies, logs, joined scripts."""

from __future__ import annotations

import logging
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from indicators.access.returning import local_target
from indicators.store.engine import writing
from indicators.store.tables import account
from server import joined
from server.assets import FOLDER
from server.logs import JsonFormatter, scrub
from server.making import Parts
from server.security import content_policy, image_source

ROOT = Path(__file__).parents[2]


def test_no_script_asks_for_a_module_that_is_joined() -> None:
    """``python -m server.joined`` makes the joined module again when Streamlit changes."""
    assert len(joined.modules()) > 50, "the joined module is that of the installed Streamlit"
    given = set(
        re.findall(r"[\w$]+\$[\w$]+(?=[,}])", joined.JOINED.read_text(encoding="utf-8").rpartition("export{")[2])
    )
    scripts = [path.name for path in (FOLDER / "js").glob("*.js") if path.name not in joined.modules()]
    assert len(scripts) > 200
    for script in (*scripts, joined.name()):
        text = (joined.content(script) or b"").decode()
        assert not joined.modules() & set(re.findall(r'["\'`]\./([\w.-]+\.js)["\'`]', text)), script
        for names in re.findall(r'import\s*\{([^{}]*)\}\s*from\s*"\./' + re.escape(joined.name()), text):
            assert {part.split(" as ")[0].strip() for part in names.split(",")} <= given, script


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/a\r\nSet-Cookie: b=c", ""])  # fmt: skip
def test_signing_in_never_leads_to_another_site(target: str) -> None:
    assert local_target(target) == "/"


def test_what_a_database_refuses_is_logged_without_its_values(engine: Engine) -> None:
    """Two accounts under one name: the error of each system quotes it, the log does not."""
    values = {"territories": (), "origin": "local", "active": True, "created_at": ""}
    insertion = account.insert().values(login="a.lovelace", name="Ada Lovelace", role="reader", **values)
    try:
        with writing(engine) as connection:
            connection.execute(insertion)
            connection.execute(insertion)
    except IntegrityError:
        record = logging.LogRecord("ouverture", logging.ERROR, "", 0, "failed", None, sys.exc_info())
    line = JsonFormatter().format(record)
    assert "IntegrityError" in line and "frames" in line
    assert "lovelace" not in line.lower()


@pytest.mark.parametrize(
    ("tiles", "source"),
    [
        ("https://tuiles.ville.fr/{z}/{x}/{y}.png", "https://tuiles.ville.fr"),
        ("http://cartes.intranet:8080/{z}/{x}/{y}.png", "http://cartes.intranet:8080"),
        ("https://{s}.tuiles.example/{z}/{x}/{y}.png", "https://*.tuiles.example"),
        ("https://tuiles-{s}.example.org/{z}/{x}/{y}.png", "https://*.example.org"),
        ("/fond/{z}/{x}/{y}.png", ""),
        ("", ""),
        ("https://x; script-src *//{z}/{x}/{y}.png", ""),
        ("https://*/{z}/{x}/{y}.png", ""),
        ("javascript://x/{z}/{x}/{y}", ""),
    ],
)
def test_the_host_of_the_tiles_alone_may_send_images(tiles: str, source: str) -> None:
    assert image_source(tiles) == source
    policy = dict(part.split(" ", 1) for part in content_policy("/partenariats", image_source(tiles)).split("; "))
    assert policy["img-src"] == f"'self' data: blob: {source}".rstrip()
    assert all(source not in value for name, value in policy.items() if source and name != "img-src")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("no account 'ada@ville.fr'", "no account '…'"),
        ("from 192.0.2.1:5000", "from …:5000"),
        ("from 2001:db8:0:0:1:2:3:4 at 10:30:00", "from … at 10:30:00"),
        ("edition 12 published", "edition 12 published"),
    ],
)
def test_addresses_are_scrubbed_from_messages(text: str, left: str) -> None:
    assert scrub(text) == left


def test_metrics_behind_a_token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from starlette.requests import Request

    from server.services import _may_read_metrics

    monkeypatch.setenv("OUVERTURE_METRICS_TOKEN", "s3cret")
    for value, may in ((b"Bearer s3cret", True), (b"Bearer other", False), (b"", False)):
        scope = {"type": "http", "headers": [(b"authorization", value)], "client": ("127.0.0.1", 1)}
        assert _may_read_metrics(Request(scope)) is may


@pytest.mark.parametrize(
    ("target", "place"),
    [
        ("/budget?poste=" + "x" * 3000, "/budget"),
        ("/budget?poste=" + "é" * 500, "/budget"),
        ("/" + "x" * 3000, "/"),
        ("/budget?poste=" + "x" * 900, "/budget?poste=" + "x" * 900),
    ],
)
def test_the_address_to_come_back_to_is_bounded(target: str, place: str) -> None:
    assert local_target(target) == place


def test_drawings_share_two_heaps() -> None:
    """Memory taken by many threads at once comes from two heaps, not from one a thread."""
    program = (
        "import re, sys, threading\n"
        "from pathlib import Path\n"
        "from server.memory import share_heaps\n"
        "assert sys.argv[1] == 'as delivered' or share_heaps()\n"
        "gate = threading.Barrier(12)\n"
        "def draw():\n"
        "    kept = [bytes(1_000) for _ in range(2_000)]\n"
        "    gate.wait()\n"
        "threads = [threading.Thread(target=draw) for _ in range(12)]\n"
        "[item.start() for item in threads]; [item.join() for item in threads]\n"
        "maps = Path('/proc/self/maps').read_text()\n"
        "print(len(re.findall(r'^[0-9a-f]+0{6}-[0-9a-f]+ rw-p 00000000 00:00 0 *$', maps, re.MULTILINE)))\n"
    )
    heaps = {
        way: int(subprocess.run([sys.executable, "-c", program, way], capture_output=True, text=True, check=True, cwd=ROOT).stdout)
        for way in ("as delivered", "shared")
    }  # fmt: skip
    assert heaps["shared"] < heaps["as delivered"], heaps


def test_a_document_asked_while_it_is_made_is_made_once() -> None:
    """The second reader is given the pieces there are, then those that come."""
    begun, go, made = Event(), Event(), []

    def pieces() -> Iterator[str]:
        made.append(1)
        yield "un"
        begun.set()
        assert go.wait(30)
        yield "deux"

    parts = Parts(pieces)
    with ThreadPoolExecutor(2) as readers:
        first = readers.submit(list, parts)
        assert begun.wait(30)
        second = readers.submit(list, parts)
        assert next(iter(parts)) == "un", "what is there does not wait for what comes"
        go.set()
        assert first.result() == second.result() == list(parts) == ["un", "deux"]
    assert made == [1]


def test_a_document_that_fails_fails_for_all_and_is_never_taken_for_whole() -> None:
    def pieces() -> Iterator[str]:
        yield "un"
        raise OSError("disk")

    parts = Parts(pieces)
    for _ in range(2):
        with pytest.raises(OSError, match="disk"):
            list(parts)
