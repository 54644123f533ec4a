"""The sections of the office's own work: what of the missions is public, and names of persons."""

from __future__ import annotations

from pydantic import Field

from indicators.settings.sections import Section


class Missions(Section):
    """What of the missions everybody may read: with ``public``, those that were held, on the public page."""

    public: bool = False


class Privacy(Section):
    """Names of persons: none unless ``names`` allows them, kept ``keep_months`` after what they were written for."""

    names: bool = False
    keep_months: int = Field(default=24, ge=1, le=120)
