"""From a part to its lines: choose how to cut the money, open a part, read and download its lines."""

from __future__ import annotations

import streamlit as st

from indicators.budget import BudgetView, By, item_concentration
from indicators.budget.splits import lines_of_part
from indicators.present.charts.budget import budget_split
from indicators.present.charts.budget_payers import budget_payers
from indicators.present.exports import csv_bytes
from indicators.present.texts.budget.advice import items_sentence
from indicators.present.texts.budget.lines import lines_table
from indicators.present.texts.budget.words import amounts_of, cut_name, opening, part_name
from indicators.records import Direction
from pages.budget.data import choose_unit, figure
from pages.shared import choices
from pages.shared.context import PageContext
from pages.shared.figures import show_figure
from pages.shared.tables import show_table

_ORDER: tuple[By, ...] = (
    "rubric",
    "purpose",
    "service",
    "policy",
    "nature",
    "function",
    "section",
    "partnership",
    "country",
    "project",
    "objective",
    "sdg",
    "funding_source",
    "budget",
    "perimeter",
)
_CUTS: dict[str, By] = {str(name): name for name in _ORDER}
_DIRECTIONS: dict[str, Direction] = {"expenditure": "expenditure", "income": "income"}
# Cuts whose concentration says something: how many projects, partners or countries the money is spread over.
_SPREAD: tuple[By, ...] = ("project", "partnership", "country")
_ALL = "*"
_SHOWN = 500


def show_lines(view: BudgetView, context: PageContext) -> None:
    """Who paid, then one cut at a time, both in the unit chosen above them, then the lines of one part."""
    t, unit = context.t, choose_unit(view, context)
    show_figure(figure(context, view, f"payers_{unit}", lambda: budget_payers(view, t, unit=unit)), context)
    st.header(t("Des montants aux lignes"), anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        side = choices.segments(
            t("Sens"), list(_DIRECTIONS), key="sens",
            format_func=lambda code: amounts_of(view.stage, _DIRECTIONS[code], t),
        )  # fmt: skip
        by = _CUTS[
            choices.select(
                t("Répartition"),
                list(_CUTS),
                key="repartition",
                default="nature",
                format_func=lambda code: opening(cut_name(code, t)),
                width=300,
            )
        ]
    direction = _DIRECTIONS[side]
    drawn = figure(
        context, view, f"{direction}_{by}_{unit}", lambda: budget_split(view, by, t, direction=direction, unit=unit)
    )
    show_figure(drawn, context)
    if by in _SPREAD and direction == "expenditure":
        st.caption(items_sentence(item_concentration(view.split(by), view.rules), by, t))
    _drill_down(view, context, by, direction)


def _drill_down(view: BudgetView, context: PageContext, by: By, direction: Direction) -> None:
    t = context.t
    parts = {part.key: part for part in view.split(by, direction).parts}
    if not parts:
        return
    names = {_ALL: t("Toutes les lignes")}
    names |= {key: part_name(part, by, view.snapshot, view.catalogue, t) for key, part in parts.items()}
    key = choices.select(t("Ouvrir les lignes de"), list(names), key=f"poste_{by}", format_func=names.__getitem__)
    rows = view.book.lines(view.year, direction)
    if key != _ALL:
        rows = lines_of_part(rows, by, key)
    table = lines_table(rows, view, t)
    show_table(
        table.head(_SHOWN),
        t,
        alt=t("Lignes de budget {year}", year=view.year),
        key="budget_lines",
    )
    count = t.n("{count} ligne", "{count} lignes", len(table))
    st.caption(
        count if len(table) <= _SHOWN else t("{count}, les {shown} premières affichées.", count=count, shown=_SHOWN)
    )
    st.download_button(
        t("Télécharger les lignes (CSV)"),
        data=lambda: csv_bytes(table),
        file_name=f"ouverture_lignes_{context.territory.code}_{view.year}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
    )
