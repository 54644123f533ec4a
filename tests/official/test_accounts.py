"""What collectivities spent in function 04 (DGFiP), and what they spent in all (OFGL), as facts by territory."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators.official.reading import read_file
from indicators.official.refusals import UnreadableOfficial
from tests.official import synthetic
from tests.official.test_census import values

PARIS = {"siren": "217500016", "NDEPT": "075", "INSEE": "056", "LBUDG": "PARIS", "CATEG": "PARIS", "FONCTION": "93048"}
METROPOLE = {"siren": "200040715", "NDEPT": "038", "INSEE": "", "LBUDG": "GRENOBLE-ALPES-METROPOLE", "CATEG": "GFP"}
ISERE = {"siren": "223800012", "NDEPT": "038", "INSEE": "", "LBUDG": "DEPT ISERE", "CATEG": "DEPT"}
SYNDICATE = {"siren": "253800825", "NDEPT": "038", "INSEE": "", "LBUDG": "SYNDICAT", "CATEG": "Syndicat"}
OFGL = "exer;com_code;siren;agregat;montant;ptot\n"


def test_function_04_of_every_collectivity(tmp_path: Path) -> None:
    content = synthetic.balances(
        {"OBNETDEB": "1000,5", "OOBDEB": "0,5"}, {"COMPTE": "74718", "OBNETCRE": "40"}, {"FONCTION": "024", "OBNETDEB": "7"},
        {**PARIS, "OBNETDEB": "5000"}, {**METROPOLE, "OBNETDEB": "300"}, {**ISERE, "OBNETDEB": "200"},
        {**SYNDICATE, "OBNETDEB": "100"}, {"CBUDG": "3", "OBNETDEB": "9"},
    )  # fmt: skip
    facts = read_file(synthetic.kept(tmp_path, "balance.csv", content))
    assert (facts.source, facts.vintage) == ("dgfip_balances", "2024")
    spent = {key[:2]: value for key, value in values(facts).items() if key[2] == "function04_spent"}
    assert spent == {("COM", "38185"): 1000, ("COM", "75056"): 5000, ("EPCI", "200040715"): 300, ("DEP", "38"): 200}
    assert values(facts)["COM", "38185", "function04_received"] == 40


def test_faults_of_the_accounts_are_told(tmp_path: Path) -> None:
    sound = synthetic.balances({"OBNETDEB": "10"}, {"OBNETDEB": "20"})
    for content, said in (
        (sound[:-30], "incomplet"),
        (sound.replace(b";siren;", b";numero;"), "SIREN"),
        (sound.replace(b";20;", b";n.c;"), "montant"),
    ):
        with pytest.raises(UnreadableOfficial, match=said):
            read_file(synthetic.kept(tmp_path, "balance.csv", content))


def test_the_former_communes_of_a_new_one_are_added_up(tmp_path: Path) -> None:
    """Saint-Jean-d'Hermine (85223) is made of two communes in 2025: each keeps its row, under its own SIREN."""
    text = OFGL + (
        "2024;85223;218502235;Dépenses de fonctionnement;2500000.0;3013\n2024;85223;218502334;Dépenses de fonctionnement;700000.0;633\n"
        "2024;85223;218502235;Encours de dette;3007635.87;3013\n2024;85223;218502334;Encours de dette;892787.8;633\n"
        "2024;38185;213801855;Dépenses de fonctionnement;;158000\n"
    )
    facts = read_file(synthetic.kept(tmp_path, "ofgl.csv", text.encode("utf-8-sig")))
    assert values(facts) == {
        ("COM", "85223", "operating_expenditure"): 3_200_000, ("COM", "85223", "population"): 3_646,
        ("COM", "38185", "operating_expenditure"): None, ("COM", "38185", "population"): 158_000,
    }  # fmt: skip
    assert values(facts, flag=True)["COM", "38185", "operating_expenditure"] == "absent"


def test_the_labels_of_the_portal_are_the_same_columns(tmp_path: Path) -> None:
    text = "Exercice;Code Insee 2024 Commune;Code Siren Collectivité;Agrégat;Montant;Population totale\n2024;33063;213300635;Dépenses de fonctionnement;361939920;265000\n"
    assert (
        values(read_file(synthetic.kept(tmp_path, "ofgl.csv", text.encode())))["COM", "33063", "operating_expenditure"]
        == 361_939_920
    )
    with pytest.raises(UnreadableOfficial, match="montant"):
        read_file(synthetic.kept(tmp_path, "ofgl.csv", text.replace("Montant", "Valeur").encode()))


def test_an_intercommunality_is_known_by_its_siren(tmp_path: Path) -> None:
    text = "exer;reg_code;dep_code;epci_code;siren;agregat;montant\n2023;84;38;200040715;200040715;Dépenses de fonctionnement;1000\n"
    assert values(read_file(synthetic.kept(tmp_path, "gfp.csv", text.encode()))) == {
        ("EPCI", "200040715", "operating_expenditure"): 1000
    }
