"""A backup gives back the same bytes, on either database, and a damaged one is refused before anything is touched."""

from __future__ import annotations

import hashlib
import json
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine, text

from indicators.access import LOCAL_USER, accounts, sessions
from indicators.operations.backup import MANIFEST, BackupError, backup, hold, seal
from indicators.operations.restore import check, restore
from indicators.present.exports import csv_bytes
from indicators.records import BudgetLine, Observation, Partnership, Territory
from indicators.store import audit, drafts, editions, reading, workspace
from indicators.store.engine import alembic_config, migrate, open_engine
from tests.conftest import SYSTEMS, made_database

HOME = Territory(code="38185", name="Grenoble", references=("FR",), populations={"2018": 157650})


def fill(engine: Engine) -> None:
    """Two editions, an open batch, a document and an account."""
    for name, value in (("2013", 16.0), ("2021", 0.1 + 0.2)):
        batch = drafts.open_batch(engine, "Ada", file_name="données.xlsx")
        drafts.stage(engine, batch.id, "territory", [HOME])
        drafts.stage(engine, batch.id, "observation", [
            Observation(territory="38185", indicator="d4_immigrant_share", year=2013, value=value, note="é « ’"),
            Observation(territory="38185", indicator="d4_immigrant_share", year=2014, value=None),
        ])  # fmt: skip
        drafts.stage(engine, batch.id, "partnership", [
            Partnership(id="windhoek", territory="38185", partner="Windhoek", country="NA", criteria={"c1": 0.5}, example=True),
        ])  # fmt: skip
        editions.publish(engine, [batch.id], name, "Ada")
    drafts.stage(engine, drafts.open_batch(engine, "Grace").id, "budget_line", [
        BudgetLine(territory="38185", year=2021, line="1", paid=96_668_700, intra_group=True),
    ])  # fmt: skip
    workspace.put(engine, "scenario", "38185", "relance", {"montant": 12}, "Ada")
    accounts.create(engine, LOCAL_USER, "ada", "Ada", "officer", password="correct cheval pile")
    sessions.start(engine, "ada", 12)


def exports(engine: Engine) -> list[bytes]:
    """Every kind of every edition as the dashboard exports it."""
    found = []
    for edition in editions.list_editions(engine):
        for kind in ("territory", "observation", "partnership", "budget_line"):
            found.append(csv_bytes(reading.frame(engine, kind, edition.number)))
    return [*found, json.dumps([str(item) for item in editions.list_editions(engine)]).encode()]


