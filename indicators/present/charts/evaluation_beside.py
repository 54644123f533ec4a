"""What stands beside the three levels: the externalities on their panel, and similar collectivities."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from indicators.catalogue import Catalogue, Indicator
from indicators.evaluation.externalities import Externality, ExternalityPanel
from indicators.peers.comparison import Comparison
from indicators.present.charts.narrow import room
from indicators.present.charts.theme import finish
from indicators.present.figure import Figure, Source, unique_sources
from indicators.present.palette import BLUE, GREEN, GREY, NEUTRAL, ORANGE, RED
from indicators.present.texts import Translator
from indicators.present.texts.evaluation.comparison import comparison_sentence, group_words
from indicators.present.texts.evaluation.externalities import (
    SYMBOLS,
    answer_sentence,
    externality_sentence,
    measure_status,
    panel_sentence,
    state_word,
)
from indicators.present.texts.evaluation.values import quantity, source

_ROW = 34


def externality_figure(panel: ExternalityPanel, t: Translator) -> Figure:
    """Each externality against its own threshold (= 100 %): alert beyond the line, frame where nothing is known."""
    rows = [_row(item, t) for item in panel.items if threshold_share(item) is not None]
    return Figure(
        key="externalities",
        title=t("Effets indésirables : valeur rapportée au seuil d'alerte"),
        sentence=panel_sentence(panel, t),
        table=externality_table(panel, t),
        spec=_externality_spec(pd.DataFrame(rows), t) if rows else None,
        sources=unique_sources(source(item.observation, t) for item in panel.items if item.observation),
        note=t("À part : un effet indésirable n'est jamais retranché d'un bénéfice, ni mêlé à une note."),
        example=panel.example,
    )


def externality_table(panel: ExternalityPanel, t: Translator) -> pd.DataFrame:
    """The panel as a table, measures and owners included."""
    return pd.DataFrame(
        [
            {
                t("Effet indésirable"): item.definition.label.get(t.lang),
                t("État"): f"{SYMBOLS[item.state]} {state_word(item.state, t)}",
                t("Lecture"): externality_sentence(item, t),
                t("Réponse"): answer_sentence(item, t).replace("**", ""),
                t("Mesures"): t.typeset(
                    " ; ".join(
                        f"{measure.label or measure.measure} ({measure_status(measure.status, t)}, {measure.owner or '–'})"
                        for measure in item.measures
                    )
                ),
            }
            for item in panel.items
        ]
    )


def threshold_share(item: Externality) -> float | None:
    """The value over its alert threshold; None when one is missing or the threshold is not positive."""
    threshold = item.threshold if item.threshold is not None else item.definition.band_hi
    if item.compared is None or threshold is None or threshold <= 0:
        return None
    return item.compared / threshold


def _row(item: Externality, t: Translator) -> dict[str, Any]:
    ratio = threshold_share(item) or 0.0
    state = f"{SYMBOLS[item.state]} {state_word(item.state, t)}"
    if item.unanswered:
        state = t("⚑ Alerte sans réponse")
    return {
        "label": item.definition.label.get(t.lang),
        "ratio": 100 * max(ratio, 0.0),
        "state": state,
        "sentence": externality_sentence(item, t),
        "symbol": f"{state.split(' ')[0]} {t.percent(100 * ratio, 0)}",
    }


def _externality_spec(rows: pd.DataFrame, t: Translator) -> dict[str, Any]:
    colours = {"⚑": RED, "⚠": ORANGE, "✓": GREEN, "∅": GREY, "–": GREY}
    states = list(dict.fromkeys(rows["state"]))
    order = rows["label"].tolist()
    y = alt.Y("label:N", sort=order, title=None, axis=alt.Axis(labelLimit=320, ticks=False, domain=False))
    x = alt.X(
        "ratio:Q",
        title=t("Part du seuil d'alerte (%)"),
        axis=alt.Axis(tickCount=6),
        scale=alt.Scale(domain=room(max(rows["ratio"].max(), 100), 1.15, 1.3), nice=False),
    )
    base = alt.Chart(rows).encode(
        x=x,
        y=y,
        tooltip=[
            alt.Tooltip("label:N", title=t("Effet indésirable")),
            alt.Tooltip("state:N", title=t("État")),
            alt.Tooltip("sentence:N", title=t("Lecture")),
        ],
    )
    bars = base.mark_bar(height=16, cornerRadiusEnd=3).encode(
        color=alt.Color(
            "state:N", scale=alt.Scale(domain=states, range=[colours[state[0]] for state in states]), title=None
        )
    )
    symbols = base.mark_text(align="left", dx=6, fontSize=14).encode(text="symbol:N")
    line = alt.Chart(pd.DataFrame({"at": [100.0]})).mark_rule(strokeDash=[8, 4], strokeWidth=2, color=NEUTRAL)
    return finish(alt.layer(bars, symbols, line.encode(x="at:Q")).properties(height=alt.Step(_ROW)), t)


def comparison_figure(
    found: Mapping[str, Comparison],
    catalogue: Catalogue,
    t: Translator,
    *,
    home: str,
    sources: tuple[Source, ...] = (),
) -> Figure:
    """The territory beside the middle of its group on each comparable indicator, in its own unit.

    ``sources`` are those of the values of the whole group.
    """
    rows = [
        {
            t("Indicateur"): definition.label.get(t.lang),
            home: _short(item.home.value, definition, t) if item.home else "–",
            t("Année"): item.home.year if item.home else None,
            t("Médiane du groupe"): _short(item.median, definition, t) if item.median is not None else t("non publiée"),
            t("Moitié centrale"): _middle(item, catalogue, t),
            t("Groupe"): group_words(item, t),
            t("Lecture"): comparison_sentence(item, definition, t),
        }
        for name, item in found.items()
        if (definition := catalogue.indicators.get(name)) is not None
    ]
    shown = sum(item.publishable for item in found.values())
    drawn = _standing(found, catalogue, t)
    return Figure(
        key="comparison",
        title=t("À côté de collectivités semblables"),
        sentence=t.n(
            "{count} indicateur comparable sur {total} : le groupe est montré seulement quand plus de 75 % de ses membres ont la donnée.",
            "{count} indicateurs comparables sur {total} : le groupe est montré seulement quand plus de 75 % de ses membres ont la donnée.",
            shown,
            total=len(found),
        ),
        table=pd.DataFrame(rows),
        spec=_comparison_spec(drawn, t, home) if len(drawn) else None,
        sources=sources if rows else (),
        note=t("Des partenaires et non un classement : la médiane situe, elle ne juge pas. Aucun rang n'est calculé."),
        example=any(value.example for item in found.values() for value in (item.home, *item.values) if value),
    )


def _short(value: float, definition: Indicator, t: Translator) -> str:
    """A value for a cell: a level without the words of its step, which a column would cut; they are in the sentence."""
    if definition.kind == "ordinal":
        return t("niveau {number}", number=quantity(value, definition, t, bare=True))
    return quantity(value, definition, t)


def _middle(item: Comparison, catalogue: Catalogue, t: Translator) -> str:
    if item.quartiles is None:
        return "–"
    low, high = (quantity(value, catalogue.indicators[item.indicator], t, bare=True) for value in item.quartiles)
    return t("{low} à {high}", low=low, high=high)


def _standing(found: Mapping[str, Comparison], catalogue: Catalogue, t: Translator) -> pd.DataFrame:
    """Values as per cent of the group's median, so that different units share one axis; publishable groups only."""
    rows = []
    for name, item in found.items():
        definition = catalogue.indicators.get(name)
        if definition is None or definition.kind in ("ordinal", "binary") or not item.publishable:
            continue
        if item.home is None or not item.median or item.median <= 0:
            continue
        low, high = item.quartiles or (item.median, item.median)
        rows.append(
            {
                "label": definition.label.get(t.lang),
                "home": 100 * item.home.value / item.median,
                "low": 100 * low / item.median,
                "high": 100 * high / item.median,
                "sentence": comparison_sentence(item, definition, t),
            }
        )
    return pd.DataFrame(rows)


