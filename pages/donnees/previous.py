"""The difference with an earlier load of the same file, then the choice of one of the two."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from indicators.intake import operations
from indicators.intake.ledger import Ledger
from indicators.store.drafts import Batch
from pages.donnees.context import kind_title, literal, workshop_of
from pages.shared.context import PageContext


def show_previous(
    context: PageContext, batch: Batch, ledger: Ledger, known: dict[str, Batch], labels: dict[str, str]
) -> None:
    """The difference with an earlier load of the same file, then the choice of one of the two."""
    t = context.t
    if ledger.replaces not in known:
        return
    before = known[ledger.replaces]
    st.info(
        t("Ce fichier avait déjà été déposé : {label}.", label=literal(labels[before.id])),
        icon=":material/difference:",
    )
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
            operations.discard(workshop_of(context), before.id, context.user)
            st.rerun()
        if st.button(t("Garder le premier dépôt"), key=f"keep_{batch.id}"):
            operations.discard(workshop_of(context), batch.id, context.user)
            st.rerun()
