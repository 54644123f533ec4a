"""The grants of a file to pick: a word of the label is a hint, a person ticks those of international action."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from indicators.intake.corrections import Correction
from indicators.intake.ledger import Ledger
from indicators.intake.reading import Reading
from pages.donnees.pending import correct
from pages.shared.context import PageContext
from pages.shared.tables import numbers, written


def show_grants(context: PageContext, ledger: Ledger, content: bytes, reading: Reading) -> None:
    """Every grant of the file; a person ticks those of international action, a word is only a hint."""
    t = context.t
    st.header(t("Subventions de l'action internationale"), anchor=False)
    st.caption(t("Un mot du libellé attire l'attention, il ne classe rien : cochez ce qui relève de l'international."))
    only = st.toggle(t("Montrer d'abord les libellés à regarder"), value=True, key=f"hints_{ledger.batch}")
    found = reading.candidates
    found = found[found["hint"] != ""] if only else found
    shown = pd.DataFrame(
        {
            t("Retenir"): False,
            t("Bénéficiaire et objet"): found["label"],
            t("Montant (€)"): found["committed"] / 100,
            t("Année"): found["year"],
            t("Mot repéré"): found["hint"],
        }
    ).set_index(pd.Index(found["row"].astype(int), name=t("Ligne")))
    edited = st.data_editor(
        written(shown, t),
        disabled=[name for name in shown.columns if name != t("Retenir")],
        column_config=numbers(shown, t),
        alt=t("Subventions à choisir"),
        key=f"grants_{ledger.batch}_{only}",
    )
    picked = edited.index[edited[t("Retenir")].to_numpy(dtype=bool)]
    if st.button(t("Retenir les subventions cochées"), disabled=not len(picked), type="primary"):
        marks = [Correction(reading.tables[0].sheet, int(row), "international", "oui") for row in picked]
        correct(context, ledger, content, marks)
