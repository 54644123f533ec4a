"""Read one cell as people write it: French numbers, money, yes and no, lists; dates are in :mod:`indicators.intake.dates`.

Every reader takes the text of a non-empty cell and returns a value, or raises :class:`Unreadable` with what would be
accepted. Nothing is guessed in silence: a cell that can be read in two ways is the business of the checks.
"""

from __future__ import annotations

import math
import re
from typing import Any, NoReturn

from indicators.intake.text import simplify

# What is not seen: spaces of every width, the apostrophe of Swiss thousands, marks without width.
UNSEEN_SPACES = re.compile(r"[\s\u00a0\u202f\u2009'’\u00ad\u200b-\u200f\u2060\ufeff]")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_NUMBER = re.compile(r"[+\-]?\d+(?:\.\d+)?(?:[eE][+\-]?\d+)?")
_UNITS = {
    "": 1.0, "€": 1.0, "eur": 1.0, "euro": 1.0, "euros": 1.0, "k€": 1e3, "keur": 1e3, "keuro": 1e3, "keuros": 1e3,
    "m€": 1e6, "meur": 1e6, "meuro": 1e6, "meuros": 1e6, "md€": 1e9, "mdeur": 1e9, "mds€": 1e9, "%": 1.0, "‰": 1.0,
}  # fmt: skip
# « 1,2 million d’euros », « 12 milliers d’€ », « 3 Md d'euros »: the word and its euros are one unit.
_WORDED = re.compile(
    r"(?P<number>\d)\s*(?P<word>milliers?|millions?|milliards?|kilo|k|m|mds?)\s*(?:d\s*['’]\s*|de\s+)?(?P<euros>€|eur(?:os?)?)?$",
    re.IGNORECASE,
)
_WORDS = {"kilo": "k€", "k": "k€", "millier": "k€", "million": "m€", "m": "m€", "milliard": "md€", "md": "md€"}
# Spaces that separate thousands stand between groups of three digits: in « 12 00 » a mark was lost.
_SPACED = re.compile(r"\d[\s\u00a0\u202f\u2009]+\d")
_GROUPED = re.compile(r"\d{1,3}(?:[\s\u00a0\u202f\u2009]\d{3})+(?!\d)")
# What people add to an amount that they are not sure of, or that they explain: proposed without it. Not « < 5 », which
# is how a statistician withholds a number: 5 is the one value that it is not.
_AROUND = re.compile(
    r"^(?:env(?:iron|\.)?|circa|ca\.?|[=~≈])\s*|\s*(?:\*+|\([^)]*\)|ttc|ht|/\s?an|par an|(?<=[€r-s])\.)$",
    re.IGNORECASE,
)
# « 1 200,- » has no cents in half of Europe, and is below zero for an accountant; « 1200 € 50 » and « -(1200) ».
_NO_CENTS = re.compile(r"(.*\d)\s*[.,]\s*-+\s*(€|eur(?:os?)?)?", re.IGNORECASE)
_CENTS_LAST = re.compile(r"(.*\d)\s*(?:€|eur(?:os?)?)\s*(\d\d)", re.IGNORECASE)
_SIGNED_TWICE = re.compile(r"-\s*\(([^()]+)\)")
_SIGN = "|".join(sorted(filter(None, _UNITS), key=len, reverse=True))
_AMOUNT = re.compile(
    rf"(?P<before>{_SIGN})?(?P<open>\()?(?P<number>[+-]?[\d.,]*\d[.,]?(?:e[+-]?\d+)?)(?P<inside>{_SIGN})?(?P<close>\))?"
    rf"(?P<unit>{_SIGN})?(?P<minus>-)?",
    re.IGNORECASE,
)
_LONGEST_UNIT = 40
_THOUSANDS = 3
_PLAINLY = re.compile(r"-?\d{1,15}(?:\.\d{1,12})?")
_WORDED_UNITS = {"millier": 1e3, "million": 1e6, "milliard": 1e9}
_UNIT_WORDS = re.compile(
    r"(?:montants? )?(?:unite )?(?:en )?(millier|million|milliard)s?(?: d euros?| d eur| euros?)?(?: ttc| ht)?"
)
_YES = frozenset({"oui", "o", "vrai", "true", "yes", "y", "x", "1", "1 0", "si", "✓", "✔", "☑"})
_NO = frozenset({"non", "n", "faux", "false", "no", "0", "0 0", "☐"})
#: « 12.345 » and « 12,345 »: thousands, or three decimals? A number that begins with 0 has no thousands.
AMBIGUOUS = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}(?:\s?(?i:€|eur|euros?))?")
_NOTHING = re.compile(
    r"[\s\u00a0\u202f\u2009\u200b-\u200f\u2060\ufeff\-\u2010-\u2014\u2212_.…]*€?|0+([/.-])0+\1[0 :T]+"
)
# How statisticians and officers write that a number or a date is not known: Insee's conventions, Eurostat's « : ».
_UNKNOWN_SIGNS = re.compile(r"[/?]+|:")
_UNKNOWN = frozenset({
    "nc", "n c", "nd", "n d", "nr", "n r", "ns", "n s", "so", "s o", "na", "n a", "non communique", "non communiquee",
    "non connu", "non connue", "inconnu", "inconnue", "non disponible", "indisponible", "non renseigne",
    "non renseignee", "non significatif", "non applicable", "sans objet", "non concerne", "secret", "secret stat",
    "secret statistique", "confidentiel", "not available", "not applicable", "unknown", "confidential",
    "no disponible", "desconocido", "no aplica",
})  # fmt: skip


