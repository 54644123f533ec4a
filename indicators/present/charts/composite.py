"""The composite drawn with what it rests on: the parts of each dimension, and peers with their intervals."""

from __future__ import annotations

from typing import Literal

import altair as alt
import pandas as pd

from indicators.catalogue import Catalogue
from indicators.geii import Profile
from indicators.geii.composite import Composite, Standing
from indicators.geii.method import CompositeOptions
from indicators.present.charts.narrow import room
from indicators.present.charts.theme import finish
from indicators.present.figure import Figure
from indicators.present.palette import BLUE, NEUTRAL, ORANGE
from indicators.present.texts import Translator
from indicators.present.texts import composite as words
from indicators.present.texts.geii import profile_sources

Order = Literal["name", "similarity", "rank"]


def parts_figure(
    composite: Composite, profile: Profile, catalogue: Catalogue, options: CompositeOptions, t: Translator
) -> Figure:
    """What each dimension brings to the composite, with its weight."""
    index, weight, part = t("Indice"), t("Poids"), t("Contribution (points)")
    rows = pd.DataFrame(
        [
            {
                "name": catalogue.dimensions[item.dimension].short_label.get(t.lang),
                "part": item.contribution,
                "label": t(
                    "{part} – poids {weight}",
                    part=t.number(item.contribution, 1),
                    weight=t.percent(100 * item.share, 0),
                ),
                "index": item.index,
                "index_told": t.number(item.index, 1),
                "part_told": t.number(item.contribution, 1),
                "gain": item.gain,
                "share": 100 * item.share,
            }
            for item in composite.parts
        ]
    )
    base = alt.Chart(rows).encode(
        y=alt.Y("name:N", title=None, sort=None, axis=alt.Axis(labelLimit=230)),
        x=alt.X(
            "part:Q", title=part, scale=alt.Scale(domain=room(max(1 / 1.45, float(rows["part"].max())), 1.45, 1.7))
        ),
        tooltip=[
            alt.Tooltip("name:N", title=t("Dimension")),
            alt.Tooltip("index_told:N", title=index),
            alt.Tooltip("part_told:N", title=part),
        ],
    )
    spec = finish(
        alt.layer(
            base.mark_bar(color=BLUE, height=18), base.mark_text(align="left", dx=5).encode(text="label:N")
        ).properties(height=alt.Step(36)),
        t,
    )
    table = rows.assign(
        index=[t.number(value, 1) for value in rows["index"]],
        share=[t.percent(value, 1) for value in rows["share"]],
        part=[t.number(value, 1) for value in rows["part"]],
        gain=[t.number(value, 2, signed=True) for value in rows["gain"]],
    )[["name", "index", "share", "part", "gain"]]
    table.columns = pd.Index([t("Dimension"), index, weight, part, t("Effet de dix points de plus")])
    return Figure(
        key="geii_composite",
        title=t("Ce qui compose l'indice d'ensemble"),
        sentence=words.sentence(composite, profile, options, t),
        table=table,
        spec=spec,
        sources=profile_sources(profile, t),
        note=words.lever(composite, catalogue, t),
        example=profile.example,
    )


