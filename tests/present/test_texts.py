"""Words and numbers as a French reader expects them, and the same in English and Spanish."""

from __future__ import annotations

import ast
import pickle
import re
from pathlib import Path

import pandas as pd
import pytest

from indicators.catalogue.label import Label
from indicators.present.texts import french_typography, translator
from indicators.present.texts.elision import filled
from indicators.present.texts.markdown import escape
from indicators.records import Territory
from indicators.records.naming import Linking, Named
from pages.shared.paper import whole

ROOT = Path(__file__).parent.parent.parent

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
        ("l'année d'avant", "l’année d’avant"),
        ("qu'« un » seul, l'**ouverture**", f"qu’«{N}un{N}» seul, l’**ouverture**"),
        ("class='a' d='M0'", "class='a' d='M0'"),
    ],
)
def test_non_breaking_spaces(typed: str, printed: str) -> None:
    assert french_typography(typed) == printed
    assert french_typography(printed) == printed


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_what_was_typed_breaks_before_no_sign_whatever_the_language_of_the_page(lang: str) -> None:
    typed = "Que nous apporte « la coopération » ? 200 000 € ; 36 % : oui"
    printed = f"Que nous apporte «{N}la coopération{N}»{N}? 200{N}000{N}€{N}; 36{N}%{N}: oui"
    assert escape(typed).replace("\\", "") == printed
    assert printed in whole(pd.DataFrame({"Objet": [typed]}), translator(lang), "Avis")
    assert escape("a:b en 2024 ?x=1 /: 12 :30").replace("\\", "") == "a:b en 2024 ?x=1 /: 12 :30"


def test_a_text_of_the_catalogue_is_printed_as_its_language_is() -> None:
    label = Label("Qui vient, et d'où ?", "Who comes : 12 %", "¿Quién? 12 %")
    assert label == label.written("fr") == "Qui vient, et d'où ?", "it sorts and is found again as it was written"
    assert [label.get(lang) for lang in ("fr", "en", "es")] == [
        f"Qui vient, et d’où{S}?",
        "Who comes: 12%",
        f"¿Quién? 12{N}%",
    ]


def test_spaces_that_english_and_spanish_do_without() -> None:
    typed = "**Total** : 12 % ; :material/check: vu à 12:30 : oui"
    assert translator("en").typeset(typed) == "**Total**: 12%; :material/check: vu à 12:30: oui"
    assert translator("es").typeset(typed) == f"**Total**: 12{N}%; :material/check: vu à 12:30: oui"


def test_english_apostrophes() -> None:
    assert translator("en").typeset("the officers' year, the mayor's") == "the officers’ year, the mayor’s"
    assert translator("es").typeset("class='a'") == "class='a'"


def test_numbers_in_french() -> None:
    t = translator("fr")
    assert t.number(1234567.891) == f"1{S}234{S}567,89"
    assert t.number(-3.5) == "\u22123,5"
    assert t.number(2.0, 1) == "2,0"
    assert t.money(54170086) == f"541{S}701{N}€"
    assert t.compact_money(96668700) == f"967{N}k€"
    assert t.compact_money(150000000) == f"1,5{N}M€"
    assert t.compact_money(99999900) == f"1,0{N}M€"
    assert t.per_thousand(2.8657) == f"2,87{N}€ sur 1{S}000{N}€"


def test_missing_is_a_dash_and_never_zero() -> None:
    t = translator("fr")
    for shown in (t.number(None), t.money(None), t.percent(float("nan")), t.date(""), t.compact_money(None)):
        assert shown == "–"


def test_english_and_spanish_money() -> None:
    assert translator("en").money(54170086) == "€541,701"
    assert translator("en").compact_money(96668700) == "€967k"
    assert translator("en").compact_money(-150000000) == "\u2212€1.5m"
    assert translator("es").money(54170086) == f"541.701{N}€"


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2025-11-03", "2025-11-08", ("3–8 nov. 2025", "3–8 Nov 2025", "3–8 nov 2025")),
        ("2025-12-01", "2025-12-03", ("1er–3 déc. 2025", "1–3 Dec 2025", "1–3 dic 2025")),
        ("2025-05-26", "2025-06-01", ("26 mai – 1er juin 2025", "26 May – 1 Jun 2025", "26 may – 1 jun 2025")),
        ("2025-05", "2025-06-02", ("mai 2025 – 2 juin 2025", "May 2025 – 2 June 2025", "mayo de 2025 – 2 de junio de 2025")),
    ],
)  # fmt: skip
def test_two_days_are_one_span(first: str, last: str, told: tuple[str, ...]) -> None:
    assert tuple(translator(lang).days(first, last) for lang in ("fr", "en", "es")) == told


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
        ("Exempleville", "Les partenariats d’Exempleville"),
        ("Évry", "Les partenariats d’Évry"),
        ("Yverdon", "Les partenariats d’Yverdon"),
        ("Yaoundé", "Les partenariats de Yaoundé"),
        ("Le Mans", "Les partenariats du Mans"),
        ("Les Ulis", "Les partenariats des Ulis"),
        ("Hanoï", "Les partenariats de Hanoï"),
        ("Grenoble", "Les partenariats de Grenoble"),
        ("Municipio de Alajuela", "Les partenariats de Municipio de Alajuela"),
        ("A. {name}", "Les partenariats d’A. {name}"),
    ],
)
def test_de_agrees_with_the_name_it_meets(name: str, expected: str) -> None:
    assert translator("fr")("Les partenariats de {name}", name=name) == expected
    assert translator("es")("Les partenariats de {name}", name=name) == f"Las alianzas de {name}"


