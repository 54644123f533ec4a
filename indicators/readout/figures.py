"""The figures that a chamber of accounts may dispute, by name: what each is called, of what it is read, in which unit.

A case of « ouverture test » asks for them by these names, and « Expliquer ce chiffre » draws the tree of each. Nothing is
computed here: a figure is read where the pages read it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from indicators.budget import Ceiling, Ratio
from indicators.budget.ceilings import CeilingStatus
from indicators.errors import marked
from indicators.evaluation import IndicatorReading
from indicators.evaluation.scores import LevelScore, Publication
from indicators.geii import Reading
from indicators.partnerships.life import STATES
from indicators.progress import STATUSES
from indicators.readout.readout import Readout

Of = Literal["", "indicator", "level", "service", "rubric", "dimension", "partnership"]
Unit = Literal["euros", "percent", "per_mille", "times", "share", "points", "number", "word"]
Answer = float | str | None


@dataclass(frozen=True)
class Disputable:
    """A figure by its name; ``label`` is a French sentence to translate, ``words`` what a figure in words may say.

    ``read`` answers in ``unit``: euros and not cents, per cent from 0 to 100, a ``share`` of 1; None when there is none.
    """

    name: str
    label: str
    unit: Unit
    of: Of
    read: Callable[[Readout, str], Answer]
    words: tuple[str, ...] = ()


def reading_of(readout: Readout, indicator: str) -> IndicatorReading | None:
    """The reading of an indicator of the evaluation."""
    return readout.evaluation().reading(indicator)


def profile_reading(readout: Readout, indicator: str) -> Reading | None:
    """The reading of an indicator of the profile."""
    return next((item for item in readout.profile().readings if item.indicator.id == indicator), None)


def ceiling_of(readout: Readout, service: str) -> Ceiling | None:
    """The ceiling of a service in the year of the accounts."""
    return next((item for item in readout.budget().ceilings if item.service == service), None)


def _euros(cents: float | None) -> float | None:
    return None if cents is None else cents / 100


def _of_reading(take: Callable[[IndicatorReading], Answer]) -> Callable[[Readout, str], Answer]:
    def read(readout: Readout, name: str) -> Answer:
        found = reading_of(readout, name)
        return None if found is None else take(found)

    return read


def _of_profile(take: Callable[[Reading], Answer]) -> Callable[[Readout, str], Answer]:
    def read(readout: Readout, name: str) -> Answer:
        found = profile_reading(readout, name)
        return None if found is None else take(found)

    return read


def _of_level(take: Callable[[LevelScore], Answer]) -> Callable[[Readout, str], Answer]:
    def read(readout: Readout, name: str) -> Answer:
        return next(take(view.score) for level, view in readout.evaluation().levels.items() if level == name)

    return read


def _of_ceiling(take: Callable[[Ceiling], Answer]) -> Callable[[Readout, str], Answer]:
    def read(readout: Readout, name: str) -> Answer:
        found = ceiling_of(readout, name)
        return None if found is None else take(found)

    return read


def _ratio(take: Callable[[Readout], Ratio | None], scale: float = 1.0) -> Callable[[Readout, str], Answer]:
    def read(readout: Readout, _name: str) -> Answer:
        found = take(readout)
        return None if found is None or found.value is None else found.value / scale

    return read


def _row(take: Callable[..., Ratio]) -> Callable[[Readout], Ratio | None]:
    return lambda readout: None if (row := readout.budget().row) is None else take(row)


def _rubric(readout: Readout, name: str) -> Answer:
    return next((_euros(part.net) for part in readout.budget().rubrics.parts if part.key == name), None)


def _maximum(readout: Readout, name: str) -> Answer:
    return next((item.use.value for item in readout.budget().maximums if item.maximum.rubric == name), None)


def _dimension(readout: Readout, name: str) -> Answer:
    return next(item.index for item in readout.profile().dimensions if item.dimension.id == name)


def _state(readout: Readout, name: str) -> Answer:
    return next((item.state for item in readout.relations if item.id == name), None)


def _bracket(readout: Readout, _name: str) -> Answer:
    found = readout.budget().bracket
    return None if found is None else found.id


_ALL = (
    Disputable("value", marked("Valeur de l'indicateur"), "number", "indicator", _of_reading(lambda r: r.value)),
    Disputable("status", marked("Statut"), "word", "indicator", _of_reading(lambda r: r.assessment.status), STATUSES),
    Disputable("progress", marked("Chemin parcouru"), "share", "indicator", _of_reading(lambda r: r.assessment.measure.progress)),
    Disputable("expected_progress", marked("Chemin attendu"), "share", "indicator", _of_reading(lambda r: r.assessment.measure.expected)),
    Disputable("pace", marked("Rythme"), "number", "indicator", _of_reading(lambda r: r.assessment.measure.pace)),
    Disputable("indicator_score", marked("Note de l'indicateur"), "points", "indicator", _of_reading(lambda r: r.score)),
    Disputable("open_sdg", marked("Note d'Open SDG"), "number", "indicator", _of_reading(lambda r: r.open_sdg)),
    Disputable("level_score", marked("Note du niveau"), "points", "level", _of_level(lambda s: s.shown)),
    Disputable("level_coverage", marked("Couverture du niveau"), "share", "level", _of_level(lambda s: s.coverage)),
    Disputable("level_low", marked("Borne basse du niveau"), "points", "level", _of_level(lambda s: s.low)),
    Disputable("level_high", marked("Borne haute du niveau"), "points", "level", _of_level(lambda s: s.high)),
    Disputable("level_publication", marked("Publication de la note"), "word", "level", _of_level(lambda s: s.publication), get_args(Publication)),
    Disputable("spent", marked("Dépenses payées"), "euros", "", lambda r, _: _euros(r.budget().book.total(r.budget().year, "paid").net)),
    Disputable("received", marked("Recettes encaissées"), "euros", "", lambda r, _: _euros(r.budget().book.total(r.budget().year, "paid", "income").net)),
    Disputable("rubric_amount", marked("Dépenses de la rubrique"), "euros", "rubric", _rubric),
    Disputable("budget_share", marked("Part du budget"), "per_mille", "", _ratio(_row(lambda row: row.share))),
    Disputable("per_inhabitant", marked("Dépenses par habitant"), "euros", "", _ratio(_row(lambda row: row.per_inhabitant), 100)),
    Disputable("leverage", marked("Effet de levier, sur plusieurs ans"), "times", "", _ratio(_row(lambda row: row.rolling))),
    Disputable("leverage_of_year", marked("Effet de levier de l'année"), "times", "", _ratio(_row(lambda row: row.leverage))),
    Disputable("execution", marked("Taux d'exécution"), "percent", "", _ratio(lambda r: r.budget().execution.rate)),
    Disputable("maximum_use", marked("Emploi du maximum pluriannuel"), "percent", "rubric", _maximum),
    Disputable("ceiling", marked("Plafond du 1 %"), "euros", "service", _of_ceiling(lambda c: _euros(c.ceiling))),
    Disputable("ceiling_use", marked("Emploi du plafond"), "percent", "service", _of_ceiling(lambda c: c.use.value)),
    Disputable("ceiling_room", marked("Reste sous le plafond"), "euros", "service", _of_ceiling(lambda c: _euros(c.room))),
    Disputable("ceiling_status", marked("État du plafond"), "word", "service", _of_ceiling(lambda c: c.status), get_args(CeilingStatus)),
    Disputable("concentration", marked("Concentration par rubrique (Herfindahl)"), "share", "", lambda r, _: r.budget().concentration.hhi),
    Disputable("concentration_normalised", marked("Concentration normalisée"), "share", "", lambda r, _: r.budget().concentration.normalised),
    Disputable("effective_rubrics", marked("Nombre effectif de rubriques"), "number", "", lambda r, _: r.budget().concentration.effective),
    Disputable("entropy", marked("Entropie des rubriques"), "share", "", lambda r, _: r.budget().concentration.entropy),
    Disputable("size_bracket", marked("Classe de budget"), "word", "", _bracket),
    Disputable("index", marked("Indice, la référence valant 100"), "number", "indicator", _of_profile(lambda r: r.benchmark)),
    Disputable("dimension_index", marked("Indice de la dimension"), "number", "dimension", _dimension),
    Disputable("relation_state", marked("État de la relation"), "word", "partnership", _state, STATES),
)  # fmt: skip
#: Every figure that can be disputed, by name.
FIGURES: Mapping[str, Disputable] = {item.name: item for item in _ALL}
