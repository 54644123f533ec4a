"""The card of an indicator: what it says, in which words, and that typed text never becomes markup."""

from __future__ import annotations

from indicators.evaluation import IndicatorReading
from indicators.present.cards import missing_list, reading_card, reading_line
from indicators.present.texts import translator
from indicators.present.typed import typed_line
from indicators.records import Observation, Target
from tests.defaults import evaluate
from tests.evaluation.builders import catalogue, indicator, seen, snapshot, word

t = translator("fr")
GOAL = Target(
    territory="A", indicator="t_a", plan="P", baseline_year=2020, baseline_value=20, target_year=2030, target_value=40
)


def read(
    *rows: Observation, targets: tuple[Target, ...] = (), name: str = "Mobilité", **more: object
) -> IndicatorReading:
    known = catalogue(indicator("t_a", label=word(name), **more))
    return evaluate(snapshot(*rows, targets=targets), known, 2023).readings[0]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_card_says_status_sentence_value_and_evolution() -> None:
    rows = (seen("t_a", 20, 2021), seen("t_a", 22, 2022), seen("t_a", 24, 2023))
    card = plain(reading_card(read(*rows, targets=(GOAL,)), 2023, t))
    assert "<h4>Mobilité</h4>" in card
    assert ">↗ À accélérer</span>" in card
    assert "<p>24 % pour une cible de 40 % en 2030. Attendu à cette date : 26 %" in card
    assert "<small>2023</small><strong>24 %</strong><img alt=" in card
    assert "+4,0 points entre 2021 et 2023" in card


def test_a_unit_that_is_not_a_percentage_stands_beside_the_year() -> None:
    card = plain(
        reading_card(read(seen("t_a", 3, 2022), unit="ETP", unit_label=word("emplois"), kind="count"), 2023, t)
    )
    assert "<small>2022 · emplois</small><strong>3</strong></div>" in card


def test_what_must_be_known_first_is_marked() -> None:
    found = read(seen("t_a", 24, 2023, quality="provisional"), direction="context")
    assert ">provisoire</span>" in reading_line(found, t)
    assert ">contexte, jamais noté</span>" in reading_card(found, 2023, t)


def test_typed_words_are_never_markup() -> None:
    bad = "<img src=x onerror=alert(1)>"
    absent = read(seen("t_a", None, 2023, note=bad), name=bad)
    told = missing_list([absent], 2023, t)
    assert "<img" not in told and told.count("&lt;img src=x") == 2
    known = read(seen("t_a", 24, 2023), name=bad)
    assert "<img" not in reading_line(known, t) and "<img" not in reading_card(known, 2023, t)


def test_what_has_no_value_says_why_and_where_to_look() -> None:
    told = plain(missing_list([read()], 2023, t))
    assert "<strong>Mobilité</strong>" in told
    assert "Aucune valeur saisie. – source habituelle : s" in told


def test_the_note_of_an_officer_says_its_language_on_a_page_in_another() -> None:
    absent = read(seen("t_a", None, 2023, note="Enquête reportée : effectif <10"))
    for lang in ("en", "es", "fr"):
        told = missing_list([absent], 2023, translator(lang), "fr")
        assert '<span lang="fr">Enquête reportée\u00a0: effectif &lt;10</span>' in told
    assert "No value for 2023: <span" in missing_list([absent], 2023, translator("en"), "fr")
    assert '<span lang="es">' in missing_list([absent], 2023, translator("fr"), "es")
    assert "<span lang" not in missing_list([read()], 2023, translator("en"), "fr")


def test_a_typed_line_says_what_it_is_in_one_language_and_what_was_typed_in_another() -> None:
    told = typed_line("Note", "<b>Accord</b> signé ?", "fr", translator("en"), detail=" (yes)")
    assert told == (
        '<p class="ouv-line"><strong>Note</strong> (yes): <span lang="fr">&lt;b&gt;Accord&lt;/b&gt; signé\u202f?</span></p>'
    )
