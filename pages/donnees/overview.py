"""Several deposits under way on one screen: years, file, where each stands, and those that are ready go together."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from indicators.intake import ledger as ledgers
from indicators.intake import same_accounts
from indicators.intake.ledger import Ledger
from indicators.intake.wording import summary
from indicators.intake.wording.documents import account_title, budget_title
from indicators.present.texts import Translator
from indicators.present.texts.errors import error_message
from indicators.store import drafts, staged
from indicators.store.drafts import Batch
from pages.shared.context import PageContext
from pages.shared.tables import show_table


def show_overview(context: PageContext, known: dict[str, Batch]) -> None:
    """Several deposits on one screen, by year: what each holds, where it stands; those that are ready go together."""
    t = context.t
    if len(known) < 2:
        return
    rows = []
    read = {batch.id: ledgers.read(context.engine, batch) for batch in known.values()}
    for batch in known.values():
        ledger, years = read[batch.id], staged.years_of(context.engine, batch.id)
        span = "–" if not years else str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
        standing = _standing(batch, ledger, t)
        file, whose = batch.file_name or t("sans nom"), _whose(context, batch)
        rows.append((span, file, _document(ledger, t), whose, standing, _found(ledger, t)))
    names = [t("Années"), t("Fichier"), t("Document"), t("Territoire"), t("État"), t("Constats")]
    table = pd.DataFrame(sorted(rows), columns=names)
    if set(table[t("Territoire")]) <= {context.territory.name, "–"}:
        table = table.drop(columns=t("Territoire"))
    if set(table[t("Document")]) == {"–"}:
        table = table.drop(columns=t("Document"))
    show_table(table, t, alt=t("Dépôts en cours, par année"), key="intake_overview")
    ready = _apart(
        context, [batch for batch in known.values() if batch.state == drafts.OPEN and read[batch.id].ready], read
    )
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


def _document(ledger: Ledger, t: Translator) -> str:
    """Which accounts a deposit brings, a document of the budget after the other: its stage, its year, which budget."""
    read = [issue for issue in ledger.issues if issue.code == "account_read"]
    return " ; ".join(f"{account_title(issue)}, {budget_title(issue, t)}" for issue in read) or "–"


def _whose(context: PageContext, batch: Batch) -> str:
    """The territories that a deposit speaks of, by their names."""
    codes = staged.territories_staged(context.engine, [batch.id])
    names = {item.code: item.name for item in context.territories}
    return ", ".join(names.get(code, code) for code in codes) or "–"


def _apart(context: PageContext, ready: list[Batch], read: dict[str, Ledger]) -> list[Batch]:
    """The deposits that may go in one edition: neither a former load, nor two that would count the same accounts twice."""
    former = {read[batch.id].replaces for batch in ready}
    kept = [batch for batch in ready if batch.id not in former]
    with context.engine.connect() as connection:
        twice = same_accounts.said_twice(connection, kept)
    if twice:
        st.warning(error_message(same_accounts.SameAccountsError(twice), context.t), icon=":material/content_copy:")
    files = {name for item in twice for name in (item.file, item.other_file)}
    return [batch for batch in kept if (batch.file_name or batch.id) not in files]


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
