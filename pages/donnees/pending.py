"""Corrections that could not be saved because another person changed the same batch: kept, shown, saved again.

The words of the second person stay in her session until she saves them over what the first one changed, or gives them
up: a grid that is drawn again on other rows would have lost them, or put them elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from indicators.intake import operations
from indicators.intake.corrections import Correction, merged
from indicators.intake.ledger import Ledger
from indicators.intake.wording.publishing import corrections_told
from indicators.store.drafts import Batch
from pages.donnees.context import kept_file, literal, workshop_of
from pages.donnees.seen import read_again
from pages.shared.context import PageContext
from pages.shared.failures import refusals_told, said_in_full

_PENDING = "intake_pending"
_SHOWN = 20


def correct(context: PageContext, seen: Ledger, content: bytes, corrections: Sequence[Correction]) -> None:
    """Save corrections of the batch as it was read; those that another person's come before are kept for a second try."""
    kept: dict[str, tuple[str, tuple[Correction, ...]]] = st.session_state.setdefault(_PENDING, {})
    _, mine = kept.get(seen.batch, ("", ()))
    with refusals_told(context.t):
        try:
            operations.correct(workshop_of(context), seen, content, corrections, context.user)
        except operations.ChangedMeanwhileError as error:
            kept[seen.batch] = (said_in_full(error, context.t), merged(mine, corrections))
        else:
            if set(mine) <= set(corrections):
                kept.pop(seen.batch, None)
        read_again(seen.batch)
        st.rerun()


def show_pending(context: PageContext, batch: Batch, ledger: Ledger) -> None:
    """What somebody changed meanwhile, the reader's own corrections, and what to do with them."""
    t = context.t
    kept: dict[str, tuple[str, tuple[Correction, ...]]] = st.session_state.get(_PENDING, {})
    if batch.id not in kept:
        return
    said, mine = kept[batch.id]
    content = kept_file(context, batch)
    st.warning(said, icon=":material/group:")
    st.markdown(t("**Vos corrections, gardées ici :**") + "\n\n" + _listed(corrections_told(mine[:_SHOWN], t)))
    if len(mine) > _SHOWN:
        st.caption(t.n("et {count} autre", "et {count} autres", len(mine) - _SHOWN))
    with st.container(horizontal=True):
        if content is not None and st.button(
            t("Enregistrer mes corrections par-dessus"), type="primary", key=f"again_over_{batch.id}"
        ):
            correct(context, ledger, content, mine)
        if st.button(t("Renoncer à mes corrections"), key=f"give_up_{batch.id}"):
            del kept[batch.id]
            st.rerun()


def _listed(lines: Iterable[str]) -> str:
    return "\n".join(f"- {literal(line)}" for line in lines)
