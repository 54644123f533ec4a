"""Several deposits under way: all of them at a glance, and those that go in one edition."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from indicators.intake import ledger as ledgers
from indicators.intake.ledger import Ledger
from indicators.intake.wording import summary
from indicators.present.texts import Translator
from indicators.store import drafts
from indicators.store.drafts import Batch
from pages.donnees.context import batch_labels
from pages.donnees.seen import seen_ledger, show_meanwhile
from pages.shared.context import PageContext


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
    st.dataframe(table, hide_index=True, alt=t("Dépôts en cours, par année"), key="intake_overview")
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


def together(context: PageContext, batch: Batch, known: dict[str, Batch]) -> tuple[list[Batch], list[Ledger]]:
    """The other batches that are ready too and that the person wants in the same edition, as she first saw them."""
    t = context.t
    ready = [
        other.id
        for other in known.values()
        if other.id != batch.id and other.state == batch.state and ledgers.read(context.engine, other).ready
    ]
    if not ready:
        return [], []
    chosen = st.multiselect(
        t("Publier dans la même édition"),
        ready,
        format_func=batch_labels(known.values(), t).__getitem__,
        placeholder=t("Aucun autre dépôt"),
        key=f"together_{batch.id}",
    )
    others = [known[item] for item in chosen]
    read = [seen_ledger(context, other) for other in others]
    for other in others:
        show_meanwhile(context, other)
    return others, read
