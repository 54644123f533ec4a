"""The difference with an earlier load of the same file, then the choice of one of the two."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from indicators.intake import operations
from indicators.intake.ledger import Ledger
from indicators.store.drafts import Batch
from pages.donnees.context import kind_title, literal, workshop_of
from pages.donnees.seen import seen_ledger, show_meanwhile
from pages.shared.context import PageContext
from pages.shared.failures import refusals_told


def show_previous(
    context: PageContext, batch: Batch, ledger: Ledger, known: dict[str, Batch], labels: dict[str, str]
) -> None:
    """The difference with an earlier load of the same file, then the choice of one of the two."""
    t = context.t
    if ledger.replaces not in known:
        return
    before = known[ledger.replaces]
    former = seen_ledger(context, before)
    st.info(
        t("Ce fichier avait déjà été déposé : {label}.", label=literal(labels[before.id])),
        icon=":material/difference:",
    )
    show_meanwhile(context, before)
    rows = operations.difference(workshop_of(context), before.id, batch.id)
    st.dataframe(
        pd.DataFrame(
            {
                t("Données"): rows["kind"].map(lambda kind: kind_title(kind, t)),
                t("Lignes nouvelles"): rows["added"],
                t("Lignes différentes"): rows["changed"],
                t("Lignes disparues"): rows["removed"],
                t("Lignes identiques"): rows["unchanged"],
            }
        ),
        hide_index=True,
        alt=t("Différence entre les deux dépôts"),
    )
    with st.container(horizontal=True):
        if st.button(t("Remplacer le premier dépôt"), type="primary", key=f"replace_{batch.id}"):
            with refusals_told(t):
                operations.discard(workshop_of(context), former, context.user)
                st.rerun()
        if st.button(t("Garder le premier dépôt"), key=f"keep_{batch.id}"):
            with refusals_told(t):
                operations.discard(workshop_of(context), ledger, context.user)
                st.rerun()
