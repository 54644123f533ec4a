"""Hand a message to the collectivity's server of mail, within bounded time, and say what it answered.

An answer in 5xx about the person's address is for good; anything else, a refusal to speak or a silence, may pass.
"""

from __future__ import annotations

import os
import re
import smtplib
import ssl
from collections.abc import Callable
from contextlib import closing, suppress
from email.message import EmailMessage

from indicators.errors import ToldError, marked
from indicators.settings.mail import PASSWORD_VARIABLE, USER_VARIABLE, Mail

# A line that begins with a dot would end the content.
_DOT = re.compile(rb"(?m)^\.")
_PATIENCE = 10


class Away(ToldError):
    """The server of mail does not answer, or refuses to speak to us: nothing is lost, what waits is tried later."""

    code = "mail_away"


class NobodyThere(ToldError):
    """The server of mail refuses the address for good."""

    code = "mail_address"


class Unanswered(ToldError):
    """The content left and the server did not say whether it keeps it: it may have arrived, and is not sent again."""

    code = "mail_unanswered"


def hand_over(mail: Mail, message: EmailMessage, leaving: Callable[[], bool]) -> bool:
    """Send one message. ``leaving`` is asked once the server is ready for the content, right before it leaves.

    False when ``leaving`` says no. Raises :class:`Away`, :class:`NobodyThere` or :class:`Unanswered`; none repeats an
    address.
    """
    left = False
    try:
        with closing(_connected(mail)) as server:
            _accepted(server, mail.sender, str(message["To"]))
            if not leaving():
                return False  # closed without the end of the content: the server keeps nothing
            left = True
            _answered(server, message, mail)
    except smtplib.SMTPAuthenticationError as error:
        raise Away(marked("Le serveur de courriel refuse le nom ou le mot de passe ({code})."), code=error.smtp_code) from None  # fmt: skip
    except smtplib.SMTPResponseException as error:
        raise Away(marked("Le serveur de courriel a refusé ({code})."), code=error.smtp_code) from None
    except (OSError, smtplib.SMTPException) as error:
        told = {"reason": type(error).__name__}
        if left:
            raise Unanswered(marked("Message parti sans réponse du serveur ({reason})."), **told) from None
        raise Away(marked("Le serveur de courriel ne répond pas ({reason})."), **told) from None
    return True


def _connected(mail: Mail) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if mail.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(mail.host, mail.port, timeout=mail.timeout_seconds, context=context)
    else:
        server = smtplib.SMTP(mail.host, mail.port, timeout=mail.timeout_seconds)
    try:
        if mail.security == "starttls":
            server.starttls(context=context)
        if user := os.environ.get(USER_VARIABLE, ""):
            server.login(user, os.environ.get(PASSWORD_VARIABLE, ""))
    except BaseException:
        server.close()
        raise
    return server


def _accepted(server: smtplib.SMTP, sender: str, address: str) -> None:
    """The envelope, up to the server's word that it waits for the content."""
    server.ehlo_or_helo_if_needed()
    code, _ = server.mail(sender)
    if code == 250:
        code, _ = server.rcpt(address)
        if code >= 500:
            raise NobodyThere(marked("Adresse refusée par le serveur de courriel ({code})."), code=code)
    if code in (250, 251):
        code, _ = server.docmd("DATA")
    if code != 354:
        raise smtplib.SMTPResponseException(code, b"")


def _answered(server: smtplib.SMTP, message: EmailMessage, mail: Mail) -> None:
    """The content and its end. A server may look at it for a while before it answers (RFC 5321, 4.5.3.2)."""
    content = _DOT.sub(b"..", message.as_bytes())
    if server.sock is not None:
        server.sock.settimeout(mail.timeout_seconds * _PATIENCE)
    server.send(content + (b"" if content.endswith(b"\r\n") else b"\r\n") + b".\r\n")
    code, _ = server.getreply()
    if code != 250:
        raise smtplib.SMTPResponseException(code, b"")
    with suppress(OSError, smtplib.SMTPException):  # it is kept: how they part does not matter
        server.quit()
