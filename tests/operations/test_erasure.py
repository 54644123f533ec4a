"""A marked name written wherever a text can be: erased, it is nowhere in the database nor in a new backup."""

from __future__ import annotations

import os
import unicodedata
import zipfile
from itertools import cycle
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Boolean, Engine, Float, Table, Text, insert, select, text
from typer.testing import CliRunner

from indicators.access import LOCAL_USER, User, accounts
from indicators.cli.operations import operations
from indicators.intake import deposits
from indicators.operations.backup import backup
from indicators.operations.names import Names
from indicators.operations.older import KEPT, older_backups
from indicators.operations.personal import erase_person, places_of
from indicators.present.texts import translator
from indicators.records import RECORD_TYPES, Territory, column_names
from indicators.settings import Settings
from indicators.store import drafts, editions, packs
from indicators.store.engine import lock_editions, migrate, open_engine, writing
from indicators.store.naming import NAMING
from indicators.store.tables import DRAFTS, JsonText, metadata
from pages.shared import runtime
from server.making import Making
from tests.conftest import SYSTEMS, configured_database
from tests.deploy.conftest import DEPLOY

ADMIN = User("Chef", "administrator", "account", "chef@ville.fr")
NAME, LOGIN = "Zéphyrine Quatrebras", "z.quatrebras@ville.example"
FORMS = (
    NAME,
    f"vu avec {NAME}, le 3 mai.",
    f"« {NAME.upper()} »",
    f"PV_{NAME.replace(' ', '_')}.pdf",
    f"Ada Martin, {NAME}",
    unicodedata.normalize("NFD", f"{NAME}.xlsx"),
    f"écrire à {LOGIN}.",
    f"https://ville.example/{NAME.replace(' ', '-').lower()}",
)


def plain(written: str) -> str:
    """Without accents nor capitals, so that no way of writing the name is missed."""
    signs = unicodedata.normalize("NFD", written.lower())
    return "".join(sign for sign in signs if not unicodedata.combining(sign))


def row_of(table: Table, forms: Any) -> dict[str, Any]:
    """A row of which every column that can hold a name holds one."""
    naming = {column.name for column in NAMING.get(table, ())}
    values: dict[str, Any] = {}
    for column in table.c:
        if column.name in naming:
            form = next(forms)
            kind = column.type.kind if isinstance(column.type, JsonText) else ""
            values[column.name] = [form] if kind == "tuple" else {"cité": {"par": form}} if kind == "mapping" else form
        elif column.name == "batch":
            values[column.name] = "lot"
        elif isinstance(column.type, Text | JsonText):
            values[column.name] = () if isinstance(column.type, JsonText) else "x"
        elif isinstance(column.type, Boolean | Float):
            values[column.name] = False if isinstance(column.type, Boolean) else 1.0
        elif not column.primary_key and column.name not in ("to_edition", "restores"):
            values[column.name] = 1
    return values


def fill(engine: Engine) -> None:
    """The name in every column of every table, in each of the ways in which it is written."""
    accounts.create(engine, LOCAL_USER, ADMIN.login, "Chef", "administrator", password="correct cheval pile")
    accounts.create(engine, LOCAL_USER, LOGIN, NAME, "officer", password="correct cheval pile")
    forms = cycle(FORMS)
    kept = [
        table for table in metadata.sorted_tables if table in NAMING and table.name not in ("account", "draft_pack")
    ]
    for turn in range(len(FORMS)):
        with writing(engine) as connection:
            lock_editions(connection)
            for table in kept:
                row = row_of(table, forms)
                if table.name == "edition":
                    row["number"] = turn + 1
                elif table.name == "import_batch":
                    row |= {"id": "lot" if not turn else f"lot{turn}", "state": "open"}
                elif table.name == "document":
                    row["version"] = turn
                elif table.name in ("api_token", "attachment", "mail_message"):
                    row[next(iter(table.primary_key)).name] = f"empreinte{turn}"
                    row |= {"key": f"{turn}"} if "key" in row else {}
                elif table.name == "alert_list":
                    row["edition"] = turn
                elif record := RECORD_TYPES.get(table.name.removeprefix("draft_")):
                    row |= {key: f"{row[key]} {turn}" for key in record.key if isinstance(row[key], str)}
                connection.execute(insert(table).values(row))
            for kind, table in DRAFTS.items():
                frame = pd.DataFrame([row_of(table, forms)])[list(column_names(RECORD_TYPES[kind]))]
                packs.write(connection, "lot", kind, frame)
            next(forms)  # so that each column meets each form


