"""Generate Exempleville, the fictional territory that is complete in every record, for training.

Run from the project's root: ``PYTHONPATH=. .venv/bin/python data/demo/build_exempleville.py``. Same sources, same seed, same bytes: every
series draws from a generator seeded by its own name, so that adding one leaves the others as they were. What a person
may wish to change (paths of the series, relations, lines, targets) is in ``data/demo/source``; the computed
indicators come from the application's own rules, so that the demonstration never contradicts what it computes.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from exempleville_builder import evaluation, missions, money, relations, strategy
from exempleville_builder.common import HOME, REFERENCE, read_source
from exempleville_builder.series import Place, observations, series_of_base

from indicators.catalogue import load_catalogue
from indicators.demo import DEMO_EDITION, write_records
from indicators.demo.fileformat import FILE_NAMES
from indicators.records import BudgetLine, Observation, Record, Role, Snapshot, Territory, frame_of

TARGET_FOLDER = Path(__file__).resolve().parent / "exempleville"
PLACES = (
    Place(HOME, "Exempleville", 1.0),
    Place(REFERENCE, "Fictavie", 370.0),
    Place("EX002", "Modèlebourg", 0.9, spread=0.16, missing=0.02),
    Place("EX003", "Port-Essai", 1.25, spread=0.22, missing=0.05),
    Place("EX004", "Valtémoin", 0.7, spread=0.18, missing=0.05),
    Place("EX005", "Montpatron", 1.6, spread=0.2, missing=0.08),
    Place("EX006", "Rivemaquette", 0.55, spread=0.25, missing=0.1),
    Place("EX007", "Clairgabarit", 1.1, spread=0.15, missing=0.12),
    Place("EX008", "Saint-Prototype", 0.4, spread=0.3, missing=0.45),
)


def territories() -> list[Territory]:
    """The fictional territory, its reference and its peers, each named as fictional."""
    return [_territory(place) for place in PLACES]


def _territory(place: Place) -> Territory:
    people = series_of_base({"base": "population"}, read_source("series")["bases"], place.size)
    role: Role = "home" if place.code == HOME else "reference" if place.code == REFERENCE else "peer"
    return Territory(
        code=place.code,
        name=f"{place.name} (fictif)",
        type="country" if role == "reference" else "commune",
        role=role,
        country="FR",
        latitude=46.6 if role == "home" else None,
        longitude=2.45 if role == "home" else None,
        populations={str(year): int(count) for year, count in people.items()},
        references=(REFERENCE,) if role != "reference" else (),
        fictional=True,
        note="Territoire fictif, produit par un générateur pour la formation : aucune de ces valeurs n’existe.",
        source="Générateur du territoire fictif",
    )


def build() -> dict[str, list[Record]]:
    """Every record of the fictional places, by kind."""
    catalogue = load_catalogue()
    places = {place.code: place for place in PLACES}
    seen = observations(catalogue, places)
    lines = money.budget_lines()
    snapshot = Snapshot(
        edition=DEMO_EDITION,
        territory=territories()[0],
        territories={row.code: row for row in territories()},
        observations=frame_of(Observation, list[Record](seen)),
        budget_lines=frame_of(BudgetLine, list[Record](lines)),
        partnerships=tuple(relations.partnerships(catalogue)),
        activities=tuple(relations.activities()),
        objectives=tuple(relations.objectives()),
        memberships=tuple(relations.memberships(catalogue)),
        actors=tuple(relations.actors(catalogue)),
        self_assessments=tuple(evaluation.self_assessments(catalogue)),
        findings=tuple(strategy.findings()),
        priorities=tuple(strategy.priorities()),
        bodies=tuple(strategy.bodies()),
        meetings=tuple(strategy.meetings()),
        missions=tuple(missions.missions()),
        follow_ups=tuple(missions.follow_ups()),
        calls=tuple(missions.calls()),
    )
    seen = seen + evaluation.computed_observations(snapshot, catalogue)
    snapshot = replace(snapshot, observations=frame_of(Observation, list[Record](seen)))
    return {
        "territory": list(territories()),
        "observation": list(seen),
        "target": list(evaluation.targets(catalogue, seen)),
        "budget_line": list(lines),
        "envelope": list(money.envelopes()),
        "partnership": list(snapshot.partnerships),
        "activity": list(snapshot.activities),
        "objective": list(snapshot.objectives),
        "membership": list(snapshot.memberships),
        "actor": list(snapshot.actors),
        "community": list(relations.communities()),
        "self_assessment": list(snapshot.self_assessments),
        "annotation": list(money.annotations()),
        "externality_measure": list(evaluation.externality_measures(catalogue)),
        "finding": list(snapshot.findings),
        "priority": list(snapshot.priorities),
        "body": list(snapshot.bodies),
        "meeting": list(snapshot.meetings),
        "mission": list(snapshot.missions),
        "follow_up": list(snapshot.follow_ups),
        "call": list(snapshot.calls),
    }


def write(folder: Path, found: dict[str, list[Record]]) -> None:
    """Write one file a kind; observations series by series, the rest as the sources have it."""
    for kind, rows in found.items():
        ordered = sorted(rows, key=Record.identity) if kind == Observation.kind else rows
        write_records(folder / FILE_NAMES[kind], ordered)


if __name__ == "__main__":
    write(TARGET_FOLDER, build())
