"""How a number is rounded, once for every surface: half away from zero, on the decimals that a person would write."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

# A binary number holds sixteen digits, the last one of chance; spreadsheets round on fifteen, and so do we: 100 × 0.285,
# kept as 28.499999999999996, is 28.5 for them and for whoever checks with a pencil.
_DIGITS = 15
_WIDE = Context(prec=60, rounding=ROUND_HALF_UP)


def rounded(value: float | Decimal, decimals: int = 0) -> Decimal:
    """The value to so many decimals (a negative count rounds to tens, hundreds…), half away from zero, never « minus zero ».

    >>> [str(rounded(value)) for value in (0.5, 2.5, -2.5, -0.4, 254722.5)]
    ['1', '3', '-3', '0', '254723']
    >>> str(rounded(100 * 0.285)), str(rounded(2.675, 2)), str(rounded(2.0, 1))
    ('29', '2.68', '2.0')

    Raises ValueError for a number that is not finite.
    """
    exact = Decimal(value) if isinstance(value, int | Decimal) else Decimal(f"{value:.{_DIGITS}g}")
    if not exact.is_finite():
        raise ValueError(f"only a finite number is rounded; received: {value}")
    found = exact.quantize(Decimal(1).scaleb(-decimals), context=_WIDE)
    return found or abs(found)


def whole(value: float | Decimal) -> int:
    """The nearest whole number, half away from zero."""
    return int(rounded(value))
