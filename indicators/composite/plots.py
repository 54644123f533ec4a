"""An index drawn: Altair charts for a notebook or a report, one function a chart.

    from indicators.composite import plots
    plots.score_bars(result)

Every chart carries its data and needs no network. Codes of the framework are the labels; ``translate`` takes a French
sentence and gives that of the reader. A rank is never drawn without its interval: see ``rank_intervals``.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TypeAlias

import altair as alt
import numpy as np
import pandas as pd

from indicators.composite.multivariate import correlation_flags, correlations
from indicators.composite.result import Result
from indicators.composite.sobol import Sobol
from indicators.composite.uncertainty import Uncertainty
from indicators.errors import marked

Translate = Callable[[str], str]

Layers: TypeAlias = alt.LayerChart | alt.FacetChart
"""What Altair may make of several layers."""

RADIUS, FONT = 230, 9
"""Of the sunburst, in pixels: its outer ring, and its letters, written along the radius where there is room for them."""

BRANCHES = ["#2a5d9f", "#8a4b08", "#3f6b3f", "#7a3b69", "#4a5560", "#a03d3d", "#2f6f73", "#6b5b1f"]
"""Colours of the branches: white letters are read on each of them."""

BLUE, ORANGE, NEUTRAL = "#2a5d9f", "#d9822b", "#8a8f98"


def _french(sentence: str) -> str:
    return sentence


def _inline(table: pd.DataFrame) -> alt.InlineData:
    """A table as the data of a chart, without the limit of 5 000 rows that Altair puts to tables."""
    return alt.InlineData(values=json.loads(table.to_json(orient="records")))


def sunburst(result: Result, translate: Translate = _french) -> Layers:
    """The framework as rings, the index at the centre; the angle of a node is its effective weight."""
    framework, weights = result.framework, result.weights["effective"]
    rows: list[dict[str, object]] = []

    def place(code: str, start: float, depth: int, branch: str) -> None:
        rows.append(
            {
                "node": code,
                "weight": weights[code],
                "start": start,
                "end": start + weights[code],
                "depth": depth,
                "branch": branch,
            }
        )
        for child in framework.children(code):
            place(child, start, depth + 1, child if depth == 0 else branch)
            start += float(weights[child])

    place(framework.root, 0.0, 0, framework.root)
    table = pd.DataFrame(rows)
    ring = RADIUS / (int(table["depth"].max()) + 1)
    table["inner"], table["outer"] = table["depth"] * ring, (table["depth"] + 1) * ring - 1
    table[["theta", "theta2"]] = 2 * np.pi * table[["start", "end"]].to_numpy()
    table["middle"], table["half"] = (table["inner"] + table["outer"]) / 2, table[["theta", "theta2"]].mean(axis=1)
    central = table["depth"] == 0
    table.loc[central, "middle"] = 0.0
    turned = np.degrees(table["half"]) - np.where(table["half"] < np.pi, 90.0, 270.0)
    table["angle"] = np.where(central, 0.0, turned)
    room = (table["theta2"] - table["theta"]) * table["middle"]
    table["label"] = table["node"].where(central | (room >= FONT + 1), "")
    base = alt.Chart(table).encode(
        theta=alt.Theta("theta:Q", scale=None),
        theta2="theta2:Q",
        tooltip=[
            alt.Tooltip("node:N", title=translate(marked("Nœud"))),
            alt.Tooltip("weight:Q", title=translate(marked("Poids effectif")), format=".1%"),
        ],
    )
    arcs = base.mark_arc(stroke="white").encode(
        radius=alt.Radius("outer:Q", scale=None),
        radius2="inner:Q",
        color=alt.Color("branch:N", legend=None, scale=alt.Scale(range=BRANCHES)),
    )
    names = alt.Chart(table).mark_text(fontSize=FONT, color="white")
    names = names.encode(
        theta=alt.Theta("half:Q", scale=None),
        radius=alt.Radius("middle:Q", scale=None),
        angle=alt.Angle("angle:Q", scale=None),
        text="label:N",
    )
    return alt.layer(arcs, names).properties(width=2 * RADIUS + 20, height=2 * RADIUS + 20)


def score_bars(result: Result, top: int = 30, translate: Translate = _french) -> Layers:
    """The index of the first units, with the score of each of its components beside it."""
    framework = result.framework
    root, parts = framework.root, framework.children(framework.root)
    table = result.scores[[root, *parts]].astype("Float64")
    table = table.dropna(subset=[root]).nlargest(top, root)
    table.index = pd.Index([str(label) for label in table.index], name="unit")
    long = table.reset_index().melt("unit", list(parts), "component", "score").dropna()
    order = table.index.tolist()
    units = alt.Y("unit:N", sort=order, title=None)
    title = translate(marked("Score de l’indice et de ses composantes"))
    bars = (
        alt.Chart(table[root].rename("score").astype(float).reset_index())
        .mark_bar(color=BLUE, opacity=0.35)
        .encode(
            y=units,
            x=alt.X("score:Q", title=title),
            tooltip=["unit:N", alt.Tooltip("score:Q", title=root, format=".2f")],
        )
    )
    points = (
        alt.Chart(long.astype({"score": float}))
        .mark_point(filled=True, size=45)
        .encode(
            y=units,
            x="score:Q",
            color=alt.Color("component:N", sort=list(parts), title=None),
            shape=alt.Shape("component:N", sort=list(parts), title=None),
            tooltip=["unit:N", "component:N", alt.Tooltip("score:Q", format=".2f")],
        )
    )
    return alt.layer(bars, points).properties(height=alt.Step(18))


def correlation_heatmap(result: Result, nodes: tuple[str, ...] = (), translate: Translate = _french) -> Layers:
    """Correlations of nodes (the parts of the index unless named); a mark where the guide asks for attention."""
    codes = nodes or result.framework.children(result.framework.root)
    table = correlations(result, codes)
    flags = correlation_flags(result)[["first", "second", "flag"]]
    table = table.merge(flags, how="left", on=["first", "second"]).astype({"r": "Float64"})
    mirrored = table.rename(columns={"first": "second", "second": "first"})
    whole = pd.concat([table, mirrored], ignore_index=True)
    base = alt.Chart(_inline(whole.assign(r=whole["r"].astype(float), flag=whole["flag"].fillna("")))).encode(
        x=alt.X("first:N", sort=list(codes), title=None),
        y=alt.Y("second:N", sort=list(codes), title=None),
        tooltip=["first:N", "second:N", alt.Tooltip("r:Q", format=".2f"), "n:Q", "flag:N"],
    )
    scale = alt.Scale(domain=[-1, 0, 1], range=[ORANGE, "#f4f4f4", BLUE])
    cells = base.mark_rect().encode(color=alt.Color("r:Q", scale=scale, title=translate(marked("Corrélation"))))
    marks = base.transform_filter("datum.flag != ''").mark_point(shape="diamond", filled=True, color="black", size=60)
    return alt.layer(cells, marks).properties(width=alt.Step(28), height=alt.Step(28))


def rank_intervals(analysis: Uncertainty, top: int = 40, translate: Translate = _french) -> Layers:
    """Ranks with the interval of nine replicates in ten, and their median."""
    table = analysis.intervals[["rank", "median", "q05", "q95"]].astype("Float64").dropna()
    table = table.nsmallest(top, "rank").astype(float)
    table.index = pd.Index([str(label) for label in table.index], name="unit")
    order = table.index.tolist()
    base = alt.Chart(table.reset_index()).encode(y=alt.Y("unit:N", sort=order, title=None))
    title = translate(marked("Rang, et intervalle de neuf tirages sur dix"))
    rules = base.mark_rule(strokeWidth=4, color=NEUTRAL).encode(
        x=alt.X("q05:Q", title=title, scale=alt.Scale(zero=False)), x2="q95:Q"
    )
    tooltip = ["unit:N", "rank:Q", "median:Q", "q05:Q", "q95:Q"]
    names = {"rank": translate(marked("rang de l’indice")), "median": translate(marked("rang médian des tirages"))}
    said, above = alt.Scale(domain=list(names.values()), range=[ORANGE, BLUE]), alt.Legend(orient="top")
    places = (
        table.reset_index()[["unit", *names]].rename(columns=names).melt("unit", var_name="kind", value_name="place")
    )
    points = (
        alt.Chart(places)
        .mark_point(filled=True, size=50, opacity=0.9)
        .encode(
            y=alt.Y("unit:N", sort=order, title=None),
            x="place:Q",
            color=alt.Color("kind:N", scale=said, title=None, legend=above),
            shape=alt.Shape("kind:N", scale=alt.Scale(domain=list(names.values())), title=None, legend=above),
        )
    )
    return alt.layer(rules.encode(tooltip=tooltip), points).properties(height=alt.Step(16))


def sensitivity_bars(found: Sobol, translate: Translate = _french) -> Layers:
    """First-order and total Sobol indices of each factor, with their intervals."""
    table = found.table.reset_index()
    names = {"first": translate(marked("seul")), "total": translate(marked("avec ses interactions"))}
    rows = pd.concat(
        [
            pd.DataFrame(
                {
                    "factor": table["factor"],
                    "index": names[kind],
                    "value": table[kind].astype(float),
                    "low": table[f"{kind}_q05"].astype(float),
                    "high": table[f"{kind}_q95"].astype(float),
                }
            )
            for kind in names
        ]
    )
    base = alt.Chart(rows).encode(y=alt.Y("factor:N", title=None), yOffset="index:N")
    title = translate(marked("Part de la variance expliquée"))
    color = alt.Color("index:N", title=None, scale=alt.Scale(domain=list(names.values()), range=[BLUE, ORANGE]))
    bars = base.mark_bar().encode(x=alt.X("value:Q", title=title), color=color)
    rules = base.mark_rule(color="black").encode(x="low:Q", x2="high:Q")
    return alt.layer(bars, rules).properties(height=alt.Step(14))


def missing_map(result: Result, top: int = 60, translate: Translate = _french) -> alt.Chart:
    """Where data are observed, imputed or missing: a cell a unit and indicator, for the ``top`` least complete units."""
    words = [translate(marked("observée")), translate(marked("imputée")), translate(marked("absente"))]
    observed = ~np.isnan(result.prepared.denominated)
    state = np.where(observed, 0, np.where(np.isnan(result.prepared.imputed), 2, 1))
    shown = np.sort(np.argsort(-(state > 0).sum(axis=1), kind="stable")[:top])
    state = state[shown]
    rows, columns = np.indices(state.shape).reshape(2, -1)
    table = pd.DataFrame(
        {
            "unit": np.array(result.data.labels, dtype=object)[shown][rows],
            "indicator": np.array(result.data.indicators, dtype=object)[columns],
            "state": np.array(words, dtype=object)[state.ravel()],
        }
    )
    scale = alt.Scale(domain=words, range=["#dfe7f1", ORANGE, "#3b3b3b"])
    chart: alt.Chart = (
        alt.Chart(_inline(table))
        .mark_rect()
        .encode(
            x=alt.X("indicator:N", sort=None, title=None),
            y=alt.Y("unit:N", sort=None, title=None),
            color=alt.Color("state:N", scale=scale, title=translate(marked("Donnée"))),
            tooltip=["unit:N", "indicator:N", "state:N"],
        )
        .properties(width=alt.Step(12), height=alt.Step(12))
    )
    return chart
