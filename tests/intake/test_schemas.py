"""The schemas are true Frictionless schemas, complete, and readable by those who load the files."""

from __future__ import annotations

import json

import frictionless
import pandas as pd
import pytest
from frictionless import Dialect, Resource, Schema, formats

from indicators.catalogue import Catalogue
from indicators.demo import load_demo
from indicators.intake.convert import accepted_terms, convert
from indicators.intake.exports import csv_file
from indicators.intake.schemas import FOLDER, FORMATS, REMOVE, load_formats, load_schemas
from indicators.intake.tables import texts
from indicators.intake.vocabulary import Vocabulary
from indicators.records import RECORD_TYPES, frame_of

KINDS = list(RECORD_TYPES)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_words_and_an_example_that_reads(kind: str, vocabulary: Vocabulary) -> None:
    for column in load_schemas()[kind].columns:
        assert column.description.endswith((".", "…")), f"{kind}.{column.name}: a sentence"
        if column.example and column.field:
            read = convert(column, texts([[column.example]]).column(0), vocabulary)
            assert not read.problems, f"{kind}.{column.name}: {read.problems}"


@pytest.mark.parametrize("kind", KINDS)
def test_every_list_has_values(kind: str, vocabulary: Vocabulary) -> None:
    for column in load_schemas()[kind].columns:
        if column.reads in {"choice", "term", "terms", "country", "countries"}:
            assert accepted_terms(column, vocabulary).labels, f"{kind}.{column.name}"


@pytest.mark.parametrize("kind", KINDS)
def test_the_last_column_removes(kind: str) -> None:
    assert load_schemas()[kind].columns[-1].name == REMOVE


@pytest.mark.parametrize("name", [*KINDS, *FORMATS])
def test_frictionless_accepts_the_schema(name: str) -> None:
    document = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    assert frictionless.validate(document, type="schema").valid


def test_there_is_no_other_schema() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == {*KINDS, *FORMATS} == {*load_schemas(), *load_formats()}


@pytest.mark.parametrize("kind", ["observation", "partnership", "budget_line"])
def test_an_export_is_valid_for_frictionless(kind: str, catalogue: Catalogue, vocabulary: Vocabulary) -> None:
    records = list(load_demo(fictional=False)[kind])[:50]
    content = csv_file(kind, frame_of(RECORD_TYPES[kind], records), vocabulary)
    dialect = Dialect(controls=[formats.CsvControl(delimiter=";")])
    document = json.loads((FOLDER / f"{kind}.json").read_text(encoding="utf-8"))
    document["fields"] = [field for field in document["fields"] if field["name"] != REMOVE]
    resource = Resource(
        content, format="csv", encoding="utf-8-sig", dialect=dialect, schema=Schema.from_descriptor(document)
    )
    report = resource.validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "message"])[:5]


def test_an_empty_frame_exports_its_header(vocabulary: Vocabulary) -> None:
    content = csv_file("actor", pd.DataFrame(), vocabulary).decode("utf-8-sig")
    assert content.splitlines()[0].startswith("Identifiant;Territoire;Groupe;Nom")
