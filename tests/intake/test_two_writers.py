"""Two officers write the same text: the second is told what the first wrote, and keeps her own words."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from indicators.access import LOCAL_USER, User
from indicators.documents import gather
from indicators.present.reports.model import Session
from indicators.present.reports.parts import written_parts
from indicators.present.texts import translator
from indicators.store import editions
from indicators.store.engine import open_engine
from indicators.store.workspace import StaleDocumentError
from tests.intake.screens import Runner, button

GRACE = User(name="Grace", role="officer", mode="account", login="grace")
TOWN = "38185"


def test_no_text_covers_one_that_was_not_read(engine: Engine) -> None:
    session = Session(key="s", title="Bilan", date="", deliberation="", edition=1, year=2021, slides=("budget",))
    acts = {
        "narrative": lambda seen: gather.save_narrative(engine, TOWN, 1, "lecons", "x", GRACE, seen=seen, draft=True),
        "override": lambda seen: gather.save_override(engine, TOWN, 1, "figure", "x", GRACE, seen=seen),
        "session": lambda seen: gather.save_session(engine, TOWN, session, GRACE, seen=seen),
        "session, removed": lambda seen: gather.remove_session(engine, TOWN, "s", GRACE, seen=seen + 2),
    }
    for name, act in acts.items():
        act(0)
        with pytest.raises(StaleDocumentError):
            act(0)
        if name != "session, removed":
            act(1)


def test_the_second_writer_is_told_and_keeps_her_words(open_page: Runner) -> None:
    app = open_page("rapport", partie="textes")
    engine = open_engine()
    number = editions.list_editions(engine)[0].number
    [area] = [item for item in app.text_area if "partie" in item.label]
    section = app.selectbox(key="section").value
    area.input("Mes mots")
    gather.save_narrative(engine, TOWN, number, section, "Les mots de Grace", GRACE, seen=0, draft=True)
    app = button(app, "Enregistrer")
    assert any("version 1" in item.value for item in app.error)
    assert gather.narratives(engine, TOWN, number, drafts=True)[section].text == "Les mots de Grace"
    app = app.run()
    assert any("Grace" in item.value for item in app.warning) and "Les mots de Grace" in [
        item.value for item in app.text
    ]
    [area] = [item for item in app.text_area if "partie" in item.label]
    assert area.value == "Mes mots"
    next(item for item in app.checkbox if "je la remplace" in item.label).check()
    button(app, "Enregistrer")
    assert gather.narratives(engine, TOWN, number, drafts=True)[section].text == "Mes mots"
    gather.save_narrative(engine, TOWN, number, section, "", LOCAL_USER, seen=2, draft=True)
    engine.dispose()


def test_a_part_that_this_edition_lacks_begins_with_the_words_of_the_former_one(open_page: Runner) -> None:
    """Proposed, said where they come from, and in no document before they are saved."""
    engine, words = open_engine(), "Ce que l'année nous a appris"
    number = editions.list_editions(engine)[0].number
    app = open_page("rapport", partie="textes")
    section = next(item for item in written_parts(translator("fr")) if item != app.selectbox(key="section").value)
    said = {number - 2: "Plus ancien", number - 1: words, number + 1: "D'une édition à venir"}
    for edition, text in said.items():
        gather.save_narrative(engine, TOWN, edition, section, text, GRACE, seen=0, draft=False)
    app = app.selectbox(key="section").set_value(section).run()
    [area] = [item for item in app.text_area if "partie" in item.label]
    assert area.value == words and any("Relisez-le" in item.value and "Grace" in item.value for item in app.info)
    assert section not in gather.narratives(engine, TOWN, number, drafts=True)
    app = button(app, "Enregistrer")
    assert gather.narratives(engine, TOWN, number, drafts=True)[section].text == words
    assert not any("Relisez-le" in item.value for item in app.info)
    gather.save_narrative(engine, TOWN, number, section, "", LOCAL_USER, seen=1, draft=True)
    for edition in said:
        gather.save_narrative(engine, TOWN, edition, section, "", GRACE, seen=1, draft=True)
    engine.dispose()
