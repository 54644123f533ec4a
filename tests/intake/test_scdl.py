"""The national formats: SCDL budget and SCDL subventions."""

from __future__ import annotations

from tests.intake.conftest import Read, codes

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
