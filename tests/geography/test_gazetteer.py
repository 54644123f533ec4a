import pytest

from indicators.geography import Place, gazetteer
from indicators.geography.names import normalise


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Fès", "fes"),
        ("Hải Dương", "hai duong"),
        ("Œuilly-sur-Mer", "oeuilly sur mer"),
        ("St-Étienne", "saint etienne"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("  N'Djamena ", "n djamena"),
        ("القاهرة", ""),
    ],
)
def test_normalise(name: str, key: str) -> None:
    assert normalise(name) == key


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        ("Fès", "MA", "Fes"),
        ("Séville", "ES", "Sevilla"),
        ("Pékin", "CN", "Beijing"),
        ("Hô-Chi-Minh-Ville", "VN", "Ho Chi Minh City"),
        ("Aix-la-Chapelle", "DE", "Aachen"),
        ("Tombouctou", "ML", "Timbuktu"),
        ("Jérusalem-Est", "PS", "East Jerusalem"),
        ("Diadema, São Paulo", "BR", "Diadema"),
        ("Beit Sira", "PS", "Bayt Sīrā"),
        ("Essen", "DE", "Essen"),
    ],
)
def test_exonyms_and_accents_are_found(name: str, country: str, expected: str) -> None:
    answer = gazetteer().find(name, country)
    assert answer.status == "found"
    assert answer.place is not None and answer.place.name == expected


def test_homonyms_ask_the_largest_first() -> None:
    answer = gazetteer().find("Halle", "DE")
    assert (answer.status, answer.place) == ("ambiguous", None)
    assert answer.candidates[0].name == "Halle (Saale)"
    assert len(answer.candidates) > 2


def test_homonyms_are_told_apart_by_the_town_nearby() -> None:
    villeneuve = Place("Villeneuve", "FR", 45.27, 5.71, 3000)
    nearby = gazetteer().main_town(villeneuve)
    assert nearby is not None and nearby.name == "Grenoble"


def test_a_missing_name_suggests_and_is_not_accepted() -> None:
    answer = gazetteer().find("Yélimané Cercle", "ML")
    assert (answer.status, answer.place) == ("missing", None)
    assert [place.name for place in answer.suggestions] == ["Yélimané"]
    assert gazetteer().find("???", "ML").status == "missing"


def test_a_country_is_required() -> None:
    with pytest.raises(ValueError, match="within a known country"):
        gazetteer().find("Sfax", "")


def test_the_largest_places_come_first() -> None:
    assert [place.name for place in gazetteer().largest("TN", 2)] == ["Tunis", "Sfax"]
