"""Money, diasporas, networks, actors and candidates around the relations."""

from datetime import date
from typing import Any

import pytest

from indicators.budget.book import Book
from indicators.budget.relations import by_country, relation_money
from indicators.partnerships import (
    Rules,
    Surroundings,
    Wishes,
    actor_matrix,
    candidate_cities,
    candidate_countries,
    overlap,
)
from indicators.records import Actor, BudgetLine, Community, Membership, Territory, frame_of
from tests.defaults import memberships, overview
from tests.partnerships.samples import AS_OF, partnership, portfolio, read


def line(number: int, paid: int | None, **fields: Any) -> BudgetLine:
    return BudgetLine(territory="38185", year=fields.pop("year", 2025), line=str(number), paid=paid, **fields)


@pytest.fixture
def book() -> Book:
    lines = [
        line(1, 300_00, partnership="sfax", rubric="r1", rubric_status="confirmed", funding_source="own"),
        line(2, 100_00, partnership="sfax", rubric="r2", rubric_status="confirmed", year=2024),
        line(3, 100_00, partnership="oxford", rubric="r1", rubric_status="confirmed"),
        line(4, 600_00, country="MA"),
        line(5, None, partnership="innsbruck", voted=900_00),
        line(6, 50_00, partnership="sfax", direction="income", funding_source="state"),
    ]
    return Book.of(frame_of(BudgetLine, lines))


def test_the_euros_of_a_relation(book: Book) -> None:
    money = relation_money(book, "sfax", "paid")
    assert money.total == 400_00
    assert money.lines.set_index("year")["cents"].to_dict() == {2024: 100_00, 2025: 300_00}
    assert relation_money(book, "sfax", "paid", "income").total == 50_00
    assert relation_money(book, "innsbruck", "paid").total is None
    assert relation_money(book, "innsbruck", "voted").total == 900_00


def test_concentration_leaves_out_what_is_not_attached_and_says_so(book: Book) -> None:
    year = overview(book, 2025, "paid")
    assert year.by_partnership == {"sfax": 300_00, "oxford": 100_00}
    assert year.concentration.hhi == pytest.approx(0.75**2 + 0.25**2)
    assert year.concentration.effective == pytest.approx(1.6)
    assert year.attached is not None and year.attached.value == pytest.approx(40)
    assert not year.concentration.verdict
    assert overview(book, 1999, "paid").attached is None


def test_euros_by_country_follow_the_partnership_first(book: Book) -> None:
    items = [relation.partnership for relation in portfolio()]
    assert by_country(book, items, "paid", 2025) == {"GB": 100_00, "MA": 600_00, "TN": 300_00}
    assert by_country(book, items, "paid")["TN"] == 400_00


def community(country: str, **fields: Any) -> Community:
    return Community(territory="38185", country=country, year=fields.pop("year", 2021), **fields)


def test_overlap_of_communities_and_partners() -> None:
    rows = [
        community("DZ", rank=1),
        community("TN", rank=2),
        community("UA", rank=3),
        community("PT", rank=1, year=2013),
    ]
    found = overlap(rows, portfolio())
    assert (found.year, found.rate, found.population_rate) == (2021, pytest.approx(1 / 3), None)
    assert [item.country for item in found.without_partner] == ["DZ", "UA"]
    assert found.partners_without_community == ("AT", "BF", "CZ", "GB")
    assert overlap([], portfolio()).rate is None


def test_overlap_weighs_residents_when_all_are_known() -> None:
    rows = [community("DZ", population=300), community("TN", population=100)]
    assert overlap(rows, portfolio()).population_rate == pytest.approx(0.25)


def test_memberships_and_what_a_result_costs() -> None:
    rows = [
        Membership(
            territory="38185", network="a", fee=5000_00, results=("x", "y"), last_result="2026-01", status="active"
        ),
        Membership(territory="38185", network="b", fee=1000_00, since="2010", status="active"),
        Membership(territory="38185", network="c", results=("z",), last_result="2020", status="to_verify"),
    ]
    recent, silent, old = memberships(rows, {}, AS_OF, Rules())
    assert (recent.results, recent.cost_per_result, recent.questioned) == ("recent", 2500_00, False)
    assert (silent.results, silent.cost_per_result, silent.questioned, silent.years) == ("none", None, True, 16)
    assert (old.results, old.cost_per_result, old.questioned) == ("old", None, False)


def actor(name: str, group: str, *countries: str, **fields: Any) -> Actor:
    return Actor(id=name, territory="38185", group=group, name=name, countries=countries, **fields)


def test_who_does_what_where() -> None:
    actors = [
        actor("Université", "academia", "TN", "MA"),
        actor("Association", "civil", "TN"),
        actor("Ancienne", "civil", "TN", active=False),
        actor("Chambre", "unheard"),
    ]
    matrix = actor_matrix(actors, ("public", "civil", "academia"), portfolio())
    assert matrix.counts.loc["TN"].to_dict() == {"public": 0, "civil": 1, "academia": 1, "unheard": 0}
    assert list(matrix.counts.index) == ["TN", "MA"]
    assert matrix.names["TN", "civil"] == ("Association",)
    assert matrix.countries_without_partner == ("MA",)
    assert matrix.partners_without_actor == ("AT", "BF", "CZ", "GB")
    assert [item.name for item in matrix.without_country] == ["Chambre"]
    assert actor_matrix([], ("public",), ()).counts.empty


