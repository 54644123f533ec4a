"""An indicator as a card, and those without a value as a list: plain HTML, so that a level of many is drawn at once.

A card made of the page library's own parts takes a dozen messages and a Markdown reading for each of its lines; drawn
here it is one. Its look is in ``static/ouverture.css``; its ink and its font are the page's.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from indicators.evaluation import IndicatorReading
from indicators.present.palette import STATUS_COLOURS
from indicators.present.sparkline import sparkline
from indicators.present.texts.evaluation.reasons import beside, computed_details
from indicators.present.texts.evaluation.status import explain, status_label
from indicators.present.texts.evaluation.trends import pace_word, trend_proof, trend_sentence
from indicators.present.texts.evaluation.values import marks, quantity
from indicators.present.texts.translator import Translator
from indicators.present.typed import spoken


def reading_card(reading: IndicatorReading, today: int, t: Translator, address: str = "") -> str:
    """The status in a sentence, the evolution, the value and its line; ``today`` is the year of the reading.

    ``address`` is where the indicator is read whole.
    """
    smalls = "".join(
        f"<small>{escape(line)}</small>" for line in (_details(reading, t), _evolution(reading, t)) if line
    )
    return (
        f'<article class="ouv-card"><div><h4>{escape(reading.definition.label.get(t.lang))}</h4>'
        f"<p>{_badges(reading, t)}</p>"
        f"<p>{escape(explain(reading, today, t))}</p>{smalls}{_proof(reading, t)}</div>{_value(reading, t)}"
        f"{_opened(reading, address, t)}</article>"
    )


def _opened(reading: IndicatorReading, address: str, t: Translator) -> str:
    """The link to the whole of an indicator, which says its name to whoever does not see the card."""
    if not address:
        return ""
    name = escape(f"{t(' : ')}{reading.definition.label.get(t.lang)}")
    return f'<a href="{escape(address)}">{escape(t("Ouvrir"))}<span class="ouv-unseen">{name}</span></a>'


def _proof(reading: IndicatorReading, t: Translator) -> str:
    """The statistics, closed until they are asked for."""
    proof = trend_proof(reading, t)
    return f"<details><summary>{escape(t('En savoir plus'))}</summary>{escape(proof)}</details>" if proof else ""


def reading_line(reading: IndicatorReading, t: Translator) -> str:
    """The name of an indicator with its status and what must be known of it."""
    return (
        f'<p class="ouv-line"><strong>{escape(reading.definition.label.get(t.lang))}</strong> {_badges(reading, t)}</p>'
    )


def missing_list(readings: Iterable[IndicatorReading], today: int, t: Translator, lang: str = "fr") -> str:
    """What has no value, why, and where it is usually found; ``lang`` is the language that officers write in."""
    return f'<ul class="ouv-missing">{"".join(_absent(reading, today, t, lang) for reading in readings)}</ul>'


def _absent(reading: IndicatorReading, today: int, t: Translator, lang: str) -> str:
    where = t("source habituelle : {source}", source=reading.definition.source_name.get(t.lang))
    name = escape(reading.definition.label.get(t.lang))
    return f"<li><strong>{name}</strong> {_marks(reading, t)}<br>{_why(reading, today, t, lang)} – {escape(where)}</li>"


def _why(reading: IndicatorReading, today: int, t: Translator, lang: str) -> str:
    """Why there is no value; the note of an officer, which ends the sentence, is marked with its language."""
    said, note = explain(reading, today, t), reading.observation.note if reading.observation else ""
    if note and said.endswith(t.typeset(note)):
        return escape(said.removesuffix(t.typeset(note))) + spoken(note, lang)
    return escape(said)


def _badges(reading: IndicatorReading, t: Translator) -> str:
    """The status as it is always written, then the marks; its colour repeats what its symbol and its word say."""
    status = reading.assessment.status
    tone = f' style="--tone:{STATUS_COLOURS[status]}"'
    return f'<span class="ouv-badge"{tone}>{escape(status_label(status, t))}</span> {_marks(reading, t)}'


def _marks(reading: IndicatorReading, t: Translator) -> str:
    return " ".join(f'<span class="ouv-badge">{escape(text)}</span>' for text in marks(reading, t))


def _details(reading: IndicatorReading, t: Translator) -> str:
    if reading.computed is None or reading.origin not in ("computed", "grid"):
        return beside(reading, t)
    found = computed_details(reading.definition.id, reading.computed, t)
    return "" if found == quantity(reading.value, reading.definition, t) else found


def _evolution(reading: IndicatorReading, t: Translator) -> str:
    sentence = trend_sentence(reading, t)
    if reading.assessment.status == "no_target" and (word := pace_word(reading.trend, t)):
        return f"{word} – {sentence}"
    return sentence


def _value(reading: IndicatorReading, t: Translator) -> str:
    if reading.value is None:
        return ""
    year, attached = reading.assessment.year, reading.definition.unit.startswith(("%", "‰"))
    label = str(year) if attached else f"{year} · {reading.definition.unit_label.get(t.lang)}"
    points = [(point.year, point.value) for point in reading.points]
    line = sparkline(points, t("Évolution : {sentence}", sentence=trend_sentence(reading, t)))
    number = escape(quantity(reading.value, reading.definition, t, bare=True))
    return f"<div><small>{escape(label)}</small><strong>{number}</strong>{line}</div>"
