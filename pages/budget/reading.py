"""The first screen of the budget: key figures and the split by rubric."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from indicators.budget import BudgetView, BudgetYear, Ratio, ratio
from indicators.present.charts.budget import budget_by_rubric
from indicators.present.texts import Translator
from indicators.present.texts.budget.advice import concentration_sentence, unassigned_alert
from indicators.present.texts.budget.share import division, euros_received
from indicators.present.texts.budget.words import amounts_of, basis_name, or_reason, year_of_stage
from pages.budget.data import choose_unit, figure
from pages.shared.context import PageContext
from pages.shared.figures import show_figure
from pages.shared.layout import KeyFigure, key_figures


def show_key_figures(view: BudgetView, context: PageContext) -> None:
    """Amount, weight, per inhabitant, receipts, leverage, execution: stage and year in each title."""
    t, row = context.t, view.row
    if row is None or row.expenditure.net is None:
        return
    when, people = year_of_stage(view, t), row.per_inhabitant
    change = or_reason(t.percent(row.change.value, signed=True), row.change, t)
    inhabitants = t(
        "{people} habitants ({basis})", people=t.number(people.denominator, 0), basis=basis_name(people.basis, t)
    )
    figures = [
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
    ]
    key_figures([*figures, *_second_row(view, row, when, context)], context)


def _second_row(view: BudgetView, row: BudgetYear, when: str, context: PageContext) -> list[KeyFigure]:
    t, found = context.t, view.execution
    income = or_reason(t("soit {share} des dépenses", share=t.percent(_covered(row).value)), _covered(row), t)
    credit = t(
        "{paid} payés sur {voted} votés", paid=t.money(found.rate.numerator), voted=t.money(found.rate.denominator)
    )
    return [
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
    ]


def _yearly(row: BudgetYear, t: Translator) -> str:
    """The leverage of the year alone, a detail beside the window."""
    return t("sur la seule année : {value}", value=or_reason(euros_received(row.leverage.value, t), row.leverage, t))


def _covered(row: BudgetYear) -> Ratio:
    return ratio(
        row.income.net, row.expenditure.net, "percent", basis="expenditure", denominator_not_positive="no_expenditure"
    )


def show_rubrics(view: BudgetView, context: PageContext) -> None:
    """The split by rubric; its sentence tells the share that nobody confirmed."""
    t, unit = context.t, choose_unit(view, context)
    show_figure(figure(context, view, f"rubric_{unit}", lambda: budget_by_rubric(view, t, unit=unit)), context)
    alert = unassigned_alert(view, t)
    if alert:
        st.warning(alert, icon=":material/help_center:")
    if view.rubrics.gross:
        st.caption(concentration_sentence(view.concentration, view, t))
    _beside(view, context)


def _beside(view: BudgetView, context: PageContext) -> None:
    """What stands beside the total and is never added to it: in kind, transfers, attached charges."""
    t = context.t
    told = []
    for rows, words in (
        (view.book.in_kind, t("apports en nature valorisés, hors total : {amount}")),
        (view.book.intra_group, t("virements entre budgets, éliminés : {amount}")),
    ):
        amount = rows.loc[(rows["year"] == view.year).to_numpy(), view.stage].sum(min_count=1)
        if pd.notna(amount):
            told.append(words.format(amount=t.money(float(amount))))
    attached = view.book.lines(view.year, "expenditure")["attached"].sum(min_count=1)
    if pd.notna(attached):
        told.append(
            t("charges rattachées, importées à part et non ajoutées : {amount}", amount=t.money(float(attached)))
        )
    if told:
        st.caption(t("À côté du total : {items}.", items=" ; ".join(told)))
