"""What the council must not discover elsewhere comes first: a ceiling exceeded, an alert that nothing answers."""

from __future__ import annotations

import io
from dataclasses import replace

from pptx import Presentation

from indicators.present.reports import ReportSource
from indicators.present.reports.model import Listed
from indicators.present.reports.slides import presentation
from indicators.present.reports.volume import volume
from tests.reports.conftest import told_otherwise


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def test_a_ceiling_exceeded_comes_first_with_its_stages(exempleville: ReportSource) -> None:
    """225 800 € committed on waste against 1 % of 21 197 000 €: 13 830 € too much."""
    first = plain(exempleville.choices[0])
    assert first.startswith("Plafond légal dépassé. Déchets")
    assert "225 800 € engagés (dont 225 103 € payés)" in first
    assert "Dépassement de 13 830 €" in first


def test_an_alert_without_an_answer_is_named(exempleville: ReportSource) -> None:
    alone = [item for item in exempleville.externalities.alerted if not item.in_force]
    assert alone, "the fictional city leaves one alert unanswered"
    (line,) = [line for line in exempleville.choices if "sans mesure de réponse" in line]
    assert all(item.definition.label.get("fr") in line for item in alone)
    answered = told_otherwise(exempleville, externality_measures=())
    more = [line for line in answered.choices if "sans mesure de réponse" in line]
    assert f"{len(answered.externalities.alerted)} effets" in plain(more[0])


def test_slide_and_report_say_them_alike(exempleville: ReportSource) -> None:
    lines = exempleville.choices
    slides = Presentation(io.BytesIO(presentation(exempleville, ("choix",)))).slides
    shown = "\n".join(shape.text_frame.text for shape in slides[1].shapes if shape.has_text_frame)
    notes = slides[1].notes_slide.notes_text_frame.text
    choices = next(section for section in volume(exempleville) if section.key == "choix")
    (written,) = [block.items for block in choices.blocks if isinstance(block, Listed)]
    assert all(line in notes and line in written for line in lines)
    assert all(item.brief in shown for item in exempleville.decided), "on a line each, where they fit"


def test_nothing_is_said_of_ceilings_that_hold(exempleville: ReportSource) -> None:
    empty = told_otherwise(exempleville, budget_lines=exempleville.snapshot.budget_lines.iloc[0:0])
    assert not any("Plafond légal dépassé" in line for line in replace(empty).choices)
