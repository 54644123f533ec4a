"""The sections ``[api]`` and ``[official]``: what other machines may ask of this one, and what it may ask of others."""

from __future__ import annotations

import re

from pydantic import Field, field_validator

from indicators.errors import ToldError, marked
from indicators.settings.sections import Section

_SITE = re.compile(r"https?://(\*\.)?[\w-]+(\.[\w-]+)*(:\d{1,5})?")


class Api(Section):
    """How often one program or one address may ask the API: the bound of each process, for the good of all.

    ``frame_origins`` are the sites that may show one figure in a frame (« https://www.ville.fr », or « * » for any).
    """

    requests_per_minute: int = Field(default=600, ge=1, le=1_000_000)
    frame_origins: tuple[str, ...] = ()

    @field_validator("frame_origins")
    @classmethod
    def _sites(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if wrong := [item for item in value if item != "*" and not _SITE.fullmatch(item)]:
            text = marked("site refusé : {site} ; accepté : https:// suivi du nom du site, sans page, ou * pour tous")
            raise ToldError(text, site=wrong[0])
        return value


class Official(Section):
    """Whether the files of official statistics may be downloaded from their publishers, and what one of them may cost.

    Off, no request leaves the machine: files are fetched elsewhere and read from a folder.
    """

    download: bool = False
    max_megabytes: int = Field(default=2_000, ge=1)
    max_minutes: int = Field(default=30, ge=1)
