import pytest

from indicators.geography import GROUPS, countries, find_country, in_group


def test_namibia_is_a_country_and_not_a_missing_value() -> None:
    assert countries()["NA"].iso3 == "NAM"
    assert find_country("NA").iso2 == "NA"
    assert find_country("Namibie").iso2 == "NA"


@pytest.mark.parametrize(
    ("group", "count"),
    [("eu", 27), ("ldc", 44), ("oda", 141)],
)
def test_groups_have_the_number_of_members_of_their_source(group: str, count: int) -> None:
    assert sum(in_group(iso2, group) for iso2 in countries()) == count


def test_francophonie_counts_the_states_of_the_2024_summit() -> None:
    status = [country.francophonie for country in countries().values()]
    assert (
        status.count("member") + status.count("withdrawn"),
        status.count("associate"),
        status.count("observer"),
    ) == (
        53,
        5,
        28,
    )
    assert not in_group("ML", "francophonie")
    assert in_group("TN", "francophonie")


def test_unknown_group_names_the_accepted_ones() -> None:
    with pytest.raises(ValueError, match="eu, oda, ldc, francophonie"):
        in_group("FR", "ocde")
    assert GROUPS == ("eu", "oda", "ldc", "francophonie")


@pytest.mark.parametrize(
    ("typed", "iso2"),
    [
        ("Burkina Faso", "BF"),
        ("burkina-faso", "BF"),
        ("Royaume Uni", "GB"),
        ("Palestine", "PS"),
        ("State of Palestine", "PS"),
        ("Palestinian National Authority", "PS"),
        ("Bosnia and Herzegovina", "BA"),
        ("Bosnie-Herzégovine", "BA"),
        ("Trinidad and Tobago", "TT"),
        ("Cote d'Ivoire", "CI"),
        ("Estados Unidos", "US"),
        ("République tchèque", "CZ"),
        ("tn", "TN"),
        ("TUN", "TN"),
        ("Kosovo", "XK"),
    ],
)
def test_names_in_three_languages(typed: str, iso2: str) -> None:
    assert find_country(typed).iso2 == iso2


def test_prussia_is_a_vanished_state_and_not_russia() -> None:
    match = find_country("Prussia")
    assert (match.iso2, match.vanished, match.suggestions) == ("", True, ())


def test_a_misspelled_country_suggests_and_is_not_accepted() -> None:
    match = find_country("Allemange")
    assert match.iso2 == ""
    assert match.suggestions[0] == "DE"


def test_overseas_territories_name_their_state() -> None:
    assert countries()["RE"].part_of == "FR"
    assert countries()["GI"].part_of == "GB"
    assert countries()["FR"].part_of == ""
