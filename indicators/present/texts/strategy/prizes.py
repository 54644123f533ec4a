"""A prize in words, the same on the pages, in the papers and for everybody."""

from __future__ import annotations

from indicators.present.texts.translator import Translator
from indicators.records import Activity


def prize_words(item: Activity, t: Translator) -> str:
    """The prize, its year, what it says of the city if that is written."""
    told = t("{title} ({year})", title=item.title, year=item.year)
    result = item.results.strip().rstrip(".")
    text = t("{told} : {result}.", told=told, result=result) if result else f"{told}."
    return text + (t(" (exemple)") if item.example else "")
