"""The official statistics from the command line: what is known, reading files, showing a territory."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from indicators.catalogue import load_catalogue
from indicators.cli.intake import Author, Lang, by, open_workshop, stop, told
from indicators.cli.shared import reader
from indicators.geography.collectivities import bare_name
from indicators.geography.keys import TerritoryKey, TerritoryKeyError
from indicators.geography.territories import KnownTerritory, territories
from indicators.intake import ledger as ledgers
from indicators.intake import newcomer as newcomers
from indicators.intake.wording.official import said_in_files, said_of_value, years_word
from indicators.intake.wording.publishing import not_ready
from indicators.official import flags, keeping
from indicators.official.library import Library
from indicators.official.profile import Figure, best, figures
from indicators.official.refusals import UnreadableOfficial
from indicators.present.texts import Translator
from indicators.present.texts.errors import error_message
from indicators.settings import load_settings
from indicators.store.engine import official_folder

official = typer.Typer(
    no_args_is_help=True, help="Les statistiques officielles : sources, fichiers lus, chiffres d'un territoire."
)
COLUMNS = ("level", "code", "indicator", "year", "numerator", "denominator", "value", "flag", "scale", "source")
Asked = Annotated[
    str, typer.Argument(help="Territoire : COM-38185, EPCI-200040715, DEP-84, REG-84, FR, NUTS-ITC1, ou son nom exact.")
]


def opened(lang: str) -> tuple[Library, Translator]:
    """The official figures of this machine, and the reader's language."""
    catalogue = load_catalogue()
    settings = load_settings(catalogue=catalogue)
    return Library(catalogue, official_folder(settings.database.folder)), reader(settings, lang)


@official.command(name="list")
def list_command(lang: Lang = "") -> None:
    """Lister les sources : éditeur, millésimes présents sur cette machine, page, adresse du fichier."""
    library, t = opened(lang)
    held: dict[str, list[str]] = {}
    for path in library.files():
        found = keeping.described(path)
        held.setdefault(found.source, []).append(found.vintage)
    for source in library.catalogue.official_sources.values():
        vintages = t.join(dict.fromkeys(held.get(source.id, ()))) or t("aucun fichier")
        typer.echo(f"{source.id}  {source.publisher.get(t.lang)}  {source.title.get(t.lang)}")
        typer.echo(
            t("  présent : {vintages} ; licence : {licence}", vintages=vintages, licence=source.licence.get(t.lang))
        )
        typer.echo(f"  {source.page}")
        for vintage, address in source.addresses.items():
            typer.echo(f"  {vintage} : {address}")


@official.command()
def read(
    paths: Annotated[list[Path], typer.Argument(help="Fichiers, ou dossiers lus en entier.", exists=True)],
    lang: Lang = "",
) -> None:
    """Lire des fichiers officiels tels que leurs éditeurs les donnent ; chacun est reconnu à son contenu.

    Un fichier refusé ne change rien et dit pourquoi ; les autres sont lus. Le code de retour est alors 1.
    """
    library, t = opened(lang)
    refused = 0
    for path in _files(paths):
        try:
            facts = library.read(path)
        except UnreadableOfficial as error:
            refused += 1
            typer.echo(f"- {error_message(error, t)}", err=True)
            continue
        title = library.catalogue.official_sources[facts.source].title.get(t.lang)
        typer.echo(
            t("{file} : {title}, millésime {vintage}, {count} valeurs.",
              file=path.name, title=title, vintage=facts.vintage, count=t.number(facts.table.num_rows))
        )  # fmt: skip
        for note in facts.notes:
            typer.echo(f"  {error_message(note, t)}")
    library.rebuild()
    if refused:
        raise typer.Exit(1)


@official.command()
def show(
    territory: Asked,
    as_csv: Annotated[bool, typer.Option("--csv", help="Toutes les valeurs, toutes les échelles, en CSV.")] = False,
    lang: Lang = "",
) -> None:
    """Montrer ce que disent les fichiers officiels d'un territoire, chaque chiffre avec son échelle et son éditeur."""
    library, t = opened(lang)
    key = asked_for(territory, t)
    found = figures(library, key)
    if not found:
        stop(t("Aucun chiffre officiel pour {territory} sur cette machine.", territory=str(key)))
    if as_csv:
        _write_csv(found)
        return
    known = territories().get(key)
    typer.echo(f"{known.name if known else ''} ({key})")
    for indicator, series in best(found).items():
        if indicator in library.catalogue.indicators:
            typer.echo(_line(library, series, t))