def test_que_and_counts_agree_too() -> None:
    t = translator("fr")
    assert t("plus que {name}, près de {town}", name="Oran", town="Le Caire") == "plus qu’Oran, près du Caire"
    assert t.n("{count} action de {place}", "{count} actions de {place}", 2, place="Alger") == "2 actions d’Alger"


PLACED = (
    ("Piémont", "du", "du Piémont", "au Piémont", "pour le Piémont", "Le Piémont et le monde"),
    (
        "Métropole de Lyon", "de la", "de la Métropole de Lyon", "à la Métropole de Lyon", "pour la Métropole de Lyon",
        "La Métropole de Lyon et le monde",
    ),
    ("Isère", "de l'", "de l'Isère", "à l'Isère", "pour l'Isère", "L'Isère et le monde"),
    (
        "Hauts-de-France", "des", "des Hauts-de-France", "aux Hauts-de-France", "pour les Hauts-de-France",
        "Les Hauts-de-France et le monde",
    ),
    ("Hyères", "d'", "d'Hyères", "à Hyères", "pour Hyères", "Hyères et le monde"),
    ("Haguenau", "de", "de Haguenau", "à Haguenau", "pour Haguenau", "Haguenau et le monde"),
    ("Hyères", "", "de Hyères", "à Hyères", "pour Hyères", "Hyères et le monde"),
    ("Annecy", "", "d'Annecy", "à Annecy", "pour Annecy", "Annecy et le monde"),
    ("Grenoble", "", "de Grenoble", "à Grenoble", "pour Grenoble", "Grenoble et le monde"),
    ("Le Havre", "", "du Havre", "au Havre", "pour Le Havre", "Le Havre et le monde"),
    ("Les Mureaux", "", "des Mureaux", "aux Mureaux", "pour Les Mureaux", "Les Mureaux et le monde"),
    ("La Rochelle", "", "de La Rochelle", "à La Rochelle", "pour La Rochelle", "La Rochelle et le monde"),
    (
        "L’Haÿ-les-Roses", "", "de L’Haÿ-les-Roses", "à L’Haÿ-les-Roses", "pour L’Haÿ-les-Roses",
        "L’Haÿ-les-Roses et le monde",
    ),
)  # fmt: skip
SENTENCES = ("de {name}", "à {name}", "pour {name}", "{name} et le monde")


@pytest.mark.parametrize("place", PLACED, ids=lambda place: f"{place[0]}-{place[1]}")
def test_a_place_takes_what_french_puts_before_it(place: tuple[str, Linking, str, str, str, str]) -> None:
    name, linking, *said = place
    value = Territory(code="1", name=name, linking=linking).called
    assert [filled(sentence, {"name": value}) for sentence in SENTENCES] == said
    assert filled("{name} : {name}", {"name": value}) == f"{name} : {name}", "no article in a heading nor in a list"
    assert (
        escape(value).replace("\\", "") == name
        and filled("de {name}", {"name": escape(value)}).replace("\\", "") == said[0]
    )
    assert pickle.loads(pickle.dumps(value)).linking == linking
    english = {"Piémont": "Piedmont"}.get(name, name)
    assert translator("en")("Les partenariats de {name}", name=value) == f"The partnerships of {english}"


def test_a_capital_and_que_are_kept() -> None:
    piedmont, hyeres = Named("Piémont", "du"), Named("Hyères", "d'")
    assert filled("De {name}", {"name": piedmont}) == "Du Piémont"
    assert filled("À {name}, plus que {name}", {"name": piedmont}) == "Au Piémont, plus que le Piémont"
    assert filled("plus que {name}", {"name": hyeres}) == "plus qu'Hyères"


def test_no_sentence_takes_the_bare_name_of_a_territory() -> None:
    """« called » knows its article; « name » in a sentence would say « de Piémont »."""
    bare = [
        f"{path.name}:{call.lineno}"
        for folder in ("indicators/present", "pages")
        for path in (ROOT / folder).rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and ast.unparse(call.func) in {"t", "context.t", "self.t", "t.n", "source.t"}
        for value in call.keywords
        if re.fullmatch(r"(escape\()?[\w.]*\b(territory|home)\.name\)?", ast.unparse(value.value))
    ]
    assert not bare
