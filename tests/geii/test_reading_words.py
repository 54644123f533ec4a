"""What an opened indicator says of its value, its parts and its index, on figures worked out by hand."""

from __future__ import annotations

from indicators.geii import Reading
from indicators.present.texts import translator
from indicators.present.texts.geii_reading import benchmark, fact, key_figure, parts
from indicators.records import Observation
from tests.geii.test_profile import FRANCE, HOME, observed, profile

t = translator("fr")
SHARE = "d4_immigrant_share"
TERRITORIES = {item.code: item for item in (HOME, FRANCE)}


def opened(*rows: Observation) -> Reading:
    return next(item for item in profile(*rows).readings if item.indicator.id == SHARE)


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\xa0", " ")


def test_a_share_is_headed_by_its_year_and_says_its_index() -> None:
    found = opened(observed("H", SHARE, 2021, 18.0, numerator=180, denominator=1000), observed("F", SHARE, 2021, 9.0))
    heading, figure = key_figure(found, t)
    assert (heading, plain(figure)) == ("2021", "18,0 %")
    assert plain(benchmark(found, TERRITORIES, t)) == "indice 200 (France = 100 : 9,0 % en 2021)"
    said = plain(parts(found, t))
    assert ": 180 ;" in said and said.endswith(": 1 000")


def test_without_reference_or_value_the_reason_is_said() -> None:
    alone = opened(observed("H", SHARE, 2021, 18.0))
    assert plain(benchmark(alone, TERRITORIES, t)).startswith("pas d’indice : ")
    assert parts(alone, t) == "", "no numerator, no sentence"
    assert key_figure(opened(), t) == ("", "–")


def test_a_fact_gives_its_values_from_the_oldest() -> None:
    found = opened(observed("H", SHARE, 2020, 17.0), observed("H", SHARE, 2021, 18.0))
    said = plain(fact(found.indicator, found.series, t))
    assert said.index("17,0") < said.index("18,0") and "en 2021" in said and "commune" in said
