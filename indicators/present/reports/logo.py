"""The logo of the collectivity, as each document takes it: the same image on the report, the slides, the session and the sheet."""

from __future__ import annotations

import base64
from dataclasses import dataclass

import vl_convert

from indicators.present.texts import Translator
from indicators.settings import Settings

_SCALE = 4.0  # an SVG drawn as PNG for the slides, sharp on a projector


@dataclass(frozen=True, slots=True)
class Logo:
    """The bytes of a PNG or an SVG, and what a screen reader says of it."""

    suffix: str
    data: bytes
    alt: str

    @property
    def file(self) -> str:
        """The name under which a template finds it."""
        return f"logo{self.suffix}"

    @property
    def png(self) -> bytes:
        """The image as PNG: presentations do not take an SVG everywhere."""
        return self.data if self.suffix == ".png" else bytes(vl_convert.svg_to_png(self.data.decode(), scale=_SCALE))

    @property
    def address(self) -> str:
        """The image inside the document itself, so that a page saved on a disk keeps it."""
        kind = "image/png" if self.suffix == ".png" else "image/svg+xml"
        return f"data:{kind};base64,{base64.b64encode(self.data).decode()}"


def logo_of(settings: Settings, name: str, t: Translator) -> Logo | None:
    """The logo of ``[report]``, None without any; ``name`` is the collectivity's, for the alternative text."""
    found = settings.logo
    return Logo(*found, t("Logo de {name}", name=name)) if found else None
