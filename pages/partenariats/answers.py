"""What the grids say of one relation: benefits on both sides, reciprocity, ten criteria, stage and obstacles."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from indicators.grids.maturity import reciprocity
from indicators.partnerships import Relation, graded_benefits, item_answers
from indicators.present.texts.partnerships import sentences
from indicators.present.texts.partnerships import sheet as words
from pages.shared.context import PageContext


def show_benefits(item: Relation, context: PageContext) -> None:
    """What each side gains, said by each for itself."""
    t, rows = context.t, context.snapshot.self_assessments
    grid = context.catalogue.grids.get("benefits")
    if grid is not None:
        answers = item_answers(item.partnership, grid, rows)
        table = pd.DataFrame(
            {
                t("Bénéfice"): [answer.item.label.get(t.lang) for answer in answers],
                t("Pour nous"): [words.benefit(answer.ours, answer.named_ours, grid, t) for answer in answers],
                t("Pour le partenaire"): [
                    words.benefit(answer.theirs, answer.named_theirs, grid, t) for answer in answers
                ],
            }
        )
        st.table(table.set_index(t("Bénéfice")))
        st.markdown(sentences.graded_benefits(graded_benefits(answers), grid.scale.high, t))
    st.markdown(sentences.reciprocity(item.reciprocity, t))
    answered = context.catalogue.grids.get("reciprocity")
    if answered is not None:
        st.markdown(words.reciprocity_grid(reciprocity(answered, rows, item.id), t))
    st.caption(t("La réciprocité n'est pas la contrepartie identique : chaque côté dit ce qu'il en retire."))


def show_quality(item: Relation, context: PageContext) -> None:
    """How lasting the relation is, and what hinders it."""
    t, rows, grids = context.t, context.snapshot.self_assessments, context.catalogue.grids
    st.markdown(words.durability(item, grids.get("durability"), t))
    left, right = st.columns(2, gap="large")
    for column, name in ((left, "ten_criteria"), (right, "obstacles")):
        grid = grids.get(name)
        if grid is None:
            continue
        answers = item_answers(item.partnership, grid, rows)
        with column:
            st.markdown(f"**{grid.label.get(t.lang)}**")
            if not any(answer.known for answer in answers):
                st.caption(t("Pas encore rempli pour cette relation."))
                continue
            st.table(words.grid_table(answers, grid, t))
