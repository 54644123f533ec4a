"""The actions that the report shows as cards: documented ones of the last years, each once, what was learnt said once."""

from __future__ import annotations

from indicators.present.reports.model import Card, KeyNumber
from indicators.present.reports.source import ReportSource
from indicators.records import Activity

MOST, YEARS = 6, 3
PLACE = "action:"
"""What stands before the key of an action in the place of its picture."""


def cards(source: ReportSource) -> tuple[Card, ...]:
    """At most six actions with a result, the latest year first, then the largest public."""
    said: set[str] = set()
    return tuple(_card(item, source, said) for item in chosen(source))


def chosen(source: ReportSource) -> tuple[Activity, ...]:
    """The actions of the cards. An action that goes on for years is shown in its latest one."""
    known = [item for item in source.snapshot.activities if item.results.strip() and item.year <= source.year]
    last = max((item.year for item in known), default=0)
    recent = [item for item in known if item.year > last - YEARS]
    kept: dict[str, Activity] = {}
    for item in sorted(recent, key=lambda item: (-item.year, -(item.beneficiaries or 0), item.title)):
        kept.setdefault(item.title, item)
    return tuple(kept.values())[:MOST]


def _card(item: Activity, source: ReportSource, said: set[str]) -> Card:
    t = source.t
    partner = next((found for found in source.snapshot.partnerships if found.id == item.partnership), None)
    where = [f"{partner.partner} ({t.country(partner.country)})"] if partner else []
    learnt = next((text.strip() for text in (item.lessons, item.conclusions) if text.strip()), "")
    if learnt in said:
        learnt = ""
    said.add(learnt)
    mark = t(" (exemple)") if item.example and not item.title.endswith(")") else ""
    return Card(
        item.id, t.typeset(" · ".join([str(item.year), *where])), item.title + mark, _number(item, source),
        t.typeset(item.results.strip()), t.typeset(learnt), source.images.get(f"{PLACE}{item.id}"), item.partnership,
    )  # fmt: skip


def _number(item: Activity, source: ReportSource) -> KeyNumber | None:
    t = source.t
    if item.beneficiaries:
        label = t.n("personne concernée", "personnes concernées", item.beneficiaries)
        return KeyNumber(label, t.number(item.beneficiaries))
    if item.amount:
        return KeyNumber(t("déclarés par le service"), t.money(item.amount))
    return None
