"""The command that tries the rules on their worked examples, the method's and the collectivity's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from indicators.cases import SHIPPED, Bench, Case, Outcome, read_folder
from indicators.cases.told import as_table, told
from indicators.catalogue import load_catalogue
from indicators.cli.shared import reader, until_the_end
from indicators.operations.database import open_migrated
from indicators.operations.startup import settings_in
from indicators.present.explained import RowOf, explain, plain_tree
from indicators.present.exports import csv_bytes
from indicators.present.texts import Translator
from indicators.settings import Settings, load_settings

cases = typer.Typer(no_args_is_help=True)


@cases.callback()
def _several() -> None:
    """A group even with one command, so that the command keeps its name."""


@cases.command(name="test")
def test_rules(
    folders: Annotated[
        list[Path] | None,
        typer.Argument(help="Dossiers de cas (.yaml) de la collectivité, lus avec ses réglages.", envvar="OUVERTURE_CASES"),
    ] = None,
    method: Annotated[bool, typer.Option("--method/--no-method", help="Essayer aussi les cas livrés, avec les réglages d'origine.")] = True,
    failures: Annotated[bool, typer.Option("--failures", help="Ne montrer que les écarts.")] = False,
    explained: Annotated[bool, typer.Option("--explain", help="Montrer le calcul de chaque chiffre en écart.")] = False,
    out: Annotated[Path | None, typer.Option(help="Fichier CSV où écrire le tableau.")] = None,
) -> None:  # fmt: skip
    """Essayer les règles (statuts, plafonds, niveaux, ratios) sur des cas chiffrés ; code de retour 1 en cas d'écart."""
    catalogue = load_catalogue()
    written = load_settings(catalogue=catalogue)
    t = reader(written)
    own = [case for folder in folders or () for case in read_folder(folder, written.extend(catalogue))]
    outcomes: list[Outcome] = []
    trees: list[str] = []
    with Bench(catalogue, Settings()) as bench:
        if method:
            outcomes += _tried(bench, read_folder(SHIPPED, catalogue), t, trees)
        if own:
            engine = until_the_end(open_migrated(written)) if any(case.territory for case in own) else None
            settings = written if engine is None else settings_in(engine, written, catalogue)
            outcomes += _tried(bench.under(settings, engine), own, t, trees)
    for line in told(outcomes, catalogue, t, failures=failures):
        typer.echo(line)
    if explained:
        typer.echo("\n".join(["", *trees]))
    if out is not None:
        out.write_bytes(csv_bytes(as_table(outcomes, catalogue, t)))
    raise typer.Exit(0 if all(item.passed for item in outcomes) else 1)


def _tried(bench: Bench, found: tuple[Case, ...] | list[Case], t: Translator, trees: list[str]) -> list[Outcome]:
    """Try cases; the trees of the figures that differ are added to ``trees``."""
    outcomes = [bench.run(case) for case in found]
    for item in outcomes:
        failed = [check.expected for check in item.checks if not check.passed]
        if not failed:
            continue
        with bench.readout(item.case) as readout:
            trees += [plain_tree(explain(one.figure.name, one.of, readout, t), _key) for one in failed]
    return outcomes


def _key(row: RowOf) -> str:
    return f"[{row.kind} {' / '.join(map(str, row.key))}]"
