"""Number formats of native charts that read the same on any machine.

« #,##0 » takes the separator of whoever opens the file: a French presentation would say 1,234,567 on an English
machine. Here the separator is a literal of the format, chosen by the size of the number, so the language of the deck decides.
"""

from __future__ import annotations

from collections.abc import Iterable

from indicators.present.texts import Translator


def euros(values: Iterable[float | None], t: Translator) -> str:
    """The format of whole euros in the reader's language, for values of this range."""
    group = _literal(t.number(1_000_000, 0)[1])
    before, _, after = (_literal(part) for part in t.money(0).partition("0"))
    sections = (f"0{group}000{group}000", f"0{group}000", _rest(values, group))
    million, thousand, rest = (f"{before}{digits}{after}" for digits in sections)
    return f"[>=1000000]{million};[>=1000]{thousand};{rest}"


def _rest(values: Iterable[float | None], group: str) -> str:
    """What is below a thousand, and whole amounts below zero where there are some."""
    lowest = min((value for value in values if value is not None), default=0.0)
    if lowest > -1_000:
        return "0"
    return f"#{group}##0" if lowest > -1_000_000 else f"#{group}###{group}##0"


def _literal(text: str) -> str:
    return f'"{text}"' if text else ""
