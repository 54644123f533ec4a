"""The story of a relation in words: one line an event, an action, a sum."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.partnerships.story import Year
from indicators.present.texts.translator import Translator


def year_lines(item: Year, t: Translator) -> list[str]:
    """What happened in a year: the agreement, then each action with its result, then what was paid."""
    events = {
        "signed": t("signature de la convention"),
        "renewed": t("renouvellement"),
        "ends": t("échéance"),
        "ended": t("fin de la relation"),
    }
    lines = [f"{events[event]} ({t.date(when)})" for event, when in item.events]
    for action in item.actions:
        result = f"{t(' : ')}{action.results.strip().rstrip('.')}" if action.results.strip() else ""
        lines.append(f"{action.title}{result}" + (t(" (exemple)") if action.example else ""))
    if item.paid is not None:
        lines.append(t("payé : {amount}", amount=t.money(item.paid)))
    return lines


def story_lines(years: Sequence[Year], t: Translator, *, most: int) -> list[str]:
    """The latest years in a line each, for a page that is printed."""
    return [f"{item.year}{t(' : ')}{' ; '.join(year_lines(item, t))}." for item in years[:most]]
