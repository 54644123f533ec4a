"""Where a function of Streamlit gives its place to ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def replaced(owner: Any, name: str, by: Callable[[Any], Any]) -> bool:
    """Put in the place of a function of ``owner`` what ``by`` makes of it; nothing, and False, in a version without it."""
    former = getattr(owner, name, None)
    if former is not None:
        setattr(owner, name, by(former))
    return former is not None
