"""Read one cell as people write it: French numbers, money, dates, years, yes and no, lists.

Every reader takes the text of a non-empty cell and returns a value, or raises :class:`Unreadable` with what would be
accepted. Nothing is guessed in silence: a cell that can be read in two ways is the business of the checks.
"""

from __future__ import annotations

import math
import re
from datetime import date, timedelta
from typing import Any, Literal, NoReturn

from babel.dates import get_month_names

from indicators.intake.text import simplify
from indicators.languages import LANGUAGES

# What is not seen: spaces of every width, the apostrophe of Swiss thousands, marks without width.
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009'’\u00ad\u200b-\u200f\u2060\ufeff]")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_NUMBER = re.compile(r"[+\-]?\d+(?:\.\d+)?(?:[eE][+\-]?\d+)?")
_UNITS = {
    "": 1.0, "€": 1.0, "eur": 1.0, "euro": 1.0, "euros": 1.0, "k€": 1e3, "keur": 1e3, "keuro": 1e3, "keuros": 1e3,
    "m€": 1e6, "meur": 1e6, "meuro": 1e6, "meuros": 1e6, "md€": 1e9, "mdeur": 1e9, "%": 1.0, "‰": 1.0,
}  # fmt: skip
_SIGN = "|".join(sorted(filter(None, _UNITS), key=len, reverse=True))
_AMOUNT = re.compile(
    rf"(?P<before>{_SIGN})?(?P<open>\()?(?P<number>[+-]?[\d.,]*\d[.,]?(?:e[+-]?\d+)?)(?P<inside>{_SIGN})?(?P<close>\))?"
    rf"(?P<unit>{_SIGN})?(?P<minus>-)?",
    re.IGNORECASE,
)
_LONGEST_UNIT = 40
_WORDED_UNITS = {"milliers d euros": 1e3, "millions d euros": 1e6}
_YES = frozenset({"oui", "o", "vrai", "true", "yes", "y", "x", "1", "si"})
_NO = frozenset({"non", "n", "faux", "false", "no", "0"})
_WIDTHS: tuple[Literal["wide", "abbreviated"], ...] = ("wide", "abbreviated")
_MONTHS = {
    simplify(name): number
    for locale in LANGUAGES
    for width in _WIDTHS
    for number, name in get_month_names(width, locale=locale).items()
}
_MONTHS |= {"jan": 1, "fev": 2, "juill": 7, "aou": 8, "sep": 9}
_WEEKDAY = re.compile(r"^(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s+", re.IGNORECASE)
_TIME = re.compile(r"(?:\s+|(?<=\d)T)\d{1,2}[:h]\d{2}(?::\d{2}(?:\.\d+)?)?\s?(?:Z|[+-]\d{2}:?\d{2})?$")
# The day 0 of spreadsheets, and the days between 1954 and 2063 that they would be counted in.
_DAY_ZERO = date(1899, 12, 30)
_DAYS = range(20_000, 60_000)
EARLIEST, LATEST = 1000, 2200
#: « 12.345 » and « 12,345 »: thousands, or three decimals? A number that begins with 0 has no thousands.
AMBIGUOUS = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}(?:\s?(?i:€|eur|euros?))?")
#: « 2024-2025 », « 2024/25 »; « 2024-12 » is a month.
TWO_YEARS = r"^\d{4}\s*[-/–]\s*(\d{4}|1[3-9]|[2-9]\d)$"
_NOTHING = re.compile(r"[\s\u00a0\u202f\u2009\u200b-\u200f\u2060\ufeff\-\u2010-\u2014\u2212_.…]*€?")


class Unreadable(ValueError):
    """A cell that cannot be read; ``code`` names the rule, ``mend`` a value that may have been meant.

    ``part`` is the item of a list that is at fault. ``kept`` is the value of a cell that is read all the same, and asked.
    """

    def __init__(self, code: str, mend: str = "", *, part: str = "", kept: Any = None) -> None:
        self.code = code
        self.mend = mend
        self.part = part
        self.kept = kept
        super().__init__(code)


def _fail(code: str, mend: str = "") -> NoReturn:
    raise Unreadable(code, mend)


def says_nothing(text: str) -> bool:
    """Whether a cell where a number or a date is due only holds dashes or what is not seen: it is empty."""
    return bool(_NOTHING.fullmatch(text))


def unit_of(text: str) -> float | None:
    """What a text that is only a unit multiplies amounts by: « en k€ » → 1000, « (€) » → 1; None for another text."""
    if len(text) > _LONGEST_UNIT:
        return None
    packed = re.sub(r"^(?:montants?)?(?:en)?", "", _SPACES.sub("", text).lower().strip("()[]"))
    if packed in _UNITS and packed:
        return _UNITS[packed]
    words = re.sub(r"^(?:montants? )?(?:en )?", "", simplify(text))
    return _WORDED_UNITS.get(words)


