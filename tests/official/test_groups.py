"""Those that resemble a territory: of its level, near its population, and what else is asked of them."""

from __future__ import annotations

import pytest

from indicators.catalogue import load_catalogue
from indicators.geography.keys import TerritoryKey
from indicators.geography.territories import territories
from indicators.official.groups import BORDER, MOST, alike, fits
from indicators.official.library import Library
from indicators.peers.comparison import Comparison, PeerValue, places
from indicators.records import Territory

MULHOUSE, RENNES = TerritoryKey("COM", "68224"), TerritoryKey("COM", "35238")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library(load_catalogue(), tmp_path_factory.mktemp("official"))


def test_by_itself_the_group_has_the_level_and_the_size(library: Library) -> None:
    home, found = territories().get(MULHOUSE), alike(library, MULHOUSE)
    assert home is not None and home.population is not None
    assert len(found) == 20 and MULHOUSE not in {item.key for item in found}
    assert {item.key.level for item in found} == {"COM"}
    assert all(home.population / 2 <= (item.population or 0) <= home.population * 2 for item in found)
    gaps = [abs((item.population or 0) - home.population) for item in found]
    assert gaps == sorted(gaps)


def test_each_likeness_narrows_it(library: Library) -> None:
    assert {item.reg for item in alike(library, MULHOUSE, ("region",), MOST)} == {"44"}
    assert {item.dep for item in alike(library, MULHOUSE, ("border",), MOST)} <= BORDER
    seats = alike(library, MULHOUSE, ("university",), MOST)
    assert "Strasbourg" in {item.name for item in seats} and len(seats) < MOST
    both = {item.key for item in alike(library, MULHOUSE, ("region", "university"), MOST)}
    assert both <= {item.key for item in seats} and TerritoryKey("COM", "54395") in both


def test_no_group_is_offered_for_what_the_territory_is_not(library: Library) -> None:
    assert fits(library, MULHOUSE, "border") and not fits(library, RENNES, "border")
    assert fits(library, RENNES, "university") and not fits(library, TerritoryKey("COM", "26001"), "university")
    assert alike(library, TerritoryKey("COM", "99999")) == ()


def test_a_rank_has_the_bounds_of_what_is_not_known() -> None:
    people = [Territory(code=str(place), name=str(place)) for place in range(6)]
    values = tuple(
        PeerValue(person, value, 2024) for person, value in zip(people[1:5], (9.0, 7.0, 5.0, 1.0), strict=True)
    )
    found = Comparison(
        indicator="x", home=PeerValue(people[0], 5.0, 2024), values=values, missing=(people[5],), threshold=0.75,
        median=6.0, quartiles=None,
    )  # fmt: skip
    assert places(found) == (3, 5), "two above, one as high, one unknown"
