"""The leaves of the trees: the published rows that figures are made of, and the thresholds of the method."""

from __future__ import annotations

import pandas as pd

from indicators.budget import Fact
from indicators.evaluation import IndicatorReading
from indicators.present.explained.step import RowOf, Step
from indicators.present.texts import Translator
from indicators.present.texts.budget.words import key_name
from indicators.present.texts.evaluation.values import quantity
from indicators.readout import Readout
from indicators.records import Stage

#: The lines that a tree names one by one, the largest first; the others are summed in one step, with their number.
MOST = 60


def fact_step(name: str, fact: Fact | None, readout: Readout, value: str, t: Translator) -> Step | None:
    """A value of the context (population, resources of a service) with the row that says it."""
    if fact is None:
        return None
    row = RowOf("observation", (readout.snapshot.territory.code, fact.indicator, fact.year))
    return Step(t("{name}, {year}", name=name, year=fact.year), value, row=row, amount=fact.amount)


def value_step(reading: IndicatorReading, readout: Readout, t: Translator) -> Step:
    """The value of an indicator: the row that was loaded, or what the application computed it from."""
    definition, code = reading.definition, readout.snapshot.territory.code
    name = t("Valeur en {year}", year=reading.assessment.year) if reading.assessment.year else t("Valeur")
    value = quantity(reading.value, definition, t)
    if reading.origin == "observed" and reading.observation is not None:
        row = RowOf("observation", (code, definition.id, reading.observation.year))
        return Step(name, value, row=row, amount=reading.value)
    steps = (*_parts(reading, t), *_records(reading, readout, t))
    return Step(name, value, definition.formula.get(t.lang), steps, amount=reading.value)


def _parts(reading: IndicatorReading, t: Translator) -> tuple[Step, ...]:
    found = reading.computed
    if found is None or found.numerator is None or found.denominator is None:
        return ()
    return (
        Step(t("Numérateur"), t.number(found.numerator), amount=found.numerator),
        Step(t("Dénominateur"), t.number(found.denominator), amount=found.denominator),
    )


def _records(reading: IndicatorReading, readout: Readout, t: Translator) -> tuple[Step, ...]:
    """The records that the application read, those of a grid for an answer; lines of the budget are told by their rubric."""
    snapshot, definition, year = readout.snapshot, reading.definition, readout.year
    if definition.grid:
        rows = [row for row in snapshot.self_assessments if row.grid == definition.grid and row.year == year]
        named = [(RowOf("self_assessment", row.identity()), row.item, row.answer) for row in rows]
        return tuple(Step(name, t.number(answer), row=row, amount=answer) for row, name, answer in named)
    kinds = {
        "activity": [(row, row.title) for row in snapshot.activities if row.year == year],
        "objective": [(row, row.label) for row in snapshot.objectives],
        "actor": [(row, row.name) for row in snapshot.actors],
        "membership": [(row, row.network) for row in snapshot.memberships],
        "partnership": [(row, row.partner) for row in snapshot.partnerships],
        "target": [(row, row.indicator) for row in snapshot.targets],
    }
    read = [item for kind in definition.computed_from for item in kinds.get(kind, [])]
    steps = tuple(Step(name, "", row=RowOf(row.kind, row.identity())) for row, name in read[:MOST])
    if not read:
        return ()
    return (Step(t("Fiches lues"), t.number(len(read)), steps=steps, amount=len(read)),)


def target_step(reading: IndicatorReading, readout: Readout, t: Translator) -> Step | None:
    """What the plan promises, with the row that says it."""
    target, definition = reading.target, reading.definition
    if target is None:
        return None
    told = (
        (t("Départ en {year}", year=target.baseline_year or "?"), target.baseline_value),
        (t("Cible en {year}", year=target.target_year or "?"), target.target_value),
        (t("Bas de la bande"), target.band_low),
        (t("Haut de la bande"), target.band_high),
        (t("Tolérance"), target.tolerance),
    )
    steps = tuple(Step(name, quantity(value, definition, t), amount=value) for name, value in told if value is not None)
    return Step(t("Cible du plan"), target.plan, steps=steps, row=RowOf("target", target.identity()))


def lines_step(name: str, rows: pd.DataFrame, stage: Stage, readout: Readout, t: Translator) -> Step:
    """The sum of budget lines at a stage, line by line."""
    told = rows[rows[stage].notna().to_numpy()]
    total = None if told.empty else float(told[stage].sum())
    ordered = told.reindex(told[stage].abs().sort_values(ascending=False, kind="stable").index)
    steps = [_line(row, stage, readout, t) for row in ordered.head(MOST).to_dict("records")]
    rest = ordered.iloc[MOST:]
    if len(rest):
        amount = float(rest[stage].sum())
        words = t.n("{count} autre ligne", "{count} autres lignes", len(rest))
        steps.append(Step(words, t.money(amount, 2), amount=amount / 100))
    how = t.n("somme de {count} ligne", "somme de {count} lignes", len(told))
    return Step(name, t.money(total, 2), how, tuple(steps), amount=None if total is None else total / 100)


def _line(row: dict[str, object], stage: Stage, readout: Readout, t: Translator) -> Step:
    rubric = key_name(str(row.get("assigned", "")), "rubric", readout.snapshot, readout.catalogue, t)
    words = [str(row[name]) for name in ("label", "nature_label", "nature", "line") if str(row[name] or "")]
    name = " · ".join(filter(None, [words[0] if words else "", rubric]))
    amount = float(str(row[stage]))
    key = (str(row["territory"]), int(str(row["year"])), str(row["line"]))
    return Step(name, t.money(amount, 2), row=RowOf("budget_line", key), amount=amount / 100)


def threshold(name: str, value: float, t: Translator, *, percent: bool = False) -> Step:
    """A threshold of the method, which a collectivity may set."""
    words = t.percent(value, 0) if percent else t.number(value)
    return Step(name, words, t("seuil réglable"), amount=value)
