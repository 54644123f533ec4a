"""Bounds of what an officer may drop, so that a hostile or broken file costs a message and nothing more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one file may weigh. The defaults hold a national file of a million rows and a 200 MB XML of accounts."""

    file_bytes: int = 260 * MEGABYTE
    workbook_bytes: int = 60 * MEGABYTE
    unpacked_bytes: int = 400 * MEGABYTE
    unpacked_ratio: int = 200
    parts: int = 2_000
    rows: int = 2_000_000
    columns: int = 400
    workbook_cells: int = 4_000_000
    sheets: int = 60
    documents: int = 60
    cell_characters: int = 32_767


DEFAULT_LIMITS = Limits()
#: Beyond this many texts that nobody knows, a column is wrong as a whole: the nearest words are no longer looked for.
LOOKED_FOR = 200


class Cancelled(Exception):
    """The person asked to stop; nothing was kept of the step under way."""


Progress: TypeAlias = Callable[[str, float], None]
"""Told a step and the share of it that is done (0 to 1); raises :class:`Cancelled` to stop the work."""


def silent(step: str, share: float) -> None:
    """A progress that shows nothing."""
