"""Words and numbers as a French reader expects them, and the same in English and Spanish."""

from __future__ import annotations

import pytest

from indicators.present.texts import french_typography, translator

N, S = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Pourquoi ?", f"Pourquoi{S}?"),
        ("Oui !", f"Oui{S}!"),
        ("un ; deux", f"un{S}; deux"),
        ("Total : 12 %", f"Total{N}: 12{N}%"),
        ("« cité »", f"«{N}cité{N}»"),
        ("«cité»", f"«{N}cité{N}»"),
        ("15 €", f"15{N}€"),
        ("2,87 ‰", f"2,87{N}‰"),
        ("3 k€ et 5 ans", f"3{N}k€ et 5{N}ans"),
        ("https://a.b:80/?x=1", "https://a.b:80/?x=1"),
        ("à 12:30", "à 12:30"),
    ],
)
def test_non_breaking_spaces(typed: str, printed: str) -> None:
    assert french_typography(typed) == printed
    assert french_typography(printed) == printed


def test_spaces_that_english_and_spanish_do_without() -> None:
    typed = "**Total** : 12 % ; :material/check: vu à 12:30 : oui"
    assert translator("en").typeset(typed) == "**Total**: 12%; :material/check: vu à 12:30: oui"
    assert translator("es").typeset(typed) == "**Total**: 12 %; :material/check: vu à 12:30: oui"


def test_numbers_in_french() -> None:
    t = translator("fr")
    assert t.number(1234567.891) == f"1{S}234{S}567,89"
    assert t.number(-3.5) == "\u22123,5"
    assert t.number(2.0, 1) == "2,0"
    assert t.money(54170086) == f"541{S}701{N}€"
    assert t.compact_money(96668700) == f"967{N}k€"
    assert t.compact_money(150000000) == f"1,5{N}M€"
    assert t.compact_money(99999900) == f"1,0{N}M€"
    assert t.per_mille(2.8657) == f"2,87{N}‰"


def test_missing_is_a_dash_and_never_zero() -> None:
    t = translator("fr")
    for shown in (t.number(None), t.money(None), t.percent(float("nan")), t.date(""), t.compact_money(None)):
        assert shown == "–"


def test_english_and_spanish_money() -> None:
    assert translator("en").money(54170086) == "€541,701"
    assert translator("en").compact_money(96668700) == "€967k"
    assert translator("en").compact_money(-150000000) == "\u2212€1.5m"
    assert translator("es").money(54170086) == f"541.701{N}€"


def test_dates_of_known_precision() -> None:
    t = translator("fr")
    assert [t.date(text) for text in ("1998", "2019-05", "2019-05-01", "2026-06-12", "vers 1968")] == [
        "1998", "mai 2019", "1er mai 2019", "12 juin 2026", "vers 1968",
    ]  # fmt: skip


def test_agreement_in_number() -> None:
    t = translator("fr")
    said = [t.n("{count} partenariat", "{count} partenariats", count) for count in (0, 1, 2)]
    assert said == ["0 partenariat", "1 partenariat", "2 partenariats"]


def test_countries_and_lists() -> None:
    t = translator("fr")
    assert t.country("CI") == "Côte d’Ivoire"
    assert t.country("NA") == "Namibie"
    assert t.country("PS") == "Palestine"
    assert t.join(["a", "b", "c"]) == "a, b et c"
    assert t.join([]) == ""


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="accepté : fr, en, es"):
        translator("de")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Exempleville", "Les partenariats d'Exempleville"),
        ("Évry", "Les partenariats d'Évry"),
        ("Yverdon", "Les partenariats d'Yverdon"),
        ("Yaoundé", "Les partenariats de Yaoundé"),
        ("Le Mans", "Les partenariats du Mans"),
        ("Les Ulis", "Les partenariats des Ulis"),
        ("Hanoï", "Les partenariats de Hanoï"),
        ("Grenoble", "Les partenariats de Grenoble"),
        ("Municipio de Alajuela", "Les partenariats de Municipio de Alajuela"),
        ("A. {name}", "Les partenariats d'A. {name}"),
    ],
)
def test_de_agrees_with_the_name_it_meets(name: str, expected: str) -> None:
    assert translator("fr")("Les partenariats de {name}", name=name) == expected
    assert translator("es")("Les partenariats de {name}", name=name) == f"Las alianzas de {name}"


def test_que_and_counts_agree_too() -> None:
    t = translator("fr")
    assert t("plus que {name}, près de {town}", name="Oran", town="Le Caire") == "plus qu'Oran, près du Caire"
    assert t.n("{count} action de {place}", "{count} actions de {place}", 2, place="Alger") == "2 actions d'Alger"
