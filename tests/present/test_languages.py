"""A language is data: a table and a catalogue of sentences are enough to read in it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from indicators import languages
from indicators.catalogue import Label
from indicators.languages import LANGUAGES
from indicators.present.texts.translator import LOCALES, Translator
from indicators.settings import load_settings

ITALIAN = """
[it]
name = "Italiano"
locale = "it_IT"
tag = "it-IT"
region = "it"
typography = "closed"
day = "d MMMM y"
month = "MMMM y"
no_script = "Questo cruscotto ha bisogno di JavaScript."
"""
SENTENCES = """
msgid "Logo de {name}"
msgstr "Logo di {name}"

msgid "{count} ligne effacée."
msgid_plural "{count} lignes effacées."
msgstr[0] "{count} riga cancellata."
msgstr[1] "{count} righe cancellate."
"""


@pytest.fixture
def italian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Translator:
    table = tmp_path / "languages.toml"
    table.write_text(languages.FILE.read_text(encoding="utf-8") + ITALIAN, encoding="utf-8")
    (tmp_path / "it.po").write_text(SENTENCES, encoding="utf-8")
    monkeypatch.setitem(LANGUAGES, "it", languages.load(table)["it"])
    monkeypatch.setattr(sys.modules[Translator.__module__], "LOCALES", tmp_path)
    return Translator("it")


def test_a_new_language_takes_a_table_and_sentences(italian: Translator) -> None:
    t = italian
    assert t("Logo de {name}", name="Torino") == "Logo di Torino"
    assert t.n("{count} ligne effacée.", "{count} lignes effacées.", 1) == "1 riga cancellata."
    assert t.n("{count} ligne effacée.", "{count} lignes effacées.", 0) == "0 righe cancellate."
    assert t.money(123456) == "1.235\u00a0€"
    assert t.percent(12.5) == "12,5\u00a0%"
    assert t.date("2026-06-12") == "12 giugno 2026"
    assert t.country("DE") == "Germania"
    assert t("Une phrase que personne n'a traduite.") == "Une phrase que personne n'a traduite."


def test_a_label_without_it_is_french(italian: Translator) -> None:
    assert Label("Jumelage", "Twinning").get("it") == "Jumelage"
    assert Label("Jumelage", it="Gemellaggio").get("it") == "Gemellaggio"


def test_each_language_has_its_sentences() -> None:
    assert {path.stem for path in LOCALES.glob("*.po")} == LANGUAGES.keys() - {languages.SOURCE}


def test_settings_offer_the_languages_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[languages]\ndefault = "es"\n', encoding="utf-8")
    assert load_settings(path).languages.offered == tuple(LANGUAGES)