def whole_database(engine: Engine) -> str:
    with engine.connect() as connection:
        tables = [f'SELECT * FROM "{table.name}"' for table in metadata.sorted_tables]
        plainly = "".join(str(connection.execute(text(query)).all()) for query in tables)
        packed = [part.to_pylist() for kind in DRAFTS for part in packs.parts(connection, "lot", kind)]
        assert len(packed) == len(FORMS) * len(DRAFTS)
        return plainly + str(packed)


def test_a_marked_name_is_nowhere_afterwards(engine: Engine, tmp_path: Path) -> None:
    fill(engine)
    before = plain(whole_database(engine))
    assert before.count("quatrebras") > 500
    told = places_of(engine, NAME)
    expected = {f"{table.name}.{column.name}" for table, columns in NAMING.items() for column in columns}
    assert expected - {"account.name"} <= set(told) | set(places_of(engine, LOGIN))
    for column in ("edition.author", "audit_entry.actor", "partnership.contact_roles", "draft_partnership.contact_roles", "import_batch.file_name"):  # fmt: skip
        assert column in told
    pseudonym, changed = erase_person(engine, ADMIN, NAME, LOGIN)
    after = plain(whole_database(engine))
    assert "quatrebras" not in after and "zephyrine" not in after
    assert changed > 500 and after.count(pseudonym) >= changed - 1
    assert "ada martin" in after
    assert places_of(engine, NAME) == places_of(engine, LOGIN) == {}
    backup(engine, tmp_path / "nuit.zip")
    with zipfile.ZipFile(tmp_path / "nuit.zip") as archive:
        saved = plain("".join(archive.read(name).decode() for name in archive.namelist()))
    assert "quatrebras" not in saved and "zephyrine" not in saved


def test_authors_joined_at_a_publication_and_the_trail_of_it(engine: Engine) -> None:
    batch = drafts.open_batch(engine, "Ada")
    drafts.stage(engine, batch.id, "territory", [Territory(code="38185", name="Grenoble")])
    editions.publish(engine, [batch.id], "2026", "Ada, Grace", approver="Chef")
    accounts.create(engine, LOCAL_USER, ADMIN.login, "Chef", "administrator", password="correct cheval pile")
    pseudonym, _ = erase_person(engine, ADMIN, "Grace")
    assert editions.list_editions(engine)[0].author == f"Ada, {pseudonym}"
    with engine.connect() as connection:
        actors = connection.scalars(select(metadata.tables["audit_entry"].c.actor)).all()
    assert f"Ada, {pseudonym}" in actors and "Grace" not in "".join(actors)


@pytest.mark.parametrize(
    ("name", "written", "left"),
    [
        ("Ada", "Ada", "X"),
        ("Ada", "Ada, Grace", "X, Grace"),
        ("Ada", '{"by":"Ada"}', '{"by":"X"}'),
        ("Ada", "un pont nommé Ada", "un pont nommé Ada"),
        ("Ada", "ada@ville.fr", "ada@ville.fr"),
        ("agent", "un agent public", "un agent public"),
        ("Ada Martin", "selon Ada Martin.", "selon X."),
        ("Ada Martin", "Ada Martinez et Nada Martin", "Ada Martinez et Nada Martin"),
        ("Ada Martin", "budget_ADA-MARTIN_v2.csv", "budget_X_v2.csv"),
        ("ada@ville.fr", "écrire à ada@ville.fr.", "écrire à X."),
        ("ada@ville.fr", "nada@ville.fr ada@ville.france", "nada@ville.fr ada@ville.france"),
    ],
)
def test_a_name_is_told_from_other_words(name: str, written: str, left: str) -> None:
    assert Names([name]).replaced(written, "X") == left


