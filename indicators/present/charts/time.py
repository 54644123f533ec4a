"""One axis of years for every chart: a year stands where it falls in time, and a year without a value is a gap.

An axis of names would put 2006, 2013 and 2021 at equal distances and make every slope false.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any, Final, Literal

import altair as alt
import pandas as pd

#: How a line stops at a year without a value, and a point without one is not drawn.
BROKEN: Final = "break-paths-filter-domains"
UNDRAWN: Final = "filter"
_MOST_TICKS = 12


def years_axis(
    years: Iterable[int], *, only: bool = False, orient: Literal["top", "bottom"] = "bottom", **more: Any
) -> alt.X:
    """The field ``year`` on an axis that starts half a year before the first one and ends half a year after the last.

    ``only``: the axis names the years that it is given and no other; ``more`` are options of the axis.
    """
    known = sorted({int(year) for year in years})
    low, high = known[0], known[-1]
    ticks = {"values": known} if only else {"tickCount": min(high - low + 1, _MOST_TICKS), "tickMinStep": 1}
    axis = alt.Axis(format="d", grid=False, orient=orient, labelAngle=0, **ticks, **more)
    return alt.X("year:Q", title=None, scale=alt.Scale(domain=[low - 0.5, high + 0.5], nice=False), axis=axis)


def bar_width(years: Iterable[int], band: float = 0.72) -> alt.ExprRef:
    """The width of the bar of a year, as a part of what a year has on the axis."""
    known = [int(year) for year in years]
    return alt.ExprRef(f"{band} * width / {max(known) - min(known) + 1}")


def every_year(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """The rows (columns ``year`` and ``value``) with one, empty, for each missing year of each line, so that it breaks.

    A year with several values keeps them all.
    """
    parts = []
    for name, part in rows.groupby(by, sort=False):
        known = part["year"].astype(int)
        missing = sorted(set(range(known.min(), known.max() + 1)) - set(known))
        blank = pd.DataFrame({"year": missing, "value": None, by: name}).astype({"year": int, "value": float})
        parts.append(pd.concat([part, blank]).sort_values("year", kind="stable") if missing else part)
    return pd.concat(parts, ignore_index=True) if parts else rows


def missing_years(years: Iterable[int]) -> list[tuple[int, int]]:
    """The stretches without a year between the first and the last, each by its own first and last year."""
    known = sorted({int(year) for year in years})
    return [(before + 1, after - 1) for before, after in itertools.pairwise(known) if after > before + 1]


def heights(values: Iterable[float | None], **more: Any) -> alt.Scale:
    """The scale of values that need not start at nought; around the only one there is, where Vega would write 0,000000."""
    known = {float(value) for value in values if value is not None and not pd.isna(value)}
    if len(known) != 1:
        return alt.Scale(zero=False, **more)
    (only,) = known
    return alt.Scale(domain=sorted((0.8 * only, 1.2 * only)) if only else [0, 1], nice=False)
