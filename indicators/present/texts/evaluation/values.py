"""A value with its unit, and the source that stands behind it, in the reader's words."""

from __future__ import annotations

from indicators.catalogue.model import Indicator
from indicators.evaluation import IndicatorReading
from indicators.present.figure import Source
from indicators.present.texts.translator import MISSING, Translator
from indicators.records import Observation, origins_of
from indicators.records.origin import first_address
from indicators.rounding import rounded

_ATTACHED = ("%", "‰")
_FINEST = 4  # decimals of a change
_BARE = ("rapport", "indice", "niveau")


def quantity(value: float | None, definition: Indicator, t: Translator, *, bare: bool = False) -> str:
    """A value with its unit: « 12,5 % », « 34 pour 1 000 hab. », « niveau 2 : partiel », « 7 sur 11 ».

    ``bare`` leaves out the words of the unit, for the second and third value of a sentence.
    """
    if value is None:
        return MISSING
    if definition.kind == "binary":
        return t("oui") if value else t("non")
    number = t.number(value, None if float(value).is_integer() else definition.decimals)
    if definition.kind == "ordinal":
        return number if bare else _step(value, number, definition, t)
    if definition.kind == "checklist" and definition.scale_max is not None:
        return number if bare else t("{count} sur {total}", count=number, total=t.number(definition.scale_max))
    if definition.unit.startswith(_ATTACHED):
        return t.typeset(f"{number} {definition.unit[0] if bare else definition.short_unit(t.lang)}")
    if bare or definition.unit.startswith(_BARE):
        return number
    if definition.kind == "index" and definition.scale_min is not None and definition.scale_max is not None:
        low, high = t.number(definition.scale_min), t.number(definition.scale_max)
        return t("{number} (échelle de {low} à {high})", number=number, low=low, high=high)
    return t.typeset(f"{number} {definition.short_unit(t.lang)}")


def _step(value: float, number: str, definition: Indicator, t: Translator) -> str:
    label = definition.scale_label(value)
    if label is None:
        return t("niveau {number}", number=number)
    return t("niveau {number} ({words})", number=number, words=label.get(t.lang))


def change(value: float, definition: Indicator, t: Translator) -> str:
    """A difference with its sign and its unit: percentages move in points, levels in levels."""
    whole = definition.kind in ("ordinal", "checklist", "count") and float(value).is_integer()
    decimals = 0 if whole else max(definition.decimals, 1)
    while value and decimals < _FINEST and not rounded(value, decimals):
        decimals += 1  # « +0,04 par an »: what moves is never said to move by nought
    number = t.number(value, decimals, signed=True)
    if definition.kind == "ordinal":
        return t.n("{number} niveau", "{number} niveaux", abs(value), number=number)
    if definition.unit.startswith("%"):
        return t.n("{number} point", "{number} points", abs(value), number=number)
    return t.typeset(f"{number} {definition.unit[0]}") if definition.unit.startswith("‰") else number


def geo_level(level: str, t: Translator) -> str:
    """A geographic level in words."""
    return {
        "commune": t("commune"),
        "epci": t("intercommunalité"),
        "department": t("département"),
        "region": t("région"),
        "country": t("pays"),
        "other": t("autre échelle"),
    }.get(level, level)


def quality(row: Observation, t: Translator) -> str:
    """What to know of a value before using it: empty for a final one."""
    return quality_word(row.quality, t)


def quality_word(code: str, t: Translator) -> str:
    """The same, of the code that an observation holds."""
    return {
        "provisional": t("provisoire"),
        "estimated": t("estimé"),
        "proxy": t("mesuré à une autre échelle"),
        "secret": t("couvert par le secret statistique"),
    }.get(code, "")


def source(row: Observation, t: Translator) -> Source:
    """The source of an observation for a figure."""
    title = " – ".join(part for part in (row.publisher, row.source) if part) or t("source non renseignée")
    level = f"{geo_level(row.geo_level, t)} {t.place(row.geo_name)}".strip()
    address = first_address(row.url)
    return Source(title, address, str(row.year), level, quality(row, t), row.note, origins_of(row))


def reading_source(reading: IndicatorReading, t: Translator) -> Source | None:
    """The source of a reading: its observation, or the application for what it computes; None without a value."""
    if reading.origin == "observed" and reading.observation is not None:
        return source(reading.observation, t)
    if reading.origin == "computed":
        return Source(t("calculé par l'application à partir des fiches"), year=str(reading.assessment.year))
    if reading.origin == "grid":
        return Source(t("auto-évaluation du service, calculée par l'application"), year=str(reading.assessment.year))
    return None


def origin_mark(reading: IndicatorReading, t: Translator) -> str:
    """The words that mark a value the application worked out itself; empty for one that was loaded."""
    if reading.origin == "computed":
        return t("calculé par l'application")
    return t("calculé par l'application, d'après l'auto-évaluation") if reading.origin == "grid" else ""


def marks(reading: IndicatorReading, t: Translator) -> tuple[str, ...]:
    """What must be known before reading the value: invented, computed, borrowed, withdrawn, context."""
    row = reading.observation
    found = (
        t("exemple") if reading.example else "",
        origin_mark(reading, t),
        quality(row, t) if reading.origin == "observed" and row is not None else "",
        "" if reading.definition.scored else t("contexte, jamais noté"),
        t("retiré de la liste, encore compté") if reading.kept_by_plan else "",
        t("bande tirée de votre propre moyenne sur trois ans") if reading.band_from_history else "",
    )
    return tuple(text for text in found if text)
