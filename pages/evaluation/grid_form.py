"""The form in which an officer fills a grid: an answer, its evidence, and a reason where it jumps; kept as a draft."""

from __future__ import annotations

from datetime import date

import streamlit as st

from indicators.catalogue.model import Grid, GridItem
from indicators.grids.maturity import Answer, GridYear, Side, assessments, history, latest, unjustified
from indicators.present.texts.evaluation.grids import answer_choices, answer_word
from pages.donnees.context import enter
from pages.shared.context import PageContext
from pages.shared.links import link_to

# « Sans réponse » and two answers: no answer can then jump two steps.
_LEAST_TO_JUMP = 3


def show_form(grid: Grid, partnership: str, context: PageContext) -> None:
    """The form, for those who may change this territory; nothing is published from here."""
    t = context.t
    if not context.user.may("officer", context.territory.code):
        return
    if grid.scope == "partnership" and not partnership:
        return
    with st.expander(t("Remplir cette grille"), icon=":material/edit:"):
        year, side = _what(grid, context)
        rows = context.snapshot.self_assessments
        known = latest(history(grid, rows, side=side, partnership=partnership, until=year))
        before = latest(history(grid, rows, side=side, partnership=partnership, until=year - 1))
        with st.form(f"form_{grid.id}_{partnership}_{side}_{year}", border=False):
            key = f"{grid.id}_{partnership}_{side}_{year}"
            answers = {item.id: _item(grid, item, known, f"{key}_{item.id}", context) for item in grid.items}
            sent = st.form_submit_button(t("Enregistrer le brouillon"), type="primary", icon=":material/save:")
        if sent:
            _save(grid, answers, before, year, side, partnership, context)


def _what(grid: Grid, context: PageContext) -> tuple[int, Side]:
    t = context.t
    with st.container(horizontal=True):
        years = list(range(date.today().year, context.year - 5, -1))
        year = st.selectbox(t("Année évaluée"), years, key=f"annee_{grid.id}", width=180)
        side: Side = "own"
        if "partner" in grid.sides:
            labels = {"own": t("notre côté"), "partner": t("le partenaire")}
            chosen = st.segmented_control(
                t("Qui répond ?"),
                list(labels),
                format_func=labels.__getitem__,
                default="own",
                required=True,
                key=f"cote_{grid.id}",
            )
            side = "partner" if chosen == "partner" else "own"
    return int(year), side


def _item(grid: Grid, item: GridItem, known: GridYear | None, key: str, context: PageContext) -> Answer:
    """The widgets of one item, filled with the last answer known."""
    t = context.t
    row = known.answers.get(item.id) if known else None
    help_text = item.description.get(t.lang) if item.description else None
    if grid.scale.kind == "text":
        text = st.text_area(item.label.get(t.lang), row.text if row else "", help=help_text, key=f"{key}_text")
        proof = st.text_input(t("Preuve"), row.evidence if row else "", key=f"{key}_evidence")
        return Answer(text=text, evidence=proof)
    options = [None, *answer_choices(grid)]
    left, middle, *rest = st.columns(3 if len(options) > _LEAST_TO_JUMP else 2, vertical_alignment="bottom")
    value = left.selectbox(
        item.label.get(t.lang),
        options,
        index=options.index(row.answer) if row is not None and row.answer in options else 0,
        format_func=lambda value: answer_word(grid, value, t, item),
        help=help_text,
        key=f"{key}_value",
    )
    evidence = middle.text_input(t("Preuve"), row.evidence if row else "", key=f"{key}_evidence")
    hint = t("saut de deux degrés")
    reason = rest[0].text_input(t("Justification"), "", key=f"{key}_reason", placeholder=hint) if rest else ""
    return Answer(value, evidence=evidence, justification=reason)


def _save(
    grid: Grid,
    answers: dict[str, Answer],
    before: GridYear | None,
    year: int,
    side: Side,
    partnership: str,
    context: PageContext,
) -> None:
    t = context.t
    if asked := unjustified(grid, before, answers):
        names = t.join([item.label.get(t.lang) for item in asked])
        st.error(
            t("Rien n'est enregistré : une justification est demandée pour {names}.", names=names),
            icon=":material/priority_high:",
        )
        return
    rows = assessments(
        grid,
        answers,
        territory=context.territory.code,
        year=year,
        author=context.user.name,
        date=date.today().isoformat(),
        side=side,
        partnership=partnership,
    )
    if not rows:
        st.warning(t("Aucune réponse à enregistrer."))
        return
    enter(context, t("Auto-évaluations"), "self_assessment", rows)
    st.success(
        t.n(
            "{count} réponse gardée en brouillon. Elle sera visible après publication.",
            "{count} réponses gardées en brouillon. Elles seront visibles après publication.",
            len(rows),
        ),
        icon=":material/check_circle:",
    )
    link_to("donnees", t("Relire et publier"))
