"""The sentences of the strategy: where it stands, what is in the priorities, what a finding rests on, what was promised."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.catalogue import Catalogue
from indicators.evaluation import IndicatorReading
from indicators.present.texts.days import elides, is_whole
from indicators.present.texts.evaluation.status import against_target
from indicators.present.texts.evaluation.values import quantity
from indicators.present.texts.strategy.words import piece_word, standing_word, subject_word
from indicators.present.texts.translator import Translator
from indicators.records import Activity, Priority
from indicators.strategy import Chapter, Crossing, Priorities, Promise, Shares, Statement, Strategy, Supported


def headline(strategy: Strategy, t: Translator) -> str:
    """Where the strategy stands, in one sentence."""
    if not strategy.started:
        return t("Aucune stratégie n'est encore écrite ici.")
    told = t.n(
        "{count} chapitre complet sur {total}",
        "{count} chapitres complets sur {total}",
        strategy.complete,
        total=len(strategy.chapters),
    )
    begun = sum(chapter.state == "begun" for chapter in strategy.chapters)
    return t("{told}, {begun}", told=told, begun=t.n("{count} commencé", "{count} commencés", begun)) if begun else told


def missing_words(chapter: Chapter, t: Translator) -> str:
    """What a chapter still waits for; empty when it is complete."""
    if not chapter.missing:
        return ""
    return t("Il manque {pieces}.", pieces=t.join([piece_word(piece.name, t) for piece in chapter.missing]))


def _beginning(day: str, t: Translator) -> str:
    """« à partir du 1er mai 2027 », « à partir d'avril 2027 », « à partir de 2027 »: of the precision that is known."""
    said = t.date(day)
    if is_whole(day):
        return t("à partir du {date}", date=said)
    return t("à partir d'{date}", date=said) if elides(said) else t("à partir de {date}", date=said)


def priority_words(
    rows: tuple[Priority, ...], catalogue: Catalogue, t: Translator, coming: frozenset[str] = frozenset()
) -> str:
    """Priorities by name, each with its reason, and when it begins if that is still to come."""
    named = [
        (
            subject_word(row.scope, row.subject, catalogue, t),
            [row.reason.strip(), _beginning(row.since, t) if row.subject in coming else ""],
        )
        for row in rows
    ]
    told = [(name, ", ".join(part for part in parts if part)) for name, parts in named]
    return t.typeset(" ; ".join(f"{name} ({detail})" if detail else name for name, detail in told))


def share_lines(priorities: Priorities, year: int, t: Translator) -> list[str]:
    """The three shares in the priorities, with what is not judged; nothing without priorities."""
    if not priorities.codes:
        return []
    relations = _share(priorities.relations, t, t("des relations en cours"))
    actions = _share(priorities.actions, t, t("des actions de {year}", year=year))
    euros = _share(priorities.euros, t, t("des euros de {year} rattachés à une relation", year=year))
    return [line for line in (relations, actions, euros, unjudged_line(priorities, t)) if line]


def unjudged_line(priorities: Priorities, t: Translator) -> str:
    """The euros that no relation lets judge; empty without any."""
    left = priorities.euros.unjudged
    return (
        t("{amount} ne sont rattachés à aucune relation : ils ne sont pas comptés ici.", amount=t.money(left))
        if left
        else ""
    )


def _share(shares: Shares, t: Translator, what: str) -> str:
    if shares.share is None:
        return ""
    return t("{share} {what} servent les priorités.", share=t.percent(shares.share, 0), what=what)


def support_words(item: Supported, t: Translator) -> str:
    """What a finding rests on: its figure with its year, its proof, or the fact that there is neither."""
    parts = []
    reading = item.reading
    if reading is not None and reading.value is not None:
        value = quantity(reading.value, reading.definition, t)
        label = reading.definition.label.get(t.lang)
        parts.append(t("{label} : {value} en {year}", label=label, value=value, year=reading.assessment.year))
    if item.finding.evidence:
        parts.append(item.finding.evidence)
    return t.typeset(" ; ".join(parts)) if parts else t("sans chiffre ni preuve")


