"""The languages of the application, read from ``data/languages.toml``: adding one takes no code."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

FILE = Path(__file__).parents[2] / "data" / "languages.toml"
SOURCE = "fr"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language: how it names itself, its CLDR locale, and what its writing asks for.

    ``day`` and ``month`` are patterns of CLDR; ``countries`` are names preferred to CLDR's, by ISO 3166 alpha-2 code;
    ``places`` are names of other places, by their French name.
    """

    name: str
    locale: str
    tag: str
    region: str
    typography: Literal["french", "english", "closed"]
    day: str
    month: str
    no_script: str
    euphony: Literal["", "french", "spanish"] = ""
    euro_first: bool = False
    tight_percent: bool = False
    countries: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)


def load(path: Path = FILE) -> dict[str, Language]:
    """The languages of a file by code, in its order. TypeError on a key that is unknown or missing."""
    with path.open("rb") as stream:
        return {code: Language(**table) for code, table in tomllib.load(stream).items()}


LANGUAGES: dict[str, Language] = load()
