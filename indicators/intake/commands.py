"""Check, import and publish files from the command line, with the same checks as the pages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from indicators.access import User
from indicators.catalogue import load_catalogue
from indicators.intake import operations, wording
from indicators.intake.workshop import Workshop, workshop
from indicators.present.texts import translator
from indicators.settings import load_settings
from indicators.startup import prepare
from indicators.store import drafts

intake = typer.Typer(no_args_is_help=True)
Files = Annotated[
    list[Path], typer.Argument(help="Fichiers CSV, XLSX, ODS, XML TotEM ou CSV SCDL.", exists=True, dir_okay=False)
]
Place = Annotated[str, typer.Option("--territoire", help="Code du territoire ; vide : celui de config.toml.")]
Kind = Annotated[str, typer.Option("--fiche", help="Type de fiche, quand le fichier ne permet pas de le reconnaître.")]
Author = Annotated[str, typer.Option(help="Nom écrit dans l'historique.", envvar="OUVERTURE_AUTHOR")]


def _workshop(territory: str) -> Workshop:
    catalogue = load_catalogue()
    settings = load_settings(catalogue=catalogue)
    return workshop(
        prepare(settings), settings.extend(catalogue), settings, territory or settings.collectivity.territory
    )


def _by(author: str) -> User:
    return User(author, "administrator", "local")


def _tell(report: operations.Report) -> None:
    t = translator("fr")
    typer.echo(wording.summary(report.issues, t))
    for issue in report.issues:
        words = wording.word(issue, t)
        typer.echo(
            f"- [{wording.severity_label(issue.severity, t)}] {issue.file} {wording.place(issue, t)} : {words.message} {words.mend}".rstrip()
        )


@intake.command()
def check(files: Files, territory: Place = "", kind: Kind = "") -> None:
    """Vérifier des fichiers sans rien écrire ; le code de retour est 1 quand une erreur interdit de publier."""
    report = operations.check_files(_workshop(territory), files, kind=kind)
    _tell(report)
    if report.blocking:
        raise typer.Exit(1)


@intake.command(name="import")
def import_command(files: Files, territory: Place = "", kind: Kind = "", author: Author = "ligne de commande") -> None:
    """Charger des fichiers en brouillon : rien n'est publié, le lot est donné pour « publish »."""
    work = _workshop(territory)
    for imported in operations.import_files(work, files, _by(author), kind=kind):
        _tell(operations.Report((imported.reading,), imported.reading.issues))
        typer.echo(f"Lot {imported.batch.id} : {imported.batch.file_name}")


@intake.command()
def publish(
    name: Annotated[str, typer.Argument(help="Nom de l'édition, par exemple « Compte administratif 2025 ».")],
    batches: Annotated[
        list[str] | None, typer.Option("--lot", help="Lot à publier ; sans lui, tous les lots ouverts.")
    ] = None,
    territory: Place = "",
    overwrite: Annotated[
        bool, typer.Option("--forcer", help="Publier même si une autre édition a changé les mêmes lignes.")
    ] = False,
    author: Author = "ligne de commande",
) -> None:
    """Publier des brouillons comme une nouvelle édition, d'un seul tenant."""
    work = _workshop(territory)
    chosen = batches or [item.id for item in drafts.batches(work.store)]
    if not chosen:
        typer.echo("Aucun lot ouvert : chargez d'abord des fichiers avec « ouverture import ».")
        raise typer.Exit(1)
    edition = operations.publish(work, chosen, name, _by(author), overwrite=overwrite)
    typer.echo(f"Édition {edition.number} publiée : {edition.name}.")
