"""A full disk: the operation fails with a message, what was published before is read as it was, and work goes on."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.context import ForkServerContext
from pathlib import Path

import httpx
import pytest
from sqlalchemy.exc import DBAPIError

from benchmarks.cluster import OwnPostgres
from indicators.access import LOCAL_USER, accounts
from indicators.access.sessions import COOKIE
from indicators.operations.backup import backup
from indicators.store import editions
from indicators.store.engine import migrate, open_engine
from tests.access.conftest import PASSWORD
from tests.access.servers import running
from tests.faults import scenes
from tests.faults.conftest import LONG, postgres_place

Tell = Callable[[str], None]
SMALL_DISK = "8m"
LOGIN = "ada@ville.fr"


@contextmanager
def small_disk(place: Path, size: str = SMALL_DISK) -> Iterator[bool]:
    """A disk of a few megabytes where the machine allows a mount; otherwise an ordinary folder, and False."""
    place.mkdir(exist_ok=True)
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    mounted = os.getuid() == 0 and subprocess.run(mounting, capture_output=True).returncode == 0
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(place)], check=True)


@contextmanager
def short_files(limit: int) -> Iterator[None]:
    """No file of this process may grow beyond ``limit`` bytes: what a full disk does to a database."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    former = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, former)


def until_full(url: str, outcome: Tell, how: str) -> None:
    """Publish until there is no room left, then see that nothing is lost."""
    engine = open_engine(url)
    known = scenes.digests(engine)
    refusals = 0
    for turn in range(200):
        try:
            scenes.prepare(engine, 4_000, float(turn), f"tour {turn}")
        except DBAPIError as refused:
            assert "disk" in str(refused) or "full" in str(refused) or "I/O" in str(refused)
            refusals += 1
            if refusals == 3:
                break
        else:
            known[len(known) + 1] = scenes.digest(engine, len(known) + 1)
    assert refusals == 3
    assert scenes.digests(engine) == known
    outcome(f"disk full ({how}), sqlite: {len(known)} editions readable and identical, {refusals} writes refused")
    engine.dispose()


def test_publishing_on_a_full_disk(tmp_path: Path, outcome: Tell) -> None:
    with small_disk(tmp_path / "disk") as mounted:
        url = f"sqlite:///{tmp_path / 'disk' / 'ouverture.sqlite'}"
        engine = open_engine(url)
        migrate(engine)
        scenes.prepare(engine, 500, 0.0, "départ")
        if mounted:
            until_full(url, outcome, f"a disk of {SMALL_DISK}")
        else:
            with short_files(4 * 1024 * 1024):
                until_full(url, outcome, "files limited to 4 MB")
        before = len(editions.list_editions(engine))
        if not mounted:  # room again: work goes on where it stood
            scenes.prepare(engine, 500, 99.0, "place retrouvée")
            assert len(editions.list_editions(engine)) == before + 1
        engine.dispose()


def test_room_again_after_a_full_disk(tmp_path: Path, outcome: Tell) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'ouverture.sqlite'}")
    migrate(engine)
    scenes.prepare(engine, 500, 0.0, "départ")
    known = scenes.digests(engine)
    with short_files((tmp_path / "ouverture.sqlite").stat().st_size + 200_000), pytest.raises(DBAPIError):
        scenes.prepare(engine, 20_000, 1.0, "trop")
    assert scenes.digests(engine) == known
    scenes.prepare(engine, 20_000, 1.0, "assez de place")
    assert [item.number for item in editions.list_editions(engine)] == [2, 1]
    outcome("room again after a full disk, sqlite: the next edition is number 2")
    engine.dispose()


def test_a_backup_on_a_full_disk_keeps_the_former_one(tmp_path: Path, outcome: Tell) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'ouverture.sqlite'}")
    migrate(engine)
    scenes.prepare(engine, 500, 0.5, "départ")
    path = tmp_path / "saved" / "nuit.zip"
    backup(engine, path)
    former = path.read_bytes()
    scenes.prepare(engine, 60_000 if LONG else 20_000, 1.0, "suite")
    with short_files(len(former) + 4_096), pytest.raises(OSError):
        backup(engine, path)
    assert path.read_bytes() == former
    assert [item.name for item in path.parent.iterdir()] == ["nuit.zip"]
    outcome("backup on a full disk: the former backup is untouched and nothing is left behind")
    engine.dispose()


