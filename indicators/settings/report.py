"""The sections ``[report]``, what documents carry besides the figures and how they look, ``[declaration]`` and ``[accessibility]``."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from indicators.errors import ToldError, marked
from indicators.settings.sections import Section

#: The typefaces shipped with the program: a humanist, one drawn for whoever sees badly, one with serifs.
Typeface = Literal["Open Sans", "Atkinson Hyperlegible Next", "Source Serif 4"]
_COLOUR, _READABLE = re.compile(r"#[0-9a-fA-F]{6}"), 4.5  # WCAG 2.2, 1.4.3: the contrast of a text with its ground


class Declaration(Section):
    """The campaign of the yearly declaration of development assistance (e-APD): its first and last days, « MM-JJ »."""

    opens: str = "04-15"
    closes: str = "05-31"

    @model_validator(mode="after")
    def _days(self) -> Self:
        for name in ("opens", "closes"):
            try:
                date.fromisoformat(f"2001-{getattr(self, name)}")  # a year without a 29 February
            except ValueError as error:
                text = marked("{name} : jour inconnu ({received}) ; accepté : un mois et un jour, par exemple 04-15")
                raise ToldError(text, name=name, received=getattr(self, name)) from error
        if self.opens > self.closes:
            raise ToldError(
                marked("closes ({closes}) vient avant opens ({opens})"), closes=self.closes, opens=self.opens
            )
        return self


class Accessibility(Section):
    """The audit of accessibility by a person, when there was one: its day, who made it, the per cent of criteria met."""

    audited_on: str = ""
    audited_by: str = ""
    rate: float = Field(default=0.0, ge=0, le=100)

    @field_validator("audited_on")
    @classmethod
    def _a_day(cls, value: str) -> str:
        try:
            return value and date.fromisoformat(value).isoformat()
        except ValueError as error:
            raise ToldError(marked("jour inconnu ({received}) ; accepté : 2026-05-31"), received=value) from error


class Report(Section):
    """What reports and slides carry besides the figures.

    ``logo`` is the path of a PNG or an SVG, from the folder of ``config.toml`` when it is relative; the one chosen in
    the browser is the image itself, as a ``data:`` address. ``colour`` is that of titles, covers and heads of tables, in
    which white is read; ``font`` is the typeface of every document; ``signatory`` signs the foreword (« Prénom Nom, maire »).
    """

    page: Literal["a4", "letter"] = "a4"
    logo: str = ""
    colour: str = "#0b4f86"
    font: Typeface = "Open Sans"
    signatory: str = ""
    method_annex: bool = True
    budget_annex: bool = True
    notes_in_slides: bool = True

    @field_validator("colour")
    @classmethod
    def _white_reads(cls, value: str) -> str:
        if not _COLOUR.fullmatch(value):
            raise ToldError(
                marked("couleur inconnue ; accepté : six chiffres hexadécimaux, par exemple {colour}"), colour="#0b4f86"
            )
        if contrast_with_white(value) < _READABLE:
            raise ToldError(
                marked("le blanc se lit mal sur {colour} (contraste {found}, il faut 4,5) ; accepté : une couleur plus sombre"),
                colour=value, found=f"{contrast_with_white(value):.1f}".replace(".", ","),
            )  # fmt: skip
        return value.lower()


def contrast_with_white(colour: str) -> float:
    """The contrast of white on a colour written #rrggbb, from 1 to 21 (WCAG 2.2, relative luminance)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
