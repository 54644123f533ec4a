"""What remains to be filled in, by the person who can do it: a list to work through, not one more percentage."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from indicators.evaluation import OwnerTasks, tasks_by_owner
from indicators.present.exports import csv_bytes
from indicators.present.texts.evaluation import levels as words
from indicators.present.texts.markdown import escape
from indicators.records import LEVELS
from pages.evaluation.data import current_evaluation
from pages.evaluation.remind import show_reminder
from pages.shared.context import PageContext
from pages.shared.folding import folded
from pages.shared.tables import show_table


def show_todo(context: PageContext) -> None:
    """One list an owner, the heaviest first; all of it as one file."""
    t = context.t
    evaluation = current_evaluation(context)
    lists = tasks_by_owner(evaluation)
    if not lists:
        st.success(t("Tout est renseigné, sourcé et à jour."), icon=":material/check_circle:")
        return
    touched = len({task.reading.definition.id for item in lists for task in item.tasks})
    total = len(evaluation.readings)
    st.markdown(
        t(
            "**{complete} indicateurs complets sur {total}.** Un point fait sort de la liste à la publication suivante.",
            complete=total - touched,
            total=total,
        )
    )
    table = pd.concat([_table(item, context) for item in lists], ignore_index=True)
    st.download_button(
        t("Télécharger la liste (CSV)"),
        data=lambda: csv_bytes(table),
        file_name="ouverture_a_completer.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
    )
    show_reminder(evaluation, context)
    for position, item in enumerate(lists):
        title = f"**{escape(words.owner_name(item.owner, t))}** – {words.owner_sentence(item, t)}"
        draw = partial(_show, item, context)
        folded(title, draw, key=f"taches_{item.owner}", icon=":material/person:", opened=position == 0)


def _show(item: OwnerTasks, context: PageContext) -> None:
    shown = _table(item, context).drop(columns=[context.t("Responsable")])
    show_table(shown, context.t, alt=words.owner_sentence(item, context.t), height="content")


def _table(item: OwnerTasks, context: PageContext) -> pd.DataFrame:
    t = context.t
    names = {level: words.level_name(level, t) for level in LEVELS}
    return pd.DataFrame(
        [
            {
                t("Responsable"): words.owner_name(item.owner, t),
                t("À faire"): words.task_kind(task.kind, t),
                t("Indicateur"): task.reading.definition.label.get(t.lang),
                t("Pour y arriver"): words.task_detail(task, t),
                t("Niveau"): next(
                    (name for level, name in names.items() if level == task.reading.definition.family), ""
                ),
            }
            for task in item.tasks
        ]
    )
