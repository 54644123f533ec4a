"""What the API costs: 200 requests a second of cached values on one process, and a 304 that asks the database nothing.

    python -m benchmarks.api [SECONDS]

One server on the demonstration, read freely. Requests leave on a fixed schedule, whether or not the former ones are
answered, so that a server that falls behind shows it: the time of a request counts from the moment it was due.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from tests.access.servers import running

RATE = 200
#: A server that has just started draws the public page and imports the pages for the readers to come, in seconds.
PREPARING = 20.0
BOUND_MS = 50.0
_LINES = 32
_ADDRESSES = tuple(f"/api/v1/values?territory={code}&limit=100" for code in ("38185", "93048", "EX001", "NUTS-ITC1"))


@dataclass
class Line:
    """One connection kept open, as a proxy keeps it: the client must not cost more than what it measures."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def ask(self, address: str, mark: str) -> int:
        """The status of an answer, read whole."""
        held = f"If-None-Match: {mark}\r\n" if mark else ""
        self.writer.write(f"GET {address} HTTP/1.1\r\nHost: localhost\r\n{held}\r\n".encode())
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        if "content-length: " in head:
            await self.reader.readexactly(int(head.split("content-length: ")[1].split("\r")[0]))
        return int(head.split()[1])


async def measured(port: int, seconds: float, marks: dict[str, str]) -> list[float]:
    """The milliseconds of each request, from the moment it was due."""
    found: list[float] = []
    free: asyncio.Queue[Line] = asyncio.Queue()
    for _ in range(_LINES):
        free.put_nowait(Line(*await asyncio.open_connection("127.0.0.1", port)))

    async def one(number: int, due: float) -> None:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        line, address = await free.get(), _ADDRESSES[number % len(_ADDRESSES)]
        status = await line.ask(address, marks.get(address, ""))
        found.append((time.perf_counter() - due) * 1000)
        free.put_nowait(line)
        assert status == (304 if marks else 200), status

    start = time.perf_counter() + 0.2
    await asyncio.gather(*(one(number, start + number / RATE) for number in range(int(RATE * seconds))))
    return found


def told(name: str, found: Sequence[float]) -> float:
    """Print the median, the 95th and the 99th percentile; returns the 95th."""
    cuts = statistics.quantiles(found, n=100)
    print(f"{name}: {len(found)} requests, p50 {cuts[49]:.1f} ms, p95 {cuts[94]:.1f} ms, p99 {cuts[98]:.1f} ms")
    return cuts[94]


def main(seconds: float) -> int:
    """Serve, warm the answers, let the server prepare the rest, measure both kinds; 1 when the bound is passed."""
    folder = Path(tempfile.mkdtemp())
    (folder / "config.toml").write_text("[api]\nrequests_per_minute = 1000000\n", encoding="utf-8")
    with running(folder, "public", OUVERTURE_CONFIG=str(folder / "config.toml")) as server:
        marks = {address: httpx.get(server.url + address).headers["etag"] for address in _ADDRESSES}
        port = urlsplit(server.url).port or 80
        time.sleep(PREPARING)
        asyncio.run(measured(port, 1, {}))
        whole = told("cached values", asyncio.run(measured(port, seconds, {})))
        same = told("304", asyncio.run(measured(port, seconds, marks)))
    return int(max(whole, same) > BOUND_MS)


if __name__ == "__main__":
    raise SystemExit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 10.0))
