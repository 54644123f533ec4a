"""The euros of the chain: what each territorial objective receives through what serves it, and what serves nothing."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from indicators.evaluation import Evaluation
from indicators.evaluation.chain import Chain
from indicators.present.charts.theme import finish
from indicators.present.figure import Figure, Source
from indicators.present.palette import BLUE, NEUTRAL
from indicators.present.texts import Translator
from indicators.present.texts.evaluation.chain import chain_sentence, node_sentence, stage_name, verdict
from indicators.records import Stage

_ROW = 36


def chain_euros(chain: Chain, evaluation: Evaluation, stage: Stage, t: Translator) -> Figure:
    """Expenditure of the year by territorial objective at one stage; the money without objective is an empty bar."""
    rows = _rows(chain, evaluation, stage, t)
    known = [row for row in rows if row["euros"] is not None]
    return Figure(
        key=f"chain_{stage}",
        title=t(
            "Ce que reçoit chaque objectif territorial, {year} ({stage})", year=chain.year, stage=stage_name(stage, t)
        ),
        sentence=chain_sentence(chain, stage, t),
        table=_table(chain, evaluation, stage, t),
        spec=_spec(pd.DataFrame(known), t) if known else None,
        sources=(Source(t("comptes et fiches de la collectivité"), year=str(chain.year)),),
        note=t(
            "Une ligne de dépense n'est rattachée qu'à un objectif : rien n'est compté deux fois. Voté, engagé et payé ne s'additionnent pas."
        ),
        example=chain.example,
    )


def _rows(chain: Chain, evaluation: Evaluation, stage: Stage, t: Translator) -> list[dict[str, Any]]:
    def row(label: str, cents: int | None, reading: str, *, attached: bool) -> dict[str, Any]:
        euros = None if cents is None else cents / 100
        return {"label": label, "euros": euros, "words": t.money(cents), "reading": reading, "attached": attached}

    rows = [
        row(node.objective.label, node.euros.at(stage), verdict(node, evaluation, t), attached=True)
        for node in (*chain.roots, *chain.loose)
    ]
    if chain.orphan_euros.lines:
        loose = t("ne sert aucun objectif") if chain.linked else t("pas encore rattaché à un objectif")
        rows.append(row(t("Sans objectif"), chain.orphan_euros.at(stage), loose, attached=False))
    return rows


def _spec(rows: pd.DataFrame, t: Translator) -> dict[str, Any]:
    order = rows["label"].tolist()
    y = alt.Y("label:N", sort=order, title=None, axis=alt.Axis(labelLimit=340, ticks=False, domain=False))
    x = alt.X("euros:Q", title=t("Euros"), axis=alt.Axis(format=",.0f", tickCount=4), scale=alt.Scale(padding=40))
    base = alt.Chart(rows).encode(
        y=y,
        x=x,
        tooltip=[
            alt.Tooltip("label:N", title=t("Objectif")),
            alt.Tooltip("words:N", title=t("Montant")),
            alt.Tooltip("reading:N", title=t("Résultat")),
        ],
    )
    bars = base.mark_bar(height=18, strokeWidth=1.5).encode(
        fill=alt.condition("datum.attached", alt.value(BLUE), alt.value("transparent")),
        stroke=alt.condition("datum.attached", alt.value(BLUE), alt.value(NEUTRAL)),
        strokeDash=alt.condition("datum.attached", alt.value([1, 0]), alt.value([4, 3])),
    )
    labels = base.mark_text(align="left", dx=6).encode(text="words:N")
    return finish(alt.layer(bars, labels).properties(height=alt.Step(_ROW)), t)


def _table(chain: Chain, evaluation: Evaluation, stage: Stage, t: Translator) -> pd.DataFrame:
    rows = [
        {
            t("Objectif"): " " * (4 * depth) + node.objective.label,
            t("Niveau"): _level(node.objective.level, t),
            t("Ce qui le compose"): node_sentence(node, chain, stage, t),
            t("Montant (€)"): None if (cents := node.euros.at(stage)) is None else cents / 100,
            t("Résultat"): verdict(node, evaluation, t),
        }
        for root in (*chain.roots, *chain.loose)
        for depth, node in root.walk()
    ]
    return pd.DataFrame(rows)


def _level(level: str, t: Translator) -> str:
    return {
        "territorial": t("territorial"),
        "programmatic": t("programmatique"),
        "operational": t("opérationnel"),
    }.get(level, level)
