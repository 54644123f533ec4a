"""What a map costs the network: its files as the browser received them, and its socket through a relay that counts.

The browser tells the bytes of a file with its compression; of a socket it only tells what came out of the compression.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page

MAP_FILES = ("/component/", "/app/static/", "/media/")
SOCKET = b"/_stcore/stream"


@dataclass
class Wire:
    """Where the relay listens, and the bytes of sockets that went through it to the browser so far."""

    port: int = 0
    socket: int = 0


@contextmanager
def relay(server_port: int) -> Iterator[Wire]:
    """Listen on a free port and hand everything to and from the server; yields the count as it grows."""
    wire = Wire()

    def copy(source: socket.socket, target: socket.socket, counted: bool) -> None:
        with suppress(OSError):  # one side has left
            while part := source.recv(2**16):
                wire.socket += len(part) * counted
                target.sendall(part)
        with suppress(OSError):
            target.shutdown(socket.SHUT_WR)

    class Handler(BaseRequestHandler):
        def handle(self) -> None:
            asked = self.request.recv(2**16)
            with socket.create_connection(("127.0.0.1", server_port)) as back:
                back.sendall(asked)
                forth = Thread(target=copy, args=(self.request, back, False), daemon=True)
                forth.start()
                copy(back, self.request, SOCKET in asked.split(b"\n")[0])
                forth.join()

    class Server(ThreadingTCPServer):
        daemon_threads, block_on_close, request_queue_size = True, False, 128

    with Server(("127.0.0.1", 0), Handler) as listener:
        wire.port = listener.server_address[1]
        Thread(target=listener.serve_forever, daemon=True).start()
        yield wire
        listener.shutdown()


@dataclass
class Received:
    """Bytes of the files of the map (compressed, and as they are) and of the messages of the socket, as they are.

    What the browser finds in its own cache is not received.
    """

    files: float = 0.0
    plain_files: float = 0.0
    messages: float = 0.0
    _open: dict[str, float] = field(default_factory=dict)

    def watch(self, context: BrowserContext, page: Page) -> None:
        """Count from now on."""
        client = context.new_cdp_session(page)
        client.send("Network.enable")
        client.on("Network.responseReceived", self._response)
        client.on("Network.dataReceived", self._part)
        client.on("Network.loadingFinished", self._end)
        client.on("Network.webSocketFrameReceived", self._frame)

    def _response(self, event: dict[str, Any]) -> None:
        response = event["response"]
        if urlsplit(response["url"]).path.startswith(MAP_FILES) and not response.get("fromDiskCache"):
            self._open[event["requestId"]] = 0.0

    def _part(self, event: dict[str, Any]) -> None:
        if event["requestId"] in self._open:
            self._open[event["requestId"]] += event["dataLength"]

    def _end(self, event: dict[str, Any]) -> None:
        if (size := self._open.pop(event["requestId"], None)) is not None and event["encodedDataLength"]:
            self.files += event["encodedDataLength"]
            self.plain_files += size

    def _frame(self, event: dict[str, Any]) -> None:
        # A binary frame comes in base 64, four characters for three bytes.
        self.messages += len(event["response"]["payloadData"]) * 3 / 4
