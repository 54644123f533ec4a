"""Self-assessments, computed indicators, targets and externality measures of the fictional territory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from exempleville_builder import strategy
from exempleville_builder.common import HOME, LAST, NOTE, PUBLISHER, YEARS, Spec, generator, own, read_source
from indicators.catalogue import Catalogue
from indicators.catalogue.grids import Grid, GridItem
from indicators.catalogue.model import Indicator
from indicators.evaluation.computed import ALWAYS, BY_YEAR, FROM_RECORDS
from indicators.evaluation.corrective import noted
from indicators.evaluation.facts import Computed
from indicators.readout import Readout
from indicators.records import ExternalityMeasure, Observation, SelfAssessment, Snapshot, Target
from indicators.settings import Settings

AUTHOR = "Directrice des relations internationales"
COMPUTED = "Calculé à partir des enregistrements fictifs."
PARTNERSHIP_YEARS = YEARS[1::2]
TEXT_YEARS = (2017, 2021, 2025)
LEGALITY = "legality"
STATUS_KEYS = ("achieved", "on_track", "acceleration", "limited", "regression")


def self_assessments(catalogue: Catalogue) -> list[SelfAssessment]:
    """Every grid of the catalogue, over the years, by both sides where the grid has two."""
    return [row for grid in catalogue.grids.values() for row in _grid(grid, read_source("evaluation")["assessments"])]


def _grid(grid: Grid, spec: Spec) -> Iterator[SelfAssessment]:
    if grid.scope == "territory":
        for year in TEXT_YEARS if grid.scale.kind == "text" else YEARS:
            yield from _answers(grid, year, "own", "", spec)
        return
    if grid.id == LEGALITY or grid.scope == "membership":
        yield from _told(grid, spec[grid.id])
        return
    for partnership in spec["partnerships"]:
        for year in PARTNERSHIP_YEARS:
            for side in grid.sides:
                if side == "own" or partnership != spec["one_sided"]:
                    yield from _answers(grid, year, side, partnership, spec)


def _told(grid: Grid, spec: Spec) -> Iterator[SelfAssessment]:
    """What the source says of an agreement, or of a network: an answer by item, with its date and its document."""
    for about, told in spec.items():
        for item in grid.items:
            answer, horizon, document = told["answers"].get(item.id, (told["usual"], "", ""))
            yield SelfAssessment(
                territory=HOME,
                year=told["year"],
                grid=grid.id,
                item=item.id,
                partnership=own(about) if grid.scope == "partnership" else about,
                answer=float(answer),
                horizon=horizon or told["date"],
                document=document or told["document"],
                author=AUTHOR,
                date=told["date"],
                note=NOTE.replace("Valeur fictive, produite", "Réponse fictive, produite"),
            )


def _answers(grid: Grid, year: int, side: str, partnership: str, spec: Spec) -> Iterator[SelfAssessment]:
    for position, item in enumerate(grid.items):
        text = _words(grid, item, position, spec) if grid.scale.kind == "text" else ""
        answer = None if text else _answer(grid, item, year, side, partnership)
        proven = bool(answer is not None and answer > grid.scale.low)
        evidence = f"Compte rendu du comité de suivi {year}" if proven and position % 5 else ""
        horizon = document = owner = ""
        if grid.levels:
            answer, evidence = strategy.level_answer(grid.id, item.id, year)
        elif grid.id == "outside":
            text, evidence = strategy.outside_answer(item.id, year)
        elif grid.id == "participatory_plan":
            answer, document, horizon, owner = strategy.making_answer(item.id, year)
            evidence = ""
        elif grid.id == "promotion":
            answer, document = strategy.promotion_answer(item.id, year)
            evidence = ""
        elif grid.id == "vision":
            answer, horizon, evidence = strategy.vision_answer(item.id, year)
        elif grid.id == "ten_steps" and (told := strategy.chapter_of(item.id, year)):
            text, document, horizon, owner = (told[name] for name in ("text", "document", "horizon", "owner"))
        if answer is None and not text:
            continue
        yield SelfAssessment(
            territory=HOME,
            year=year,
            grid=grid.id,
            item=item.id,
            side="partner" if side == "partner" else "own",
            partnership=own(partnership) if partnership else "",
            answer=answer,
            text=text,
            evidence=evidence,
            horizon=horizon,
            document=document,
            owner=owner,
            author="Chef de service du partenaire" if side == "partner" else AUTHOR,
            date=f"{year}-11-15",
            note=NOTE.replace("Valeur fictive, produite", "Réponse fictive, produite"),
        )


def _answer(grid: Grid, item: GridItem, year: int, side: str, partnership: str) -> float:
    """An answer that grows with the years from a level of its own, in steps of the grid."""
    scale = grid.scale
    start = 0.05 + 0.7 * generator(grid.id, item.id, side, partnership).random()
    level = min(1.0, start + 0.3 * (year - YEARS[0]) / (LAST - YEARS[0]))
    if scale.kind == "boolean":
        return scale.high if level > 0.5 else scale.low
    steps = round((scale.high - scale.low) / scale.step)
    return scale.low + scale.step * round(level * steps)


def _words(grid: Grid, item: GridItem, position: int, spec: Spec) -> str:
    """The phrases of an item; a derived strategy has one, taken in turn."""
    if grid.id == "diagnosis":
        return strategy.diagnosis_answer(item.id)
    words: Sequence[str] = spec["texts"].get(item.id, ())
    others: Sequence[str] = spec["texts"]["other"]
    return " ; ".join(words) if words else others[position % len(others)]


def computed_observations(snapshot: Snapshot, catalogue: Catalogue) -> list[Observation]:
    """What the application works out from the records, written down as a series.

    Grids and dated records give every year; what only knows today takes its past from the source.
    """
    history = read_source("series")["history"]
    seen = snapshot.observations
    known = set(zip(seen["territory"], seen["indicator"], seen["year"], strict=True))
    rows = [
        _typed(catalogue.indicators[name], year, float(value), NOTE)
        for name, values in history.items()
        for year, value in zip(YEARS, values, strict=False)
    ]
    for year in YEARS:
        for reading in Readout(snapshot, catalogue, Settings(), year, {}, ()).evaluation().readings:
            name, found = reading.definition.id, reading.computed
            assessed = name not in FROM_RECORDS and _assessed(catalogue.grids.get(reading.definition.grid), year)
            today = year == LAST or name in BY_YEAR or assessed
            if (
                found is not None
                and found.value is not None
                and found.year == year
                and today
                and name not in ALWAYS
                and (HOME, name, year) not in known
                and not _levelled(reading.definition, catalogue)
            ):
                rows.append(_typed(reading.definition, year, round(found.value, 6), COMPUTED, found))
    return rows


def _levelled(definition: Indicator, catalogue: Catalogue) -> bool:
    """Whether the levels of a grid give the whole series: a collectivity may read them otherwise."""
    grid = catalogue.grids.get(definition.grid)
    return grid is not None and bool(grid.levels)


def _assessed(grid: Grid | None, year: int) -> bool:
    """Whether a grid was filled in the year: partnerships are assessed every second year."""
    return grid is not None and (grid.scope == "territory" or year in PARTNERSHIP_YEARS)


def _typed(definition: Indicator, year: int, value: float, note: str, parts: Computed | None = None) -> Observation:
    """An observation with the parts of a ratio when the rule gives them."""
    ratio = parts if parts is not None and definition.kind == "ratio" else None
    return Observation(
        territory=HOME,
        indicator=definition.id,
        year=year,
        value=value,
        numerator=ratio.numerator if ratio else None,
        denominator=ratio.denominator if ratio else None,
        unit=definition.unit,
        geo_name="Exempleville",
        publisher=PUBLISHER,
        owner=AUTHOR,
        note=note,
    )


def targets(catalogue: Catalogue, observed: Sequence[Observation]) -> list[Target]:
    """One target an indicator of the plan, placed so that the observed value has the status to be shown.

    Raises:
        ValueError: a status that the series cannot have (an improvement asked of a series that falls).
    """
    spec = read_source("evaluation")
    series: dict[str, dict[int, float]] = {}
    for row in observed:
        if row.territory == HOME and row.value is not None:
            series.setdefault(row.indicator, {})[row.year] = row.value
    current = [
        _target(catalogue.indicators[name], wanted, series.get(name, {}), spec)
        for name, wanted in spec["targets"].items()
    ]
    return [*current, *_previous(catalogue, series, spec)]


def _target(definition: Indicator, wanted: Spec, values: Mapping[int, float], spec: Spec) -> Target:
    first = wanted.get("baseline_year", spec["baseline_year"])
    base, last = wanted.get("baseline", values.get(first)), values[max(values)] if values else None
    low, high = wanted.get("band", (None, None))
    fields: dict[str, Any] = {"baseline_year": first, "baseline_value": base, "target_year": spec["target_year"]}
    fields |= {"band_low": low, "band_high": high, "plan": spec["plan"]}
    if "target" in wanted:
        fields["target_value"] = float(wanted["target"])
    elif "maintain" in wanted:
        value = float(wanted["maintain"])
        fields |= {"target_value": value, "baseline_value": value, "tolerance": float(wanted["tolerance"])}
    elif low is None and last is not None:
        fields |= _placed(definition, wanted, base, last, spec)
    if wanted.get("milestones") and base is not None:
        goal = fields["target_value"]
        fields["milestones"] = {
            str(year): round(base + (goal - base) * part, 2) for year, part in ((2022, 0.2), (2024, 0.6))
        }
    return Target(
        territory=HOME,
        indicator=definition.id,
        owner=wanted.get("owner", AUTHOR),
        note=NOTE.replace("Valeur fictive, produite", "Cible fictive, produite"),
        **fields,
    )


def _placed(definition: Indicator, wanted: Spec, base: float | None, last: float, spec: Spec) -> dict[str, Any]:
    """Where the target must stand for the latest value to have the wanted status."""
    status = wanted["status"]
    if status == "too_early":
        return {
            "plan": spec["next_plan"],
            "baseline_year": LAST,
            "baseline_value": last,
            "target_year": 2030,
            "target_value": round(last * 1.2, 1),
        }
    if status == "no_baseline":
        return {"baseline_year": None, "baseline_value": None, "target_value": round(last * 1.2, 1)}
    if base is None:
        raise ValueError(f"{definition.id}: no value in {spec['baseline_year']} to start from")
    part = 0.7 if status == "missed" else spec["statuses"][status]
    goal = round(base + (last - base) / part, 2)
    if (definition.direction == "up" and goal <= base) or (definition.direction == "down" and goal >= base):
        raise ValueError(f"{definition.id}: {status} cannot be shown, from {base:g} to {last:g}")
    return {"target_value": goal, "target_year": wanted.get("target_year", spec["target_year"])}


def _previous(catalogue: Catalogue, series: Mapping[str, Mapping[int, float]], spec: Spec) -> list[Target]:
    """What the former plan promised for 2020, to see one version after the other."""
    return [
        Target(
            territory=HOME,
            indicator=name,
            plan=spec["previous_plan"],
            baseline_year=2016,
            baseline_value=series[name][2016],
            target_year=2020,
            target_value=float(value),
            owner=AUTHOR,
            note=NOTE.replace("Valeur fictive, produite", "Cible fictive, produite"),
        )
        for name, value in spec["previous"].items()
        if name in catalogue.indicators
    ]


def externality_measures(catalogue: Catalogue) -> list[ExternalityMeasure]:
    """The measures of the catalogue that the fictional council took, each with its status, then the corrective ones."""
    note = NOTE.replace("Valeur fictive, produite", "Mesure fictive, produite")
    rows = []
    for name, statuses in read_source("evaluation")["measures"].items():
        for position, (measure, status) in enumerate(zip(catalogue.externality_measures[name], statuses, strict=False)):
            rows.append(
                ExternalityMeasure(
                    territory=HOME,
                    indicator=name,
                    measure=measure.id,
                    label=measure.label.get("fr"),
                    status=status,
                    owner="Directrice de l’urbanisme",
                    date=f"{2021 + position}-06",
                    expected_effect="Retour sous le seuil d’alerte en trois ans" if status != "dropped" else "",
                    note=note,
                )
            )
    told = read_source("evaluation")["corrective"]
    return rows + [noted(ExternalityMeasure(territory=HOME, measure="", note=note, **item)) for item in told]
