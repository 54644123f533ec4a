"""Pictures given in the browser: looked at, brought to the size that paper needs, kept with words for who cannot see them."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping

from PIL import Image, ImageOps, UnidentifiedImageError
from sqlalchemy import Engine

from indicators.access import User
from indicators.errors import ToldError, marked
from indicators.intake import guard
from indicators.present.reports.model import IMAGE
from indicators.present.reports.model import Image as Picture
from indicators.store import workspace

#: The formats that are read, and the largest side of a picture kept: a page printed at 200 dots an inch.
FORMATS = ("PNG", "JPEG", "WEBP")
SIDE, _QUALITY = 1700, 82
_MOST_BYTES, _MOST_PIXELS = 10_000_000, 60_000_000


class ImageError(ToldError):
    """A file that cannot be a picture."""

    code = "image"


def opened(data: bytes) -> Image.Image:
    """The picture of a file, upright. Raises ImageError for what is too large or no picture."""
    if len(data) > _MOST_BYTES:
        raise ImageError(marked("Image trop lourde : 10 Mo au plus. Enregistrez-la plus petite, en PNG ou en JPEG."))
    try:
        image = Image.open(io.BytesIO(data), formats=FORMATS)
        if image.width * image.height > _MOST_PIXELS:
            raise ImageError(
                marked("Image trop grande ({width} × {height} points) : 60 millions de points au plus."),
                width=image.width,
                height=image.height,
            )
        image.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        if isinstance(error, ImageError):
            raise
        raise ImageError(
            marked("Ce fichier n'est pas une image lisible. Sont acceptés : PNG, JPEG et WebP.")
        ) from error
    return ImageOps.exif_transpose(image)


def photograph(data: bytes) -> bytes:
    """The picture as a JPEG of paper's size: nothing of the file but its picture is kept, no place, no name."""
    image = opened(data).convert("RGBA")
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    ground.thumbnail((SIDE, SIDE))
    kept = io.BytesIO()
    ground.save(kept, "JPEG", quality=_QUALITY, optimize=True)
    return kept.getvalue()


def images(engine: Engine, territory: str) -> Mapping[str, Picture]:
    """The pictures of a territory, by the place that they take in the report."""
    return {
        item.key: Picture(
            base64.b64decode(str(item.payload["data"])), str(item.payload["alt"]), str(item.payload.get("credit", ""))
        )
        for item in workspace.latest(engine, IMAGE, territory)
    }


def save_image(engine: Engine, territory: str, place: str, data: bytes, alt: str, credit: str, user: User) -> None:
    """Keep a picture for a place of the report. Raises ImageError without words for who cannot see it, AccessDenied."""
    author = guard.own(user, "officer", territory).name
    if not alt.strip():
        raise ImageError(marked("Décrivez l'image en une phrase : c'est ce qu'entend qui ne la voit pas."))
    payload = {"data": base64.b64encode(photograph(data)).decode(), "alt": alt.strip(), "credit": credit.strip()}
    workspace.put(engine, IMAGE, territory, place, payload, author)


def remove_image(engine: Engine, territory: str, place: str, user: User) -> None:
    """Take the picture of a place away. Raises AccessDenied."""
    author = guard.own(user, "officer", territory).name
    workspace.put(engine, IMAGE, territory, place, {"removed": True}, author)
