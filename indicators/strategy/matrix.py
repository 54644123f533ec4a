"""The SWOT matrix (manual, encadré 31): findings that each rest on a figure or a proof, crossed into four strategies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from indicators.evaluation import Evaluation, IndicatorReading
from indicators.records import Box, Finding, Objective

#: The two boxes that each strategy crosses.
CROSSES: Mapping[Box, tuple[Box, Box]] = MappingProxyType(
    {
        "active": ("strengths", "opportunities"),
        "guidance": ("strengths", "threats"),
        "reactive": ("weaknesses", "opportunities"),
        "defence": ("weaknesses", "threats"),
    }
)
#: The four boxes of findings, the internal ones first.
FINDINGS: tuple[Box, ...] = ("strengths", "weaknesses", "opportunities", "threats")


@dataclass(frozen=True, slots=True)
class Supported:
    """A finding with the reading of its indicator, None when it names none or when it has no value yet."""

    finding: Finding
    reading: IndicatorReading | None

    @property
    def proven(self) -> bool:
        """Whether a figure or a proof stands behind it: without either it is an opinion, and is told as one."""
        known = self.reading is not None and self.reading.value is not None
        return known or bool(self.finding.evidence.strip())


@dataclass(frozen=True, slots=True)
class Crossing:
    """A strategy with the findings that it crosses, and the objective that it became, None when it became none."""

    finding: Finding
    crossed: tuple[Supported, ...]
    objective: Objective | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """The findings by box and the strategies by family, in the order of entry; empty before anything is written."""

    findings: Mapping[Box, tuple[Supported, ...]]
    strategies: Mapping[Box, tuple[Crossing, ...]]

    @property
    def empty(self) -> bool:
        """Whether nothing was written."""
        return not any(self.findings.values()) and not any(self.strategies.values())

    @property
    def all_findings(self) -> tuple[Supported, ...]:
        """The findings of the four boxes."""
        return tuple(item for box in FINDINGS for item in self.findings[box])

    @property
    def all_strategies(self) -> tuple[Crossing, ...]:
        """The strategies of the four families."""
        return tuple(item for box in CROSSES for item in self.strategies[box])


def matrix_of(rows: Sequence[Finding], objectives: Sequence[Objective], evaluation: Evaluation) -> Matrix:
    """Lay the items of an edition in their boxes; a crossing keeps the findings that are known."""
    supported = {row.id: Supported(row, evaluation.reading(row.indicator) if row.indicator else None) for row in rows}
    known = {objective.id: objective for objective in objectives}
    return Matrix(
        findings={box: tuple(item for item in supported.values() if item.finding.box == box) for box in FINDINGS},
        strategies={
            box: tuple(
                Crossing(
                    row, tuple(supported[name] for name in row.crosses if name in supported), known.get(row.objective)
                )
                for row in rows
                if row.box == box
            )
            for box in CROSSES
        },
    )
