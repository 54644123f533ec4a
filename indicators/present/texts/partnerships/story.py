"""The story of a relation in words: one line an event, a mission, an action, a sum."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.desk import MissionReading
from indicators.present.texts.desk.words import outcome, type_word, when
from indicators.present.texts.translator import Translator
from indicators.readout.story import Year


def year_lines(item: Year, t: Translator) -> list[str]:
    """What happened in a year: the agreement, then missions, each action with its result, what was paid."""
    events = {
        "signed": t("signature de la convention"),
        "renewed": t("renouvellement"),
        "ends": t("échéance"),
        "ended": t("fin de la relation"),
    }
    lines = [f"{events[event]} ({t.date(when)})" for event, when in item.events]
    lines += [mission_line(reading, t) for reading in item.missions]
    for action in item.actions:
        result = f"{t(' : ')}{action.results.strip().rstrip('.')}" if action.results.strip() else ""
        lines.append(f"{action.title}{result}" + (t(" (exemple)") if action.example else ""))
    if item.paid is not None:
        lines.append(t("payé : {amount}", amount=t.money(item.paid)))
    return lines


def mission_line(reading: MissionReading, t: Translator) -> str:
    """A mission in a line: what, when, how much, what became of it and what was done since; no function of anybody."""
    said = reading.mission
    cost = t.money(reading.cost) if reading.cost is not None else t("coût non connu")
    head = t("{kind} : {title}", kind=type_word(said, t), title=said.title)
    parts = [f"{head} ({when(said, t)})", cost, outcome(reading, t)]
    done = [
        row.step + (f" ({t.date(row.done)})" if row.done else "") for row in reading.follow_ups if row.status == "done"
    ]
    if done:
        parts.append(t("fait depuis : {steps}", steps=t.join(done)))
    return " – ".join(parts) + (t(" (exemple)") if reading.example else "")


def story_lines(years: Sequence[Year], t: Translator, *, most: int) -> list[str]:
    """The latest years in a line each, for a page that is printed."""
    return [f"{item.year}{t(' : ')}{' ; '.join(year_lines(item, t))}." for item in years[:most]]
