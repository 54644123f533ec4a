"""A logo given in the browser: brought to a size that documents need, kept as PNG without anything else."""

from __future__ import annotations

import base64
import io

from indicators.documents.images import opened
from indicators.settings import DATA_IMAGE

#: The largest side of the image kept: sharp on a cover printed at 300 dots an inch.
SIDE = 900


def logo_setting(data: bytes) -> str:
    """The value of ``report.logo`` for an image. Raises ImageError."""
    drawn = opened(data).convert("RGBA")
    drawn.thumbnail((SIDE, SIDE))
    kept = io.BytesIO()
    drawn.save(kept, "PNG", optimize=True)
    return DATA_IMAGE + base64.b64encode(kept.getvalue()).decode()
