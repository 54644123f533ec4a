"""One line that serves two purposes: the officer says what goes to each rubric, and two lines take its place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial

import pandas as pd
import streamlit as st

from indicators.budget import UNASSIGNED, RubricError, confirm_split, line_size, lines_of
from indicators.present.texts.budget.lines import line_label
from indicators.present.texts.errors import error_message
from indicators.records import BudgetLine
from indicators.rounding import whole
from pages.budget.drafting import drafted, prepare
from pages.shared.choices import distinct
from pages.shared.context import PageContext
from pages.shared.folding import folded


def show_split(rows: pd.DataFrame, names: Mapping[str, str], context: PageContext) -> None:
    """Choose a line that waits, two rubrics and the amount of each; together they make the line to the cent."""
    title = context.t("Partager une ligne entre deux rubriques")
    folded(title, partial(_form, rows, names, context), key="partager_ligne", icon=":material/call_split:")


def _form(rows: pd.DataFrame, names: Mapping[str, str], context: PageContext) -> None:
    t = context.t
    st.caption(
        t(
            "Deux lignes remplacent celle-ci à la publication, chacune avec sa rubrique, votre nom et la date ; "
            "voté, engagé et mandaté se partagent dans la même proportion."
        )
    )
    keys = [f"{year} {line}" for year, line in zip(rows["year"], rows["line"].astype(str), strict=True)]
    places = dict(zip(keys, range(len(keys)), strict=True))
    labels = dict(zip(keys, _labels(rows, context), strict=True))
    chosen = st.selectbox(t("Ligne à partager"), keys, format_func=distinct(keys, labels.__getitem__), key="split_line")
    row = rows.iloc[places[chosen]]
    record = _record(row, context)
    size = line_size(record)
    if not size:
        st.info(t("Cette ligne ne porte aucun montant à partager."))
        return
    amounts = _amounts(record, size, str(row["assigned"]), names, context)
    ready = len(amounts) == 2 and all(amounts.values()) and sum(amounts.values()) == size
    if st.button(t("Préparer le brouillon du partage"), disabled=not ready, icon=":material/edit_document:"):
        _stage(record, amounts, context)


def _labels(rows: pd.DataFrame, context: PageContext) -> list[str]:
    t = context.t
    weights = rows["paid"].fillna(rows["voted"]).fillna(rows["committed"])
    return [
        t("{year} · {nature} {label} · {amount}", year=year, nature=nature, label=label, amount=t.money(weight, 2))
        for year, nature, label, weight in zip(rows["year"], rows["nature"], line_label(rows), weights, strict=True)
    ]


def _record(row: pd.Series, context: PageContext) -> BudgetLine:
    raw = drafted(context).told(context)
    mine = (raw["year"].astype(int) == int(row["year"])) & (raw["line"].astype(str) == str(row["line"]))
    return lines_of(raw[mine])[0]


def _amounts(
    record: BudgetLine, size: int, proposed: str, names: Mapping[str, str], context: PageContext
) -> dict[str, int]:
    """The cents of each rubric as typed, the proposed one first, with a word when they do not make the line."""
    t = context.t
    codes = sorted((code for code in names if code != UNASSIGNED), key=lambda code: code != proposed)
    amounts: dict[str, int] = {}
    for rank, (title, label) in enumerate(
        [
            (t("Première rubrique"), t("Montant de la première (€)")),
            (t("Seconde rubrique"), t("Montant de la seconde (€)")),
        ]
    ):
        left, right = st.columns([2, 1])
        key = f"split_{record.year}_{record.line}_{rank}"
        rubric = left.selectbox(title, codes, index=rank, format_func=names.__getitem__, key=f"{key}_rubric")
        euros = right.number_input(
            label,
            min(0.0, size / 100),
            max(0.0, size / 100),
            value=(size // 2 if rank == 0 else size - size // 2) / 100,
            step=100.0,
            key=f"{key}_amount",
        )
        amounts[rubric] = whole(euros * 100)
    if len(amounts) < 2:
        st.warning(t("Choisissez deux rubriques différentes."))
    elif sum(amounts.values()) != size:
        st.warning(
            t(
                "Les deux montants font {sum} ; la ligne fait {size}. Il reste {rest} à répartir.",
                sum=t.money(sum(amounts.values()), 2), size=t.money(size, 2),
                rest=t.money(size - sum(amounts.values()), 2),
            )
        )  # fmt: skip
    return amounts


def _stage(record: BudgetLine, amounts: Mapping[str, int], context: PageContext) -> None:
    t, today = context.t, datetime.now(UTC).date().isoformat()
    try:
        parts = confirm_split(record, amounts, context.user.name, today, context.catalogue.rubrics)
    except RubricError as error:
        st.error(error_message(error, t))
        return
    if prepare(context, parts, removed=[record]):
        st.rerun()
