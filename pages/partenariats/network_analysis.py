"""Is this network worth it? The 28 lines of encadré 60, before joining and at renewal, beside the fee and the results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from indicators.access import allowed
from indicators.catalogue.grids import Grid
from indicators.grids.maturity import GridYear, history, latest
from indicators.partnerships import MembershipReading
from indicators.present.texts.evaluation.grids import answer_word
from indicators.present.texts.markdown import escape
from indicators.present.texts.translator import MISSING
from pages.evaluation.grid_form import show_form
from pages.shared import choices
from pages.shared.context import PageContext
from pages.shared.layout import example_note

GRID = "network_swot"


def show_analysis(mine: Sequence[MembershipReading], context: PageContext) -> None:
    """Choose a network, of ours or of the directory: its fee and results, its four boxes, the form for officers."""
    t, grid = context.t, context.catalogue.grids[GRID]
    rows = [row for row in context.snapshot.self_assessments if row.grid == GRID]
    officer = allowed(context.user, "officer", context.territory.code)
    names = {
        item.membership.network: item.membership.name or _called(item.membership.network, context) for item in mine
    }
    if officer:
        names |= {
            name: network.name.get(t.lang) for name, network in context.catalogue.networks.items() if name not in names
        }
    offered = [name for name in names if officer or any(row.partnership == name for row in rows)]
    if not offered:
        return
    st.header(t("Participer à ce réseau ?"), anchor=False)
    st.caption(grid.note.get(t.lang))
    chosen = choices.select(
        t("Réseau à analyser"), ["", *offered], key="reseau",
        format_func=lambda name: names[name] if name else t("aucun : choisissez ici"),
    )  # fmt: skip
    if not chosen:
        return
    _beside(next((item for item in mine if item.membership.network == chosen), None), context)
    if (year := latest(history(grid, rows, partnership=chosen, until=context.year))) is not None:
        _boxes(grid, year, context)
    show_form(grid, chosen, context)


def _called(network: str, context: PageContext) -> str:
    known = context.catalogue.networks.get(network)
    return known.name.get(context.t.lang) if known else network


def _beside(item: MembershipReading | None, context: PageContext) -> None:
    """What it costs and what it brought: before joining, there is nothing to say yet."""
    t = context.t
    if item is None:
        st.markdown(
            t("Nous n'en sommes pas membre : demandez la cotisation, et ce que d'autres membres en ont retiré.")
        )
        return
    row = item.membership
    results = " ; ".join(row.results) or t("aucun résultat documenté")
    st.markdown(
        t("Cotisation annuelle : {fee}. Résultats : {results}. Dernier : {last}.",
          fee=t.money(row.fee), results=escape(results), last=t.date(row.last_result) if row.last_result else MISSING)
    )  # fmt: skip


def _boxes(grid: Grid, year: GridYear, context: PageContext) -> None:
    """What is true of the network, box by box; lines do not add up."""
    t = context.t
    st.markdown(t("Analyse de {year}, par {author}.", year=str(year.year), author=_author(year)))
    if year.example:
        example_note(context)
    usual = Counter(row.document for row in year.answers.values()).most_common(1)[0][0]
    if usual:
        st.caption(escape(usual))
    groups = list(grid.groups.items())
    for start in range(0, len(groups), 2):
        for column, (name, title) in zip(st.columns(2, gap="large"), groups[start : start + 2], strict=False):
            lines = []
            for item in grid.group(name):
                row = year.answers.get(item.id)
                if row is not None and row.answer:
                    said = answer_word(grid, row.answer, t, item)
                    own = row.evidence or (row.document if row.document != usual else "")
                    proof = f" ({escape(own)})" if own else ""
                    lines.append(f"- {escape(item.label.get(t.lang))}{t(' : ')}**{escape(said)}**{proof}")
            column.markdown(f"**{title.get(t.lang)}**\n" + ("\n".join(lines) or MISSING))


def _author(year: GridYear) -> str:
    return next((escape(row.author) for row in year.answers.values() if row.author), MISSING)
