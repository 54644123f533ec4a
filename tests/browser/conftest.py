"""A real server on the demonstration and a real Chromium, for what only a person would see."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

ROOT = Path(__file__).parent.parent.parent
SERVED = ("indicators.cli", "serve")
DONE = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(
    folder: Path, *, program: Sequence[str] = SERVED, health: str = "/_stcore/health", **environment: str
) -> Iterator[str]:
    """The dashboard served by its own command, or another, on an empty data folder; yields its address."""
    port = free_port()
    settings = {**os.environ, "OUVERTURE_DATA_DIR": str(folder), **environment}
    settings.pop("OUVERTURE_DATABASE_URL", None) if "OUVERTURE_DATABASE_URL" not in environment else None
    log = (folder / "server.log").open("wb")
    command = [sys.executable, "-m", *program, "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=settings, stdout=log, stderr=log, start_new_session=True)
    try:
        address = f"http://127.0.0.1:{port}"
        patience = time.monotonic() + 180
        while True:
            try:
                urllib.request.urlopen(f"{address}{health}", timeout=2).close()
                break
            except OSError:
                told = (folder / "server.log").read_text(encoding="utf-8")
                assert process.poll() is None and time.monotonic() < patience, told
                time.sleep(0.1)
        yield address
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)
        log.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The dashboard on the demonstration, one for the whole session."""
    with serving(tmp_path_factory.mktemp("server")) as address:
        yield address


@dataclass
class Witness:
    """What a page did that nobody should see: requests that left the machine, errors of the console."""

    address: str
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def on_request(self, request: Request) -> None:
        """Keep a request to anywhere but the server."""
        if not request.url.startswith((self.address, self.address.replace("http", "ws", 1), "data:", "blob:")):
            self.outside.append(request.url)

    def on_console(self, message: ConsoleMessage) -> None:
        """Keep an error; Streamlit probes the base path of each page and finds nothing there, which is harmless."""
        if message.type == "error" and "_stcore/" not in message.location.get("url", ""):
            self.errors.append(f"{message.text} {message.location}")


Opener = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, server: str) -> Iterator[Opener]:
    """Open a path of the dashboard and wait until it is finished; the test fails on what the witness saw."""
    contexts, witnesses = [], []

    def opened(
        path: str = "/", *, width: int = 1440, height: int = 900, address: str = server, **options: object
    ) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, accept_downloads=True, **options)
        page, witness = context.new_page(), Witness(address)
        page.on("request", witness.on_request)
        page.on("console", witness.on_console)
        page.on("pageerror", lambda error: witness.errors.append(str(error)))
        contexts.append(context)
        witnesses.append(witness)
        page.goto(address + path)
        settle(page)
        return page

    yield opened
    for context in contexts:
        context.close()
    for witness in witnesses:
        assert not witness.outside, f"requests left the machine: {witness.outside}"
        assert not witness.errors, f"errors in the browser: {witness.errors}"


def address_of(page: Page) -> str:
    """Where the page is, asked of the page: ``page.url`` is what the last event told, one behind while nothing waits."""
    return str(page.evaluate("location.href"))


def settle(page: Page) -> None:
    """Wait until the script has run to its end and the page has drawn its title."""
    page.wait_for_selector(DONE, timeout=60_000)
    page.wait_for_selector("h1", timeout=60_000)
    page.wait_for_selector(DONE, timeout=60_000)
