"""Whose rows these are: the SIRET of an account, what an officer types, and never a territory out of nothing."""

from __future__ import annotations

import pytest

from indicators.geography.collectivities import collectivities, spelled_code
from indicators.intake.reading import Options, read_file
from indicators.intake.territories import Known, Owner, Territories
from indicators.intake.vocabulary import Vocabulary

GRENOBLE = Territories("38185", {"38185": Known("Grenoble", "213801855"), "200040715": Known("La Métropole")})


@pytest.mark.parametrize(
    ("siren", "code"),
    [
        ("213801855", "38185"),
        ("219300480", "93048"),
        ("212000046", "2A004"),
        ("212000335", "2B033"),
        ("219722097", "97209"),
        ("219740115", "97411"),
        ("210200457", "02046"),
        ("200083863", "01033"),
        ("200008837", "97611"),
        ("200040715", "200040715"),
        ("224400028", "44"),
    ],
)
def test_the_siren_of_a_collectivity(siren: str, code: str) -> None:
    found = collectivities().of_siren(siren)
    assert found is not None and found.code == code


@pytest.mark.parametrize("siren", ["999999999", "253800010", "", "22"])
def test_a_siren_that_no_table_knows(siren: str) -> None:
    assert collectivities().of_siren(siren) is None


def test_the_digits_of_a_siren_only_propose() -> None:
    """One mainland commune in seven has the digits of its neighbour: the table comes first."""
    assert spelled_code("210200457") == "02045"
    assert (spelled_code("213801855"), spelled_code("219722097"), spelled_code("219740115")) == (
        "38185",
        "97209",
        "97411",
    )
    assert (spelled_code("212000046"), spelled_code("212000335")) == ("2A004", "2B033")
    assert spelled_code("200040715") == spelled_code("") == ""


@pytest.mark.parametrize(
    ("siret", "name", "insee", "owner"),
    [
        ("21380185500015", "Ville", "", Owner("38185")),
        ("213 801 855 00015", "Ville", "", Owner("38185")),
        ("21930048000015", "Montreuil", "", Owner("93048", "other_territory")),
        ("20004071500019", "Métropole", "38185", Owner("200040715", "other_territory")),
        ("26380170200018", "CCAS", "38185", Owner("38185", "other_establishment")),
        ("25380001100019", "Syndicat", "", Owner("38185", "giver_unknown")),
        ("2,13802E+13", "Ville", "", Owner("38185", "siret_shortened")),
        ("", "VILLE DE GRENOBLE", "", Owner("38185")),
        ("", "Mairie", "", Owner("38185")),
        ("", "Ville de Lyon", "", Owner("38185", "giver_unknown")),
        ("", "Ville de Lyon", "69123", Owner("69123", "other_territory")),
        ("", "Ajaccio", "2a004", Owner("2A004", "other_territory")),
        ("", "Métropole de Grenoble", "", Owner("38185", "giver_unknown")),
    ],
)
def test_the_owner_of_an_account(siret: str, name: str, insee: str, owner: Owner) -> None:
    found = GRENOBLE.owner(siret, name, insee)
    assert (found.code, found.doubt) == (owner.code, owner.doubt)


def test_the_siren_that_the_officer_noted_is_enough() -> None:
    region = Territories("84", {"84": Known("Auvergne-Rhône-Alpes", "200053767")})
    assert region.owner("20005376700014", "Région", "") == Owner("84")
    assert Territories("84").owner("20005376700014", "Région", "").doubt == "giver_unknown"


def test_a_home_commune_whose_siren_changed() -> None:
    """Annecy kept its code when it merged; accounts of before bear the former SIREN, whose digits spell the code."""
    assert Territories("74010").owner("21740010100013", "Annecy") == Owner("74010")


