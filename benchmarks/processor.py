"""What a navigation costs the server: processor time, queries, messages and bytes, page by page, beside another commit.

    python -m benchmarks.processor [--rounds 15] [--against TREE] [--pages budget,publique] [--mode public]

One reader goes from page to page over Streamlit's protocol, without browser. The servers are visited in turn within each
round; the time is that of the process and all its threads, as the system counts it (nanoseconds), so that a busy machine
changes it little. Every page is opened before anything is counted. Printed: the median of each page, the sum of a tour,
and with ``--against`` the ratios to the other commit, in a work tree that has its own ``.venv``.

Aims, each printed with its outcome: a tour within half of the other commit's processor time, no page above 1.05 times
it, and no page that asks the database more than it did there.
"""

from __future__ import annotations

import asyncio
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack, ExitStack, contextmanager
from dataclasses import dataclass, field
from mmap import mmap
from pathlib import Path

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.command import aim, comparing
from benchmarks.load import free_port, wait

ROOT = Path(__file__).resolve().parent.parent
TOUR, PAGE = 0.5, 1.05
#: Seconds after the last message: what follows a drawing is counted with it.
_STILL = 0.03
#: Seconds after a start: what a server prepares beside its first readers is done.
_PREPARED = 15
#: The server with a counter of what it asks the database, in eight bytes that this process reads.
COUNTED = """
import mmap, struct, sys
from sqlalchemy import Engine, event
shared = open(sys.argv[1], "r+b")
asked = mmap.mmap(shared.fileno(), 8)
@event.listens_for(Engine, "before_cursor_execute")
def count(*_):
    asked[:] = struct.pack("<q", struct.unpack("<q", asked[:])[0] + 1)
from server.application import serve
serve(int(sys.argv[2]))
"""


@dataclass
class Cost:
    """What one navigation took: milliseconds of processor, queries, messages, bytes."""

    milliseconds: float
    queries: int
    messages: int
    size: int


@dataclass
class Served:
    """A running server and the counter that it shares."""

    port: int
    process: int
    asked: mmap
    costs: dict[str, list[Cost]] = field(default_factory=dict)

    def processor(self) -> float:
        """Milliseconds of processor of the process, the threads that ended among them (clock_getcpuclockid of POSIX)."""
        return time.clock_gettime_ns((~self.process << 3) | 2) / 1e6

    def queries(self) -> int:
        """How many statements the database was sent so far."""
        return int.from_bytes(self.asked[:8], "little")

    def middle(self, page: str, name: str) -> float:
        """The median of one of the costs of a page."""
        return statistics.median(getattr(cost, name) for cost in self.costs[page])


@contextmanager
def server(tree: Path, mode: str, place: Path) -> Iterator[Served]:
    """The dashboard of a tree on a database of its own, until the block ends."""
    python = str(tree / ".venv/bin/python") if tree != ROOT else sys.executable
    place.mkdir()
    counter, port = place / "asked", free_port()
    counter.write_bytes(bytes(8))
    environment = {**os.environ, "OUVERTURE_DATA_DIR": str(place), "OUVERTURE_ACCESS_MODE": mode}
    with (place / "log").open("wb") as log, counter.open("r+b") as shared:
        process = subprocess.Popen(
            [python, "-c", COUNTED, str(counter), str(port)], cwd=tree, env=environment, stdout=log, stderr=log
        )
        try:
            wait(f"http://127.0.0.1:{port}/api/sante")
            yield Served(port, process.pid, mmap(shared.fileno(), 8))
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()


class Reader:
    """One reader of a server, who knows its pages by their addresses."""

    def __init__(self, served: Served, stream: websockets.ClientConnection) -> None:
        self.served, self.stream = served, stream
        self.pages: dict[str, str] = {}

    async def go(self, path: str) -> Cost:
        """Open a page, the first one for an unknown path; what its drawing took."""
        request = BackMsg()
        request.rerun_script.page_script_hash = self.pages.get(path, "")
        before, asked = self.served.processor(), self.served.queries()
        await self.stream.send(request.SerializeToString())
        messages, size = 0, 0
        while True:
            received = await asyncio.wait_for(self.stream.recv(), 120)
            messages, size = messages + 1, size + len(received)
            message = ForwardMsg()
            message.ParseFromString(received if isinstance(received, bytes) else received.encode())
            kind = message.WhichOneof("type")
            if kind == "navigation":
                self.pages = {item.url_pathname: item.page_script_hash for item in message.navigation.app_pages}
            elif kind == "script_finished":
                await asyncio.sleep(_STILL)
                return Cost(self.served.processor() - before, self.served.queries() - asked, messages, size)


