"""Cells as people write them."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.intake import dates, values
from indicators.intake.values import Unreadable


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 300,29", 1300.29),
        ("1\u00a0300,29", 1300.29),
        ("1\u202f300,29", 1300.29),
        ("112 864", 112864),
        ("1300.29", 1300.29),
        ("1.300,29", 1300.29),
        ("1,300.29", 1300.29),
        ("1.234.567", 1234567),
        ("12,5 %", 12.5),
        ("4,2 k€", 4200),
        ("1,5 M€", 1_500_000),
        ("13 859 €", 13859),
        ("−69,52", -69.52),
        ("(350)", -350),
        ("1e3", 1000),
        ("1'300", 1300),
    ],
)
def test_numbers(text: str, expected: float) -> None:
    assert values.number(text) == pytest.approx(expected)


@pytest.mark.parametrize("text", ["abc", "n.c.", "12 rue", "--", "€", "1,2,3.4.5", "inf", "nan", "1e999"])
def test_what_is_not_a_number(text: str) -> None:
    with pytest.raises(Unreadable):
        values.number(text)


@pytest.mark.parametrize(
    ("text", "expected"), [("13 859,005", 1385901), ("-69,52", -6952), ("1 442,70", 144270), ("0,1", 10)]
)
def test_cents(text: str, expected: int) -> None:
    assert values.cents(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2021", 2021), ("2021-2022", 2021), ("2021/22", 2021), ("2021.0", 2021), ("17/05/2019", 2019)],
)
def test_years(text: str, expected: int) -> None:
    assert dates.year(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019", "2019"),
        ("05/2019", "2019-05"),
        ("2019-05", "2019-05"),
        ("mai 2019", "2019-05"),
        ("17/05/2019", "2019-05-17"),
        ("17.5.2019", "2019-05-17"),
        ("2019-05-17", "2019-05-17"),
        ("17 mai 2019", "2019-05-17"),
        ("1er août 2020", "2020-08-01"),
        ("2019-05-17 00:00:00", "2019-05-17"),
    ],
)
def test_dates(text: str, expected: str) -> None:
    assert dates.partial_date(text) == expected


@pytest.mark.parametrize(
    ("text", "mend"), [("05/17/2019", "2019-05-17"), ("17/05/19", "2019-05-17"), ("31/02/2020", ""), ("bientôt", "")]
)
def test_dates_that_may_be_read_in_two_ways(text: str, mend: str) -> None:
    with pytest.raises(Unreadable) as error:
        dates.partial_date(text)
    assert error.value.mend == mend


def test_yes_and_no() -> None:
    assert [values.boolean(word) for word in ("Oui", "x", "VRAI", "1")] == [True] * 4
    assert [values.boolean(word) for word in ("non", "Faux", "0")] == [False] * 3
    with pytest.raises(Unreadable):
        values.boolean("peut-être")


def test_only_web_addresses() -> None:
    assert values.url("https://www.insee.fr/x?y=1") == "https://www.insee.fr/x?y=1"
    for hostile in (
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        'https://a"onclick=x',
        "voir dossier",
    ):
        with pytest.raises(Unreadable):
            values.url(hostile)
    with pytest.raises(Unreadable) as error:
        values.url("www.insee.fr/page")
    assert error.value.mend == "https://www.insee.fr/page"


def test_lists_and_pairs() -> None:
    assert values.items("a | b|c\nd || e | a") == ("a", "b", "c", "d | e")
    assert values.pairs("2024 = 55 | 2026: 75") == {"2024": "55", "2026": "75"}
    with pytest.raises(Unreadable):
        values.pairs("2024")


@given(st.floats(-1e12, 1e12, allow_nan=False))
def test_a_number_written_in_french_reads_back(value: float) -> None:
    assert values.number(repr(value).replace(".", ",")) == value


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (values.number, dates.year, dates.partial_date, values.boolean, values.url, values.pairs):
        with contextlib.suppress(Unreadable):
            read(text)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("0,5 M d'€", 50_000_000),
        ("1,2 million d’euros", 120_000_000),
        ("12 milliers d'euros", 1_200_000),
        ("12 Mds €", 1_200_000_000_000),
        ("1200,", 120_000),
        (",5", 50),
    ],
)
def test_units_that_are_spelled_out(text: str, cents: int) -> None:
    assert values.cents(text) == cents


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("12 00", ""),
        ("1 20 0", ""),
        ("1.200.00", "1200,00"),
        ("12.34.56", "1234,56"),
        ("50 %", ""),
        ("env. 1 200", "1 200"),
        ("1 200 (estimé)", "1 200"),
        ("1 200 € TTC", "1 200 €"),
        ("2 M", "2 M€"),
        ("1200 CHF", ""),
        ("1 200,-", "1 200"),
        ("1.200,-- €", "1.200 €"),
        ("1 200.–", "1 200"),
        ("=1200", "1200"),
        ("-(1 200)", "-1 200"),
        ("1200€50", "1200,50"),
        ("1200 EUR.", "1200 EUR"),
        ("1 200 € HT (estimé)", "1 200 €"),
    ],
)
def test_an_amount_that_is_not_sure_is_proposed_never_taken(text: str, mend: str) -> None:
    with pytest.raises(Unreadable) as caught:
        values.cents(text)
    assert caught.value.mend == mend
    assert not mend or values.cents(mend), "what is proposed can be read"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("le 12 octobre 2024", "2024-10-12"),
        ("Sam. 12 octobre 2024", "2024-10-12"),
        ("31/12/2024 à 14h30", "2024-12-31"),
        ("12 / 10 / 2024", "2024-10-12"),
        ("October 12, 2024", "2024-10-12"),
        ("12 de octubre de 2024", "2024-10-12"),
        ("Mar 2024", "2024-03"),
        ("mai2024", "2024-05"),
        ("1 er mars 2024", "2024-03-01"),
    ],
)
def test_dates_of_the_three_languages(text: str, iso: str) -> None:
    assert dates.partial_date(text) == iso


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("T1 2024", "2024"),
        ("depuis 2001", "2001"),
        ("12 octobre 2024 au 14 octobre 2024", "2024-10-12"),
        ("20-oct-24", "2024-10-20"),
        ("45 566", "2024-10-01"),
        ("CM du 12/03/2024", "2024-03-12"),
        ("2024-03-12_2025-03-11", "2024-03-12"),
        ("12032024", "2024-03-12"),
        ("12SEPT2024", "2024-09-12"),
        ("12 novemb. 2024", "2024-11-12"),
        ("délibération n° 4 du 3 juin 2024", "2024-06-03"),
        ("99032024", ""),
        ("1899-12-30", ""),
        ("31/12/1899", ""),
        ("01/01/0024", ""),
        ("24-10-12", ""),
        ("2024/2025", "2024"),
    ],
)
def test_a_date_that_is_not_sure_is_proposed_never_taken(text: str, mend: str) -> None:
    with pytest.raises(Unreadable) as caught:
        dates.partial_date(text)
    assert caught.value.mend == mend


@pytest.mark.parametrize(("text", "mend"), [("Exercice 2024", "2024"), ("2 024", "2024"), ("20241", ""), ("24", "")])
def test_a_year_in_words_is_proposed(text: str, mend: str) -> None:
    with pytest.raises(Unreadable) as caught:
        dates.year(text)
    assert caught.value.mend == mend
