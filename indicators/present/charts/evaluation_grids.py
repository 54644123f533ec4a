"""The self-assessment grids over the years, the stage of durability, and reciprocity with its gap."""

from __future__ import annotations

import json
from collections.abc import Sequence
from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd

from indicators.catalogue.grids import Grid, GridItem
from indicators.grids.levels import level_held
from indicators.grids.maturity import GridYear, Reciprocity
from indicators.present.charts import time
from indicators.present.charts.narrow import either
from indicators.present.charts.theme import finish
from indicators.present.figure import Figure, Source
from indicators.present.palette import BLUE, GREEN, GREY, NEUTRAL, ORANGE
from indicators.present.texts import Translator
from indicators.present.texts.evaluation.grids import (
    answer_choices,
    answer_word,
    evolution_sentence,
    grid_sentence,
    level_name,
    place_of,
    reciprocity_sentence,
    stage_sentence,
    totals_sentence,
)

_ROW = 34
_WRAP = 34
_LINE = 14
_DISC = either(150, 340)


def grid_history(grid: Grid, years: Sequence[GridYear], t: Translator) -> Figure:
    """Every item of a grid by year: a disc that grows with the answer inside its frame, a dash where nobody answered."""
    last = years[-1] if years else None
    rows = [row for found in years for row in _rows(found, t)]
    sentence = " ".join(
        part for part in (grid_sentence(last, grid, t), _stage(last, t), evolution_sentence(tuple(years), t)) if part
    )
    return Figure(
        key=f"grid_{grid.id}" + ("_partner" if last is not None and last.side == "partner" else ""),
        title=grid.label.get(t.lang),
        sentence=sentence.replace("**", ""),
        table=_table(grid, years, t),
        spec=_history_spec(grid, pd.DataFrame(rows), t) if rows and grid.scale.kind != "text" else None,
        sources=(Source(_who(last, t), year=str(last.year)),) if last else (),
        note=" ".join([grid.note.get(t.lang), *([_legend_words(grid, t)] if grid.scale.kind != "text" else [])]),
        example=any(found.example for found in years),
    )


def _who(found: GridYear, t: Translator) -> str:
    return t("réponse du partenaire") if found.side == "partner" else t("auto-évaluation de la collectivité")


def reciprocity_gap(grid: Grid, pairs: Sequence[tuple[str, Reciprocity]], t: Translator) -> Figure:
    """Both sides of each partnership on one scale, joined by their gap; a side that did not answer is not drawn."""
    rows = [row for name, pair in pairs for row in _sides(name, pair, t)]
    sentences = [f"{name} – {reciprocity_sentence(pair, t)}" for name, pair in pairs]
    return Figure(
        key=f"gap_{grid.id}",
        title=t("{grid} : notre réponse et celle du partenaire", grid=grid.label.get(t.lang)),
        sentence=" ".join(sentences) or t("Aucun partenariat n'a été évalué."),
        table=_gap_table(pairs, t),
        spec=_gap_spec(grid, pd.DataFrame(rows), t) if rows else None,
        sources=(Source(t("auto-évaluation des deux côtés")),) if rows else (),
        note=grid.note.get(t.lang),
        example=any(side.example for _, pair in pairs for side in (pair.own, pair.partner) if side),
    )


def _stage(found: GridYear | None, t: Translator) -> str:
    return stage_sentence(found, t) if found is not None and found.grid.id == "durability" else ""


def _rows(found: GridYear, t: Translator) -> list[dict[str, Any]]:
    scale = found.grid.scale
    return [
        {
            "item": _short(item, t),
            "question": item.label.get(t.lang),
            "year": found.year,
            "share": None if value is None else (value - scale.low) / (scale.high - scale.low),
            "words": answer_word(found.grid, value, t, item),
            "mark": "–" if value is None else "",
            "evidence": found.answers[item.id].evidence if item.id in found.answers else "",
        }
        for item in found.grid.items
        for value in [found.values.get(item.id)]
    ]


def _short(item: GridItem, t: Translator) -> str:
    """The label cut in lines: the axis breaks it where the bar stands."""
    return "|".join(wrap(item.label.get(t.lang).replace("|", "/"), _WRAP))


