"""Sixty signed-in sessions on two replicas behind the delivered proxy, while a visitor sends addresses that are too long.

The short form opens a few sessions for a few seconds: nobody meets an error, every probe is answered. The long form
holds the figures: five minutes, p95 of an interaction within 500 ms, 0.6 MB a session. It needs cores of its own.
"""

from __future__ import annotations

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

from indicators.access import sessions
from indicators.access.sessions import COOKIE
from indicators.operations.startup import publish_demonstration
from indicators.settings import Settings
from tests.deploy.conftest import READER, Installation, free_port, installed
from tests.deploy.test_proxy import reader, run
from tests.faults.conftest import LONG

pytestmark = [pytest.mark.proxy, pytest.mark.postgres]
SESSIONS, SECONDS, PAUSE = (60, 300.0, 15.0) if LONG else (6, 6.0, 2.0)
LONGEST, MEMORY = 0.5, 0.6
Tell = Callable[[str], None]


def memory(installation: Installation) -> float:
    """What the two replicas hold together, in MB."""
    total = 0.0
    for item in installation.replicas:
        with urlopen(f"http://127.0.0.1:{item.port}/api/metrics", timeout=10) as answer:
            (held,) = re.findall(r"^ouverture_memory_bytes (\d+)", answer.read().decode(), re.MULTILINE)
        total += float(held) / 1e6
    return total


def entered(installation: Installation) -> str:
    """The cookie of a session opened in the database: what signing in costs is not what is measured here."""
    return f"{COOKIE}={sessions.start(installation.engine, READER, 12)}"


def work(installation: Installation, seed: int, until: float, ready: Callable[[], None]) -> list[float]:
    """One person: signed in, the page open, an interaction now and then; the seconds that each took."""
    pauses, took = random.Random(seed), []
    with reader(installation, entered(installation)) as page:
        assert "Connexion demandée" not in run(page)
        ready()
        while not took or time.monotonic() < until:
            time.sleep(pauses.uniform(0.5, 1.5) * PAUSE)
            started = time.perf_counter()
            run(page)
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
        with reader(installation, entered(installation)) as first:
            run(first)  # what every page imports belongs to the replica, not to a session
        before, stop, opened = memory(installation), Event(), []
        until = time.monotonic() + SECONDS
        attacker, others = pool.submit(attack, installation, stop), pool.submit(probe, installation, stop)
        stack.callback(stop.set)  # whatever happens, those who go on until they are told to stop are told
        people = []
        for seed in range(SESSIONS):
            people.append(pool.submit(work, installation, seed, until, lambda: opened.append(1)))
        time.sleep(max(0.0, until - time.monotonic() - 0.5))
        each = (memory(installation) - before) / SESSIONS  # while every session is still open
        took = [seconds for person in people for seconds in person.result()]
        stop.set()
        sent, answers = attacker.result(), others.result()
        assert len(opened) == SESSIONS and len(took) >= SESSIONS
        assert sent > 10 and len(answers) > 10 and set(answers) == {200}
        p95 = quantiles(took, n=20)[-1]
        outcome(
            f"{SESSIONS} signed-in sessions for {SECONDS:.0f} s on two replicas: {len(took)} interactions, no error; "
            f"p95 {p95 * 1000:.0f} ms (at most {LONGEST * 1000:.0f}); {each:.2f} MB a session (at most {MEMORY})"
        )
        outcome(f"under {sent} requests with long addresses: {len(answers)} of {len(answers)} probes answered")
        if LONG:
            assert p95 <= LONGEST
            assert each <= MEMORY