def peers_figure(composite: Composite, profile: Profile, order: Order, t: Translator) -> Figure:
    """The territories side by side with their intervals; ranks only when the reader asked for them."""
    standings = sorted(composite.standings, key=lambda item: _key(item, order))
    home = next(item for item in standings if item.home)
    ours, theirs = t("notre territoire"), t("territoires comparables")
    rows = pd.DataFrame(
        [
            {
                "name": _name(item, order, t),
                "score": item.score,
                "low": item.low,
                "high": item.high,
                "who": ours if item.home else theirs,
                "told": t.number(item.score, 1),
                "interval": _interval(item, t),
            }
            for item in standings
        ]
    )
    y = alt.Y("name:N", title=None, sort=list(rows["name"]), axis=alt.Axis(labelLimit=300))
    scale = alt.Scale(zero=False, padding=12)
    color = alt.Color("who:N", title=None, scale=alt.Scale(domain=[ours, theirs], range=[ORANGE, BLUE]))
    axis = t(
        "Indice d'ensemble ({reference} = 100) et intervalle à 90 %", reference=t.join(profile.reference_names[:1])
    )
    bars = (
        alt.Chart(rows)
        .mark_rule(strokeWidth=4, opacity=0.55)
        .encode(y=y, x=alt.X("low:Q", title=axis, scale=scale), x2="high:Q", color=color)
    )
    dots = alt.Chart(rows).mark_point(filled=True, size=110, opacity=1).encode(
        y=y, x=alt.X("score:Q", scale=scale), color=color,
        shape=alt.Shape("who:N", title=None, scale=alt.Scale(domain=[ours, theirs], range=["diamond", "circle"])),
        tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("told:N", title=t("Indice d'ensemble")), alt.Tooltip("interval:N", title=t("Intervalle à 90 %"))],
    )  # fmt: skip
    rule = alt.Chart(pd.DataFrame({"x": [100.0]})).mark_rule(color=NEUTRAL, strokeDash=[6, 4]).encode(x="x:Q")
    return Figure(
        key="geii_peers",
        title=t("À côté de territoires comparables"),
        sentence=_peers_sentence(standings, home, order, t),
        table=_peers_table(standings, order, t),
        spec=finish(alt.layer(rule, bars, dots).properties(height=alt.Step(30)), t),
        sources=profile_sources(profile, t),
        note=t(
            "Des partenaires possibles, pas des concurrents : quand deux intervalles se recouvrent, rien ne les départage."
        ),
        example=profile.example,
    )


def _key(item: Standing, order: Order) -> tuple[float, str]:
    return {"name": 0.0, "similarity": item.distance, "rank": float(item.rank)}[order], item.name


def _name(item: Standing, order: Order, t: Translator) -> str:
    if order != "rank":
        return t.place(item.name)
    if item.rank_low == item.rank_high:
        return t("{name} – rang {low}", name=t.place(item.name), low=item.rank_low)
    return t("{name} – rang {low} à {high}", name=t.place(item.name), low=item.rank_low, high=item.rank_high)


def _peers_sentence(standings: list[Standing], home: Standing, order: Order, t: Translator) -> str:
    overlapping = [t.place(item.name) for item in standings if not item.home and _overlap(item, home)]
    text = t.n(
        "{count} territoire comparable est lu avec la même recette.",
        "{count} territoires comparables sont lus avec la même recette.",
        len(standings) - 1,
    )
    if overlapping:
        text += " " + t("Intervalles qui recouvrent le nôtre : {names}.", names=t.join(overlapping))
    closest = min((item for item in standings if not item.home), key=lambda item: item.distance, default=None)
    if closest is not None:
        text += " " + t("Le profil le plus proche : {name}.", name=t.place(closest.name))
    if order == "rank":
        text += " " + t(
            "Notre rang : {low} à {high} sur {total} selon les variantes ; aucun rang unique n'a de sens.",
            low=home.rank_low, high=home.rank_high, total=len(standings),
        )  # fmt: skip
    return text


def _overlap(one: Standing, other: Standing) -> bool:
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return False
    return one.low <= other.high and one.high >= other.low


def _interval(item: Standing, t: Translator) -> str:
    return f"{t.number(item.low, 1)} – {t.number(item.high, 1)}"


def _peers_table(standings: list[Standing], order: Order, t: Translator) -> pd.DataFrame:
    rows = []
    for item in standings:
        row = {
            t("Territoire"): t.place(item.name),
            t("Indice d'ensemble"): t.number(item.score, 1),
            t("Intervalle à 90 %"): _interval(item, t),
            t("Écart moyen au profil (points)"): t.number(item.distance, 1),
        }
        if order == "rank":
            row[t("Rang (5–95 %)")] = f"{item.rank_low} – {item.rank_high}"
        rows.append(row)
    return pd.DataFrame(rows)
