"""A column that is missing, or whose header is misspelt, is told whatever the file and the column, and nothing breaks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from indicators.catalogue import Catalogue
from indicators.intake import operations as op
from indicators.intake.exports import export_frame, published_rows, rows_csv
from indicators.intake.schemas import load_schemas
from indicators.intake.workshop import Workshop, workshop
from indicators.operations.startup import publish_demonstration
from indicators.settings import Settings
from indicators.store.engine import migrate, open_engine
from tests.intake.conftest import OFFICER


@pytest.fixture(scope="module")
def published(catalogue: Catalogue) -> Iterator[Workshop]:
    """The operations on the demonstration, for the territory that is complete in every record."""
    engine = open_engine("sqlite://")
    migrate(engine)
    publish_demonstration(engine, Settings())
    yield workshop(engine, catalogue, Settings(), "EX001")
    engine.dispose()


@pytest.mark.parametrize("kind", list(load_schemas()))
def test_any_column_may_be_missing(published: Workshop, kind: str) -> None:
    schema = load_schemas()[kind]
    whole = export_frame(kind, published_rows(published.store, kind, 1, "EX001").head(4), published.vocabulary)
    assert len(whole)
    required = {column.name for column in schema.required}
    for name in whole.columns:
        content = rows_csv(whole.rename(columns={name: f"{name} ?? xyz"}))
        [imported] = op.import_files(published, [(f"{kind}.csv", content)], OFFICER, kind=kind)
        told = {issue.column for issue in imported.ledger.issues if issue.code == "missing_column"}
        assert told == ({name} & required), name
        assert imported.ledger.blocked or name not in required, name
