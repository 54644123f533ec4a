"""Mail by a real server: what changed in three sentences, once, to who may read it; whatever the server answers."""

from __future__ import annotations

import asyncio
import re
import ssl
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine, select, update
from starlette.applications import Starlette

from indicators.access import LOCAL_USER, User, accounts
from indicators.catalogue import load_catalogue
from indicators.documents.reader import Reader
from indicators.errors import ToldError
from indicators.operations.personal import erase_person
from indicators.readers.alerts import KINDS
from indicators.readers.mail import queue, reminders, sending, subscriptions
from indicators.readers.mail.reminders import Owed
from indicators.records import Observation
from indicators.settings import load_settings
from indicators.store import clock, drafts, editions
from indicators.store.engine import open_engine
from indicators.store.tables import mail_message, mail_subscription
from server import mail
from tests.conftest import SYSTEMS, configured_database
from tests.readers.mailbox import Mailbox, mailbox

PASSWORD = "correct cheval pile"
IDA = User("Ida", "reader", "account", "ida@exempleville.fr")
ADA = User("Ada", "officer", "account", "ada@exempleville.fr")
SITE = "https://ouverture.exempleville.fr"
CATALOGUE = load_catalogue()


@pytest.fixture(scope="module", params=SYSTEMS)
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


@dataclass
class Hand:
    """Moves the clock of the store."""

    at: datetime = datetime(2026, 7, 20, 9, 0, tzinfo=UTC)

    def now(self) -> str:
        return self.at.isoformat(timespec="microseconds")


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


def reader(engine: Engine, tmp_path: Path, box: Mailbox, **mail: object) -> Reader:
    said = {"enabled": True, "host": "127.0.0.1", "port": box.port, "security": "none", "sender": "ouverture@exempleville.fr", "timeout_seconds": 1, "tries": 3} | mail  # fmt: skip
    lines = [f"{key} = {str(value).lower() if isinstance(value, bool) else repr(value).replace(chr(39), chr(34))}" for key, value in said.items()]  # fmt: skip
    path = tmp_path / "config.toml"
    path.write_text(f'[collectivity]\naddress = "{SITE}"\n[mail]\n' + "\n".join(lines), encoding="utf-8")
    settings = load_settings(path, CATALOGUE)
    return Reader(engine, settings.extend(CATALOGUE), settings)


def subscribed(engine: Engine, user: User = IDA, address: str = "", **asked: object) -> subscriptions.Subscription:
    return subscriptions.subscribe(
        engine, user, address or user.login, lang="fr", territory="EX001", edition=latest(engine), **asked
    )  # type: ignore[arg-type]  # the choices of a test


def latest(engine: Engine) -> int:
    found = editions.latest(engine)
    return found.number if found else 0


def published(engine: Engine, name: str = "Comptes corrigés") -> int:
    """An edition in which four figures of Exempleville moved."""
    batch, number = drafts.open_batch(engine, "Ada"), latest(engine) + 1
    rows = [
        Observation(territory="EX001", indicator=name_, year=2025, value=float(number + rank), source="Essai")
        for rank, name_ in enumerate(
            ("d1_export_intensity", "d1_trade_openness", "d1_extra_eu_share", "d2_fdi_projects_100k")
        )
        if name_ in CATALOGUE.indicators
    ]
    drafts.stage(engine, batch.id, "observation", rows)
    return editions.publish(engine, [batch.id], name, "Ada").number


def text_of(message: object, kind: str) -> str:
    part = message.get_body((kind,))  # type: ignore[attr-defined]
    return str(part.get_content()).replace("\u202f", " ").replace("\u00a0", " ")


def test_an_edition_is_told_once_in_three_sentences(engine: Engine, tmp_path: Path, box: Mailbox) -> None:
    subscribed(engine, report=True)
    at = reader(engine, tmp_path, box, attachment_megabytes=50)
    assert sending.send_due(at) == {}, "what was published before is not news"
    number = published(engine, "Juin\r\nBcc: tout@monde.fr")
    assert sending.send_due(at) == {"sent": 1}
    (message,) = box.of(IDA.login)
    assert "\n" not in message["Subject"] and "Exempleville" in message["Subject"] and message["Bcc"] is None
    assert message["Auto-Submitted"] == "auto-generated" and message["From"] == "ouverture@exempleville.fr"
    plain, html = text_of(message, "plain"), text_of(message, "html")
    links = re.findall(rf"{SITE}/(?!courriel)\S+", plain)
    assert plain.count("\n- ") == 3 == len(links) and all(f"edition={number}" in link for link in links)
    for words in re.findall(r"\n- (.*)", plain):
        assert words.replace("’", "'")[:30] in html.replace("&#x27;", "'").replace("’", "'")
    assert "<img" not in html and "http://" not in html and "src=" not in html
    (attached,) = message.iter_attachments()
    assert attached.get_content_type() == "application/pdf" and attached.get_content().startswith(b"%PDF")
    assert sending.send_due(at) == {} and len(box.arrived) == 1


