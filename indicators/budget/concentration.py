"""Is the money on one thing, or spread thin? Herfindahl index, effective number and entropy, with their limits.

The index is descriptive: no text sets a good value. It is computed on named items only; what is unassigned is left out
and its share is told, and above a fifth of the money no verdict is drawn (method 5.7).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from indicators.budget.amounts import Ratio, Reason, ratio
from indicators.budget.rules import BudgetRules
from indicators.budget.splits import Split
from indicators.budget.suggestions import UNASSIGNED


@dataclass(frozen=True, slots=True)
class Concentration:
    """``hhi`` in [1/n, 1], ``normalised`` in [0, 1], ``effective`` number of items in [1, n], ``entropy`` in [0, 1].

    ``items`` is n, the number of *defined* items, empty ones included; ``set_aside`` sums negative amounts;
    ``top`` and ``top_share`` (0-1) name the largest item. ``reason`` explains a None, ``normalised_reason`` that of
    the normalised index alone; ``unassigned`` is the share left out (per cent), None when nothing defines it.
    """

    hhi: float | None
    normalised: float | None
    effective: float | None
    entropy: float | None
    items: int
    set_aside: float = 0.0
    top: str = ""
    top_share: float | None = None
    unassigned: Ratio | None = None
    verdict: bool = True
    reason: Reason | None = None
    normalised_reason: Reason | None = None


def concentration(amounts: Mapping[str, float], *, items: int | None = None) -> Concentration:
    """Concentration of amounts by item, on ``max(amount, 0)``; ``items`` is n when some items have no amount.

    All zero: not available (``no_expenditure``). A single item: index 1, entropy and normalised index undefined.
    """
    names = list(amounts)
    values = np.array([amounts[name] for name in names], dtype=float)
    count = len(names) if items is None else items
    positive = np.clip(values, 0, None)
    aside, total = float(values[values < 0].sum()), float(positive.sum())
    if total <= 0:
        return Concentration(None, None, None, None, count, aside, reason="no_expenditure")
    shares = positive / total
    hhi = float((shares**2).sum())
    top = int(shares.argmax())
    single: Reason | None = "single_item" if count <= 1 else None
    return Concentration(
        hhi=hhi,
        normalised=None if single else (hhi - 1 / count) / (1 - 1 / count),
        effective=1 / hhi,
        entropy=None if single else _entropy(shares, count),
        items=count,
        set_aside=aside,
        top=names[top],
        top_share=float(shares[top]),
        normalised_reason=single,
    )


def _entropy(shares: np.ndarray, count: int) -> float:
    present = shares[shares > 0]
    return abs(float((present * np.log(present)).sum())) / float(np.log(count))


def rubric_concentration(cut: Split, rubrics: Sequence[str], rules: BudgetRules) -> Concentration:
    """Concentration over the defined rubrics (unassigned left out, its share told), from a split by rubric."""
    wanted = [name for name in rubrics if name != UNASSIGNED]
    found = {part.key: float(part.gross) for part in cut.parts}
    negative = sum(min(part.net - part.gross, 0) for part in cut.parts)
    result = concentration({name: found.get(name, 0.0) for name in wanted})
    return _with_unassigned(result, found.get(UNASSIGNED, 0.0), cut.gross, negative, rules)


def item_concentration(cut: Split, rules: BudgetRules) -> Concentration:
    """Concentration over the projects, partners or countries of a split; lines that do not say are left out."""
    found = {part.key: float(part.gross) for part in cut.parts if part.key}
    unsaid = next((float(part.gross) for part in cut.parts if not part.key), 0.0)
    return _with_unassigned(concentration(found), unsaid, cut.gross, 0.0, rules)


def _with_unassigned(
    result: Concentration, unassigned: float, gross: int | None, negative: float, rules: BudgetRules
) -> Concentration:
    limit = rules.unassigned_no_verdict
    share = ratio(unassigned, gross, "percent", basis="gross", denominator_not_positive="no_expenditure")
    too_much = share.value is not None and share.value > 100 * limit
    return replace(result, unassigned=share, set_aside=negative or result.set_aside, verdict=not too_much)
