"""The form in which an officer fills a grid: an answer, its evidence, and a reason where it jumps; kept as a draft."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from indicators.catalogue.grids import Grid
from indicators.grids.maturity import Answer, GridYear, Side, assessments, history, latest, unjustified
from pages.donnees.context import enter
from pages.evaluation.grid_items import item_inputs
from pages.shared.context import PageContext
from pages.shared.folding import folded
from pages.shared.links import link_to


def show_form(grid: Grid, partnership: str, context: PageContext) -> None:
    """The form, for those who may change this territory; nothing is published from here."""
    if not context.user.may("officer", context.territory.code):
        return
    if grid.scope != "territory" and not partnership:
        return
    draw = partial(_fill, grid, partnership, context)
    folded(context.t("Remplir cette grille"), draw, key=f"remplir_{grid.id}_{partnership}", icon=":material/edit:")


def _fill(grid: Grid, partnership: str, context: PageContext) -> None:
    """The year and the side first, then every question of the grid."""
    t = context.t
    year, side = _what(grid, context)
    rows = context.snapshot.self_assessments
    years = history(grid, rows, side=side, partnership=partnership, until=year)
    before = latest([found for found in years if found.year < year])
    known, taken = _start(latest(years), year, context)
    key = f"{grid.id}_{partnership}_{side}_{year}_{taken}"
    with st.form(f"form_{key}", border=False):
        answers = {item.id: item_inputs(grid, item, known, f"{key}_{item.id}", context) for item in grid.items}
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


def _start(last: GridYear | None, year: int, context: PageContext) -> tuple[GridYear | None, str]:
    """What the form opens with: the answers of the year, or nothing in a new one.

    Last year's answers come with their proofs only when the person asks for them, to read each again.
    """
    t = context.t
    if last is None or last.year == year:
        return last, ""
    st.caption(t("Année nouvelle : rien n'est repris de {year}, ni réponse ni preuve.", year=last.year))
    again = st.toggle(
        t("Reprendre les réponses et les preuves de {year} pour les confirmer une à une", year=last.year),
        key=f"reprise_{last.grid.id}_{last.partnership}_{last.side}_{year}",
    )
    return (last, str(last.year)) if again else (None, "")


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
    if not enter(context, t("Auto-évaluations"), "self_assessment", rows):
        return
    st.success(
        t.n(
            "{count} réponse gardée en brouillon. Elle sera visible après publication.",
            "{count} réponses gardées en brouillon. Elles seront visibles après publication.",
            len(rows),
        ),
        icon=":material/check_circle:",
    )
    link_to("donnees", t("Relire et publier"))
