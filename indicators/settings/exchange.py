"""The sections ``[api]`` and ``[official]``: what other machines may ask of this one, and what it may ask of others."""

from __future__ import annotations

from pydantic import Field

from indicators.settings.sections import Section


class Api(Section):
    """How often one program or one address may ask the API: the bound of each process, for the good of all."""

    requests_per_minute: int = Field(default=600, ge=1, le=1_000_000)


class Official(Section):
    """Whether the files of official statistics may be downloaded from their publishers, and what one of them may cost.

    Off, no request leaves the machine: files are fetched elsewhere and read from a folder.
    """

    download: bool = False
    max_megabytes: int = Field(default=2_000, ge=1)
    max_minutes: int = Field(default=30, ge=1)
