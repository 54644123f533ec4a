"""Alerts in words: a sentence each, and the page where the figure is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from indicators.present.places import Place, of_indicator, of_relation
from indicators.present.texts import Translator
from indicators.present.texts.budget.words import service_name
from indicators.present.texts.days import is_whole
from indicators.present.texts.evaluation.status import status_word
from indicators.present.texts.partnerships.words import partner_name
from indicators.readers.alerts import Alert, AlertKind
from indicators.readout import Readout

_NAMED = 3


def kind_name(kind: AlertKind, t: Translator) -> str:
    """What an alert warns of, in a list to choose from."""
    return {
        "ceiling_over": t("Plafond légal dépassé"),
        "ceiling_near": t("Plafond légal bientôt atteint"),
        "agreement_over": t("Accord échu"),
        "agreement_ending": t("Accord qui finit dans les six mois"),
        "target_status": t("Cible qui change de statut"),
        "relation_dormant": t("Relation en sommeil"),
        "accounts_missing": t("Compte non chargé"),
        "vintage_out": t("Millésime officiel paru"),
        "batch_waiting": t("Dépôt à approuver"),
    }[kind]


def sentence(alert: Alert, readout: Readout, t: Translator) -> str:
    """The alert in a sentence, its figures as the pages write them."""
    facts = alert.facts
    if alert.kind in ("ceiling_over", "ceiling_near"):
        return _ceiling(alert.kind, facts, t)
    if alert.kind in ("agreement_ending", "agreement_over"):
        return _end(alert.kind, _partner(alert, readout, t), facts["ends"], t)
    if alert.kind == "relation_dormant":
        return _dormant(_partner(alert, readout, t), facts["last"], t)
    if alert.kind == "target_status":
        return t(
            "{name} : « {before} » devient « {after} ».",
            name=readout.catalogue.indicators[alert.subject].label.get(t.lang),
            before=status_word(facts["before"], t), after=status_word(facts["after"], t),
        )  # fmt: skip
    if alert.kind == "accounts_missing":
        if facts["last"] is None:
            return t("Aucun compte n'est chargé : la dépense n'est pas connue.")
        return t("Le compte {year} n'est pas chargé : le dernier est celui de {last}.", year=facts["due"], last=facts["last"])  # fmt: skip
    if alert.kind == "vintage_out":
        return _vintage(facts, readout, t)
    return t("« {file} » attend une approbation, demandée par {who}.", file=facts["file"] or t("sans nom"), who=facts["by"])  # fmt: skip


def place(alert: Alert, readout: Readout) -> Place:
    """Where it is read, or seen to."""
    if alert.kind in ("agreement_over", "agreement_ending", "relation_dormant"):
        return of_relation(alert.subject)
    if alert.kind == "target_status":
        return of_indicator(readout.catalogue.indicators[alert.subject], readout)
    choices: Mapping[str, Place] = {
        "accounts_missing": Place("donnees", {"depot": "upload"}),
        "vintage_out": Place("donnees", {"depot": "official"}),
        "batch_waiting": Place("donnees", {"depot": "batches"}),
    }
    return choices.get(alert.kind, Place("budget", {"suite": "advice"}))


def _partner(alert: Alert, readout: Readout, t: Translator) -> str:
    """The partner's name with its mark, that of the alert when the relation is not in the edition any more."""
    found = next((item for item in readout.relations if item.id == alert.subject), None)
    return partner_name(found, t) if found else str(alert.facts["partner"])


def _dormant(partner: str, last: str, t: Translator) -> str:
    """Since when nothing is heard: « depuis le 31 mai 2023 », « depuis mai 2023 », « depuis 2023 » as far as it is known."""
    day = t.date(last)
    if is_whole(last):
        return t("Avec {partner}, aucun échange depuis le {day}.", partner=partner, day=day)
    return t("Avec {partner}, aucun échange depuis {day}.", partner=partner, day=day)


def _end(kind: AlertKind, partner: str, ends: str, t: Translator) -> str:
    """The end of an agreement: « finit le 31 mai 2027 », « finit en mai 2027 », « finit en 2027 » as far as it is known."""
    day = t.date(ends)
    if kind == "agreement_ending":
        if is_whole(ends):
            return t("L'accord avec {partner} finit le {day}.", partner=partner, day=day)
        return t("L'accord avec {partner} finit en {day}.", partner=partner, day=day)
    if is_whole(ends):
        return t("L'accord avec {partner} a pris fin le {day} : à renouveler ou à clore.", partner=partner, day=day)
    return t("L'accord avec {partner} a pris fin en {day} : à renouveler ou à clore.", partner=partner, day=day)


def _ceiling(kind: AlertKind, facts: Mapping[str, Any], t: Translator) -> str:
    said = {"service": service_name(facts["service"], t), "year": facts["year"], "use": t.percent(facts["use"])}
    if kind == "ceiling_over":
        return t("{service}, {year} : plafond dépassé de {room} ({use}).", **said, room=t.money(-(facts["room"] or 0)))
    return t("{service}, {year} : {use} du plafond employés, reste {room}.", **said, room=t.money(facts["room"]))


def _vintage(facts: Mapping[str, Any], readout: Readout, t: Translator) -> str:
    names = [readout.catalogue.indicators[name].label.get(t.lang) for name in facts["indicators"][:_NAMED]]
    more = len(facts["indicators"]) - len(names)
    told = t("Chiffres officiels plus récents ({year}) : {names}", year=facts["year"], names=t.join(names))
    return told + (t.n(" et {count} autre.", " et {count} autres.", more) if more else ".")
