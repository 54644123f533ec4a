"""What the tests of configuration files share: a refusal is told in each language, never in French to another reader."""

from __future__ import annotations

from indicators.catalogue.problems import InvalidFile
from indicators.present.texts import translator
from indicators.present.texts.errors import error_message

LANGUAGES = ("fr", "en", "es")


def assert_told_in_every_language(error: InvalidFile) -> None:
    """What is wrong and what is accepted are sentences of the catalogues, English and Spanish unlike the French."""
    said = [error_message(error, translator(lang)).splitlines()[1:] for lang in LANGUAGES]
    for item, *lines in zip(error.problems, *said, strict=True):
        for template in filter(None, (item.template or item.message, item.pattern)):
            told = [translator(lang)(template) for lang in LANGUAGES]
            assert len({*told}) == len(LANGUAGES), told
        assert len({*lines}) == len(LANGUAGES), lines
