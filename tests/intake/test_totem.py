"""TotEM accounts: the lines of Montreuil exactly, and the forms that other documents take."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from indicators.intake.limits import Limits
from indicators.intake.nomenclature import function, nature_label, section_of
from indicators.intake.readers.accounting import Accounts
from indicators.intake.readers.totem import read_totem
from tests.intake.conftest import DATA, Read, codes

HEAD = """<?xml version="1.0" encoding="{encoding}"?>
<DocumentBudgetaire xmlns="http://www.minefi.gouv.fr/cp/demat/docbudgetaire">
<EnTeteDocBudgetaire><LibelleColl V="{name}"/><IdColl V="21380185500015"/></EnTeteDocBudgetaire>"""
BUDGET = """<Budget><EnTeteBudget><LibelleEtab V="{label}"/><IdEtab V="21380185500015"/><CodInseeColl V="38185"/>
<CodBud V="{code}"/><Nomenclature V="{norm}"/></EnTeteBudget>
<BlocBudget><NatDec V="{stage}"/><Exer V="2024"/><DteDec V="2025-06-24"/><NatFonc V="{natfonc}"/><CodTypBud V="{type}"/></BlocBudget>
<InformationsGenerales><Information Code="PopTot" V="158 240"/></InformationsGenerales>{lines}</Budget>"""


def line(nature: str, code: str, amount: str, *, sense: str = "D", order: str = "0", credits: str = "") -> str:
    chapter = "20" if nature.startswith("20") else "011"
    opened = f'<CredOuv V="{credits}"/>' if credits else ""
    return (
        f'<LigneBudget><Nature V="{nature}"/><Fonction V="{code}"/><ContNat V="{chapter}"/><CodRD V="{sense}"/>'
        f'<MtPrev V="0.00"/>{opened}<MtReal V="{amount}"/><OpBudg V="{order}"/></LigneBudget>'
    )


def document(*budgets: dict[str, str], encoding: str = "UTF-8", name: str = "Grenoble") -> bytes:
    usual = {
        "label": "PRINCIPAL",
        "code": "00",
        "norm": "M57-M57",
        "stage": "09",
        "natfonc": "3",
        "type": "P",
        "lines": "",
    }
    body = "".join(BUDGET.format(**{**usual, **budget}) for budget in budgets)
    text = HEAD.format(encoding=encoding, name=name) + body + "</DocumentBudgetaire>"
    return text.encode(encoding.lower())


def accounts(content: bytes, **options: Any) -> list[Accounts]:
    return read_totem(io.BytesIO(content), Limits(), **options)


def test_montreuil_gives_exactly_the_lines_of_its_published_extract() -> None:
    with (DATA / "montreuil_fonction04_2019.csv").open(encoding="utf-8") as stream:
        expected = [
            (
                row["fonction"], row["fonction_libelle"], row["nature"], row["nature_libelle"], row["chapitre_nature"],
                {"depense": "expenditure", "recette": "income"}[row["sens"]],
                round(float(row["credits_ouverts"]) * 100) if row["credits_ouverts"] else None,
                round(float(row["mt_realise"]) * 100),
            )
            for row in csv.DictReader(stream)
        ]  # fmt: skip
    [found] = accounts((DATA / "montreuil_ca_2019_extrait.xml").read_bytes())
    names = ("function", "function_label", "nature", "nature_label", "chapter", "direction", "voted", "paid")
    assert [tuple(item[name] for name in names) for item in found.lines] == expected
    assert (found.insee, found.year, found.instruction, found.document) == (
        "93048",
        2019,
        "M14",
        "Compte administratif",
    )
    assert (found.population, found.orders, found.international) == (109_834, 3, 26)


def test_montreuil_totals() -> None:
    """450 177,55 € of expenditure and 9 294,28 € of receipts in 2019, as the accounts print them."""
    [found] = accounts((DATA / "montreuil_ca_2019_extrait.xml").read_bytes())
    by = {
        sense: sum(item["paid"] for item in found.lines if item["direction"] == sense)
        for sense in ("expenditure", "income")
    }
    assert by == {"expenditure": 45_017_755, "income": 929_428}
    assert sum(item["voted"] is None for item in found.lines) == 1


def test_records_of_montreuil(read: Read) -> None:
    reading = read((DATA / "montreuil_ca_2019_extrait.xml").read_bytes(), "ca.xml")
    kinds = {item.kind: item.frame for item in reading.loaded}
    assert len(kinds["budget_line"]) == 26
    assert set(kinds["budget_line"]["territory"]) == {"93048"}
    context = dict(zip(kinds["observation"]["indicator"], kinds["observation"]["value"], strict=True))
    assert context["b_population_total"] == 109_834
    assert context["b_function04"] == 1
    assert codes(reading) == {"account_read": 1, "other_territory": 1, "orders_left_out": 1, "paid_without_credits": 1}


@pytest.mark.parametrize("encoding", ["UTF-8", "ISO-8859-1", "windows-1252", "UTF-16"])
def test_encodings(encoding: str) -> None:
    [found] = accounts(document({"lines": line("6281", "048", "10.00")}, encoding=encoding, name="Évry"))
    assert found.name == "Évry"
    assert found.lines[0]["nature_label"] == "Concours divers (cotisations)"


def test_a_document_that_lies_on_its_encoding() -> None:
    content = document({"lines": line("6281", "048", "1")}, encoding="ISO-8859-1", name="Évry").replace(
        b"ISO-8859-1", b"UTF-8"
    )
    [found] = accounts(content)
    assert found.name == "Évry"


def test_voted_by_function() -> None:
    """M57 voted by function: 93048 is function 048 in operating, 90048 in investment; 93020 is not international."""
    lines = line("6281", "93048", "10.00") + line("2031", "90044", "20.00") + line("6281", "93020", "5.00")
    [found] = accounts(document({"natfonc": "2", "lines": lines}))
    assert [(item["function"], item["section"]) for item in found.lines] == [
        ("048", "operating"),
        ("044", "investment"),
    ]
    assert found.operating == 1500


def test_codes_mean_different_things() -> None:
    assert function("041", "M57").scope == "global_grant"
    assert function("041", "M71").scope == "international"
    assert function("05", "M57").scope == "european_funds"
    assert function("05", "M52").scope == ""
    assert function("93048", "M57").scope == ""
    assert function("93048", "M57", voted_by_function=True).scope == "international"
    assert function("048", "M57").label == "Autres actions"
    assert function("048", "M14").label == "Autres actions de coopération décentralisée"
    assert nature_label("6562", "M57") == "Au titre de la coopération décentralisée"
    assert nature_label("6562", "M14") == "Matériel, équipement et fournitures"
    assert (nature_label("6331", "M14", 2019), nature_label("6331", "M14", 2021)) == (
        "Versement de transport",
        "Versement mobilité",
    )
    assert (section_of("6281", "011"), section_of("2031", "20"), section_of("023", "023")) == (
        "operating",
        "investment",
        "operating",
    )


def test_order_operations_never_count() -> None:
    lines = line("6811", "048", "99.00", order="1") + line("6281", "048", "10.00")
    [found] = accounts(document({"lines": lines}))
    assert [item["paid"] for item in found.lines] == [1000]
    assert (found.orders, found.operating) == (1, 1000)


def test_a_budget_that_is_only_voted(read: Read) -> None:
    content = document({"stage": "01", "lines": line("6281", "048", "0.00", credits="120.00")})
    [found] = accounts(content)
    assert (found.lines[0]["voted"], found.lines[0]["paid"]) == (12000, None)
    assert "not_final" in codes(read(content, "bp.xml"))


def test_an_amending_decision_does_not_replace_the_budget() -> None:
    first = accounts(document({"stage": "01", "lines": line("6281", "048", "0", credits="100")}))[0].lines[0]["line"]
    amended = accounts(document({"stage": "02", "lines": line("6281", "048", "0", credits="10")}))[0].lines[0]["line"]
    assert first != amended


def test_annex_budgets_give_the_resources_of_their_service(read: Read) -> None:
    lines = line("6281", "048", "10.00")
    water = {
        "label": "BUDGET ANNEXE EAU POTABLE",
        "code": "01",
        "norm": "M49",
        "type": "A",
        "lines": line("70111", "", "5000.00", sense="R"),
    }
    reading = read(document({"lines": lines}, water), "budgets.xml")
    context = next(item.frame for item in reading.loaded if item.kind == "observation")
    assert dict(zip(context["indicator"], context["value"], strict=True))["b_resources_water"] == 5000.0
    [issue] = [issue for issue in reading.issues if issue.code == "service_budget"]
    assert (issue.severity, issue.mend) == ("confirm", "b_resources_water")


def test_two_lines_of_the_same_accounts_stay_two() -> None:
    [found] = accounts(document({"lines": line("6281", "048", "10.00") + line("6281", "048", "5.00")}))
    assert [item["line"] for item in found.lines] == ["00/D/048/011/6281", "00/D/048/011/6281#2"]


def test_keep_all_lets_the_office_tag_the_lines_of_other_services() -> None:
    content = document({"lines": line("6574", "33", "10.00") + line("6811", "01", "1.00", order="1")})
    assert accounts(content)[0].lines == []
    [kept] = accounts(content, keep_all=True)[0].lines
    assert (kept["perimeter"], kept["function"]) == ("declared", "33")
