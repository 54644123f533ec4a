"""All that is due, in one list: missions, receptions, meetings, ends of agreements, calls, publications, follow-ups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from indicators.records import PartialDate, Partnership, Snapshot
from indicators.records.dates import first_day, last_day

AgendaKind = Literal[
    "mission", "delegation", "event", "meeting", "agreement_end", "membership_end", "call", "follow_up", "vintage"
]  # fmt: skip
AGENDA_KINDS: tuple[AgendaKind, ...] = get_args(AgendaKind)
_REMINDED = 6


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One thing of the calendar, from its ``first`` day to its ``last`` one, both included.

    ``title`` is what a person typed, ``place`` and ``note`` what goes with it. ``key`` tells it from any other of the
    territory and stays the same when its dates change. ``precise`` is false when the day is the last of a month or of a
    year that alone is known. ``remind`` is the day of a reminder, None without one.
    """

    kind: AgendaKind
    key: str
    title: str
    first: date
    last: date
    place: str = ""
    note: str = ""
    url: str = ""
    precise: bool = True
    cancelled: bool = False
    remind: date | None = None
    example: bool = False


def agenda(snapshot: Snapshot, vintages: Iterable[AgendaItem] = ()) -> tuple[AgendaItem, ...]:
    """The calendar of a territory in the order of its days; ``vintages`` are the publications of official statistics."""
    found = (*_missions(snapshot), *_meetings(snapshot), *_ends(snapshot), *_calls(snapshot), *_follow_ups(snapshot))
    return tuple(sorted((*found, *vintages), key=lambda item: (item.first, item.last, item.kind, item.title)))


def six_months_before(end: date) -> date:
    """The day six months before, the last of its month when that month is shorter."""
    months = end.year * 12 + end.month - 1 - _REMINDED
    year, month = divmod(months, 12)
    last = last_day(f"{year:04d}-{month + 1:02d}")
    assert last is not None
    return last.replace(day=min(end.day, last.day))


def _missions(snapshot: Snapshot) -> Iterable[AgendaItem]:
    for item in snapshot.missions:
        first, last = first_day(item.starts), last_day(item.ends or item.starts)
        if first is not None and last is not None:
            yield AgendaItem(
                item.type, f"mission-{item.id}", item.title, first, max(first, last), place=item.city,
                note=item.expected, precise=_whole(item.starts), cancelled=item.status == "cancelled", example=item.example,
            )  # fmt: skip


def _meetings(snapshot: Snapshot) -> Iterable[AgendaItem]:
    names = {item.id: item.name for item in snapshot.bodies}
    for item in snapshot.meetings:
        if (day := last_day(item.date)) is not None:
            place = names.get(item.body, item.body)
            yield AgendaItem("meeting", f"meeting-{item.id}", item.subject, day, day, note=place, precise=_whole(item.date), example=item.example)  # fmt: skip


def agreement_ends(partnerships: Iterable[Partnership]) -> Iterator[tuple[Partnership, AgendaItem]]:
    """The ends of agreements that were made and still live, each with a reminder six months before.

    The calendar, its file and the alerts read them here, so that one never tells an end that another does not.
    """
    for item in partnerships:
        day = last_day(item.ends)
        if day is not None and item.status not in ("ended", "planned"):
            yield item, AgendaItem(
                "agreement_end", f"agreement-{item.id}", item.partner, day, day, precise=_whole(item.ends),
                remind=six_months_before(day), example=item.example,
            )  # fmt: skip


def _ends(snapshot: Snapshot) -> Iterable[AgendaItem]:
    """Ends of agreements and of memberships that still live."""
    yield from (found for _, found in agreement_ends(snapshot.partnerships))
    for row in snapshot.memberships:
        day = last_day(row.until)
        if day is not None and row.status != "ended":
            yield AgendaItem(
                "membership_end", f"membership-{row.network}", row.name or row.network, day, day,
                precise=_whole(row.until), remind=six_months_before(day), example=row.example,
            )  # fmt: skip


def _calls(snapshot: Snapshot) -> Iterable[AgendaItem]:
    for item in snapshot.calls:
        if (day := last_day(item.closes)) is not None:
            yield AgendaItem("call", f"call-{item.id}", item.title, day, day, note=item.funder, url=item.url, precise=_whole(item.closes), example=item.example)  # fmt: skip


def _follow_ups(snapshot: Snapshot) -> Iterable[AgendaItem]:
    for item in snapshot.follow_ups:
        day = last_day(item.due)
        if day is not None and item.status == "planned":
            yield AgendaItem("follow_up", f"follow-up-{item.id}", item.step, day, day, note=item.owner, precise=_whole(item.due), example=item.example)  # fmt: skip


def _whole(value: PartialDate) -> bool:
    """Whether the day itself is known."""
    return len(value) >= len("2026-01-01")


def opens_on(items: Iterable[AgendaItem], today: date) -> date:
    """The first day from ``today`` where something stands; today itself when nothing comes."""
    return min((max(item.first, today) for item in items if item.last >= today), default=today)
