"""The calendar subscribed in a client library, with the rights of its account, as long as both are open."""

from __future__ import annotations

from datetime import date, timedelta

import anyio
import httpx
import pytest
import vobject
from sqlalchemy import Engine
from starlette.applications import Starlette

from indicators.access import PUBLIC_USER, User, accounts, feeds
from indicators.desk import AgendaItem, agenda, opens_on, six_months_before
from indicators.operations.startup import publish_demonstration
from indicators.settings import Access, Settings
from indicators.store import reading
from server.calendars import Calendars
from server.logs import scrub

ADMIN = User("Chef", "administrator", "account", "chef")
SETTINGS = Settings(access=Access(mode="accounts"))


@pytest.fixture
def reader(engine: Engine) -> User:
    """A reader's account on the demonstration."""
    publish_demonstration(engine, Settings())
    accounts.create(engine, ADMIN, "ada", "Ada", "reader", password="une phrase que nul ne devine")
    return User("Ada", "reader", "account", "ada")


def get(engine: Engine, secret: str) -> httpx.Response:
    """What a calendar program gets."""

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(Starlette(routes=Calendars(engine, SETTINGS).routes()))
        async with httpx.AsyncClient(transport=transport, base_url="http://essai") as client:
            return await client.get(f"/agenda/{secret}.ics")

    return anyio.run(ask)


def test_a_subscription_reads_all_that_is_due_and_ends_with_its_account(engine: Engine, reader: User) -> None:
    secret, feed = feeds.create(engine, reader, "EX001")
    answered = get(engine, secret)
    assert answered.status_code == 200 and answered.headers["content-type"].startswith("text/calendar")
    assert "\r\n" in answered.text and max(len(line.encode()) for line in answered.text.split("\r\n")) <= 75
    events = {item.uid.value: item for item in vobject.readOne(answered.text).vevent_list}
    due = agenda(reading.snapshot(engine, None, "EX001"))
    assert {f"{item.key}@ex001.ouverture" for item in due} <= events.keys()
    assert {item.kind for item in due} >= {"mission", "delegation", "event", "meeting", "agreement_end", "call", "follow_up"}  # fmt: skip
    assert any(uid.startswith("vintage-") for uid in events)
    visit = events["mission-exempleville-wroclaw-2025@ex001.ouverture"]
    assert visit.summary.value.replace("\u00a0", " ") == "Délégation reçue : Visite d’une délégation de Wrocław"
    assert (visit.dtstart.value, visit.dtend.value) == (date(2025, 5, 12), date(2025, 5, 16))
    assert events["mission-exempleville-kayes-2025@ex001.ouverture"].status.value == "CANCELLED"
    end = events["agreement-exempleville-lviv@ex001.ouverture"]
    assert end.dtstart.value + end.valarm.trigger.value == date(2026, 9, 27), "six months before 27 March 2027"
    assert not hasattr(visit, "valarm")
    assert get(engine, "x" * 43).status_code == 404
    feeds.revoke(engine, reader, feed.id)
    gone = get(engine, secret)
    assert gone.status_code == 410 and "révoquée" in gone.text
    other, _ = feeds.create(engine, reader, "EX001")
    accounts.change(engine, ADMIN, "ada", active=False)
    closed = get(engine, other)
    assert closed.status_code == 410 and "fermé" in closed.text


def test_nobody_without_an_account_makes_one_and_logs_hold_no_secret(engine: Engine) -> None:
    with pytest.raises(feeds.FeedError) as refused:
        feeds.create(engine, PUBLIC_USER, "EX001")
    assert refused.value.reason == "account"
    assert scrub("/agenda/tres-secret.ics") == "/agenda/…"


def test_six_months_before_is_a_day_of_its_month() -> None:
    assert six_months_before(date(2027, 3, 27)) == date(2026, 9, 27)
    assert six_months_before(date(2026, 8, 31)) == date(2026, 2, 28)
    assert six_months_before(date(2026, 1, 15)) - date(2025, 7, 15) == timedelta(0)


def test_the_calendar_opens_where_something_stands() -> None:
    past, long, later = (
        AgendaItem("mission", key, key, *days)  # type: ignore[arg-type]  # two days
        for key, days in (
            ("past", (date(2026, 1, 5), date(2026, 1, 6))),
            ("long", (date(2026, 10, 1), date(2026, 12, 31))),
            ("later", (date(2027, 3, 27), date(2027, 3, 27))),
        )
    )
    today = date(2026, 11, 30)
    assert opens_on([past, later], today) == date(2027, 3, 27)
    assert opens_on([past, long, later], today) == today, "what has begun is of today"
    assert opens_on([past], today) == today == opens_on([], today)
