"""The self-assessment grids: where each stands, the one that is opened, and the form for officers."""

from __future__ import annotations

import streamlit as st

from indicators.catalogue.grids import Grid
from indicators.grids.maturity import Reciprocity, reciprocity
from indicators.present.charts.evaluation_grids import grid_totals, reciprocity_gap
from pages.evaluation.data import cached_figure
from pages.evaluation.grid_form import show_form
from pages.evaluation.grid_years import history_until, show_side
from pages.shared.choices import distinct, select
from pages.shared.context import PageContext
from pages.shared.figures import show_figure
from pages.shared.layout import empty_state
from pages.shared.links import link_to


def show_grids(context: PageContext) -> None:
    """Overview, one grid opened, its answers by year, then the form."""
    t = context.t
    territory = [grid for grid in context.catalogue.grids.values() if grid.scope == "territory"]
    histories = [(grid, history_until(grid, context)) for grid in territory if grid.scale.kind != "text"]
    filled = [(grid, years) for grid, years in histories if years]
    if filled:
        show_figure(cached_figure(context, "grids", lambda: grid_totals(filled, t)), context)
    grid = _choose(context)
    if grid is None:
        return
    st.header(grid.label.get(t.lang), anchor=False)
    _tell_later(grid, context)
    if "partner" in grid.sides:
        _both_sides(grid, context)
    partnership = _partnership(grid, context)
    if grid.scope == "territory" or partnership:
        for side in grid.sides:
            show_side(grid, side, partnership, context)
    if grid.id == "swot":
        st.info(
            context.t("Les constats s'écrivent un à un, avec leur chiffre ou leur preuve, dans « Stratégie »."),
            icon=":material/signpost:",
        )
        link_to("strategie", context.t("Ouvrir la matrice"))
    else:
        show_form(grid, partnership, context)


def _tell_later(grid: Grid, context: PageContext) -> None:
    """Say that there are answers later than the year that is read."""
    rows = context.snapshot.self_assessments
    later = sorted({str(row.year) for row in rows if row.grid == grid.id and row.year > context.year})
    if later:
        told = context.t("Réponses plus récentes, à lire en changeant l'année de lecture : {years}.", years=context.t.join(later))  # fmt: skip
        st.caption(f":material/schedule: {told}")


def _choose(context: PageContext) -> Grid | None:
    t = context.t
    grids = {name: grid for name, grid in context.catalogue.grids.items() if grid.scope in ("territory", "partnership")}
    if not grids:
        empty_state(t("Le catalogue ne contient aucune grille."))
        return None
    scope = {"territory": t("politique"), "partnership": t("partenariat")}
    chosen = select(
        t("Grille à ouvrir"),
        list(grids),
        format_func=lambda name: f"{grids[name].label.get(t.lang)} ({scope[grids[name].scope]})",
        key="grille",
    )
    return grids[chosen]


def _partnership(grid: Grid, context: PageContext) -> str:
    if grid.scope != "partnership":
        return ""
    t = context.t
    names = {item.id: f"{item.partner} ({t.country(item.country)})" for item in context.snapshot.partnerships}
    if not names:
        empty_state(t("Aucun partenariat enregistré : cette grille se remplit partenariat par partenariat."))
        return ""
    assessed = [row.partnership for row in context.snapshot.self_assessments if row.grid == grid.id]
    ordered = sorted(names, key=lambda name: (name not in assessed, names[name]))
    words = distinct(ordered, names.__getitem__)
    return str(st.selectbox(t("Partenariat"), ordered, format_func=words, key=f"partenariat_{grid.id}"))


def _both_sides(grid: Grid, context: PageContext) -> None:
    t, rows = context.t, context.snapshot.self_assessments
    names = {item.id: item.partner for item in context.snapshot.partnerships}
    assessed = dict.fromkeys(row.partnership for row in rows if row.grid == grid.id and row.partnership)
    pairs: list[tuple[str, Reciprocity]] = [
        (names.get(name, name), reciprocity(grid, rows, name, context.year)) for name in assessed
    ]
    if pairs:
        figure = cached_figure(context, f"gap_{grid.id}", lambda: reciprocity_gap(grid, pairs, t))
        show_figure(figure, context)