def test_older_backups_are_told_with_their_end(engine: Engine, tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    fill(engine)
    monkeypatch.setenv("OUVERTURE_DATABASE_URL", database_url)
    folder = tmp_path / "saved"
    backup(engine, folder / "avant.zip")
    (folder / "abime.zip").write_bytes(b"rien")
    os.utime(folder / "avant.zip", (1_700_000_000, 1_700_000_000))
    (_, days) = (DEPLOY / "ouverture-sauvegarde.service").read_text(encoding="utf-8").split("-mtime +")
    assert KEPT.days == int(days.split()[0]) + 1
    (held, unread) = older_backups(folder, Names([NAME]))
    assert held.path.name == "avant.zip" and (held.lines or 0) > 100 and unread.lines is None
    (folder / "abime.zip").unlink()
    command = ["erase-person", NAME, LOGIN, "--backups", str(folder)]
    for arguments in ([*command, "--look"], command):
        done = CliRunner().invoke(operations, arguments)
        assert done.exit_code == 0, done.output
        assert (
            "avant.zip garde le nom" in done.output and "2023" in done.output and "refaire l’effacement" in done.output
        )
    backup(engine, folder / "avant.zip")
    assert older_backups(folder, Names([NAME, LOGIN])) == []


def test_a_name_is_not_in_the_bytes_of_a_file_either(tmp_path: Path) -> None:
    """SQLite leaves former rows in its pages and its log: they are written over, while others have the file open."""
    engine = open_engine(f"sqlite:///{tmp_path / 'ouverture.sqlite'}")
    migrate(engine)
    fill(engine)
    other = open_engine(f"sqlite:///{tmp_path / 'ouverture.sqlite'}")
    assert editions.list_editions(other)

    def bytes_of() -> bytes:
        return b"".join(path.read_bytes() for path in tmp_path.iterdir()).lower()

    assert b"quatrebras" in bytes_of()
    erase_person(engine, ADMIN, NAME, LOGIN)
    assert b"quatrebras" not in bytes_of()
    for item in (engine, other):
        item.dispose()


@pytest.mark.parametrize("system", SYSTEMS)
def test_what_a_running_server_has_in_memory_forgets_the_name(system: str, tmp_path: Path) -> None:
    """Editions are kept in memory because they never change: an erasure, by any replica or the command line, is one."""
    with configured_database(system, tmp_path) as url:
        engine = open_engine(url)
        batch = drafts.open_batch(engine, "Agent")
        drafts.stage(engine, batch.id, "territory", [Territory(code="38185", name=f"Ville de {NAME}", role="home")])
        number = editions.publish(engine, [batch.id], "Une", "Agent").number
        accounts.create(engine, LOCAL_USER, ADMIN.login, "Chef", "administrator", password="correct cheval pile")
        making = Making(engine, Settings())

        def shown() -> str:
            runtime.look()
            kept = [
                runtime.territories(number)[0].name,
                runtime.latest_readout(number, "38185").snapshot.territory.name,
            ]
            t = translator("fr")
            return " ".join(
                [*kept, *making.public(t, "38185", None), *making.session(t, "38185", "usuelle", None, None)]
            )

        assert shown().count("Quatrebras") > 3
        assert shown().count("Quatrebras") > 3, "from memory"
        pseudonym, _ = erase_person(engine, ADMIN, NAME)
        again = shown()
        assert "Quatrebras" not in again and pseudonym in again
        engine.dispose()


def test_dropped_files_are_told_and_forgotten(
    tmp_path: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A workbook is not searched: all that this machine keeps of deposits under way goes, and is asked for again."""
    monkeypatch.setenv("OUVERTURE_DATABASE_URL", database_url)
    monkeypatch.setenv("OUVERTURE_DATA_DIR", str(tmp_path))
    engine = open_engine(database_url)
    migrate(engine)
    fill(engine)
    folder = deposits.folder_of(Settings())
    kept = deposits.keep(folder, NAME.encode())
    told = CliRunner().invoke(operations, ["erase-person", NAME, LOGIN, "--look"])
    assert "1 fichier déposé est gardé sur cette machine" in told.output
    assert deposits.kept(folder, kept) is not None
    done = CliRunner().invoke(operations, ["erase-person", NAME, LOGIN])
    assert "il sera redemandé" in done.output and deposits.held(folder) == []
    engine.dispose()
