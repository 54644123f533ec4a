"""How the process gives memory back between readers."""

from __future__ import annotations

import ctypes
import sys

# Of glibc's malloc.h. Its default is eight heaps a core, and each page is drawn in a thread of its own.
_ARENA_MAX = -8
_ARENAS = 2


def share_heaps() -> bool:
    """Let all threads share two heaps: what one drawing frees serves the next one, whichever thread it is in.

    Whether the C library knows how: others than glibc have no such heaps.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    return mallopt is not None and bool(mallopt(_ARENA_MAX, _ARENAS))
