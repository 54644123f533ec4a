"""Many readers: sessions held by one replica and by two behind nginx, as WebSocket clients that speak Streamlit's protocol.

    python benchmarks/load.py [--sessions 20,40] [--seconds 25] [--think 5] [--database postgresql://…]

Each reader opens the first page, then goes from page to page (or changes nothing and asks again) after a pause drawn
at random. Printed: sessions held, first page, median and 95th percentile of a navigation, errors, memory of a session,
and what the second replica brings. Last, a publication while everybody reads: the time until the readers of every
replica are offered the new edition, without restart. Without nginx, readers are dealt out to the replicas in turn.
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

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from indicators.records import Observation  # noqa: E402  # the path of the project comes first
from indicators.store import drafts, editions  # noqa: E402
from indicators.store.engine import open_engine  # noqa: E402

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
    editions: dict[str, float] = field(default_factory=dict)

    def line(self) -> str:
        """One line of figures."""
        return (
            f"first page p50 {centile(self.first, 0.5):5.0f} ms, navigation p50 {centile(self.navigations, 0.5):5.0f} "
            f"p95 {centile(self.navigations, 0.95):5.0f} ms, {len(self.navigations)} navigations, {len(self.errors)} errors"
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


async def reader(number: int, port: int, stop: float, think: float, readings: Readings) -> None:
    """One reader, from the opening of the first page until time is up."""
    await asyncio.sleep(random.random() * 4)
    headers = {"Cookie": f"ouverture_replique={uuid.UUID(int=random.getrandbits(128)).hex}"}
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    try:
        async with websockets.connect(
            address, subprotocols=["streamlit"], origin=f"http://127.0.0.1:{port}", max_size=None, compression=None,
            additional_headers=headers, open_timeout=60,
        ) as stream:  # fmt: skip
            known: dict[str, list[str]] = {}
            request = BackMsg()
            request.rerun_script.query_string = ""
            started = time.perf_counter()
            await run_of(stream, request, known)
            readings.first.append(time.perf_counter() - started)
            while time.perf_counter() < stop:
                await asyncio.sleep(random.expovariate(1 / think))
                request = BackMsg()
                request.rerun_script.page_script_hash = random.choice(known["pages"])
                started = time.perf_counter()
                await run_of(stream, request, known)
                readings.navigations.append(time.perf_counter() - started)
                for name in known.get("editions", []):
                    readings.editions.setdefault(f"{number}|{name}", time.perf_counter())
    except Exception as error:  # whatever ends a session early is what this measures
        readings.errors.append(f"{type(error).__name__}: {error}"[:100])


async def crowd(ports: list[int], sessions: int, seconds: float, think: float, readings: Readings) -> None:
    """Everybody at once."""
    stop = time.perf_counter() + seconds
    each = (reader(number, ports[number % len(ports)], stop, think, readings) for number in range(sessions))
    await asyncio.gather(*each)


def memory(processes: list[tuple[int, int]]) -> float:
    """Megabytes held by the replicas."""
    return sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096 for _, pid in processes) / 1e6


async def publication(ports: list[int], sessions: int, database: str) -> str:
    """Publish while everybody reads and see when each reader is offered the new edition."""
    engine, readings = open_engine(database), Readings()
    name = f"Publication {uuid.uuid4().hex[:6]}"

    async def publish() -> float:
        await asyncio.sleep(8)
        batch = drafts.open_batch(engine, "charge")
        drafts.stage(engine, batch.id, "observation", [Observation(territory="38185", indicator="d4_immigrant_share", year=1900, value=random.random())])  # fmt: skip
        await asyncio.to_thread(editions.publish, engine, [batch.id], name, "charge")
        return time.perf_counter()

    task = asyncio.create_task(publish())
    await crowd(ports, sessions, 20, 2, readings)
    at = await task
    engine.dispose()
    seen = {key.split("|")[0]: when - at for key, when in readings.editions.items() if name in key}
    worst = max(seen.values(), default=0.0)
    return f"{len(seen)} of {sessions} readers were offered the new edition at their next navigation, the last {worst:.1f} s after it"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sessions", default="20,40")
    parser.add_argument("--seconds", type=float, default=25)
    parser.add_argument("--think", type=float, default=5)
    parser.add_argument("--database", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        database = options.database or f"sqlite:///{place / 'ouverture.sqlite'}"
        for count in (1, 2):
            with replicas(count, database, place) as started, proxy([port for port, _ in started], place) as ports:
                asyncio.run(crowd(ports, 2 * count, 6, 1, Readings()))
                for sessions in (int(item) for item in options.sessions.split(",")):
                    before, readings = memory(started), Readings()
                    asyncio.run(crowd(ports, sessions, options.seconds, options.think, readings))
                    each = (memory(started) - before) / sessions
                    print(f"{count} replica(s), {sessions} sessions, a navigation every {options.think:g} s: {readings.line()}, "
                          f"{len(readings.first)} held, {memory(started):.0f} MB in all, {each:+.2f} MB a session", flush=True)  # fmt: skip
                    for error in readings.errors[:2]:
                        print(f"   {error}")
                if count == 2:
                    print(asyncio.run(publication(ports, 10, database)), flush=True)


if __name__ == "__main__":
    main()
