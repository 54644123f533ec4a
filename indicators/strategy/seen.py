"""What the application can already see of a quality (encadré 32) or of a recommendation (France urbaine): a proposal.

A proposal never answers for a person: it says what the records show, with the numbers behind it, and the grid keeps the
answer that somebody gives. What no record can show has no proposal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from indicators.evaluation import Evaluation
from indicators.grids.levels import LevelHeld
from indicators.records import Snapshot
from indicators.records.dates import year_of

#: The shares from which what is seen is a « yes », and below which it is a « no »; our judgement.
MOST, SOME = 80.0, 20.0
#: The level of participation from which others take part regularly, and of formalisation from which there is a decision.
DIALOGUE = 4


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen of an item: ``degree`` 0, ½ or 1, and the ``numbers`` of the sentence that tells it."""

    item: str
    degree: float
    numbers: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Evidence:
    """What the proposals look at."""

    snapshot: Snapshot
    evaluation: Evaluation
    formalisation: LevelHeld | None
    participation: LevelHeld | None
    proven: frozenset[str]
    year: int

    def value(self, indicator: str) -> float | None:
        """The value of an indicator, None when it is not known."""
        reading = self.evaluation.reading(indicator)
        return None if reading is None else reading.value


Look = Callable[[Evidence], Seen | None]


def _share(item: str, indicator: str) -> Look:
    def look(known: Evidence) -> Seen | None:
        value = known.value(indicator)
        return None if value is None else Seen(item, _degree(value), {"share": value})

    return look


def _degree(share: float) -> float:
    return 1.0 if share >= MOST else 0.5 if share >= SOME else 0.0


def _level(item: str, which: str) -> Look:
    def look(known: Evidence) -> Seen | None:
        held: LevelHeld | None = getattr(known, which)
        if held is None:
            return None
        return Seen(item, min(1.0, held.level / DIALOGUE // 0.5 * 0.5), {"level": float(held.level)})

    return look


def _situation(item: str, situation: str) -> Look:
    def look(known: Evidence) -> Seen | None:
        return None if known.formalisation is None else Seen(item, float(situation in known.proven))

    return look


def _credible(known: Evidence) -> Seen | None:
    """Resources that are not only money: people and a voted budget."""
    staff, money = known.value("o_bri_fte"), not known.snapshot.budget_lines.empty
    if staff is None and not money:
        return None
    return Seen("credible", 0.5 * bool(staff) + 0.5 * money, {"staff": staff or 0.0, "budget": float(money)})


def _effective(known: Evidence) -> Seen | None:
    """The part of the actions done in the three last years that have a documented result."""
    done = [
        item
        for item in known.snapshot.activities
        if item.status == "done" and known.year - 2 <= item.year <= known.year
    ]
    if not done:
        return None
    told = sum(bool(item.results.strip()) for item in done)
    share = 100 * told / len(done)
    return Seen("effective", _degree(share), {"told": float(told), "actions": float(len(done))})


def _lasting(known: Evidence) -> Seen | None:
    """Objectives and agreements that look at least three years ahead."""
    ahead = known.year + 3
    dated = [item for item in known.snapshot.partnerships if item.status == "active" and item.ends]
    far = sum((year_of(item.ends) or 0) >= ahead for item in dated)
    plans = sum((item.target_year or 0) >= ahead for item in known.snapshot.targets)
    if not dated and not known.snapshot.targets:
        return None
    return Seen("lasting", 0.5 * bool(far) + 0.5 * bool(plans), {"agreements": float(far), "targets": float(plans)})


def _flexible(known: Evidence) -> Seen | None:
    """Corrective measures that were taken."""
    count = sum(item.status in ("in_force", "evaluated") for item in known.snapshot.externality_measures)
    return Seen("flexible", 1.0 if count else 0.0, {"measures": float(count)}) if known.snapshot.targets else None


def _training(known: Evidence) -> Seen | None:
    found = [
        item
        for item in known.snapshot.activities
        if item.year == known.year and (item.trained_elected or item.trained_staff)
    ]
    if not found:
        return None
    elected = sum(item.trained_elected or 0 for item in found)
    staff = sum(item.trained_staff or 0 for item in found)
    return Seen("training", 0.5 * bool(elected) + 0.5 * bool(staff), {"elected": float(elected), "staff": float(staff)})


def _awareness(known: Evidence) -> Seen | None:
    count = sum(bool(item.awareness) for item in known.snapshot.activities if item.year == known.year)
    return Seen("awareness", 1.0, {"actions": float(count)}) if count else None


def _together(known: Evidence) -> Seen | None:
    shared = sum(bool(item.authorities or item.lead) for item in known.snapshot.partnerships)
    paid = sum(len(item.contributions) > 1 for item in known.snapshot.activities if item.year == known.year)
    if not known.snapshot.partnerships:
        return None
    return Seen("together", 1.0 if shared else 0.0, {"partnerships": float(shared), "actions": float(paid)})


def _scale(item: str, indicator: str, top: float) -> Look:
    def look(known: Evidence) -> Seen | None:
        value = known.value(indicator)
        return None if value is None else Seen(item, min(1.0, value / top // 0.5 * 0.5), {"level": value})

    return look


QUALITIES: Mapping[str, Look] = MappingProxyType(
    {
        "coherent": _share("coherent", "t_plan_alignment"),
        "legitimate": _level("legitimate", "participation"),
        "solemn": _situation("solemn", "declaration"),
        "legal": _situation("legal", "regulation"),
        "viable": _share("viable", "o_milestones_on_time"),
        "credible": _credible,
        "professional": _situation("professional", "service"),
        "effective": _effective,
        "lasting": _lasting,
        "flexible": _flexible,
    }
)
RECOMMENDATIONS: Mapping[str, Look] = MappingProxyType(
    {
        "diagnosis": _scale("diagnosis", "t_territorial_diagnosis", 3.0),
        "position": _situation("position", "service"),
        "every_policy": _share("every_policy", "p_transversality"),
        "citizens": _level("citizens", "participation"),
        "communicate": _scale("communicate", "o_public_information", 3.0),
        "training": _training,
        "awareness": _awareness,
        "budget": _situation("budget", "programme_budget"),
        "yearly_report": _scale("yearly_report", "o_public_information", 3.0),
        "together": _together,
    }
)


def seen(looks: Mapping[str, Look], known: Evidence) -> Mapping[str, Seen]:
    """What is seen, by item; an item of which nothing can be seen is absent."""
    return {item: found for item, look in looks.items() if (found := look(known)) is not None}
