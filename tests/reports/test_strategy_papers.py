"""The strategy in what is handed out: nothing where nothing is written, every figure of the paper with its source."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from docx import Document
from pptx import Presentation

from indicators.catalogue import load_catalogue
from indicators.demo import demo_snapshot
from indicators.present.reports.chapters import annexes
from indicators.present.reports.command import make_one, offered
from indicators.present.reports.deck import deck
from indicators.present.reports.model import Paragraph, Section, Table
from indicators.present.reports.public_page import public_document
from indicators.present.reports.source import ReportSource
from indicators.present.reports.strategy import public_lines, strategy_sections
from indicators.present.reports.volume import volume
from indicators.present.texts import translator
from tests.defaults import readout
from tests.pdf import page_texts

CATALOGUE = load_catalogue()


def source(code: str = "EX001", lang: str = "fr") -> ReportSource:
    return ReportSource(readout(demo_snapshot(code), CATALOGUE, 2025), translator(lang))


def pdf_words(data: bytes) -> str:
    return " ".join(" ".join(page_texts(data)).split())


def keys(sections: tuple[Section, ...]) -> list[str]:
    return [section.key for section in sections]


@pytest.mark.parametrize("code", ["38185", "NUTS-ITC1"])
def test_a_city_without_a_strategy_never_sees_a_blank(code: str) -> None:
    found = source(code)
    assert "strategie" not in keys(volume(found)) and "strategie" not in keys(annexes(found))
    assert not {"strategie", "priorites", "forces-faiblesses", "strategies-croisees", "promesses", "grilles"} & {
        slide.key for slide in deck(found)
    }
    assert public_lines(found) == []
    assert not {"Où nous allons", "Prix et reconnaissances"} & set(re.findall("<h2>(.*?)</h2>", public_document(found)))
    assert "construction" not in keys(strategy_sections(found))
    assert not any(kind.startswith("strategie") for kind in offered(found))


def test_grids_matrix_and_vision_reach_the_report_the_slides_and_the_public_page() -> None:
    found = source()
    assert {"strategie"} <= set(keys(volume(found))) & set(keys(annexes(found)))
    assert {"strategie", "priorites", "forces-faiblesses", "strategies-croisees", "promesses", "grilles"} <= {
        slide.key for slide in deck(found)
    }
    page = public_document(found)
    assert "Une régie de l’eau qui sait transmettre" in page and "Être identifiée par une spécificité" in page
    assert "niveau élevé" in page
    assert "Prix de l’eau partagée (2024)\u00a0: Premier prix des villes jumelles pour l’eau, avec Saint-Louis." in page


def test_the_paper_says_who_supports_it_how_it_was_made_and_what_the_state_does_with_where_it_was_read() -> None:
    sections = {section.key: section.blocks for section in strategy_sections(source())}
    [phases] = [block for block in sections["construction"] if isinstance(block, Table)]
    assert len(phases.rows) == 16
    assert phases.rows[0][-1] == "Note de service du 2 mars 2020 · Directeur général des services"
    formulate = sections["formulate"]
    told = [block.text for block in formulate if isinstance(block, Paragraph)]
    asked = "Quels programmes bilatéraux de coopération y sont en cours ?"
    place = next(number for number, text in enumerate(told) if text.replace("\u202f", " ") == asked)
    assert told[place + 2] == "Note de l’ambassade, décembre 2020"
    assert [len(block.rows) for block in formulate if isinstance(block, Table)] == [9]
    assert [len(block.rows) for block in sections["professionalise"] if isinstance(block, Table)] == [18]


@pytest.mark.parametrize("lang", ["fr", "en", "es"])
def test_the_paper_is_made_in_every_language(lang: str) -> None:
    found = source(lang=lang)
    told = pdf_words(make_one(found, "strategie", tuple))
    assert "Une régie de l’eau" in told or "Une régie de l'eau" in told
    assert "{" not in told
    assert len(page_texts(make_one(found, "strategie_page", tuple))) == 1


def test_the_word_paper_has_ten_rules_as_titles_and_the_slides_open() -> None:
    found = source()
    file = Document(io.BytesIO(make_one(found, "strategie_docx", tuple)))
    titles = [item.text for item in file.paragraphs if item.style is not None and item.style.name == "Heading 2"]
    rules = [item.label.get("fr") for item in CATALOGUE.grids["ten_steps"].items]
    assert [title for title in titles if title in rules] == rules
    assert len(Presentation(io.BytesIO(make_one(found, "strategie_pptx", tuple))).slides) == 7


def test_what_is_not_written_is_said_in_the_paper() -> None:
    snapshot = demo_snapshot("EX001")
    silent = tuple(row for row in snapshot.self_assessments if not (row.grid == "ten_steps" and row.item == "legality"))
    found = ReportSource(readout(replace(snapshot, self_assessments=silent), CATALOGUE, 2025), translator("fr"))
    told = [block.text for section in strategy_sections(found) for block in section.blocks if hasattr(block, "text")]
    assert told[told.index("Veiller à la légalité des actions") + 1] == "Non écrit."
