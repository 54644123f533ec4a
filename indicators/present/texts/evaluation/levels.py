"""The three levels in words: their names, their score with what it rests on, and what remains to be done."""

from __future__ import annotations

from collections.abc import Mapping

from indicators.evaluation import Evaluation, LevelView, OwnerTasks, Task
from indicators.evaluation.counts import Outcome
from indicators.evaluation.todo import Answer, TaskKind
from indicators.present.texts.evaluation.reasons import not_computed
from indicators.present.texts.evaluation.status import status_word
from indicators.present.texts.translator import Translator
from indicators.progress import BEHIND, KEPT, NOT_ASSESSED, SYMBOLS, WAITING, Status
from indicators.records import Level

GROUPS = (BEHIND, KEPT, WAITING, NOT_ASSESSED)
"""The statuses put together, in the order in which a reader opens their indicators: what is behind first."""


def level_name(level: Level, t: Translator) -> str:
    """The name of a level."""
    return {
        "territorial": t("Territorial et stratégique"),
        "programmatic": t("Politique et programmatique"),
        "operational": t("Institutionnel et opérationnel"),
    }[level]


def level_question(level: Level, t: Translator) -> str:
    """The question that a level answers."""
    return {
        "territorial": t("L'action internationale sert-elle le territoire et ses habitants ?"),
        "programmatic": t("La politique internationale est-elle bonne, tenue et évaluée ?"),
        "operational": t("Le service a-t-il les moyens, et fait-il ce qu'il a promis ?"),
    }[level]


def placed_sentence(view: LevelView, t: Translator) -> str:
    """Which indicators stand on a level by the document that names the levels, by our reading, or by the collectivity's."""
    by: dict[str, list[str]] = {}
    for item in view.readings:
        by.setdefault(item.definition.placed_by, []).append(item.definition.label.get(t.lang))
    named = {placed: t.join(names) for placed, names in by.items()}
    told = []
    if "document" in named:
        told.append(t("Par le document de Metropolis, qui nomme les trois niveaux et ce qu'ils contiennent : {names}.", names=named["document"]))  # fmt: skip
    if "reading" in named:
        told.append(t("Par notre lecture : {names}.", names=named["reading"]))
    if "collectivity" in named:
        told.append(t("Placés ici par la collectivité : {names}.", names=named["collectivity"]))
    told.append(t("La collectivité peut changer un indicateur de niveau : l'administration le fait ici."))
    return "\n\n".join(told)


def counts_sentence(view: LevelView, t: Translator) -> str:
    """How many indicators have each status, in the order of the statuses, with symbols."""
    parts = [
        t("{word} ({symbol}) : {number}", word=status_word(status, t), symbol=SYMBOLS[status], number=count)
        for status, count in view.counts.items()
        if count
    ]
    text = t.n("{count} indicateur suivi", "{count} indicateurs suivis", len(view.readings))
    return f"{text}. {t.typeset(' ; '.join(parts))}." if parts else f"{text}."


def summary_sentence(view: LevelView, t: Translator) -> str:
    """A level in one line: kept, behind, waiting, not assessable; the parts add up to the indicators followed."""
    counts, total = view.counts, len(view.readings)
    groups = (
        (t.n("{count} tenu ou en bonne voie", "{count} tenus ou en bonne voie", _sum(counts, *KEPT)), KEPT),
        (t.n("{count} en retard", "{count} en retard", _sum(counts, *BEHIND)), BEHIND),
        (t.n("{count} en attente", "{count} en attente", _sum(counts, *WAITING)), WAITING),
        (t.n("{count} non évaluable", "{count} non évaluables", _sum(counts, *NOT_ASSESSED)), NOT_ASSESSED),
    )
    parts = [text for text, statuses in groups if _sum(counts, *statuses)]
    name = level_name(view.level, t)
    return t.n(
        "{name}, {count} indicateur : {parts}.", "{name}, {count} indicateurs : {parts}.", total,
        name=name, parts=t.join(parts) or t("rien"),
    )  # fmt: skip


