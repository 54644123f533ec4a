"""The data package: every record as CSV with its schema, described so that a machine and a person can read it alone."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from indicators.present.reports.opendata import LICENCE, OpenDataError, catalogue, description, lacking
from indicators.present.reports.source import ReportSource
from indicators.present.reports.stamp import archive, moment
from indicators.present.texts import reports as words
from indicators.present.texts.citations import citation
from indicators.present.texts.errors import error_message
from indicators.records import Origin, origins_of
from indicators.records.origin import Cells

_KEPT = ("name", "type", "title", "description", "format", "constraints", "decimalChar", "groupChar", "bareNumber", "trueValues", "falseValues")  # fmt: skip


@dataclass(frozen=True, slots=True)
class PackageTable:
    """One file of the package: ``content`` is CSV (semicolon, UTF-8 with its mark), ``schema`` its Table Schema."""

    name: str
    title: str
    content: bytes
    rows: int
    schema: Mapping[str, Any]


def data_package(source: ReportSource, tables: Sequence[PackageTable]) -> bytes:
    """A ZIP with ``datapackage.json``, ``README.md``, ``LICENSE.md`` and one CSV a kind of record.

    ``catalogue.jsonld``, which catalogues of open data harvest, is there once its gate lets it through.
    """
    files = {f"data/{table.name}.csv": table.content for table in tables}
    described = json.dumps(descriptor(source, tables), ensure_ascii=False, indent=2) + "\n"
    documents = {
        "datapackage.json": described.encode(),
        "README.md": _readme(source, tables).encode(),
        "LICENSE.md": _licence(source).encode(),
    }
    if not lacking(source):
        documents["catalogue.jsonld"] = (json.dumps(catalogue(source), ensure_ascii=False, indent=2) + "\n").encode()
    return archive(documents | files, moment(source.snapshot.edition.published_at))


def descriptor(source: ReportSource, tables: Sequence[PackageTable]) -> dict[str, Any]:
    """The Data Package descriptor; its version is the edition's number."""
    edition = source.snapshot.edition
    return {
        "name": f"ouverture-{source.snapshot.territory.code.lower()}-{edition.number}",
        "title": source.t(
            "{name} et le monde : données de l'édition {number}", name=source.name, number=edition.number
        ),
        "description": description(source),
        "version": f"{edition.number}.0.0",
        "created": moment(edition.published_at).isoformat() + "Z",
        "licenses": [LICENCE],
        "sources": _sources(source),
        "resources": [_resource(table) for table in tables],
    }


def _resource(table: PackageTable) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "title": table.title,
        "path": f"data/{table.name}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "dialect": {"csv": {"delimiter": ";"}},
        "bytes": len(table.content),
        "hash": f"sha256:{hashlib.sha256(table.content).hexdigest()}",
        "schema": _schema(table),
    }


def _schema(table: PackageTable) -> dict[str, Any]:
    """The schema without what only the application reads, for the columns that are in the file."""
    header = next(csv.reader(io.StringIO(table.content.decode("utf-8-sig")), delimiter=";"))
    known = {field["name"]: field for field in table.schema["fields"]}
    fields = [{name: known[column][name] for name in _KEPT if name in known[column]} for column in header]
    return {
        "fields": fields,
        "missingValues": list(table.schema.get("missingValues", [""])),
        "primaryKey": list(table.schema.get("primaryKey", ())),
    }


def _sources(source: ReportSource) -> list[dict[str, str]]:
    """What the figures of the package rest on, each publication once, cited in full."""
    rows = source.snapshot.observations
    own = rows[rows["territory"] == source.snapshot.territory.code]
    told = (Cells(*row) for row in own[list(Cells._fields)].drop_duplicates().itertuples(index=False, name=None))
    found = dict.fromkeys(origin for row in told for origin in origins_of(row))
    said = ({"title": citation(item, source.t), "path": item.url} for item in found if item != Origin())
    return [item if item["path"].startswith("http") else {"title": item["title"]} for item in sorted(said, key=_title)]


def _title(item: dict[str, str]) -> str:
    return item["title"]


def _warnings(source: ReportSource) -> list[str]:
    return words.bands(source, example=source.snapshot.example)


def _readme(source: ReportSource, tables: Sequence[PackageTable]) -> str:
    t = source.t
    lines = [
        f"# {t('{name} et le monde', name=source.name)}",
        *(f"**{text}**" for text in _warnings(source)),
        t("{edition}. Publiée par {author}.", edition=words.edition_line(source, t), author=source.snapshot.edition.author),
        t(
            "Fichiers CSV : séparateur point-virgule, virgule décimale, UTF-8. Une case vide est une valeur manquante, jamais un zéro. Montants en euros ; les stades voté, engagé et mandaté ne s'additionnent pas."
        ),
        t("La colonne « Exemple » marque les textes et les chiffres inventés pour la démonstration."),
        "\n".join(["| fichier | contenu | lignes |", "|---|---|---|", *(f"| data/{item.name}.csv | {item.title} | {item.rows} |" for item in tables)]),
        t("Chaque ligne porte sa source et son adresse quand elles sont connues. Les fichiers se rechargent tels quels dans l'application."),
    ]  # fmt: skip
    if cited := [item["title"] for item in _sources(source)]:
        lines += [f"## {t('Pour citer')}", "\n".join(f"- {title}" for title in cited)]
    if missing := lacking(source):
        lines.append(error_message(OpenDataError(missing), t))
    return "\n\n".join(lines) + "\n"


def _licence(source: ReportSource) -> str:
    t = source.t
    return "\n\n".join(
        (
            f"# {LICENCE['title']}",
            t("Les données de la collectivité sont réutilisables sous la {licence} : {address}", licence=LICENCE["title"], address=LICENCE["path"]),
            t("Les données reprises d'autres producteurs gardent leur propre licence : voir la source de chaque ligne."),
            "",
        )
    )  # fmt: skip
