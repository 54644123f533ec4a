"""SQL sources: the same staging as a file, and nothing that could write, last or overflow."""

from __future__ import annotations

import time
from dataclasses import dataclass

import pytest
from sqlalchemy import create_engine, text

from indicators.intake import operations as op
from indicators.intake.issues import Issue, Refusal
from indicators.intake.limits import Cancelled
from indicators.intake.readers.sql import kind_of, read_source, single_reading
from indicators.intake.workshop import Workshop
from indicators.store.engine import database_url as opened
from tests.intake.conftest import OFFICER


@dataclass(frozen=True)
class Declared:
    """A source as the core receives it: the settings already refuse most of these, and are not trusted here."""

    query: str
    name: str = "Registre"
    url_env: str = "REGISTRE"
    schema_name: str = "partenariats"
    timeout_seconds: int = 60
    row_limit: int = 200_000


def source(query: str, **more: int) -> Declared:
    return Declared(query, **more)


@pytest.fixture
def register(database_url: str) -> dict[str, str]:
    """A register of partnerships in a database of its own; the environment that names it."""
    url = opened(database_url)
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(
            text(
                "CREATE TABLE registre (partenaire TEXT, pays TEXT, signe_le DATE, actif TEXT, cotisation NUMERIC(10, 2))"
            )
        )
        connection.execute(
            text(
                "INSERT INTO registre VALUES ('Windhoek', 'NA', '2019-05-17', 'Actif', 12.50), ('Fès', 'Maroc', NULL, 'Actif', NULL)"
            )
        )
    engine.dispose()
    return {"REGISTRE": url.render_as_string(hide_password=False)}


def count(register: dict[str, str]) -> int:
    engine = create_engine(register["REGISTRE"])
    with engine.connect() as connection:
        found = connection.execute(text("SELECT count(*) FROM registre")).scalar_one()
    engine.dispose()
    return int(found)


def refused(query: str, register: dict[str, str], **more: int) -> str:
    with pytest.raises(Refusal) as error:
        read_source(source(query, **more), register)
    return error.value.issue.code


def test_rows_of_a_database_read_as_a_file(register: dict[str, str]) -> None:
    query = 'SELECT partenaire AS "Partenaire", pays AS "Pays", signe_le AS "Signé le", actif AS "Statut" FROM registre'
    table = read_source(source(query), register)
    assert table.header == ("Partenaire", "Pays", "Signé le", "Statut")
    assert [column.to_pylist() for column in table.data.columns] == [
        ["Windhoek", "Fès"], ["NA", "Maroc"], ["2019-05-17", ""], ["Actif", "Actif"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM registre",
        "SELECT 1; DELETE FROM registre",
        "UPDATE registre SET pays = 'FR'",
        "/* SELECT */ DROP TABLE registre",
        "-- SELECT\nDELETE FROM registre",
        "ATTACH DATABASE 'x' AS y",
    ],
)
def test_what_is_not_one_reading_is_refused(query: str, register: dict[str, str]) -> None:
    assert refused(query, register) == "source_refused"
    assert count(register) == 2


def test_a_writing_hidden_in_a_reading_is_refused_by_the_database(register: dict[str, str]) -> None:
    query = "WITH gone AS (DELETE FROM registre RETURNING partenaire) SELECT partenaire, partenaire AS pays FROM gone"
    # SQLite does not know this form at all; PostgreSQL says that it would have written.
    assert refused(query, register) == ("source_failed" if "sqlite" in register["REGISTRE"] else "source_refused")
    assert count(register) == 2


def test_a_reading_stops_when_the_person_asks(register: dict[str, str]) -> None:
    """In the middle of a query: the database is told to stop, long before the time allowed."""

    def stop(_step: str, _share: float) -> None:
        raise Cancelled

    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) AS partenaire, 'FR' AS pays FROM n"
    started = time.monotonic()
    with pytest.raises(Cancelled):
        read_source(source(endless, timeout_seconds=60), register, progress=stop)
    assert time.monotonic() - started < 30


def test_limits_of_rows_and_time(register: dict[str, str]) -> None:
    query = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {last}) SELECT CAST(i AS TEXT) AS partenaire, 'FR' AS pays FROM n"
    assert refused(query.format(last=1000), register, row_limit=10) == "source_row_limit"
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT CAST(max(i) AS TEXT) AS partenaire, 'FR' AS pays FROM n"
    assert refused(endless, register, timeout_seconds=1) == "source_timeout"


def test_what_does_not_answer(register: dict[str, str]) -> None:
    reading = "SELECT partenaire, pays FROM registre"
    with pytest.raises(Refusal) as error:
        read_source(source(reading), {})
    assert (error.value.issue.code, error.value.issue.details["variable"]) == ("source_unconfigured", "REGISTRE")
    for url in (
        "postgresql+psycopg://nobody:secret@127.0.0.1:1/nothing",
        "sqlite:////nulle/part.sqlite",
        "pas une adresse",
    ):
        with pytest.raises(Refusal) as error:
            read_source(source(reading), {"REGISTRE": url})
        assert error.value.issue.code == "source_unreachable"
        assert "secret" not in str(error.value)
    assert refused("SELECT absent FROM registre", register) == "source_failed"
    assert refused("SELECT 1 AS a, 2 AS b", register) == "no_header"


def test_refresh_stages_as_a_file_would(
    work: Workshop, register: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REGISTRE", register["REGISTRE"])
    done = op.refresh(work, source("SELECT partenaire, pays, actif AS statut FROM registre"), OFFICER)
    assert not isinstance(done, Issue)
    assert done.ledger.format == "sql"
    assert done.reading.rows == 2
    assert {issue.code for issue in done.ledger.issues} == {"place_missing_coordinates"}
    monkeypatch.delenv("REGISTRE")
    failed = op.refresh(work, source("SELECT 1"), OFFICER)
    assert isinstance(failed, Issue) and failed.file == "Registre"


def test_names_of_schemas_and_comments() -> None:
    assert (kind_of("partenariats"), kind_of("partnership"), kind_of("inconnu")) == ("partnership", "partnership", "")
    assert single_reading(source("-- liste\nSELECT 1 ;")) == "SELECT 1"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT '-- pas un commentaire' AS libelle",
        "SELECT 'l''un -- l''autre; /* rien */' AS libelle",
        'SELECT 1 AS "rang -- du mois; fin"',
        "SELECT $t$ -- ; $t$ AS libelle",
    ],
)
def test_what_looks_like_a_comment_within_quotes_is_kept(query: str) -> None:
    assert single_reading(source(f"/* d'abord */ {query} -- l'essai; fin\n;")) == query


@pytest.mark.parametrize(
    "query", ["SELECT 'a'; DELETE FROM t -- '", "SELECT '--'; DROP TABLE t", "SELECT 1 /*';*/; SELECT 2"]
)
def test_a_second_query_behind_quotes_is_refused(query: str) -> None:
    with pytest.raises(Refusal):
        single_reading(source(query))


def test_a_value_with_two_hyphens_is_found(register: dict[str, str]) -> None:
    """The whole road: the text between quotes reaches the database as it was written."""
    table = read_source(source('SELECT \'Fès -- a; b\' AS "Partenaire", pays AS "Pays" FROM registre'), register)
    assert table.data.columns[0].to_pylist() == ["Fès -- a; b"] * 2
