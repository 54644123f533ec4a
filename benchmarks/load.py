"""Many readers: sessions held by one replica and by two behind nginx, as WebSocket clients that speak Streamlit's protocol.

    python -m benchmarks.load [--sessions 20,40,60] [--seconds 25] [--think 5] [--replicas 1,2] [--database postgresql://…]

Each reader opens the first page, then goes from page to page after a pause drawn at random. Before that, two readers a
replica open every page once, so that what is imported and cached once for all is not counted as a session's. Printed:
sessions held, first page, median and 95th percentile of a navigation, errors, memory of a session, and what the second
replica brings, as ratios. Last, a publication while everybody reads: the time until the readers of both replicas are
offered the new edition, without restart. Without nginx, readers are dealt out to the replicas in turn.

Aims, each printed with its outcome: no session lost; 95th percentile of a navigation on one replica within 200 ms up to
40 readers and 500 ms up to 60; a session within 1 MB at the largest; two replicas answer the largest crowd faster than
one (95th percentile); every reader is offered the new edition.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from socket import socket

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.command import aim
from indicators.records import Observation
from indicators.store import drafts, editions
from indicators.store.engine import open_engine

ROOT = Path(__file__).resolve().parent.parent

READERS, PATIENCE = 10, 120.0
#: Up to how many readers, how many milliseconds.
P95 = ((40, 200), (60, 500))
NGINX = """
daemon off; pid {place}/pid; error_log {place}/error.log crit; worker_processes 1;
events {{ worker_connections 2048; }}
http {{
  access_log off;
  client_body_temp_path {place}/b; proxy_temp_path {place}/p; fastcgi_temp_path {place}/f; uwsgi_temp_path {place}/u;
  scgi_temp_path {place}/s;
  upstream replicas {{ hash $cookie_ouverture_replique consistent; {servers} }}
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://replicas; proxy_http_version 1.1; proxy_read_timeout 300s;
      proxy_set_header Host $http_host; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection upgrade;
    }}
  }}
}}
"""


@dataclass
class Readings:
    """What the readers saw, in seconds."""

    first: list[float] = field(default_factory=list)
    navigations: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    offered: dict[int, float] = field(default_factory=dict)

    @property
    def p95(self) -> float:
        """The 95th percentile of a navigation, in milliseconds."""
        return centile(self.navigations, 0.95)

    def line(self) -> str:
        """One line of figures."""
        return (
            f"first page p50 {centile(self.first, 0.5):5.0f} ms, navigation p50 {centile(self.navigations, 0.5):5.0f} "
            f"p95 {self.p95:5.0f} ms, {len(self.navigations)} navigations, {len(self.errors)} errors"
        )


def centile(values: list[float], share: float) -> float:
    """A centile in milliseconds, 0 when nothing was measured."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1e3 if ordered else 0.0


