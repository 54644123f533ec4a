"""Sixty signed-in sessions on two replicas behind the delivered proxy, while a visitor sends addresses that are too long.

The short form opens a few sessions for a few seconds: nobody meets an error, every probe is answered. The long form
holds the figures: five minutes, p95 of a navigation within 500 ms, 0.6 MB a session. Clients, proxy, replicas and
database share the machine: without cores of its own, the load and the processor used say what the seconds mean.
"""

from __future__ import annotations

import os
import random
import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from statistics import quantiles
from threading import Event
from urllib.request import urlopen

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection

from indicators.access import sessions
from indicators.access.sessions import COOKIE
from indicators.operations.startup import publish_demonstration
from indicators.settings import Settings
from tests.deploy.conftest import READER, Installation, free_port, installed
from tests.deploy.test_proxy import reader
from tests.faults.conftest import LONG

pytestmark = [pytest.mark.proxy, pytest.mark.postgres]
SESSIONS, SECONDS, PAUSE = (60, 300.0, 15.0) if LONG else (6, 6.0, 2.0)
LONGEST, MEMORY = 0.5, 0.6
TOGETHER = 12 if LONG else 2
# What a page says of an unforeseen error; Streamlit shows an exception that no page caught.
INCIDENT = "Référence à transmettre"
Tell = Callable[[str], None]


def measured(installation: Installation, name: str) -> list[float]:
    """A figure that each replica gives of itself."""
    found = []
    for item in installation.replicas:
        with urlopen(f"http://127.0.0.1:{item.port}/api/metrics", timeout=30) as answer:
            told = re.findall(rf"^ouverture_{name} (\d+)", answer.read().decode(), re.MULTILINE)
        found.append(float(told[0]) if told else 0.0)
    return found


def memory(installation: Installation) -> float:
    """What the two replicas hold together, in MB."""
    return sum(measured(installation, "memory_bytes")) / 1e6


def processor(installation: Installation) -> float:
    """The seconds of processor that the two replicas have used."""
    ticks = 0
    for item in installation.replicas:
        fields = Path(f"/proc/{item.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def entered(installation: Installation) -> str:
    """The cookie of a session opened in the database: what signing in costs is not what is measured here."""
    return f"{COOKIE}={sessions.start(installation.engine, READER, 12)}"


def opened(stream: ClientConnection, page: str = "") -> list[str]:
    """Draw a page, the first one by default; the pages of the menu. Fails on a drawing that tells an error."""
    asked, pages = BackMsg(), list[str]()
    asked.rerun_script.page_script_hash = page
    stream.send(asked.SerializeToString())
    while True:
        message = ForwardMsg()
        message.ParseFromString(stream.recv(timeout=60))
        match message.WhichOneof("type"):
            case "navigation":
                pages = [item.page_script_hash for item in message.navigation.app_pages if not item.is_hidden]
            case "delta":
                told = message.delta.new_element
                assert told.WhichOneof("type") != "exception" and INCIDENT not in told.alert.body, told
            case "script_finished":
                assert message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
                return pages


def tour(installation: Installation) -> None:
    """Every page twice on each replica, then by several together.

    What is imported and read once for all, and what pages that are drawn together need, belongs to the replica: it
    does not grow with the sessions.
    """

    def visit() -> None:
        with reader(installation, entered(installation)) as stream:
            for page in opened(stream):
                opened(stream, page)

    while min(measured(installation, "sessions_total")) < 2:
        visit()
    with ThreadPoolExecutor(TOGETHER) as pool:
        for done in [pool.submit(visit) for _ in range(TOGETHER)]:
            done.result()


def work(installation: Installation, seed: int, until: float, ready: Callable[[], None]) -> list[float]:
    """One person: signed in, going from page to page now and then; the seconds that each took."""
    drawn, took = random.Random(seed), []
    time.sleep(drawn.uniform(0.0, 1.0) * PAUSE)  # nobody opens the site at the same instant as all the others
    with reader(installation, entered(installation)) as stream:
        pages = opened(stream)
        assert len(pages) > 5, "the menu of somebody who has signed in"
        ready()
        while not took or time.monotonic() < until:
            time.sleep(drawn.uniform(0.5, 1.5) * PAUSE)
            started = time.perf_counter()
            opened(stream, drawn.choice(pages))
            took.append(time.perf_counter() - started)
    return took


def attack(installation: Installation, stop: Event) -> int:
    """A handful of small requests a second, without an account, on the roads that send an address back."""
    sent = 0
    while not stop.wait(0.2):
        for road in ("/synthese?territoire=", "/budget/?"):
            assert installation.ask(road + "x" * 12_000).status in (307, 404)
            sent += 1
    return sent


def probe(installation: Installation, stop: Event) -> list[int]:
    """What somebody else meets meanwhile."""
    found = []
    while not stop.wait(0.1):
        found.append(installation.ask("/api/sante").status)
    return found


def test_sessions_at_work_under_attack(tmp_path: Path, outcome: Tell) -> None:
    with (
        installed(tmp_path, free_port()) as installation,
        ThreadPoolExecutor(SESSIONS + 2) as pool,
        ExitStack() as stack,
    ):
        publish_demonstration(installation.engine, Settings())
        tour(installation)
        before, used, stop, present = memory(installation), processor(installation), Event(), list[int]()
        until = time.monotonic() + SECONDS
        attacker, others = pool.submit(attack, installation, stop), pool.submit(probe, installation, stop)
        stack.callback(stop.set)  # whatever happens, those who go on until they are told to stop are told
        people = []
        for seed in range(SESSIONS):
            people.append(pool.submit(work, installation, seed, until, lambda: present.append(1)))
        time.sleep(max(0.0, until - time.monotonic() - 0.5))
        each = (memory(installation) - before) / SESSIONS  # while every session is still open
        used, load = processor(installation) - used, os.getloadavg()[1]
        took = [seconds for person in people for seconds in person.result()]
        stop.set()
        sent, answers = attacker.result(), others.result()
        assert len(present) == SESSIONS and len(took) >= SESSIONS
        assert sent > 10 and len(answers) > 10 and set(answers) == {200}
        p95 = quantiles(took, n=20)[-1]
        outcome(
            f"{SESSIONS} signed-in sessions for {SECONDS:.0f} s on two replicas: {len(took)} navigations, no error; "
            f"p95 {p95 * 1000:.0f} ms (at most {LONGEST * 1000:.0f}); {each:.2f} MB a session (at most {MEMORY})"
        )
        outcome(f"{used / len(took) * 1000:.0f} ms of processor a navigation, attack and probes included; load {load:.1f} on {os.cpu_count()} cores")  # fmt: skip
        outcome(f"under {sent} requests with long addresses: {len(answers)} of {len(answers)} probes answered")
        if LONG:
            assert p95 <= LONGEST
            assert each <= MEMORY
