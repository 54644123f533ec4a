"""Mail on the command line, for a timer of the machine: send what is due, see what waits and what did not leave."""

from __future__ import annotations

import typer

from indicators.catalogue import load_catalogue
from indicators.cli.operations import _engine, _reader, _settings
from indicators.documents.reader import Reader
from indicators.operations.startup import settings_in
from indicators.readers.mail import queue, sending
from indicators.store.engine import migrate

mail = typer.Typer(help="Courriels : envoyer ce qui est dû, voir ce qui attend.", no_args_is_help=True)


@mail.command(name="send")
def send() -> None:
    """Envoyer ce qui est dû, par le serveur que nomme mail.host ; code de retour 1 quand quelque chose n'est pas parti."""
    engine = _engine()
    migrate(engine)
    catalogue = load_catalogue()
    settings = settings_in(engine, _settings(), catalogue)
    done = sending.send_due(Reader(engine, settings.extend(catalogue), settings))
    t = _reader()
    typer.echo(
        t(
            "Envoyés : {sent} ; à réessayer : {later} ; refusés : {failed} ; sans réponse : {doubt} ; sans objet : {dropped}.",
            sent=done[queue.SENT], later=done[queue.QUEUED], failed=done[queue.FAILED], doubt=done[queue.UNCERTAIN],
            dropped=done[queue.DROPPED],
        )
    )  # fmt: skip
    raise typer.Exit(0 if set(done) <= {queue.SENT, queue.DROPPED} else 1)


@mail.command(name="queue")
def show_queue() -> None:
    """Dire combien de messages sont dans chaque état, et pourquoi certains ne sont pas partis (sans adresse)."""
    engine, t = _engine(), _reader()
    names = {
        queue.QUEUED: t("en attente"), queue.CLAIMED: t("en préparation"), queue.HANDING: t("en cours d'envoi"),
        queue.SENT: t("envoyés"), queue.FAILED: t("refusés"), queue.DROPPED: t("sans objet"),
        queue.UNCERTAIN: t("interrompus pendant l'envoi, non renvoyés"),
    }  # fmt: skip
    for state, count in queue.counts(engine).items():
        typer.echo(f"{count}  {names[state]}")
    for item in queue.troubled(engine):
        typer.echo(f"{item.id[:8]}  {item.kind}  {names[item.state]}  {item.error}")