def free_port() -> int:
    """A port that nobody listens to."""
    with closing(socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def replicas(count: int, database: str, place: Path) -> Iterator[list[tuple[int, int]]]:
    """``count`` dashboards on one database: their ports and process numbers."""
    started = []
    environment = {**os.environ, "OUVERTURE_DATABASE_URL": database, "OUVERTURE_ACCESS_MODE": "public"}
    try:
        for _ in range(count):
            port = free_port()
            log = (place / f"log{port}").open("wb")
            command = [sys.executable, "-m", "server", "--port", str(port)]
            process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
            started.append((port, process))
            wait(f"http://127.0.0.1:{port}/api/sante")
        yield [(port, process.pid) for port, process in started]
    finally:
        for _, process in started:
            process.send_signal(signal.SIGTERM)
            process.wait()


@contextmanager
def proxy(ports: list[int], place: Path) -> Iterator[list[int]]:
    """The port of an nginx before the replicas; without nginx, the ports themselves."""
    if shutil.which("nginx") is None:
        yield ports
        return
    port = free_port()
    servers = " ".join(f"server 127.0.0.1:{item};" for item in ports)
    (place / "nginx.conf").write_text(NGINX.format(place=place, servers=servers, port=port), encoding="utf-8")
    process = subprocess.Popen(["nginx", "-c", str(place / "nginx.conf"), "-e", str(place / "error.log")])
    try:
        wait(f"http://127.0.0.1:{port}/api/sante")
        yield [port]
    finally:
        process.terminate()
        process.wait()


def wait(url: str) -> None:
    """Until an address answers, two minutes at most."""
    for _ in range(480):
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except OSError:
            time.sleep(0.25)
    raise TimeoutError(url)


@dataclass
class Visit:
    """How a crowd goes: until when, how long it pauses, whether it opens every page once, which edition it waits for."""

    stop: float
    think: float
    readings: Readings
    tour: bool = False
    awaited: str = ""

    def goes_on(self, number: int, done: int, pages: int) -> bool:
        """Whether a reader asks for one more page."""
        if self.tour:
            return done < pages
        return time.perf_counter() < self.stop and not (self.awaited and number in self.readings.offered)


async def run_of(stream: websockets.ClientConnection, request: BackMsg, known: dict[str, list[str]]) -> None:
    """Ask for a run of the script and take in its messages until the last one."""
    await stream.send(request.SerializeToString())
    while True:
        message = ForwardMsg()
        message.ParseFromString(await asyncio.wait_for(stream.recv(), 60))
        kind = message.WhichOneof("type")
        if kind == "navigation":
            known["pages"] = [page.page_script_hash for page in message.navigation.app_pages if not page.is_hidden]
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            if element.WhichOneof("type") == "selectbox" and element.selectbox.label == "Édition":
                known["editions"] = list(element.selectbox.options)
        elif kind == "script_finished":
            return


async def timed_run(stream: websockets.ClientConnection, page: str, known: dict[str, list[str]]) -> float:
    """The seconds of a run of a page, the first one when ``page`` is empty."""
    request = BackMsg()
    request.rerun_script.page_script_hash = page
    started = time.perf_counter()
    await run_of(stream, request, known)
    return time.perf_counter() - started


async def reader(number: int, port: int, visit: Visit) -> None:
    """One reader, from the opening of the first page until the visit is over."""
    await asyncio.sleep(random.random() * 4)
    headers = {"Cookie": f"ouverture_replique={uuid.UUID(int=random.getrandbits(128)).hex}"}
    known: dict[str, list[str]] = {}
    try:
        async with websockets.connect(
            f"ws://127.0.0.1:{port}/_stcore/stream", subprotocols=["streamlit"], origin=f"http://127.0.0.1:{port}",
            max_size=None, compression=None, additional_headers=headers, open_timeout=60,
        ) as stream:  # fmt: skip
            visit.readings.first.append(await timed_run(stream, "", known))
            done = 0
            while visit.goes_on(number, done, len(known["pages"])):
                await asyncio.sleep(random.expovariate(1 / visit.think))
                page = known["pages"][done] if visit.tour else random.choice(known["pages"])
                visit.readings.navigations.append(await timed_run(stream, page, known))
                done += 1
                if visit.awaited and any(visit.awaited in name for name in known.get("editions", [])):
                    visit.readings.offered.setdefault(number, time.perf_counter())
    except Exception as error:  # whatever ends a session early is what this measures
        visit.readings.errors.append(f"{type(error).__name__}: {error}"[:100])


async def crowd(ports: list[int], sessions: int, visit: Visit) -> Readings:
    """Everybody at once."""
    await asyncio.gather(*(reader(number, ports[number % len(ports)], visit) for number in range(sessions)))
    return visit.readings


def until(seconds: float) -> float:
    """The instant some seconds from now."""
    return time.perf_counter() + seconds


def memory(processes: list[tuple[int, int]]) -> float:
    """Megabytes held by the replicas."""
    return sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096 for _, pid in processes) / 1e6


async def publication(ports: list[int], sessions: int, database: str) -> tuple[int, float]:
    """Publish while everybody reads: how many were offered the new edition, and how long after it the last one was."""
    engine, name = open_engine(database), f"Publication {uuid.uuid4().hex[:6]}"
    row = Observation(territory="38185", indicator="d4_immigrant_share", year=1900, value=random.random())

    async def publish() -> float:
        await asyncio.sleep(6)
        batch = drafts.open_batch(engine, "charge")
        drafts.stage(engine, batch.id, "observation", [row])
        await asyncio.to_thread(editions.publish, engine, [batch.id], name, "charge")
        return time.perf_counter()

    task = asyncio.create_task(publish())
    readings = await crowd(ports, sessions, Visit(until(PATIENCE), 2, Readings(), awaited=name))
    at = await task
    engine.dispose()
    return len(readings.offered), max((when - at for when in readings.offered.values()), default=0.0)


