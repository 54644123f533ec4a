"""The calendar as a file that calendar programs read (RFC 5545), whole days, with a reminder before an end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event, vDuration

from indicators.desk import AgendaItem
from indicators.official.calendar import Due
from indicators.present.texts import Translator
from indicators.present.texts.desk.words import agenda_title

#: How often a program is asked to come again.
_EVERY = timedelta(hours=6)


def vintages(due: Iterable[Due], today: date, t: Translator) -> tuple[AgendaItem, ...]:
    """The publications of official statistics that are still to come, on the first day of their usual month."""
    return tuple(
        AgendaItem("vintage", f"vintage-{item.source.id}-{item.year}", t("{source}, année {year}", source=item.source.title.get(t.lang), year=item.year), item.expected, item.expected, precise=False)
        for item in due
        if item.expected >= today
    )  # fmt: skip


def calendar_file(items: Iterable[AgendaItem], name: str, code: str, stamp: datetime, t: Translator) -> bytes:
    """The calendar of a territory. ``stamp`` is when the edition was published; ``code`` makes its identifiers its own."""
    calendar = Calendar()
    calendar.add("prodid", "-//Ouverture//Calendrier international//FR")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", t("{name} et le monde", name=name))
    calendar.add("refresh-interval", _EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(_EVERY).to_ical().decode())
    for item in items:
        calendar.add_component(_event(item, code, stamp, t))
    return bytes(calendar.to_ical())


def _event(item: AgendaItem, code: str, stamp: datetime, t: Translator) -> Event:
    event, title = Event(), agenda_title(item, t)
    event.add("uid", f"{item.key}@{code.lower()}.ouverture")
    event.add("dtstamp", stamp)
    event.add("summary", title)
    event.add("dtstart", item.first)
    event.add("dtend", item.last + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if item.cancelled else "CONFIRMED")
    for name, said in (("location", item.place), ("description", item.note), ("url", item.url)):
        if said:
            event.add(name, said)
    if item.remind is not None:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", t("Dans six mois : {title}", title=title))
        alarm.add("trigger", item.remind - item.first)
        event.add_component(alarm)
    return event
