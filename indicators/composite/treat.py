"""Outliers brought back before they squeeze everyone else into a corner of the scale.

Step 3 of the OECD/JRC ten steps. A column fails when |skewness| ≥ 2 and kurtosis ≥ 3.5; the treatments of the recipe
are tried in turn *on the original values* until it passes: winsorisation (the extreme takes the next value, a few
points at most), then a logarithm or a Box-Cox power. Parameters are kept, so that the units outside the population and
the goalposts go through the very same transformation.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from indicators.composite.arrays import Array, Flags, Places, column_blocks, extremes, frozen
from indicators.composite.errors import MethodError
from indicators.composite.statistics import shape
from indicators.composite.treatment import Period, Treated, Treatment
from indicators.errors import marked


def fails(values: Array, skew: float = 2.0, kurt: float = 3.5) -> Flags:
    """Columns with outliers: |skewness| ≥ ``skew`` and kurtosis ≥ ``kurt``; an undefined statistic passes."""
    return _beyond(shape(values), skew, kurt)


def _beyond(found: tuple[Array, Array], skew: float, kurt: float) -> Flags:
    flags: Flags = (np.abs(found[0]) >= skew) & (found[1] >= kurt)
    return flags


def winsorise(values: Array, winmax: int = 5, skew: float = 2.0, kurt: float = 3.5) -> tuple[Array, Places]:
    """Bring extremes to the next value, in each failing column, until it passes or ``winmax`` points are treated.

    The high end when skewness is ≥ 0, the low end otherwise; tied extremes move together and each counts. A column
    that one more step would make constant is left where it is. Returns the values and the points treated a column.
    """
    result, points = values.copy(), np.zeros(values.shape[1], dtype=np.intp)
    for place, columns in column_blocks(values) if winmax > 0 else ():
        result[:, place], points[place] = _winsorised(columns, winmax, skew, kurt)
    return result, points


def _winsorised(result: Array, winmax: int, skew: float, kurt: float) -> tuple[Array, Places]:
    above, below = np.zeros(result.shape[1], dtype=np.intp), np.zeros(result.shape[1], dtype=np.intp)
    active = np.arange(result.shape[1])
    while active.size:
        found = shape(result[:, active])
        bad = _beyond(found, skew, kurt)
        active, side = active[bad], np.where(found[0][bad] >= 0, 1.0, -1.0)
        moved, count, stuck = _step(result[:, active] * side)
        result[:, active] = moved * side
        up = (side > 0) & ~stuck
        down = (side < 0) & ~stuck
        above[active[up]], below[active[down]] = count[up], count[down]
        active = active[~stuck & (above[active] + below[active] < winmax)]
    return result, above + below


def _step(part: Array) -> tuple[Array, Places, Flags]:
    """Move the maxima of each column to the next value, unless nothing else would remain."""
    low, high = extremes(part)
    top = part == high
    following = np.where(top | np.isnan(part), -np.inf, part).max(axis=0)
    stuck: Flags = following <= low
    return np.where(top & ~stuck, following, part), top.sum(axis=0), stuck


def log_shift(low: float, high: float) -> float:
    """What log_ct adds before the logarithm: ln(x − min + 0.01·(max − min)), the COIN Tool's rule."""
    return -low + 0.01 * (high - low)


def treat(
    values: Array,
    codes: Sequence[str],
    population: Flags,
    *,
    treat_with: Sequence[str] = ("winsorise", "log_ct"),
    skew: float = 2.0,
    kurt: float = 3.5,
    winmax: int = 5,
    boxcox_lambda: float | None = None,
) -> Treated:
    """Treat the columns (n × k) whose outliers show in the population; the other rows follow the same rule.

    The first treatment that makes the column pass is kept; when none does, the last one is, marked as not passed.
    """
    inside = values[population]
    before = shape(inside)
    failing = np.flatnonzero(_beyond(before, skew, kurt))
    result = values.copy()
    rules: dict[int, Treatment] = {}
    for step, rule in enumerate(treat_with):
        done, part = _candidates(
            inside[:, failing], [codes[c] for c in failing.tolist()], rule, skew, kurt, winmax, boxcox_lambda
        )
        bad = fails(part, skew, kurt)
        keep = ~bad if step < len(treat_with) - 1 else np.ones(failing.size, dtype=np.bool_)
        for place in np.flatnonzero(keep):
            column = int(failing[place])
            rules[column] = done[place]
            result[population, column] = part[:, place]
            result[~population, column] = _outside(values[~population, column], inside[:, column], done[place])
        failing = failing[~keep]
    after = _after(result[population], before, rules)
    plain = [_described(codes[c], rules.get(c), c, before, after, skew, kurt) for c in range(values.shape[1])]
    return Treated(frozen(result), (Period(None, np.arange(values.shape[0]), tuple(plain)),))


