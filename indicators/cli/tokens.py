"""The tokens of the API on the command line, for who installs the city's site."""

from __future__ import annotations

from typing import Annotated

import typer

from indicators.access import tokens
from indicators.cli.operations import Author, Login, _by, _engine, _reader, _stored
from indicators.store import clock
from indicators.store.engine import migrate

token = typer.Typer(help="Jetons de l'API : ce qui laisse un programme lire au nom d'un compte.", no_args_is_help=True)


@token.command(name="add")
def add_token(
    login: Login,
    name: Annotated[str, typer.Option(help="À quoi il sert : « site de la ville ».")],
    days: Annotated[int, typer.Option(min=1, max=tokens.LONGEST_DAYS, help="Jours pendant lesquels il lit.")] = 366,
    territory: Annotated[
        list[str] | None, typer.Option(help="Territoire qu'il lit (38185, REG-84, SIREN… ; répétable) ; sans : tous.")
    ] = None,
    author: Author = "ligne de commande",
) -> None:
    """Créer un jeton ; il est écrit cette seule fois, sur la sortie standard."""
    engine = _engine()
    migrate(engine)
    codes = _stored(engine, territory or ())
    secret, _ = tokens.create(engine, _by(author), login, name, days=days, territories=codes)
    typer.echo(secret)


@token.command(name="list")
def list_tokens(login: Login) -> None:
    """Lister les jetons d'un compte."""
    t, now = _reader(), clock.now()
    for item in tokens.of_account(_engine(), login):
        state = t("ouvert") if item.open_at(now) else t("fermé")
        scope = ", ".join(item.territories) or t("tous les territoires")
        typer.echo(f"{item.id}  {state}  {t.day(item.expires_at[:10])}  {scope}  {item.name}")


@token.command(name="revoke")
def revoke_token(
    login: Login,
    identifier: Annotated[str, typer.Argument(help="Identifiant donné par « token list ».")],
    author: Author = "ligne de commande",
) -> None:
    """Révoquer un jeton : il n'ouvre plus rien, en deux secondes au plus sur chaque réplique."""
    t = _reader()
    tokens.revoke(_engine(), _by(author), login, identifier)
    typer.echo(f"{identifier} : {t('fermé')}")
