"""A batch as the reader opened it: what she changes is weighed against that, not against what it became meanwhile.

Each click draws the page again; with the ledger of that instant, a correction of another person would pass for read.
The ledger, and the rows that a grid shows, are held in the session until the reader saves, or asks to read again.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd
import streamlit as st

from indicators.intake import ledger as ledgers
from indicators.intake.ledger import Ledger
from indicators.intake.wording.publishing import meanwhile_told
from indicators.present.texts.markdown import escape
from indicators.store import staged
from indicators.store.drafts import Batch
from pages.shared.context import PageContext

_SEEN = "intake_seen"


@dataclass
class Seen:
    """The ledger that was read, and the rows by kind that a grid has shown beside it."""

    ledger: Ledger
    rows: dict[str, pd.DataFrame] = field(default_factory=dict)


def _held() -> dict[str, Seen]:
    held: dict[str, Seen] = st.session_state.setdefault(_SEEN, {})
    return held


def seen_ledger(context: PageContext, batch: Batch) -> Ledger:
    """The ledger of a batch as the reader opened it."""
    held = _held()
    if batch.id not in held:
        held[batch.id] = Seen(ledgers.read(context.engine, batch))
    return held[batch.id].ledger


def seen_rows(context: PageContext, batch: Batch, kind: str) -> pd.DataFrame:
    """The rows of a kind as a grid first showed them: its ticks are by position."""
    seen_ledger(context, batch)
    rows = _held()[batch.id].rows
    if kind not in rows:
        rows[kind] = staged.rows_of(context.engine, batch.id, kind)
    return rows[kind]


def read_again(batch: str) -> None:
    """The next drawing reads the batch as it is: what was held has been saved, or refused and told."""
    _held().pop(batch, None)


def show_meanwhile(context: PageContext, batch: Batch) -> None:
    """Say who changed the batch since the reader opened it, and offer to read it again."""
    t = context.t
    found = ledgers.meanwhile(context.engine, seen_ledger(context, batch), batch)
    if found is None:
        return
    lines = "\n".join(f"- {escape(line)}" for line in meanwhile_told(found, t))
    st.warning(
        t("Une autre personne a changé ce dépôt depuis que vous l'avez ouvert.") + "\n" + lines,
        icon=":material/group:",
    )  # fmt: skip
    if st.button(t("Relire ce dépôt"), icon=":material/refresh:", key=f"read_again_{batch.id}"):
        read_again(batch.id)
        st.rerun()
