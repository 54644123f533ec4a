"""Publish: a name, a note, a second person where the settings ask for one, and what to do when it cannot be done."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from indicators.access import User, allowed
from indicators.errors import ToldError
from indicators.intake import operations
from indicators.intake.ledger import Ledger
from indicators.intake.wording.publishing import not_ready
from indicators.present.texts import Translator
from indicators.present.texts.errors import error_message
from indicators.store import drafts
from indicators.store.drafts import Batch
from indicators.store.editions import ConflictError, NothingToPublishError
from pages.donnees.context import kind_title, literal, workshop_of
from pages.donnees.known import names_of
from pages.shared.context import PageContext
from pages.shared.failures import refusals_told, said_in_full

_CONFLICT = "intake_conflict"
_NAMED = 10


def show_publish(context: PageContext, batches: Sequence[Batch], ledgers: Sequence[Ledger]) -> None:
    """Say what is missing, or offer to publish."""
    t = context.t
    reasons = [sentence for ledger in ledgers for sentence in not_ready(ledger, t)]
    if reasons:
        st.warning(t("Ce dépôt ne peut pas encore être publié."), icon=":material/block:")
        st.markdown("\n".join(f"- {reason}" for reason in dict.fromkeys(reasons)))
        return
    if context.settings.publication.second_person:
        _second_person(context, batches, ledgers)
        return
    _form(context, batches, ledgers)


def _second_person(context: PageContext, batches: Sequence[Batch], ledgers: Sequence[Ledger]) -> None:
    t = context.t
    if all(batch.state == drafts.OPEN for batch in batches):
        st.markdown(t("Une autre personne doit approuver cette édition : elle la nommera et la publiera."))
        if st.button(t("Soumettre à approbation"), type="primary", icon=":material/send:"):
            with refusals_told(t):
                operations.submit(workshop_of(context), ledgers, context.user)
                st.rerun()
    elif operations.prepared_by(batches, context.user) or not allowed(context.user, "approver", context.territory.code):
        st.info(
            t("Soumis : une autre personne, chargée d'approuver, publiera cette édition."), icon=":material/hourglass:"
        )
    else:
        st.markdown(
            t(
                "Préparé par {who}. Lisez les conséquences : publier vaut approbation.",
                who=_people(batches, context.user, t),
            )
        )
        _form(context, batches, ledgers)


def _people(batches: Sequence[Batch], reader: User, t: Translator) -> str:
    """Who prepared the batches; the account tells a person of the reader's own name from the reader."""
    names = {
        t("{name} ({account})", name=batch.author, account=batch.accounts[0])
        if batch.author == reader.name
        else batch.author
        for batch in batches
    }
    return t.join([literal(name) for name in sorted(names)])


def _form(context: PageContext, batches: Sequence[Batch], ledgers: Sequence[Ledger]) -> None:
    t = context.t
    conflict = _conflict(batches)
    if conflict is not None:
        st.error(error_message(conflict, t))
        for kind, keys in conflict.keys.items():
            names = t.join([literal(name) for name in names_of(kind, keys[:_NAMED], context)])
            st.markdown(f"- {kind_title(kind, t)}{t(' : ')}{names}")
        st.caption(t("Publier remplacerait ces lignes entières. Pour ne rien perdre, relisez-les dans la dernière édition et reprenez dans votre dépôt ce que l'autre personne a écrit."))  # fmt: skip
    with st.form("intake_publish", border=True):
        name = st.text_input(
            t("Nom de l'édition"),
            placeholder=t("Compte administratif 2025, conseil du 12 juin 2026"),
            key="edition_name",
        )
        note = st.text_area(t("Ce qu'il faut savoir de cette édition (facultatif)"), key="edition_note")
        overwrite = conflict is not None and st.checkbox(
            t("J'ai vu les lignes publiées entre-temps par d'autres, et je les remplace"), key="edition_overwrite"
        )
        if st.form_submit_button(t("Publier"), type="primary", icon=":material/publish:"):
            _publish(context, batches, ledgers, name, note, overwrite)


def _conflict(batches: Sequence[Batch]) -> ConflictError | None:
    """The conflict that publishing these very batches has met."""
    met: tuple[list[str], ConflictError] | None = st.session_state.get(_CONFLICT)
    return met[1] if met and met[0] == [batch.id for batch in batches] else None


def _publish(
    context: PageContext, batches: Sequence[Batch], ledgers: Sequence[Ledger], name: str, note: str, overwrite: bool
) -> None:
    t = context.t
    if not name.strip():
        st.error(t("Donnez un nom à l'édition : c'est lui que le conseil verra."))
        return
    try:
        edition = operations.publish(workshop_of(context), ledgers, name, context.user, note=note, overwrite=overwrite)
    except ConflictError as conflict:
        st.session_state[_CONFLICT] = ([batch.id for batch in batches], conflict)
        st.rerun()
    except NothingToPublishError as nothing:
        st.info(error_message(nothing, t))
    except ToldError as denied:
        st.error(said_in_full(denied, t), icon=":material/lock:")
    else:
        st.session_state.pop(_CONFLICT, None)
        st.session_state["intake_published"] = t(
            "Édition {number} publiée : {name}.", number=edition.number, name=edition.name
        )
        st.session_state["intake_section"] = "upload"
        st.rerun()
