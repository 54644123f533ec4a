"""The trees of the evaluation: a status, its pace and its thresholds; the score of a level and what it rests on."""

from __future__ import annotations

from indicators.evaluation import IndicatorReading, LevelView
from indicators.present.explained.sources import target_step, threshold, value_step
from indicators.present.explained.step import Step, kept
from indicators.present.texts import Translator
from indicators.present.texts.evaluation.levels import score_words
from indicators.present.texts.evaluation.reasons import not_computed
from indicators.present.texts.evaluation.status import explain as explained_status
from indicators.present.texts.evaluation.status import method_name, status_word
from indicators.readout import Readout


def of_indicator(figure: str, reading: IndicatorReading, readout: Readout, t: Translator) -> Step:
    """The tree of a figure of an indicator."""
    value, target = value_step(reading, readout, t), target_step(reading, readout, t)
    if figure == "value":
        missing = reading.computed is not None and reading.value is None
        return Step(value.name, value.value, not_computed(reading.computed, t), value.steps) if missing and reading.computed else value  # fmt: skip
    if figure == "progress":
        return _progress(reading, value, target, t)
    if figure == "expected_progress":
        return _expected(reading, target, t)
    pace = _pace(reading, value, target, t)
    if figure == "pace":
        return pace
    if figure == "status":
        return _status(reading, readout, value, target, pace, t)
    return _scored(figure, reading, value, target, pace, t)


def _progress(reading: IndicatorReading, value: Step, target: Step | None, t: Translator) -> Step:
    found, kind = reading.assessment.measure.progress, reading.assessment.goal.kind
    how = {
        "band": t("1 − écart à la bande ÷ écart au départ"),
        "binary": t("1 si la cible est tenue, 0 sinon"),
        "maintain": t("un niveau à maintenir n’a pas de chemin"),
    }.get(kind, t("(valeur − départ) ÷ (cible − départ)"))
    words = t.percent(None if found is None else 100 * found, 1)
    return Step(t("Chemin parcouru"), words, how, kept((value, target)), amount=found)


def _expected(reading: IndicatorReading, target: Step | None, t: Translator) -> Step:
    goal, found = reading.assessment.goal, reading.assessment.measure.expected
    how = t("temps écoulé ÷ temps du plan")
    if goal.milestones:
        how = t("entre les jalons du plan, en ligne droite")
    if goal.kind == "ordinal":
        how = t("par marches : un niveau est tenu ou ne l’est pas")
    years = (
        (t("Année du départ"), goal.baseline_year),
        (t("Année de la valeur"), reading.assessment.year),
        (t("Échéance"), goal.target_year),
    )
    steps = [Step(name, str(year), amount=year) for name, year in years if year is not None]
    words = t.percent(None if found is None else 100 * found, 1)
    return Step(t("Chemin attendu"), words, how, kept((*steps, target)), amount=found)


def _pace(reading: IndicatorReading, value: Step, target: Step | None, t: Translator) -> Step:
    measure = reading.assessment.measure
    how = {
        "linear": t("chemin parcouru ÷ chemin attendu"),
        "cagr": t("taux de croissance observé ÷ taux nécessaire"),
        "extrapolated": t("chemin qui serait parcouru à l’échéance, au rythme observé"),
    }[measure.method]
    steps = (_progress(reading, value, target, t), _expected(reading, None, t))
    name = t("Rythme ({method})", method=method_name(measure.method, t))
    return Step(name, t.number(measure.pace), how, steps, amount=measure.pace)


def _status(
    reading: IndicatorReading, readout: Readout, value: Step, target: Step | None, pace: Step, t: Translator
) -> Step:
    assessment = reading.assessment
    high, low = assessment.rules.bounds(assessment.measure.method)
    limits = (
        threshold(t("En bonne voie à partir de"), high, t),
        threshold(t("À accélérer à partir de"), low, t),
    )
    steps = (pace, *limits) if assessment.measure.progress is not None else kept((value, target))
    how = explained_status(reading, readout.year, t)
    return Step(reading.definition.label.get(t.lang), status_word(assessment.status, t), how, steps, amount=assessment.status)  # fmt: skip


def _scored(
    figure: str, reading: IndicatorReading, value: Step, target: Step | None, pace: Step, t: Translator
) -> Step:
    definition = reading.definition
    if figure == "open_sdg":
        how = t("du rythme, ou de la croissance quand il n’y a pas de cible, à une échelle de −5 à +5")
        return Step(t("Note d'Open SDG"), t.number(reading.open_sdg, 2), how, (pace,), amount=reading.open_sdg)
    placed = reading.score is not None and definition.kind in ("ordinal", "checklist", "index")
    how = t("place sur son échelle, de 0 à 100") if placed else t("part du chemin parcouru, de 0 à 100")
    steps = (value,) if placed else (_progress(reading, value, target, t),)
    return Step(definition.label.get(t.lang), t.number(reading.score, 1), how, steps, amount=reading.score)


def of_level(figure: str, view: LevelView, readout: Readout, t: Translator) -> Step:
    """The tree of a figure of a level: its indicators with their weights, those that are not known among them."""
    score = view.score
    scored = [item for item in view.readings if item.weight > 0]
    steps = tuple(_weighed(item, readout, t) for item in scored)
    if figure == "level_score":
        how = t("somme des notes × poids ÷ somme des poids, sur les indicateurs notés")
        return Step(t("Note du niveau"), score_words(view, t), how, steps, amount=score.shown)
    if figure == "level_low":
        how = t("la même note si tout ce qui manque valait 0")
        return Step(t("Borne basse du niveau"), t.number(score.low, 1), how, steps, amount=score.low)
    if figure == "level_high":
        how = t("la même note si tout ce qui manque valait 100")
        return Step(t("Borne haute du niveau"), t.number(score.high, 1), how, steps, amount=score.high)
    coverage = Step(
        t("Couverture du niveau"),
        t.percent(None if score.coverage is None else 100 * score.coverage, 0),
        t("poids des indicateurs notés ÷ poids de tous"),
        steps,
        amount=score.coverage,
    )
    if figure == "level_coverage":
        return coverage
    rules = readout.evaluation_rules.publish
    limits = (
        threshold(t("Publiée à partir de"), 100 * rules.published, t, percent=True),
        threshold(t("Provisoire à partir de"), 100 * rules.provisional, t, percent=True),
    )
    word = {"published": t("publiée"), "provisional": t("provisoire"), "withheld": t("non publiée")}[score.publication]
    return Step(t("Publication de la note"), word, steps=(coverage, *limits), amount=score.publication)


def _weighed(reading: IndicatorReading, readout: Readout, t: Translator) -> Step:
    found = of_indicator("indicator_score", reading, readout, t)
    weight = t("poids {weight}", weight=t.number(reading.weight))
    how = f"{weight} ; {found.how}" if reading.score is not None else t("{weight} ; pas de note", weight=weight)
    return Step(found.name, found.value, t.typeset(how), found.steps, amount=found.amount)