def test_a_report_that_weighs_too_much_stays_where_it_is(
    engine: Engine, tmp_path: Path, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indicators.readers.mail.contents.make_one", lambda *_: b"%PDF" * 300_000)
    subscribed(engine, report=True)
    published(engine)
    sending.send_due(reader(engine, tmp_path, box, attachment_megabytes=1))
    (message,) = box.of(IDA.login)
    assert not list(message.iter_attachments()) and f"{SITE}/rapport" in text_of(message, "plain")


def test_chosen_alerts_are_told_once_and_a_draft_only_to_who_may_see_it(
    engine: Engine, tmp_path: Path, box: Mailbox, moment: Hand
) -> None:
    batch = drafts.open_batch(engine, "Ada", territory="EX001", file_name="subventions.csv")
    with engine.begin() as connection:
        drafts.set_state(connection, batch.id, drafts.SUBMITTED, "Ada")
    for person in (IDA, ADA):
        subscribed(engine, person, editions=False, alerts=KINDS)
    at = reader(engine, tmp_path, box)
    assert sending.send_due(at) == {"sent": 2}
    told = {person.login: text_of(box.of(person.login)[0], "plain") for person in (IDA, ADA)}
    assert "subventions.csv" in told[ADA.login] and "subventions.csv" not in told[IDA.login]
    assert "depot=batches" in told[ADA.login] and f"{SITE}/alertes" in told[IDA.login]
    moment.at += timedelta(days=1)
    assert sending.send_due(at) == {"dropped": 2}, "nothing new the day after"
    drafts.discard(engine, batch.id, "Ada")


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
    assert subscriptions.get(engine, to.id).edition == latest(engine)  # type: ignore[union-attr]


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
    assert subscriptions.get(engine, to.id).refused_at is not None  # type: ignore[union-attr]
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


class Client:
    """The route of the links, asked as a program would, without a cookie."""

    def __init__(self, engine: Engine) -> None:
        self._transport = httpx.ASGITransport(Starlette(routes=[mail.route(engine)]))

    def get(self, path: str) -> httpx.Response:
        return asyncio.run(self._ask("GET", path))

    def post(self, path: str, **more: Any) -> httpx.Response:
        return asyncio.run(self._ask("POST", path, **more))

    async def _ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        async with httpx.AsyncClient(transport=self._transport, base_url=SITE) as client:
            return await client.request(method, path, **more)


def test_one_click_ends_it_and_looking_does_not(engine: Engine, tmp_path: Path, box: Mailbox) -> None:
    to = subscribed(engine)
    at = reader(engine, tmp_path, box)
    published(engine)
    sending.send_due(at)
    (message,) = box.of(IDA.login)
    address = str(message["List-Unsubscribe"]).replace("\r\n", "").strip("<> ")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = address.removeprefix(SITE)
    client = Client(engine)
    assert client.get(path[:-30] + "0" * 17 + path[-13:]).status_code == 404
    shown = client.get(path)
    assert "<button>" in shown.text and IDA.login not in shown.text and "i…@exempleville.fr" in shown.text
    assert subscriptions.get(engine, to.id).open  # type: ignore[union-attr]
    published(engine)
    sending.queue_due(at)
    done = client.post(path, data={"List-Unsubscribe": "One-Click"}, headers={"origin": "https://mail.example"})
    assert done.status_code == 200 and client.post(path).status_code == 200, "twice is as once"
    ended = subscriptions.get(engine, to.id)
    assert ended is not None and not ended.open and ended.address == ""
    assert sending.send_due(at) == {} and len(box.arrived) == 1
    with pytest.raises(ToldError):
        reminders.remind(engine, ADA, IDA.login, Owed("EX001", "t_reciprocity", 2024), lang="fr", edition=1)


def test_a_colleague_is_asked_for_a_figure_once_a_day_and_no_more_once_it_is_given(
    engine: Engine, tmp_path: Path, box: Mailbox
) -> None:
    owed = Owed("EX001", "t_reciprocity", 1999)
    assert ADA.login in {item.login for item in reminders.colleagues(engine, "EX001")}
    chief = User("Chef", "officer", "account", "chef")
    assert reminders.remind(engine, chief, ADA.login, owed, lang="fr", edition=latest(engine))
    assert not reminders.remind(engine, chief, ADA.login, owed, lang="fr", edition=latest(engine))
    at = reader(engine, tmp_path, box)
    assert sending.send_due(at) == {"sent": 1}
    plain = text_of(box.of(ADA.login)[0], "plain")
    assert "Chef vous demande" in plain and "chiffre=t_reciprocity&annee_du_chiffre=1999" in plain
    known = Owed("EX001", "d1_export_intensity", 2025)
    published(engine)
    reminders.remind(engine, chief, ADA.login, known, lang="fr", edition=latest(engine))
    assert sending.send_due(at)["dropped"] >= 1 and len(box.arrived) == 1


@pytest.mark.parametrize(
    "address", ["", "ida", "ida@ville.fr\r\nBcc: x@y.fr", "Ida <ida@ville.fr>", "a@b.fr,c@d.fr", "i da@ville.fr"]
)
def test_an_address_that_no_header_can_hold_is_refused(engine: Engine, address: str) -> None:
    with pytest.raises(ToldError):
        subscriptions.subscribe(engine, IDA, address, lang="fr", territory="EX001", edition=1)


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

    def authenticate(_server: object, _session: object, _envelope: object, _mechanism: str, data: object) -> object:
        from aiosmtpd.smtp import AuthResult

        entered.append(data.password)  # type: ignore[attr-defined]
        return AuthResult(success=data.password == b"secret")  # type: ignore[attr-defined]

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


def test_off_it_sends_nothing_and_says_what_to_set(engine: Engine, tmp_path: Path, box: Mailbox) -> None:
    with pytest.raises(ToldError, match="éteint"):
        sending.send_due(reader(engine, tmp_path, box, enabled=False))
    with pytest.raises(ToldError, match="host"):
        reader(engine, tmp_path, box, host="")
    with pytest.raises(ToldError):
        reader(engine, tmp_path, box, sender="Ouverture <x@y.fr>")
