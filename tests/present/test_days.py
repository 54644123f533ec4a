"""The days of documents, lists, priorities and exchanges: said once, and as far as they are known."""

from __future__ import annotations

import pytest

from indicators.catalogue import load_catalogue
from indicators.demo import demo_snapshot
from indicators.languages import LANGUAGES
from indicators.present.texts import translator
from indicators.present.texts.days import day_of
from indicators.present.texts.public_lists import list_line
from indicators.present.texts.strategy.sentences import priority_words
from indicators.public_lists import PublicList
from indicators.readers.alerts import Alert
from indicators.readers.wording import sentence
from indicators.records import Priority
from tests.defaults import readout


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


LISTS = {
    "2024-05-15": ("liste du 15 mai 2024", "list of 15 May 2024", "lista del 15 de mayo de 2024"),
    "2024-08-01": ("liste du 1er août 2024", "list of 1 August 2024", "lista del 1 de agosto de 2024"),
    "2017-04": ("liste d’avril 2017", "list of April 2017", "lista de abril de 2017"),
    "2026-02": ("liste de février 2026", "list of February 2026", "lista de febrero de 2026"),
    "2017": ("liste de 2017", "list of 2017", "lista de 2017"),
}
BEGINNINGS = {
    "2027-05-01": ("à partir du 1er mai 2027", "from 1 May 2027", "a partir del 1 de mayo de 2027"),
    "2027-10": ("à partir d’octobre 2027", "from October 2027", "a partir de octubre de 2027"),
    "2027": ("à partir de 2027", "from 2027", "a partir de 2027"),
}
SILENCES = {
    "2023-05-31": ("aucun échange depuis le 31 mai 2023.", "no exchange since 31 May 2023.", "desde el 31 de mayo de 2023."),
    "2023-05": ("aucun échange depuis mai 2023.", "no exchange since May 2023.", "desde mayo de 2023."),
    "2023": ("aucun échange depuis 2023.", "no exchange since 2023.", "desde 2023."),
}  # fmt: skip


@pytest.mark.parametrize(
    ("day", "lang", "said"),
    [(day, lang, said) for day, words in LISTS.items() for lang, said in zip(LANGUAGES, words, strict=True)],
)
def test_a_list_is_dated_as_far_as_it_is_known(day: str, lang: str, said: str) -> None:
    assert f" · {said} · " in list_line(PublicList("afd", 2, dated=day), translator(lang))


@pytest.mark.parametrize(
    ("day", "lang", "said"),
    [(day, lang, said) for day, words in BEGINNINGS.items() for lang, said in zip(LANGUAGES, words, strict=True)],
)
def test_a_priority_to_come_begins_as_far_as_it_is_known(day: str, lang: str, said: str) -> None:
    row = Priority(territory="EX001", scope="theme", subject="water", since=day)
    told = priority_words((row,), load_catalogue(), translator(lang), frozenset({"water"}))
    assert told.endswith(f"({said})")


@pytest.mark.parametrize(
    ("last", "lang", "said"),
    [(last, lang, said) for last, words in SILENCES.items() for lang, said in zip(LANGUAGES, words, strict=True)],
)
def test_a_silence_lasts_since_as_far_as_it_is_known(last: str, lang: str, said: str) -> None:
    alert = Alert("relation_dormant", "unknown", last, {"partner": "Kairouan", "last": last})
    nothing = readout(demo_snapshot(), load_catalogue(), 2025)
    assert sentence(alert, nothing, translator(lang)).endswith(said)
