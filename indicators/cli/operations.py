"""The operations of an IT department on the command line: backup, restore, accounts, personal data, health.

Whoever holds the machine and its database holds every right: these commands act as an administrator, under the name
given by ``--author`` or ``OUVERTURE_AUTHOR``.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Engine

from indicators.access import User, accounts
from indicators.catalogue import load_catalogue
from indicators.cli.shared import reader, until_the_end
from indicators.geography.keys import identifier
from indicators.intake import deposits, staging
from indicators.operations import backup as backups
from indicators.operations import health as healths
from indicators.operations import licences, personal, restore
from indicators.operations.names import Names
from indicators.operations.older import older_backups
from indicators.present.texts import Translator
from indicators.settings import Settings, load_settings
from indicators.store.abandoned import Purged, purge_abandoned
from indicators.store.attachments import purge_attachments
from indicators.store.engine import database_url, migrate, open_engine

operations = typer.Typer(no_args_is_help=True)
account = typer.Typer(help="Comptes locaux et rôles des personnes de l'annuaire.", no_args_is_help=True)
operations.add_typer(account, name="account")

Author = Annotated[str, typer.Option(help="Nom écrit dans le journal.", envvar="OUVERTURE_AUTHOR")]
Login = Annotated[str, typer.Argument(help="Identifiant ou adresse électronique.")]
ROLE_HELP = "reader (lecture), officer (agent), approver (approbation) ou administrator (administration)."


def _settings() -> Settings:
    return load_settings(catalogue=load_catalogue())


def _engine() -> Engine:
    """The database as it is: nothing is published in an empty one, so that a backup can be restored into it."""
    loaded = _settings()
    return until_the_end(open_engine(database_url(loaded.database.url, loaded.database.folder)))


def _reader() -> Translator:
    return reader(_settings())


def _by(author: str) -> User:
    return User(author, "administrator", "local")


@operations.command()
def backup(
    target: Annotated[Path, typer.Argument(help="Fichier .zip, ou dossier où le nommer d'après la date.")],
) -> None:
    """Sauvegarder toute la base pendant qu'elle sert."""
    folder = target.is_dir()
    path = target / f"ouverture-{datetime.now():%Y-%m-%d-%H%M%S}.zip" if folder else target
    made = backups.backup(_engine(), path)
    t = _reader()
    size = t.number(path.stat().st_size)
    typer.echo(
        t(
            "{path} : {rows} lignes, schéma {schema}, {size} octets.",
            path=path,
            rows=t.number(made.rows),
            schema=made.schema,
            size=size,
        )
    )


@operations.command(name="restore")
def restore_command(
    source: Annotated[Path, typer.Argument(help="Fichier de sauvegarde.")],
    author: Author = "ligne de commande",
    check_only: Annotated[bool, typer.Option("--check", help="Vérifier la sauvegarde sans rien restaurer.")] = False,
) -> None:
    """Restaurer une sauvegarde dans une base vide ; une sauvegarde abîmée est refusée avant toute écriture."""
    made = restore.check(source) if check_only else restore.restore(_engine(), source, actor=author)
    t = _reader()
    done = t("sauvegarde saine") if check_only else t("restauré")
    typer.echo(
        t(
            "{path} : {done}, {rows} lignes, schéma {schema}, sauvegarde du {moment} ({clock}).",
            path=source, done=done, rows=t.number(made.rows), schema=made.schema, moment=t.moment(made.created_at), clock=t.clock,
        )
    )  # fmt: skip


@operations.command()
def health() -> None:
    """Dire si la base répond avec le schéma attendu ; code de retour 1 sinon."""
    found = healths.check(_engine())
    t = _reader()
    state = t("en état") if found.well else t("à vérifier : {problem}", problem=found.problem)
    typer.echo(
        t(
            "{state} ; schéma {schema}, dernière édition {number}",
            state=state,
            schema=found.schema or "–",
            number=found.latest_edition,
        )
    )
    raise typer.Exit(0 if found.well else 1)


@operations.command(name="migrate")
def migrate_command() -> None:
    """Mettre le schéma de la base à la version du programme (fait aussi à chaque démarrage)."""
    engine = _engine()
    migrate(engine)
    t = _reader()
    typer.echo(t("Schéma {schema}.", schema=healths.check(engine).schema))


