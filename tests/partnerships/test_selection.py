import pytest

from indicators.partnerships import Filters, Selector
from tests.partnerships.samples import HOSTILE, partnership, portfolio, read

NAMES = {
    "TN": "Tunisie",
    "AT": "Autriche",
    "GB": "Royaume-Uni",
    "BF": "Burkina Faso",
    "UA": "Ukraine",
    "CZ": "Tchéquie",
}


@pytest.fixture(scope="module")
def selector() -> Selector:
    return Selector(portfolio(), NAMES.__getitem__)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), "sfax innsbruck oxford ouagadougou kiev plzen"),
        (Filters(kinds=("twinning",)), "innsbruck oxford kiev"),
        (Filters(kinds=("twinning",), states=("dormant", "ended")), "innsbruck kiev"),
        (Filters(sdgs=("6",)), "sfax ouagadougou"),
        (Filters(themes=("water", "mountain")), "sfax innsbruck"),
        (Filters(groups=("eu",)), "innsbruck plzen"),
        (Filters(groups=("ldc",)), "ouagadougou"),
        (Filters(groups=("francophonie",)), "sfax"),
        (Filters(countries=("UA", "GB")), "oxford kiev"),
        (Filters(year=1963), "innsbruck plzen"),
        (Filters(year=1963, undated=False), "innsbruck"),
        (Filters(year=2015, undated=False), "sfax innsbruck oxford ouagadougou kiev"),
        (Filters(year=2020, undated=False), "sfax innsbruck oxford ouagadougou"),
        (Filters(text="plzen"), "plzen"),
        (Filters(text="royaume"), "oxford"),
        (Filters(text="  "), "sfax innsbruck oxford ouagadougou kiev plzen"),
        (Filters(kinds=("unheard of",)), ""),
    ],
)
def test_filters(selector: Selector, filters: Filters, expected: str) -> None:
    assert " ".join(relation.id for relation in selector.select(filters)) == expected


def test_counts_say_what_each_choice_would_give(selector: Selector) -> None:
    filters = Filters(kinds=("twinning",), states=("dormant",))
    assert selector.counts(filters, "kinds") == {"decentralised_cooperation": 0, "partnership": 0, "twinning": 1}
    assert selector.counts(filters, "states")["ended"] == 1
    assert selector.counts(Filters(), "groups") == {"eu": 2, "oda": 3, "ldc": 1, "francophonie": 1}
    assert selector.undated(Filters(undated=False)) == 1


def test_the_slider_goes_from_the_first_relation_to_the_day_of_the_reading(selector: Selector) -> None:
    assert selector.years == (1963, 2026)
    assert Selector(read(partnership("a"))).years is None
    assert Selector(()).select(Filters(year=2020)) == ()


def test_a_name_made_of_signs_can_be_searched() -> None:
    selector = Selector(read(partnership("a", partner=HOSTILE), partnership("b", partner="蘇州"), partnership("c")))
    assert [item.id for item in selector.select(Filters(text="<"))] == ["a"]
    assert [item.id for item in selector.select(Filters(text="蘇州"))] == ["b"]
