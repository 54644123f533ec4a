"""What a reader needs to rebuild the composite without this application: data, framework, recipe, and the result."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from indicators.composite import run
from indicators.geii.method import Kit
from indicators.present.reports.stamp import archive
from indicators.present.texts import Translator

DATA, FRAMEWORK, RECIPE, RESULT = "donnees.csv", "cadre.csv", "recette.toml", "resultat"


def composite_kit(kit: Kit, when: datetime, t: Translator) -> bytes:
    """A ZIP archive: the three files, a note with the command to type, and what that command writes, byte for byte."""
    inputs = {DATA: kit.data, FRAMEWORK: kit.framework, RECIPE: kit.recipe}
    with TemporaryDirectory() as name:
        folder = Path(name)
        for file, text in inputs.items():
            (folder / file).write_text(text, encoding="utf-8", newline="")
        made = run(folder / DATA, folder / FRAMEWORK, folder / RECIPE, folder / RESULT, uncertainty=kit.replicates)
        results = {f"{RESULT}/{path.name}": path.read_bytes() for path in made}
    texts = {"LISEZMOI.txt": _note(kit, t), **inputs}
    return archive({name: text.encode() for name, text in texts.items()} | results, when)


def _note(kit: Kit, t: Translator) -> str:
    command = f"ouverture composite {DATA} {FRAMEWORK} --recipe {RECIPE} --uncertainty {kit.replicates} --out refait"
    lines = [
        t("De quoi refaire l'indice d'ensemble, fichier par fichier."),
        "",
        t("{file} : les indices des dimensions de chaque territoire (référence = 100).", file=DATA),
        t("{file} : l'arbre des dimensions et leurs poids.", file=FRAMEWORK),
        t("{file} : chaque choix de la méthode.", file=RECIPE),
        t("{file} : ce que l'application a obtenu.", file=f"{RESULT}/"),
        "",
        t("Dans ce dossier, avec Ouverture installé, tapez :"),
        "",
        f"    {command}",
        "",
        t("Les fichiers du dossier « refait » sont identiques, octet pour octet, à ceux de « {file} ».", file=RESULT),
    ]
    return "\n".join(lines) + "\n"