#: No budget is written beyond ten thousand billion euros; what is kept in cents has an end too.
MOST_CENTS = 10**15


class Unreadable(ValueError):
    """A cell that cannot be read; ``code`` names the rule, ``mend`` a value that may have been meant.

    ``part`` is the item of a list that is at fault, ``near`` the words like it. ``kept`` is the value of a cell that is
    read all the same, and asked.
    """

    def __init__(
        self, code: str, mend: str = "", *, part: str = "", kept: Any = None, near: tuple[str, ...] = ()
    ) -> None:
        self.code = code
        self.mend = mend
        self.part = part
        self.kept = kept
        self.near = near
        super().__init__(code)


def fail(code: str, mend: str = "") -> NoReturn:
    """Refuse a cell by the rule that it breaks, with what may have been meant."""
    raise Unreadable(code, mend)


def says_nothing(text: str) -> bool:
    """Whether a cell where a number or a date is due only holds dashes, what is not seen, or « 00/00/0000 »: it is empty."""
    return bool(_NOTHING.fullmatch(text))


def says_unknown(text: str) -> bool:
    """Whether a cell where a number or a date is due says in words that there is none: « n.c. », « s.o. », « secret »."""
    return not text.startswith("#") and bool(_UNKNOWN_SIGNS.fullmatch(text.strip()) or simplify(text) in _UNKNOWN)


def unit_of(text: str) -> float | None:
    """What a text that is only a unit multiplies amounts by: « en k€ » → 1000, « (€) » → 1; None for another text."""
    if len(text) > _LONGEST_UNIT:
        return None
    packed = re.sub(r"^(?:montants?)?(?:unités?:?)?(?:en)?", "", UNSEEN_SPACES.sub("", text).lower().strip("()[]"))
    packed = packed.removesuffix("ttc").removesuffix("ht").rstrip(",-")
    if packed in _UNITS and packed:
        return _UNITS[packed]
    worded = _UNIT_WORDS.fullmatch(simplify(text))
    return _WORDED_UNITS[worded[1]] if worded else None


def number(text: str, *, unit: float = 1.0) -> float:
    """A number as French spreadsheets write it: « 1 300,29 », « 12,5 % », « 4,2 k€ », « (350) € » and « 350- » for −350.

    k€ and M€ multiply, whatever their case; ``unit`` is what a number without a sign is multiplied by. With both
    marks the last one is the decimal mark; a mark that comes several times separates thousands. What is written in
    another way is refused with the number that may be meant: « env. 1 200 », « 12 00 », « 1.200.00 », « 2 M ».
    """
    if _PLAINLY.fullmatch(text):
        return float(text) * unit
    written = _spelled(text)
    if no_cents := _NO_CENTS.fullmatch(text.strip().translate(_DASHES)):
        fail("not_a_number", f"{no_cents[1]} {no_cents[2] or ''}".strip())
    found = _AMOUNT.fullmatch(UNSEEN_SPACES.sub("", written).translate(_DASHES))
    if not found or bool(found["open"]) != bool(found["close"]):
        fail("not_a_number", _meant(text))
    signs = [sign for sign in (found["before"], found["inside"], found["unit"]) if sign]
    plain = _plain(found["number"])
    if len(signs) > 1 or not _NUMBER.fullmatch(plain):
        fail("not_a_number")
    if _SPACED.search(_GROUPED.sub("0", written)):
        fail("not_a_number")
    value = float(plain) * (_UNITS[signs[0].lower()] if signs else unit)
    if not math.isfinite(value):
        fail("not_a_number")
    return -abs(value) if found["open"] or found["minus"] else value