def unmeasured_sentence(evaluation: Evaluation, t: Translator) -> str:
    """How many indicators are still to be measured, where most are."""
    return t.n(
        "{count} indicateur reste à renseigner : il n'est pas dessiné.",
        "{count} indicateurs restent à renseigner : ils ne sont pas dessinés.",
        evaluation.asked,
    )


def answer_title(answer: Answer, t: Translator, *, begun: bool = False) -> str:
    """What a person does to answer the questions that lack the same thing; ``begun``: its records are there already."""
    if begun and answer == "partnership":
        return t("Dire où en sont les relations : leur état, leur convention, leurs dates")
    return {
        "partnership": t("Saisir les partenariats ou coller leur liste"),
        "membership": t("Saisir les adhésions aux réseaux"),
        "activity": t("Saisir les actions de l'année"),
        "mission": t("Saisir les missions tenues et leurs suites"),
        "actor": t("Recenser les acteurs du territoire"),
        "objective": t("Saisir les objectifs"),
        "accounts": t("Charger le compte de l'année"),
        "grid": t("Remplir une auto-évaluation"),
        "value": t("Saisir une valeur"),
    }[answer]


def behind_words(found: Outcome, t: Translator) -> str:
    """How many are late, and how many of them go back."""
    text = t.n("{count} en retard", "{count} en retard", len(found.behind))
    return text + t(" (dont {count} en recul)", count=found.receding) if found.receding else text


def cards_title(statuses: frozenset[Status], count: int, t: Translator) -> str:
    """The title above the ``count`` cards of one of :data:`GROUPS`."""
    return {
        BEHIND: t.n("{count} indicateur en retard", "{count} indicateurs en retard", count),
        KEPT: t.n("{count} indicateur tenu ou en bonne voie", "{count} indicateurs tenus ou en bonne voie", count),
        WAITING: t.n("{count} indicateur en attente", "{count} indicateurs en attente", count),
        NOT_ASSESSED: t.n("{count} indicateur sans cible ou non évaluable", "{count} indicateurs sans cible ou non évaluables", count),
    }[statuses]  # fmt: skip


def _sum(counts: Mapping[Status, int], *statuses: Status) -> int:
    return sum(counts[status] for status in statuses)


def score_words(view: LevelView, t: Translator) -> str:
    """The score as it may be shown: « 73 sur 100 », or why there is none."""
    if view.score.coverage is None:
        return t("rien à noter")
    if view.score.shown is None:
        return t("non publiée")
    return t("{score} sur 100", score=t.number(view.score.shown, 0))


def score_sentence(view: LevelView, t: Translator) -> str:
    """The score of a level and how many indicators it rests on, or why there is none."""
    score = view.score
    if score.coverage is None:
        return t("Aucun indicateur noté à ce niveau : le contexte est montré, jamais noté.")
    points = t.number(score.score, 1)
    if score.scored == score.total:
        return t.n(
            "Note : **{points} sur 100**, sur {count} indicateur noté : rien ne manque.",
            "Note : **{points} sur 100**, sur {count} indicateurs notés : rien ne manque.",
            score.total,
            points=points,
        )
    known = t.n(
        "{count} indicateur sur {total} est noté",
        "{count} indicateurs sur {total} sont notés",
        score.scored,
        total=score.total,
    )
    if score.publication == "withheld":
        return t("Pas de note : {known}.", known=known)
    if score.publication == "provisional":
        return t("Note provisoire : **{points} sur 100** ({known}).", points=points, known=known)
    return t("Note : **{points} sur 100** ({known}).", points=points, known=known)


