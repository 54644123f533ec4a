"""The translator that every floor of ``present`` and every page receives.

French is the source language: the message identifiers are the French sentences, so a missing translation shows
French rather than a code. The ``.po`` files of ``locales/`` are compiled in memory at first use.
"""

from __future__ import annotations

import gettext
import io
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale, dates, lists, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from indicators.errors import Part, ToldError
from indicators.errors import marked as marked
from indicators.languages import LANGUAGES, SOURCE, Language
from indicators.languages.typography import NBSP, typeset
from indicators.present.texts import elision, spanish
from indicators.records.naming import Named
from indicators.rounding import rounded

LOCALES = Path(__file__).parent / "locales"
_THOUSAND = 100_000  # a thousand euros, in cents
MISSING = "–"
_INVENTED = " (fictif)"
_FICTIONAL = marked("{place} (fictif)")
DEFAULT_ZONE = "Europe/Paris"
# What a word before a name does when it meets it, and how words are listed.
_FILLED: Mapping[str, Callable[[str, Mapping[str, Any]], str]] = {"french": elision.filled, "spanish": spanish.filled}
_LISTED: Mapping[str, Callable[[Sequence[str], Locale], str]] = {"spanish": spanish.joined}


_MOMENT, _CLOCK = marked("{day} à {hour}"), marked("heure de {city}")
_QUOTED = marked("« {words} »")
_OUT_OF = marked("{amount} sur {total}")


def _places(language: Language, locale: Locale) -> dict[str, str]:
    """The countries, then the other places that have a name of their own, by their French name."""
    french = LANGUAGES[SOURCE]
    names = {**Locale.parse(french.locale).territories, **french.countries}
    told = {**locale.territories, **language.countries}
    countries = {str(name).replace("'", "’"): str(told[code]) for code, name in names.items() if code in told}
    return {**countries, **language.places}


def _load(lang: str) -> gettext.NullTranslations:
    path = LOCALES / f"{lang}.po"
    if not path.exists():
        return gettext.NullTranslations()
    buffer = io.BytesIO()
    with path.open("rb") as stream:
        write_mo(buffer, read_po(stream, locale=lang))
    buffer.seek(0)
    return gettext.GNUTranslations(buffer)


