"""Check, import, confirm and publish files from the command line, with the same checks as the pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from indicators.access import User
from indicators.catalogue import load_catalogue
from indicators.cli.shared import reader, until_the_end
from indicators.errors import ToldError
from indicators.intake import formats, operations, public_lists, wording
from indicators.intake import ledger as ledgers
from indicators.intake.consequences import consequences as foresee
from indicators.intake.ledger import Ledger
from indicators.intake.projection import reading_year
from indicators.intake.wording.consequences import headline, indicators_table, ratios_table
from indicators.intake.wording.publishing import details, not_ready
from indicators.intake.workshop import Workshop, workshop
from indicators.operations.startup import prepare, settings_in
from indicators.present.texts import Translator
from indicators.present.texts.errors import error_message
from indicators.public_lists import recognises
from indicators.settings import load_settings
from indicators.store import drafts, editions, reading
from indicators.store.drafts import Batch

intake = typer.Typer(no_args_is_help=True)
Files = Annotated[
    list[Path], typer.Argument(help=f"Fichiers {', '.join(formats.titles())}.", exists=True, dir_okay=False)
]
Place = Annotated[str, typer.Option("--territoire", help="Code du territoire ; vide : celui de config.toml.")]
Kind = Annotated[str, typer.Option("--fiche", help="Type de fiche, quand le fichier ne permet pas de le reconnaître.")]
Author = Annotated[str, typer.Option(help="Nom écrit dans l'historique.", envvar="OUVERTURE_AUTHOR")]
Lang = Annotated[
    str, typer.Option(help="Langue des messages : fr, en ou es ; vide : celle de config.toml.", envvar="OUVERTURE_LANG")
]
Whose = Annotated[
    str,
    typer.Option(
        "--territoire", help="Territoire dont les lots ouverts sont pris, sans --lot ; vide : celui de config.toml."
    ),
]
Lots = Annotated[
    list[str] | None,
    typer.Option(
        "--lot", help="Lot tel que lu : LOT@VERSION ; LOT seul : tel qu'il est. Sans lui, tous les lots ouverts."
    ),
]


def open_workshop(territory: str, lang: str) -> tuple[Workshop, Translator]:
    """The operations on the configured database, and the reader's language."""
    catalogue = load_catalogue()
    written = load_settings(catalogue=catalogue)
    engine = until_the_end(prepare(written))
    settings = settings_in(engine, written, catalogue)
    work = workshop(engine, settings.extend(catalogue), settings)
    return work.called(territory or work.territory), reader(settings, lang)


def by(author: str) -> User:
    """Who the history names: whoever holds the server may do everything."""
    return User(author, "administrator", "local")


@contextmanager
def told(work: Workshop, t: Translator) -> Iterator[None]:
    """Say in the reader's language why something cannot be published; the command then ends with 1."""
    try:
        yield
    except operations.NotReadyError as error:
        for batch in error.reasons:
            ledger = ledgers.read(work.store, drafts.get_batch(work.store, batch))
            for sentence in not_ready(ledger, t):
                typer.echo(f"- {ledger.mark} : {sentence}", err=True)
        typer.echo(
            t("Confirmez les points lus avec « ouverture confirm », ou corrigez et chargez à nouveau."), err=True
        )
        raise typer.Exit(1) from None
    except ToldError as error:
        typer.echo(error_message(error, t), err=True)
        for line in details(error, t):
            typer.echo(f"- {line}", err=True)
        raise typer.Exit(1) from None


def stop(message: str) -> NoReturn:
    """Say why the command cannot go on; it ends with 1."""
    typer.echo(message, err=True)
    raise typer.Exit(1)


def tell(report: operations.Report, t: Translator) -> None:
    """Every finding: severity, file, place, what is wrong, how to mend it."""
    typer.echo(wording.summary(report.issues, t))
    for issue in report.issues:
        words = wording.word(issue, t)
        where = f"{issue.file} {wording.place(issue, t)}"
        said = f"{words.message} {words.mend}".rstrip()
        typer.echo(f"- [{wording.severity_label(issue.severity, t)}] {where} : {said}")


