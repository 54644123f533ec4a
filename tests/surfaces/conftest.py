"""Surfaces read as text: their drawings, which take most of the time, have tests of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from indicators.present.reports import pictures

_DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="10" viewBox="0 0 600 10"></svg>'
_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da6364f80f00010501012718e366"
    "0000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def undrawn() -> Iterator[None]:
    """Whatever is made of a figure holds an empty drawing in its place."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pictures, "svg", lambda *_, **__: _DRAWING)
        patch.setattr(pictures, "png", lambda *_, **__: _PIXEL)
        yield
