"""The money of every year, stacked by what it is for or by who it goes to, in one of four units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from indicators.budget import BudgetView, BudgetYear, By, Measured, MoneyUnit
from indicators.budget.context import DEFLATOR
from indicators.present.charts import time
from indicators.present.charts.budget_table import parts_table, years_table
from indicators.present.charts.isolate import by_legend
from indicators.present.charts.narrow import either
from indicators.present.charts.remarks import remarked
from indicators.present.charts.theme import finish
from indicators.present.figure import Figure, Source, unique_sources
from indicators.present.palette import GREY, ORANGE, PALETTE
from indicators.present.texts import Translator
from indicators.present.texts.budget.sentences import ratio_sentence, years_sentence
from indicators.present.texts.budget.units import amount, axis_name, in_unit, part_over_years, unit_note
from indicators.present.texts.budget.words import amounts_of, cut_name, fact_source, key_name, sources_of

_HEIGHT = 400
_LABELLED = 12
_UPRIGHT = 5
#: A key that nobody reads apart is no key: beyond seven parts the others are one, and counted.
_MOST = 7


@dataclass(frozen=True)
class _Part:
    """One series: its keys, its name and its colour."""

    keys: tuple[str, ...]
    name: str
    colour: str


def budget_over_years(
    view: BudgetView,
    t: Translator,
    *,
    by: By = "rubric",
    unit: MoneyUnit = "euros",
    only: str | None = None,
    reference: bool = False,
) -> Figure:
    """Stacked parts a year, the total written above; a year without amount keeps its place and says why.

    ``only`` draws one part alone, from nought; ``reference`` adds the one-thousandth landmark, out of 1 000 € alone.
    """
    found = view.measured(unit)
    wide = found.by_year(by)
    parts = _parts(view, by, wide, t)
    kept = [part for part in parts if only is None or only in part.keys]
    rows = _rows(wide, kept, unit, t)
    title = t("{amounts} par an et {cut}", amounts=amounts_of(view.stage, "expenditure", t), cut=cut_name(by, t))
    if only is not None:
        title = f"{title}{t(' : ')}{t.join(part.name for part in kept)}" if kept else title
    marked = t("repère : 1 € sur 1 000 € (Rennes, 1985)") if reference and unit == "thousand" else ""
    drawn = Figure(
        key="budget_over_years",
        title=title + in_unit(unit, view, t),
        sentence=_sentence(view, found, wide, kept, only, t),
        table=years_table(view.history, t).join(parts_table(wide, parts, unit, view, t), how="left"),
        spec=_stack(rows, kept, _totals(view, found, wide, kept, only, t), view, unit, marked, t)
        if len(rows)
        else None,
        sources=unique_sources((*sources_of(view), *_facts(view, unit, t))),
        note=unit_note(unit, view, t),
        example=view.invented(),
    )
    return remarked(drawn, view.snapshot.annotations, "budget", t)


def parts_over_years(view: BudgetView, by: By, t: Translator) -> dict[str, str]:
    """The parts that a chart over the years can isolate: a key of each, and its name."""
    parts = _parts(view, by, view.measured("euros").by_year(by), t)
    return {part.keys[0]: part.name for part in parts if len(part.keys) == 1}


def _parts(view: BudgetView, by: By, wide: pd.DataFrame, t: Translator) -> list[_Part]:
    """The parts in the catalogue's order for rubrics and purposes, else largest first; what is not told comes last."""
    known = [str(key) for key in wide.columns if wide[key].notna().any()]
    if by == "rubric":
        rubrics = view.catalogue.rubrics
        named = [(key, rubrics[key].short_label.get(t.lang), PALETTE[rubrics[key].color_rank % len(PALETTE)]) for key in rubrics if key in known]  # fmt: skip
        return [_Part((key,), name, colour) for key, name, colour in named]
    order = list(view.catalogue.objective_purposes) if by == "purpose" else []
    weights = {str(key): float(value) for key, value in wide.clip(lower=0).sum().items()}
    told = sorted(set(known) - {""}, key=lambda key: (key not in order, order.index(key) if key in order else 0, -weights[key]))  # fmt: skip
    names = {key: key_name(key, by, view.snapshot, view.catalogue, t) for key in told}
    parts = [_Part((key,), names[key], PALETTE[rank]) for rank, key in enumerate(told[:_MOST])]
    if rest := told[_MOST:]:
        parts.append(_Part(tuple(rest), t.n("{count} autre", "{count} autres", len(rest)), "#c9a7a0"))
    return [*parts, *([_Part(("",), t("Non renseigné"), GREY)] if "" in known else [])]


def _rows(wide: pd.DataFrame, parts: Sequence[_Part], unit: MoneyUnit, t: Translator) -> pd.DataFrame:
    rows = []
    for rank, part in enumerate(parts):
        sums = wide[list(part.keys)].sum(axis=1, min_count=1)
        rows += [
            {
                "year": int(str(year)), "rubric": part.name, "rank": rank, "amount": max(float(value), 0.0) / 100,
                "told": amount(float(value), unit, t),
            }
            for year, value in sums.items()
            if pd.notna(value)
        ]  # fmt: skip
    return pd.DataFrame(rows)


