"""Documents on the pages: joined, opened and removed where the record is read; a picture on the sheet of a partner."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from indicators.access import LOCAL_USER, PUBLIC_USER
from indicators.catalogue import load_catalogue
from indicators.documents import attachments
from indicators.documents.attachments import STRATEGY, Place, picture_of
from indicators.documents.gather import source_of
from indicators.documents.reader import Reader
from indicators.present.reports.relation_page import relation_page
from indicators.present.texts import translator
from indicators.settings import Settings
from indicators.store.engine import database_url, open_engine
from tests.desk.test_attachments import PDF, archive, picture
from tests.opening import unfold
from tests.pages.conftest import Runner
from tests.pages.test_strategy_page import press, texts

TOWN = "EX001"


@pytest.fixture
def store(demonstration: Path) -> Iterator[Engine]:
    engine = open_engine(database_url())
    yield engine
    engine.dispose()


def join(app: AppTest, name: str, data: bytes, said: str = "") -> AppTest:
    app.file_uploader[0].upload(name, data)
    next(item for item in app.text_input if str(item.key).startswith("said_")).set_value(said)
    press(app, "Joindre")
    return app


def test_a_document_is_joined_where_the_record_is_read_and_removed_with_a_question(
    run_page: Runner, store: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_page("missions", TOWN)  # the first page fills the installation
    source = source_of(Reader(store, load_catalogue(), Settings()), TOWN, translator("fr"))
    relation = next(item for item in source.relations if item.activities)
    action, mission = relation.activities[0].id, source.snapshot.missions[0].id
    asked = {
        ("partnership", relation.id): ("partenariats", {"fiche": relation.id}),
        ("activity", action): ("partenariats", {"fiche": relation.id, "partie_fiche": "actions"}),
        ("mission", mission): ("missions", {"mission": mission}),
        (STRATEGY, ""): ("strategie", {"vue": "document"}),
    }
    for (kind, record), (path, query) in asked.items():
        app = run_page(path, TOWN, **query)
        if kind == "activity":
            action = str(next(item for item in app.selectbox if item.key == f"action_{relation.id}").value)
            record = action
        place = Place(TOWN, kind, record)
        unfold(app, "Joindre un document")
        assert "Aucun document n’est joint." in texts(app) and "10 Mo au plus" in app.file_uploader[0].label
        join(app, "faux.pdf", archive(readme="x"))
        assert "n’est pas ce que son nom dit" in app.error[0].value.replace("\u202f", " ")
        assert attachments.listed(store, LOCAL_USER, place) == ()
        join(
            app,
            "vue.png" if kind == "activity" else "note.pdf",
            picture() if kind == "activity" else PDF,
            "Le [jardin]",
        )
        assert not app.error
        (kept,) = attachments.listed(store, LOCAL_USER, place)
        said = texts(app)
        assert f"](/piece/{kept.id}?langue=fr)" in said and "Le [jardin]" in said and "ko · poste local" in said
    photograph = picture_of(store, LOCAL_USER, TOWN, relation.id, (action,))
    assert photograph is not None and photograph.alt == "Le [jardin]"
    assert picture_of(store, PUBLIC_USER, TOWN, relation.id, (action,)) is None
    pdf = pypdfium2.PdfDocument(relation_page(source, relation, account=True, picture=photograph))
    pictures = [found for found in pdf[0].get_objects() if isinstance(found, pypdfium2.PdfImage)]
    assert len(pdf) == 1 and (1700, 850) in [found.get_px_size() for found in pictures]
    monkeypatch.setattr("pages.shared.context.current_user", lambda settings: PUBLIC_USER)
    assert "Documents joints" not in texts(run_page("missions", TOWN, mission=mission))
    monkeypatch.undo()
    app = run_page("missions", TOWN, mission=mission)
    (kept,) = attachments.listed(store, LOCAL_USER, Place(TOWN, "mission", mission))
    assert "Plus personne ne l’ouvrira." in texts(app)
    press(app, "Retirer ce document", f"removed_{kept.id}")
    assert "Aucun document n’est joint." in texts(app)
