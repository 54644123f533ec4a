"""The answers of one side of a grid over the years, and what proves those of the year that is read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from indicators.catalogue.grids import Grid
from indicators.grids.maturity import GridYear, Side, history, jumps, latest
from indicators.present.charts.evaluation_grids import grid_history
from indicators.present.texts.evaluation import grids as words
from indicators.present.texts.markdown import escape
from indicators.present.typed import typed_line
from indicators.records import SelfAssessment
from pages.evaluation.data import cached_figure
from pages.evaluation.swot import show_swot
from pages.shared.context import PageContext
from pages.shared.figures import show_figure
from pages.shared.folding import folded
from pages.shared.layout import empty_state


def history_until(grid: Grid, context: PageContext, partnership: str = "", side: Side = "own") -> tuple[GridYear, ...]:
    """The years of a grid up to the one that is read, on one side, for one partnership where it is filled by one."""
    rows = context.snapshot.self_assessments
    return history(grid, rows, side=side, partnership=partnership, until=context.year)


def show_side(grid: Grid, side: Side, partnership: str, context: PageContext) -> None:
    """The answers of one side over the years; a grid of texts shows those of the year that is chosen."""
    t = context.t
    years = history_until(grid, context, partnership, side)
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
    rows = [row for row in found.answers.values() if row.evidence or row.horizon or row.document or row.owner]
    people = sorted({row.author for row in found.answers.values() if row.author})
    dates = sorted({row.date for row in found.answers.values() if row.date})
    if people or dates:
        when = t.date(dates[-1]) if dates else str(found.year)
        st.caption(
            t("Rempli par {people}, {date}.", people=escape(t.join(people)) or t("auteur non renseigné"), date=when)
        )
    if rows:
        title = t.n("{count} preuve", "{count} preuves", len(rows))
        key = f"preuves_{found.grid.id}_{found.partnership}_{found.side}"
        folded(title, partial(_proofs, rows, found, context), key=key, icon=":material/verified:")


def _proofs(rows: Sequence[SelfAssessment], found: GridYear, context: PageContext) -> None:
    t = context.t
    for row in rows:
        item = found.grid.item(row.item)
        name = item.label.get(t.lang) if item else row.item
        said = "" if row.answer is None else f" ({words.answer_word(found.grid, row.answer, t, item)})"
        told = words.proof_words(row, found.grid, t)
        st.html(typed_line(name, told, context.settings.languages.default, t, detail=said))
