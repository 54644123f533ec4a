"""Read a date or a year as people write it, in French, English or Spanish; what is doubtful is proposed, never taken."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal

from babel.dates import get_month_names

from indicators.intake.text import simplify
from indicators.intake.values import UNSEEN_SPACES, Unreadable, fail
from indicators.languages import LANGUAGES

_WIDTHS: tuple[Literal["wide", "abbreviated"], ...] = ("wide", "abbreviated")
_MONTHS = {
    simplify(name): number
    for locale in LANGUAGES
    for width in _WIDTHS
    for number, name in get_month_names(width, locale=locale).items()
}
_MONTHS |= {"jan": 1, "fev": 2, "juill": 7, "aou": 8, "sep": 9}
_WEEKDAY = re.compile(
    r"^(?:le\s+)?(?:(?:lun|mar|mer|jeu|ven|sam|dim)\.?\s+(?=\d{1,2}(?:er)?\s+[^\W\d]{3})|"
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s+)?(?=\S)",
    re.IGNORECASE,
)
_TIME = re.compile(r"(?:\s+(?:à\s+)?|(?<=\d)T)\d{1,2}(?:h|[:h]\d{2}(?::\d{2}(?:\.\d+)?)?)\s?(?:Z|[+-]\d{2}:?\d{2})?$")
# « 12 / 10 / 2024 », « 12 de octubre de 2024 »: spaces around marks and the « de » of Spanish say nothing.
_BETWEEN = re.compile(r"\s*(/)\s*|(?<=\d)\s*(\.)\s*(?=\d)|\s+del?\s+", re.IGNORECASE)
_YEARS_SAID = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
# The day 0 of spreadsheets, and the days between 1954 and 2063 that they would be counted in.
_DAY_ZERO = date(1899, 12, 30)
# How spreadsheets show their day 0: a cell that holds nothing.
_NO_DAYS = frozenset({"1899-12-30", "1899-12-31"})
# A day anywhere in a text: « CM du 12/03/2024 », « 12SEPT2024 », « 12 novemb. 2024 », « 12032024 ».
_DAYS_SAID = tuple(
    (re.compile(pattern, re.IGNORECASE), order)
    for pattern, order in (
        (r"(?<!\d)((?:19|20)\d{2})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)", "ymd"),
        (r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.]((?:19|20)\d{2})(?!\d)", "dmy"),
        (r"(?<!\d)(\d{2})(\d{2})((?:19|20)\d{2})(?!\d)", "dmy"),
        (r"(?<!\d)(\d{1,2})(?:er)?[ -]*([^\W\d]{3,})[. -]*((?:19|20)\d{2})(?!\d)", "dmy"),
    )
)
_DAYS = range(20_000, 60_000)
EARLIEST, LATEST = 1000, 2200
# « 20241 » is a slip of the hand rather than a day of 1955.
_OLDEST_MEANT = "1990"
#: « 2024-2025 », « 2024/25 »; « 2024-12 » is a month.
TWO_YEARS = r"^\d{4}\s*[-/–]\s*(\d{4}|1[3-9]|[2-9]\d)$"


def year(text: str) -> int:
    """A year: « 2021 », « 2021-2022 » and « 2021/22 » (the first one), or the year of a date."""
    packed = text.strip()
    for pattern in (r"(\d{4})(?:[.,]0+)?", r"(\d{4})\s*[-/–]\s*(?:\d{2}|\d{4})"):
        if found := re.fullmatch(pattern, packed):
            return _within(int(found[1]))
    try:
        return int(partial_date(packed)[:4])
    except Unreadable as error:
        told = _YEARS_SAID.findall(UNSEEN_SPACES.sub("", packed)) or _YEARS_SAID.findall(packed)
        mend = told[0] if told else error.mend[:4]
        fail("not_a_year", mend if mend >= _OLDEST_MEANT else "")


def _within(value: int) -> int:
    return value if EARLIEST <= value <= LATEST else fail("not_a_year")


def partial_date(text: str) -> str:
    """A date of the precision that is written: 2019, 05/2019, mai 2019, 17/05/2019, 20190517, 17 mai 2019 → ISO.

    The hour is left out. The day number of a spreadsheet is proposed, never taken: any number could be one.
    """
    packed = _plain_date(text)
    for pattern, order in (
        (r"(\d{4})(?:[.,]0+)?", "y"),
        (r"(\d{4})[-/.](\d{1,2})", "ym"),
        (r"(\d{1,2})[-/.](\d{4})", "my"),
        (r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", "ymd"),
        (r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", "dmy"),
        (r"((?:19|20)\d{2})(\d{2})(\d{2})", "ymd"),
        (r"(\d{1,2})(?: ?er| ?ER|st|nd|rd|th)?[- /](\D+?)[- /](\d{4})", "dmy"),
        (r"([^\W\d]{3,}\.?)[ -](\d{1,2})(?:st|nd|rd|th)?,?[ -](\d{4})", "mdy"),
        (r"(\D+?)[- /]?(\d{4})", "my"),
    ):
        if found := re.fullmatch(pattern, packed):
            parts = dict(zip(order, found.groups(), strict=True))
            return _iso(parts)
    fail("not_a_date", mend=_day_meant(packed))


def _plain_date(text: str) -> str:
    """A date without its weekday, its hour, nor what stands around its marks."""
    packed = _WEEKDAY.sub("", _TIME.sub("", " ".join(text.split())))
    return _BETWEEN.sub(lambda found: found[1] or found[2] or " ", packed)


def _day_meant(packed: str) -> str:
    """What an unreadable date may mean: its century, the day that a spreadsheet counts, the first of two, its year."""
    if found := re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{2})", packed):
        return f"20{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    if (found := re.fullmatch(r"(?:(\d{1,2})[- ])?(\D+?)[- /](\d{2})", packed)) and (
        month := _MONTHS.get(simplify(found[2]))
    ):
        return f"20{found[3]}-{month:02}" + (f"-{int(found[1]):02}" if found[1] else "")
    if (found := re.fullmatch(r"(\d{2}\s?\d{3})(?:[.,]\d+)?", packed)) and int(found[1].replace(" ", "")) in _DAYS:
        return (_DAY_ZERO + timedelta(int(found[1].replace(" ", "")))).isoformat()
    first = re.split(r"\s+(?:-|–|au|et|à)\s+", packed)[0]
    if first != packed and _YEARS_SAID.search(first) and (day := _date_or_none(first)):
        return day
    return _day_said(packed) or next(iter(_YEARS_SAID.findall(packed)), "")


def _day_said(text: str) -> str:
    """The first day that stands anywhere in a text, its month by its first letters; "" when none does."""
    for pattern, order in _DAYS_SAID:
        for found in pattern.finditer(text):
            parts = dict(zip(order, found.groups(), strict=True))
            month = parts["m"] if parts["m"].isdigit() else _month_meant(parts["m"])
            if month and (day := _date_or_none(f"{parts['y']}-{month}-{parts['d']}")):
                return day
    return ""


def _month_meant(text: str) -> str:
    """The number of a month cut short or written at length otherwise: « novemb. » → 11; "" when two months begin so."""
    said = simplify(text)
    months = {number for name, number in _MONTHS.items() if name.startswith(said) or said.startswith(name)}
    return str(months.pop()) if len(months) == 1 else ""


def _date_or_none(text: str) -> str:
    try:
        return partial_date(text)
    except Unreadable:
        return ""


def _iso(parts: dict[str, str]) -> str:
    whole = int(parts["y"])
    if not EARLIEST <= whole <= LATEST:
        fail("not_a_date")
    if "m" not in parts:
        return f"{whole:04}"
    month = int(parts["m"]) if parts["m"].isdigit() else _MONTHS.get(simplify(parts["m"]), 0)
    if not parts["m"].isdigit() and not month:
        written = " ".join(parts[part] for part in "dmy" if part in parts)
        fail("not_a_date", _day_said(written) or (parts["y"] if _YEARS_SAID.fullmatch(parts["y"]) else ""))
    day = int(parts.get("d", 1))
    try:
        found = date(whole, month, day)
    except ValueError:
        swapped = f"{whole:04}-{day:02}-{month:02}" if month > 12 >= day >= 1 and month <= 31 else ""
        fail("not_a_date", swapped)
    if found.isoformat() in _NO_DAYS:
        fail("not_a_date")
    return found.isoformat() if "d" in parts else f"{whole:04}-{month:02}"
