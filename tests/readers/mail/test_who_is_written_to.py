"""The queue gives each message to one sender, and nobody is written to who left, whose account is closed, or whose address is none."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from indicators.access import LOCAL_USER, User, accounts
from indicators.errors import ToldError
from indicators.operations.personal import erase_person
from indicators.readers.mail import queue, sending, subscriptions
from indicators.store.tables import mail_message, mail_subscription
from tests.readers.mail.mailbox import Mailbox
from tests.readers.mail.told import ADA, IDA, Hand, published, reader, subscribed


def test_a_process_that_died_loses_nothing_and_repeats_nothing(
    engine: Engine, tmp_path: Path, box: Mailbox, moment: Hand
) -> None:
    for person in (IDA, ADA):
        subscribed(engine, person)
    at = reader(engine, tmp_path, box)
    published(engine)
    sending.queue_due(at)
    first, second = queue.claim(engine), queue.claim(engine)
    assert first is not None and second is not None and queue.claim(engine) is None
    with engine.begin() as connection:
        assert queue.hand(connection, second)
    moment.at += timedelta(hours=1)
    assert sending.send_due(at) == {"sent": 1} and queue.counts(engine) == {"sent": 1, "uncertain": 1}


def test_two_replicas_send_one_message_each_person(engine: Engine, tmp_path: Path, box: Mailbox) -> None:
    people = [User(f"P{n}", "reader", "account", f"p{n}@exempleville.fr") for n in range(6)]
    for person in people:
        if accounts.get(engine, person.login) is None:
            accounts.create(engine, LOCAL_USER, person.login, person.name, "reader", origin="oidc")
        subscribed(engine, person)
    published(engine)
    at = reader(engine, tmp_path, box, timeout_seconds=20)
    with ThreadPoolExecutor(3) as pool:
        done = [item.result() for item in [pool.submit(sending.send_due, at) for _ in range(3)]]
    assert sum(item["sent"] for item in done) == 6
    assert sorted(to for to, _ in box.arrived) == sorted(person.login for person in people)


def test_a_closed_account_and_an_erased_person_are_not_written_to(engine: Engine, tmp_path: Path, box: Mailbox) -> None:
    accounts.create(engine, LOCAL_USER, "eve@exempleville.fr", "Ève", "reader", origin="oidc")
    eve = User("Ève", "reader", "oidc", "eve@exempleville.fr")
    subscribed(engine, eve)
    at = reader(engine, tmp_path, box)
    published(engine)
    sending.queue_due(at)
    accounts.change(engine, LOCAL_USER, eve.login, active=False)
    assert sending.send_due(at) == {"dropped": 1} and box.arrived == []
    erase_person(engine, LOCAL_USER, eve.name, eve.login)
    with engine.connect() as connection:
        assert connection.execute(select(mail_subscription.c.id)).all() == []
        assert connection.execute(select(mail_message.c.id)).all() == []


@pytest.mark.parametrize(
    "address", ["", "ida", "ida@ville.fr\r\nBcc: x@y.fr", "Ida <ida@ville.fr>", "a@b.fr,c@d.fr", "i da@ville.fr"]
)
def test_an_address_that_no_header_can_hold_is_refused(engine: Engine, address: str) -> None:
    with pytest.raises(ToldError):
        subscriptions.subscribe(engine, IDA, address, lang="fr", territory="EX001", edition=1)


def test_off_it_sends_nothing_and_says_what_to_set(engine: Engine, tmp_path: Path, box: Mailbox) -> None:
    with pytest.raises(ToldError, match="éteint"):
        sending.send_due(reader(engine, tmp_path, box, enabled=False))
    with pytest.raises(ToldError, match="host"):
        reader(engine, tmp_path, box, host="")
    with pytest.raises(ToldError):
        reader(engine, tmp_path, box, sender="Ouverture <x@y.fr>")