def treat_by_year(
    values: Array,
    codes: Sequence[str],
    population: Flags,
    years: Sequence[tuple[int | None, Places]],
    *,
    treat_with: Sequence[str],
    skew: float,
    kurt: float,
    winmax: int,
    boxcox_lambda: float | None,
) -> Treated:
    """Treat each year of a panel apart, as COINr does: its outliers are those of its own population.

    The ways of treating are those of ``treat``. A year without population is left as it is.
    """
    result, periods = values.copy(), []
    for year, rows in years:
        part = untreated(values[rows], codes)
        if population[rows].any():
            part = treat(
                values[rows],
                codes,
                population[rows],
                treat_with=treat_with,
                skew=skew,
                kurt=kurt,
                winmax=winmax,
                boxcox_lambda=boxcox_lambda,
            )
        result[rows] = part.values
        periods.append(Period(year, rows, part.treatments))
    return Treated(frozen(result), tuple(periods))


def _outside(values: Array, inside: Array, rule: Treatment) -> Array:
    """Units outside the population: held within the observed range, then transformed as the others are."""
    if not values.size:
        return values
    low, high = np.nanmin(inside), np.nanmax(inside)
    return rule.apply(np.clip(values, low, high))


def _candidates(
    inside: Array, codes: Sequence[str], rule: str, skew: float, kurt: float, winmax: int, power: float | None
) -> tuple[list[Treatment], Array]:
    """One treatment tried on each failing column: its parameters, and the treated columns."""
    if rule == "winsorise":
        part, points = winsorise(inside, winmax, skew, kurt)
        low, high = extremes(part)
        done = [
            Treatment(code=code, rule=rule, low=float(low[i]), high=float(high[i]), points=int(points[i]))
            for i, code in enumerate(codes)
        ]
        return done, part
    done = [_curved(code, inside[:, i], rule, power) for i, code in enumerate(codes)]
    return done, np.column_stack([t.apply(inside[:, i]) for i, t in enumerate(done)]) if done else inside


def _curved(code: str, values: Array, rule: str, power: float | None) -> Treatment:
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    if rule == "log":
        if low <= 0:
            raise MethodError(
                marked(
                    "« {column} » contient {value:g} : le logarithme demande des valeurs positives ; "
                    'écrivez treat_with = ["log_ct"].'
                ),
                column=code,
                value=low,
            )
        return Treatment(code=code, rule=rule, low=low, high=high)
    shift = log_shift(low, high)
    if rule == "boxcox":
        best = _likeliest_power(values[~np.isnan(values)] + shift) if power is None else power
        return Treatment(code=code, rule=rule, low=low, high=high, shift=shift, power=best)
    return Treatment(code=code, rule=rule, low=low, high=high, shift=shift)


def _after(inside: Array, before: tuple[Array, Array], rules: Mapping[int, Treatment]) -> tuple[Array, Array]:
    """Skewness and kurtosis once treated; those of the columns that were not are already known."""
    skew, kurt = before[0].copy(), before[1].copy()
    moved = sorted(rules)
    if moved:
        skew[moved], kurt[moved] = shape(inside[:, moved])
    return skew, kurt


def _likeliest_power(values: Array) -> float:
    """The Box-Cox power of maximum likelihood in [−5, 5]; the scale of the values does not change it."""
    import scipy.optimize
    import scipy.stats

    scaled = values / values.max()
    found = scipy.optimize.minimize_scalar(
        lambda power: -scipy.stats.boxcox_llf(power, scaled), bounds=(-5, 5), method="bounded"
    )
    return float(found.x)


def _described(
    code: str,
    rule: Treatment | None,
    column: int,
    before: tuple[Array, Array],
    after: tuple[Array, Array],
    skew: float,
    kurt: float,
) -> Treatment:
    numbers = [None if np.isnan(v[column]) else float(v[column]) for v in (*before, *after)]
    tested = numbers[2] is not None and numbers[3] is not None
    return replace(
        rule or Treatment(code=code),
        skew_before=numbers[0],
        kurt_before=numbers[1],
        skew_after=numbers[2],
        kurt_after=numbers[3],
        passed=not (abs(numbers[2] or 0.0) >= skew and (numbers[3] or 0.0) >= kurt) if tested else None,
    )


def untreated(values: Array, codes: Sequence[str]) -> Treated:
    """The same table, with the note that nothing was done to it."""
    plain = tuple(Treatment(code=code) for code in codes)
    return Treated(values, (Period(None, np.arange(values.shape[0]), plain),))
