"""What is said of an agreement's check-list, and the first words of its papers. Never legal advice."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.partnerships.agreement import Checked, State, missing
from indicators.present.texts.days import day_of
from indicators.present.texts.translator import MISSING, Translator


def disclaimer(t: Translator) -> str:
    """What the check-list is not."""
    return t("Un aide-mémoire pour préparer l'acte, pas un avis juridique : les textes changent, le service juridique et la préfecture font foi.")  # fmt: skip


def state_word(state: State, t: Translator) -> str:
    """A state, in a word."""
    return {
        "done": t("fait"),
        "unproved": t("dit fait, sans date ni document"),
        "under_way": t("en cours"),
        "missing": t("manque"),
        "open": t("sans réponse"),
    }[state]


def headline(found: Sequence[Checked], t: Translator) -> str:
    """How many lines are proved, and what is missing by name."""
    done = sum(item.state == "done" for item in found)
    said = t.n(
        "{done} point prouvé sur {count}.", "{done} points prouvés sur {count}.", done, done=done, count=len(found)
    )
    lost = [item.item.label.get(t.lang) for item in missing(found)]
    return f"{said} " + t("Manque : {names}.", names=" ; ".join(lost)) if lost else said


def proof(item: Checked, t: Translator) -> str:
    """The date, the document and what was written beside."""
    parts = [day_of(item.document, item.date, t), item.document, item.evidence]
    return " · ".join(part for part in parts if part) or MISSING
