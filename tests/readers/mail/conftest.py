"""One database of the demonstration for all that is tried of mail, a clock moved by hand, a server that misbehaves."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from indicators.access import LOCAL_USER, accounts
from indicators.store import clock
from indicators.store.engine import open_engine
from indicators.store.tables import mail_message, mail_subscription
from tests.conftest import SYSTEMS, configured_database
from tests.readers.mail.mailbox import Mailbox, mailbox
from tests.readers.mail.told import ADA, IDA, PASSWORD, Hand


@pytest.fixture(scope="package", params=SYSTEMS)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The demonstration with two accounts."""
    from pages.shared import runtime

    with configured_database(request.param, tmp_path_factory.mktemp("mail")) as url:
        runtime.engine()
        made = open_engine(url)
        for person in (IDA, ADA):
            accounts.create(made, LOCAL_USER, person.login, person.name, person.role, password=PASSWORD)
        yield made
        made.dispose()


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> Hand:
    made = Hand()
    monkeypatch.setattr(clock, "now", made.now)
    return made


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mailbox() as found:
        yield found


@pytest.fixture(autouse=True)
def nobody_yet(engine: Engine) -> Iterator[None]:
    """Each test begins with no subscription and an empty queue."""
    yield
    with engine.begin() as connection:
        connection.execute(mail_message.delete())
        connection.execute(mail_subscription.delete())