async def visit(servers: list[Served], rounds: int, wanted: list[str]) -> None:
    """Every page on every server in turn, the first two rounds not counted."""
    async with AsyncExitStack() as stack:
        readers = []
        for served in servers:
            address = f"ws://127.0.0.1:{served.port}/_stcore/stream"
            connected = websockets.connect(
                address, subprotocols=["streamlit"], origin=f"http://127.0.0.1:{served.port}", max_size=None,
                compression=None, open_timeout=60,
            )  # fmt: skip
            readers.append(Reader(served, await stack.enter_async_context(connected)))
            await readers[-1].go("")
        await asyncio.sleep(_PREPARED)
        pages = [path for path in readers[-1].pages if path in readers[0].pages and (not wanted or path in wanted)]
        for turn in range(rounds + 2):
            for path in pages:
                for reader in readers if turn % 2 else readers[::-1]:
                    cost = await reader.go(path)
                    if turn > 1:
                        reader.served.costs.setdefault(path, []).append(cost)


def told(ours: Served, other: Served | None) -> None:
    """Print each page, the tour, and the ratios."""
    for path, costs in ours.costs.items():
        line = f"  {path or '/':16} {ours.middle(path, 'milliseconds'):7.1f} ms {ours.middle(path, 'queries'):5.0f} queries"
        line += f" {costs[-1].messages:4} messages {costs[-1].size / 1e3:7.1f} kB"
        if other:
            line += (
                f"   other {other.middle(path, 'milliseconds'):7.1f} ms {other.middle(path, 'queries'):3.0f} queries"
            )
            line += f" {other.costs[path][-1].messages:4} messages {other.costs[path][-1].size / 1e3:7.1f} kB"
            line += f"   ratio {ratio(ours, other, path):.2f}"
        print(line)


def ratio(ours: Served, other: Served, path: str) -> float:
    """A page's processor time to that of the other commit, pair by pair."""
    pairs = zip(ours.costs[path], other.costs[path], strict=True)
    return statistics.median(mine.milliseconds / theirs.milliseconds for mine, theirs in pairs)


def aims(ours: Served, other: Served) -> None:
    """Print each aim with its outcome."""
    tour = [sum(side.middle(path, "milliseconds") for path in ours.costs) for side in (ours, other)]
    worst = max(ours.costs, key=lambda path: ratio(ours, other, path))
    asking = [path or "/" for path in ours.costs if ours.middle(path, "queries") > other.middle(path, "queries")]
    print(f"tour: {tour[0]:.0f} ms, the other commit {tour[1]:.0f} ms")
    aim(f"a tour within {TOUR} of the other commit: {tour[0] / tour[1]:.2f}", tour[0] / tour[1] <= TOUR)
    aim(f"no page above {PAGE}: {worst or '/'} {ratio(ours, other, worst):.2f}", ratio(ours, other, worst) <= PAGE)
    aim(f"no page asks the database more: {', '.join(asking) or 'none'}", not asking)


def main() -> None:
    """Measure and print."""
    parser = comparing(__doc__, 15)
    parser.add_argument("--pages", default="", help="paths with commas; every page unless said")
    parser.add_argument("--mode", default="public", choices=("public", "single_user"))
    options = parser.parse_args()
    trees = [ROOT, *([options.against.resolve()] if options.against else [])]
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        servers = [stack.enter_context(server(t, options.mode, Path(folder) / str(n))) for n, t in enumerate(trees)]
        asyncio.run(visit(servers, options.rounds, [path for path in options.pages.split(",") if path]))
    other = servers[1] if options.against else None
    told(servers[0], other)
    if other:
        aims(servers[0], other)


if __name__ == "__main__":
    main()