def _spelled(text: str) -> str:
    """« 1,2 million d’euros » as « 1,2m€ »; a lone « k » or « M » tells no unit of money and stays."""
    found = _WORDED.search(text)
    if not found or (len(found["word"]) < len("kilo") and not found["euros"]):
        return text
    word = found["word"].lower()
    return text[: found.start()] + found["number"] + _WORDS[word if word in _WORDS else word.removesuffix("s")]


def _meant(text: str) -> str:
    """The number that a text holds beside a word or a mark, "" when none does: « env. 1 200 € (estimé) » → 1 200 €."""
    inside = _CENTS_LAST.sub(r"\1,\2", _SIGNED_TWICE.sub(r"-\1", text.strip()))
    inside = _AROUND.sub("", _AROUND.sub("", inside)).strip()
    if (lone := _WORDED.search(inside)) and not lone["euros"]:
        inside = f"{inside}€"
    if inside == text.strip():
        return ""
    return "" if number_or_none(inside) is None else inside


def _plain(digits: str) -> str:
    digits = digits.rstrip(".,")
    comma, dot = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and dot >= 0:
        thousands, decimal = (",", ".") if dot > comma else (".", ",")
        return digits.replace(thousands, "").replace(decimal, ".")
    for mark in ",.":
        if digits.count(mark) > 1:
            whole, *groups = digits.split(mark)
            if any(len(group) != _THOUSANDS for group in groups):
                last = f",{groups[-1]}" if len(groups[-1]) < _THOUSANDS else groups[-1]
                fail("not_a_number", f"{whole}{''.join(groups[:-1])}{last}")
            return digits.replace(mark, "")
    return f"0{digits}".replace(",", ".") if digits[:1] in {",", "."} else digits.replace(",", ".")


def number_or_none(text: str) -> float | None:
    """The number, or None for what cannot be read."""
    try:
        return number(text)
    except Unreadable:
        return None


def cents(text: str, *, unit: float = 1.0) -> int:
    """An amount in euros as whole cents, half a cent away from zero; ``unit`` as in :func:`number`."""
    if text.rstrip().endswith(("%", "‰")):
        fail("not_a_number")
    value = number(text, unit=unit) * 100
    if abs(value) > MOST_CENTS:
        raise Unreadable("out_of_bounds", near=("", f"{MOST_CENTS // 100}"))
    return int(math.copysign(math.floor(abs(value) + 0.5 + 1e-9), value))


def integer(text: str) -> int:
    """A whole number; « 12,0 » is one, « 12,5 » is not."""
    value = number(text)
    return round(value) if value == round(value) else fail("not_an_integer", f"{round(value)}")


def code(text: str) -> str:
    """A code of accounts: a spreadsheet that took it for a number left « 6574.0 »."""
    return re.sub(r"(?<=\d)[.,]0+$", "", text)


def boolean(text: str) -> bool:
    """Yes or no, in the ways people tick a box."""
    word = simplify(text) or text.strip()
    if word in _YES:
        return True
    return False if word in _NO else fail("not_a_boolean")


def url(text: str) -> str:
    """An http(s) address; any other scheme could run something when it is clicked."""
    packed = text.strip()
    if re.fullmatch(r"https?://[^\s<>\"]+", packed):
        return packed
    if re.fullmatch(r"(www\.)?[\w\-]+(\.[\w\-]+)+(/[^\s<>\"]*)?", packed):
        fail("not_a_url", f"https://{packed}")
    fail("not_a_url")


def items(text: str, also: str = "") -> tuple[str, ...]:
    """A list of texts in one cell, « a | b » or one a line; « || » is a bar inside an item.

    ``also`` are other separators. Empty items are dropped, repeated ones kept once.
    """
    parts = re.split(rf"(?<!\|)\|(?!\|)|[\n{re.escape(also)}]", text)
    return tuple(dict.fromkeys(part.strip().replace("||", "|") for part in parts if part.strip()))


def pairs(text: str, also: str = "") -> dict[str, str]:
    """« 2024 = 55 | 2026 = 75 » as a mapping of texts."""
    found = {}
    for item in items(text, also):
        key, sign, value = item.partition("=" if "=" in item else ":")
        if not sign or not key.strip() or not value.strip():
            fail("not_pairs")
        if key.strip() in found:
            fail("said_twice")
        found[key.strip()] = value.strip()
    return found
