"""The parts of the two volumes: their keys, their names, and those that the service must write before it is handed out.

The key of a part is that of the text that an officer writes for it, kept with the edition.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from indicators.present.texts import Translator

if TYPE_CHECKING:
    from indicators.present.reports.source import ReportSource

FOREWORD, FIGURES, ACTIONS, PROFILE, BUDGET = "avant-propos", "chiffres", "actions", "profil", "budget"
EVALUATION, EXTERNALITIES, PARTNERSHIPS, CHANGES = "evaluation", "externalites", "partenariats", "changements"
LESSONS, CHOICES, OUTLOOK = "lecons", "choix", "perspectives"
METHOD, SOURCES, LINES, STRATEGY, AIMS = "methode", "sources", "lignes", "strategie", "finalites"

#: Without these a report says figures and no policy: it is a draft until they are written.
REQUIRED = (FOREWORD, LESSONS, OUTLOOK)


def volume_names(t: Translator) -> dict[str, str]:
    """The chapters of the report, in their order."""
    return {
        FOREWORD: t("Avant-propos"),
        FIGURES: t("L'essentiel en chiffres"),
        STRATEGY: t("Notre stratégie"),
        PARTNERSHIPS: t("Avec qui nous agissons"),
        ACTIONS: t("Ce que nous avons fait"),
        BUDGET: t("Ce que nous avons dépensé"),
        AIMS: t("À quoi cela sert"),
        PROFILE: t("L'ouverture du territoire"),
        EVALUATION: t("Ce que cela donne"),
        EXTERNALITIES: t("Les effets indésirables"),
        CHANGES: t("Ce qui a changé"),
        LESSONS: t("Ce que nous avons appris"),
        CHOICES: t("Ce qui est à décider"),
        OUTLOOK: t("Les perspectives"),
        SOURCES: t("D'où viennent ces chiffres"),
    }


def annex_names(t: Translator) -> dict[str, str]:
    """The chapters of the annexes, in their order."""
    return {
        STRATEGY: t("La stratégie et les auto-évaluations"),
        ACTIONS: t("Les actions par objectif"),
        PROFILE: t("L'ouverture du territoire"),
        BUDGET: t("Le budget"),
        EVALUATION: t("L'évaluation"),
        EXTERNALITIES: t("Les effets indésirables"),
        PARTNERSHIPS: t("Les partenariats et les réseaux"),
        CHANGES: t("Ce qui a changé"),
        METHOD: t("Méthode"),
        SOURCES: t("Sources"),
        LINES: t("Les lignes du budget"),
    }


def written_parts(t: Translator) -> dict[str, str]:
    """The chapters in which officers may write: all those of the report but its figures and its sources."""
    return {key: name for key, name in volume_names(t).items() if key not in (FIGURES, SOURCES)}


@dataclass(frozen=True, slots=True)
class Pending:
    """A part that the service must still write."""

    key: str
    name: str


def pending(source: ReportSource) -> tuple[Pending, ...]:
    """The required parts without a text that is ready; while there are some, both volumes say that they are drafts."""
    names = volume_names(source.t)
    return tuple(Pending(key, names[key]) for key in REQUIRED if source.narrative(key) is None)