@operations.command(name="erase-person")
def erase_person(
    names: Annotated[list[str], typer.Argument(help="Nom et identifiant de la personne, tels qu'ils sont écrits.")],
    author: Author = "ligne de commande",
    look: Annotated[bool, typer.Option("--look", help="Montrer où le nom figure sans rien changer.")] = False,
    folder: Annotated[
        Path | None,
        typer.Option("--backups", help="Dossier des sauvegardes à examiner aussi.", envvar="OUVERTURE_BACKUPS"),
    ] = None,
) -> None:
    """Effacer le nom d'une personne de toute la base : un pseudonyme le remplace, le journal reste entier."""
    t, engine = _reader(), _engine()
    if look:
        for name in names:
            for place, count in personal.places_of(engine, name).items():
                typer.echo(f"{name} : {place} ({count})")
    else:
        pseudonym, changed = personal.erase_person(engine, _by(author), *names)
        typer.echo(
            t.n(
                "{count} mention remplacée par {name}.",
                "{count} mentions remplacées par {name}.",
                changed,
                name=pseudonym,
            )
        )
    _tell_deposits(t, forget=not look)
    _tell_backups(folder, Names(names), t)


def _tell_deposits(t: Translator, *, forget: bool) -> None:
    """The dropped files, working copies that may say anything: told, or forgotten whole, as a workbook is not rewritten."""
    folder = deposits.folder_of(_settings())
    if not (count := len(deposits.held(folder))):
        return
    if forget:
        deposits.forget_others(folder, (), after=0.0)
        typer.echo(t.n("{count} fichier déposé, gardé sur cette machine, a été effacé : il sera redemandé pour corriger son dépôt.", "{count} fichiers déposés, gardés sur cette machine, ont été effacés : ils seront redemandés pour corriger leurs dépôts.", count))  # fmt: skip
    else:
        typer.echo(t.n("{count} fichier déposé est gardé sur cette machine, et peut porter le nom.", "{count} fichiers déposés sont gardés sur cette machine, et peuvent porter le nom.", count))  # fmt: skip


def _tell_backups(folder: Path | None, names: Names, t: Translator) -> None:
    """What backups made before hold, and until when: with their folder each of them, without it the rule."""
    if folder is None or not folder.is_dir():
        typer.echo(
            t(
                "Les sauvegardes antérieures gardent le nom jusqu'à leur fin, trente jours ; --backups DOSSIER les examine."
            )
        )
        return
    found = older_backups(folder, names)
    for item in found:
        told = t("illisible") if item.lines is None else t.n("{count} ligne", "{count} lignes", item.lines)
        expiry = t.day(item.expires.isoformat())
        typer.echo(t("{file} garde le nom ({told}) ; s'efface le {date}.", file=item.path.name, told=told, date=expiry))
    if not found:
        typer.echo(t("Aucune sauvegarde de {folder} ne garde le nom.", folder=folder))
    else:
        typer.echo(t("Restaurer l'une d'elles demande de refaire l'effacement."))


@operations.command(name="forget")
def forget(
    days: Annotated[int, typer.Option(min=30, help="Âge des traces de connexion à effacer, en jours.")] = 365,
    author: Author = "ligne de commande",
) -> None:
    """Effacer les traces de connexion anciennes, les sessions mortes, les brouillons abandonnés et les documents retirés (chaque mois)."""
    t, keep = _reader(), _settings().uploads.keep_days
    purged = purge_abandoned(_engine(), keep, author)
    documents = purge_attachments(_engine(), keep, author)
    if purged.files:
        typer.echo(_purged(purged, keep, t))
    if documents:
        typer.echo(
            t.n("{count} document joint retiré, effacé.", "{count} documents joints retirés, effacés.", documents)
        )
    typer.echo(
        t.n(
            "{count} ligne effacée.",
            "{count} lignes effacées.",
            personal.forget_old_traces(_engine(), _by(author), days),
        )
    )


def _purged(done: Purged, days: int, t: Translator) -> str:
    """What was erased of the drafts that were given up, file by file."""
    return t.n(
        "Brouillons abandonnés depuis plus de {days} jours : {count} ligne effacée ({files}).",
        "Brouillons abandonnés depuis plus de {days} jours : {count} lignes effacées ({files}).",
        done.rows,
        days=days,
        files=", ".join(dict.fromkeys(done.files)),
    )


