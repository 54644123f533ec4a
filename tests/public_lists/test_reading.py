"""Each list is recognised by its columns whatever its name, read with its traps, and raises questions only."""

from __future__ import annotations

import pytest

from indicators.public_lists import Home, PublicList, UnreadableListError, read_list, recognises, twins
from indicators.public_lists.others import elsewhere, overlaps
from indicators.records import Partnership
from tests.public_lists import samples
from tests.public_lists.samples import GRENOBLE


def read(content: bytes, home: Home = GRENOBLE) -> PublicList:
    assert recognises(content)
    found = read_list(content, "déposé.dat", home)
    assert PublicList.from_payload(found.payload()) == found
    return found


def named(found: PublicList, side: str) -> set[str]:
    return {link.partner for link in found.links if link.side == side and GRENOBLE.is_called(link.who)}


def test_each_side_of_a_list_of_twins_is_told_apart() -> None:
    found = read(samples.wikipedia())
    assert (len(named(found, "ours")), len(named(found, "theirs"))) == (17, 6)
    twinned = {twin.partner: twin for twin in twins([found], GRENOBLE, [])}
    both = {name for name, twin in twinned.items() if dict(twin.said)["wikipedia"] == ("ours", "theirs")}
    assert both == {"Chişinău", "Halle", "Oxford", "Suzhou"}
    assert {name for name, twin in twinned.items() if "one_side" in twin.questions} == {"Sevan", "Innsbruck"}
    assert "Saint-Flour" in {link.partner for link in found.links}  # a twinning inside France is one


def test_a_difference_between_lists_is_a_question_and_an_agreement_is_no_proof() -> None:
    ours = read(
        samples.wikidata(("Grenoble", "France", "Pécs", "Hungary"), ("Grenoble", "France", "Oxford", "United Kingdom"))
    )
    theirs = read(samples.wikidata(("Oxford", "United Kingdom", "Grenoble", "France")))
    assert (ours.key, theirs.key) == ("wikidata-ours", "wikidata-theirs")
    oxford = Partnership(id="o", territory="38185", partner="Oxford", country="GB", status="active")
    found = {twin.partner: twin for twin in twins([read(samples.wikipedia()), ours, theirs], GRENOBLE, [oxford])}
    assert found["Oxford"].questions == () and found["Oxford"].relation == oxford
    assert found["Pécs"].silent == ("wikipedia",) and set(found["Pécs"].questions) == {"missing", "not_in"}
    assert found["Essen"].silent == ("wikidata",)


def test_aid_is_known_by_country_by_channel_and_by_name() -> None:
    found = read(samples.afd())
    assert (found.rows, found.dated) == (4, "2024-05-15")
    mine = [aid for aid in found.aids if aid.match == "name"]
    assert [(aid.id, aid.where, aid.country, aid.euros, aid.year) for aid in mine] == [
        ("CPS101", ("beneficiary", "description"), "PS", 27_072_400, 2019)
    ]
    assert len(found.aids) == 3  # a bank that bears the name is no authority
    mulhouse = next(aid for aid in read(samples.afd(), Home("Mulhouse", "FR")).aids if aid.match == "name")
    assert mulhouse.where == ("title",) and mulhouse.beneficiary.startswith("GRAND EST")
    assert "example.org" not in repr(found)


def test_a_number_is_a_match_and_a_name_a_candidate() -> None:
    found = {item.organisation: item for item in read(samples.cordis()).projects}
    city = found["COMMUNE DE GRENOBLE"]
    assert (city.match, city.title, city.year, city.euros) == ("number", "Rues calmes", 2023, 207_378_125)
    assert ("COMUNE DI CATANIA", "Catania", "IT") in city.partners and {item[2] for item in city.partners} == {
        "IT",
        "GR",
    }
    assert found["UNIVERSITE DE GRENOBLE (EXEMPLE)"].match == "name"
    assert found["INSTITUT EXEMPLE"].match == "place" and found["INSTITUT EXEMPLE"].year is None
    assert len(found) == 3
    [interreg] = read(samples.keep()).projects
    assert (interreg.match, interreg.role, interreg.year, interreg.euros) == ("number", "coordinator", 2018, 12_500_050)
    assert interreg.title == "Rivers together" and [item[0] for item in interreg.partners] == ["Comune di Exempio"]
    told = read(samples.kohesio())
    assert (told.rows, [(item.match, item.euros) for item in told.projects]) == (
        3,
        [("number", 10_000_000), ("name", 500)],
    )


def test_who_else_works_there_and_which_twin_city_shares_a_project() -> None:
    sfax = Partnership(id="s", territory="38185", partner="Sfax", country="TN", status="active")
    catania = Partnership(id="c", territory="38185", partner="Catane", city="Catania", country="IT", status="active")
    lists = [read(samples.wikipedia()), read(samples.afd()), read(samples.cordis())]
    [tunisia] = elsewhere(lists, GRENOBLE, [sfax, catania])
    assert [aid.beneficiary for aid in tunisia.aids] == ["Conseil régional Normandie"]
    assert tunisia.same_city == (("Marseille", "Sfax"),) and tunisia.cities == ("Marseille",)
    [shared] = overlaps(lists, [sfax, catania])
    assert shared.relation == catania and {name for _, name in shared.projects} == {"COMUNE DI CATANIA"}


def test_a_postcode_and_a_department_are_not_the_city() -> None:
    found = read(samples.operations())
    assert found.rows == 6
    assert {item.postcode: (item.match, item.euros) for item in found.projects} == {
        "38000": ("department", 100_050), "38100": ("department", None), "38041": ("name", 50_000), "38250": ("department", 700)
    }  # fmt: skip
    [ain] = read(samples.operations(), Home("Bourg-en-Bresse", "FR", department="01")).projects
    assert (ain.postcode, ain.organisation) == ("01000", "LABORATOIRE EXEMPLE"), "a spreadsheet drops the first zero"
    assert [item.match for item in read(samples.operations(), Home("Grenoble", "FR")).projects] == ["name"]
    [isere] = read(samples.areas()).areas
    assert (isere.projects, isere.partners, isere.erdf, isere.sound) == (41, 48, 925_000_000, True)
    [rhine] = read(samples.areas(), Home("Strasbourg", "FR", department="67")).areas
    assert (rhine.projects, rhine.sound) == (128, False), "what the Union pays exceeds the whole budget"
    assert read(samples.areas(), Home("Grenoble", "FR")).areas == ()
    old = b"\xd0\xcf\x11\xe0" + b"Nom - beneficiary name, Montant - Union co-financing rate"
    assert recognises(old) and not recognises(old[:20])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (samples.projects(), "que les projets"),
        (samples.wikipedia().split(b"\n")[0], "aucune ligne"),
        (samples.cordis()[:400], "coupé"),
        (b"a;b\n1;2", "aucune liste connue"),
    ],
    ids=["projects", "titles", "cut", "other"],
)
def test_what_is_no_list_is_said(content: bytes, said: str) -> None:
    with pytest.raises(UnreadableListError, match=said):
        read_list(content, "x", GRENOBLE)
    if said == "aucune liste connue":
        assert not recognises(content)


def test_a_city_is_ours_in_whatever_language_the_list_writes_it() -> None:
    bethlehem = Partnership(
        id="b", territory="38185", partner="Bethléem", country="PS", latitude=31.705, longitude=35.2, status="active"
    )
    found = {twin.partner: twin for twin in twins([read(samples.wikipedia())], GRENOBLE, [bethlehem])}
    assert found["Bethlehem"].relation == bethlehem and found["Essen"].relation is None
