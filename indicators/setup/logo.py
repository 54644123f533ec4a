"""A logo given in the browser: looked at, brought to a size that documents need, kept as PNG without anything else."""

from __future__ import annotations

import base64
import io

from PIL import Image, UnidentifiedImageError

from indicators.errors import ToldError, marked
from indicators.settings import DATA_IMAGE

#: The formats that are read, and the largest sides of the image kept: sharp on a cover printed at 300 dots an inch.
FORMATS = ("PNG", "JPEG", "WEBP")
SIDE = 900
_MOST_BYTES, _MOST_PIXELS = 10_000_000, 60_000_000


class LogoError(ToldError):
    """A file that cannot be a logo."""

    code = "logo"


def logo_setting(data: bytes) -> str:
    """The value of ``report.logo`` for an image: redrawn, so that nothing of the file but its picture is kept."""
    if len(data) > _MOST_BYTES:
        raise LogoError(marked("Image trop lourde : 10 Mo au plus. Enregistrez-la plus petite, en PNG ou en JPEG."))
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
        if image.width * image.height > _MOST_PIXELS:
            raise LogoError(
                marked("Image trop grande ({width} × {height} points) : 60 millions de points au plus."),
                width=image.width,
                height=image.height,
            )
        image.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        if isinstance(error, LogoError):
            raise
        raise LogoError(marked("Ce fichier n'est pas une image lisible. Sont acceptés : PNG, JPEG et WebP.")) from error
    drawn = image.convert("RGBA")
    drawn.thumbnail((SIDE, SIDE))
    kept = io.BytesIO()
    drawn.save(kept, "PNG", optimize=True)
    return DATA_IMAGE + base64.b64encode(kept.getvalue()).decode()
