"""Deposits that go in one edition: those that are ready too, each as the person first saw it."""

from __future__ import annotations

import streamlit as st

from indicators.intake import ledger as ledgers
from indicators.intake.ledger import Ledger
from indicators.store.drafts import Batch
from pages.donnees.context import batch_labels
from pages.donnees.seen import seen_ledger, show_meanwhile
from pages.shared.context import PageContext


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
