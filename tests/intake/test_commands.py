"""The command line of the data: the same year, without a screen, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from indicators.cli import main as cli

Run = Callable[..., Result]
UNUSUAL = "Indicateur;Année;Valeur;Source\nd4_immigrant_share;2024;80;Insee\n"


@pytest.fixture
def run(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A command on a database of its own, on each of the two systems, which holds the demonstration."""
    monkeypatch.setenv("OUVERTURE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("OUVERTURE_DATABASE_URL", database_url)
    monkeypatch.chdir(tmp_path)

    def command(*words: str) -> Result:
        return CliRunner().invoke(cli.app, list(words))

    return command


def plain(result: Result) -> str:
    return result.output.replace("\u00a0", " ").replace("\u202f", " ")


def batch_of(result: Result) -> str:
    return next(line for line in plain(result).splitlines() if line.startswith("Lot ")).split()[1]


def test_a_year_without_a_screen(run: Run, tmp_path: Path) -> None:
    (tmp_path / "annee.csv").write_text(UNUSUAL, encoding="utf-8")
    batch = batch_of(run("import", "annee.csv"))
    refused = run("publish", "Année 2024")
    assert refused.exit_code == 1
    assert f"{batch} : 1 point à confirmer" in plain(refused)
    assert "18,9 → 80,0" in plain(run("consequences"))
    assert "fourchette habituelle" in plain(run("confirm"))
    assert "Prêt à publier" in plain(run("batches"))
    assert "Donnez un nom" in plain(run("publish", " "))
    assert "Édition 2 publiée : Année 2024." in plain(run("publish", "Année 2024"))
    assert run("publish", "Encore").exit_code == 1
    assert "Publiées : 1 et 2" in plain(run("rollback", "9", "Retour"))
    assert "Édition 3 publiée : Retour." in plain(run("rollback", "1", "Retour"))


@pytest.mark.parametrize(
    ("lang", "said"),
    [("fr", "n’est pas un nombre"), ("en", "is not a number"), ("es", "no es un número")],
)
def test_findings_in_the_readers_language(run: Run, tmp_path: Path, lang: str, said: str) -> None:
    (tmp_path / "faux.csv").write_text("Indicateur;Année;Valeur;Source\nd4_immigrant_share;2021;abc;x\n", "utf-8")
    result = run("check", "faux.csv", "--lang", lang)
    assert result.exit_code == 1
    assert said in plain(result) and "faux.csv" in plain(result)


def test_a_second_load_stands_for_the_first(run: Run, tmp_path: Path) -> None:
    """Without --lot, the mended load is published and the faulty one given up."""
    for value, code in (("abc", 1), ("19,4", 0)):
        (tmp_path / "annee.csv").write_text(UNUSUAL.replace("80", value), encoding="utf-8")
        loaded = run("import", "annee.csv")
        assert loaded.exit_code == code
    assert "avait déjà été déposé" in plain(loaded)
    assert "Édition 2 publiée" in plain(run("publish", "Année 2024"))
    assert "Aucun lot ouvert" in plain(run("discard"))


def test_a_load_that_cannot_be_published_ends_with_1_and_names_its_batch(run: Run, tmp_path: Path) -> None:
    """One faulty file among three: all three are drafts, the script stops, and what waits for a yes is no error."""
    for name, value in (("juste", "19,4"), ("faux", "abc"), ("rare", "80")):
        (tmp_path / f"{name}.csv").write_text(UNUSUAL.replace("80", value), encoding="utf-8")
    loaded = run("import", "juste.csv", "faux.csv", "rare.csv")
    lots = {line.split(" : ")[1]: line.split()[1] for line in plain(loaded).splitlines() if line.startswith("Lot ")}
    assert loaded.exit_code == 1 and set(lots) == {"juste.csv", "faux.csv", "rare.csv"}
    assert plain(loaded).splitlines()[-1] == f"À corriger avant de publier : lot {lots['faux.csv']}."
    assert plain(run("batches")).count("Prêt à publier.") == 1
    assert run("import", "rare.csv", "--lang", "en").exit_code == 0
    assert "To mend before publishing: batch " in plain(run("import", "faux.csv", "--lang", "en"))


def test_templates_and_exports(run: Run) -> None:
    assert run("template", "--out", "m.xlsx", "--fiche", "observation", "--fiche", "target").exit_code == 0
    assert load_workbook("m.xlsx").sheetnames[1:3] == ["Observations", "Cibles"]
    assert run("export", "--out", "o.csv", "--fiche", "observation").exit_code == 0
    again = run("import", "o.csv")
    assert again.exit_code == 0
    assert "Rien ne change" in plain(run("consequences", "--lot", batch_of(again)))
    assert "une seule fiche" in plain(run("export", "--out", "tout.csv"))
    assert "observation" in plain(run("template", "--fiche", "observations"))


def test_a_source_that_nobody_declared(run: Run) -> None:
    result = run("refresh", "finances")
    assert result.exit_code == 1
    assert "Source inconnue : finances" in plain(result)


def test_the_territory_of_a_batch_is_typed_once(run: Run, tmp_path: Path) -> None:
    """Loaded for a town, a batch is read, confirmed and published for it by its identifier alone."""
    (tmp_path / "autre.csv").write_text(UNUSUAL, encoding="utf-8")
    batch = batch_of(run("import", "--territoire", "EX001", "autre.csv"))
    assert "Lecture pour EX001, année 2024" in plain(run("consequences", "--lot", batch))
    waiting = run("publish", "Exempleville 2024", "--lot", batch)
    assert (waiting.exit_code, f"{batch} : 1 point à confirmer" in plain(waiting)) == (1, True)
    confirmed = plain(run("confirm", "--lot", batch))
    assert "fourchette habituelle" in confirmed
    again = re.findall(r"Lot (\S+) confirmé", confirmed)
    assert "Édition 2 publiée : Exempleville 2024." in plain(run("publish", "Exempleville 2024", "--lot", *again))
    run("export", "--territoire", "EX001", "--out", "ex.csv", "--fiche", "observation")
    assert "2024;80" in (tmp_path / "ex.csv").read_text(encoding="utf-8-sig")


def test_a_batch_that_changed_since_it_was_printed_is_not_decided_upon(run: Run, tmp_path: Path) -> None:
    """Its mark says what was read; without a mark it is taken as it is; a version that never was is refused."""
    (tmp_path / "annee.csv").write_text(UNUSUAL, encoding="utf-8")
    read = batch_of(run("import", "annee.csv"))
    run("confirm", "--author", "Collègue")
    for command in (["publish", "Année 2024"], ["discard"], ["confirm"]):
        refused = run(*command, "--lot", read)
        assert refused.exit_code == 1
        assert "Une autre personne a changé ce dépôt" in plain(refused)
        assert "annee.csv" in plain(refused) and "Collègue : 1 point confirmé" in re.sub(
            r", .* : ", " : ", plain(refused)
        )
    lot = read.partition("@")[0]
    assert "n’a pas de version 9" in plain(run("publish", "Année 2024", "--lot", f"{lot}@9"))
    assert "Lot inconnu" in plain(run("publish", "Année 2024", "--lot", f"{lot}@x"))
    assert "Édition 2 publiée" in plain(run("publish", "Année 2024", "--lot", lot))


def test_batches_of_two_towns_are_foretold_each_for_its_own(run: Run, tmp_path: Path) -> None:
    (tmp_path / "v.csv").write_text(UNUSUAL, encoding="utf-8")
    lots = [batch_of(run("import", "--territoire", code, "v.csv")) for code in ("EX001", "38185")]
    said = plain(run("consequences", "--lot", lots[0], "--lot", lots[1]))
    assert said.index("Lecture pour EX001") < said.index("Lecture pour 38185")
