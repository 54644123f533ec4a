"""A prospect, a wish that is not announced, a public list and a document attached are on no surface that leaves the office, file or page."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine

from indicators.access import LOCAL_USER, PUBLIC_USER, AccessDenied
from indicators.access.roles import User
from indicators.catalogue import load_catalogue
from indicators.documents import attachments, gather
from indicators.documents.attachments import STRATEGY, Place
from indicators.documents.reader import Reader
from indicators.intake import public_lists
from indicators.intake.exports import published_rows, xlsx_file
from indicators.intake.vocabulary import vocabulary_of
from indicators.intake.workshop import workshop
from indicators.operations.backup import backup
from indicators.operations.personal import erase_person
from indicators.operations.startup import prepare
from indicators.partnerships.prospects import Contact, PartnerWish, Prospect
from indicators.present.reports.command import make_one
from indicators.present.texts import translator
from indicators.prospecting import (
    become_planned,
    forget_prospect,
    forget_wish,
    public_wishes,
    save_prospect,
    save_wish,
    the_prospects,
    the_wishes,
)
from indicators.settings import Settings, Uploads
from indicators.store import drafts, reading
from indicators.store.tables import PUBLISHED
from indicators.store.workspace import StaleDocumentError
from pages.shared.registry import BY_PATH
from server.api.operations import OPERATIONS
from tests.api.conftest import client
from tests.public_lists import samples

#: The files that hold the most: what a paper leaves out, its data hold.
KINDS = ("docx", "xlsx", "zip", "publique", "html")
SECRET = "Zyxgrad"
ANNOUNCED, KEPT = "des jardins partagés", "un secret wqxz"
TERRITORY = "EX001"
READER = User("Lise", "reader", "account", login="lise@ville.example")
ELSEWHERE = User("Omar", "officer", "account", login="omar@ville.example", territories=("38185",))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("inside")
    engine = prepare(Settings.model_validate({"database": {"url": f"sqlite:///{folder}/base.sqlite"}}))
    item = Prospect(
        "zz", SECRET, "DE", purpose=SECRET, contacts=(Contact("2025-01-02", "adjointe", SECRET),), why=SECRET
    )
    save_prospect(engine, TERRITORY, item, LOCAL_USER, seen=0)
    save_wish(engine, TERRITORY, PartnerWish("a", ANNOUNCED, public=True), LOCAL_USER, seen=0)
    save_wish(engine, TERRITORY, PartnerWish("b", KEPT), LOCAL_USER, seen=0)
    place = Place(TERRITORY, STRATEGY)
    attachments.add(engine, Uploads(), LOCAL_USER, place, f"{SECRET}.txt", SECRET.encode(), SECRET)
    yield engine
    engine.dispose()


def texts(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Each file as text: the parts of an archive one by one, whatever is in them."""
    for name, content in files.items():
        if content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                parts = {f"{name}/{part}": archive.read(part) for part in archive.namelist()}
            yield from texts(parts)
        else:
            yield name, content.decode("utf-8", "ignore")


def test_no_file_and_no_answer_of_the_api_holds_them(store: Engine) -> None:
    catalogue, settings = load_catalogue(), Settings()
    reader = Reader(store, catalogue, settings)
    source = gather.source_of(reader, TERRITORY, translator("fr"))
    tables = partial(gather.package_tables, reader, source.snapshot)
    files = {kind: make_one(source, kind, tables) for kind in KINDS}
    number, words = source.snapshot.edition.number, vocabulary_of(catalogue)
    frames = {kind: published_rows(store, kind, number, TERRITORY) for kind in PUBLISHED}
    files["export"] = xlsx_file(frames, words)
    anybody = client(store)
    for operation in OPERATIONS:
        asked = f"?territory={TERRITORY}" if "territory" in operation.parameters else ""
        answer = anybody.get(f"/api/v1{operation.path}{asked}")
        assert answer.status_code == 200 or operation.name == "catalogue", (operation.path, answer.text)
        files[operation.path] = answer.content
    found = dict(texts(files))
    assert len(found) > 30
    assert not [name for name, text in found.items() if SECRET in text or KEPT in text]
    assert ANNOUNCED in found["publique"]


@pytest.mark.parametrize("user", [READER, PUBLIC_USER, ELSEWHERE], ids=lambda user: user.name)
def test_whoever_is_not_of_the_office_is_refused_whatever_is_asked(store: Engine, user: User) -> None:
    territory = next(item for item in reading.territories(store, 1) if item.code == TERRITORY)
    work = workshop(store, load_catalogue(), Settings(), TERRITORY)
    item, seen = the_prospects(store, TERRITORY, LOCAL_USER)["zz"]
    wish, version = the_wishes(store, TERRITORY, LOCAL_USER)["b"]
    for asked in (
        lambda: the_prospects(store, TERRITORY, user),
        lambda: the_wishes(store, TERRITORY, user),
        lambda: save_prospect(store, TERRITORY, item, user, seen=seen),
        lambda: forget_prospect(store, TERRITORY, "zz", user, seen=seen),
        lambda: become_planned(work, TERRITORY, item, user, seen=seen),
        lambda: save_wish(store, TERRITORY, replace(wish, public=True), user, seen=version),
        lambda: forget_wish(store, TERRITORY, "b", user, seen=version),
        lambda: public_lists.kept(store, TERRITORY, user),
        lambda: public_lists.keep(work, samples.wikipedia(), "x.csv", territory, user),
    ):
        with pytest.raises(AccessDenied):
            asked()
    assert [item.text for item in public_wishes(store, TERRITORY) if not item.example] == [ANNOUNCED]
    assert {view.code: view.role for view in BY_PATH["partenariats"].views}["pistes"] == "officer"


def test_two_officers_on_one_prospect_lose_nothing(store: Engine) -> None:
    item, seen = the_prospects(store, TERRITORY, LOCAL_USER)["zz"]
    save_prospect(store, TERRITORY, replace(item, purpose="a"), LOCAL_USER, seen=seen)
    with pytest.raises(StaleDocumentError):
        save_prospect(store, TERRITORY, replace(item, purpose="b"), LOCAL_USER, seen=seen)
    work = workshop(store, load_catalogue(), Settings(), TERRITORY)
    with pytest.raises(StaleDocumentError):
        become_planned(work, TERRITORY, item, LOCAL_USER, seen=seen)
    assert drafts.batches(store, states=(drafts.OPEN,)) == [], "nothing is drafted of what was read before it changed"
    assert the_prospects(store, TERRITORY, LOCAL_USER)["zz"][0].purpose == "a"


def test_a_name_that_was_typed_all_the_same_is_erased_and_a_backup_keeps_the_rest(
    store: Engine, tmp_path: Path
) -> None:
    item = Prospect("qq", "Ville", "DE", purpose="vu avec Jeanne Martin-Wolf")
    save_prospect(store, TERRITORY, item, LOCAL_USER, seen=0)
    erase_person(store, LOCAL_USER, "Jeanne Martin-Wolf")
    assert "Martin-Wolf" not in the_prospects(store, TERRITORY, LOCAL_USER)["qq"][0].purpose
    backup(store, tmp_path / "base.zip")
    with zipfile.ZipFile(tmp_path / "base.zip") as archive:
        assert SECRET in archive.read("document.jsonl").decode()
