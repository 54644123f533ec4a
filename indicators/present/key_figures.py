"""The figures that stand in a row of cards under a page's sentence, with the words that keep them honest."""

from __future__ import annotations

from dataclasses import dataclass

from indicators.budget import BudgetView, BudgetYear, Ratio, ratio
from indicators.present.texts import Translator
from indicators.present.texts.budget.share import division, euros_received
from indicators.present.texts.budget.words import amounts_of, basis_name, or_reason, year_of_stage


@dataclass(frozen=True)
class KeyFigure:
    """A figure to be read from afar; ``detail`` gives its year, its level and its limits in words."""

    label: str
    value: str
    detail: str = ""
    help: str = ""


def budget_figures(view: BudgetView, t: Translator) -> tuple[KeyFigure, ...]:
    """Amount, weight, per inhabitant, receipts, leverage, execution: stage and year in each title; none without accounts."""
    row = view.row
    if row is None or row.expenditure.net is None:
        return ()
    when, people = year_of_stage(view, t), row.per_inhabitant
    change = or_reason(t.percent(row.change.value, signed=True), row.change, t)
    inhabitants = t(
        "{people} habitants ({basis})", people=t.number(people.denominator, 0), basis=basis_name(people.basis, t)
    )
    figures = (
        KeyFigure(
            t("{name} {year}", name=amounts_of(view.stage, "expenditure", t), year=view.year),
            t.money(row.expenditure.net),
            t("Par rapport à {year} : {change}", year=view.year - 1, change=change),
        ),
        KeyFigure(
            t("Sur 1 000 € de budget ({when})", when=when),
            t.money(None if row.share.value is None else 100 * row.share.value, 2),
            or_reason(division(row.share, t), row.share, t),
        ),
        KeyFigure(t("Par habitant ({when})", when=when), t.money(people.value, 2), or_reason(inhabitants, people, t)),
    )
    return (*figures, *_second_row(view, row, when, t))


def _second_row(view: BudgetView, row: BudgetYear, when: str, t: Translator) -> tuple[KeyFigure, ...]:
    found = view.execution
    income = or_reason(t("soit {share} des dépenses", share=t.percent(_covered(row).value)), _covered(row), t)
    credit = t(
        "{paid} payés sur {voted} votés", paid=t.money(found.rate.numerator), voted=t.money(found.rate.denominator)
    )
    return (
        KeyFigure(
            t("{name} {year}", name=amounts_of(view.stage, "income", t), year=view.year),
            t.money(row.income.net),
            income,
        ),
        KeyFigure(
            t("Reçu d'ailleurs pour 1 € de la collectivité ({when})", when=when),
            euros_received(row.rolling.value, t),
            f"{or_reason(t('effet de levier, sur {window} ans', window=view.rules.leverage_window), row.rolling, t)} · {_yearly(row, t)}",
        ),
        KeyFigure(
            t("Taux d'exécution {year}", year=view.year), t.percent(found.rate.value), or_reason(credit, found.rate, t)
        ),
    )


def _yearly(row: BudgetYear, t: Translator) -> str:
    """The leverage of the year alone, a detail beside the window."""
    return t("sur la seule année : {value}", value=or_reason(euros_received(row.leverage.value, t), row.leverage, t))


def _covered(row: BudgetYear) -> Ratio:
    return ratio(
        row.income.net, row.expenditure.net, "percent", basis="expenditure", denominator_not_positive="no_expenditure"
    )