def _totals(
    view: BudgetView, found: Measured, wide: pd.DataFrame, parts: Sequence[_Part], only: str | None, t: Translator
) -> pd.DataFrame:
    """The words above each year, at the height of its positive amounts."""
    keys = [key for part in parts for key in part.keys]
    tops = wide[keys].clip(lower=0).sum(axis=1, min_count=1)
    nets = wide[keys].sum(axis=1, min_count=1) if only is not None else wide.sum(axis=1, min_count=1)
    rows = []
    for row in view.history:
        top, net = tops.get(row.year), nets.get(row.year)
        known = net is not None and pd.notna(net)
        label = amount(None if net is None else float(net), found.unit, t, short=True) if known else t("n. d.")
        if len(view.history) > _LABELLED:
            label = ""
        rows.append(
            {
                "year": row.year,
                "top": float(top) / 100 if known and top is not None and pd.notna(top) else 0.0,
                "label": label,
            }
        )
    return pd.DataFrame(rows)


def _sentence(
    view: BudgetView, found: Measured, wide: pd.DataFrame, parts: Sequence[_Part], only: str | None, t: Translator
) -> str:
    if only is not None:
        keys = [key for part in parts for key in part.keys]
        return part_over_years(wide[keys].sum(axis=1, min_count=1), t.join(part.name for part in parts), found.unit, t)
    if found.unit in ("inhabitant", "thousand"):
        return ratio_sentence(view.history, t, by_head=found.unit == "inhabitant")
    return years_sentence(view.history, view, t)


def _facts(view: BudgetView, unit: MoneyUnit, t: Translator) -> list[Source]:
    basis = {"inhabitant": view.bases.population, "thousand": view.bases.denominator, "constant": DEFLATOR}.get(unit)
    if basis is None:
        return []
    return [fact for row in view.history for fact in fact_source(view.context.get(basis, row.year), view.catalogue, t)]


def _stack(
    drawn: pd.DataFrame,
    parts: Sequence[_Part],
    totals: pd.DataFrame,
    view: BudgetView,
    unit: MoneyUnit,
    marked: str,
    t: Translator,
) -> dict[str, Any]:
    rows: Sequence[BudgetYear] = view.history
    years = [row.year for row in rows]
    x = time.years_axis(years)
    top = max(float(totals["top"].max()), 0.01 if unit in ("inhabitant", "thousand") else 1.0, 1.0 if marked else 0.0)
    names = [part.name for part in parts]
    bars = (
        alt.Chart(drawn)
        .mark_bar(width=time.bar_width(years, 0.72 if len(rows) > 3 else 0.3))
        .encode(
            x=x,
            y=alt.Y(
                "amount:Q",
                stack="zero",
                title=axis_name(unit, view, t),
                axis=alt.Axis(tickCount=5),
                scale=alt.Scale(domainMax=alt.ExprRef(**either(1.25 * top, 1.06 * top))),
            ),
            color=alt.Color(
                "rubric:N",
                sort=names,
                scale=alt.Scale(domain=names, range=[part.colour for part in parts]),
                legend=alt.Legend(title=None, columns=3, labelLimit=330) if len(parts) > 1 else None,
            ),
            order=alt.Order("rank:Q"),
            tooltip=[
                alt.Tooltip("year:Q", title=t("Année"), format="d"),
                alt.Tooltip("rubric:N", title=t("Part")),
                alt.Tooltip("told:N", title=t("Montant")),
            ],
        )
    )
    layers: list[Any] = [by_legend(bars, "rubric") if len(parts) > 1 else bars, _labels(totals, x, len(rows))]
    if marked:
        mark = pd.DataFrame({"value": [1.0], "label": [marked], "year": [min(years) - 0.5]})
        layers.append(alt.Chart(mark).mark_rule(color=ORANGE, strokeDash=[6, 4], strokeWidth=1.5).encode(y="value:Q"))
        layers.append(alt.Chart(mark).mark_text(align="left", dx=4, dy=-7, fontSize=11).encode(x=x, y="value:Q", text="label:N"))  # fmt: skip
    return finish(alt.layer(*layers), t, height=_HEIGHT)


def _labels(totals: pd.DataFrame, x: alt.X, count: int) -> alt.Chart:
    # On a telephone a year is narrower than its total, which is then written upwards.
    upwards = {"angle": either(270, 0), "align": either("'left'", "'center'"), "dx": either(6, 0), "dy": either(3, -8)}
    turned = upwards if count > _UPRIGHT else {"dy": -8}
    chart: alt.Chart = alt.Chart(totals).mark_text(fontSize=12, **turned).encode(x=x, y="top:Q", text="label:N")
    return chart