@official.command()
def propose(territory: Asked, author: Author = "ligne de commande", lang: Lang = "") -> None:
    """Préparer un brouillon de ce que les fichiers officiels disent d'un territoire : rien n'est publié.

    Un territoire absent de l'édition y est ajouté ; une valeur déjà publiée n'est jamais remplacée.
    """
    library, t = opened(lang)
    key = asked_for(territory, t)
    work, t = open_workshop("", lang)
    with told(work, t):
        made = newcomers.propose(work, library, key, by(author))
    if made.batch is None:
        typer.echo(t("{name} : l'édition a déjà tout ce que disent les fichiers officiels.", name=made.territory.name))
        return
    if made.created:
        typer.echo(t("{name} ({key}) n'était pas dans l'édition : sa fiche est dans le lot.", name=made.territory.name, key=str(key)))  # fmt: skip
    for offer in made.taken:
        label = library.catalogue.indicators[offer.indicator].label.get(t.lang)
        said = said_in_files(offer, library.catalogue, t)
        typer.echo(f"- {label} : {said} ; {years_word(offer, t)}")
    typer.echo(t("Lot {batch} : {file}", batch=made.batch.id, file=made.batch.file_name))
    for reason in not_ready(ledgers.read(work.store, made.batch), t):
        typer.echo(f"  {reason}")
    typer.echo(t("Publiez-le avec « ouverture publish », après l'avoir relu avec « ouverture consequences »."))


def asked_for(text: str, t: Translator) -> TerritoryKey:
    """The key that a text writes, or the only territory of that exact name; the command ends with 1 otherwise."""
    try:
        return TerritoryKey.parse(text)
    except TerritoryKeyError as error:
        named = [] if error.candidates else list(_named(text))
        if len(named) == 1:
            return named[0].key
        if named:
            listed = t.join(f"{item.key} ({item.name}, {item.dep or item.key.code})" for item in named[:20])
            stop(t("« {name} » est le nom de plusieurs territoires : {keys}.", name=text, keys=listed))
        raise


def _named(text: str) -> Iterator[KnownTerritory]:
    """The territories of that name, of the first level that has one: a commune before an intercommunality."""
    wanted = bare_name(text)
    for level in ("COM", "EPCI", "DEP", "REG"):
        found = [item for item in territories().of_level(level) if bare_name(item.name) == wanted]
        if found:
            yield from found
            return


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(item for item in path.rglob("*") if item.is_file()) if path.is_dir() else (path,)


def _write_csv(found: Iterable[Figure]) -> None:
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(COLUMNS)
    for figure in found:
        parts = (_number(value) for value in (figure.numerator, figure.denominator, figure.value))
        place = (figure.place.level, figure.place.code, figure.indicator, figure.year)
        out.writerow((*place, *parts, figure.flag, figure.scale, figure.source))


def _number(value: float | None) -> str:
    """A number as it is, without the digits of its binary form: ``1470336``, ``25.8123``."""
    return "" if value is None else f"{value:.10g}" if abs(value) < 1e9 else f"{value:.2f}".rstrip("0").rstrip(".")


def _line(library: Library, series: Sequence[Figure], t: Translator) -> str:
    """« Part des nuitées non-résidentes : 25,8 % (2024, Isère) — Eurostat ». The last year that has a value."""
    last = [figure for figure in series if figure.value is not None][-1]
    indicator = library.catalogue.indicators[last.indicator]
    unit = indicator.short_unit(t.lang)
    known = territories().get(last.place)
    said = {
        "label": indicator.label.get(t.lang),
        "value": t.number(last.value, 2),
        "unit": unit,
        "year": last.year,
        "place": known.name if known else str(last.place),
        "publisher": t.join(
            dict.fromkeys(library.catalogue.official_sources[name].publisher.get(t.lang) for name in last.sources)
        ),
    }
    line = t("- {label} : {value} {unit} ({year}, {place}) — {publisher}", **said)
    return line if last.flag == flags.OK else f"{line} ({said_of_value(last.flag, t)})"
