"""What was done of what was voted, year by year, and « pourquoi 159 % ? »."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from indicators.budget import BudgetView, Execution, negative_lines
from indicators.present.texts.budget.sentences import commitment_sentence, execution_sentence, why_not
from indicators.present.texts.budget.words import or_reason
from indicators.present.texts.markdown import escape
from pages.shared.context import PageContext
from pages.shared.tables import show_read


def show_execution(view: BudgetView, context: PageContext) -> None:
    """Execution year by year, and the answer to a rate above 100 % that means nothing."""
    t = context.t
    found = list(view.executed)
    if not any(item.naive.available for item in found):
        return
    st.header(t("Exécution des crédits votés"), anchor=False)
    now = next((item for item in found if item.year == view.year), found[-1])
    st.markdown(execution_sentence(now, t))
    _why(found, now, context)
    table = _execution_table(found, context)
    show_read(table, t, alt=t("Exécution des crédits, année par année"), amounts=list(table.columns))
    _flags(now, view, context)


def _why(found: list[Execution], now: Execution, context: PageContext) -> None:
    t = context.t
    misleading = [item for item in found if item.rate.reason == "voted_elsewhere" and (item.naive.value or 0) > 100]
    if now.rate.reason == "voted_elsewhere" and now not in misleading:
        misleading.append(now)
    for item in sorted(misleading, key=lambda one: -(one.naive.value or 0)):
        with st.container(border=True):
            question = t("Pourquoi pas {rate} en {year} ?", rate=t.percent(item.naive.value, 0), year=item.year)
            if (item.naive.value or 0) > 100:
                question = t("Pourquoi {rate} en {year} ?", rate=t.percent(item.naive.value, 0), year=item.year)
            st.markdown(f"**{question}** {why_not(item, t)}")


def _execution_table(found: list[Execution], context: PageContext) -> pd.DataFrame:
    t = context.t
    return pd.DataFrame(
        [
            {
                t("Année"): str(item.year),
                t("Dépenses votées"): t.money(item.naive.denominator),
                t("Dépenses payées"): t.money(item.naive.numerator),
                t("Taux d'exécution"): or_reason(t.percent(item.rate.value), item.rate, t),
                t("Sur les comptes qui ont les deux"): t.percent(item.matched.value),
                t("Payé sans crédit voté"): t.money(item.unvoted) if item.unvoted_keys else "–",
            }
            for item in found
        ]
    )


def _flags(now: Execution, view: BudgetView, context: PageContext) -> None:
    t = context.t
    st.caption(commitment_sentence(now, t))
    if now.over and now.rate.available and (now.rate.value or 0) <= 100:
        st.caption(
            t.n("{count} compte payé au-delà de son crédit.", "{count} comptes payés au-delà de leur crédit.", now.over)
        )
    if count := now.voted_below_committed:
        st.caption(
            t.n(
                "À vérifier : {count} compte engagé au-delà du vote.",
                "À vérifier : {count} comptes engagés au-delà du vote.",
                count,
            )
        )
    if count := now.committed_below_paid:
        st.caption(
            t.n(
                "À vérifier : {count} compte payé au-delà de l'engagement.",
                "À vérifier : {count} comptes payés au-delà de l'engagement.",
                count,
            )
        )
    rows = negative_lines(view.book, view.stage)
    if len(rows):
        told = [
            t("{year}, {nature} {label} : {amount}", year=row.year, nature=row.nature, label=escape(str(row.nature_label)), amount=t.money(getattr(row, view.stage), 2))
            for row in rows.itertuples()
        ]  # fmt: skip
        st.caption(t("Lignes négatives (annulations ou remboursements), montrées et jamais corrigées : {lines}.", lines=" ; ".join(told[:8])))  # fmt: skip
