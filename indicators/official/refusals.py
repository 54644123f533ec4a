"""Why a file is not read: what was recognised, what is missing, what to do."""

from __future__ import annotations

from typing import ClassVar

from indicators.errors import ToldError


class UnreadableOfficial(ToldError):
    """A file of which nothing enters the cube; the sentence says what it is and what to do instead."""

    code: ClassVar[str] = "official"
