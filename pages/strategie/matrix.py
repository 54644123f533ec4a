"""The matrix: findings with their figure or their proof, crossed into four strategies; a strategy becomes an objective."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from indicators.intake.text import slug
from indicators.present.texts.markdown import escape
from indicators.present.texts.strategy.sentences import crossing_words, support_words
from indicators.present.texts.strategy.words import box_question, box_word
from indicators.records import Box, Finding, Objective
from indicators.strategy import Crossing, Supported
from indicators.strategy.matrix import CROSSES, FINDINGS
from pages.donnees.context import enter
from pages.donnees.kept import kept
from pages.strategie.data import Writing
from pages.strategie.matrix_forms import finding_form, strategy_form


def show_matrix(page: Writing) -> None:
    """Findings two by two, the form of a new one, then the strategies that cross them."""
    t, matrix = page.context.t, page.strategy.matrix
    st.header(t("Les quatre constats"), anchor=False)
    _two_by_two(FINDINGS, page)
    if page.officer:
        finding_form(page)
    st.header(t("Les quatre stratégies qui en découlent"), anchor=False)
    _two_by_two(tuple(CROSSES), page)
    if page.officer and matrix.all_findings:
        strategy_form(page)


def _two_by_two(boxes: tuple[Box, ...], page: Writing) -> None:
    catalogue, t = page.context.catalogue, page.context.t
    for start in range(0, len(boxes), 2):
        for column, box in zip(st.columns(2, gap="medium"), boxes[start : start + 2], strict=False):
            with column.container(border=True, height="stretch"):
                st.markdown(f"### {box_word(box, catalogue, t)}")
                st.caption(box_question(box, catalogue, t))
                _box(box, page)


def _box(box: Box, page: Writing) -> None:
    t, matrix = page.context.t, page.strategy.matrix
    if box in CROSSES:
        for crossing in matrix.strategies[box]:
            _crossing(crossing, page)
    else:
        for item in matrix.findings[box]:
            _finding(item, page)
    if not (matrix.strategies.get(box) or matrix.findings.get(box)):
        st.markdown(t("*Rien d'écrit.*"))


def _finding(item: Supported, page: Writing) -> None:
    """A finding with what it rests on; one that rests on nothing says so."""
    t = page.context.t
    mark = f" :gray-badge[{t('exemple')}]" if item.finding.example else ""
    doubt = "" if item.proven else f" :orange-badge[{t('à prouver')}]"
    st.markdown(f"**{escape(item.finding.text)}**{mark}{doubt}  \n{escape(support_words(item, t))}")


def _crossing(item: Crossing, page: Writing) -> None:
    t = page.context.t
    mark = f" :gray-badge[{t('exemple')}]" if item.finding.example else ""
    st.markdown(f"**{escape(item.finding.text)}**{mark}  \n{escape(crossing_words(item, t))}")
    if page.officer and item.objective is None:
        label = t("En faire un objectif")
        if st.button(label, key=f"objectif_{item.finding.id}", icon=":material/flag:", help=escape(item.finding.text)):
            to_objective(item.finding, page)


def to_objective(finding: Finding, page: Writing) -> None:
    """A strategy becomes an objective of the plan, and keeps its name: both wait in the same draft."""
    territory = page.context.territory.code
    objective = Objective(
        territory=territory,
        id=slug(finding.text),
        level="programmatic",
        label=finding.text,
        plan=page.plan,
    )
    linked = replace(finding, objective=objective.id)
    if enter(page.context, page.batch, "objective", [objective]) and enter(
        page.context, page.batch, "finding", [linked]
    ):
        kept(page.context.t)
        st.rerun()
