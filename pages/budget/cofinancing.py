"""A co-financing plan held against the rules of a year: what the scheme asks, what the plan gives."""

from __future__ import annotations

import streamlit as st

from indicators.budget import (
    BudgetView,
    Plan,
    check_plan,
)
from indicators.budget.cofinancing import Zone
from indicators.present.texts.budget.advice import (
    rule_sentence,
)
from pages.shared.context import PageContext

_ZONES: dict[str, Zone] = {"pma": "pma", "apd": "apd", "non_apd": "non_apd", "multi": "multi"}


def show_cofinancing(view: BudgetView, context: PageContext) -> None:
    t = context.t
    st.markdown(f"**{t('Vérifier un plan de cofinancement')}**")
    schemes = {"meae": t("Appels à projets du ministère"), "ficol": "FICOL (AFD)"}
    zones = {
        "pma": t("pays les moins avancés"),
        "apd": t("autre pays éligible à l'APD"),
        "non_apd": t("pays non éligible à l'APD"),
        "multi": t("plusieurs pays"),
    }
    with st.form("cofinancing", border=True):
        first, second, third = st.columns(3)
        scheme = first.selectbox(t("Dispositif"), list(schemes), format_func=schemes.__getitem__)
        year = second.number_input(t("Année de l'appel"), 2018, 2100, max(context.year, 2025))
        zone = third.selectbox(t("Zone"), list(zones), format_func=zones.__getitem__, index=1)
        total, asked, own = (
            column.number_input(label, 0, value=value, step=1000)
            for column, label, value in zip(
                st.columns(3),
                (t("Coût total (€)"), t("Aide demandée (€)"), t("Part des collectivités (€)")),
                (100_000, 50_000, 30_000),
                strict=True,
            )
        )
        in_kind, partners, years = (
            column.number_input(label, 0, value=value, step=step)
            for column, label, value, step in zip(
                st.columns(3),
                (t("dont valorisation (€)"), t("Part des partenaires (€)"), t("Durée (ans)")),
                (0, 0, 3),
                (1000, 1000, 1),
                strict=True,
            )
        )
        st.form_submit_button(t("Vérifier"), icon=":material/checklist:")
    plan = Plan(total * 100, asked * 100, own * 100, in_kind * 100, partners * 100, float(years), _ZONES[zone])
    checks = check_plan(plan, view.catalogue.cofinancing(scheme, int(year)))
    st.markdown("\n".join(f"- {rule_sentence(check, t)}" for check in checks))
    st.caption(t("Paramètres de l'année connue la plus proche ; le règlement de l'appel à projets fait foi."))
