"""A disputable figure in words: its name, what it is read of, and its value in its unit."""

from __future__ import annotations

from indicators.catalogue import Catalogue
from indicators.present.texts import Translator
from indicators.present.texts.budget.words import service_name
from indicators.present.texts.evaluation.levels import level_name
from indicators.present.texts.evaluation.status import status_word
from indicators.present.texts.partnerships.words import state_words
from indicators.present.texts.translator import MISSING
from indicators.progress import STATUSES
from indicators.readout.figures import Answer, Disputable
from indicators.records import LEVELS


def said(answer: Answer, figure: Disputable, catalogue: Catalogue, t: Translator) -> str:
    """The value of a figure as a person reads it; a dash when there is none."""
    if answer is None:
        return MISSING
    if isinstance(answer, str):
        return _word(answer, figure, catalogue, t)
    if figure.unit == "euros":
        return t.money(100 * answer, 2)
    if figure.unit == "percent":
        return t.percent(answer, 2)
    if figure.unit == "per_mille":
        return t.typeset(f"{t.number(answer, 2)} ‰")
    return t.number(answer, 4 if figure.unit in ("share", "times") else 2)


def _word(answer: str, figure: Disputable, catalogue: Catalogue, t: Translator) -> str:
    if figure.name == "status":
        return next(status_word(status, t) for status in STATUSES if status == answer)
    if figure.name == "relation_state":
        return state_words(t)[answer]
    if figure.name == "size_bracket":
        return catalogue.size_brackets[answer].label.get(t.lang)
    return {
        "breach": t("dépassé"),
        "alert": t("proche du plafond"),
        "within": t("dans le plafond"),
        "not_computable": t("non calculable"),
        "published": t("publiée"),
        "provisional": t("provisoire"),
        "withheld": t("non publiée"),
    }[answer]


def of_name(figure: Disputable, of: str, catalogue: Catalogue, t: Translator) -> str:
    """What the figure is read of: « Eau », « Territorial »; the code itself for what the data name."""
    if figure.of == "level":
        return next((level_name(level, t) for level in LEVELS if level == of), of)
    if figure.of == "service":
        return service_name(of, t)
    entries = {"indicator": catalogue.indicators, "rubric": catalogue.rubrics, "dimension": catalogue.dimensions}
    known = entries.get(figure.of, {})
    return known[of].label.get(t.lang) if of in known else of


def said_of(figure: Disputable, of: str, catalogue: Catalogue, t: Translator) -> str:
    """A figure with what it is read of: « Plafond du 1 % (Eau) »."""
    name = t(figure.label)
    return t("{name} ({of})", name=name, of=of_name(figure, of, catalogue, t)) if of else name