@pytest.mark.parametrize(
    ("text", "code", "asked"),
    [
        ("38185", "38185", ()),
        ("FR", "FR", ()),
        ("93048", "93048", ()),
        ("38 185", "38185", ("38185",)),
        ("Grenoble", "38185", ("38185",)),
        ("VILLE DE GRENOBLE", "38185", ("38185",)),
        ("Grenoble (38185)", "38185", ("38185",)),
        ("21380185500015", "38185", ("38185",)),
        ("1004", "01004", ("01004",)),
        ("2a004", "2A004", ("2A004",)),
        ("la metropole", "200040715", ("200040715",)),
        ("Isère", "DEP-38", ("DEP-38",)),
        ("38", "DEP-38", ()),
        ("COM-38185", "38185", ()),
        ("REG:84", "REG-84", ()),
        ("EPCI-200040715", "200040715", ()),
        ("84", "84", ("DEP-84", "REG-84")),
        ("ITC1", "NUTS-ITC1", ()),
        ("Grenobel", "Grenobel", ("38185",)),
        ("Montreuil", "Montreuil", ("28267", "85148", "93048")),
        ("XQ-7", "XQ-7", ()),
        ("Métropole de Lyon", "200046977", ("200046977",)),
        ("Métropole de Grenoble", "Métropole de Grenoble", ("38185",)),
        ("Département de la Vienne", "DEP-86", ("DEP-86",)),
        ("Ville de Vienne", "38544", ("38544",)),
        ("Paris", "75056", ("75056",)),
        ("PARIS", "75056", ("75056",)),
        ("Lyon", "69123", ("69123",)),
        ("LYON", "69123", ("69123",)),
        ("NICE", "06088", ("06088",)),
        ("Lille", "59350", ("59350",)),
        ("PAU", "64445", ("64445",)),
        ("Mali", "ML", ("ML",)),
    ],
)
def test_what_is_typed_for_a_territory(text: str, code: str, asked: tuple[str, ...]) -> None:
    assert GRENOBLE.read(text) == (code, asked)


def test_a_name_that_several_bear_is_the_home_one() -> None:
    assert Territories("93048").read("Montreuil") == ("93048", ("93048",))


def test_the_title_of_a_column_tells_the_level() -> None:
    assert GRENOBLE.read("84", level="DEP") == ("DEP-84", ())
    assert GRENOBLE.read("84", level="REG") == ("REG-84", ())
    before = Territories("38185", {"84": Known("Auvergne-Rhône-Alpes", type="region")})
    assert before.read("84") == before.read("REG-84") == ("84", ())
    assert before.read("84", level="DEP") == ("DEP-84", ())
    assert before.read("Auvergne-Rhône-Alpes") == ("84", ("84",))


FILE = {
    "departements.csv": "Code département;Indicateur;Année;Valeur;Source\n84;Part des immigrés;2021;11;Insee\n",
    "regions.csv": "Région;Indicateur;Année;Valeur;Source\n84;Part des immigrés;2021;10;Insee\n",
    "territoires.csv": "Territoire;Indicateur;Année;Valeur;Source\n84;Part des immigrés;2021;10;Insee\n",
}


def test_a_file_says_which_84(vocabulary: Vocabulary) -> None:
    options = Options(territory="38185", vocabulary=vocabulary)
    read = {name: read_file(text.encode(), options, name=name) for name, text in FILE.items()}
    codes = {name: list(item.loaded[0].frame["territory"]) for name, item in read.items()}
    assert codes["departements.csv"] == ["DEP-84"] and codes["regions.csv"] == ["REG-84"]
    [asked] = [issue for issue in read["territoires.csv"].issues if issue.severity == "blocking"]
    assert (asked.code, asked.row, asked.value) == ("territory_not_settled", 2, "84")
    assert asked.accepted == ("DEP-84 (Vaucluse)", "REG-84 (Auvergne-Rhône-Alpes)")
    assert not read["departements.csv"].issues.blocking and not read["regions.csv"].issues.blocking


def test_a_commune_beside_its_departement(vocabulary: Vocabulary) -> None:
    for titles, row in (
        ("Code département;Code commune", "38;38185"), ("Code commune;Département", "38185;Isère"),
        ("Région;Code insee", "Auvergne-Rhône-Alpes;38185"), ("Code région;Département", "84;38"),
    ):  # fmt: skip
        text = f"{titles};Indicateur;Année;Valeur;Source\n{row};Part des immigrés;2021;11;Insee\n"
        reading = read_file(text.encode(), Options(territory="93048", vocabulary=vocabulary), name="deux.csv")
        expected = "DEP-38" if "région;D" in titles else "38185"
        assert list(reading.loaded[0].sound["territory"]) == [expected], titles


def test_the_row_of_a_territory_tells_its_level(vocabulary: Vocabulary) -> None:
    text = "Code;Nom;Échelle;Références\n84;Auvergne-Rhône-Alpes;Région;FR\n84;Vaucluse;Département;FR|REG-84\nEX9;Ici;Commune;FR|11\n"
    reading = read_file(text.encode(), Options(territory="38185", vocabulary=vocabulary), name="t.csv")
    assert list(reading.loaded[0].frame["code"]) == ["REG-84", "DEP-84", "EX9"]
    assert list(reading.loaded[0].sound["code"]) == ["REG-84", "DEP-84"]
    [asked] = [issue for issue in reading.issues if issue.severity == "blocking"]
    assert (asked.row, asked.value, asked.accepted) == (4, "11", ("DEP-11 (Aude)", "REG-11 (Île-de-France)"))
