"""What the money and the actions are for: shares of euros beside shares of actions, in a year and over the years."""

from __future__ import annotations

from typing import Any, Literal

import altair as alt
import pandas as pd

from indicators.budget import Aim, AimShare, AimYear, BudgetView, aims_of_year, years_of
from indicators.present.charts import time
from indicators.present.charts.budget_bars import names_axis, wrapped
from indicators.present.charts.isolate import by_legend
from indicators.present.charts.narrow import room
from indicators.present.charts.remarks import remarked
from indicators.present.charts.theme import finish
from indicators.present.figure import Figure, Source, unique_sources
from indicators.present.palette import BLUE, GREY, ORANGE, PALETTE
from indicators.present.texts import Translator
from indicators.present.texts.budget.aims import aim_name, aims_sentence, aims_years_sentence, key_told, share_told
from indicators.present.texts.budget.words import amounts_of, sources_of

Counted = Literal["euros", "actions"]
#: A key that nobody reads apart is no key: beyond seven aims the others are one, and counted.
_MOST = 7
_HEIGHT = 340
_OTHERS = "#c9a7a0"


def aims_read(view: BudgetView, aim: Aim, year: int) -> AimYear:
    """The aims of a year at the stage of the view; the five purposes all have their row."""
    order = list(view.catalogue.objective_purposes) if aim == "purpose" else []
    return aims_of_year(view.book, view.snapshot.activities, year, view.stage, aim, order)


def aims_figure(view: BudgetView, aim: Aim, t: Translator) -> Figure:
    """The shares of the year, two bars an aim: of the euros, and of the actions; what nobody assigned comes last."""
    found = aims_read(view, aim, view.year)
    return Figure(
        key=f"budget_aims_{aim}",
        title=t(
            "{amounts} et actions {year} {cut}",
            amounts=amounts_of(view.stage, "expenditure", t), year=view.year, cut=aim_name(aim, t),
        ),
        sentence=aims_sentence(found, view, t),
        table=_table(found, view, t),
        spec=_spec(found, view, t) if found.told else None,
        sources=_sources(view, view.year),
        note=t(
            "Euros : lignes de dépense de l'année, montants positifs. Actions : celles de l'année, en cours ou faites, une chacune quel que soit son coût."
        ),
        example=_example(view, view.year),
    )  # fmt: skip


def _table(found: AimYear, view: BudgetView, t: Translator) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                aim_name(found.aim, t).removeprefix(t("par ")).capitalize(): key_told(item.key, found.aim, view, t),
                t("Montant (€)"): item.euros / 100,
                t("Part des euros (%)"): item.of_euros.value,
                t("Actions"): item.actions,
                t("Part des actions (%)"): item.of_actions.value,
            }
            for item in found.shares
        ]
    )


def _spec(found: AimYear, view: BudgetView, t: Translator) -> dict[str, Any]:
    sides = ((t("part des euros"), "euros"), (t("part des actions"), "actions"))
    rows = pd.DataFrame(
        [
            {
                "name": wrapped(key_told(item.key, found.aim, view, t)), "side": words,
                "share": (item.of_euros if kind == "euros" else item.of_actions).value or 0.0,
                "label": share_told(item, kind, t), "unassigned": not item.key,
            }
            for item in found.shares
            for words, kind in sides
        ]
    )  # fmt: skip
    x = alt.X(
        "share:Q", title=t("% du total de l'année"), axis=alt.Axis(tickCount=5),
        scale=alt.Scale(domain=room(max(float(rows["share"].max()), 1.0), 1.25, 1.9), nice=False),
    )  # fmt: skip
    y = names_axis(rows["name"], apart=True)
    names = [words for words, _ in sides]
    offset = alt.YOffset("side:N", sort=names)
    color = alt.Color("side:N", scale=alt.Scale(domain=names, range=[BLUE, ORANGE]), title=None)
    drawn = (
        alt.Chart(rows)
        .mark_bar()
        .encode(
            x=x, y=y, yOffset=offset, color=color,
            fillOpacity=alt.when(alt.datum.unassigned).then(alt.value(0.25)).otherwise(alt.value(1.0)),
            stroke=color, tooltip=[alt.Tooltip("name:N", title=t("Part")), alt.Tooltip("label:N", title=t("Valeur"))],
        )
    )  # fmt: skip
    labels = alt.Chart(rows).mark_text(align="left", dx=6, fontSize=12).encode(x=x, y=y, yOffset=offset, text="label:N")
    return finish(alt.layer(drawn, labels).properties(height=alt.Step(22)), t)


