"""The corpus: small files that are broken or odd in one way each, with what an officer must get of each, in one table."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from indicators.catalogue import Catalogue
from indicators.intake.checks import check
from indicators.intake.checks.around import Around
from indicators.intake.issues import Issue
from indicators.intake.options import Options
from indicators.intake.reading import read_file
from indicators.intake.vocabulary import Vocabulary

FOLDER = Path(__file__).parent / "corpus"
CASES: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))


def test_every_file_has_its_expectation() -> None:
    files = {path.name for path in FOLDER.iterdir() if path.suffix not in {".toml", ".md"}}
    assert files == set(CASES)


def cell(value: Any) -> Any:
    """A value as the table writes it: amounts in cents and years as whole numbers, lists, "" for what is missing."""
    if value is None or value != value:
        return ""
    if isinstance(value, tuple):
        return list(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value


def rows(frame: pd.DataFrame, columns: list[str]) -> list[list[Any]]:
    return [[cell(value) for value in row] for row in frame.reindex(columns=columns).astype(object).to_numpy().tolist()]


def said(issue: Issue) -> str:
    """A finding as the table writes it: severity, code, row and column, and what is proposed."""
    where = f" {issue.row}" if issue.row else ""
    column = f" {issue.column}" if issue.column else ""
    return f"{issue.severity} {issue.code}{where}{column}" + (f" → {issue.mend}" if issue.mend else "")


@pytest.mark.parametrize("name", sorted(CASES))
def test_what_an_officer_gets(name: str, vocabulary: Vocabulary, catalogue: Catalogue) -> None:
    case = CASES[name]
    options = Options(
        territory=case.get("territory", "38185"), vocabulary=vocabulary, keep_all=case.get("keep_all", False)
    )
    reading = read_file(FOLDER / name, options)
    found: dict[str, list[list[Any]]] = {}
    for item in reading.loaded:
        found.setdefault(item.kind, []).extend(rows(item.sound, case["columns"][item.kind]))
    assert found == case.get("rows", {})
    issues = [*reading.issues, *check(reading.loaded, Around(catalogue, loaded=reading.loaded, this_year=2026))]
    assert sorted(map(said, issues)) == case["findings"]