def crossing_words(item: Crossing, t: Translator) -> str:
    """The findings that a strategy crosses, and the objective that it became."""
    crossed = t.join([t.quoted(found.finding.text) for found in item.crossed])
    said = [t("Croise {findings}.", findings=crossed)] if item.crossed else [t("Ne croise encore aucun constat.")]
    if item.objective is not None:
        said.append(t("Objectif : « {label} ».", label=item.objective.label))
    return " ".join(said)


def statement_words(item: Statement, t: Translator) -> str:
    """A statement with its horizon, and its proof once it is reached."""
    label = item.item.label.get(t.lang)
    horizon = t("horizon {year}", year=item.horizon) if item.horizon else t("horizon à dire")
    if not item.reached:
        return t("{statement} ({horizon})", statement=label, horizon=horizon)
    proof = item.proof or t("preuve à donner")
    return t("{statement} ({horizon}) : atteint, {proof}", statement=label, horizon=horizon, proof=proof)


def promise_words(item: Promise, year: int, t: Translator) -> str:
    """Where a promise stands, with what it is read from."""
    return t.typeset(" ; ".join((standing_word(item.standing, t), *promise_details(item, year, t))))


def promise_details(item: Promise, year: int, t: Translator) -> list[str]:
    """What a promise is read from: each indicator against what is aimed at, the actions of the year, the euros paid."""
    told = [_aimed(reading, year, t) for reading in item.readings if reading.value is not None]
    if item.actions:
        told.append(t.n("{count} action cette année", "{count} actions cette année", item.actions))
    if item.euros.paid is not None:
        told.append(t("{amount} payés", amount=t.money(item.euros.paid)))
    return [*told, *(_planned(action, t) for action in item.planned)]


def _planned(action: Activity, t: Translator) -> str:
    """An action that is still to come, with its year and what it will cost."""
    told = t("prévu en {year} : « {title} »", year=action.year, title=action.title)
    return t("{told}, {amount}", told=told, amount=t.money(action.amount)) if action.amount is not None else told


def _aimed(reading: IndicatorReading, year: int, t: Translator) -> str:
    """An indicator with its value, and its target when it has one."""
    if reading.assessment.goal.exists:
        value = against_target(reading, year, t)
    else:
        value = quantity(reading.value, reading.definition, t)
    told = t("{label} : {value}", label=reading.definition.label.get(t.lang), value=value)
    return f"{reading.assessment.symbol} {told}"


def about_words(item: Promise, t: Translator) -> str:
    """When an objective is due and the function in charge; empty when neither was said."""
    deadline = t("échéance : {date}", date=t.date(item.objective.deadline)) if item.objective.deadline else ""
    return " · ".join(part for part in (deadline, item.objective.owner, item.objective.plan) if part)


def promises_sentence(strategy: Strategy, t: Translator) -> str:
    """How many promises are kept, late, or not yet assessable."""
    return f"{counted_promises(strategy.promises, t)}."


def counted_promises(rows: Sequence[Promise], t: Translator) -> str:
    """The objectives by where they stand; a standing that none has is left out."""
    kept, behind, waiting = (
        sum(item.standing == standing for item in rows) for standing in ("kept", "behind", "not_assessed")
    )
    parts = (
        t.n("{count} tenu ou en bonne voie", "{count} tenus ou en bonne voie", kept) if kept else "",
        t.n("{count} en retard", "{count} en retard", behind) if behind else "",
        t.n("{count} pas encore évaluable", "{count} pas encore évaluables", waiting) if waiting else "",
    )
    return t(
        "{objectives} : {standings}",
        objectives=t.n("{count} objectif", "{count} objectifs", len(rows)),
        standings=", ".join(part for part in parts if part),
    )