def _lots(work: Workshop, asked: list[str] | None, t: Translator) -> list[tuple[Batch, Ledger]]:
    """The batches asked for, else the open ones of the territory that no later load of their file replaces.

    Each says by itself which territory it is of, and comes as it was read, when it is asked for so (« LOT@3 »). The
    command ends with 1 when there is none.
    """
    known = {item.id: item for item in drafts.batches(work.store)}
    marks = [item.partition("@") for item in asked or ()]
    if unknown := [lot for lot, _, version in marks if lot not in known or not (version or "0").isdecimal()]:
        stop(t("Lot inconnu ou déjà traité : {lots}. La liste : « ouverture batches ».", lots=t.join(unknown)))
    if marks:
        with told(work, t):
            return [
                (known[lot], ledgers.read(work.store, known[lot], int(version) if version else None))
                for lot, _, version in marks
            ]
    mine = [(item, ledgers.read(work.store, item)) for item in known.values() if item.territory == work.territory]
    replaced = {ledger.replaces for _, ledger in mine}
    if not (chosen := [(batch, ledger) for batch, ledger in mine if batch.id not in replaced]):
        stop(t("Aucun lot ouvert : chargez d'abord des fichiers avec « ouverture import »."))
    return chosen


@intake.command()
def check(files: Files, territory: Place = "", kind: Kind = "", lang: Lang = "") -> None:
    """Vérifier des fichiers sans rien écrire ; le code de retour est 1 quand une erreur interdit de publier."""
    work, t = open_workshop(territory, lang)
    lists = [path for path in files if recognises(path.read_bytes())]
    for path in lists:
        typer.echo(t("{file} : liste publique, que « ouverture import » lit pour votre collectivité.", file=path.name))
    report = operations.check_files(work, [path for path in files if path not in lists], kind=kind)
    tell(report, t)
    if report.blocking:
        raise typer.Exit(1)


@intake.command(name="import")
def import_command(
    files: Files, territory: Place = "", kind: Kind = "", author: Author = "ligne de commande", lang: Lang = ""
) -> None:
    """Charger des fichiers en brouillon : rien n'est publié, le lot est donné pour « publish ».

    Le code de retour est 1 quand une erreur d'un des fichiers interdit de publier : les lots sont faits, à corriger.
    """
    work, t = open_workshop(territory, lang)
    files = keep_lists(work, files, by(author), t)
    tell_imports(operations.import_files(work, files, by(author), kind=kind), t)


def keep_lists(work: Workshop, files: list[Path], user: User, t: Translator) -> list[Path]:
    """Keep the public lists among files, each told; returns the other files."""
    lists = [path for path in files if recognises(path.read_bytes())]
    if not lists:
        return files
    latest = editions.latest(work.store)
    known = reading.territories(work.store, latest.number) if latest else ()
    home = next((item for item in known if item.code == work.territory), None)
    if home is None:
        stop(
            t(
                "Publiez d'abord le territoire {code} : une liste publique se lit pour une collectivité.",
                code=work.territory,
            )
        )
    with told(work, t):
        for path in lists:
            found = public_lists.keep(work, path.read_bytes(), path.name, home, user)
            typer.echo(
                t(
                    "Liste publique lue : {list}. Elle se regarde dans « Charger des données › Listes publiques ».",
                    list=found.source.name,
                )
            )
    return [path for path in files if path not in lists]


def tell_imports(loads: Sequence[operations.Imported], t: Translator) -> None:
    """For each load its findings, its batch, and the earlier load of the same file; ends with 1 when one is blocked."""
    for imported in loads:
        tell(operations.Report((imported.reading,), imported.reading.issues), t)
        typer.echo(t("Lot {batch} : {file}", batch=imported.ledger.mark, file=imported.batch.file_name))
        if imported.previous:
            typer.echo(
                t("Ce fichier avait déjà été déposé : le lot {batch} sera abandonné à la publication de celui-ci.",
                  batch=imported.previous.id)
            )  # fmt: skip
    if blocked := [imported.ledger.mark for imported in loads if imported.ledger.blocked]:
        stop(
            t.n("À corriger avant de publier : lot {lots}.", "À corriger avant de publier : lots {lots}.",
                len(blocked), lots=t.join(blocked))
        )  # fmt: skip