class Translator:
    """Translate, count and format for one language. Call it on the French sentence: ``t("Budget de {year}", year=y)``.

    Instants are told by the clock of ``zone``, the collectivity's, wherever they are read: two readers of one edition
    see the same day. Every formatter returns an en dash for ``None`` or a number that is not finite: missing is shown, never zero.
    """

    def __init__(self, lang: str, zone: str = DEFAULT_ZONE) -> None:
        if lang not in LANGUAGES:
            raise ToldError(
                marked("Langue « {value} » inconnue ; accepté : {accepted}."), value=lang, accepted=", ".join(LANGUAGES)
            )
        self.lang = lang
        self.language = LANGUAGES[lang]
        self.locale = Locale.parse(self.language.locale)
        self.zone = ZoneInfo(zone)
        self._catalogue = _load(lang)
        self._places = {} if lang == SOURCE else _places(self.language, self.locale)

    def __call__(self, message: str, /, **values: Any) -> str:
        """Translate a French sentence and fill its ``{names}``."""
        text = self._catalogue.gettext(message) if message else ""
        return self.typeset(self._filled(text, values) if values else text)

    def n(self, singular: str, plural: str, count: float, /, **values: Any) -> str:
        """Translate with agreement in number; ``{count}`` is the formatted number. In French all below 2 is singular, elsewhere 1 alone."""
        if self.lang == SOURCE:
            text = singular if abs(count) < 2 else plural
        else:
            text = self._catalogue.ngettext(singular, plural, int(abs(count)) if float(count).is_integer() else 2)
        return self.typeset(self._filled(text, {"count": self.number(count), **values}))

    def _filled(self, text: str, values: Mapping[str, Any]) -> str:
        said = {name: self._value(one) for name, one in values.items()}
        fill = _FILLED.get(self.language.euphony)
        return fill(text, said) if fill else text.format(**said)

    def _value(self, one: Any) -> Any:
        """What is put into a sentence: a sentence of its own, the name of a place, or the value as it is."""
        if isinstance(one, Part):
            return self(one.template, **one.values)
        return self.place(one) if isinstance(one, Named) else one

    def place(self, name: str) -> str:
        """The name that the language gives to a place known by its French name, escaped or not; its own without one."""
        if self.lang == SOURCE:
            return name
        plain = name.replace("\\", "")
        known, invented = plain.removesuffix(_INVENTED), plain.endswith(_INVENTED)
        told = self._places.get(known.replace("'", "’"))
        if invented:
            return self(_FICTIONAL, place=told or known)
        return told or name

    def quoted(self, words: str) -> str:
        """Words as they were said or written, between the quotation marks of the language."""
        return self(_QUOTED, words=words)

    def typeset(self, text: str) -> str:
        """Apply the typography of the language to a text that is already in it."""
        return typeset(text, self.language)

    def number(self, value: float | None, decimals: int | None = None, *, signed: bool = False) -> str:
        """Format a number, rounded as everywhere (:mod:`indicators.rounding`); without ``decimals``, up to two and no trailing zero."""
        if value is None or not math.isfinite(value):
            return MISSING
        shown = rounded(value, 2 if decimals is None else decimals)
        pattern = "#,##0." + ("##" if decimals is None else "0" * decimals)
        text = numbers.format_decimal(shown, format=pattern.rstrip("."), locale=self.locale)
        return ("+" + text if signed and shown > 0 else text).replace("-", "\u2212")

    def percent(self, value: float | None, decimals: int = 1, *, signed: bool = False) -> str:
        """Format a value that is already in per cent: 12.5 → « 12,5 % »."""
        return self._with_unit(self.number(value, decimals, signed=signed), "%")

    def per_thousand(self, value: float | None, decimals: int = 2) -> str:
        """Format a share that is already in per thousand, as money that anybody reads: 2.87 → « 2,87 € sur 1 000 € »."""
        amount = self.money(None if value is None else value * 100, decimals)
        return MISSING if amount == MISSING else self(_OUT_OF, amount=amount, total=self.money(_THOUSAND))

    def money(self, cents: float | None, decimals: int = 0, *, signed: bool = False) -> str:
        """Format integer cents as euros: 54170086 → « 541 701 € »."""
        text = self.number(None if cents is None else cents / 100, decimals, signed=signed)
        if self.language.euro_first and text != MISSING:
            return self._with_euro(text)
        return self._with_unit(text, "€")

    def compact_money(self, cents: float | None) -> str:
        """Format cents for a key figure: « 967 k€ », « 1,5 M€ », “€967k”; below 10 000 € the whole amount."""
        if cents is None or not math.isfinite(cents):
            return MISSING
        euros = cents / 100
        if abs(euros) < 10_000:
            return self.money(cents)
        scale, unit, decimals = (1e6, "M€", 1) if abs(euros) >= 999_500 else (1e3, "k€", 0)
        text = self.number(euros / scale, decimals)
        if self.language.euro_first:
            return self._with_euro(text) + unit[0].lower()
        return f"{text}{NBSP}{unit}"

    def date(self, value: str | None) -> str:
        """Format a partial ISO date: « 2019 », « mai 2019 », « 17 mai 2019 »; an unreadable text is returned as is."""
        if not value:
            return MISSING
        parts = value[:10].split("-")
        if not all(part.isdigit() for part in parts) or len(parts[0]) != 4 or len(parts) > 3:
            return value
        if len(parts) == 1:
            return value
        pattern = self.language.month if len(parts) == 2 else self.language.day
        moment = dates.parse_date("-".join([*parts, "01"][:3]), locale="sv_SE")
        text = dates.format_date(moment, format=pattern, locale=self.locale)
        return text.replace("1 ", "1er ", 1) if self.lang == SOURCE and text.startswith("1 ") else text

    def days(self, first: str, last: str) -> str:
        """Two whole ISO days as one span: « 3–8 nov. 2025 », « 26 mai – 2 juin 2025 »; partial dates each by itself."""
        if len(first) != 10 or len(last) != 10:
            return f"{self.date(first)} – {self.date(last)}"
        begun, ended = (dates.parse_date(day, locale="sv_SE") for day in (first, last))
        text = dates.format_interval(begun, ended, "yMMMd", locale=self.locale).replace("\u2009–\u2009", " – ")
        return re.sub(r"\b1(?=–| [^\W\d])", "1er", text) if self.lang == SOURCE else text

    def local(self, instant: str) -> datetime:
        """An instant (ISO 8601, UTC when it does not say) by the clock of the collectivity."""
        moment = datetime.fromisoformat(instant)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(self.zone)

    def day(self, instant: str) -> str:
        """The day of an instant: « 12 juin 2026 »."""
        return self.date(self.local(instant).date().isoformat())

    def moment(self, instant: str) -> str:
        """The day and the hour of an instant: « 12 juin 2026 à 09:04 »; :meth:`clock` names the clock."""
        return self(_MOMENT, day=self.day(instant), hour=f"{self.local(instant):%H:%M}")

    @property
    def clock(self) -> str:
        """The clock by which instants are told: « heure de Paris »."""
        city = dates.get_timezone_location(self.zone, locale=self.locale, return_city=True)
        return city if city == "UTC" else self(_CLOCK, city=city)

    def country(self, iso2: str) -> str:
        """The name of a country from its ISO 3166 alpha-2 code (CLDR); an unknown code is returned as is."""
        known = self.language.countries.get(iso2)
        return known or str(self.locale.territories.get(iso2, iso2))

    def join(self, items: Iterable[str]) -> str:
        """Join words as the language does: « a, b et c »."""
        listed = [self.place(item) if isinstance(item, Named) else item for item in items]
        join = _LISTED.get(self.language.euphony)
        return (
            ""
            if not listed
            else join(listed, self.locale)
            if join
            else str(lists.format_list(listed, locale=self.locale))
        )

    def _with_euro(self, text: str) -> str:
        return text.replace("\u2212", "\u2212€", 1) if text.startswith("\u2212") else "€" + text

    def _with_unit(self, text: str, unit: str) -> str:
        if text == MISSING:
            return text
        return text + unit if self.language.tight_percent else text + NBSP + unit


@lru_cache(maxsize=4 * len(LANGUAGES))
def translator(lang: str = "fr", zone: str = DEFAULT_ZONE) -> Translator:
    """The translator of a language and of the collectivity's clock, built once a process."""
    return Translator(lang, zone)
