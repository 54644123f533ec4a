"""What every result of the budget is made of: an amount or a ratio that says why it is not available.

A reason is a code, worded late in the reader's language; a ratio keeps its two parts and the name of its denominator,
because « 0,7 % » means nothing until one says of what.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from indicators.rounding import whole

Reason = Literal[
    "no_lines",
    "function_absent",
    "stage_missing",
    "no_expenditure",
    "no_income",
    "no_actions",
    "voted_elsewhere",
    "denominator_missing",
    "denominator_not_positive",
    "no_own_funds",
    "window_incomplete",
    "previous_missing",
    "previous_not_positive",
    "deflator_missing",
    "base_missing",
    "base_not_positive",
    "not_attributed",
    "not_exhaustive",
    "single_item",
    "unassigned_too_large",
    "no_recent_payment",
    "vote_not_told",
]
Unit = Literal["percent", "per_mille", "times", "euro"]
FACTORS: dict[Unit, float] = {"percent": 100.0, "per_mille": 1000.0, "times": 1.0, "euro": 1.0}


@dataclass(frozen=True, slots=True)
class Ratio:
    """A quotient with its parts. ``value`` is in ``unit``; None when it is not available, and ``reason`` says why.

    Parts are in cents, except a denominator that counts people or an index; ``basis`` names the denominator.
    """

    value: float | None
    numerator: float | None
    denominator: float | None
    unit: Unit
    basis: str = ""
    reason: Reason | None = None

    @property
    def available(self) -> bool:
        """Whether there is a value to show."""
        return self.value is not None


def known(value: float | None) -> float | None:
    """The number, or None for a missing one (None, NaN)."""
    return None if value is None or not math.isfinite(value) else float(value)


def cents(value: float | None) -> int | None:
    """A sum of cents as an integer; None stays None."""
    found = known(value)
    return None if found is None else whole(found)


def ratio(
    numerator: float | None,
    denominator: float | None,
    unit: Unit,
    *,
    basis: str = "",
    numerator_missing: Reason = "stage_missing",
    denominator_missing: Reason = "denominator_missing",
    denominator_not_positive: Reason = "denominator_not_positive",
) -> Ratio:
    """Divide, or say why not: never zero for what is missing, never infinite (method 5.5)."""
    top, bottom = known(numerator), known(denominator)
    if bottom is None:
        return Ratio(None, top, None, unit, basis, denominator_missing)
    if bottom <= 0:
        return Ratio(None, top, bottom, unit, basis, denominator_not_positive)
    if top is None:
        return Ratio(None, None, bottom, unit, basis, numerator_missing)
    return Ratio(FACTORS[unit] * top / bottom, top, bottom, unit, basis)


def unavailable(reason: Reason, unit: Unit, *, basis: str = "") -> Ratio:
    """A ratio that cannot be computed, with its reason."""
    return Ratio(None, None, None, unit, basis, reason)
