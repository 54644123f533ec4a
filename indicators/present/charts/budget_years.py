"""The budget over the years: amounts by rubric, share of the budget, amount per inhabitant, leverage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from indicators.budget import BudgetView, BudgetYear, Ratio, split_by_year
from indicators.budget.context import DEFLATOR
from indicators.present.charts import time
from indicators.present.charts.labels import SIDES, free_sides, rule_side
from indicators.present.charts.narrow import either, landmarks, told_there
from indicators.present.charts.theme import finish
from indicators.present.figure import Figure, unique_sources
from indicators.present.palette import BLUE, ORANGE, PALETTE, PURPLE
from indicators.present.texts import Translator
from indicators.present.texts.budget.sentences import ratio_sentence, years_sentence
from indicators.present.texts.budget.words import amounts_of, basis_name, fact_source, or_reason, reason, sources_of

_HEIGHT = 400
_LABELLED = 12
_UPRIGHT = 5


def budget_over_years(view: BudgetView, t: Translator, *, constant: bool = False) -> Figure:
    """Stacked rubrics a year, the total written above; a year without amount keeps its place and says why.

    ``constant`` draws the amounts in the euros of one year; a year without deflator is then left empty.
    """
    rows = view.history
    factors = _price_factors(rows) if constant else dict.fromkeys((row.year for row in rows), 1.0)
    wide = split_by_year(view.book, view.stage, "rubric")
    names = {key: rubric.short_label.get(t.lang) for key, rubric in view.catalogue.rubrics.items()}
    drawn = [
        {
            "year": int(str(year)),
            "rubric": names.get(str(key), str(key)),
            "amount": factor * max(float(value), 0.0) / 100,
            "told": t.money(factor * float(value)),
        }
        for year, values in wide.to_dict("index").items()
        for key, value in values.items()
        if pd.notna(value) and (factor := factors.get(int(str(year)))) is not None
    ]
    title = t("{amounts} par an et par rubrique", amounts=amounts_of(view.stage, "expenditure", t))
    facts = (
        [fact for row in rows for fact in fact_source(view.context.get(DEFLATOR, row.year), view.catalogue, t)]
        if constant
        else []
    )
    return Figure(
        key="budget_over_years",
        title=title + (t(", en euros constants de {year}", year=view.euros_of) if constant else ""),
        sentence=years_sentence(rows, view, t),
        table=_years_table(rows, t),
        spec=_stack(pd.DataFrame(drawn), rows, factors, view, t) if drawn else None,
        sources=unique_sources((*sources_of(view), *facts)),
        note=_prices_note(view, t, constant=constant),
        example=bool(view.book.cash["example"].any()),
        fictional=view.snapshot.territory.fictional,
    )


def _price_factors(rows: Iterable[BudgetYear]) -> dict[int, float]:
    """What the amounts of each year are multiplied by to be in the euros of the base year."""
    known = [(row.year, row.constant, row.expenditure.net) for row in rows]
    return {year: found.value / net for year, found, net in known if found.value is not None and net}


def _prices_note(view: BudgetView, t: Translator, *, constant: bool) -> str:
    if constant:
        return t(
            "Totaux nets × indice des prix de {year} ÷ indice de l'année ; les rubriques non confirmées sont des propositions.",
            year=view.euros_of,
        )
    return t("Totaux nets, en euros courants ; les rubriques non confirmées sont des propositions.")


def _stack(
    drawn: pd.DataFrame, rows: Sequence[BudgetYear], factors: Mapping[int, float], view: BudgetView, t: Translator
) -> dict[str, Any]:
    rubrics = list(view.catalogue.rubrics.values())
    domain = [
        rubric.short_label.get(t.lang) for rubric in rubrics if rubric.short_label.get(t.lang) in set(drawn["rubric"])
    ]
    ranks = {rubric.short_label.get(t.lang): rubric.color_rank for rubric in rubrics}
    years = [row.year for row in rows]
    x = time.years_axis(years)
    drawn = drawn.assign(rank=drawn["rubric"].map({name: rank for rank, name in enumerate(domain)}))
    totals = pd.DataFrame([_total(row, factors.get(row.year), len(rows), t) for row in rows])
    top = max(float(totals["top"].max()), 1.0)
    bars = (
        alt.Chart(drawn)
        .mark_bar(width=time.bar_width(years, 0.72 if len(rows) > 3 else 0.3))
        .encode(
            x=x,
            y=alt.Y(
                "amount:Q",
                stack="zero",
                title=t("euros"),
                axis=alt.Axis(tickCount=5),
                scale=alt.Scale(domainMax=alt.ExprRef(**either(1.25 * top, 1.06 * top))),
            ),
            color=alt.Color(
                "rubric:N",
                sort=domain,
                scale=alt.Scale(domain=domain, range=[PALETTE[ranks[name] % len(PALETTE)] for name in domain]),
                legend=alt.Legend(title=None, columns=3, labelLimit=330),
            ),
            order=alt.Order("rank:Q"),
            tooltip=[
                alt.Tooltip("year:Q", title=t("Année"), format="d"),
                alt.Tooltip("rubric:N", title=t("Rubrique")),
                alt.Tooltip("told:N", title=t("Montant")),
            ],
        )
    )
    # On a telephone a year is narrower than its total, which is then written upwards.
    upwards = {"angle": either(270, 0), "align": either("'left'", "'center'"), "dx": either(6, 0), "dy": either(3, -8)}
    turned = upwards if len(rows) > _UPRIGHT else {"dy": -8}
    labels = alt.Chart(totals).mark_text(fontSize=12, **turned).encode(x=x, y="top:Q", text="label:N")
    return finish(alt.layer(bars, labels), t, height=_HEIGHT)


def _total(row: BudgetYear, factor: float | None, count: int, t: Translator) -> dict[str, Any]:
    if row.expenditure.net is None or factor is None:
        return {"year": row.year, "top": 0.0, "label": t("n. d.")}
    return {
        "year": row.year,
        "top": factor * (row.expenditure.gross or 0) / 100,
        "label": t.compact_money(factor * row.expenditure.net) if count <= _LABELLED else "",
    }


def _years_table(rows: Iterable[BudgetYear], t: Translator) -> pd.DataFrame:
    def euros(cents: float | None) -> float | None:
        return None if cents is None else cents / 100

    return pd.DataFrame(
        [
            {
                t("Année"): str(row.year),
                t("Dépenses (€)"): euros(row.expenditure.net),
                t("dont fonctionnement (€)"): euros(row.operating.net),
                t("dont investissement (€)"): euros(row.investment.net),
                t("dont lignes négatives (€)"): euros(row.expenditure.negative),
                t("Évolution (%)"): row.change.value,
                t("Recettes (€)"): euros(row.income.net),
                t("Montant rapporté au budget (€)"): euros(row.share.numerator),
                t("Sur 1 000 € de budget (€)"): row.share.value,
                t("Par habitant (€)"): euros(row.per_inhabitant.value),
                t("Euros constants (€)"): euros(row.constant.value),
                t("Reçu pour 1 € de la collectivité, dans l'année (€)"): row.leverage.value,
                t("Reçu pour 1 € de la collectivité, sur la période (€)"): row.rolling.value,
                t("Remarque"): _remark(row, t),
            }
            for row in rows
        ]
    )


def _remark(row: BudgetYear, t: Translator) -> str:
    notes = [reason(row.reason, t) if row.reason else "", t("provisoire") if row.provisional else ""]
    notes.append(t("nomenclature modifiée") if row.series_break else "")
    return t.typeset(" ; ".join(note for note in notes if note))


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
    return Figure(
        key=key,
        title=title,
        sentence=sentence,
        table=table.set_axis([t("Année"), t("Montant rapporté (€)"), axis[0].capitalize(), t("Lecture")], axis=1),
        spec=_line(frame, axis, marks, t) if known and frame["value"].notna().sum() > 1 else None,
        sources=unique_sources((*sources_of(view), *facts)) if known else (),
        note=note,
        fictional=view.snapshot.territory.fictional,
    )


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
