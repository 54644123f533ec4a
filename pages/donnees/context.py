"""What the pages of the data share: the workshop of the core, and the files dropped in this session."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd
import streamlit as st

from indicators.intake import deposits, operations
from indicators.intake.schemas import load_schemas
from indicators.intake.workshop import Workshop, workshop
from indicators.present.texts import Translator, marked
from indicators.records import Record
from indicators.store import drafts
from indicators.store.drafts import Batch
from pages.donnees.seen import read_again
from pages.shared import runtime
from pages.shared.context import PageContext
from pages.shared.failures import refusals_told

_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+!|~$:])")
SHOWN = 500
# The titles of the schemas, where the translators find them.
KIND_TITLES = {
    "activity": marked("Activités"),
    "actor": marked("Acteurs"),
    "annotation": marked("Annotations des graphiques"),
    "budget_line": marked("Lignes budgétaires"),
    "community": marked("Diasporas"),
    "envelope": marked("Autorisations pluriannuelles"),
    "externality_measure": marked("Mesures d'atténuation"),
    "finding": marked("Constats et stratégies"),
    "priority": marked("Priorités"),
    "body": marked("Instances"),
    "meeting": marked("Réunions d'instance"),
    "mission": marked("Missions et délégations reçues"),
    "follow_up": marked("Suites des missions"),
    "call": marked("Appels à projets"),
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
    code, words = context.territory.code, runtime.vocabulary()
    return workshop(context.engine, context.catalogue, context.settings, code, vocabulary=words)


def enter(
    context: PageContext, name: str, kind: str, rows: Sequence[Record], *, removed: Sequence[Record] = ()
) -> bool:
    """Put rows entered on a page in the officer's draft; the page of the data opens on it at its next visit.

    Whether they are kept: what refuses them is told on the page, where the form still holds what was typed.
    """
    with refusals_told(context.t):
        batch = operations.enter(workshop_of(context), name, kind, rows, context.user, removed=removed)
        st.session_state["intake_section"], st.session_state["intake_batch"] = "batches", batch.id
        read_again(batch.id)
        return True
    return False


def keep_file(context: PageContext, content: bytes) -> str:
    """Keep a dropped file while its deposit is under way, to correct it or give it back annotated; returns its SHA-256.

    A folder that cannot be written keeps nothing: the page then asks for the file again.
    """
    folder = _deposits(context)
    under_way = {batch.sha256 for batch in drafts.batches(context.engine)}
    try:
        deposits.forget_others(folder, under_way)
        return deposits.keep(folder, content)
    except OSError:
        return hashlib.sha256(content).hexdigest()


def kept_file(context: PageContext, batch: Batch) -> bytes | None:
    """The very file of a batch, whoever dropped it and when; another version of it is another file."""
    return deposits.kept(_deposits(context), batch.sha256)


def _deposits(context: PageContext) -> Path:
    return deposits.folder_of(context.settings)


def literal(text: str) -> str:
    """A text of a file as it is, in a label or a paragraph: Markdown would fetch the image that it names."""
    return _MARKUP.sub(r"\\\1", text)


def batch_labels(batches: Iterable[Batch], t: Translator) -> dict[str, str]:
    """Batches in a list, by identifier: file, day, hour and author; loads that say the same are numbered in order.

    A list whose words repeat would open one load for another: the browser sends the words back.
    """
    found: dict[str, str] = {}
    times: Counter[str] = Counter()
    for batch in sorted(batches, key=lambda item: item.created_at):
        label = _batch_label(batch, t)
        times[label] += 1
        found[batch.id] = label if times[label] == 1 else t("{label}, dépôt {number}", label=label, number=times[label])
    return found


def _batch_label(batch: Batch, t: Translator) -> str:
    file, when = batch.file_name or t("sans nom"), t.moment(batch.created_at)
    return t("{file} – {moment}, {author}", file=file, moment=when, author=batch.author)


def kind_title(kind: str, t: Translator) -> str:
    """The name of a kind of record."""
    return t(KIND_TITLES.get(kind) or load_schemas()[kind].title)


def shown(table: pd.DataFrame, t: Translator, *, key: str, total: int = 0) -> None:
    """A table cut at a readable length, which says so. ``total`` counts the lines when the table was cut before."""
    st.dataframe(table.head(SHOWN), hide_index=True, alt=t("Tableau"), key=key)
    total = max(total, len(table))
    if total > SHOWN:
        st.caption(
            t(
                "Les {count} premières lignes sur {total} ; le fichier à télécharger les contient toutes.",
                count=t.number(SHOWN),
                total=t.number(total),
            )
        )
