"""What is exported re-imports unchanged: any record, in CSV and in XLSX."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.catalogue import Catalogue, load_catalogue
from indicators.catalogue.grids import Grid
from indicators.demo import load_demo
from indicators.geography.countries import countries
from indicators.intake.exports import csv_file, xlsx_file
from indicators.intake.reading import Options, read_file
from indicators.intake.schemas import Column, load_schemas
from indicators.intake.territories import Known
from indicators.intake.values import says_nothing
from indicators.intake.vocabulary import Vocabulary
from indicators.records import RECORD_TYPES, frame_of
from indicators.records.origin import cell

CATALOGUE: Catalogue = load_catalogue()
VOCABULARY = Vocabulary(CATALOGUE)
OPTIONS = Options(territory="38185", vocabulary=VOCABULARY)

#: The fields that hold a territory's code.
TERRITORIES = ("territory", "code", "parent")
#: A text that says of its row that it is a total is read as such.
TOTAL = re.compile(r"\W*(report|[àa] reporter|total|tot|ttl|suma|somme|ensemble|cumul)\b", re.IGNORECASE)
letters = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp", "Cf"), exclude_characters="\ufffe\uffff"
)
words = (
    st.text(letters, min_size=1, max_size=20)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text and text != "[effacer]" and not TOTAL.match(text))
)
hostile = st.sampled_from(
    [
        "=1+1",
        "@SUM(A1)",
        "+33 1",
        "-x",
        "'=1",
        "''+1",
        "'quoted",
        '"; DROP',
        "a;b",
        "a|b",
        "NA",
        "null",
        "1.500",
        "<b>x</b>",
    ]
)
texts = st.one_of(words, hostile)
years = st.integers(1950, 2049).map(str)
numbers = st.floats(-1e9, 1e9, allow_nan=False, allow_infinity=False)
dates = (
    st.dates(date(1000, 1, 1), date(2199, 12, 31)).map(lambda day: day.isoformat())
    | st.integers(1000, 2199).map(str)
    | st.just("2019-05")
)
keys = st.text("abcdefghij", min_size=1, max_size=6)
# The bar separates items and the equal sign separates a key from its value: both are doubled or kept apart.
items = texts.map(lambda text: text.strip("|").strip()).filter(bool)


def values(column: Column) -> st.SearchStrategy[Any]:
    """Values that a field of a record may hold."""
    if column.reads in {"choice"}:
        return st.sampled_from(list(column.codes.values()))
    if column.reads in {"term", "terms"}:
        known = st.sampled_from(list(VOCABULARY.of(column.catalogue).labels))
        return known if column.reads == "term" else st.lists(known, unique=True, max_size=3).map(tuple)
    if column.reads in {"country", "countries"}:
        code = st.sampled_from(list(countries()))
        return code if column.reads == "country" else st.lists(code, unique=True, max_size=3).map(tuple)
    if column.reads in {"notes", "grades"} and column.catalogue:
        known = st.sampled_from(list(VOCABULARY.of(column.catalogue).labels))
        return st.dictionaries(
            known, items if column.reads == "notes" else st.sampled_from([0.0, 0.5, 1.0]), max_size=3
        )
    if column.field in TERRITORIES:  # a dash there is an empty cell, never somebody's code
        return texts.filter(lambda text: not says_nothing(text))
    low, high = column.minimum, column.maximum
    return {
        "text": texts,
        "code": st.sampled_from(["", "0", "048", "6574", "65748", "2-3"]),
        "url": st.just("") | st.just("https://www.insee.fr/x?a=1&b=2"),
        "number": st.none() | (numbers if low is None else st.floats(low, high or 1e6, allow_nan=False)),
        "money": st.none() | st.integers(-(10**12), 10**12),
        "integer": st.none() | st.integers(int(low or 0), int(high or 10**6)),
        "year": st.integers(int(low or 1900), int(high or 2100)),
        "boolean": st.booleans(),
        "date": dates,
        "dates": st.just("") | st.lists(dates | st.just(""), min_size=1, max_size=2).map(cell),
        "urls": st.sampled_from(
            ["", "https://www.insee.fr/x?a=1&b=2", "https://a.fr ; https://b.fr", "; https://b.fr"]
        ),
        "texts": st.lists(items, unique=True, max_size=3).map(tuple),
        "notes": st.dictionaries(keys, items.filter(lambda text: "=" not in text or True), max_size=2),
        "numbers": st.dictionaries(years, numbers, max_size=2),
        "shares": st.dictionaries(keys, st.integers(0, 10**9), max_size=2),
        "moneys": st.dictionaries(years, st.integers(0, 10**9), max_size=2),
    }[column.reads]


def same(old: Any, new: Any) -> bool:
    if old in (None, "", (), {}) or (isinstance(old, float) and math.isnan(old)):
        return new is None or new == "" or (isinstance(new, float) and math.isnan(new))
    return bool(old == new)


@cache
def records(kind: str) -> st.SearchStrategy[pd.DataFrame]:
    """One to three rows of a kind, without two of the same key."""
    schema = load_schemas()[kind]
    fields = {column.field: column for column in schema.columns if column.field}
    plain = {name: values(column) for name, column in fields.items() if column.reads not in {"item", "answer"}}
    row = st.fixed_dictionaries(plain)
    if kind == "self_assessment":
        row = st.sampled_from(list(CATALOGUE.grids.values())).flatmap(lambda grid: answers(plain, grid))
    return st.lists(row, min_size=1, max_size=3).map(
        lambda rows: pd.DataFrame(rows, dtype=object).drop_duplicates(list(schema.key)).reset_index(drop=True)
    )


def answers(plain: dict[str, st.SearchStrategy[Any]], grid: Grid) -> st.SearchStrategy[dict[str, Any]]:
    """Answers to the items of a grid: one of its scale, or a text for a grid of texts."""
    graded = st.sampled_from([grid.scale.low, grid.scale.high])
    said = {"answer": st.none(), "text": items} if grid.scale.kind == "text" else {"answer": graded}
    item = st.sampled_from([entry.id for entry in grid.items])
    return st.fixed_dictionaries({**plain, "grid": st.just(grid.id), "item": item, **said})


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", list(RECORD_TYPES))
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_an_export_reads_back_unchanged(kind: str, format_: str, data: st.DataObject) -> None:
    frame = data.draw(records(kind))
    content = csv_file(kind, frame, VOCABULARY) if format_ == "csv" else xlsx_file({kind: frame}, VOCABULARY)
    # What is exported is about territories that are published, whatever their codes.
    named = [frame[name] for name in TERRITORIES if name in frame]
    several = [codes for codes in frame.get("references", ()) if codes]
    published = {code: Known() for codes in (*named, *several) for code in codes}
    reading = read_file(content, replace(OPTIONS, known=published), name=f"export.{format_}")
    [loaded] = reading.loaded
    assert loaded.kind == kind
    assert not reading.issues.blocking, list(reading.issues)
    for name in frame.columns:
        for old, new in zip(frame[name], loaded.frame[name], strict=True):
            assert same(old, new), (name, old, new)


@pytest.mark.parametrize("kind", list(RECORD_TYPES))
def test_the_demonstration_reads_back(kind: str) -> None:
    rows = list(load_demo(fictional=False).get(kind, ()))
    frame = frame_of(RECORD_TYPES[kind], rows)
    reading = read_file(xlsx_file({kind: frame}, VOCABULARY), OPTIONS, name="demo.xlsx")
    assert not reading.issues.blocking, list(reading.issues)[:3]
    assert len(reading.loaded[0].frame) == len(rows)


@pytest.mark.parametrize(("kind", "kept"), [("target", 1), ("budget_line", 0)])
def test_report_is_a_remark_where_no_money_is_counted(kind: str, kept: int) -> None:
    row = next(iter(load_demo(fictional=True)[kind]))
    frame = frame_of(RECORD_TYPES[kind], [replace(row, note="REPORT")])
    reading = read_file(csv_file(kind, frame, VOCABULARY), OPTIONS, name="remarque.csv")
    assert sum(len(loaded.frame) for loaded in reading.loaded) == kept
