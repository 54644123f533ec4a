"""Who holds whom, and what the communes of another year have become."""

from __future__ import annotations

import pytest

from indicators.geography.keys import TerritoryKey
from indicators.geography.passages import passage
from indicators.geography.territories import territories


def key(text: str) -> TerritoryKey:
    return TerritoryKey.parse(text)


@pytest.mark.parametrize(
    ("asked", "scales"),
    [
        ("COM-38185", "COM-38185 EPCI-200040715 DEP-38 REG-84 FR"),
        ("COM-29155", "COM-29155 DEP-29 REG-53 FR"),  # Ouessant is in no intercommunality
        ("COM-2A004", "COM-2A004 EPCI-242010056 DEP-2A REG-94 FR"),
        ("DEP-84", "DEP-84 REG-93 FR"),
        ("REG-84", "REG-84 FR"),
        ("FR", "FR"),
        ("NUTS-ITC11", "NUTS-ITC11 NUTS-ITC1 NUTS-ITC"),
    ],
)
def test_scales_from_the_nearest(asked: str, scales: str) -> None:
    assert " ".join(map(str, territories().scales(key(asked)))) == scales


def test_members_of_an_intercommunality() -> None:
    found = territories().members(key("EPCI-200040715"))
    assert len(found) == 49
    assert sum(item.population or 0 for item in found) == 450_608  # the total that is published


@pytest.mark.parametrize(
    ("nuts", "french"),
    [("FRK24", "DEP-38"), ("FRK", "REG-84"), ("FR1", "REG-11"), ("FR10", "REG-11"), ("FRY10", "DEP-971"), ("FR", "FR")],
)
def test_the_french_territory_of_a_nuts_code(nuts: str, french: str) -> None:
    assert str(territories().french(nuts)) == french


def test_a_former_region_stays_a_nuts_region() -> None:
    assert territories().french("FRK2") is None
    known = territories().get(key("NUTS-FRK2"))
    assert known is not None
    assert known.name == "Rhône-Alpes"


@pytest.mark.parametrize(
    ("code", "year", "parts"),
    [
        ("38185", 2013, {"38185": 1}),
        ("93059", 2024, {"93066": 1}),  # Pierrefitte joined Saint-Denis
        ("27676", 2020, {"27676": 1}),  # there in 2021, back in 2023
        ("27676", 2022, {"27676": 1}),
        ("14697", 2014, {"14654": 1}),  # changed code in 2014, then merged
        ("55298", 2013, {"55298": 0.661638, "55138": 0.338362}),
        ("55298", 2014, {"55298": 1}),
    ],
)
def test_what_a_commune_has_become(code: str, year: int, parts: dict[str, float]) -> None:
    assert passage(code, year) == pytest.approx(parts)


def test_a_commune_divided_after_a_merger_is_followed_to_its_parts() -> None:
    """Ormesnil merged with Crèvecœur in 2019 and left it in 2024: figures of the merged commune are shared again."""
    parts = passage("60694", 2018)
    assert set(parts) == {"60054", "60694"}
    assert sum(parts.values()) == pytest.approx(1)


def test_nothing_is_known_before_2013() -> None:
    with pytest.raises(ValueError, match="before 2013"):
        passage("38185", 2010)
