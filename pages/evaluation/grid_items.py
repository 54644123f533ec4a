"""The widgets of one item of a grid: an answer, its evidence, what the grid asks beside, and a reason where it jumps."""

from __future__ import annotations

import streamlit as st

from indicators.catalogue.grids import Grid, GridItem
from indicators.grids.maturity import Answer, GridYear
from indicators.present.texts.evaluation.grids import answer_choices, answer_word
from indicators.records import SelfAssessment
from pages.shared.context import PageContext

# « Sans réponse » and two answers: no answer can then jump two steps.
_LEAST_TO_JUMP = 3


def item_inputs(grid: Grid, item: GridItem, known: GridYear | None, key: str, context: PageContext) -> Answer:
    """What a person answers to an item, the fields filled with ``known``."""
    row = known.answers.get(item.id) if known else None
    if grid.scale.kind == "text":
        return _written(item, row, key, context)
    value, evidence, reason = _chosen(grid, item, row, key, context)
    more = _asked(grid, row, key, context)
    return Answer(value, evidence=evidence, justification=reason, **more)


def _written(item: GridItem, row: SelfAssessment | None, key: str, context: PageContext) -> Answer:
    t = context.t
    help_text = item.description.get(t.lang) if item.description else None
    text = st.text_area(item.label.get(t.lang), row.text if row else "", help=help_text, key=f"{key}_text")
    proof = st.text_input(t("Preuve"), row.evidence if row else "", key=f"{key}_evidence")
    return Answer(text=text, evidence=proof)


def _chosen(
    grid: Grid, item: GridItem, row: SelfAssessment | None, key: str, context: PageContext
) -> tuple[float | None, str, str]:
    t = context.t
    options = [None, *answer_choices(grid)]
    left, middle, *rest = st.columns(3 if len(options) > _LEAST_TO_JUMP else 2, vertical_alignment="bottom")
    level = f" ({grid.levels[item.level - 1].get(t.lang)})" if grid.levels else ""
    value = left.selectbox(
        item.label.get(t.lang) + level,
        options,
        index=options.index(row.answer) if row is not None and row.answer in options else 0,
        format_func=lambda value: answer_word(grid, value, t, item),
        help=item.description.get(t.lang) if item.description else None,
        key=f"{key}_value",
    )
    evidence = middle.text_input(t("Preuve"), row.evidence if row else "", key=f"{key}_evidence")
    hint = t("saut de deux degrés")
    reason = rest[0].text_input(t("Justification"), "", key=f"{key}_reason", placeholder=hint) if rest else ""
    return value, evidence, reason


def _asked(grid: Grid, row: SelfAssessment | None, key: str, context: PageContext) -> dict[str, str]:
    """The other fields that the grid asks of each item, on one line."""
    t = context.t
    words = {
        "text": t("Texte"),
        "document": t("Document"),
        "horizon": t("Date (AAAA, AAAA-MM ou AAAA-MM-JJ)") if "document" in grid.asks else t("Année d'horizon"),
        "owner": t("Fonction responsable"),
    }
    if not grid.asks:
        return {}
    spots = st.columns(len(grid.asks), vertical_alignment="bottom")
    return {
        name: spot.text_input(words[name], getattr(row, name) if row else "", key=f"{key}_{name}")
        for name, spot in zip(grid.asks, spots, strict=True)
    }
