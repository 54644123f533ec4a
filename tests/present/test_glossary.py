"""The glossary finds its words in a text whatever their form, and says the same in every language."""

from __future__ import annotations

import pytest

from indicators.catalogue import load_catalogue
from indicators.languages import LANGUAGES
from indicators.present.texts import translator
from indicators.present.texts.glossary import Glossary, meaning

TERMS = load_catalogue().glossary


@pytest.mark.parametrize(
    ("lang", "text", "names"),
    [
        ("fr", "966 687\u00a0€ payés, dont 36\u00a0% d’apports en nature", ["paid", "in_kind"]),
        ("fr", "Le plafond du 1\u00a0% eau", ["one_percent"]),
        ("fr", "impayés et votation", []),
        ("fr", "Taux d'exécution des crédits VOTÉS", ["execution", "voted"]),
        ("en", "Leverage, over 3 years: dormant relations", ["leverage", "dormant"]),
        ("es", "Efecto palanca y metas", ["leverage", "target"]),
    ],
)
def test_a_word_is_found_in_its_forms(lang: str, text: str, names: list[str]) -> None:
    assert [term.id for term in Glossary(TERMS, translator(lang)).met(text)] == names


def test_the_help_says_each_word_once() -> None:
    help_text = Glossary(TERMS, translator("fr")).help("Payé en 2024", "payé en 2023")
    assert help_text is not None and help_text.count("**Payé**") == 1
    assert Glossary(TERMS, translator("fr")).help("Rien à expliquer") is None


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_definition_is_short_and_its_forms_belong_to_one_word(lang: str) -> None:
    t = translator(lang)
    seen: dict[str, str] = {}
    for term in TERMS.values():
        assert len(meaning(term, t).split()) <= 40, term.id
        for form in term.written(lang):
            assert seen.setdefault(form.casefold(), term.id) == term.id, form
