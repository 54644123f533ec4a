"""One number, one form: how a value is rounded, signed and spaced is decided once, whatever shows it."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from indicators.present.exports import csv_bytes
from indicators.present.texts import translator
from indicators.present.texts.cells import cell
from indicators.rounding import rounded, whole

S, N, M = "\u202f", "\u00a0", "\u2212"


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (0.5, 0, "1"), (1.5, 0, "2"), (2.5, 0, "3"), (-0.5, 0, "-1"), (-2.5, 0, "-3"),
        (254722.5, 0, "254723"), (12.5, 0, "13"), (2.675, 2, "2.68"), (1.005, 2, "1.01"), (0.125, 2, "0.13"),
        (100 * 0.285, 0, "29"), (3 * 1.15, 1, "3.5"), (0.1 + 0.2, 2, "0.30"), (99.45, 0, "99"), (99.45, 1, "99.5"),
        (-0.4, 0, "0"), (-0.0, 1, "0.0"), (-0.04, 1, "0.0"), (0, 2, "0.00"), (1250, -2, "1.3E+3"),
        (10**17 + 1, 0, "100000000000000001"), (Decimal("0.5"), 0, "1"), (np.float64(2.5), 0, "3"), (np.int64(7), 1, "7.0"),
    ],
)  # fmt: skip
def test_halves_go_away_from_zero_and_zero_has_no_sign(value: float, decimals: int, expected: str) -> None:
    assert str(rounded(value, decimals)) == expected


def test_what_is_no_number_is_refused() -> None:
    assert whole(-1.5) == -2
    for value in (float("nan"), float("inf")):
        with pytest.raises(ValueError, match="finite"):
            rounded(value)


# Value in euros, then whole euros in French, English and Spanish.
EUROS = (
    (254722.5, f"254{S}723{N}€", "€254,723", f"254.723{N}€"),
    (0.5, f"1{N}€", "€1", f"1{N}€"),
    (1.5, f"2{N}€", "€2", f"2{N}€"),
    (-2.5, f"{M}3{N}€", f"{M}€3", f"{M}3{N}€"),
    (-0.4, f"0{N}€", "€0", f"0{N}€"),
    (0.0, f"0{N}€", "€0", f"0{N}€"),
    (1234567.49, f"1{S}234{S}567{N}€", "€1,234,567", f"1.234.567{N}€"),
)
PERCENTS = (
    (12.5, 0, f"13{N}%", "13%"),
    (13.5, 0, f"14{N}%", "14%"),
    (-0.04, 1, f"0,0{N}%", "0.0%"),
    (-0.05, 1, f"{M}0,1{N}%", f"{M}0.1%"),
    (2.25, 1, f"2,3{N}%", "2.3%"),
    (100.0, 1, f"100,0{N}%", "100.0%"),
)


@pytest.mark.parametrize(("euros", "french", "english", "spanish"), EUROS)
def test_amounts(euros: float, french: str, english: str, spanish: str) -> None:
    cents = whole(euros * 100)
    assert [translator(lang).money(cents) for lang in ("fr", "en", "es")] == [french, english, spanish]


@pytest.mark.parametrize(("value", "decimals", "french", "english"), PERCENTS)
def test_shares(value: float, decimals: int, french: str, english: str) -> None:
    told = [translator(lang).percent(value, decimals) for lang in ("fr", "en", "es")]
    assert told == [french, english, french]


def test_a_sign_is_that_of_what_is_shown() -> None:
    t = translator("fr")
    shown = [t.percent(value, 1, signed=True) for value in (0.04, -0.04, 0.06, -0.06)]
    assert shown == [f"0,0{N}%", f"0,0{N}%", f"+0,1{N}%", f"{M}0,1{N}%"]
    assert (t.compact_money(-0.0), t.compact_money(99_950_000), t.compact_money(1_250_050)) == (f"0{N}€", f"1,0{N}M€", f"13{N}k€")  # fmt: skip


@pytest.mark.parametrize(
    ("value", "column", "expected"),
    [
        (2023, "Année", "2023"), (2023.0, "Année", "2023"), (1950, "Lignes", f"1{S}950"), (30.0, "Part (%)", "30"),
        (1234.0, "Montant (€)", f"1{S}234"), (1234.5, "Montant (€)", f"1{S}234,50"), (12.3456, "Part (%)", "12,35"),
        (-0.001, "Écart", "0"), (float("nan"), "Écart", "–"), (None, "Écart", "–"), ("2023", "Année", "2023"),
    ],
)  # fmt: skip
def test_a_cell_of_a_table(value: object, column: str, expected: str) -> None:
    assert cell(value, column, translator("fr")) == expected


def test_zero_has_no_sign_in_a_csv() -> None:
    table = pd.DataFrame({"Écart": [-0.0, -1.5, 2023.0, None], "n": [1, 2, 3, 4]})
    assert csv_bytes(table).decode("utf-8-sig").splitlines() == ["Écart;n", "0;1", "-1,5;2", "2023;3", ";4"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Francia", "Italia"], "Francia e Italia"),
        (["francés", "inglés"], "francés e inglés"),
        (["Chile", "España", "Irlanda"], "Chile, España e Irlanda"),
        (["Madrid", "Hiroshima"], "Madrid e Hiroshima"),
        (["agua", "hielo"], "agua y hielo"),
        (["Manila", "Yakarta"], "Manila y Yakarta"),
        (["Brujas", "Ypres"], "Brujas e Ypres"),
        (["arte", "**Internacional**"], "arte e **Internacional**"),
        (["uno", "«Italia»"], "uno e «Italia»"),
        (["Italia"], "Italia"),
        (["Italia", "Francia"], "Italia y Francia"),
        ([], ""),
    ],
)  # fmt: skip
def test_spanish_joins_as_it_is_spoken(names: list[str], expected: str) -> None:
    assert translator("es").join(names) == expected


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("fr", f"a{N}: 55,6{N}%{S}; 5{N}€"), ("en", "a: 55,6%; 5 €"), ("es", f"a: 55,6{N}%; 5{N}€")],
)
def test_words_joined_the_french_way_take_the_spaces_of_the_reader(lang: str, expected: str) -> None:
    """A unit that a table of units brings after a space is spaced as a share that is written by itself."""
    assert translator(lang).typeset("a : 55,6 % ; 5 €") == expected


def test_a_spanish_sentence_agrees_with_the_name_that_fills_it() -> None:
    t = translator("es")
    told = [t("{a} y {b} o {c}", a="x", b=b, c=c) for b, c in (("Islandia", "Oslo"), ("Suiza", "Roma"))]
    assert told == ["x e Islandia u Oslo", "x y Suiza o Roma"]
