"""The report for Word: the same chapters in its own styles, pictures described, the same bytes twice."""

from __future__ import annotations

import io
from dataclasses import replace

from docx import Document
from docx.oxml.ns import qn

from indicators.present.reports import Narrative, ReportSource
from indicators.present.reports.model import Cards, Paragraph
from indicators.present.reports.volume import volume
from indicators.present.reports.word import word_report
from tests.reports.conftest import Make


def test_the_same_chapters_in_the_styles_of_word(exempleville: ReportSource) -> None:
    file = Document(io.BytesIO(word_report(exempleville)))
    heads = [item.text for item in file.paragraphs if item.style.name == "Heading 1"]
    sections = volume(exempleville)
    assert heads == [section.title for section in sections]
    text = "\n".join(item.text for item in file.paragraphs)
    assert "Projet\u00a0: il reste à écrire" in text and "Données fictives" in text
    head = file.sections[0].header.paragraphs[0].text
    assert head.startswith("PROJET · Données fictives"), "each page says it, as in the PDF"
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Paragraph):
                assert block.text in text
            if isinstance(block, Cards):
                assert all(card.title in text and card.result in text for card in block.items)


def test_each_picture_says_what_it_shows(exempleville: ReportSource) -> None:
    file = Document(io.BytesIO(word_report(exempleville)))
    drawn = list(file.element.body.iter(qn("wp:docPr")))
    assert len(drawn) >= 5
    assert all(len(item.get("descr") or "") > 20 for item in drawn)


def test_no_title_is_left_with_a_figure_or_a_place_at_the_foot_of_a_page(exempleville: ReportSource) -> None:
    """A key figure, a card, a drawing: one block, from its title to what is said of it."""
    paragraphs = Document(io.BytesIO(word_report(exempleville))).paragraphs
    ends = {card.learnt or card.result for section in volume(exempleville) for block in section.blocks if isinstance(block, Cards) for card in block.items}  # fmt: skip
    titles = {card.title for section in volume(exempleville) for block in section.blocks if isinstance(block, Cards) for card in block.items}  # fmt: skip
    starts = [rank for rank, item in enumerate(paragraphs) if item.style.name == "Heading 2" and item.text in titles]
    assert len(starts) == len(titles) > 3
    for rank in starts:
        end = next(place for place in range(rank, len(paragraphs)) if paragraphs[place].text.endswith(tuple(ends)))
        assert all(item.paragraph_format.keep_with_next for item in paragraphs[rank + 1 : end]), paragraphs[rank].text
    figure = next(rank for rank, item in enumerate(paragraphs) if item.text == "5 / 6")
    assert paragraphs[figure].paragraph_format.keep_with_next
    drawn = [item for item in paragraphs if list(item._p.iter(qn("w:drawing")))]
    assert drawn and all(item.paragraph_format.keep_with_next for item in drawn)


def test_languages_and_colour(make_source: Make) -> None:
    told = Narrative(section="lecons", text="Une leçon.", author="A. Martin", date="2026-11-02", draft=False)
    source = make_source("93048", "en", narratives={"lecons": told})
    settings = source.settings.model_copy(update={"report": source.settings.report.model_copy(update={"colour": "#8a1c4a"})})  # fmt: skip
    file = Document(io.BytesIO(word_report(replace(source, readout=replace(source.readout, settings=settings)))))
    assert file.styles["Normal"].element.rPr.find(qn("w:lang")).get(qn("w:val")) == "en-GB"
    run = next(run for item in file.paragraphs for run in item.runs if run.text == "Une leçon.")
    assert run._r.rPr.find(qn("w:lang")).get(qn("w:val")) == "fr-FR"
    assert round(file.sections[0].page_width.cm, 1) == 21.0
    assert str(file.styles["Heading 1"].font.color.rgb) == "8A1C4A"


def test_the_same_twice(make_source: Make) -> None:
    assert word_report(make_source("ITC1")) == word_report(make_source("ITC1"))
