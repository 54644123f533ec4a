import pytest

from indicators.geography import NEUTRAL, disputed_areas
from indicators.geography.checks import check_place, country_at
from indicators.geography.world import shaded, world


def codes(*arguments: object) -> list[str]:
    return [finding.code for finding in check_place(*arguments)]  # type: ignore[arg-type]  # tests pass plain values


def test_every_area_is_valid_and_inside_the_planar_world() -> None:
    for detailed in (True, False):
        frame = world(detailed)
        assert frame.geometry.is_valid.all()
        west, south, east, north = frame.total_bounds
        assert west >= -180 and east <= 180 and south >= -58 and north <= 84
        assert "AQ" not in frame.index


@pytest.mark.parametrize(
    ("latitude", "longitude", "country"),
    [
        (44.95, 34.10, "UA"),
        (27.15, -13.2, "EH"),
        (42.66, 21.16, "XK"),
        (31.887, 35.044, "PS"),
        (35.3, 33.3, "CY"),
        (9.56, 44.06, "SO"),
        (45.1885, 5.7245, "FR"),
        (40.0, -40.0, ""),
    ],
)
def test_where_a_point_falls(latitude: float, longitude: float, country: str) -> None:
    assert country_at(latitude, longitude) == country


def test_disputed_areas_are_named_neutrally_and_configurable() -> None:
    by_id = {area.id: area for area in disputed_areas({"EH": "MA"})}
    assert by_id["EH"].shown_as == "MA"
    assert by_id["XK"].shown_as == NEUTRAL
    assert "ONU" in by_id["EH"].label("fr") and "UN" in by_id["EH"].label("en")


@pytest.mark.parametrize("override", [{"EX": "MA"}, {"EH": "Maroc"}])
def test_a_disputed_area_refuses_what_it_does_not_know(override: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="accepté"):
        disputed_areas(override)


def test_shading_joins_on_iso_codes_and_attached_areas_follow_their_country() -> None:
    frame = shaded({"UA": 3.0, "NA": 1.0})
    assert frame.loc[["UA", "x-crimea", "NA"], "value"].tolist() == [3, 3, 1]
    assert frame["value"].notna().sum() == 3


def test_beit_sira_is_not_in_prussia() -> None:
    (finding,) = check_place("Beit Sira", "Prussia", 31.887, 35.044)
    assert (finding.code, finding.found, finding.blocking) == ("unknown_country", "PS", True)
    assert finding.suggestion is not None and finding.suggestion.name == "Bayt Sīrā"


def test_a_place_that_is_right_says_nothing() -> None:
    assert check_place("Sfax", "TN", 34.7333, 10.7667) == ()
    assert check_place("Ouagadougou", "Burkina Faso", 12.357, -1.535) == ()


@pytest.mark.parametrize(
    ("partner", "country", "latitude", "longitude", "code", "found"),
    [
        ("Sfax", "TN", 34.7, 16.0, "at_sea", "MT"),
        ("Sfax", "TN", 10.7667, 34.7333, "swapped", ""),
        ("Sfax", "TN", 30.0, 3.0, "other_country", "DZ"),
        ("Dakhla", "MA", 23.7167, -15.95, "disputed_area", "EH"),
        ("Sfax", "TN", 0.0, 0.0, "null_island", ""),
        ("Sfax", "TN", 134.7, 10.7, "out_of_range", ""),
        ("Sfax", "TN", 36.8, 10.18, "far_from_place", "TN"),
        ("Sfax", "TN", None, None, "missing_coordinates", ""),
    ],
)
def test_doubtful_coordinates(
    partner: str, country: str, latitude: float | None, longitude: float | None, code: str, found: str
) -> None:
    (finding,) = check_place(partner, country, latitude, longitude)
    assert (finding.code, finding.found) == (code, found)
    assert finding.suggestion is not None and finding.suggestion.name in ("Sfax", "Dakhla")


def test_a_partner_at_home_and_overseas() -> None:
    assert codes("Liévin", "France", 50.422, 2.778) == ["same_country"]
    assert codes("Papeete", "France", -17.54, -149.57) == ["same_country"]
    assert check_place("Liévin", "FR", 50.422, 2.778, home_country="IT") == ()


def test_microstates_without_geometry_are_believed() -> None:
    assert check_place("Funafuti", "TV", -8.52, 179.2) == ()