@intake.command()
def batches(territory: Place = "", lang: Lang = "") -> None:
    """Lister les lots ouverts, avec ce qui reste à corriger ou à confirmer."""
    work, t = open_workshop(territory, lang)
    for item in drafts.batches(work.store):
        ledger = ledgers.read(work.store, item)
        reasons = not_ready(ledger, t) or [t("Prêt à publier.")]
        typer.echo(f"{ledger.mark}  {item.territory}  {item.file_name}  {item.author}  {' '.join(reasons)}")


@intake.command()
def confirm(lots: Lots = None, territory: Whose = "", author: Author = "ligne de commande", lang: Lang = "") -> None:
    """Confirmer les points à confirmer d'un lot, après les avoir lus : chacun est affiché, avec son nombre."""
    work, t = open_workshop(territory, lang)
    for _, ledger in _lots(work, lots, t):
        for code, count in ledger.waiting.items():
            example = next(issue for issue in ledger.issues if issue.code == code)
            typer.echo(
                t.n("{what} ({count} cas)", "{what} ({count} cas)", count, what=wording.word(example, t).message)
            )
        with told(work, t):
            confirmed = operations.confirm(work, ledger, list(ledger.waiting), by(author))
        typer.echo(t("Lot {batch} confirmé.", batch=confirmed.mark))


@intake.command()
def discard(lots: Lots = None, territory: Whose = "", author: Author = "ligne de commande", lang: Lang = "") -> None:
    """Abandonner des lots : rien n'en sera publié."""
    work, t = open_workshop(territory, lang)
    for batch, ledger in _lots(work, lots, t):
        with told(work, t):
            operations.discard(work, ledger, by(author))
        typer.echo(t("Lot {batch} abandonné.", batch=batch.id))


@intake.command()
def consequences(lots: Lots = None, territory: Whose = "", lang: Lang = "") -> None:
    """Dire ce que la publication changerait : lignes, indicateurs, statuts, seuils, valeurs perdues."""
    work, t = open_workshop(territory, lang)
    chosen = [batch for batch, _ in _lots(work, lots, t)]
    for batch in chosen:
        mark = ledgers.read(work.store, batch).mark  # of what is foretold, whatever was asked for
        typer.echo(t("Lot {batch} : {file}", batch=mark, file=batch.file_name))
    for code in dict.fromkeys(batch.territory for batch in chosen):
        _foretell(work.at(code), [batch.id for batch in chosen if batch.territory == code], t)


def _foretell(work: Workshop, chosen: Sequence[str], t: Translator) -> None:
    year = reading_year(work.store, chosen, 0, this_year=work.this_year) or work.this_year
    found = foresee(work.store, chosen, work.territory, work.catalogue, work.settings, year)
    typer.echo(headline(found, t))
    typer.echo(t("Lecture pour {name}, année {year}.", name=work.territory, year=year))
    tables = (indicators_table(found.indicators, work.catalogue, t), ratios_table(found.ratios, work.catalogue, t))
    for line in (row for table in tables for row in table.itertuples(index=False, name=None)):
        typer.echo(f"- {line[0]} : {line[1]} → {line[2]}  {' → '.join(str(item) for item in line[4:])}".rstrip())


@intake.command()
def publish(
    name: Annotated[str, typer.Argument(help="Nom de l'édition, par exemple « Compte administratif 2025 ».")],
    lots: Lots = None,
    territory: Whose = "",
    overwrite: Annotated[
        bool, typer.Option("--forcer", help="Publier même si une autre édition a changé les mêmes lignes.")
    ] = False,
    author: Author = "ligne de commande",
    lang: Lang = "",
) -> None:
    """Publier des brouillons comme une nouvelle édition, d'un seul tenant."""
    work, t = open_workshop(territory, lang)
    chosen = [ledger for _, ledger in _lots(work, lots, t)]
    with told(work, t):
        edition = operations.publish(work, chosen, name, by(author), overwrite=overwrite)
    typer.echo(t("Édition {number} publiée : {name}.", number=edition.number, name=edition.name))
