"""The words of the strategy: states and pieces of a chapter, boxes of the matrix, kinds of bodies, standings of promises."""

from __future__ import annotations

from indicators.catalogue import Catalogue
from indicators.present.texts.translator import Translator
from indicators.records import Box
from indicators.strategy import State
from indicators.strategy.chapters import PieceName
from indicators.strategy.promises import Standing


def state_word(state: State, t: Translator) -> str:
    """The state of a chapter, computed from what it holds."""
    return {"empty": t("à écrire"), "begun": t("commencé"), "complete": t("complet")}[state]


def state_mark(state: State) -> str:
    """A sign beside the word of a state."""
    return {"empty": "○", "begun": "◐", "complete": "●"}[state]


def piece_word(name: PieceName, t: Translator) -> str:
    """One thing that a chapter should hold."""
    return {
        "text": t("un texte"),
        "document": t("un document"),
        "date": t("une date"),
        "owner": t("une fonction responsable"),
        "communities": t("les acteurs ou les communautés d'origine"),
        "questions": t("la réponse aux quatre questions"),
        "levels": t("les niveaux de formalisation et de participation"),
        "priorities": t("au moins une priorité"),
        "statements": t("des énoncés de vision avec leur horizon"),
        "position": t("le rattachement du service"),
        "agreements": t("le document d'un accord"),
        "budget": t("des lignes de budget"),
        "plan": t("des objectifs"),
        "decision": t("une délibération, avec sa preuve"),
        "awareness": t("une action de sensibilisation"),
        "targets": t("des cibles"),
        "evaluated": t("un indicateur évalué"),
    }[name]


def box_word(box: Box, catalogue: Catalogue, t: Translator) -> str:
    """The name of a box of the matrix, as the catalogue's grid has it."""
    item = catalogue.grids["swot"].item(box)
    return item.label.get(t.lang) if item else box


def box_question(box: Box, catalogue: Catalogue, t: Translator) -> str:
    """What a box holds, or the question that a family of strategies answers."""
    item = catalogue.grids["swot"].item(box)
    return item.description.get(t.lang) if item and item.description else ""


def body_word(kind: str, t: Translator) -> str:
    """What a body is."""
    return {
        "council": t("Conseil consultatif"),
        "committee": t("Comité"),
        "forum": t("Forum"),
        "assembly": t("Assemblée"),
    }[kind]


def followed_word(followed: str, t: Translator) -> str:
    """Where the follow-up of an opinion stands."""
    return {"": t("suite non dite"), "planned": t("suite prévue"), "done": t("suite faite"), "declined": t("suite écartée")}[followed]  # fmt: skip


def standing_word(standing: Standing, t: Translator) -> str:
    """Where a promise stands."""
    return {"kept": t("✓ tenu ou en bonne voie"), "behind": t("↘ en retard"), "not_assessed": t("∅ pas encore évaluable")}[standing]  # fmt: skip


def subject_word(scope: str, subject: str, catalogue: Catalogue, t: Translator) -> str:
    """The theme or the country of a priority."""
    if scope == "country":
        return t.country(subject)
    theme = catalogue.themes.get(subject)
    return theme.label.get(t.lang) if theme else subject


def inside_word(inside: bool | None, t: Translator) -> str:
    """Whether a relation is in the priorities; empty when there are none."""
    return "" if inside is None else t("dans les priorités") if inside else t("hors priorités")
