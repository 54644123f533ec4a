"""Typography: what nobody types, the apostrophe and the non-breaking spaces of French, and what English and Spanish do without."""

from __future__ import annotations

import re
from functools import lru_cache

from indicators.languages import Language

NBSP = "\u00a0"
NARROW = "\u202f"
_BEFORE_NARROW = re.compile(r"[ \u00a0\u202f](?=[;!?](?:\s|$|[»)\]*_.,]))")
_BEFORE_COLON = re.compile(r"[ \u00a0](?=:(?:\s|$|[*_]))")
_BEFORE_UNIT = re.compile(r"(?<=[\d)])[ \u00a0\u202f]?(?=[%‰€])")
_OPEN_QUOTE = re.compile(r"«[ \u00a0\u202f]?(?=\S)")
_CLOSE_QUOTE = re.compile(r"(?<=\S)[ \u00a0\u202f]?»")
_UNIT_AFTER_NUMBER = re.compile(
    r"(?<=\d)[ ](?=(?:k€|M€|Md€|millions?|milliards?|habitants?|hab\.|points?|ans?|mois|jours?|km)(?!\w))"
)
_SPACE_BEFORE_SIGN = re.compile(r"(?<=\S)[ \u00a0](?=[:;](?:\s|$))")
_SPACE_BEFORE_PERCENT = re.compile(r"(?<=\d)[ \u00a0](?=[%‰])")
_SPACE_BEFORE_UNIT = re.compile(r"(?<=\d) (?=[%‰€])")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=[\w«*_<{])")
_POSSESSIVE = re.compile(r"(?<=\ws)'(?=[\s.,;:)])")
_THOUSANDS = re.compile(r"(?<![\d,.])(\d{1,3})[ \u00a0](?=\d{3}(?:\D|$))")
_BREAKABLE = re.compile(r"(?<=[\w)»%€]) (?=[;:!?»%‰€](?![\w/]))|(?<=«) |(?<=\d) (?=\d{3}(?!\d))")

# Pages say mostly what was said before, to whoever reads them: most of these texts are set once.
_SET = 4096


@lru_cache(_SET)
def french_typography(text: str) -> str:
    """Insert the non-breaking spaces of French: before ; : ! ? % ‰ €, inside « », between a number and its unit.

    Web addresses and times are left alone: a sign only counts when white space already stands before it. The straight
    apostrophe of keyboards becomes the printed one.
    """
    text = _APOSTROPHE.sub("’", text)
    text = _BEFORE_NARROW.sub(NARROW, text)
    text = _BEFORE_COLON.sub(NBSP, text)
    text = _BEFORE_UNIT.sub(NBSP, text)
    text = _OPEN_QUOTE.sub("«" + NBSP, text)
    text = _CLOSE_QUOTE.sub(NBSP + "»", text)
    text = _THOUSANDS.sub(rf"\1{NARROW}", text)
    return _UNIT_AFTER_NUMBER.sub(NBSP, text)


@lru_cache(_SET)
def english_typography(text: str) -> str:
    """Close up the signs of a text joined the French way: « a : b ; 12 % » gives “a: b; 12%”."""
    text = _POSSESSIVE.sub("’", _APOSTROPHE.sub("’", text))
    return _SPACE_BEFORE_PERCENT.sub("", _SPACE_BEFORE_SIGN.sub("", text))


@lru_cache(_SET)
def spanish_typography(text: str) -> str:
    """Close up the colons and semicolons of a text joined the French way; the space before a unit stays, and never breaks."""
    return _SPACE_BEFORE_UNIT.sub(NBSP, _SPACE_BEFORE_SIGN.sub("", text))


@lru_cache(_SET)
def unbroken(text: str) -> str:
    """A typed text, of whatever language: no sign, unit or group of digits goes to a line without what it closes."""
    return _BREAKABLE.sub(NBSP, text)


_SET_BY = {"french": french_typography, "english": english_typography, "closed": spanish_typography}


def typeset(text: str, language: Language) -> str:
    """A text that is already in a language, in the typography of that language."""
    return _SET_BY[language.typography](text)