@operations.command(name="licences")
def list_licences() -> None:
    """Lister les licences des bibliothèques installées ; code de retour 1 si l'une n'est pas acceptée."""
    found, t = licences.installed(), _reader()
    for item in found:
        typer.echo(
            f"{item.package} {item.version} : {item.stated or t('non dite')}{'' if item.accepted else '  ' + t('À VÉRIFIER')}"
        )
    raise typer.Exit(0 if all(item.accepted for item in found) else 1)


@operations.command(name="generate")
def generate_command(
    share: Annotated[
        float, typer.Option(min=0.001, max=2, help="Part du jeu national : 1 = 4 700 territoires.")
    ] = 0.01,
) -> None:
    """Remplir une base vide de données fictives, pour mesurer une installation avant ses vraies données."""
    from indicators.demo.generate import Size, load

    engine = _engine()
    migrate(engine)
    t = _reader()
    typer.echo(t.n("{count} ligne générée.", "{count} lignes générées.", load(engine, Size().scaled(share))))


@account.command(name="add")
def add_account(
    login: Login,
    name: Annotated[str, typer.Option(help="Nom affiché dans le journal et les éditions.")] = "",
    role: Annotated[str, typer.Option(help=ROLE_HELP)] = "reader",
    territory: Annotated[
        list[str] | None,
        typer.Option(help="Territoire modifiable (38185, REG-84, SIREN… ; répétable) ; sans : tous."),
    ] = None,
    provider: Annotated[
        bool, typer.Option("--provider", help="Personne de l'annuaire : sans mot de passe ici.")
    ] = False,
    author: Author = "ligne de commande",
) -> None:
    """Créer un compte ; le mot de passe est demandé, ou lu sur l'entrée standard."""
    engine, loaded = _engine(), _settings()
    migrate(engine)
    made = accounts.create(
        engine, _by(author), login, name, role,
        password="" if provider else _password(),
        origin=accounts.OIDC if provider else accounts.LOCAL,
        territories=_stored(engine, territory or ()),
        minimum=loaded.access.password_length,
    )  # fmt: skip
    t = _reader()
    typer.echo(t("Compte {login} créé, rôle {role}.", login=made.login, role=made.role))


def _stored(engine: Engine, territories: Sequence[str]) -> list[str]:
    """The codes that territories are stored under, whatever way they are typed. Raises TerritoryKeyError."""
    types = {code: type_ for code, _, _, type_ in staging.known_territories(engine)}
    return [identifier(text, types) for text in territories]


@account.command(name="list")
def list_accounts() -> None:
    """Lister les comptes."""
    t = _reader()
    for item in accounts.list_accounts(_engine()):
        state = "" if item.active else f"  ({t('fermé')})"
        scope = ", ".join(item.territories) or t("tous les territoires")
        typer.echo(f"{item.login}  {item.role}  {item.origin}  {scope}  {item.name}{state}")


@account.command(name="role")
def set_role(
    login: Login, role: Annotated[str, typer.Argument(help=ROLE_HELP)], author: Author = "ligne de commande"
) -> None:
    """Changer le rôle d'un compte ; ses sessions se ferment."""
    typer.echo(f"{login} : {accounts.change(_engine(), _by(author), login, role=role).role}")


@account.command(name="close")
def close_account(login: Login, author: Author = "ligne de commande") -> None:
    """Fermer un compte et ses sessions."""
    accounts.change(_engine(), _by(author), login, active=False)
    t = _reader()
    typer.echo(f"{login} : {t('fermé')}")


@account.command(name="password")
def set_password(login: Login, author: Author = "ligne de commande") -> None:
    """Donner un nouveau mot de passe ; les sessions du compte se ferment."""
    minimum = _settings().access.password_length
    accounts.set_password(_engine(), _by(author), login, _password(), minimum=minimum)
    t = _reader()
    typer.echo(f"{login} : {t('mot de passe changé')}")


def _password() -> str:
    if sys.stdin.isatty():
        t = _reader()
        return str(typer.prompt(t("Mot de passe"), hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\n")