def aims_over_years(view: BudgetView, aim: Aim, counted: Counted, t: Translator) -> Figure:
    """Each year as a whole of 100 %, cut by aim, of the euros or of the actions; what is not assigned is grey."""
    years = years_of(view.book, view.snapshot.activities)
    read = [aims_read(view, aim, year) for year in years]
    names = _named(read, aim, counted, view, t)
    rows = _yearly(read, names, counted, t)
    of = t("part des euros") if counted == "euros" else t("part des actions")
    table = (
        rows.pivot_table(index="year", columns="name", values="share", sort=False).reset_index() if len(rows) else rows
    )
    drawn = Figure(
        key=f"budget_aims_years_{aim}_{counted}",
        title=t("Au fil des ans {cut}, {of}", cut=aim_name(aim, t), of=of),
        sentence=aims_years_sentence(read, counted, view, t),
        table=table.rename(columns={"year": t("Année")}),
        spec=_years_spec(rows, list(dict.fromkeys(names.values())), t) if any(item.told for item in read) else None,
        sources=_sources(view, None),
        example=_example(view, None),
    )
    return remarked(drawn, view.snapshot.annotations, "budget", t)


def _value(item: AimShare, counted: Counted) -> float | None:
    return (item.of_euros if counted == "euros" else item.of_actions).value


def _named(read: list[AimYear], aim: Aim, counted: Counted, view: BudgetView, t: Translator) -> dict[str, str]:
    """The name of each key on the chart: the small ones of many share one; what is not assigned keeps its own, last."""
    weight: dict[str, float] = {}
    for year in read:
        for item in year.shares:
            weight[item.key] = weight.get(item.key, 0.0) + (_value(item, counted) or 0.0)
    order = list(view.catalogue.objective_purposes) if aim == "purpose" else []
    told = sorted((key for key in weight if key and (weight[key] or key in order)), key=lambda key: (order.index(key) if key in order else 0, -weight[key]))  # fmt: skip
    names = {key: key_told(key, aim, view, t) for key in told[:_MOST]}
    rest = told[_MOST:]
    names |= dict.fromkeys(rest, t.n("{count} autre", "{count} autres", len(rest)))
    return names | ({"": key_told("", aim, view, t)} if weight.get("") else {})


def _yearly(read: list[AimYear], names: dict[str, str], counted: Counted, t: Translator) -> pd.DataFrame:
    rows = [
        {"year": year.year, "name": names[item.key], "share": value}
        for year in read
        for item in year.shares
        if item.key in names and (value := _value(item, counted)) is not None
    ]
    if not rows:
        return pd.DataFrame(columns=["year", "name", "share", "told", "rank"])
    summed = pd.DataFrame(rows).groupby(["year", "name"], sort=False)["share"].sum().reset_index()
    ranks = {name: rank for rank, name in enumerate(dict.fromkeys(names.values()))}
    return summed.assign(told=[t.percent(value) for value in summed["share"]], rank=summed["name"].map(ranks))


def _years_spec(rows: pd.DataFrame, names: list[str], t: Translator) -> dict[str, Any]:
    years = sorted(set(rows["year"]))
    unassigned = t("Non affecté")
    colours = [
        GREY if name == unassigned else PALETTE[rank] if rank < _MOST else _OTHERS for rank, name in enumerate(names)
    ]
    bars = (
        alt.Chart(rows)
        .mark_bar(width=time.bar_width(years, 0.72 if len(years) > 3 else 0.3))
        .encode(
            x=time.years_axis(years),
            y=alt.Y("share:Q", stack="zero", title="%", scale=alt.Scale(domain=[0, 100]), axis=alt.Axis(tickCount=5)),
            color=alt.Color(
                "name:N", sort=names, scale=alt.Scale(domain=names, range=colours),
                legend=alt.Legend(title=None, columns=3, labelLimit=330),
            ),
            order=alt.Order("rank:Q"),
            tooltip=[
                alt.Tooltip("year:Q", title=t("Année"), format="d"), alt.Tooltip("name:N", title=t("Part")),
                alt.Tooltip("told:N", title=t("Valeur")),
            ],
        )
    )  # fmt: skip
    return finish(alt.layer(by_legend(bars, "name")), t, height=_HEIGHT)


def _sources(view: BudgetView, year: int | None) -> tuple[Source, ...]:
    told = {(item.source, item.url) for item in view.snapshot.activities if item.source and year in (None, item.year)}
    actions = (Source(source, url) for source, url in sorted(told))
    return unique_sources((*sources_of(view, year), *actions))


def _example(view: BudgetView, year: int | None) -> bool:
    acted = any(item.example for item in view.snapshot.activities if year in (None, item.year))
    return view.invented(year) or acted
