"""The self-assessment grids: where each stands, one opened over the years, and the form for officers."""

from __future__ import annotations

import streamlit as st

from indicators.catalogue.model import Grid
from indicators.maturity import GridYear, Reciprocity, Side, history, jumps, latest, reciprocity
from indicators.present.charts.evaluation_grids import grid_history, grid_totals, reciprocity_gap
from indicators.present.texts.evaluation import grids as words
from indicators.present.texts.markdown import escape
from indicators.present.typed import typed_line
from pages.components.choices import distinct, select
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
    _tell_later(grid, context)
    if "partner" in grid.sides:
        _both_sides(grid, context)
    partnership = _partnership(grid, context)
    if grid.scope == "territory" or partnership:
        for side in grid.sides:
            _side(grid, side, partnership, context)
    show_form(grid, partnership, context)


def _history(grid: Grid, context: PageContext, partnership: str = "", side: Side = "own") -> tuple[GridYear, ...]:
    rows = context.snapshot.self_assessments
    return history(grid, rows, side=side, partnership=partnership, until=context.year)


def _tell_later(grid: Grid, context: PageContext) -> None:
    """Say that there are answers later than the year that is read."""
    rows = context.snapshot.self_assessments
    later = sorted({str(row.year) for row in rows if row.grid == grid.id and row.year > context.year})
    if later:
        told = context.t("Réponses plus récentes, à lire en changeant l'année de lecture : {years}.", years=context.t.join(later))  # fmt: skip
        st.caption(f":material/schedule: {told}")


def _side(grid: Grid, side: Side, partnership: str, context: PageContext) -> None:
    """The answers of one side over the years; a grid of texts shows those of the year that is chosen."""
    t = context.t
    years = _history(grid, context, partnership, side)
    if len(grid.sides) > 1:
        st.subheader({"own": t("Notre côté"), "partner": t("Le partenaire")}[side], anchor=False)
    if grid.scale.kind == "text":
        st.caption(grid.note.get(t.lang))
        read = _year_read(grid, side, years, context)
        show_swot(grid, read, context)
    elif not years:
        empty_state(t("Grille jamais remplie."), t("Ce qui n'est pas répondu n'est pas un « non » : rien n'est noté."))
        return
    else:
        _years(grid, years, context)
        read = _year_read(grid, side, years, context)
    if read is not None:
        _evidence(read, context)


def _year_read(grid: Grid, side: Side, years: tuple[GridYear, ...], context: PageContext) -> GridYear | None:
    """The year whose answers and evidence are read: the latest, or an earlier one that the reader chooses."""
    if len(years) < 2:
        return latest(years)
    by_year = {found.year: found for found in reversed(years)}
    label = context.t("Preuves et réponses de l'année")
    chosen = st.selectbox(label, list(by_year), key=f"lecture_{grid.id}_{side}_{years[-1].partnership}", width=240)
    return by_year[chosen]


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


def _years(grid: Grid, years: tuple[GridYear, ...], context: PageContext) -> None:
    t, last = context.t, years[-1]
    name = f"grid_{grid.id}_{last.side}_{last.partnership}"
    figure = cached_figure(context, name, lambda: grid_history(grid, years, t))
    show_figure(figure, context, heading=False)
    found = jumps(years)
    if found:
        st.markdown(t("**Sauts de deux degrés ou plus**"))
        st.markdown("\n".join(f"- {words.jump_sentence(jump, t)}" for jump in found))


def _evidence(found: GridYear, context: PageContext) -> None:
    """What proves the answers of a year, by whom and when they were given."""
    t = context.t
    rows = [row for row in found.answers.values() if row.evidence]
    people = sorted({row.author for row in found.answers.values() if row.author})
    dates = sorted({row.date for row in found.answers.values() if row.date})
    if people or dates:
        when = t.date(dates[-1]) if dates else str(found.year)
        st.caption(
            t("Rempli par {people}, {date}.", people=escape(t.join(people)) or t("auteur non renseigné"), date=when)
        )
    if rows:
        with st.expander(t.n("{count} preuve", "{count} preuves", len(rows)), icon=":material/verified:"):
            for row in rows:
                item = found.grid.item(row.item)
                name = item.label.get(t.lang) if item else row.item
                said = "" if row.answer is None else f" ({words.answer_word(found.grid, row.answer, t, item)})"
                st.html(typed_line(name, row.evidence, context.settings.languages.default, t, detail=said))
