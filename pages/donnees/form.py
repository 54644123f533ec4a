"""The form of one record, made from its schema: the checks of files, then the officer's draft."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import streamlit as st

from indicators.intake.forms import asked, read_entry, record_of
from indicators.intake.issues import Issue
from indicators.intake.reading import Reading
from indicators.intake.wording import word
from indicators.present.texts import Translator
from indicators.records import Record, Snapshot
from pages.donnees.context import enter, kind_title, literal, workshop_of
from pages.donnees.inputs import Linked, at_rest, form_inputs
from pages.donnees.kept import drafted
from pages.donnees.known import linked
from pages.shared import folding
from pages.shared.context import PageContext

_ASKED = "intake_entry_asked"


def record_form(
    context: PageContext, kind: str, start: Mapping[str, str], former: Record | None = None, *, place: str = "",
    batch: str = "", snapshot: Snapshot | None = None, fixed: Mapping[str, str] | None = None, folded: Collection[str] = (), choices: Linked | None = None,
) -> None:  # fmt: skip
    """The form of a record of a kind, filled with ``start``; ``batch`` names the draft that gathers what is entered.

    ``former`` is the published record that it amends, and ``place`` tells this form from another of its kind. The
    records that it may name are those of ``snapshot``, else of the edition; ``fixed`` are the cells that the page asked
    for itself, ``choices`` the only values of a field, by their words, and ``folded`` what this page asks for elsewhere.
    """
    t, work = context.t, workshop_of(context)
    key = f"entry_{kind}_{place}_{st.session_state.get('entry_count', 0)}"
    with st.form(key, border=True):
        cells: dict[str, str] = dict(fixed or {})
        columns = [column for column in asked(kind) if column.field != "id" and column.field not in cells]
        first = [column for column in columns if column.required or (column.usual and column.field not in folded)]
        known = linked(snapshot or context.snapshot) | dict(choices or {})
        cells |= form_inputs(first, start, key, work.vocabulary, t, known)
        others = [column for column in columns if column not in first]
        cells |= at_rest(others, start, work.vocabulary)

        def draw() -> None:
            cells.update(form_inputs(others, start, key, work.vocabulary, t, known))

        if others:
            folding.folded(t("Autres renseignements"), draw, key=f"{key}_autres")
        if "id" in start:
            cells["id"] = start["id"]
        sent = st.form_submit_button(
            t("Vérifier et préparer le brouillon"), type="primary", icon=":material/fact_check:"
        )
        if sent:
            st.session_state[_ASKED] = (key, read_entry(work, kind, cells))
        met: tuple[str, Reading] | None = st.session_state.get(_ASKED)
        if met is not None and met[0] == key and (reading := _settled(met[1], key, kind, cells, context)):
            _draft(context, kind, reading, former, batch or t("Saisie : {kind}", kind=kind_title(kind, t)))


def _settled(met: Reading, key: str, kind: str, cells: Mapping[str, str], context: PageContext) -> Reading | None:
    """What the checks say of the form, and the reading to keep once nothing is wrong and every doubt was seen.

    The second button belongs to the form: it sends what the fields hold now, which is read again. A doubt that was not
    shown is asked in its turn.
    """
    t = context.t
    grave, doubts = met.issues.of("blocking"), met.issues.of("confirm")
    for issue in grave:
        st.error(_sentence(issue, t), icon=":material/error:")
    for issue in doubts:
        st.warning(_sentence(issue, t), icon=":material/help:")
    if grave or not doubts:
        return None if grave else met
    if not st.form_submit_button(t("J'ai vu ces points : préparer le brouillon"), icon=":material/check:"):
        return None
    now = read_entry(workshop_of(context), kind, cells)
    seen = {(issue.code, issue.column, issue.value) for issue in doubts}
    if now.issues.blocking or {(one.code, one.column, one.value) for one in now.issues.of("confirm")} - seen:
        st.session_state[_ASKED] = (key, now)
        st.rerun()
    return now


def _draft(context: PageContext, kind: str, reading: Reading, former: Record | None, batch: str) -> None:
    """Put the record in the draft.

    One that is amended up to its key, the plan of a target for one, takes the place of the former one.
    """
    t, record = context.t, record_of(reading)
    removed = [former] if former is not None and former.identity() != record.identity() else []
    if not enter(context, batch, kind, [record], removed=removed):
        return
    st.session_state.pop("intake_section", None)
    st.session_state.pop(_ASKED, None)
    st.session_state["entry_count"] = st.session_state.get("entry_count", 0) + 1
    drafted(t)
    st.rerun()


def _sentence(issue: Issue, t: Translator) -> str:
    said = word(issue, t)
    where = f"**{literal(issue.column)}**{t(' : ')}" if issue.column else ""
    return f"{where}{literal(t.typeset(said.message))} {literal(t.typeset(said.mend))}"
