"""Every finding has words, in every language, with right plurals; no finding is without a way out."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import indicators.intake as intake
from indicators.catalogue import load_catalogue
from indicators.intake.checks import check
from indicators.intake.checks.around import Around
from indicators.intake.issues import Issue, Issues, dump, load
from indicators.intake.wording import SENTENCES, place, summary, table, word
from indicators.languages.typography import NBSP
from indicators.present.texts import translator
from tests.intake.conftest import Read

PACKAGE = Path(intake.__file__).parent
DETAILS = {
    "limit": 10, "rows": 3, "columns": 4, "sheets": 5, "count": 2, "line": 7, "received": 5, "expected": 4.5, "first": 2,
    "low": 1.0, "high": 9.0, "known": 2, "kind": "Lignes budgétaires", "unit": "%", "before": 3.0, "jump": 20.0, "start": 40.0, "direction": "up", "earlier": "2019",
    "other": 12.0, "stage": "voted", "year": 2023, "total": 1e6, "whole": 100.0, "paid": 5e5, "name": "Ville", "lines": 12, "grid": "Grille",
    "nature": "6281", "label": "Réseaux", "amount": 500_000, "seconds": 60, "variable": "X", "reason": "…", "function": "048",
    "found": "MA", "country": "ES", "distance": 80.0, "this_year": 2026, "field": "year", "latitude": 1.0, "longitude": 2.0,
    "times": 2, "documents": 90, "document": "Compte administratif", "of": "Ville", "annexe": True, "kept": 1,
}  # fmt: skip


def plain(text: str) -> str:
    return text.replace(NBSP, " ")


def codes_in_the_source() -> set[str]:
    """Every code that the readers, the mapping and the checks may give."""
    found: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        found |= set(
            re.findall(r'(?:code=|refuse\(|\bfail\(|Unreadable\(|Problem\(|GeoFinding\()\s*"([a-z_0-9]+)"', source)
        )
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "issues_at":
                found |= {item.value for item in node.args[1:2] if isinstance(item, ast.Constant)}
    return found


def test_every_code_has_words() -> None:
    assert codes_in_the_source() - set(SENTENCES) == set()


@pytest.mark.parametrize("lang", ["fr", "en", "es"])
@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_words_in_every_language(code: str, lang: str) -> None:
    issue = Issue(code=code, severity="blocking", value="12", mend="", accepted=("a", "b"), details=DETAILS)
    said = word(issue, translator(lang))
    assert said.message and said.mend
    assert "{" not in said.message + said.mend
    if lang == "fr":
        assert said.message[0].isupper() or not said.message[0].isalpha()
        assert not re.search(r"\w [;:?!%»]", said.message + said.mend), "no breaking space before a double mark"


def test_plurals() -> None:
    t = translator("fr")
    one = Issues([Issue(code="not_text", severity="blocking")])
    assert plain(summary(one, t)) == "1 point bloquant"
    many = Issues([*one, *one, Issue(code="not_text", severity="information")])
    assert plain(summary(many, t)) == "2 points bloquants et 1 information"
    assert summary(Issues(), t) == "Aucun point à signaler"
    rows = word(Issue(code="hidden_rows", severity="confirm", details={"count": 1}), t)
    assert plain(rows.message) == "1 ligne masquée a été lue avec les autres."


def test_where_and_table() -> None:
    t = translator("fr")
    issue = Issue(
        code="not_a_number", severity="blocking", file="f.csv", sheet="S", row=3, column="Valeur", value="abc"
    )
    assert place(issue, t) == "S, ligne 3, colonne Valeur"
    assert place(Issue(code="not_text", severity="blocking"), t) == "tout le fichier"
    frame = table([issue], t)
    assert frame.iloc[0].tolist()[:4] == ["✗ Bloquant", "f.csv", "S", 3]
    assert frame.iloc[0]["Constat"] == f"«{NBSP}abc{NBSP}» n’est pas un nombre."


def test_an_amount_is_received_in_euros_and_a_number_as_it_is_written(read: Read) -> None:
    text = "Exercice;Fonction;Nature;Libellé;Sens;Voté;Mandaté\n2024;048;65748;Annulation;Dépense;(1 200,50);-0,06\n"
    found = check(read(text).loaded, Around(load_catalogue(), this_year=2026))
    told = {
        lang: list(table(found, translator(lang))[name])
        for lang, name in (("fr", "Valeur reçue"), ("en", "Value received"))
    }
    assert [plain(cell).replace("\u202f", " ") for cell in told["fr"]] == ["−1 200,50 €", "−0,06 €"]
    assert told["en"] == ["−€1,200.50", "−€0.06"]
    shares = check(
        read("Indicateur;Année;Valeur;Source\nd4_immigrant_share;2021;0,061;Insee\n").loaded,
        Around(load_catalogue(), this_year=2026),
    )
    assert list(table(shares, translator("fr"))["Valeur reçue"]) == ["0,061"]


def test_issues_survive_json() -> None:
    issue = Issue(code="magnitude", severity="confirm", row=3, accepted=("a",), details={"before": 3.0})
    assert list(load(dump([issue]))) == [issue]


def test_a_cap_counts_what_it_leaves_off() -> None:
    issues = Issues(Issue(code="not_a_number", severity="blocking", row=row) for row in range(20_005))
    assert (len(issues), issues.left_off["not_a_number"]) == (20_000, 5)
    assert "5" in summary(issues, translator("fr"))
