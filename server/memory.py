"""How the process gives memory back between readers."""

from __future__ import annotations

import ctypes
import gc
import sys
import time
from threading import Event

# Of glibc's malloc.h. Its default is eight heaps a core, and each page is drawn in a thread of its own.
_ARENA_MAX = -8
_ARENAS = 2
# Seconds from a drawing to the collection: those that come meanwhile share it.
_TOGETHER = 2.0


def share_heaps() -> bool:
    """Let all threads share two heaps: what one drawing frees serves the next one, whichever thread it is in.

    Whether the C library knows how: others than glibc have no such heaps.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    return mallopt is not None and bool(mallopt(_ARENA_MAX, _ARENAS))


def collect(drawn: Event, together: float = _TOGETHER) -> None:
    """Collect what a drawing left, and with it what those of the next moment left: once for all of them.

    Streamlit would collect after each drawing, before the reader's next one could begin (``runner.postScriptGC``).
    """
    drawn.wait()
    time.sleep(together)
    drawn.clear()
    gc.collect()