@pytest.fixture(params=SYSTEMS)
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database without any schema, on each of the two systems."""
    with made_database(request.param, tmp_path / "elsewhere", empty=True) as url:
        other = open_engine(url)
        yield other
        other.dispose()


def test_a_restore_gives_the_same_bytes_on_either_database(engine: Engine, elsewhere: Engine, tmp_path: Path) -> None:
    fill(engine)
    manifest = backup(engine, tmp_path / "nuit.zip")
    assert restore(elsewhere, tmp_path / "nuit.zip", actor="Ada") == manifest
    assert exports(elsewhere) == exports(engine)
    assert workspace.get(elsewhere, "scenario", "38185", "relance") == workspace.get(
        engine, "scenario", "38185", "relance"
    )
    assert accounts.list_accounts(elsewhere) == accounts.list_accounts(engine)
    assert sessions.open_sessions(elsewhere) == []
    assert audit.read(elsewhere).action[0] == "backup_restored"


def test_work_goes_on_after_a_restore(engine: Engine, elsewhere: Engine, tmp_path: Path) -> None:
    fill(engine)
    backup(engine, tmp_path / "nuit.zip")
    restore(elsewhere, tmp_path / "nuit.zip")
    waiting = drafts.batches(elsewhere)
    assert editions.publish(elsewhere, [waiting[0].id], "budget", "Grace").number == 3
    assert reading.frame(elsewhere, "budget_line", 3).paid.tolist() == [96_668_700]


def test_a_second_backup_of_the_restored_place_is_the_same(engine: Engine, elsewhere: Engine, tmp_path: Path) -> None:
    fill(engine)
    first = backup(engine, tmp_path / "a.zip")
    restore(elsewhere, tmp_path / "a.zip")
    second = backup(elsewhere, tmp_path / "b.zip")
    assert [(c.table, c.sha256) for c in second.contents] == [(c.table, c.sha256) for c in first.contents]


def test_a_backup_is_one_snapshot_of_a_database_in_use(engine: Engine, tmp_path: Path) -> None:
    fill(engine)
    stop = threading.Event()

    def keep_publishing() -> None:
        year = 3000
        while not stop.is_set():
            batch = drafts.open_batch(engine, "Ada")
            rows = [Observation(territory="38185", indicator="i", year=year, value=1.0)]
            drafts.stage(engine, batch.id, "observation", rows)
            editions.publish(engine, [batch.id], str(year), "Ada")
            year += 1

    writer = threading.Thread(target=keep_publishing)
    writer.start()
    try:
        manifests = [backup(engine, tmp_path / f"{turn}.zip") for turn in range(3)]
    finally:
        stop.set()
        writer.join()
    for manifest in manifests:
        rows = {item.table: item.rows for item in manifest.contents}
        assert rows["observation"] == 3 + rows["edition"] - 2  # one observation an edition after the first two
    assert check(tmp_path / "2.zip") == manifests[2]


def test_a_restore_never_covers_what_is_there(engine: Engine, tmp_path: Path) -> None:
    fill(engine)
    backup(engine, tmp_path / "nuit.zip")
    before = exports(engine)
    with pytest.raises(BackupError, match="pas vide"):
        restore(engine, tmp_path / "nuit.zip")
    assert exports(engine) == before


def test_an_empty_but_migrated_place_will_do(engine: Engine, elsewhere: Engine, tmp_path: Path) -> None:
    fill(engine)
    backup(engine, tmp_path / "nuit.zip")
    migrate(elsewhere)
    restore(elsewhere, tmp_path / "nuit.zip")
    assert exports(elsewhere) == exports(engine)


def test_a_backup_of_an_older_version_is_migrated(elsewhere: Engine, tmp_path: Path) -> None:
    old = open_engine(f"sqlite:///{tmp_path / 'old.sqlite'}")
    with old.connect() as connection:
        command.upgrade(alembic_config(connection), "0001")
    with old.begin() as connection:
        connection.execute(text(
            "INSERT INTO edition (number, name, published_at, author, approver, note) "
            "VALUES (1, 'Compte administratif 2025', '2026-06-12T09:00:00+00:00', 'Ada', '', '')"
        ))  # fmt: skip
    assert backup(old, tmp_path / "old.zip").schema == "0001"
    old.dispose()
    restore(elsewhere, tmp_path / "old.zip")
    assert [item.name for item in editions.list_editions(elsewhere)] == ["Compte administratif 2025"]
    assert accounts.list_accounts(elsewhere) == []


def test_who_prepared_a_draft_is_known_after_the_way_from_an_older_version(elsewhere: Engine, tmp_path: Path) -> None:
    """Only names were kept: every account that shows the author's is held for the author's, else the name itself."""
    old = open_engine(f"sqlite:///{tmp_path / 'old.sqlite'}")
    with old.connect() as connection:
        command.upgrade(alembic_config(connection), "0002")
    with old.begin() as connection:
        for login, name in (("ada1", "Ada"), ("ada2", "Ada"), ("zoe", "Zoé")):
            connection.execute(text(
                "INSERT INTO account (login, name, role, territories, origin, password_hash, active, created_at) "
                f"VALUES ('{login}', '{name}', 'approver', '[]', 'local', '', true, '2026-01-01')"
            ))  # fmt: skip
        for batch, author, state in (
            ("1", "Ada", "submitted"),
            ("2", "poste local", "open"),
            ("3", "Zoé", "discarded"),
        ):
            connection.execute(text(
                "INSERT INTO import_batch (id, territory, created_at, author, file_name, sha256, base_edition, state, "
                f"issues, approval_author) VALUES ('{batch}', '', '2026', '{author}', '', '', 0, '{state}', '[]', '')"
            ))  # fmt: skip
    backup(old, tmp_path / "old.zip")
    old.dispose()
    restore(elsewhere, tmp_path / "old.zip")
    found = {batch: drafts.get_batch(elsewhere, batch).accounts for batch in "123"}
    assert found == {"1": ("ada1", "ada2"), "2": ("poste local",), "3": ()}


def rewritten(path: Path, change: dict[str, bytes | None]) -> None:
    """The archive with some of its files replaced, added or (None) left out, and sealed again: the seal hides nothing."""
    with zipfile.ZipFile(path) as archive:
        files: dict[str, bytes | None] = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in (files | change).items():
            if content is not None:
                archive.writestr(name, content)
        archive.comment = b"0" * 64
    with path.open("r+b") as file:
        seal(file)


def manifest_with(path: Path, **change: object) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return json.dumps(json.loads(archive.read(MANIFEST)) | change).encode()


@pytest.mark.parametrize(
    "damage",
    ["truncated", "flipped", "missing", "added", "edited", "emptied", "manifest", "newer", "format", "text", "absent"],
)
def test_a_damaged_backup_is_refused_before_anything_is_touched(damage: str, tmp_path: Path) -> None:
    source = open_engine(f"sqlite:///{tmp_path / 'source.sqlite'}")
    migrate(source)
    fill(source)
    path = tmp_path / "nuit.zip"
    backup(source, path)
    source.dispose()
    content = path.read_bytes()
    if damage == "truncated":
        path.write_bytes(content[: len(content) // 2])
    elif damage == "flipped":
        middle = len(content) // 3
        path.write_bytes(content[:middle] + bytes([content[middle] ^ 0xFF]) + content[middle + 1 :])
    elif damage == "text":
        path.write_text("ceci n'est pas une sauvegarde", encoding="utf-8")
    elif damage == "absent":
        path.unlink()
    else:
        with zipfile.ZipFile(path) as archive:
            observations = archive.read("observation.jsonl")
        changes: dict[str, dict[str, bytes | None]] = {
            "missing": {"observation.jsonl": None},
            "added": {"extra.jsonl": b"[]\n"},
            "edited": {"observation.jsonl": observations.replace(b"16.0", b"61.0")},
            "emptied": {"observation.jsonl": b""},
            "manifest": {MANIFEST: b"{"},
            "newer": {MANIFEST: manifest_with(path, schema="9999")},
            "format": {MANIFEST: manifest_with(path, format=2)},
        }
        rewritten(path, changes[damage])
    place = tmp_path / "place.sqlite"
    target = open_engine(f"sqlite:///{place}")
    with pytest.raises(BackupError):
        restore(target, path)
    with target.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar() == 0
    target.dispose()


@pytest.fixture(scope="module")
def small_backup(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small backup, sound."""
    folder = tmp_path_factory.mktemp("small")
    source = open_engine(f"sqlite:///{folder / 'source.sqlite'}")
    migrate(source)
    fill(source)
    backup(source, folder / "nuit.zip")
    source.dispose()
    return folder / "nuit.zip"


