"""What the commands of the command line share: connections that end with the command, and the reader's language."""

from __future__ import annotations

import os

from sqlalchemy import Engine
from typer.main import get_current_context  # type: ignore[attr-defined]  # Typer carries its own copy of Click

from indicators.errors.refusals import LANGUAGE_VARIABLE
from indicators.present.texts import Translator, translator
from indicators.settings import Settings


def until_the_end(engine: Engine) -> Engine:
    """The same engine, whose connections are let go when the command ends, however it ends."""
    get_current_context().call_on_close(engine.dispose)
    return engine


def reader(settings: Settings, lang: str = "") -> Translator:
    """The language asked for, else that of the settings, and the collectivity's clock."""
    asked = lang or os.environ.get(LANGUAGE_VARIABLE, "")
    return translator(asked or settings.languages.default, settings.collectivity.timezone)
