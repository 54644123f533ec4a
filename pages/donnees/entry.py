"""Enter or amend one record on the page: a form made from its schema, the checks of files, the officer's draft."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from indicators.access import require
from indicators.intake.convert import accepted_terms
from indicators.intake.forms import ENTERED_KINDS, asked, cells_of, read_entry, record_of
from indicators.intake.issues import Issue
from indicators.intake.reading import Reading
from indicators.intake.schemas import Column
from indicators.intake.vocabulary import Vocabulary
from indicators.intake.wording import word
from indicators.present.texts import Translator
from indicators.present.texts.schema_words import column_word, entry_word, term_word
from indicators.records import Record
from indicators.store import reading as store
from pages.donnees.context import enter, kind_title, literal, workshop_of
from pages.shared.choices import distinct
from pages.shared.context import PageContext

_ASKED = "intake_entry_asked"
_DONE = "intake_entry_done"
_NAMES = {"partnership": "partner", "activity": "title", "objective": "label", "actor": "name", "membership": "name"}
_NEW = ""


def show_entry(context: PageContext) -> None:
    """Choose what to enter, a new record or a published one to amend, then its form."""
    t = context.t
    require(context.user, "officer", context.territory.code)
    if done := st.session_state.pop(_DONE, None):
        st.success(done, icon=":material/task_alt:")
    left, right = st.columns(2)
    with left:
        kind = st.selectbox(
            t("Que saisir ?"), ENTERED_KINDS, format_func=lambda name: entry_word(name, t), key="entry_kind"
        )
    known = _published(context, kind)
    words = distinct(
        [_NEW, *known], lambda key: t("Nouvelle fiche") if key == _NEW else _name(kind, known[key], context)
    )
    with right:
        chosen = st.selectbox(
            t("Fiche"), [_NEW, *sorted(known, key=words)], format_func=words, key=f"entry_record_{kind}"
        )
    record = known.get(chosen)
    start = cells_of(kind, record, workshop_of(context).vocabulary) if record is not None else {}
    _form(context, kind, chosen, start)


def _published(context: PageContext, kind: str) -> dict[str, Record]:
    found = store.snapshot(context.engine, context.edition.number, context.territory.code)
    rows: tuple[Record, ...] = getattr(found, {"activity": "activities"}.get(kind, f"{kind}s"))
    return {" ".join(str(getattr(row, name)) for name in row.key): row for row in rows}


def _name(kind: str, record: Record, context: PageContext) -> str:
    vocabulary = workshop_of(context).vocabulary
    if kind == "target":
        label = vocabulary.of("indicators").labels.get(record.indicator, record.indicator)  # type: ignore[attr-defined]  # a target
        return f"{label}, {record.plan}"  # type: ignore[attr-defined]  # a target
    said = str(getattr(record, _NAMES[kind]))
    if kind == "membership" and not said:
        said = vocabulary.of("networks").labels.get(record.network, record.network)  # type: ignore[attr-defined]  # a membership
    return said


def _form(context: PageContext, kind: str, chosen: str, start: Mapping[str, str]) -> None:
    t, work = context.t, workshop_of(context)
    key = f"entry_{kind}_{chosen}_{st.session_state.get('entry_count', 0)}"
    with st.form(key, border=True):
        cells: dict[str, str] = {}
        columns = [column for column in asked(kind) if column.field != "id"]
        first = [column for column in columns if column.required or column.field in _USUAL]
        cells |= _inputs(first, start, key, work.vocabulary, t)
        with st.expander(t("Autres renseignements")):
            cells |= _inputs([column for column in columns if column not in first], start, key, work.vocabulary, t)
        if "id" in start:
            cells["id"] = start["id"]
        sent = st.form_submit_button(
            t("Vérifier et préparer le brouillon"), type="primary", icon=":material/fact_check:"
        )
    if sent:
        st.session_state[_ASKED] = (key, read_entry(work, kind, cells))
    met: tuple[str, Reading] | None = st.session_state.get(_ASKED)
    if met is not None and met[0] == key:
        _answer(context, kind, met[1])


_USUAL = frozenset({"city", "type", "status", "signed", "themes", "level", "parent", "partnership", "objective", "since",
                    "fee", "role", "countries", "target_year", "target_value", "baseline_year", "baseline_value", "source",
                    "sdgs", "owner", "deadline"})  # fmt: skip


def _inputs(
    columns: list[Column], start: Mapping[str, str], key: str, vocabulary: Vocabulary, t: Translator
) -> dict[str, str]:
    """The fields of a form, two a line, each as its column is read; the texts by field."""
    cells = {}
    for place in range(0, len(columns), 2):
        for column, spot in zip(columns[place : place + 2], st.columns(2), strict=False):
            with spot:
                cells[column.field] = _input(
                    column, start.get(column.field, ""), f"{key}_{column.field}", vocabulary, t
                )
    return cells


def _input(column: Column, text: str, key: str, vocabulary: Vocabulary, t: Translator) -> str:
    label = column_word(column.name, t) + (" *" if column.required else "")
    if column.reads == "boolean":
        first = text == "oui" if text else bool(column.default)
        return "oui" if st.checkbox(label, value=first, key=key) else "non"
    if column.reads in {"choice", "term", "terms", "country", "countries"} and not column.open_list:
        return _listed(column, label, text, key, vocabulary, t)
    if column.reads == "year":
        year = st.number_input(label, 1900, 2100, int(text) if text else None, step=1, format="%d", key=key)
        return "" if year is None else str(year)
    if column.open_list:
        labels = accepted_terms(column, vocabulary).labels
        options = list(dict.fromkeys([*labels.values(), *([text] if text else [])]))
        return st.selectbox(
            label, options, options.index(text) if text else None, accept_new_options=True, key=key,
            placeholder=t("Choisissez ou écrivez"),
        ) or ""  # fmt: skip
    hint = t("Plusieurs : séparez par « | ».") if column.reads in {"texts", "notes", "numbers", "grades"} else None
    unit = t("AAAA, AAAA-MM ou AAAA-MM-JJ") if column.reads == "date" else (column.unit or "")
    return st.text_input(label, text, key=key, placeholder=unit or None, help=hint)


def _listed(column: Column, label: str, text: str, key: str, vocabulary: Vocabulary, t: Translator) -> str:
    """One or several values of a closed list, in the reader's language."""
    accepted = accepted_terms(column, vocabulary)
    options = list(accepted.labels)
    words = distinct(options, lambda code: _word(column, code, accepted.labels[code], vocabulary, t))
    if column.reads in {"terms", "countries"}:
        parts = [accepted.find(part.strip().replace("||", "|")) for part in text.split(" | ")] if text else []
        many = st.multiselect(
            label, options, [part for part in parts if part in options], format_func=words, key=key,
            placeholder=t("Aucun"), select_all=False,
        )  # fmt: skip
        return " | ".join(accepted.labels[code].replace("|", "||") for code in many)
    found = accepted.find(text) if text else column.default
    one = st.selectbox(
        label, options, options.index(found) if found in options else None, format_func=words, key=key,
        placeholder=t("Choisissez"),
    )  # fmt: skip
    return accepted.labels[one] if one is not None else ""


