"""Bring the published files to this machine, or say which ones to fetch elsewhere and where to drop them."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer

from indicators.catalogue.official import OfficialSource
from indicators.cli.intake import Lang, stop
from indicators.cli.official import official, opened
from indicators.official.download import Brought, bring
from indicators.official.library import Library
from indicators.official.partial import MEGABYTE, Bounds, DownloadError
from indicators.official.reading import checksum
from indicators.official.refusals import UnreadableOfficial
from indicators.official.wanted import Wanted, wanted
from indicators.present.texts import Translator
from indicators.present.texts.errors import error_message
from indicators.settings import Official, load_settings

#: The group is offered with the command of this file in it.
__all__ = ["download", "official"]

INBOX, REGISTER = "fichiers", "telechargements.json"
_TOLD_EVERY = 5.0


@dataclass(frozen=True, slots=True)
class _Kept:
    """A line of the register: where a file came from, when, and what its bytes were."""

    address: str
    sha256: str
    bytes: int
    on: str


@official.command()
def download(
    sources: Annotated[
        list[str] | None, typer.Argument(help="Sources (« ouverture official list ») ; toutes sans argument.")
    ] = None,
    vintage: Annotated[str, typer.Option(help="Millésime ; le dernier sans cette option.")] = "",
    again: Annotated[bool, typer.Option("--again", help="Reprendre même ce qui est déjà là.")] = False,
    lang: Lang = "",
) -> None:
    """Télécharger les fichiers officiels et les lire, si official.download = true dans config.toml.

    Sans cela, ou sans Internet : la liste des fichiers à chercher ailleurs, et le dossier où les déposer.
    """
    library, t = opened(lang)
    known = library.catalogue.official_sources
    if strangers := [name for name in sources or () if name not in known]:
        stop(t("Sources inconnues : {names}. La liste : « ouverture official list ».", names=", ".join(strangers)))
    files = list(wanted(known.values(), sources or (), vintage))
    pages = [item for item in known.values() if not item.addresses and (not sources or item.id in sources)]
    if not files and not pages:
        stop(
            t(
                "Aucune adresse pour cette demande : cherchez le fichier sur la page de la source, puis « ouverture official read »."
            )
        )
    folder = library.own / INBOX
    folder.mkdir(parents=True, exist_ok=True)
    chosen = load_settings(catalogue=library.catalogue).official
    if not chosen.download:
        typer.echo(
            t(
                "Le téléchargement n'est pas permis sur cette machine ([official] download = false) : aucune requête n'est partie."
            )
        )
        _elsewhere(files, pages, folder, t)
        raise typer.Exit(1)
    missing = _brought(library, files, folder, chosen, t, again=again)
    library.rebuild()
    if missing or pages:
        _elsewhere(missing, pages, folder, t)
    if missing:
        raise typer.Exit(1)


def _brought(
    library: Library, files: Iterable[Wanted], folder: Path, chosen: Official, t: Translator, *, again: bool
) -> list[Wanted]:
    """Bring and read each file; those that could not be are returned, each with its reason said."""
    missing: list[Wanted] = []
    bounds = Bounds(bytes=chosen.max_megabytes * MEGABYTE, seconds=chosen.max_minutes * 60.0)
    for item in files:
        target = folder / item.name
        if not again and _is_here(folder, item):
            typer.echo(t("{name} est déjà là.", name=item.name))
            continue
        try:
            found = bring(item.address, target, bounds, _told(item.name, t))
            facts = library.read(target)
            _register(folder, item, found)
        except (DownloadError, UnreadableOfficial) as error:
            typer.echo(f"- {error_message(error, t)}", err=True)
            missing.append(item)
            continue
        typer.echo(
            t("{name} : {size} Mo, {count} valeurs, SHA-256 {sha256}.", name=item.name,
              size=t.number(found.bytes / MEGABYTE, 1), count=t.number(facts.table.num_rows), sha256=found.sha256[:16])
        )  # fmt: skip
    return missing


def _elsewhere(files: Sequence[Wanted], pages: Sequence[OfficialSource], folder: Path, t: Translator) -> None:
    """What to fetch on another machine, and what to do with it; of some sources only the page is known."""
    typer.echo(t("À télécharger ailleurs :"))
    for item in files:
        typer.echo(f"  {item.address.partition('#')[0]}\n    → {item.name}   ({item.source.page})")
    for source in pages:
        typer.echo(f"  {source.page}\n    → {source.title.get(t.lang)}")
    typer.echo(t("Déposez-les dans {folder}, puis lancez « ouverture official read {folder} ».", folder=folder))


def _told(name: str, t: Translator) -> Callable[[int, int], None]:
    """A line every few seconds: a download of minutes is neither silent nor a flood."""
    last = time.monotonic()

    def progress(done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last >= _TOLD_EVERY:
            last = time.monotonic()
            said = {"name": name, "done": t.number(done / MEGABYTE, 0), "total": t.number(total / MEGABYTE, 0)}
            typer.echo(
                t("{name} : {done} Mo sur {total}", **said) if total else t("{name} : {done} Mo", **said), err=True
            )

    return progress


def _registered(folder: Path) -> dict[str, dict[str, str]]:
    path = folder.parent / REGISTER
    found: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found


def _is_here(folder: Path, item: Wanted) -> bool:
    """Whether the file is the one that was brought from this address: its bytes are those of then."""
    line = _registered(folder).get(item.name, {})
    path = folder / item.name
    return line.get("address") == item.address and path.exists() and checksum(path) == line.get("sha256")


def _register(folder: Path, item: Wanted, found: Brought) -> None:
    lines = _registered(folder)
    lines[item.name] = asdict(_Kept(item.address, found.sha256, found.bytes, time.strftime("%Y-%m-%d")))
    draft = folder.parent / f".{REGISTER}"
    draft.write_text(json.dumps(lines, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8")
    draft.replace(folder.parent / REGISTER)
