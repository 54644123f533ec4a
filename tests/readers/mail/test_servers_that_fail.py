"""Whatever the server of mail answers, nothing is lost, repeated or told to whom it should not."""

from __future__ import annotations

import ssl
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, update

from indicators.readers.alerts import KINDS
from indicators.readers.mail import queue, sending, subscriptions
from indicators.store.tables import mail_message
from tests.readers.mail.mailbox import Mailbox, mailbox
from tests.readers.mail.told import ADA, IDA, Hand, latest, published, reader, subscribed


@pytest.mark.parametrize("answer", ["451 later", "554 spam"])
def test_a_server_that_refuses_is_asked_again_later_and_nothing_is_lost(
    engine: Engine, tmp_path: Path, box: Mailbox, moment: Hand, answer: str
) -> None:
    to = subscribed(engine)
    at, box.busy = reader(engine, tmp_path, box), answer
    published(engine)
    assert sending.send_due(at) == {"queued": 1} and sending.send_due(at) == {}
    (waiting,) = queue.troubled(engine)
    assert answer[:3] in waiting.error and "@" not in waiting.error
    moment.at += timedelta(minutes=6)
    box.busy = ""
    assert sending.send_due(at) == {"sent": 1} and len(box.of(IDA.login)) == 1
    assert subscriptions.get(engine, to.id).edition == latest(engine)


def test_silence_is_bounded_and_given_up_after_some_tries(
    engine: Engine, tmp_path: Path, box: Mailbox, moment: Hand
) -> None:
    for person in (IDA, ADA):
        subscribed(engine, person)
    box.silent, at = True, reader(engine, tmp_path, box, tries=2)
    published(engine)
    assert sending.send_due(at) == {"queued": 1}, "one silence, not one a person"
    moment.at += timedelta(hours=1)
    sending.send_due(at)
    moment.at += timedelta(hours=1)
    sending.send_due(at)
    assert queue.counts(engine)["failed"] >= 1 and box.arrived == []


def test_an_address_that_bounces_is_left_alone_until_it_is_given_again(
    engine: Engine, tmp_path: Path, box: Mailbox
) -> None:
    to = subscribed(engine)
    box.refused[IDA.login] = "550 no such user"
    at = reader(engine, tmp_path, box)
    published(engine)
    assert sending.send_due(at) == {"failed": 1}
    assert subscriptions.get(engine, to.id).refused_at is not None
    published(engine)
    assert sending.send_due(at) == {}
    box.refused.clear()
    again = subscribed(engine, address="ida@ailleurs.fr")
    assert again.id == to.id and again.open
    assert sending.send_due(at) == {"sent": 1} and len(box.of("ida@ailleurs.fr")) == 1


def test_what_left_without_an_answer_is_not_sent_again(
    engine: Engine, tmp_path: Path, box: Mailbox, moment: Hand
) -> None:
    subscribed(engine, alerts=KINDS)
    at, box.cut = reader(engine, tmp_path, box), True
    published(engine)
    done = sending.send_due(at)
    assert done == {"uncertain": 2} and len(box.arrived) == 2
    box.cut = False
    moment.at += timedelta(days=2)
    assert set(sending.send_due(at)) <= {"dropped"} and len(box.arrived) == 2


def test_the_name_of_the_server_is_checked_and_its_password_is_in_the_environment(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    entered: list[bytes] = []

    def authenticate(_server: object, _session: object, _envelope: object, _mechanism: str, data: Any) -> object:
        from aiosmtpd.smtp import AuthResult

        entered.append(data.password)
        return AuthResult(success=data.password == b"secret")

    options = {"tls_context": context, "require_starttls": True, "authenticator": authenticate, "auth_required": True}
    with mailbox(**options) as box:
        subscribed(engine)
        published(engine)
        at = reader(engine, tmp_path, box, security="starttls", timeout_seconds=5)
        assert sending.send_due(at) == {"queued": 1} and entered == [], "an unknown certificate gets no password"
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        monkeypatch.setenv("OUVERTURE_MAIL_USER", "ouverture")
        for password, ended in (("faux", "queued"), ("secret", "sent")):
            monkeypatch.setenv("OUVERTURE_MAIL_PASSWORD", password)
            with engine.begin() as connection:
                connection.execute(update(mail_message).values(due_at="2026"))
            assert sending.send_due(at) == {ended: 1}
        assert entered == [b"faux", b"secret"] and len(box.of(IDA.login)) == 1
