"""One batch from its findings to its publication, alone or with others that are ready."""

from __future__ import annotations

import streamlit as st

from indicators.intake import operations
from indicators.intake.ledger import Ledger
from indicators.intake.wording import summary
from indicators.store import drafts
from indicators.store.drafts import Batch
from pages.donnees.consequences import show_consequences
from pages.donnees.context import batch_labels, literal, workshop_of
from pages.donnees.correct import show_corrections
from pages.donnees.issues import show_issues
from pages.donnees.overview import show_overview
from pages.donnees.pending import show_pending
from pages.donnees.previous import show_previous
from pages.donnees.publish import show_publish
from pages.donnees.seen import seen_ledger, show_meanwhile
from pages.donnees.together import together
from pages.shared.context import PageContext
from pages.shared.failures import refusals_told
from pages.shared.layout import empty_state


def show_batches(context: PageContext) -> None:
    """Choose a batch under way, then one of its four steps."""
    t = context.t
    known = {batch.id: batch for batch in drafts.batches(context.engine) if batch.territory == context.territory.code}
    if not known:
        empty_state(t("Aucun dépôt en cours."), t("Déposez un fichier dans « Charger »."))
        return
    asked = st.session_state.pop("intake_batch", None)
    if asked in known:
        st.session_state["intake_chosen"] = asked
    if st.session_state.get("intake_chosen") not in known:
        st.session_state["intake_chosen"] = next(iter(known))
    labels = batch_labels(known.values(), t)
    show_overview(context, known)
    chosen = st.selectbox(t("Dépôt"), list(known), format_func=labels.__getitem__, key="intake_chosen")
    batch = known[chosen]
    ledger = seen_ledger(context, batch)
    show_meanwhile(context, batch)
    _state(context, batch, ledger)
    show_pending(context, batch, ledger)
    show_previous(context, batch, ledger, known, labels)
    _steps(context, batch, ledger, known)


def _state(context: PageContext, batch: Batch, ledger: Ledger) -> None:
    t = context.t
    with st.container(horizontal=True, vertical_alignment="center"):
        if batch.state == drafts.SUBMITTED:
            st.info(
                t("Soumis à approbation par {who}.", who=literal(batch.approval_author)), icon=":material/hourglass:"
            )
            if st.button(t("Rouvrir pour corriger"), icon=":material/undo:", key=f"reopen_{batch.id}"):
                with refusals_told(t):
                    operations.reopen(workshop_of(context), [ledger], context.user)
                    st.rerun()
        elif not ledger.complete:
            st.error(t("Lecture interrompue : déposez à nouveau le fichier."), icon=":material/error:")
        elif ledger.blocked:
            st.error(summary(ledger.issues, t), icon=":material/error:")
        elif ledger.waiting:
            st.warning(summary(ledger.issues, t), icon=":material/help:")
        else:
            st.success(t("Prêt à publier."), icon=":material/check_circle:")
        if st.button(t("Abandonner ce dépôt"), icon=":material/delete:", key=f"discard_{batch.id}"):
            with refusals_told(t):
                operations.discard(workshop_of(context), ledger, context.user)
                st.rerun()


def _steps(context: PageContext, batch: Batch, ledger: Ledger, known: dict[str, Batch]) -> None:
    t = context.t
    steps = {
        "issues": t("1. Constats"),
        "correct": t("2. Corriger"),
        "consequences": t("3. Conséquences"),
        "publish": t("4. Publier"),
    }
    step = st.segmented_control(
        t("Étape"), list(steps), default="issues", required=True, format_func=steps.__getitem__,
        label_visibility="collapsed", key=f"step_{batch.id}",
    )  # fmt: skip
    if step == "correct":
        show_corrections(context, batch, ledger)
    elif step == "consequences":
        show_consequences(context, [batch, *together(context, batch, known)[0]])
    elif step == "publish":
        others, read = together(context, batch, known)
        show_publish(context, [batch, *others], [ledger, *read])
    else:
        show_issues(context, batch, ledger)
