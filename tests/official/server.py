"""A publisher on this machine: it serves files, cuts them, slows down, is busy, gives pages of HTML, changes its mind."""

from __future__ import annotations

import socket
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[["Publisher", BaseHTTPRequestHandler, int], None]


@dataclass
class Publisher:
    """What is served by path: bytes, or a function told how many times the path was asked before."""

    files: dict[str, bytes | Answer] = field(default_factory=dict)
    asked: dict[str, list[dict[str, str]]] = field(default_factory=lambda: defaultdict(list))
    address: str = ""

    def url(self, path: str) -> str:
        return f"{self.address}{path}"


def whole(
    request: BaseHTTPRequestHandler,
    content: bytes,
    *,
    tag: str = '"one"',
    kind: str = "text/csv",
    stop: int | None = None,
) -> None:
    """Serve a content, or the rest that is asked for; ``stop`` cuts the connection after some bytes."""
    first = 0
    asked = request.headers.get("Range", "")
    if asked and request.headers.get("If-Range") == tag:
        first = int(asked.removeprefix("bytes=").rstrip("-"))
        request.send_response(206)
        request.send_header("Content-Range", f"bytes {first}-{len(content) - 1}/{len(content)}")
    else:
        request.send_response(200)
    request.send_header("Content-Length", str(len(content) - first))
    request.send_header("Content-Type", kind)
    request.send_header("ETag", tag)
    request.end_headers()
    request.wfile.write(content[first : stop if stop is not None else None])
    if stop is not None:
        request.wfile.flush()
        request.connection.shutdown(socket.SHUT_RDWR)


def status(code: int, **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    """An answer without content."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(code)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("Content-Length", "0")
        request.end_headers()

    return answer


def slowly(request: BaseHTTPRequestHandler, content: bytes, pause: float) -> None:
    """Serve a content by small pieces, resting between them."""
    request.send_response(200)
    request.send_header("Content-Length", str(len(content)))
    request.send_header("ETag", '"one"')
    request.end_headers()
    for start in range(0, len(content), 400_000):
        request.wfile.write(content[start : start + 400_000])
        time.sleep(pause)


@contextmanager
def publisher() -> Iterator[Publisher]:
    """A server of its own on a free port of this machine."""
    made = Publisher()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            before = len(made.asked[self.path])
            made.asked[self.path].append(dict(self.headers))
            served = made.files.get(self.path)
            try:
                if served is None:
                    status(404)(self)
                elif isinstance(served, bytes):
                    whole(self, served)
                else:
                    served(made, self, before)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            """Nothing is written: the tests read what was asked."""

        def finish(self) -> None:
            try:
                super().finish()
            except (OSError, ValueError):
                self.close_connection = True

    class Quiet(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """A connection that a test cut is no fault of the server."""

    server = Quiet(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    made.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
