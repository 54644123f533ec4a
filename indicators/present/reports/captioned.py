"""A chart as an image that goes alone: its title above it, what it rests on below, on the paper it was drawn for."""

from __future__ import annotations

import re
import textwrap
from html import escape

import vl_convert

from indicators.present.figure import Figure
from indicators.present.reports import fonts, pictures
from indicators.present.reports.wording import plain
from indicators.present.texts import Translator
from indicators.present.texts import reports as words
from indicators.present.texts.citations import cited

_SIZE = re.compile(r'<svg[^>]*? width="([\d.]+)" height="([\d.]+)"')
_MARGIN, _TITLE, _SMALL = 24, 18, 11
_LEADING = 1.45
_ADVANCE = 0.53  # the mean width of a letter of the font, in its size
_INK, _SOFT = "#14202b", "#44525f"
_MOST = 12  # sources under one chart; beyond, the image would be a bibliography
_SCALE = 2.0


def captioned_svg(figure: Figure, t: Translator, width: int, *, fictional: bool) -> str:
    """The chart of a figure at a width in pixels, with its title, what it says, what limits it and its citations.

    ``fictional`` is whether its territory is invented.
    """
    drawing = pictures.svg(figure.spec or {}, width)
    size = _SIZE.search(drawing)
    if size is None:
        raise ValueError("the drawing has no size; accepted: an SVG with a width and a height")
    wide, tall = float(size[1]) + 2 * _MARGIN, float(size[2])
    title = _lines([figure.title], _TITLE, wide, _MARGIN, _INK, weight="bold")
    top = _MARGIN + title.height + 12
    below = _lines(_caption(figure, t, fictional=fictional), _SMALL, wide, top + tall + 16, _SOFT)
    height = top + tall + 16 + below.height + _MARGIN
    ground = (figure.spec or {}).get("background", "white")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{wide:g}"'
        f' height="{height:g}" viewBox="0 0 {wide:g} {height:g}" font-family="{fonts.family(fonts.TYPEFACES[0])}">'
        f'<rect width="100%" height="100%" fill="{escape(str(ground))}"/>{title.text}'
        f'<g transform="translate({_MARGIN},{top:g})">{drawing}</g>{below.text}</svg>'
    )


def captioned_png(figure: Figure, t: Translator, width: int, *, fictional: bool) -> bytes:
    """The same as PNG, twice as fine as the screen."""
    return bytes(vl_convert.svg_to_png(captioned_svg(figure, t, width, fictional=fictional), scale=_SCALE))


def _caption(figure: Figure, t: Translator, *, fictional: bool) -> list[str]:
    told = [t("Source : {source}", source=line) for line in cited(figure.sources, t)]
    more = (
        [t("Et {count} autres sources, dans le tableau de bord.", count=len(told) - _MOST)] if len(told) > _MOST else []
    )
    marks = words.invented(t, fictional=fictional, example=figure.example)
    return [*filter(None, map(plain, (figure.sentence, figure.note))), *marks, *told[:_MOST], *more]


class _Lines:
    """Texts broken into lines of a width, placed from a height down."""

    def __init__(self, text: str, height: float) -> None:
        self.text, self.height = text, height


def _lines(texts: list[str], size: int, wide: float, top: float, ink: str, *, weight: str = "normal") -> _Lines:
    letters = int((wide - 2 * _MARGIN) / (size * _ADVANCE * (1.06 if weight == "bold" else 1.0)))
    broken = [line for text in texts for line in textwrap.wrap(text, letters)]
    step = size * _LEADING
    spans = "".join(
        f'<tspan x="{_MARGIN}" y="{top + size + at * step:g}">{escape(line)}</tspan>' for at, line in enumerate(broken)
    )
    return _Lines(f'<text font-size="{size}" font-weight="{weight}" fill="{ink}">{spans}</text>', len(broken) * step)
