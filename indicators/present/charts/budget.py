"""The money of a year drawn by what it is for: one stage, one direction, both in the title."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from indicators.budget import BudgetView, By, MoneyUnit, Part, Split
from indicators.present.charts.budget_bars import amounts_axis, bars, names_axis, wrapped
from indicators.present.charts.budget_scale import Scale
from indicators.present.charts.theme import finish
from indicators.present.figure import Figure
from indicators.present.palette import BLUE, GREEN
from indicators.present.texts import Translator
from indicators.present.texts.budget.sentences import confirmation
from indicators.present.texts.budget.units import axis_name, in_unit, unit_note
from indicators.present.texts.budget.words import amounts_of, cut_name, lived, opening, part_name
from indicators.records import Direction

_MOST = 15


def budget_by_rubric(view: BudgetView, t: Translator, *, unit: MoneyUnit = "euros") -> Figure:
    """Every rubric of the catalogue with what is confirmed (full) and what is only suggested (pale, outlined)."""
    scale = Scale(view, unit)
    cut = scale.cut("rubric")
    found = {part.key: part for part in cut.parts}
    rows = [
        row
        for key, rubric in view.catalogue.rubrics.items()
        for row in _rubric_rows(found.get(key), rubric.label.get(t.lang), scale, t)
    ]
    return Figure(
        key="budget_by_rubric",
        title=_title(cut, view, t) + in_unit(unit, view, t),
        sentence=f"{scale.sentence(cut, t)} {confirmation(cut, t)}".strip(),
        table=_rubric_table(cut, scale, t),
        spec=_rubric_spec(pd.DataFrame(rows), axis_name(unit, view, t), t) if cut.gross and scale.known else None,
        sources=scale.sources(t),
        note="" if unit == "euros" else unit_note(unit, view, t),
        example=view.invented(view.year),
    )


def _title(cut: Split, view: BudgetView, t: Translator) -> str:
    return t(
        "{amounts} {year} {cut}",
        amounts=amounts_of(cut.stage, cut.direction, t),
        year=cut.year,
        cut=cut_name(cut.by, t),
    ) + (t(" (hors personnel)") if not view.book.scope.staff else "")


def _rubric_rows(part: Part | None, name: str, scale: Scale, t: Translator) -> list[dict[str, Any]]:
    if part is None:
        return [{"name": wrapped(name), "status": "", "amount": 0.0, "end": 0.0, "rank": 0, "label": t("aucune ligne")}]
    shared = {"name": wrapped(name), "end": scale.of(part.gross)}
    label = f"{scale.written(part.net, t)} · {t.percent(part.share.value)}"
    states = ((t("confirmée"), part.confirmed, label), (t("à confirmer"), part.gross - part.confirmed, ""))
    return [
        {
            **shared,
            "status": state,
            "amount": scale.of(cents),
            "told": scale.written(cents, t),
            "rank": rank,
            "label": said,
        }
        for rank, (state, cents, said) in enumerate(states)
    ]


def _rubric_spec(rows: pd.DataFrame, unit: str, t: Translator) -> dict[str, Any]:
    states = [t("confirmée"), t("à confirmer")]
    y = names_axis(rows["name"])
    fill = alt.Scale(domain=states, range=[BLUE, f"{BLUE}38"])
    drawn = (
        alt.Chart(rows[rows["amount"] > 0])
        .mark_bar(height={"band": 0.62}, stroke=BLUE, strokeWidth=1.5)
        .encode(
            x=amounts_axis(rows["end"], unit, stack="zero"),
            y=y,
            order=alt.Order("rank:Q"),
            fill=alt.Fill("status:N", scale=fill, title=t("Rubrique")),
            strokeDash=alt.when(alt.datum.rank == 1).then(alt.value([4, 3])).otherwise(alt.value([1, 0])),
            tooltip=[
                alt.Tooltip("name:N", title=t("Rubrique")),
                alt.Tooltip("status:N", title=t("État")),
                alt.Tooltip("told:N", title=t("Montant")),
            ],
        )
    )
    labels = alt.Chart(rows[rows["label"] != ""]).mark_text(align="left", dx=6, fontSize=12)
    return finish(alt.layer(drawn, labels.encode(x="end:Q", y=y, text="label:N")).properties(height=alt.Step(36)), t)


def _rubric_table(cut: Split, scale: Scale, t: Translator) -> pd.DataFrame:
    rows = [
        {
            t("Rubrique"): part_name(part, cut.by, scale.view.snapshot, scale.view.catalogue, t),
            scale.header(t("Montant net"), t): scale.of(part.net),
            t("Part des montants positifs (%)"): part.share.value,
            scale.header(t("Confirmé"), t): scale.of(part.confirmed),
            scale.header(t("Proposé"), t): scale.of(part.suggested),
            t("Lignes"): part.lines,
        }
        for part in cut.parts
    ]
    return pd.DataFrame(rows)


def budget_split(
    view: BudgetView, by: By, t: Translator, *, direction: Direction = "expenditure", unit: MoneyUnit = "euros"
) -> Figure:
    """Any other cut, largest first; beyond fifteen parts the rest is gathered and counted."""
    scale = Scale(view, unit)
    cut = scale.cut(by, direction)
    parts = lived(cut)
    rows = [
        {
            "name": part_name(part, by, view.snapshot, view.catalogue, t),
            "amount": scale.of(part.gross),
            "label": f"{scale.written(part.net, t)} · {t.percent(part.share.value)}",
        }
        for part in parts[:_MOST]
    ]
    rest = parts[_MOST:]
    if rest and not cut.overlapping:
        name = t.n("{count} autre", "{count} autres", len(rest))
        rows.append(
            {
                "name": name,
                "amount": scale.of(sum(part.gross for part in rest)),
                "label": scale.written(sum(part.net for part in rest), t),
            }
        )
    return Figure(
        key=f"budget_{direction}_by_{by}",
        title=_title(cut, view, t) + in_unit(unit, view, t),
        sentence=scale.sentence(cut, t),
        table=_table(cut, scale, t),
        spec=_split_spec(pd.DataFrame(rows), direction, axis_name(unit, view, t), t) if rows and scale.known else None,
        sources=scale.sources(t),
        note="" if unit == "euros" else unit_note(unit, view, t),
        example=view.invented(view.year),
    )


def _split_spec(rows: pd.DataFrame, direction: Direction, unit: str, t: Translator) -> dict[str, Any]:
    tooltip = [alt.Tooltip("name:N", title=t("Poste")), alt.Tooltip("label:N", title=t("Montant et part"))]
    rows = rows.assign(name=rows["name"].map(wrapped))
    return bars(rows, t, tooltip, GREEN if direction == "income" else BLUE, title=unit)


def _table(cut: Split, scale: Scale, t: Translator) -> pd.DataFrame:
    header = opening(cut_name(cut.by, t).removeprefix(t("par ")))
    return pd.DataFrame(
        [
            {
                header: part_name(part, cut.by, scale.view.snapshot, scale.view.catalogue, t),
                scale.header(t("Montant net"), t): scale.of(part.net),
                t("Part des montants positifs (%)"): part.share.value,
                t("Lignes"): part.lines,
            }
            for part in cut.parts
        ]
    )
