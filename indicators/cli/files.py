"""Templates, exports, SQL sources and the way back, from the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from indicators.cli.intake import Author, Lang, Place, by, intake, open_workshop, stop, tell_imports, told
from indicators.intake import operations, wording
from indicators.intake.exports import csv_file, published_rows, xlsx_file
from indicators.intake.issues import Issue
from indicators.intake.schemas import load_schemas
from indicators.intake.templates import template_csv, template_xlsx
from indicators.intake.workshop import Workshop
from indicators.present.texts import Translator
from indicators.store import editions

__all__ = ["intake"]

Out = Annotated[Path, typer.Option(help="Fichier à écrire : .xlsx pour un classeur, .csv pour une seule fiche.")]
Kinds = Annotated[list[str] | None, typer.Option("--fiche", help="Type de fiche ; sans lui, toutes.")]


def _kinds(asked: list[str] | None, out: Path, t: Translator) -> list[str]:
    """The kinds asked for; the command ends with 1 on an unknown one, and on a CSV of several."""
    known = list(load_schemas())
    chosen = asked or known
    if unknown := [kind for kind in chosen if kind not in known]:
        stop(t("Fiche inconnue : {kinds}. Acceptées : {known}.", kinds=t.join(unknown), known=t.join(known)))
    if out.suffix.lower() == ".csv" and len(chosen) > 1:
        stop(t("Un fichier CSV tient une seule fiche : choisissez-la avec --fiche, ou écrivez un .xlsx."))
    return chosen


def _write(out: Path, sheet: Callable[[], bytes], book: Callable[[], bytes]) -> None:
    """Write one sheet as CSV or a workbook, as the name of the file says, and tell where."""
    out.write_bytes(sheet() if out.suffix.lower() == ".csv" else book())
    typer.echo(str(out))


def _number(work: Workshop) -> int:
    latest = editions.latest(work.store)
    return latest.number if latest else 0


@intake.command()
def template(
    out: Out = Path("modele.xlsx"),
    kinds: Kinds = None,
    filled: Annotated[bool, typer.Option("--prerempli", help="Préremplir avec ce qui est publié.")] = False,
    territory: Place = "",
    lang: Lang = "",
) -> None:
    """Écrire un modèle à remplir : listes, explications, exemple, et les valeurs publiées sur demande."""
    work, t = open_workshop(territory, lang)
    chosen = _kinds(kinds, out, t)
    rows = {kind: published_rows(work.store, kind, _number(work), work.territory) for kind in chosen} if filled else {}
    _write(
        out,
        lambda: template_csv(chosen[0], work.vocabulary, rows=rows.get(chosen[0])),
        lambda: template_xlsx(chosen, work.vocabulary, rows=rows),
    )


@intake.command()
def export(
    out: Out = Path("donnees.xlsx"),
    kinds: Kinds = None,
    edition: Annotated[int | None, typer.Option(help="Numéro de l'édition ; sans lui, la dernière.")] = None,
    territory: Place = "",
    lang: Lang = "",
) -> None:
    """Écrire ce qui est publié, dans une forme qui se recharge telle quelle."""
    work, t = open_workshop(territory, lang)
    chosen, number = _kinds(kinds, out, t), edition or _number(work)
    frames = {kind: published_rows(work.store, kind, number, work.territory) for kind in chosen}
    _write(
        out,
        lambda: csv_file(chosen[0], frames[chosen[0]], work.vocabulary),
        lambda: xlsx_file(frames, work.vocabulary),
    )


@intake.command()
def refresh(
    source: Annotated[str, typer.Argument(help="Nom d'une source de config.toml.")],
    territory: Place = "",
    author: Author = "ligne de commande",
    lang: Lang = "",
) -> None:
    """Lire une source SQL en brouillon, comme un fichier ; le code de retour est 1 quand une erreur interdit de publier."""
    work, t = open_workshop(territory, lang)
    named = {item.name: item for item in work.settings.sources}
    if source not in named:
        known = t.join(named) or "–"
        stop(t("Source inconnue : {name}. Déclarées : {known}.", name=source, known=known))
    found = operations.refresh(work, named[source], by(author))
    if isinstance(found, Issue):
        said = wording.word(found, t)
        stop(f"{said.message} {said.mend}")
    tell_imports([found], t)


@intake.command()
def rollback(
    number: Annotated[int, typer.Argument(help="Numéro de l'édition à laquelle revenir.")],
    name: Annotated[str, typer.Argument(help="Nom de la nouvelle édition.")],
    territory: Place = "",
    author: Author = "ligne de commande",
    lang: Lang = "",
) -> None:
    """Publier une nouvelle édition égale à une ancienne : aucune édition n'est effacée."""
    work, t = open_workshop(territory, lang)
    known = [item.number for item in editions.list_editions(work.store)]
    if number not in known:
        listed = t.join(map(str, sorted(known)))
        stop(t("Édition {number} inconnue. Publiées : {known}.", number=number, known=listed))
    with told(work, t):
        made = operations.restore(work, number, name, by(author))
    typer.echo(t("Édition {number} publiée : {name}.", number=made.number, name=made.name))
