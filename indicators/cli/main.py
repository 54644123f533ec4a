"""The command line: the same operations as the browser's, for a server at night or an administrator in a hurry.

Each command imports what it needs when it runs, so that ``serve`` hands over to the server without delay.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

if TYPE_CHECKING:
    from indicators.settings import Settings


class _Commands(TyperGroup):
    """The commands of this file, then those of the other files, imported when one of them is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        self._import()
        return super().list_commands(ctx)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in self.commands:
            self._import()
        return super().get_command(ctx, cmd_name)

    def _import(self) -> None:
        from indicators.cli.cases import cases
        from indicators.cli.download import official  # the group, with its command that downloads
        from indicators.cli.files import intake
        from indicators.cli.mail import mail
        from indicators.cli.operations import operations
        from indicators.cli.tokens import token

        for group in (intake, operations, cases):
            self.commands.update(typer.main.get_group(group).commands)
        for name, subject in (("official", official), ("mail", mail), ("token", token)):
            subject.info.name = name  # the help of the whole names a group by it
            self.commands[name] = typer.main.get_group(subject)


app = typer.Typer(
    cls=_Commands,
    help="Ouverture : le tableau de bord de l'internationalisation d'un territoire.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


@app.callback()
def language(
    context: typer.Context,
    lang: Annotated[str, typer.Option(help="Langue des messages : fr, en ou es.", envvar="OUVERTURE_LANG")] = "",
) -> None:
    """Ouverture : le tableau de bord de l'internationalisation d'un territoire."""
    if lang:
        before = os.environ.get("OUVERTURE_LANG", "")
        os.environ["OUVERTURE_LANG"] = lang  # read by the command that follows, and by nothing after it
        context.call_on_close(lambda: os.environ.update(OUVERTURE_LANG=before))


def settings() -> Settings:
    """The settings of config.toml, checked against the catalogue."""
    from indicators.catalogue import load_catalogue
    from indicators.settings import load_settings

    return load_settings(catalogue=load_catalogue())


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="Port d'écoute.", envvar="PORT")] = 8501,
    host: Annotated[str, typer.Option(help="Adresse d'écoute ; 0.0.0.0 derrière un mandataire.")] = "127.0.0.1",
) -> None:
    """Servir le tableau de bord ; la démonstration est chargée au premier démarrage."""
    from indicators.errors import ToldError, marked

    root = Path(__file__).parents[2]
    if not (root / "server").is_dir():
        raise ToldError(
            marked(
                "« ouverture serve » se lance depuis une copie du dépôt : la bibliothèque installée n’a ni les pages ni le serveur."
            )
        )
    os.chdir(root)
    typer.echo(f"Ouverture : http://{'localhost' if host == '127.0.0.1' else host}:{port}")
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "server", "--port", str(port), "--host", host])


@app.command()
def demo() -> None:
    """Charger la démonstration et la publier comme une édition, si elle ne l'est pas déjà."""
    from indicators.cli.shared import reader, until_the_end
    from indicators.operations.database import open_migrated
    from indicators.operations.startup import publish_demonstration

    loaded = settings()
    t = reader(loaded)
    engine = until_the_end(open_migrated(loaded))
    published = publish_demonstration(engine, loaded)
    if published is None:
        typer.echo(t("La base contient déjà la démonstration ou d'autres données : rien n'a été changé."))
    else:
        typer.echo(t("Édition {number} publiée : {name}.", number=published.number, name=published.name))


@app.command()
def editions() -> None:
    """Lister les éditions publiées, la plus récente d'abord, à l'heure de la collectivité."""
    from indicators.cli.shared import reader, until_the_end
    from indicators.operations.startup import prepare, settings_in
    from indicators.store.editions import list_editions

    loaded = settings()
    engine = until_the_end(prepare(loaded))
    t = reader(settings_in(engine, loaded))
    typer.echo(t("Éditions publiées ({clock}) :", clock=t.clock))
    for item in list_editions(engine):
        restored = t(" (égale à l'édition {number})", number=item.restores) if item.restores else ""
        typer.echo(
            f"{item.number:>4}  {t.local(item.published_at):%Y-%m-%d %H:%M}  {item.author}  {item.name}{restored}"
        )


@app.command()
def composite(
    data: Annotated[Path, typer.Argument(help="Données : une ligne par unité (iData de COINr accepté).")],
    framework: Annotated[Path, typer.Argument(help="Arbre des indicateurs (iMeta de COINr accepté).")],
    out: Annotated[Path, typer.Option(help="Dossier des résultats.")],
    recipe: Annotated[Path | None, typer.Option(help="Recette TOML ; sans elle, la recette par défaut.")] = None,
    uncertainty: Annotated[
        int | None, typer.Option(min=1, help="Nombre de tirages de l'analyse d'incertitude.")
    ] = None,
    sobol: Annotated[int | None, typer.Option(min=1, help="Taille de l'échantillon de l'analyse de Sobol.")] = None,
) -> None:
    """Construire un indice composite à partir de fichiers : scores, rangs, journal, recette."""
    from indicators.composite.command import run

    for path in run(data, framework, recipe, out, uncertainty, sobol):
        typer.echo(str(path))


@app.command()
def report(
    territory: Annotated[str, typer.Argument(help="Code du territoire (INSEE, SIREN ou ISO).")],
    type: Annotated[
        str, typer.Option(help="pptx, html, pdf, fiche, xlsx, zip, publique, apd, séparés par des virgules, ou tout.")
    ] = "tout",
    edition: Annotated[int | None, typer.Option(help="Numéro de l'édition ; sans lui, la dernière.")] = None,
    year: Annotated[int | None, typer.Option(help="Année lue ; sans elle, la dernière qui a des données.")] = None,
    session: Annotated[str, typer.Option(help="Séance préparée, par sa clé.")] = "",
    out: Annotated[Path, typer.Option(help="Dossier des fichiers.")] = Path("rapports"),
    lang: Annotated[str, typer.Option(help="fr, en ou es.")] = "fr",
) -> None:
    """Écrire les documents du conseil et du public : la même édition donne toujours les mêmes fichiers."""
    from indicators.documents.gather import write_reports

    loaded = settings()
    for path in write_reports(loaded, territory, type, out, lang, edition=edition, year=year, session=session):
        typer.echo(f"{path}  {path.stat().st_size / 1024:.0f} Kio")


def main() -> None:
    """Run the command line; an error the user can mend is a message, not a traceback."""
    try:
        app()
    except (PermissionError, FileNotFoundError, ValueError) as error:
        from indicators.cli.shared import language_asked
        from indicators.present.texts import translator
        from indicators.present.texts.errors import error_message

        typer.secho(error_message(error, translator(language_asked(sys.argv))), err=True, fg=typer.colors.RED)
        raise SystemExit(2) from None
