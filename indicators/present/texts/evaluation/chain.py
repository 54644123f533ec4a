"""The chain in words: what serves an objective, at what cost, with what result, and what serves nothing."""

from __future__ import annotations

from indicators.evaluation import Evaluation
from indicators.evaluation.chain import Chain, Euros, Node, OrphanKind
from indicators.present.texts.budget.words import not_loaded
from indicators.present.texts.evaluation.status import status_word
from indicators.present.texts.markdown import escape
from indicators.present.texts.translator import Translator
from indicators.progress import BEHIND, KEPT, NOT_ASSESSED
from indicators.records import STAGES, Activity, Stage


def stage_name(stage: Stage, t: Translator) -> str:
    """The name of a stage of the budget."""
    return {"voted": t("voté"), "committed": t("engagé"), "paid": t("payé")}[stage]


def euros_words(node: Node, chain: Chain, stage: Stage, t: Translator) -> str:
    """The euros of an objective with their stage; without any, why: accounts not loaded, no line, no such stage.

    What the actions declare stands beside when no line of the accounts is attached: it is not an amount of the accounts.
    """
    cents, name = node.euros.at(stage), stage_name(stage, t)
    if cents is not None:
        return t("{money} ({stage})", money=t.money(cents), stage=name)
    if node.euros.lines:
        return t("montant {stage} non renseigné", stage=name)
    silent = t("aucune ligne de dépense rattachée") if chain.loaded else t("compte {year} non chargé", year=chain.year)
    declared = [item.amount for item in node.all_actions if item.amount is not None]
    if not declared:
        return silent
    return t("{silent} ({money} déclarés par le service)", silent=silent, money=t.money(sum(declared)))


def stages_words(euros: Euros, t: Translator) -> str:
    """The three stages side by side, never added."""
    return " · ".join(
        f"{stage_name(stage, t)} {t.money(euros.at(stage))}" for stage in STAGES if euros.at(stage) is not None
    ) or t("montant non renseigné")


def node_sentence(node: Node, chain: Chain, stage: Stage, t: Translator) -> str:
    """What serves an objective in the year, at what cost."""
    below = sum(1 for _ in node.walk()) - 1
    parts = [
        *([t.n("se décline en {count} objectif", "se décline en {count} objectifs", below)] if below else []),
        t.n("{count} action en {year}", "{count} actions en {year}", len(node.all_actions), year=chain.year)
        if node.all_actions
        else t("aucune action enregistrée en {year}", year=chain.year),
        euros_words(node, chain, stage, t),
    ]
    return t.typeset(" ; ".join(parts))


def result_sentence(node: Node, evaluation: Evaluation, t: Translator) -> str:
    """With what result: the statuses of the indicators of the objective."""
    if not node.objective.indicators:
        return t("Aucun indicateur ne mesure cet objectif.")
    parts = []
    for name in node.objective.indicators:
        reading = evaluation.reading(name)
        definition = evaluation.facts.catalogue.indicators.get(name)
        label = definition.label.get(t.lang) if definition else name
        if reading is None:
            parts.append(t("{label} : hors de la liste suivie", label=label))
        else:
            word = status_word(reading.assessment.status, t)
            parts.append(t("{label} : {symbol} {word}", label=label, symbol=reading.assessment.symbol, word=word))
    return t.typeset(" ; ".join(parts))


def verdict(node: Node, evaluation: Evaluation, t: Translator) -> str:
    """The objective in one word: kept, behind, waiting, or not assessable."""
    readings = [evaluation.reading(name) for name in node.objective.indicators]
    statuses = [reading.assessment.status for reading in readings if reading is not None]
    assessed = [status for status in statuses if status not in NOT_ASSESSED]
    if not assessed:
        return t("? non évaluable")
    if all(status in KEPT for status in assessed):
        return t("✓ tenu ou en bonne voie")
    behind = sum(status in BEHIND for status in assessed)
    if not behind:
        return t("… en attente : trop tôt ou donnée ancienne")
    return t.n("! {count} indicateur en retard", "! {count} indicateurs en retard", behind)


def action_line(action: Activity, t: Translator) -> str:
    """An action in one line: title, year, amount declared, results."""
    parts = [f"**{escape(action.title)}**", str(action.year)]
    if action.amount is not None:
        parts.append(t("{money} déclarés par le service", money=t.money(action.amount)))
    if action.beneficiaries is not None:
        parts.append(t.n("{count} bénéficiaire", "{count} bénéficiaires", action.beneficiaries))
    parts.append(escape(action.results) or t("résultat non documenté"))
    return " · ".join(parts)


def orphan_kind(kind: OrphanKind, chain: Chain, t: Translator) -> str:
    """Why an objective is listed apart."""
    return {
        "no_parent": t("pas encore rattaché à un objectif territorial"),
        "unknown_parent": t("rattaché à un objectif inconnu"),
        "loop": t("rattaché à lui-même, en boucle"),
        "no_means": t("sans moyens : ni euro ni action")
        if chain.loaded
        else t("sans action ; compte {year} non chargé", year=chain.year),
        "no_indicator": t("sans indicateur pour le mesurer"),
    }[kind]


def chain_sentence(chain: Chain, stage: Stage, t: Translator) -> str:
    """The chain of the year in one sentence: what is attached and what is not."""
    total, loose = chain.total.at(stage), chain.orphan_euros.at(stage)
    objectives = sum(1 for _ in chain.nodes())
    if not objectives:
        return t("Aucun objectif enregistré : rien à relier aux euros.")
    text = t.n(
        "{count} objectif territorial, {all}.",
        "{count} objectifs territoriaux, {all}.",
        len(chain.roots),
        all=t.n("{count} objectif en tout", "{count} objectifs en tout", objectives),
    )
    if not chain.loaded:
        return f"{text} {not_loaded(chain.year, chain.accounts, t)}"
    if total is None:
        return (
            text
            + " "
            + t("Le compte {year} ne donne pas de montant {stage}.", stage=stage_name(stage, t), year=chain.year)
        )
    text += " " + t(
        "Dépense de {year} ({stage}) : {total}.", year=chain.year, stage=stage_name(stage, t), total=t.money(total)
    )
    if loose and not chain.linked:
        text += " " + t("{loose} ne sont pas encore rattachés à un objectif.", loose=t.money(loose))
    elif loose and total > 0:
        text += " " + t(
            "{loose}, soit {share}, ne sont pas encore rattachés à un objectif.",
            loose=t.money(loose),
            share=t.percent(100 * loose / total, 0),
        )
    return text
