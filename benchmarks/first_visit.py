"""The public page after a start: its first visit, and the answer to who has it already.

    python -m benchmarks.first_visit [--rounds 3] [--after 10]

The demonstration is loaded once, outside the timing; then the server is started anew each round, left alone for
``--after`` seconds, as between two deployments, and visited. Aims, each printed with its outcome: the first visit within
0.5 s; 304 while the edition has not changed.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path

import httpx

from benchmarks.command import aim
from benchmarks.pages import ROOT, dashboard, server
from indicators.catalogue import load_catalogue
from indicators.settings import load_settings

FIRST = 0.5


def visits(folder: Path, territory: str, after: float) -> tuple[float, float, int]:
    """Seconds of the first visit and of the next one by the same browser, and the status of the latter."""
    with server(dashboard(), folder, ROOT) as served, httpx.Client() as browser:
        time.sleep(after)
        address = f"http://127.0.0.1:{served.port}/publique/{territory}"
        begun = time.perf_counter()
        first = browser.get(address, headers={"Accept-Encoding": "br"}, timeout=60).raise_for_status()
        between = time.perf_counter()
        again = browser.get(address, headers={"If-None-Match": first.headers["etag"]})
        return between - begun, time.perf_counter() - between, again.status_code


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--after", type=float, default=10)
    options = parser.parse_args()
    os.environ["OUVERTURE_ACCESS_MODE"] = "public"
    territory = load_settings(catalogue=load_catalogue()).collectivity.territory
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        visits(folder, territory, options.after)  # the demonstration is loaded
        found = [visits(folder, territory, options.after) for _ in range(options.rounds)]
    first, again = (statistics.median(times) for times in list(zip(*found, strict=True))[:2])
    print(f"public page, {options.after:g} s after a start: first visit {first:.3f} s, again {1000 * again:.0f} ms")
    aim(f"first visit within {FIRST} s", first <= FIRST)
    aim("304 when nothing changed", all(status == 304 for *_, status in found))


if __name__ == "__main__":
    main()
