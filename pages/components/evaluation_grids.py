"""The self-assessment grids: where each stands, one opened over the years, and the form for officers."""

from __future__ import annotations

import streamlit as st

from indicators.catalogue.model import Grid
from indicators.maturity import GridYear, Reciprocity, history, jumps, reciprocity
from indicators.present.charts.evaluation_grids import grid_history, grid_totals, reciprocity_gap
from indicators.present.texts.evaluation import grids as words
from pages.components.choices import select
from pages.components.context import PageContext
from pages.components.evaluation_data import cached_figure
from pages.components.evaluation_grid_form import show_form
from pages.components.evaluation_swot import show_swot
from pages.components.figures import show_figure
from pages.components.layout import empty_state


def show_grids(context: PageContext) -> None:
    """Overview, one grid opened, its answers by year, then the form."""
    t = context.t
    territory = [grid for grid in context.catalogue.grids.values() if grid.scope == "territory"]
    histories = [(grid, _history(grid, context)) for grid in territory if grid.scale.kind != "text"]
    filled = [(grid, years) for grid, years in histories if years]
    if filled:
        show_figure(cached_figure(context, "grids", lambda: grid_totals(filled, t)), context)
    grid = _choose(context)
    if grid is None:
        return
    st.header(grid.label.get(t.lang), anchor=False)
    if grid.scale.kind == "text":
        st.caption(grid.note.get(t.lang))
        show_swot(grid, _history(grid, context), context)
    elif "partner" in grid.sides:
        _both_sides(grid, context)
    partnership = _partnership(grid, context)
    _years(grid, _history(grid, context, partnership), context)
    show_form(grid, partnership, context)


def _history(grid: Grid, context: PageContext, partnership: str = "") -> tuple[GridYear, ...]:
    rows = context.snapshot.self_assessments
    return history(grid, rows, partnership=partnership, until=context.year)


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
    return str(st.selectbox(t("Partenariat"), ordered, format_func=names.__getitem__, key=f"partenariat_{grid.id}"))


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


def _years(grid: Grid, years: tuple[GridYear, ...], context: PageContext) -> None:
    t = context.t
    if not years:
        empty_state(t("Grille jamais remplie."), t("Ce qui n'est pas répondu n'est pas un « non » : rien n'est noté."))
        return
    if grid.scale.kind != "text":
        last = years[-1]
        name = f"grid_{grid.id}_{last.partnership}"
        figure = cached_figure(context, name, lambda: grid_history(grid, years, t))
        show_figure(figure, context, heading=False)
        found = jumps(years)
        if found:
            st.markdown(t("**Sauts de deux degrés ou plus**"))
            st.markdown("\n".join(f"- {words.jump_sentence(jump, t)}" for jump in found))
    _evidence(years[-1], context)


def _evidence(found: GridYear, context: PageContext) -> None:
    """What proves the latest answers, by whom and when they were given."""
    t = context.t
    rows = [row for row in found.answers.values() if row.evidence]
    people = sorted({row.author for row in found.answers.values() if row.author})
    dates = sorted({row.date for row in found.answers.values() if row.date})
    if people or dates:
        when = t.date(dates[-1]) if dates else str(found.year)
        st.caption(t("Rempli par {people}, {date}.", people=t.join(people) or t("auteur non renseigné"), date=when))
    if rows:
        with st.expander(t.n("{count} preuve", "{count} preuves", len(rows)), icon=":material/verified:"):
            for row in rows:
                item = found.grid.item(row.item)
                st.markdown(t.typeset(f"- **{item.label.get(t.lang) if item else row.item}** : {row.evidence}"))
