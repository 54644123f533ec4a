"""The fields of a form made from a schema: each column asked as it is read, its lists in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from indicators.intake.convert import accepted_terms
from indicators.intake.schemas import Column
from indicators.intake.vocabulary import SUBJECTS, Vocabulary
from indicators.present.texts import Translator
from indicators.present.texts.schema_words import column_word, term_word
from pages.shared.choices import distinct

#: By field, the records that it may name: their names by their identifier.
Linked = Mapping[str, Mapping[str, str]]


def at_rest(columns: list[Column], start: Mapping[str, str], vocabulary: Vocabulary) -> dict[str, str]:
    """The texts by field before anybody writes: those of ``start``, else what the column says by default."""
    return {column.field: start.get(column.field, "") or _default(column, vocabulary) for column in columns}


def _default(column: Column, vocabulary: Vocabulary) -> str:
    if column.reads == "boolean":
        return "oui" if column.default else "non"
    if column.default is None or column.open_list or column.reads not in {"choice", "term", "country"}:
        return ""
    return accepted_terms(column, vocabulary).labels.get(column.default, "")


def form_inputs(
    columns: list[Column], start: Mapping[str, str], key: str, vocabulary: Vocabulary, t: Translator, linked: Linked
) -> dict[str, str]:
    """The fields of a form, two a line, each as its column is read; the texts by field."""
    cells = at_rest(columns, start, vocabulary)
    for place in range(0, len(columns), 2):
        for column, spot in zip(columns[place : place + 2], st.columns(2), strict=False):
            with spot:
                text, name = cells[column.field], f"{key}_{column.field}"
                known = linked.get(column.field)
                cells[column.field] = (
                    _input(column, text, name, vocabulary, t) if known is None else _named(column, text, name, known, t)
                )
    return cells


def _named(column: Column, text: str, key: str, known: Mapping[str, str], t: Translator) -> str:
    """A record that is known, by its name: nobody has an identifier to copy. What the form held before stays offered."""
    options = list(dict.fromkeys([*known, *([text] if text else [])]))
    label = column_word(column.name, t) + (" *" if column.required else "")
    if not options:
        st.text_input(label, key=key, disabled=True, placeholder=t("Rien à choisir encore"))
        return ""
    words = distinct(options, lambda code: known.get(code, code))
    return st.selectbox(
        label, options, options.index(text) if text else None, format_func=words, key=key, placeholder=t("Aucun")
    ) or ""  # fmt: skip


def _input(column: Column, text: str, key: str, vocabulary: Vocabulary, t: Translator) -> str:
    label = column_word(column.name, t) + (" *" if column.required else "")
    if column.reads == "boolean":
        return "oui" if st.checkbox(label, value=text == "oui", key=key) else "non"
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
    hint = (
        t("Plusieurs : séparez par « | ».")
        if column.reads in {"texts", "notes", "numbers", "grades", "shares"}
        else None
    )
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
    found = accepted.find(text) if text else None
    one = st.selectbox(
        label, options, options.index(found) if found in options else None, format_func=words, key=key,
        placeholder=t("Choisissez"),
    )  # fmt: skip
    return accepted.labels[one] if one is not None else ""


def _word(column: Column, code: str, label: str, vocabulary: Vocabulary, t: Translator) -> str:
    if column.catalogue == SUBJECTS:
        theme = vocabulary.catalogue.themes.get(code)
        return term_word(code, label, theme, t, country=theme is None)
    section, _, grid = column.catalogue.partition(".")
    entries = getattr(vocabulary.catalogue, section) if section else {}
    entry = entries[grid].item(code) if grid else entries.get(code)
    return term_word(code, label, entry, t, country=column.reads in {"country", "countries"})