@dataclass(frozen=True)
class Result:
    """A crowd on a number of replicas."""

    replicas: int
    sessions: int
    readings: Readings
    megabytes: float

    def line(self, think: float, whole: float) -> str:
        """What is printed of it."""
        return (
            f"{self.replicas} replica(s), {self.sessions} sessions, a navigation every {think:g} s: {self.readings.line()}, "
            f"{len(self.readings.first)} held, {whole:.0f} MB in all, {self.megabytes:+.2f} MB a session"
        )


def measure(started: list[tuple[int, int]], ports: list[int], options: argparse.Namespace) -> list[Result]:
    """The crowds, one after the other, on the replicas that are running."""
    count, found = len(started), []
    asyncio.run(crowd(ports, 2 * count, Visit(0.0, 0.2, Readings(), tour=True)))
    for sessions in (int(item) for item in options.sessions.split(",")):
        before = memory(started)
        readings = asyncio.run(crowd(ports, sessions, Visit(until(options.seconds), options.think, Readings())))
        found.append(Result(count, sessions, readings, (memory(started) - before) / sessions))
        print(found[-1].line(options.think, memory(started)), flush=True)
        for error in readings.errors[:2]:
            print(f"   {error}")
    return found


def second_replica(one: list[Result], two: list[Result]) -> None:
    """Print what the second replica brings, crowd by crowd."""
    for first, second in zip(one, two, strict=True):
        p95 = second.readings.p95 / first.readings.p95 if first.readings.p95 else 0.0
        answered = len(second.readings.navigations) / max(1, len(first.readings.navigations))
        print(
            f"second replica, {first.sessions} sessions: p95 {p95:.2f} × one replica, {answered:.2f} × its navigations"
        )


def alone(one: list[Result]) -> dict[str, bool]:
    """The aims of one replica, held or not."""
    return {
        "no session lost on one replica": not any(item.readings.errors for item in one),
        **{
            f"p95 within {most} ms, {item.sessions} sessions on one replica": 0 < item.readings.p95 <= most
            for item in one
            for most in [next((limit for crowd, limit in P95 if item.sessions <= crowd), 0)]
            if most
        },
        f"a session within 1 MB, {one[-1].sessions} sessions on one replica": one[-1].megabytes <= 1,
    }


def together(one: list[Result], two: list[Result], offered: int, readers: int) -> dict[str, bool]:
    """The aims of two replicas."""
    return {
        "no session lost on two replicas": not any(item.readings.errors for item in two),
        f"two replicas faster than one, {one[-1].sessions} sessions": two[-1].readings.p95 < one[-1].readings.p95,
        "every reader offered the new edition without restart": offered == readers,
    }


def aims(held: dict[str, bool]) -> None:
    """Print each aim with its outcome."""
    for name, well in held.items():
        aim(name, well)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sessions", default="20,40,60")
    parser.add_argument("--seconds", type=float, default=25)
    parser.add_argument("--think", type=float, default=5)
    parser.add_argument("--database", default="")
    parser.add_argument("--replicas", default="1,2", help="« 1 » leaves out the second one and the publication")
    options = parser.parse_args()
    results: dict[int, list[Result]] = {}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        database = options.database or f"sqlite:///{place / 'ouverture.sqlite'}"
        for count in (int(item) for item in options.replicas.split(",")):
            with replicas(count, database, place) as started, proxy([port for port, _ in started], place) as ports:
                results[count] = measure(started, ports, options)
                if count == 2:
                    offered, last = asyncio.run(publication(ports, READERS, database))
    if 2 in results:
        print(f"publication: {offered} of {READERS} readers of two replicas offered it, the last {last:.1f} s after it")
        second_replica(results[1], results[2])
        aims(together(results[1], results[2], offered, READERS))
    aims(alone(results[1]))


if __name__ == "__main__":
    main()
