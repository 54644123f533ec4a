"""What the commands of the command line share: connections that end with the command, and the reader's language."""

from __future__ import annotations

import itertools
import os
from collections.abc import Sequence

from sqlalchemy import Engine
from typer.main import get_current_context  # type: ignore[attr-defined]  # Typer carries its own copy of Click

from indicators.languages import LANGUAGES
from indicators.present.texts import Translator, translator
from indicators.settings import Settings

LANGUAGE_VARIABLE = "OUVERTURE_LANG"


def until_the_end(engine: Engine) -> Engine:
    """The same engine, whose connections are let go when the command ends, however it ends."""
    get_current_context().call_on_close(engine.dispose)
    return engine


def reader(settings: Settings, lang: str = "") -> Translator:
    """The language asked for, else that of the settings, and the collectivity's clock."""
    asked = lang or os.environ.get(LANGUAGE_VARIABLE, "")
    return translator(asked or settings.languages.default, settings.collectivity.timezone)


def language_asked(arguments: Sequence[str]) -> str:
    """The language of a command: ``--lang``, else the environment, else French; an unknown one is French here."""
    pairs = [*itertools.pairwise(arguments), *(item.partition("=")[::2] for item in arguments)]
    asked = next((value for name, value in pairs if name == "--lang"), os.environ.get(LANGUAGE_VARIABLE, ""))
    return asked if asked in LANGUAGES else "fr"
