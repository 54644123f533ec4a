"""What is said of the aims of the money and of the actions: purpose, managing service, public policy."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.budget import Aim, AimShare, AimYear, BudgetView
from indicators.present.texts.budget.words import cut_name, key_name, or_reason
from indicators.present.texts.translator import Translator

_FIRST = 3


def aim_name(aim: Aim, t: Translator) -> str:
    """« par finalité »."""
    return cut_name(aim, t)


def key_told(key: str, aim: Aim, view: BudgetView, t: Translator) -> str:
    """The name of an aim; what nobody assigned is named so."""
    return key_name(key, aim, view.snapshot, view.catalogue, t) if key else t("Non affecté")


def share_told(item: AimShare, counted: str, t: Translator) -> str:
    """« 24,1 % · 460 000 € », « 19 % · 4 actions », or why there is none."""
    if counted == "euros":
        told = t("{share} · {amount}", share=t.percent(item.of_euros.value), amount=t.money(item.euros))
        return or_reason(told, item.of_euros, t)
    amount = t.n("{count} action", "{count} actions", item.actions)
    told = t("{share} · {amount}", share=t.percent(item.of_actions.value), amount=amount)
    return or_reason(told, item.of_actions, t)


def aims_sentence(found: AimYear, view: BudgetView, t: Translator) -> str:
    """The aims that weigh most, of euros and of actions, then what nobody assigned."""
    if not found.told:
        return {
            "purpose": t("Aucune ligne et aucune action de {year} ne dit sa finalité.", year=found.year),
            "service": t("Aucune ligne et aucune action de {year} ne dit son service.", year=found.year),
            "policy": t("Aucune ligne et aucune action de {year} ne dit la politique publique qu'elle sert.", year=found.year),
        }[found.aim]  # fmt: skip
    told = sorted(found.shares[:-1], key=lambda item: (-item.euros, -item.actions))
    most = [item for item in told if item.euros or item.actions]
    shown = most if found.aim == "purpose" else most[:_FIRST]
    parts = [
        t("{name}, {euros} des euros et {actions} des actions", name=key_told(item.key, found.aim, view, t),
          euros=_percent(item, "euros", t), actions=_percent(item, "actions", t))
        for item in shown
    ]  # fmt: skip
    start = t("En {year} : {parts}.", year=found.year, parts=" ; ".join(parts))
    left = found.unassigned
    return start + t(
        " Non affecté : {euros} des euros et {actions} des actions.",
        euros=_percent(left, "euros", t), actions=_percent(left, "actions", t),
    )  # fmt: skip


def _percent(item: AimShare, counted: str, t: Translator) -> str:
    return t.percent((item.of_euros if counted == "euros" else item.of_actions).value, 0)


def aims_years_sentence(read: Sequence[AimYear], counted: str, view: BudgetView, t: Translator) -> str:
    """How the shares of the first purposes moved from the first year told to the last, and what is not assigned."""
    told = [item for item in read if item.told and _known(item, counted)]
    if not told:
        return t("Aucune année ne le dit.")
    first, last = told[0], told[-1]
    leading = sorted(last.shares[:-1], key=lambda item: -(_value(item, counted) or 0.0))[:2]
    parts = [_moved(item.key, first, last, counted, view, t) for item in leading if _value(item, counted)]
    parts.append(_moved("", first, last, counted, view, t))
    return t("De {first} à {last} : {parts}.", first=first.year, last=last.year, parts=" ; ".join(parts))


def _moved(key: str, first: AimYear, last: AimYear, counted: str, view: BudgetView, t: Translator) -> str:
    start, end = (next((i for i in item.shares if i.key == key), None) for item in (first, last))
    before = 0.0 if start is None else _value(start, counted)
    after = None if end is None else _value(end, counted)
    return t("{name}, de {before} à {after}", name=key_told(key, last.aim, view, t), before=t.percent(before, 0), after=t.percent(after, 0))  # fmt: skip


def _known(item: AimYear, counted: str) -> bool:
    return any(_value(part, counted) is not None for part in item.shares)


def _value(item: AimShare, counted: str) -> float | None:
    return (item.of_euros if counted == "euros" else item.of_actions).value