GRENOBLE = Territory(
    code="38185", name="Grenoble", latitude=45.19, longitude=5.72, populations={"2020": 158_000, "2013": 160_000}
)


def around(**fields: Any) -> Surroundings:
    defaults: dict[str, Any] = {"relations": portfolio(), "communities": (), "actors": ()}
    return Surroundings(GRENOBLE, **{**defaults, **fields})


def test_candidates_have_bounds_and_reasons() -> None:
    wishes = Wishes({"diasporas": 1, "languages": 1}, languages=("fr",))
    found = candidate_countries(wishes, around(communities=(community("SN", rank=1), community("DZ", rank=2))))
    senegal = next(item for item in found if item.country == "SN")
    benin = next(item for item in found if item.country == "BJ")
    assert (senegal.low, senegal.high, senegal.unknown) == (1.0, 1.0, ())
    assert (benin.low, benin.high, benin.unknown) == (0.5, 1.0, ("diasporas",))
    assert found[0].country == "SN"
    assert not {item.country for item in found} & {"FR", "RE", "DE"}


def test_a_criterion_of_no_weight_says_nothing() -> None:
    wishes = Wishes({"geography": 2, "languages": 0}, languages=("fr",), groups=("ldc",))
    found = candidate_countries(wishes, around())
    assert {reason.criterion for item in found for reason in item.reasons} == {"geography"}
    assert len(found) == 44
    assert candidate_countries(Wishes({}), around()) == ()


def test_themes_actors_and_links() -> None:
    wishes = Wishes({"themes": 1, "actors": 1, "links": 1}, themes=("water", "health"))
    actors = (actor("Université", "academia", "TN", themes=("health",)),)
    tunisia = next(item for item in candidate_countries(wishes, around(actors=actors)) if item.country == "TN")
    values = {reason.criterion: reason.value for reason in tunisia.reasons}
    assert values == {"themes": 1.0, "actors": pytest.approx(1 / 3), "links": 1.0}
    egypt = next(item for item in candidate_countries(wishes, around(actors=actors)) if item.country == "EG")
    assert {reason.criterion: reason.value for reason in egypt.reasons}["links"] == 0.5
    assert egypt.unknown == ("themes",)


def test_only_new_countries() -> None:
    wishes = Wishes({"languages": 1}, languages=("fr", "ar"), only_new=True)
    assert not {item.country for item in candidate_countries(wishes, around())} & {"TN", "BF"}


def test_cities_are_like_in_size_and_not_already_partners() -> None:
    wishes = Wishes({"languages": 1, "size": 2}, languages=("ar",))
    found = candidate_cities(wishes, around(), ["TN"])
    assert "Sfax" not in {item.place.name for item in found if item.place}
    first = found[0]
    assert first.place is not None and first.place.country == "TN"
    size = next(reason.value for reason in first.reasons if reason.criterion == "size")
    assert size == pytest.approx(min(158_000, first.place.population) / max(158_000, first.place.population))
    assert first.distance_km is not None and 700 < first.distance_km < 1500


def test_a_territory_without_population_leaves_size_unknown() -> None:
    nowhere = Surroundings(Territory(code="x", name="X"), read(partnership("sfax")), (), ())
    found = candidate_cities(Wishes({"languages": 1, "size": 1}, languages=("ar",)), nowhere, ["TN"])
    assert found[0].unknown == ("size",) and found[0].distance_km is None


@pytest.mark.parametrize(
    ("last", "as_of", "found"),
    [
        ("2025-06-13", AS_OF, "recent"),
        ("2025-06-12", AS_OF, "old"),
        ("2026", AS_OF, "recent"),
        ("2024", date(2025, 12, 31), "old"),
        ("2026", date(2025, 12, 31), "none"),
        ("", AS_OF, "undated"),
    ],
)
def test_a_result_is_recent_for_less_than_twelve_months(last: str, as_of: date, found: str) -> None:
    row = Membership(territory="38185", network="a", results=("x",), last_result=last, status="active")
    (item,) = memberships([row], {}, as_of, Rules())
    assert (item.results, item.questioned) == (found, found != "recent")


@pytest.mark.parametrize(
    ("fields", "active"),
    [
        ({"status": "active"}, True),
        ({"status": "active", "since": "2027"}, False),
        ({"status": "active", "until": "2025"}, False),
        ({"status": "ended"}, False),
        ({"status": "ended", "until": "2027"}, True),
        ({"status": "to_verify"}, False),
    ],
)
def test_a_membership_holds_on_the_day_or_not(fields: dict[str, Any], active: bool) -> None:
    (item,) = memberships([Membership(territory="38185", network="a", **fields)], {}, AS_OF, Rules())
    assert (item.active, item.questioned) == (active, active)