def _word(column: Column, code: str, label: str, vocabulary: Vocabulary, t: Translator) -> str:
    section, _, grid = column.catalogue.partition(".")
    entries = getattr(vocabulary.catalogue, section) if section else {}
    entry = entries[grid].item(code) if grid else entries.get(code)
    return term_word(code, label, entry, t, country=column.reads in {"country", "countries"})


def _answer(context: PageContext, kind: str, reading: Reading) -> None:
    """What the checks say of the form; a draft when nothing is wrong, or once what is only doubtful was seen."""
    t = context.t
    grave = [issue for issue in reading.issues if issue.severity == "blocking"]
    doubts = [issue for issue in reading.issues if issue.severity == "confirm"]
    for issue in grave:
        st.error(_sentence(issue, t), icon=":material/error:")
    for issue in doubts:
        st.warning(_sentence(issue, t), icon=":material/help:")
    if grave:
        return
    if doubts and not st.button(t("J'ai vu ces points : préparer le brouillon"), icon=":material/check:"):
        return
    if not enter(context, t("Saisie : {kind}", kind=kind_title(kind, t)), kind, [record_of(reading)]):
        return
    st.session_state.pop("intake_section", None)
    st.session_state.pop(_ASKED, None)
    st.session_state["entry_count"] = st.session_state.get("entry_count", 0) + 1
    st.session_state[_DONE] = t("Brouillon prêt : relisez-le et publiez-le dans « Vérifier et publier ».")
    st.rerun()


def _sentence(issue: Issue, t: Translator) -> str:
    said = word(issue, t)
    where = f"**{literal(issue.column)}** : " if issue.column else ""
    return f"{where}{literal(t.typeset(said.message))} {literal(t.typeset(said.mend))}"