def _history_spec(grid: Grid, rows: pd.DataFrame, t: Translator) -> dict[str, Any]:
    order = [_short(item, t) for item in grid.items]
    axis = alt.Axis(
        labelExpr="split(datum.label, '|')",
        labelLimit=360,
        labelOverlap=False,
        ticks=False,
        domain=False,
        labelFontSize=alt.ExprRef(**either(10, 12)),
    )
    base = alt.Chart(rows).encode(
        x=time.years_axis(rows["year"], only=True, orient="top", ticks=False, domain=False),
        y=alt.Y("item:N", sort=order, title=None, axis=axis),
        tooltip=[
            alt.Tooltip("question:N", title=t("Question")),
            alt.Tooltip("year:Q", title=t("Année"), format="d"),
            alt.Tooltip("words:N", title=t("Réponse")),
            alt.Tooltip("evidence:N", title=t("Preuve")),
        ],
    )
    frames = base.mark_point(shape="circle", size=alt.ExprRef(**_DISC), stroke=NEUTRAL, filled=False, strokeWidth=1.2)
    answered = base.transform_filter("isValid(datum.share) && datum.share > 0")
    discs = answered.mark_point(shape="circle", filled=True, opacity=1, color=BLUE).encode(
        size=alt.Size("share:Q", scale=alt.Scale(domain=[0, 1], range=[0, _DISC]), legend=_legend(grid, t))
    )
    silent = base.transform_filter("!isValid(datum.share)").mark_text(fontSize=13).encode(text="mark:N")
    lines = max(label.count("|") + 1 for label in order)
    step = max(_ROW, _LINE * lines + 8)
    return finish(alt.layer(frames, discs, silent).properties(height=alt.Step(step)), t, beside=True)


def _legend(grid: Grid, t: Translator) -> alt.Legend:
    """What each size of disc answers; the empty circle and the dash are told in words under the chart."""
    scale = grid.scale
    shares = {(value - scale.low) / (scale.high - scale.low): answer_word(grid, value, t) for value in answer_choices(grid)[1:]}  # fmt: skip
    said = " : ".join(f"abs(datum.value - {share:.4f}) < 0.01 ? {json.dumps(word)}" for share, word in shares.items())
    return alt.Legend(
        title=t("Réponse"), values=list(shares), labelExpr=f"{said} : ''", orient="bottom", columns=2, labelLimit=280,
        symbolFillColor=BLUE, symbolStrokeColor=BLUE,
    )  # fmt: skip


def _legend_words(grid: Grid, t: Translator) -> str:
    """The two signs that a legend of sizes cannot show."""
    return t("Cercle vide : {lowest} ; tiret : sans réponse.", lowest=answer_word(grid, grid.scale.low, t).lower())


def _table(grid: Grid, years: Sequence[GridYear], t: Translator) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                t("Question"): item.label.get(t.lang),
                **_level_column(grid, item, t),
                **{str(found.year): _answer(found, item, t) for found in years},
                t("Preuve"): _evidence(years, item),
            }
            for item in grid.items
        ]
    )


def _level_column(grid: Grid, item: GridItem, t: Translator) -> dict[str, str]:
    """The level of a situation, in a grid that has levels."""
    return {t("Niveau"): grid.levels[item.level - 1].get(t.lang)} if grid.levels else {}


def _answer(found: GridYear, item: GridItem, t: Translator) -> str:
    if found.grid.scale.kind == "text":
        return found.answers[item.id].text if item.id in found.answers else t("sans réponse")
    return answer_word(found.grid, found.values.get(item.id), t, item)


def _evidence(years: Sequence[GridYear], item: GridItem) -> str:
    row = years[-1].answers.get(item.id) if years else None
    return row.evidence if row else ""


def _sides(name: str, pair: Reciprocity, t: Translator) -> list[dict[str, Any]]:
    sides = ((t("notre côté"), pair.own), (t("le partenaire"), pair.partner))
    return [
        {"partnership": name, "side": side, "mean": found.mean, "told": t.number(found.mean, 1), "year": found.year}
        for side, found in sides
        if found is not None and found.mean is not None
    ]


