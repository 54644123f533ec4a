"""The day of a document beside its name: said once, in whatever language the name says it."""

from __future__ import annotations

import pytest

from indicators.present.texts import translator
from indicators.present.texts.days import day_of


@pytest.mark.parametrize(
    ("document", "day", "lang", "said"),
    [
        ("Délibération du 18 mars 2021", "2021-03-18", "fr", ""),
        ("Délibération du 18 mars 2021", "2021-03-18", "en", ""),
        ("Délibération du 18 mars 2021", "2021-04-18", "fr", "18 avril 2021"),
        ("Diagnostic partagé, janvier 2021", "2021-01", "fr", ""),
        ("Plan 2021-2026", "2021-09", "es", "septiembre de 2021"),
        ("Délibération", "", "fr", ""),
    ],
)
def test_a_day_that_the_name_says_is_not_said_again(document: str, day: str, lang: str, said: str) -> None:
    assert day_of(document, day, translator(lang)) == said
