"""Columns of whole numbers as short text: what a map sends for ten thousand points.

Numbers are counted from the smallest one, and written byte by byte: all their low bytes, then all the next ones. High
bytes repeat, so that the compression of the network, which finds nothing in interleaved bytes, halves them.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

Packed: TypeAlias = list[int | str]


def packed(values: Sequence[int]) -> Packed:
    """[bytes a number, smallest number, base 64 of the planes of bytes, the lowest first]."""
    numbers = np.asarray(values, dtype="<i8")
    least = int(numbers.min()) if len(numbers) else 0
    shifted = (numbers - least).astype("<u4")
    width = max(1, (int(shifted.max(initial=0)).bit_length() + 7) // 8)
    planes = shifted.view("u1").reshape(-1, 4)[:, :width].T
    return [width, least, base64.b64encode(planes.tobytes()).decode()]


def steps(values: Sequence[int]) -> list[int]:
    """Each number as its difference from the one before: a list numbered as it is met is mostly ones."""
    return [int(step) for step in np.diff(np.asarray(values, dtype="<i8"), prepend=0)]
