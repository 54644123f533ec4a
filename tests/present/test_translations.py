"""Every French sentence of the code is in the English and Spanish catalogues, with the same placeholders."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from indicators.languages import LANGUAGES
from indicators.present.texts.extraction import extract
from indicators.present.texts.translator import LOCALES, translator

ROOT = Path(__file__).parent.parent.parent
PLURAL, KEYWORDS = "n", ("t", "n", "marked")
_NAMES = re.compile(r"\{[^{}]*\}")


def _found(text: str) -> list[tuple[str, tuple[str | None, ...]]]:
    return [(name, texts) for _, name, texts, _ in extract(io.BytesIO(text.encode()), KEYWORDS, (), {})]


def _sentences() -> Iterator[tuple[str, ...]]:
    """The French sentences of the code: one form, or two when they agree in number."""
    paths = [
        ROOT / "app.py",
        *(ROOT / "indicators").rglob("*.py"),
        *(ROOT / "pages").rglob("*.py"),
        *(ROOT / "server").rglob("*.py"),
    ]
    for path in paths:
        for name, texts in _found(path.read_text(encoding="utf-8")):
            forms = texts[: 2 if name == PLURAL else 1]
            if all(forms):
                yield tuple(form for form in forms if form)


def _catalogue(lang: str) -> Catalog:
    with (LOCALES / f"{lang}.po").open("rb") as stream:
        return read_po(stream, locale=lang)


def _forms(string: object) -> list[str]:
    return [string] if isinstance(string, str) else list(string) if isinstance(string, (list, tuple)) else []


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != "fr"])
def test_every_sentence_is_translated(lang: str) -> None:
    catalogue = _catalogue(lang)
    lacking = set()
    for forms in _sentences():
        message = catalogue.get(forms[0] if len(forms) == 1 else forms)
        translated = _forms(message.string) if message and not message.fuzzy else []
        if len(translated) < len(forms) or not all(translated):
            lacking.add(forms)
    assert not lacking, "run « make messages », then translate what is empty or marked fuzzy"


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != "fr"])
def test_translations_keep_the_placeholders(lang: str) -> None:
    wrong = []
    for message in _catalogue(lang):
        asked = {name for form in _forms(message.id) for name in _NAMES.findall(form)}
        for form in filter(None, _forms(message.string)):
            if message.id and set(_NAMES.findall(form)) != asked:
                wrong.append((message.id, form))
    assert not wrong


def test_a_sentence_whose_arguments_translate_another_is_found_whole() -> None:
    code = 't.n("{count} an : {names}", "{count} ans : {names}", number, names=_some(names, t(found)))'
    assert ("n", ("{count} an : {names}", "{count} ans : {names}", None)) in _found(code)


def test_both_sides_of_a_choice_are_found() -> None:
    assert _found('t("oui" if known else "non")') == [("t", ("oui",)), ("t", ("non",))]


def test_instants_are_told_by_one_clock_which_is_named() -> None:
    late = "2026-06-11T22:30:00.000000+00:00"
    paris, reunion, utc = (translator("fr", zone) for zone in ("Europe/Paris", "Indian/Reunion", "UTC"))
    assert paris.moment(late).replace("\u00a0", " ") == "12 juin 2026 à 00:30"
    assert (paris.clock, reunion.clock, utc.clock) == ("heure de Paris", "heure de La Réunion", "UTC")
    assert utc.day(late) == "11 juin 2026"
    assert translator("en").clock == "Paris time"
