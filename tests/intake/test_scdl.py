"""The national formats: SCDL budget and SCDL subventions."""

from __future__ import annotations

from indicators.intake.checks import check
from indicators.intake.checks.around import Around
from indicators.intake.nomenclature import nature_label
from tests.intake.conftest import Read, codes
from tests.intake.test_totem import document, line

BUDGET = (
    "BGT_NATDEC;BGT_ANNEE;BGT_SIRET;BGT_NOM;BGT_CONTNAT;BGT_CONTNAT_LABEL;BGT_NATURE;BGT_NATURE_LABEL;BGT_FONCTION;"
    "BGT_FONCTION_LABEL;BGT_SECTION;BGT_OPBUDG;BGT_CODRD;BGT_MTREAL;BGT_MTPREV;BGT_CREDOUV\n"
)


def row(
    nature: str,
    function: str,
    *,
    year: int = 2024,
    order: str = "réel",
    sense: str = "dépense",
    amounts: str = "120.5;0;100",
) -> str:
    return f"compte administratif;{year};21380185500015;Grenoble;011;Charges;{nature};Libellé;{function};Autres actions;fonctionnement;{order};{sense};{amounts}\n"


def test_budget(read: Read) -> None:
    text = (
        BUDGET
        + row("6281", "048")
        + row("6281", "020")
        + row("6811", "048", order="ordre")
        + row("74718", "93044", sense="recette", amounts="50;0;")
    )
    [loaded] = read(text, "scdl.csv").loaded
    assert loaded.kind == "budget_line"
    assert loaded.rows.tolist() == [2, 5]
    names = ["function", "direction", "voted", "paid", "document", "instruction"]
    frame = loaded.frame[names].astype(object).where(loaded.frame[names].notna(), None)
    assert frame.values.tolist() == [
        ["048", "expenditure", 10000, 12050, "Compte administratif", "M57"],
        ["044", "income", None, 5000, "Compte administratif", "M57"],
    ]


def test_the_instruction_is_assumed_aloud(read: Read) -> None:
    [issue] = read(BUDGET + row("6281", "048", year=2019), "scdl.csv").issues
    assert (issue.code, issue.severity, issue.value) == ("instruction_assumed", "confirm", "M14")


def test_no_function_04_and_every_function(read: Read) -> None:
    text = BUDGET + row("6574", "33")
    assert codes(read(text, "scdl.csv")) == {"no_function_04": 1}
    [loaded] = read(text, "scdl.csv", keep_all=True).loaded
    assert loaded.frame["perimeter"].tolist() == ["declared"]


def test_a_missing_column_blocks(read: Read) -> None:
    reading = read(
        "BGT_NATDEC;BGT_ANNEE;BGT_FONCTION;BGT_CODRD;BGT_MTREAL\ncompte administratif;2024;048;dépense;1\n", "scdl.csv"
    )
    assert reading.issues.blocking
    assert reading.rows == 0


def test_a_column_that_the_account_replaces_may_lack(read: Read) -> None:
    reading = read(
        "BGT_NATDEC;BGT_ANNEE;BGT_NATURE;BGT_FONCTION;BGT_MTREAL\ncompte administratif;2024;6281;048;1\n", "scdl.csv"
    )
    [lines] = reading.loaded
    assert lines.frame[["direction", "section", "paid"]].values.tolist() == [["expenditure", "operating", 100]]
    assert not reading.issues.blocking


def test_grants_that_a_person_marked(read: Read) -> None:
    text = (
        "nomAttribuant,idAttribuant,dateConvention,referenceDecision,nomBeneficiaire,objet,montant,nature,international\n"
        'Ville,213,2024-05-17,D1,ONG,Eau au Sahel,"12 000,50",aide en numéraire,oui\n'
        'Ville,213,2024-05-17,D1,ONG,Eau au Sahel,"12 000,50",aide en nature,oui\n'
        "Ville,213,2024-05-17,D2,Club,Tournoi,500,aide en numéraire,non\n"
    )
    [loaded] = read(text, "subventions.csv").loaded
    frame = loaded.frame
    assert frame["committed"].tolist() == [1_200_050, 1_200_050]
    assert frame["in_kind"].tolist() == [False, True]
    assert frame["line"].nunique() == 2
    assert "paid" not in frame, "an agreement is a commitment: paid stays missing"
    assert (frame["perimeter"] == "declared").all()


def test_the_same_document_gives_the_same_lines_in_either_format(read: Read) -> None:
    """On a line of an operation the XML names the operation where the other export names the account."""
    lines = line("65742", "048", "90.00", credits="100.00") + line("74718", "048", "50.00", sense="R") + (
        '<LigneBudget><Nature V="2183"/><LibCpte V="MAISON DES PEUPLES"/><Fonction V="048"/><Operation V="93"/>'
        '<CodRD V="D"/><CredOuv V="36000.00"/><MtReal V="35958.03"/><OpBudg V="0"/></LigneBudget>'
    )  # fmt: skip
    xml = document({"lines": lines}).replace(b'Exer V="2024"', b'Exer V="2023"')
    scdl = BUDGET.replace("CREDOUV", "CREDOUV;BGT_OPERATION") + "".join(
        f"compte administratif;2023;21380185500015;Grenoble;{chapter};;{nature};{label};048;Autres actions;;réel;{sense};{paid};;{opened};\n"
        for chapter, nature, label, sense, paid, opened in (
            ("011", "65742", nature_label("65742", "M57"), "dépense", "90", "100"),
            ("011", "74718", nature_label("74718", "M57"), "recette", "50", ""),
            ("", "2183", "Matériel informatique", "dépense", "35958.03", "36000"),
        )
    )
    one, other = (
        next(item.frame for item in read(content, name).loaded if item.kind == "budget_line")
        for content, name in ((xml, "ca.xml"), (scdl, "ca.csv"))
    )
    apart = {"attached", "label", "source"}  # what the second format does not say, and where the lines come from
    names = sorted({*one} - apart)
    assert names == sorted({*other} - apart)
    assert one[names].astype(object).where(one[names].notna(), None).values.tolist() == (
        other[names].astype(object).where(other[names].notna(), None).values.tolist()
    )
    assert one["label"].tolist() == ["", "", "MAISON DES PEUPLES"]


def test_a_department_is_asked_its_instruction(read: Read) -> None:
    """Its accounts are those of M52, where M57 found its own."""
    text = (BUDGET + row("65742", "048", year=2019)).replace("21380185500015", "22380001200013")
    assert "instruction_assumed" in codes(read(text, "scdl.csv"))
    assert "instruction_assumed" not in codes(read(text.replace("22380001200013", "21380185500015"), "scdl.csv"))


def test_an_empty_date_of_a_spreadsheet_is_no_year_of_a_grant(read: Read, around: Around) -> None:
    text = (
        "nomAttribuant;idAttribuant;dateConvention;nomBeneficiaire;objet;montant;international\n"
        "Ville;21380185500015;{};ONG;Eau;12000;oui\n"
    )
    assert codes(read(text.format("1899-12-30"), "s.csv"))["not_a_date"] == 1
    assert codes(read(text.format("00/00/0000"), "s.csv"))["missing_value"] == 1
    reading = read(text.format("01/01/1900"), "s.csv")
    [issue] = [item for item in check(reading.loaded, around) if item.code == "out_of_bounds"]
    assert (issue.severity, issue.column, issue.value) == ("blocking", "dateConvention", "1900")