def _gap_spec(grid: Grid, rows: pd.DataFrame, t: Translator) -> dict[str, Any]:
    sides = [t("notre côté"), t("le partenaire")]
    y = alt.Y("partnership:N", title=None, axis=alt.Axis(labelLimit=320, ticks=False, domain=False))
    scale = alt.Scale(domain=[grid.scale.low, grid.scale.high], nice=False, padding=12)
    axis = alt.Axis(tickMinStep=1, tickCount=int(grid.scale.high - grid.scale.low), format="d")
    x = alt.X("mean:Q", scale=scale, title=t("Moyenne des réponses"), axis=axis)
    spread = rows.groupby("partnership", as_index=False).agg(low=("mean", "min"), high=("mean", "max"))
    links = alt.Chart(spread).mark_rule(color=GREY, strokeWidth=3, strokeDash=[4, 3]).encode(
        x=alt.X("low:Q", scale=scale), x2="high:Q", y=y
    )  # fmt: skip
    points = alt.Chart(rows).mark_point(filled=True, size=150, opacity=1).encode(
        x=x,
        y=y,
        color=alt.Color("side:N", scale=alt.Scale(domain=sides, range=[BLUE, ORANGE]), title=None),
        shape=alt.Shape("side:N", scale=alt.Scale(domain=sides, range=["circle", "diamond"]), title=None),
        tooltip=[
            alt.Tooltip("partnership:N", title=t("Partenariat")),
            alt.Tooltip("side:N", title=t("Côté")),
            alt.Tooltip("told:N", title=t("Moyenne")),
            alt.Tooltip("year:Q", title=t("Année"), format="d"),
        ],
    )  # fmt: skip
    return finish(alt.layer(links, points).properties(height=alt.Step(_ROW)), t)


def _gap_table(pairs: Sequence[tuple[str, Reciprocity]], t: Translator) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                t("Partenariat"): name,
                t("Notre côté"): None if pair.own is None else pair.own.mean,
                t("Le partenaire"): None if pair.partner is None else pair.partner.mean,
                t("Écart"): pair.gap,
                t("Lecture"): reciprocity_sentence(pair, t),
            }
            for name, pair in pairs
        ]
    )


def grid_totals(histories: Sequence[tuple[Grid, Sequence[GridYear]]], t: Translator) -> Figure:
    """Where each grid stands on its own scale, 0 to 100, at the last assessment and at the one before."""
    rows = [
        {
            "grid": grid.label.get(t.lang),
            "share": place_of(found),
            "told": _told(found, t),
            "when": t("dernière") if found is years[-1] else t("précédente"),
            "year": found.year,
        }
        for grid, years in histories
        for found in list(years)[-2:]
        if place_of(found) is not None
    ]
    frame = pd.DataFrame(rows)
    return Figure(
        key="grids_overview",
        title=t("Auto-évaluations : où en est-on ?"),
        sentence=totals_sentence(histories, t),
        table=frame.drop(columns="told", errors="ignore").rename(
            columns={
                "grid": t("Grille"),
                "share": t("Part de l'échelle (%)"),
                "when": t("Évaluation"),
                "year": t("Année"),
            }
        ),
        spec=_totals_spec(frame, t) if rows else None,
        sources=(Source(t("auto-évaluation de la collectivité")),) if rows else (),
        note=t("Chaque grille est lue sur sa propre échelle ; elles ne sont ni additionnées ni moyennées."),
        example=any(found.example for _, years in histories for found in years),
    )


def _told(found: GridYear, t: Translator) -> str:
    """The place of a year: its level where the grid has levels, else its share of the scale."""
    return level_name(level_held(found), t) if found.grid.levels else t.percent(found.share, 0)


def _totals_spec(frame: pd.DataFrame, t: Translator) -> dict[str, Any]:
    when = [t("dernière"), t("précédente")]
    order = list(dict.fromkeys(frame["grid"]))
    chart = alt.Chart(frame).mark_point(filled=True, size=150, opacity=1).encode(
        x=alt.X(
            "share:Q", scale=alt.Scale(domain=[0, 100]), title=t("Part de l'échelle (%)"),
            axis=alt.Axis(values=[0, 25, 50, 75, 100]),
        ),
        y=alt.Y("grid:N", sort=order, title=None, axis=alt.Axis(labelLimit=320, grid=True, ticks=False)),
        shape=alt.Shape("when:N", scale=alt.Scale(domain=when, range=["diamond", "circle"]), title=None),
        color=alt.Color("when:N", scale=alt.Scale(domain=when, range=[GREEN, GREY]), title=None),
        tooltip=[
            alt.Tooltip("grid:N", title=t("Grille")),
            alt.Tooltip("told:N", title=t("Part de l'échelle")),
            alt.Tooltip("year:Q", title=t("Année"), format="d"),
        ],
    )  # fmt: skip
    return finish(chart.properties(height=alt.Step(_ROW)), t)