def test_a_byte_turned_anywhere_is_refused(small_backup: Path, tmp_path: Path) -> None:
    """Every byte of the file, those of the archive's headers and of its seal too: no place may change unseen."""
    content = small_backup.read_bytes()
    path = tmp_path / "nuit.zip"
    path.write_bytes(content)
    check(path)
    unseen = []
    with path.open("r+b", buffering=0) as file:
        for place, byte in enumerate(content):
            file.seek(place)
            file.write(bytes([byte ^ (1 << place % 8)]))
            try:
                check(path)
            except BackupError:
                pass
            else:
                unseen.append(place)
            file.seek(place)
            file.write(content[place : place + 1])
    assert unseen == []
    assert path.read_bytes() == content
    check(path)


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content + b"\0",
        lambda content: content + b"un mot de plus",
        lambda content: b"\0" + content,
        lambda content: content[:-1],
        lambda content: content[1:],
        lambda content: content + content,
        lambda content: content[:200] + content[201:],
        lambda content: content.swapcase(),
        lambda content: content[:-64] + content[-64:].upper(),
        lambda content: content[:40],
        lambda content: b"",
    ],
    ids=["one more", "words", "before", "one less", "first", "twice", "hole", "case", "seal", "short", "empty"],
)
def test_bytes_added_or_lost_are_refused(small_backup: Path, tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "nuit.zip"
    path.write_bytes(change(small_backup.read_bytes()))
    with pytest.raises(BackupError, match="abîmé"):
        check(path)


def test_a_sealed_backup_is_an_ordinary_archive(small_backup: Path) -> None:
    """Whoever has lost the program still opens the file, and checks it with sha256sum."""
    content = small_backup.read_bytes()
    with zipfile.ZipFile(small_backup) as archive:
        assert archive.testzip() is None
        assert archive.comment == content[-64:] == hashlib.sha256(content[:-64]).hexdigest().encode()


def test_a_backup_that_fails_leaves_the_former_one(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(engine)
    backup(engine, tmp_path / "nuit.zip")
    former = (tmp_path / "nuit.zip").read_bytes()
    monkeypatch.setattr("indicators.operations.backup.program_version", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        backup(engine, tmp_path / "nuit.zip")
    assert (tmp_path / "nuit.zip").read_bytes() == former
    assert sorted(item.name for item in tmp_path.glob("*nuit*")) == ["nuit.zip"]


def test_a_killed_backup_is_swept_by_the_next_and_one_under_way_is_not(engine: Engine, tmp_path: Path) -> None:
    fill(engine)
    left, busy, foreign = tmp_path / ".nuit.zip.123.partial", tmp_path / ".soir.zip.456.partial", tmp_path / "a.partial"
    for path in (left, busy, foreign):
        path.write_bytes(b"Ada")
    with busy.open("r+b") as held:
        hold(held)
        backup(engine, tmp_path / "nuit.zip")
        assert not left.exists() and busy.exists() and foreign.exists()
    backup(engine, tmp_path / "nuit.zip")
    assert not busy.exists() and foreign.exists()
