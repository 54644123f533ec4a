"""A real server of mail on this machine: it keeps what it accepts, and misbehaves on request."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.browser.conftest import free_port


@dataclass
class Mailbox:
    """What arrived, by address; ``refused`` are answers by address, ``busy`` one to every message, ``cut`` hangs up."""

    port: int = 0
    arrived: list[tuple[str, EmailMessage]] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    busy: str = ""
    silent: bool = False
    cut: bool = False

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:
        if self.silent:
            await asyncio.sleep(5)
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.busy:
            return self.busy
        content = envelope.original_content or b""
        message = message_from_bytes(content, _class=EmailMessage, policy=default)
        self.arrived += [(address, message) for address in envelope.rcpt_tos]
        if self.cut and server.transport is not None:
            server.transport.abort()
        return "250 kept"

    def of(self, address: str) -> list[EmailMessage]:
        """What an address received."""
        return [message for to, message in self.arrived if to == address]


@contextmanager
def mailbox(**options: Any) -> Iterator[Mailbox]:
    """The server, stopped at the end; ``options`` are those of aiosmtpd."""
    box = Mailbox(free_port())
    controller = Controller(box, hostname="127.0.0.1", port=box.port, **options)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()
