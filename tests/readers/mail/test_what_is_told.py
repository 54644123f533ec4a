"""Mail says what changed in three sentences, once, to who may read it, and ends in one click."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine
from starlette.applications import Starlette

from indicators.access import User
from indicators.errors import ToldError
from indicators.readers.alerts import KINDS
from indicators.readers.mail import reminders, sending, subscriptions
from indicators.readers.mail.reminders import Owed
from indicators.store import drafts
from server import mail
from tests.readers.mail.mailbox import Mailbox
from tests.readers.mail.told import ADA, IDA, SITE, Hand, latest, published, reader, subscribed, text_of


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
    said = re.findall(r"\n- (.*)", plain)
    assert len({words.partition(", 2025")[0] for words in said}) == 3, "three figures, none twice"
    assert not re.search("provisional|final|Essai", plain), "no code of a file, and sources after figures"
    for words in said:
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
    assert subscriptions.get(engine, to.id).open
    published(engine)
    sending.queue_due(at)
    done = client.post(path, data={"List-Unsubscribe": "One-Click"}, headers={"origin": "https://mail.example"})
    assert done.status_code == 200 and client.post(path).status_code == 200, "twice is as once"
    ended = subscriptions.get(engine, to.id)
    assert ended is not None and not ended.open and ended.address == ""
    assert sending.send_due(at) == {} and len(box.arrived) == 1
    with pytest.raises(ToldError):
        reminders.remind(engine, ADA, IDA.login, Owed("EX001", "t_reciprocity", 2024), lang="fr", edition=1)
