"""Why something cannot be told: a goal with a fault, records that are silent."""

from __future__ import annotations

from indicators.evaluation import IndicatorReading
from indicators.evaluation.computed import RECORDS_WIN
from indicators.evaluation.facts import Computed
from indicators.present.texts.translator import Translator
from indicators.progress import GoalProblem

#: What stands beside an indicator: the parts weighted by euros, the gap of two sides, who was trained.
_BESIDE = ("by_amount", "gap", "entropy", "elected", "elected_share", "staff")
_IN_CENTS = ("o_budget_execution", "o_cofinancing_rate")


def goal_fault(problem: GoalProblem, t: Translator) -> str:
    """A fault of a goal in words, with what was received and the nearest value that would be accepted."""
    received, nearest = t.number(problem.received), t.number(problem.nearest)
    return {
        "wrong_direction": t(
            "la cible ({received}) est du mauvais côté de la valeur de départ ({nearest}) pour le sens déclaré",
            received=received,
            nearest=nearest,
        ),
        "tolerance_missing": t("un niveau à maintenir demande une tolérance"),
        "deadline_before_baseline": t(
            "l'échéance ({received}) doit suivre l'année de départ : {nearest} au plus tôt",
            received=f"{problem.received:.0f}",
            nearest=f"{problem.nearest:.0f}",
        ),
        "band_reversed": t(
            "la borne basse ({received}) dépasse la borne haute ({nearest})", received=received, nearest=nearest
        ),
        "binary_partial": t("une réponse oui ou non vaut 0 ou 1, pas {received}", received=received),
        "milestone_outside": t(
            "le jalon de {received} est hors de la période du plan ; année admise la plus proche : {nearest}",
            received=f"{problem.received:.0f}",
            nearest=f"{problem.nearest:.0f}",
        ),
    }[problem.fault]


def not_computed(computed: Computed, t: Translator) -> str:
    """Why the application could not compute an indicator, and so what record would let it."""
    details = computed.details
    sentences = {
        "no_actions": t("aucune action enregistrée en {year}", year=computed.year),
        "no_actors": t("aucun acteur enregistré"),
        "no_partnerships": t("aucun accord connu comme étant en vigueur"),
        "no_memberships": t("aucune adhésion à un réseau connue comme étant active"),
        "no_objectives": t("aucun objectif enregistré"),
        "no_training": t(
            "aucune formation enregistrée en {year} avec ses heures et ses participants", year=computed.year
        ),
        "no_missions": t("aucune mission tenue n'est enregistrée en {year}", year=computed.year),
        "missions_waiting": t(
            "les missions de {year} ont encore six mois pour être suivies d'effet", year=computed.year
        ),
        "no_staff": t("l'effectif du service international de {year} n'est pas renseigné", year=computed.year),
        "no_budget": t("aucune ligne de budget pour la période"),
        "no_purpose": t("aucune ligne de budget n'est rattachée à une finalité"),
        "no_voted": t("aucun crédit voté enregistré en {year}", year=computed.year),
        "short_window": t("il faut trois exercices de suite"),
        "no_own_money": t("les recettes couvrent toute la dépense : sans fonds propres, pas de taux"),
        "no_indicators": t("aucun indicateur suivi"),
        "voted_elsewhere": t.n(
            "crédits votés à un autre niveau ({count} ligne payée sans crédit voté)",
            "crédits votés à un autre niveau ({count} lignes payées sans crédit voté)",
            details.get("lines", 0),
        ),
        "grid_empty": t("la grille d'auto-évaluation n'est pas remplie"),
        "grid_incomplete": t(
            "la grille d'auto-évaluation est incomplète ({answered} réponses sur {items})",
            answered=t.number(details.get("answered", 0)),
            items=t.number(details.get("items", 0)),
        ),
        "one_sided": t("le partenaire n'a pas encore répondu"),
    }
    return sentences.get(computed.reason, t("les fiches ne suffisent pas"))


def computed_details(indicator: str, computed: Computed, t: Translator) -> str:
    """What a computed value rests on, beside its number: its parts, what was left out, what to look at."""
    parts = (
        [_ratio(indicator, computed, t)] if computed.numerator is not None and computed.denominator is not None else []
    )
    parts += [text for name, value in computed.details.items() if (text := _detail(indicator, name, value, t))]
    return t.typeset(" ; ".join(parts))