def _comparison_spec(rows: pd.DataFrame, t: Translator, home: str) -> dict[str, Any]:
    order = rows["label"].tolist()
    y = alt.Y("label:N", sort=order, title=None, axis=alt.Axis(labelLimit=340, ticks=False, domain=False, grid=True))
    # On three lines: a tablet leaves a plot narrower than the sentence.
    title = [t("Médiane du groupe = 100"), t("barre : moitié centrale du groupe"), t("losange : {home}", home=home)]
    x = alt.X("low:Q", title=title, scale=alt.Scale(zero=False, padding=16))
    tip = [alt.Tooltip("label:N", title=t("Indicateur")), alt.Tooltip("sentence:N", title=t("Lecture"))]
    middle = alt.Chart(rows).mark_bar(height=12, color=GREY, opacity=0.5, cornerRadius=3).encode(
        x=x, x2="high:Q", y=y, tooltip=tip
    )  # fmt: skip
    own = alt.Chart(rows).mark_point(shape="diamond", filled=True, size=170, opacity=1, color=BLUE).encode(
        x="home:Q", y=y, tooltip=tip
    )  # fmt: skip
    line = alt.Chart(pd.DataFrame({"at": [100.0]})).mark_rule(strokeDash=[6, 4], strokeWidth=2, color=NEUTRAL)
    return finish(alt.layer(middle, line.encode(x="at:Q"), own).properties(height=alt.Step(_ROW)), t)
