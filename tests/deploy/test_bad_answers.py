"""What a visitor makes a replica answer never withdraws it: the delivered proxy before two replicas that misbehave."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPSConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.conftest import pass_over
from tests.deploy.conftest import NAME, NGINX, free_port, make_certificate, proxy

pytestmark = pytest.mark.proxy


class Misbehaving(BaseHTTPRequestHandler):
    """Sound everywhere but at a few addresses, where the answer is one that a proxy refuses."""

    def do_GET(self) -> None:
        if self.path == "/coupe":
            self.connection.close()
            return
        self.send_response(200)
        if self.path == "/long":
            self.send_header("Location", "x" * 100_000)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_arguments: object) -> None:
        """Nothing: the answers are what is looked at."""


@contextmanager
def misbehaving() -> Iterator[int]:
    """The port of such a replica."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Misbehaving)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


def test_bad_answers_never_withdraw_a_replica(tmp_path: Path) -> None:
    if NGINX is None:
        pass_over("no nginx on this machine")
    with ExitStack() as stack:
        ports = [stack.enter_context(misbehaving()) for _ in range(2)]
        http, https, certificate = free_port(), free_port(), make_certificate(tmp_path)
        stack.enter_context(proxy(tmp_path, ports, http, https))
        trusted = ssl.create_default_context(cafile=str(certificate))

        def ask(path: str) -> int:
            connection = HTTPSConnection(NAME, https, context=trusted, timeout=20)
            connection.request("GET", path)
            status = connection.getresponse().status
            connection.close()
            return status

        for _ in range(10):
            assert {ask(path) for path in ("/long", "/coupe")} == {502}
            assert [ask("/") for _ in range(4)] == [200] * 4