def beside(reading: IndicatorReading, t: Translator) -> str:
    """What the catalogue promises beside an indicator, whether its value was typed or computed; empty when not known."""
    computed = reading.computed
    if computed is None:
        return ""
    typed = _typed_before(reading, t)
    said = [typed] if typed else []
    said += [
        _detail(reading.definition.id, name, computed.details[name], t) for name in _BESIDE if name in computed.details
    ]
    return t.typeset(" ; ".join(text for text in said if text))


def _typed_before(reading: IndicatorReading, t: Translator) -> str:
    """The value that somebody had typed for the year that records now give: kept in the editions, read no more."""
    row = reading.observation
    if reading.definition.id not in RECORDS_WIN or reading.origin != "computed" or row is None or row.value is None:
        return ""
    if reading.computed is None or row.year != reading.computed.year:
        return ""
    return t("valeur saisie auparavant, gardée et plus lue : {value}", value=t.number(row.value, None))


def _ratio(indicator: str, computed: Computed, t: Translator) -> str:
    if indicator in _IN_CENTS:
        return t("{part} sur {whole}", part=t.money(computed.numerator), whole=t.money(computed.denominator))
    return t("{part} sur {whole}", part=t.number(computed.numerator, None), whole=t.number(computed.denominator, None))


def _detail(indicator: str, name: str, value: float, t: Translator) -> str:
    if name == "by_amount":
        return t("{share} des montants", share=t.percent(value, 0))
    if name == "waiting" and value:
        return t.n(
            "{count} mission encore dans ses six mois n'est pas comptée",
            "{count} missions encore dans leurs six mois ne sont pas comptées",
            int(value),
        )
    if name == "entropy":
        return t("équilibre des participations {value} (0 à 1)", value=t.number(value, 2))
    if name == "gap":
        return t("écart moyen entre les deux côtés : {value}", value=t.number(value, 2))
    if name == "elected_share":
        return t("au plus {share} des élus de l'assemblée", share=t.percent(value, 0))
    if name == "unassigned":
        return t("{share} de la dépense sans finalité", share=t.percent(value, 0))
    if name == "fees":
        return t("cotisations : {money}", money=t.money(value)) if value else ""
    if name == "silent_fees":
        return t("dont sans résultat : {money}", money=t.money(value)) if value else ""
    counted = {
        "elected": t.n("{count} participation d'élu", "{count} participations d'élus", value),
        "staff": t.n("{count} participation d'agent", "{count} participations d'agents", value),
        "unproven": t.n(
            "{count} situation plus élevée sans preuve", "{count} situations plus élevées sans preuve", value
        ),
        "open": t.n(
            "{count} situation plus élevée sans réponse", "{count} situations plus élevées sans réponse", value
        ),
        "goal_only": t.n(
            "{count} action ne cite qu'un objectif, sans cible",
            "{count} actions ne citent qu'un objectif, sans cible",
            value,
        ),
        "over_tagged": t.n(
            "{count} action cite plus de trois cibles", "{count} actions citent plus de trois cibles", value
        ),
        "strong": t.n(
            "{count} groupe compte au moins deux acteurs", "{count} groupes comptent au moins deux acteurs", value
        ),
        "not_assessed": t.n("{count} objectif non évaluable", "{count} objectifs non évaluables", value),
        "one_sided": t.n(
            "{count} partenariat sans réponse du partenaire", "{count} partenariats sans réponse du partenaire", value
        ),
        "stale": t.n("{count} valeur ancienne", "{count} valeurs anciennes", value),
        "partnerships": t.n("{count} partenariat évalué", "{count} partenariats évalués", value),
        "years": t.n("sur {count} exercice", "sur {count} exercices", value),
    }
    if name == "unknown":
        return _unknown(indicator, value, t) if value else ""
    shown = value or name in ("partnerships", "years", "elected", "staff")
    return counted.get(name, "") if shown else ""


def _unknown(indicator: str, value: float, t: Translator) -> str:
    if indicator == "p_network_results":
        return t.n("{count} adhésion à vérifier, non comptée", "{count} adhésions à vérifier, non comptées", value)
    return t.n("{count} accord à vérifier, non compté", "{count} accords à vérifier, non comptés", value)
