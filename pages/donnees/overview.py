"""Several deposits under way on one screen: years, file, where each stands, and those that are ready go together."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from indicators.intake import ledger as ledgers
from indicators.intake.ledger import Ledger
from indicators.intake.wording import summary
from indicators.present.texts import Translator
from indicators.store import drafts
from indicators.store.drafts import Batch
from pages.shared.context import PageContext
from pages.shared.tables import show_table


def show_overview(context: PageContext, known: dict[str, Batch]) -> None:
    """Several deposits on one screen, by year: what each holds, where it stands; those that are ready go together."""
    t = context.t
    if len(known) < 2:
        return
    rows = []
    for batch in known.values():
        ledger, years = ledgers.read(context.engine, batch), drafts.years_of(context.engine, batch.id)
        span = "–" if not years else str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
        rows.append((span, batch.file_name or t("sans nom"), _standing(batch, ledger, t), _found(ledger, t)))
    names = [t("Années"), t("Fichier"), t("État"), t("Constats")]
    table = pd.DataFrame(sorted(rows), columns=names)
    show_table(table, t, alt=t("Dépôts en cours, par année"), key="intake_overview")
    ready = [
        batch for batch in known.values() if batch.state == drafts.OPEN and ledgers.read(context.engine, batch).ready
    ]
    if len(ready) > 1 and st.button(
        t.n("Publier ensemble {count} dépôt prêt", "Publier ensemble les {count} dépôts prêts", len(ready)),
        icon=":material/publish:",
        key="intake_publish_all",
    ):
        first = ready[0].id
        st.session_state["intake_chosen"] = first
        st.session_state[f"step_{first}"] = "publish"
        st.session_state[f"together_{first}"] = [batch.id for batch in ready[1:]]
        st.rerun()


def _standing(batch: Batch, ledger: Ledger, t: Translator) -> str:
    if batch.state == drafts.SUBMITTED:
        return t("Soumis à approbation")
    if not ledger.complete:
        return t("Lecture interrompue")
    if ledger.blocked:
        return t("À corriger")
    return t("À confirmer") if ledger.waiting else t("Prêt")


def _found(ledger: Ledger, t: Translator) -> str:
    return summary(ledger.issues, t) if ledger.issues else t("aucun")