def number(text: str, *, unit: float = 1.0) -> float:
    """A number as French spreadsheets write it: « 1 300,29 », « 12,5 % », « 4,2 k€ », « (350) € » and « 350- » for −350.

    k€ and M€ multiply, whatever their case; ``unit`` is what a number without a sign is multiplied by. With both
    marks the last one is the decimal mark; a mark that comes several times separates thousands.
    """
    found = _AMOUNT.fullmatch(_SPACES.sub("", text).translate(_DASHES))
    if not found or bool(found["open"]) != bool(found["close"]):
        _fail("not_a_number")
    signs = [sign for sign in (found["before"], found["inside"], found["unit"]) if sign]
    plain = _plain(found["number"])
    if len(signs) > 1 or not _NUMBER.fullmatch(plain):
        _fail("not_a_number")
    value = float(plain) * (_UNITS[signs[0].lower()] if signs else unit)
    if not math.isfinite(value):
        _fail("not_a_number")
    return -abs(value) if found["open"] or found["minus"] else value


def _plain(digits: str) -> str:
    comma, dot = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and dot >= 0:
        thousands, decimal = (",", ".") if dot > comma else (".", ",")
        return digits.replace(thousands, "").replace(decimal, ".")
    for mark in ",.":
        if digits.count(mark) > 1:
            return digits.replace(mark, "")
    return digits.replace(",", ".")


def number_or_none(text: str) -> float | None:
    """The number, or None for what cannot be read."""
    try:
        return number(text)
    except Unreadable:
        return None


def cents(text: str, *, unit: float = 1.0) -> int:
    """An amount in euros as whole cents, half a cent away from zero; ``unit`` as in :func:`number`."""
    value = number(text, unit=unit) * 100
    return int(math.copysign(math.floor(abs(value) + 0.5 + 1e-9), value))


def integer(text: str) -> int:
    """A whole number; « 12,0 » is one, « 12,5 » is not."""
    value = number(text)
    return round(value) if value == round(value) else _fail("not_an_integer", f"{round(value)}")


def year(text: str) -> int:
    """A year: « 2021 », « 2021-2022 » and « 2021/22 » (the first one), or the year of a date."""
    packed = text.strip()
    for pattern in (r"(\d{4})(?:\.0+)?", r"(\d{4})\s*[-/–]\s*(?:\d{2}|\d{4})"):
        if found := re.fullmatch(pattern, packed):
            return _within(int(found[1]))
    try:
        return int(partial_date(packed)[:4])
    except Unreadable as error:
        _fail("not_a_year", error.mend[:4])


def _within(value: int) -> int:
    return value if EARLIEST <= value <= LATEST else _fail("not_a_year")


def partial_date(text: str) -> str:
    """A date of the precision that is written: 2019, 05/2019, mai 2019, 17/05/2019, 20190517, 17 mai 2019 → ISO.

    The hour is left out. The day number of a spreadsheet is proposed, never taken: any number could be one.
    """
    packed = _WEEKDAY.sub("", _TIME.sub("", " ".join(text.split())))
    for pattern, order in (
        (r"(\d{4})(?:\.0+)?", "y"),
        (r"(\d{4})[-/.](\d{1,2})", "ym"),
        (r"(\d{1,2})[-/.](\d{4})", "my"),
        (r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", "ymd"),
        (r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", "dmy"),
        (r"((?:19|20)\d{2})(\d{2})(\d{2})", "ymd"),
        (r"(\d{1,2})(?:er|ER)?[- /](\D+?)[- /](\d{4})", "dmy"),
        (r"(\D+?)[- /](\d{4})", "my"),
    ):
        if found := re.fullmatch(pattern, packed):
            parts = dict(zip(order, found.groups(), strict=True))
            return _iso(parts)
    if found := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{2})", packed):
        _fail("not_a_date", mend=f"20{found[3]}-{int(found[2]):02}-{int(found[1]):02}")
    if (found := re.fullmatch(r"(\D+?)[- /](\d{2})", packed)) and (month := _MONTHS.get(simplify(found[1]))):
        _fail("not_a_date", mend=f"20{found[2]}-{month:02}")
    if (found := re.fullmatch(r"(\d{5})(?:[.,]\d+)?", packed)) and int(found[1]) in _DAYS:
        _fail("not_a_date", (_DAY_ZERO + timedelta(int(found[1]))).isoformat())
    _fail("not_a_date")


def _iso(parts: dict[str, str]) -> str:
    whole = _within(int(parts["y"]))
    if "m" not in parts:
        return f"{whole:04}"
    month = int(parts["m"]) if parts["m"].isdigit() else _MONTHS.get(simplify(parts["m"]), 0)
    day = int(parts.get("d", 1))
    try:
        found = date(whole, month, day)
    except ValueError:
        swapped = f"{whole:04}-{day:02}-{month:02}" if month > 12 >= day >= 1 and month <= 31 else ""
        _fail("not_a_date", swapped)
    return found.isoformat() if "d" in parts else f"{whole:04}-{month:02}"


def boolean(text: str) -> bool:
    """Yes or no, in the ways people tick a box."""
    word = simplify(text) or text.strip()
    if word in _YES:
        return True
    return False if word in _NO else _fail("not_a_boolean")


def url(text: str) -> str:
    """An http(s) address; any other scheme could run something when it is clicked."""
    packed = text.strip()
    if re.fullmatch(r"https?://[^\s<>\"]+", packed):
        return packed
    if re.fullmatch(r"(www\.)?[\w\-]+(\.[\w\-]+)+(/[^\s<>\"]*)?", packed):
        _fail("not_a_url", f"https://{packed}")
    _fail("not_a_url")


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
            _fail("not_pairs")
        found[key.strip()] = value.strip()
    return found
