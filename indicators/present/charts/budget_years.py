"""The budget related to what it is part of, over the years: share of the budget, amount per inhabitant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from indicators.budget import BudgetView, Ratio
from indicators.present.charts import time
from indicators.present.charts.labels import SIDES, free_sides, rule_side
from indicators.present.charts.narrow import landmarks, told_there
from indicators.present.charts.remarks import remarked
from indicators.present.charts.theme import finish
from indicators.present.figure import Figure, unique_sources
from indicators.present.palette import BLUE, ORANGE, PURPLE
from indicators.present.texts import Translator
from indicators.present.texts.budget.sentences import ratio_sentence
from indicators.present.texts.budget.words import amounts_of, basis_name, fact_source, or_reason, sources_of

_LABELLED = 12


def share_over_years(view: BudgetView, t: Translator, *, reference: bool = False) -> Figure:
    """The share of the budget, per thousand; ``reference`` adds the one-thousandth landmark, off by default."""
    basis = view.bases.denominator
    rows = [year_point(row.year, row.share, 1.0, _of_thousand(row.share, t), t) for row in view.history]
    title = t(
        "{amounts} : part des {basis}", amounts=amounts_of(view.stage, "expenditure", t), basis=basis_name(basis, t)
    )
    marks = [(1.0, t("repère : 1 € sur 1 000 € (Rennes, 1985)"))] if reference else []
    note = (
        t("Dépenses internationales de fonctionnement du budget principal ÷ {basis}.", basis=basis_name(basis, t))
        if basis == "b_drf"
        else t("Dépenses internationales ÷ {basis}.", basis=basis_name(basis, t))
    )
    return _line_figure(
        "budget_share",
        title,
        ratio_sentence(view.history, t),
        rows,
        view,
        t,
        (t("€ sur 1 000 €"), BLUE),
        basis,
        marks,
        note,
    )


def _of_thousand(share: Ratio, t: Translator) -> str:
    return t.money(None if share.value is None else 100 * share.value, 2)


def per_inhabitant_over_years(view: BudgetView, t: Translator) -> Figure:
    """Euros per inhabitant each year."""
    basis = view.bases.population
    rows = [
        year_point(row.year, row.per_inhabitant, 0.01, t.money(row.per_inhabitant.value, 2), t) for row in view.history
    ]
    title = t("{amounts} par habitant", amounts=amounts_of(view.stage, "expenditure", t))
    sentence = ratio_sentence(view.history, t, by_head=True)
    note = t("Dénominateur : {basis} de la même année.", basis=basis_name(basis, t))
    return _line_figure(
        "budget_per_inhabitant", title, sentence, rows, view, t, (t("euros par habitant"), PURPLE), basis, [], note
    )


def year_point(year: int, found: Ratio, scale: float, text: str, t: Translator) -> dict[str, Any]:
    """A row of a line: the value at ``scale`` with its words, or why there is none."""
    value = None if found.value is None else found.value * scale
    numerator = None if found.numerator is None else found.numerator / 100
    label = text if value is not None else ""
    return {"year": year, "numerator": numerator, "value": value, "label": label, "why": or_reason(text, found, t)}


def _line_figure(
    key: str,
    title: str,
    sentence: str,
    rows: list[dict[str, Any]],
    view: BudgetView,
    t: Translator,
    axis: tuple[str, str],
    basis: str,
    marks: Sequence[tuple[float, str]],
    note: str,
) -> Figure:
    frame = pd.DataFrame(rows)
    known = bool(rows) and frame["value"].notna().any()
    facts = [fact for row in rows for fact in fact_source(view.context.get(basis, row["year"]), view.catalogue, t)]
    columns = ["year", "numerator", "value", "why"]
    table = frame[columns] if rows else pd.DataFrame(columns=columns)
    drawn = Figure(
        key=key,
        title=title,
        sentence=sentence,
        table=table.set_axis([t("Année"), t("Montant rapporté (€)"), axis[0].capitalize(), t("Lecture")], axis=1),
        spec=_line(frame, axis, marks, t) if known and frame["value"].notna().sum() > 1 else None,
        sources=unique_sources((*sources_of(view), *facts)) if known else (),
        note=note,
        example=view.invented(None, basis),
    )
    return remarked(drawn, view.snapshot.annotations, "budget", t)


def _line(
    frame: pd.DataFrame, axis: tuple[str, str], marks: Sequence[tuple[float, str]], t: Translator
) -> dict[str, Any]:
    x = time.years_axis(frame["year"])
    top = max([frame["value"].max(), *(value for value, _ in marks)]) * 1.18
    values = [None if pd.isna(value) else float(value) for value in frame["value"]]
    frame = frame.assign(side=free_sides(values, top, [value for value, _ in marks]), landmark=landmarks(values))
    y = alt.Y("value:Q", title=axis[0], axis=alt.Axis(tickCount=4), scale=alt.Scale(domain=[0, top], nice=False))
    tooltip = [alt.Tooltip("year:Q", title=t("Année"), format="d"), alt.Tooltip("why:N", title=t("Valeur"))]
    base = alt.Chart(frame).encode(x=x, y=y)
    line = base.mark_line(color=axis[1], strokeWidth=2.5, invalid=time.BROKEN)
    points = base.mark_point(color=axis[1], filled=True, size=70, opacity=1, invalid=time.UNDRAWN).encode(
        tooltip=tooltip
    )
    texts = [
        base.transform_filter(alt.datum.side == side)
        .mark_text(fontSize=12, invalid=time.UNDRAWN, **SIDES[side])
        .encode(text="label:N", opacity=told_there())
        for side in SIDES
        if (frame["side"] == side).any()
    ]
    layers: list[Any] = [line, points, *(texts if len(frame) <= _LABELLED else [])]
    for value, label in marks:
        mark = pd.DataFrame({"value": [value], "label": [label], "year": [frame["year"].min() - 0.5]})
        layers.append(alt.Chart(mark).mark_rule(color=ORANGE, strokeDash=[6, 4], strokeWidth=1.5).encode(y="value:Q"))
        layers.append(
            alt.Chart(mark)
            .mark_text(align="left", dx=4, dy=-6 if rule_side(value, values, top) == "above" else 9, fontSize=11)
            .encode(x=x, y="value:Q", text="label:N")
        )
    return finish(alt.layer(*layers), t, height=290)