def test_importing_in_a_process_without_room(tmp_path: Path, processes: ForkServerContext, outcome: Tell) -> None:
    url = f"sqlite:///{tmp_path / 'ouverture.sqlite'}"
    engine = open_engine(url)
    migrate(engine)
    scenes.prepare(engine, 500, 0.0, "départ")
    before = scenes.digests(engine)
    process = processes.Process(target=scenes.cramped_import_scene, args=(url, 20_000))
    process.start()
    process.join()
    assert process.exitcode == 1
    assert scenes.digests(engine) == before
    outcome("import without room, sqlite: refused, edition unchanged")
    engine.dispose()


@pytest.mark.postgres
def test_a_full_disk_under_postgresql(outcome: Tell) -> None:
    """Its log or its tables, whichever fills first; then the disk grows and the server comes back."""
    with postgres_place() as (place, binaries), small_disk(place, "90m") as mounted:
        if not mounted:
            pytest.skip("no disk can be mounted here: only the administrator may")
        server = OwnPostgres(place, binaries, "--wal-segsize=1")
        server.start()
        try:
            known, refusals = publish_until_refused(server.url)
            server.kill()
            subprocess.run(["mount", "-o", "remount,size=400m", str(place)], check=True)
            server.start()
            engine = open_engine(server.url)
            found = scenes.digests(engine)
            assert {number: found[number] for number in known} == known
            assert len(found) - len(known) in (0, 1)
            scenes.prepare(engine, 500, 99.0, "place retrouvée")
            assert len(editions.list_editions(engine)) == len(found) + 1
            engine.dispose()
        finally:
            server.kill()
    outcome(
        f"disk full, postgresql: {refusals} writes refused, {len(known)} editions identical once there is room again"
    )


def publish_until_refused(url: str) -> tuple[dict[int, str], int]:
    """Publish until three writes in a row are refused: what each acknowledged edition said, and the refusals."""
    engine = open_engine(url)
    migrate(engine)
    known: dict[int, str] = {}
    refusals = 0
    for turn in range(200):
        try:
            scenes.prepare(engine, 4_000, float(turn), f"tour {turn}")
            known[len(known) + 1] = scenes.digest(engine, len(known) + 1)
        except DBAPIError:
            refusals += 1
            if refusals == 3:
                break
    assert refusals == 3
    engine.dispose()
    return known, refusals


def test_the_site_on_a_full_disk(tmp_path: Path, outcome: Tell) -> None:
    """Accounts, and no room left: who is in goes on reading, who comes is told to wait, and nobody once there is room."""
    with small_disk(tmp_path / "disk", "16m") as mounted:
        if not mounted:
            pytest.skip("no disk can be mounted here: only the administrator may")
        url = f"sqlite:///{tmp_path / 'disk' / 'ouverture.sqlite'}"
        engine = open_engine(url)
        migrate(engine)
        scenes.prepare(engine, 500, 0.0, "départ")
        accounts.create(engine, LOCAL_USER, LOGIN, "Ada", "reader", password=PASSWORD)
        with running(tmp_path / "server", "accounts", database=url) as server:
            form = {"login": LOGIN, "password": PASSWORD, "suite": "/"}

            def enter() -> httpx.Response:
                return httpx.post(f"{server.url}/auth/local", data=form, timeout=60)

            inside = {"cookie": f"{COOKIE}={enter().cookies[COOKIE]}"}
            ballast = tmp_path / "disk" / "ballast"
            with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
                while file.write(bytes(4096)):
                    pass
            refused = enter()
            assert refused.status_code == 503 and "La base de données ne répond pas" in refused.text
            assert refused.headers["Retry-After"] == "30"
            assert httpx.get(f"{server.url}/api/sante", timeout=60).json()["edition"] == 1
            assert httpx.get(f"{server.url}/seance/38185/usuelle", headers=inside, timeout=60).status_code != 403
            ballast.unlink()
            assert enter().status_code == 303
        engine.dispose()
    outcome("disk full, hosted: readers stay, who signs in is told to wait, and enters once there is room")
