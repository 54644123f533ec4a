"""Files of cases: what is wrong is told with its line and the nearest word; a collectivity's own folder is run."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from indicators.cases import CasesError, read_folder
from indicators.catalogue import load_catalogue
from indicators.cli import main as cli
from indicators.present.texts import translator
from indicators.present.texts.errors import error_message

CATALOGUE = load_catalogue()
RUNNER = CliRunner()
GOOD = """document: 'Délibération fictive'
cases:
  - name: own-ceiling
    title: Notre plafond
    year: 2024
    given:
      observation:
        - {indicator: b_resources_water, year: 2024, value: 1000000}
      budget_line:
        - {year: 2024, budget: eau, funding_source: one_pct_water, paid: 5000}
    expected:
      - {figure: ceiling, of: b_resources_water, value: CEILING}
      - {figure: ceiling_use, of: b_resources_water, value: 50}
"""


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ").replace("’", "'")


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("figure: ceiling_use", "figure: ceiling_usage", "ligne 13, entrée « own-ceiling », champ « expected[2].figure » : chiffre inconnu ; reçu : \"ceiling_usage\""),
        ("of: b_resources_water, value: 50", "of: b_resources_watr, value: 50", "vouliez-vous dire « b_resources_water » ?"),
        ("value: 50", "value: fifty", "ligne 13, entrée « own-ceiling », champ « expected[2].value » : valeur refusée ; reçu : \"fifty\" ; accepté : un nombre"),
        ("value: 50", "value: 50, margin: -1", "un nombre supérieur ou égal à 0"),
        ("paid: 5000", "payed: 5000", "ligne 10, entrée « own-ceiling », champ « given.budget_line[1].payed » : colonne inconnue"),
        ("paid: 5000", "paid: '5 000'", "accepté : un montant en euros"),
        ("funding_source: one_pct_water", "funding_source: one_pct_watter", "entrée inconnue du catalogue"),
        ("budget_line:", "budget_lines:", "sorte de fiche inconnue"),
        ("    year: 2024\n", "    year: deux mille\n", "champ « year » : valeur refusée"),
        ("    title: Notre plafond\n", "", "champ « title » : valeur refusée"),
        ("document: 'Délibération fictive'\n", "", "champ « document » : champ obligatoire absent"),
        ("    expected:", "    settings: {budget: {ceiling_alerte: 0.5}}\n    expected:", "vouliez-vous dire « ceiling_alert » ?"),
        ("    given:", "    territory: '38185'\n    given:", "un cas dit d'où viennent ses données, une seule fois"),
        ("cases:", "cases: {", "ce n'est pas du YAML valide"),
        ("    title: Notre plafond\n", "    title: Notre plafond\n    title: Encore\n", "ce n'est pas du YAML valide"),
        ("\n  - name", "\n\t- name", "ce n'est pas du YAML valide"),
        ("cases:", "case:", "liste « cases » absente"),
    ],
)  # fmt: skip
def test_a_fault_says_where_what_was_received_and_what_is_accepted(
    tmp_path: Path, wrong: str, right: str, said: str
) -> None:
    assert wrong in GOOD
    (tmp_path / "own.yaml").write_text(GOOD.replace("CEILING", "10000").replace(wrong, right, 1), encoding="utf-8")
    with pytest.raises(CasesError) as refused:
        read_folder(tmp_path, CATALOGUE)
    told = plain(error_message(refused.value, translator("fr")))
    assert said in told and "own.yaml" in told
    assert refused.value.cells and "own.yaml" in error_message(refused.value, translator("en"))


def test_a_folder_without_cases_and_a_name_taken_twice_are_told(tmp_path: Path) -> None:
    with pytest.raises(CasesError, match="aucun cas"):
        read_folder(tmp_path, CATALOGUE)
    with pytest.raises(CasesError, match="illisible"):
        read_folder(tmp_path / "absent", CATALOGUE)
    for name in ("a.yaml", "b.yml"):
        (tmp_path / name).write_text(GOOD.replace("CEILING", "10000"), encoding="utf-8")
    with pytest.raises(CasesError, match=r"déjà pris par a\.yaml, ligne 3"):
        read_folder(tmp_path, CATALOGUE)


def test_norway_is_no_refusal_and_money_is_in_euros(tmp_path: Path) -> None:
    text = GOOD.replace("CEILING", "10000").replace("    expected:", "      partnership:\n        - {id: P1, partner: Bergen, country: NO}\n    expected:")  # fmt: skip
    (tmp_path / "own.yaml").write_text(text, encoding="utf-8")
    (case,) = read_folder(tmp_path, CATALOGUE)
    assert case.given["partnership"][0].country == "NO"  # type: ignore[attr-defined]  # a partnership has one
    assert case.given["budget_line"][0].paid == 500_000  # type: ignore[attr-defined]  # a line has it


def test_the_command_runs_the_collectivity_s_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUVERTURE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("OUVERTURE_DATABASE_URL", raising=False)
    own, table = tmp_path / "own", tmp_path / "table.csv"
    own.mkdir()
    stored = "  - name: stored\n    title: Exempleville\n    year: 2025\n    territory: EX001\n    expected:\n      - {figure: status, of: p_formalisation, value: achieved}\n"  # fmt: skip
    (own / "own.yaml").write_text(GOOD.replace("CEILING", "10000"), encoding="utf-8")
    passed = RUNNER.invoke(cli.app, ["test", "--no-method", str(own)])
    assert passed.exit_code == 0, passed.output
    assert "✓ conforme" in passed.output and "1 cas essayé : 1 conforme, 0 en écart" in plain(passed.output)
    (own / "own.yaml").write_text(GOOD.replace("CEILING", "11000") + stored, encoding="utf-8")
    failed = RUNNER.invoke(cli.app, ["--lang", "es", "test", "--no-method", "--failures", "--explain", "--out", str(table), str(own)])  # fmt: skip
    assert failed.exit_code == 1, failed.output
    told = plain(failed.output)
    assert "✗ DESVIACIÓN" in told and "esperado 11 000,00 €, encontrado 10 000,00 €" in told.replace(".", " ")
    assert "[observation CAS / b_resources_water / 2024]" in told, "the tree of what differs"
    assert "Todavía no se ha publicado nada" in told, "no edition holds the territory of the second case"
    rows = table.read_text(encoding="utf-8-sig").splitlines()
    assert rows[0].startswith("Resultado;") and len(rows) == 4
    RUNNER.invoke(cli.app, ["demo"])
    both = RUNNER.invoke(cli.app, ["--lang", "en", "test", "--no-method", str(own)])
    assert "2 cases tried: 0 as expected" in plain(both.output) and "found Too early" in plain(both.output)
