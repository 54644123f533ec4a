"""The typefaces that documents may be set in: shipped with the program, free to use, embed and redistribute.

Each is four TrueType files (regular, bold, italic, both) for what is set on paper, and two lighter ones (WOFF2, the
Latin, Greek and Cyrillic letters) for what is read in a browser. ``templates/fonts/README.md`` says where they come from.
"""

from __future__ import annotations

import base64
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import get_args

from indicators.present.figure import Figure
from indicators.settings import Typeface

FOLDER = Path(__file__).parent / "templates" / "fonts"
TYPEFACES: tuple[Typeface, ...] = get_args(Typeface)
#: What takes over for a sign that a typeface lacks, then for a whole text where nothing is installed.
FALLBACK = "DejaVu Sans"
_WEIGHTS = {"Regular": 400, "Bold": 700}


def file_of(typeface: str, style: str, suffix: str = "ttf") -> Path:
    """The file of a style, « Regular », « Bold », « Italic » or « BoldItalic »."""
    return FOLDER / f"{typeface.replace(' ', '')}-{style}.{suffix}"


def generic(typeface: str) -> str:
    """The family that a browser falls back to."""
    return "serif" if "Serif" in typeface else "sans-serif"


def family(typeface: str) -> str:
    """The names of a typeface and of what replaces it, as a drawing writes them."""
    return f"{typeface}, {FALLBACK}, {generic(typeface)}"


@lru_cache(maxsize=len(TYPEFACES))
def web_style(typeface: str) -> str:
    """The rules that give a document of the browser its typeface, inside the document itself, and its name."""
    rules = [
        f'@font-face {{ font-family: "{typeface}"; font-weight: {weight}; src: url(data:font/woff2;base64,{_encoded(typeface, style)}) format("woff2"); }}'
        for style, weight in _WEIGHTS.items()
    ]
    return "\n".join((*rules, f':root {{ --face: "{typeface}", {generic(typeface)}; }}'))


def _encoded(typeface: str, style: str) -> str:
    return base64.b64encode(file_of(typeface, style, "woff2").read_bytes()).decode()


def drawn_in(figure: Figure, typeface: str) -> Figure:
    """The figure whose drawing is lettered like the document around it."""
    if figure.spec is None:
        return figure
    config = {**figure.spec.get("config", {}), "font": family(typeface)}
    return replace(figure, spec={**figure.spec, "config": config})