def score_proof(view: LevelView, t: Translator) -> str:
    """What the score rests on and how far it could go, for whoever opens « En savoir plus »; empty when nothing is missing."""
    score = view.score
    if score.coverage is None or score.scored == score.total:
        return ""
    return t(
        "Les indicateurs notés portent {coverage} du poids ; la note serait comprise entre {low} et {high} si tout était connu.",
        coverage=t.percent(100 * score.coverage, 0),
        low=t.number(score.low, 0),
        high=t.number(score.high, 0),
    )


def masking_sentence(view: LevelView, t: Translator) -> str:
    """What the mean would hide: the weakest indicator, the old values."""
    parts = []
    if view.worst is not None and view.worst.score is not None:
        parts.append(
            t(
                "Le plus en retard : {name} ({score} sur 100).",
                name=view.worst.definition.label.get(t.lang),
                score=t.number(view.worst.score, 0),
            )
        )
    if view.stale:
        parts.append(t.n("{count} donnée ancienne.", "{count} données anciennes.", view.stale))
    return " ".join(parts)


def withdrawn_sentence(evaluation: Evaluation, t: Translator) -> str:
    """Say which indicators left the chosen list and still count; empty when none did."""
    if not evaluation.withdrawn:
        return ""
    names = [evaluation.facts.catalogue.indicators[name].label.get(t.lang) for name in evaluation.withdrawn]
    return t.n(
        "{count} indicateur retiré de la liste suivie reste compté jusqu'à la prochaine version du plan : {names}.",
        "{count} indicateurs retirés de la liste suivie restent comptés jusqu'à la prochaine version du plan : {names}.",
        len(names),
        names=t.join(names),
    )


def rules_sentence(evaluation: Evaluation, t: Translator) -> str:
    """The thresholds that shaped the statuses and the scores, to be printed beside them."""
    status, publish = evaluation.rules.status, evaluation.rules.publish
    return t(
        "Rythme = chemin parcouru ÷ chemin attendu à cette date. En bonne voie à partir de {high}, à accélérer à partir de {low}, "
        "progrès limité en dessous. Note publiée à partir de {full} de couverture, provisoire à partir de {part}. "
        "Il n'y a pas de note d'ensemble : les trois niveaux répondent à trois questions différentes.",
        high=t.number(status.on_track),
        low=t.number(status.acceleration),
        full=t.percent(100 * publish.published, 0),
        part=t.percent(100 * publish.provisional, 0),
    )


def owner_name(owner: str, t: Translator) -> str:
    """The owner of tasks; the office when nobody is named."""
    return owner or t("Service international (personne n'est désigné)")


def owner_sentence(tasks: OwnerTasks, t: Translator) -> str:
    """How much an owner has to complete."""
    todo = t.n("{count} point à compléter", "{count} points à compléter", len(tasks.tasks))
    on = t.n("sur {count} indicateur", "sur {count} indicateurs", tasks.indicators)
    return f"{todo} {on}"


def task_kind(kind: TaskKind, t: Translator) -> str:
    """What is to be done."""
    return {
        "value_missing": t("Saisir la valeur"),
        "records_missing": t("Compléter les fiches"),
        "value_stale": t("Mettre la valeur à jour"),
        "goal_invalid": t("Corriger la cible"),
        "target_missing": t("Fixer une cible"),
        "baseline_missing": t("Saisir la valeur de départ"),
        "deadline_missing": t("Fixer l'échéance"),
        "source_missing": t("Indiquer la source"),
        "justification_missing": t("Justifier un saut de deux niveaux"),
        "owner_missing": t("Désigner un responsable"),
    }[kind]


def task_detail(task: Task, t: Translator) -> str:
    """What helps to do it: the usual source, the last year, the record that is silent."""
    reading = task.reading
    if task.kind == "records_missing" and reading.computed is not None:
        return not_computed(reading.computed, t)
    if task.kind == "value_missing":
        return reading.definition.source_name.get(t.lang)
    if task.kind == "value_stale":
        return t("dernière valeur : {year}", year=reading.assessment.year)
    if task.kind == "justification_missing":
        return t("année {year}", year=reading.unjustified_jump)
    return ""
