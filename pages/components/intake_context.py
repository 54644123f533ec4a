"""What the pages of the data share: the workshop of the core, and the files dropped in this session."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import streamlit as st

from indicators.intake.schemas import load_schemas
from indicators.intake.workshop import Workshop, workshop
from indicators.present.texts import Translator, marked
from indicators.store.drafts import Batch
from pages.components.context import PageContext

_FILES = "intake_files"
_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+!|~$:])")
SHOWN = 500
# The titles of the schemas, where the translators find them.
KIND_TITLES = {
    "activity": marked("Activités"),
    "actor": marked("Acteurs"),
    "budget_line": marked("Lignes budgétaires"),
    "community": marked("Diasporas"),
    "envelope": marked("Autorisations pluriannuelles"),
    "externality_measure": marked("Mesures d'atténuation"),
    "membership": marked("Réseaux"),
    "objective": marked("Objectifs"),
    "observation": marked("Observations"),
    "partnership": marked("Partenariats"),
    "scdl_budget": marked("Budget au format SCDL"),
    "scdl_subventions": marked("Subventions au format SCDL"),
    "self_assessment": marked("Auto-évaluations"),
    "target": marked("Cibles"),
    "territory": marked("Territoires"),
}


def workshop_of(context: PageContext) -> Workshop:
    """The operations for the territory that is shown."""
    return workshop(context.engine, context.catalogue, context.settings, context.territory.code)


def keep_file(name: str, content: bytes) -> None:
    """Keep a dropped file for this session, to correct it or to give it back annotated."""
    files: dict[str, bytes] = st.session_state.setdefault(_FILES, {})
    files[name] = content


def kept_file(batch: Batch) -> bytes | None:
    """The file of a batch if it was dropped in this session."""
    files: dict[str, bytes] = st.session_state.get(_FILES, {})
    return files.get(batch.file_name)


def literal(text: str) -> str:
    """A text of a file as it is, in a label or a paragraph: Markdown would fetch the image that it names."""
    return _MARKUP.sub(r"\\\1", text)


def batch_label(batch: Batch, t: Translator) -> str:
    """A batch in a list: file, day, hour and author."""
    moment = t("{day} à {hour}", day=t.date(batch.created_at[:10]), hour=batch.created_at[11:16])
    name = batch.file_name or t("sans nom")
    return t("{file} – {moment}, {author}", file=name, moment=moment, author=batch.author)


def kind_title(kind: str, t: Translator) -> str:
    """The name of a kind of record."""
    return t(KIND_TITLES.get(kind) or load_schemas()[kind].title)


def shown(table: pd.DataFrame, t: Translator, *, key: str, height: int | None = None) -> None:
    """A table cut at a readable length, which says so."""
    options: dict[str, Any] = {"height": height} if height else {}
    st.dataframe(table.head(SHOWN), hide_index=True, alt=t("Tableau"), key=key, **options)
    if len(table) > SHOWN:
        st.caption(
            t(
                "Les {count} premières lignes sur {total} ; le fichier à télécharger les contient toutes.",
                count=t.number(SHOWN),
                total=t.number(len(table)),
            )
        )
