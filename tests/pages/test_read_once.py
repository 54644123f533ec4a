"""What an edition says never changes: a page that is opened again does not read it from the database again."""

from __future__ import annotations

import pytest

from benchmarks.plans import BIG, queries_of
from pages.shared import runtime
from pages.shared.registry import PAGES
from tests.pages.conftest import Runner

READING = [entry.path for entry in PAGES if entry.section in ("Lire", "Présenter")]


@pytest.mark.parametrize("path", READING)
def test_a_page_opened_again_reads_no_record(run_page: Runner, path: str) -> None:
    run_page(path, "EX001")
    with queries_of(runtime.engine()) as sent:
        run_page(path, "EX001")
    read = [statement for statement, _ in sent for table in BIG if f"FROM {table} " in statement.replace("\n", " ")]
    assert not read
    assert sent  # the editions, asked at each run so that all replicas see a publication
