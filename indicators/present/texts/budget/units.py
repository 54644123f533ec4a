"""The words of the four units of an amount."""

from __future__ import annotations

from typing import Any

import pandas as pd

from indicators.budget import BudgetView, MoneyUnit
from indicators.present.texts.budget.words import basis_name
from indicators.present.texts.translator import Translator


def unit_name(unit: MoneyUnit, view: BudgetView, t: Translator) -> str:
    """The unit on a switch: « € par habitant »."""
    return {
        "euros": t("€"),
        "inhabitant": t("€ par habitant"),
        "thousand": t("€ sur 1 000 €"),
        "constant": t("€ constants de {year}", year=view.euros_of or view.year),
    }[unit]


def axis_name(unit: MoneyUnit, view: BudgetView, t: Translator) -> str:
    """The unit as the title of an axis."""
    return {
        "euros": t("euros"),
        "inhabitant": t("euros par habitant"),
        "thousand": t("€ sur 1 000 € de budget"),
        "constant": t("euros constants de {year}", year=view.euros_of or view.year),
    }[unit]


def in_unit(unit: MoneyUnit, view: BudgetView, t: Translator) -> str:
    """What a title adds for a unit, nothing for plain euros."""
    return {
        "euros": "",
        "inhabitant": t(", par habitant"),
        "thousand": t(", sur 1 000 € de budget"),
        "constant": t(", en euros constants de {year}", year=view.euros_of or view.year),
    }[unit]


def amount(cents: float | None, unit: MoneyUnit, t: Translator, *, short: bool = False) -> str:
    """An amount in cents of the unit: two decimals when it is related to people or to a thousand euros."""
    if unit in ("inhabitant", "thousand"):
        return t.money(cents, 2)
    return t.compact_money(cents) if short else t.money(cents)


def unit_note(unit: MoneyUnit, view: BudgetView, t: Translator) -> str:
    """What a unit divides by, and which lines it counts."""
    unconfirmed = t("Les rubriques non confirmées sont des propositions.")
    if unit == "inhabitant":
        said = t("Totaux nets ÷ {basis} de la même année.", basis=basis_name(view.bases.population, t))
    elif unit == "thousand":
        basis = basis_name(view.bases.denominator, t)
        said = (
            t("Dépenses internationales de fonctionnement du budget principal ÷ {basis}.", basis=basis)
            if view.bases.denominator == "b_drf"
            else t("Dépenses internationales ÷ {basis}.", basis=basis)
        )
    elif unit == "constant":
        said = t("Totaux nets × indice des prix de {year} ÷ indice de l'année.", year=view.euros_of or view.year)
    else:
        said = t("Totaux nets, en euros courants.")
    return f"{said} {unconfirmed}"


def part_over_years(amounts: pd.Series[Any], name: str, unit: MoneyUnit, t: Translator) -> str:
    """One part alone: from the first year that has an amount to the last, with the highest; cents of the unit."""
    known = amounts.dropna()
    if known.empty:
        return t("{name} : aucun montant.", name=name)
    first, last, top = (int(str(year)) for year in (known.index[0], known.index[-1], known.idxmax()))
    text = t(
        "{name} : {start} en {first}, {end} en {last}.",
        name=name, start=amount(known[first], unit, t), first=first, end=amount(known[last], unit, t), last=last,
    )  # fmt: skip
    if top not in (first, last):
        text += t(" Le plus haut : {most} en {year}.", most=amount(known[top], unit, t), year=top)
    return text
