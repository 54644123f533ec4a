"""The plan of awareness, the training and what is done with other French authorities, as rows for a page and for a paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from indicators.catalogue import Catalogue
from indicators.catalogue.label import Label
from indicators.present.texts.translator import MISSING, Translator
from indicators.records import Activity, Partnership
from indicators.strategy.reading import AWARENESS

Rows = tuple[tuple[str, ...], ...]


class _Labelled(Protocol):
    @property
    def label(self) -> Label: ...


def awareness_headers(t: Translator) -> tuple[str, ...]:
    """What the rows of the plan of awareness tell."""
    return (t("Action"), t("Thème et sorte"), t("Public"), t("Moyens"), t("Résultat"))


def awareness_rows(actions: Iterable[Activity], catalogue: Catalogue, t: Translator) -> Rows:
    """Each action of the plan: its year, its theme × kind (manual, encadré 28), whom it reaches, its rubric, its result."""
    return tuple(
        (
            t("{title} ({year})", title=item.title, year=item.year),
            _joined(_word(item.theme, catalogue.awareness_themes, t), _word(item.awareness, catalogue.awareness_actions, t)),
            _joined(item.audience, t.n("{count} personne", "{count} personnes", item.beneficiaries) if item.beneficiaries is not None else ""),
            _joined(t.money(item.amount) if item.amount is not None else "", _word(item.rubric, catalogue.rubrics, t)),
            item.results or MISSING,
        )
        for item in actions
        if item.awareness
    )  # fmt: skip


def awareness_spent(actions: Iterable[Activity], carried: int, catalogue: Catalogue, t: Translator) -> str:
    """What the plan is worth, what of it is on its rubric, and what that rubric carries in the budget (cents)."""
    rows = [item for item in actions if item.awareness and item.amount is not None]
    whole = sum(item.amount or 0 for item in rows)
    within = sum(item.amount or 0 for item in rows if item.rubric == AWARENESS)
    return t(
        "Les actions du plan valent {plan}, dont {within} sur la rubrique « {rubric} », qui porte {carried} au budget de l'année.",
        plan=t.money(whole), within=t.money(within), rubric=_word(AWARENESS, catalogue.rubrics, t), carried=t.money(carried),
    )  # fmt: skip


def training_headers(t: Translator) -> tuple[str, ...]:
    """What the rows of the training tell."""
    return (t("Formation"), t("Élus"), t("Agents"), t("Heures par personne"))


def training_rows(actions: Iterable[Activity], t: Translator) -> Rows:
    """Each training with its participants, elected officials and staff (France urbaine, recommendations 6 and 7)."""
    return tuple(
        (
            t("{title} ({year})", title=item.title, year=item.year),
            t.number(item.trained_elected) if item.trained_elected is not None else MISSING,
            t.number(item.trained_staff) if item.trained_staff is not None else MISSING,
            t.number(item.training_hours, 1) if item.training_hours else MISSING,
        )
        for item in actions
        if item.trained_elected is not None or item.trained_staff is not None
    )


def together_headers(t: Translator) -> tuple[str, ...]:
    """What the rows of what is done together tell."""
    return (t("Coopération ou action"), t("Chef de file"), t("Avec"), t("Qui paie"))


def together_rows(partnerships: Sequence[Partnership], actions: Iterable[Activity], t: Translator) -> Rows:
    """Relations and actions of several French authorities: who leads, who takes part, who pays (recommendation 10)."""
    ours = t("nous")
    rows = [
        (item.partner, item.lead or ours, t.join(item.authorities) or MISSING, MISSING)
        for item in partnerships
        if item.authorities or item.lead
    ]
    rows += [
        (item.title, item.lead or ours, t.join(list(item.contributions)) or MISSING, _payers(item, t))
        for item in actions
        if item.lead or item.contributions
    ]
    return tuple(rows)


def _payers(item: Activity, t: Translator) -> str:
    return (
        t.typeset(" ; ".join(f"{name}{t(' : ')}{t.money(cents)}" for name, cents in item.contributions.items()))
        or MISSING
    )


def _word(code: str, entries: Mapping[str, _Labelled], t: Translator) -> str:
    return entries[code].label.get(t.lang) if code in entries else code


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part) or MISSING
