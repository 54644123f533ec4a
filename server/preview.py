"""The picture that shows with a link to a page where links are shown with one: its title and what it says, in letters.

Made here and served from here: no third party is asked. Who may not read the page gets the product's name alone.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from textwrap import wrap

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Scope

from pages.shared.registry import BY_PATH, IMPORTING, PRODUCT
from server.addresses import PICTURES
from server.document import missing
from server.kept import kept
from server.painting import Painted

#: Pixels, as the networks that show previews ask.
SIZE = (1200, 630)
_MARGIN, _BLUE, _INK = 80, "#1c5d99", "#1b2733"
_LARGE, _SMALL = 64, 36


@lru_cache(maxsize=64)
def picture(title: str, told: str) -> bytes:
    """The title on two lines at most, what is told on six, as PNG."""
    with IMPORTING:  # only when asked for, with all reports behind the last one
        from PIL import Image, ImageDraw, ImageFont

        from indicators.present.reports.pictures import TEMPLATES

    image = Image.new("RGB", SIZE, "#ffffff")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 24, SIZE[1]), fill=_BLUE)
    fonts = TEMPLATES / "fonts"
    bold, plain = (ImageFont.truetype(fonts / f"OpenSans-{cut}.ttf", size) for cut, size in (("Bold", _LARGE), ("Regular", _SMALL)))  # fmt: skip
    top = _MARGIN
    for lines, font, ink, step in (
        (wrap(title, 30, max_lines=2, placeholder=" …"), bold, _INK, 84),
        (wrap(told, 58, max_lines=6, placeholder=" …"), plain, _INK, 50),
    ):
        for line in lines:
            draw.text((_MARGIN, top), line, font=font, fill=ink)
            top += step
        top += 20
    draw.text((_MARGIN, SIZE[1] - _MARGIN), PRODUCT, font=plain, fill=_BLUE, anchor="ls")
    made = BytesIO()
    image.save(made, "PNG", optimize=True)
    return made.getvalue()


def route(words: Callable[[Scope], Painted | None]) -> Route:
    """The route of the pictures; ``words`` tells the first words of a page to the reader of a request, if it may."""

    async def answer(request: Request) -> Response:
        entry = BY_PATH.get(request.path_params["page"])
        if entry is None:
            return missing(request.scope)
        found = await run_in_threadpool(words, {**request.scope, "path": entry.address})
        title, told = (found.title, found.told) if found else (PRODUCT, "")
        content = await run_in_threadpool(picture, title, told)
        headers = {"Cache-Control": "private, no-cache", "Vary": "Cookie"}
        return kept(request.scope, content, headers, "image/png", compressed=False)

    return Route(f"{PICTURES}{{page}}.png", answer)
