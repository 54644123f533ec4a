"""The report that a mayor signs and its annexes: what is printed, what is not, what says that it is still a draft."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from indicators.catalogue import load_catalogue
from indicators.present.reports import Narrative, ReportSource
from indicators.present.reports.annual import annual_annexes, annual_report
from indicators.present.reports.cards import cards
from indicators.present.reports.chapters import annexes
from indicators.present.reports.model import Cards, Numbers, Paragraph, Table
from indicators.present.reports.parts import REQUIRED, pending
from indicators.present.reports.volume import volume
from tests.pdf import page_texts
from tests.reports.conftest import Make, told_otherwise

Write = Callable[[ReportSource], bytes]
VOLUMES = pytest.mark.parametrize("write", [annual_report, annual_annexes], ids=["report", "annexes"])


def told(section: str, text: str = "Nous avons agi.", *, draft: bool = False) -> Narrative:
    return Narrative(section=section, text=text, author="A. Martin", date="2026-11-02T10:00:00", draft=draft)


@pytest.fixture(scope="module")
def empty(exempleville: ReportSource) -> ReportSource:
    """A city set up from nothing: it has a name, and nothing else."""
    shot = exempleville.snapshot
    return told_otherwise(
        exempleville, territory=replace(shot.territory, fictional=False, name="Villeneuve"), partnerships=(),
        activities=(), objectives=(), memberships=(), targets=(), actors=(), externality_measures=(),
        self_assessments=(), findings=(), priorities=(), bodies=(), meetings=(), missions=(), follow_ups=(), calls=(),
        observations=shot.observations.iloc[0:0], budget_lines=shot.budget_lines.iloc[0:0],
    )  # fmt: skip


def pages(made: bytes) -> list[str]:
    return page_texts(made)


def test_the_report_has_the_length_that_a_council_reads(exempleville: ReportSource) -> None:
    whole = replace(exempleville, narratives={key: told(key, "\n\n".join(["Nous avons agi. " * 30] * 4)) for key in REQUIRED})  # fmt: skip
    for source in (exempleville, whole):
        read = pages(annual_report(source))
        assert 12 <= len(read) <= 16
        spread = [number for number, text in enumerate(read, start=1) if "Nos partenaires, pays par pays" in text]
        assert [number % 2 for number in spread] == [1], "the world on the left, the names on the right"
        assert "Avec qui nous agissons" in read[spread[0] - 2]
        assert any("À quoi cela sert" in text and "Solidarité" in text for text in read[2:])


def test_no_chapter_without_content(empty: ReportSource) -> None:
    assert [section.key for section in volume(empty)] == ["choix", "sources"]
    assert [section.key for section in annexes(empty)] == ["evaluation", "methode", "sources"], (
        "what records alone tell"
    )
    written = replace(empty, narratives={"lecons": told("lecons")})
    assert [section.key for section in volume(written)] == ["lecons", "choix", "sources"]
    for source in (empty, written):
        for section in (*volume(source), *annexes(source)):
            assert any(not (isinstance(item, Paragraph) and item.style == "missing") for item in section.blocks)


@VOLUMES
def test_a_draft_until_the_parts_of_the_service_are_written(write: Write, make_source: Make) -> None:
    source = make_source("ITC1")
    assert [item.key for item in pending(source)] == ["avant-propos", "lecons", "perspectives"]
    first, *others = pages(write(source))
    assert "Projet : il reste à écrire « Avant-propos »" in re.sub("[\u00a0\u202f]", " ", first.replace("\n", " "))
    assert all(page.rstrip().endswith("PROJET") for page in others), "drawn last, over the maps and the charts"
    written = replace(source, narratives={key: told(key) for key in REQUIRED})
    assert not pending(written)
    assert "PROJET" not in " ".join(pages(write(written)))


def test_the_foreword_is_signed_by_who_signs_the_report(make_source: Make) -> None:
    source = make_source("ITC1", narratives={"avant-propos": told("avant-propos", "Un.\n\nDeux.")})
    settings = source.settings.model_copy(update={"report": source.settings.report.model_copy(update={"signatory": "Ada Martin, maire"})})  # fmt: skip
    signed = replace(source, readout=replace(source.readout, settings=settings))
    section = volume(signed)[0]
    assert section.key == "avant-propos"
    assert [block.by for block in section.blocks if isinstance(block, Paragraph)] == ["", "Ada Martin, maire"]


def test_figures_that_are_known_come_with_their_ten_years(exempleville: ReportSource, grenoble: ReportSource) -> None:
    def shown(source: ReportSource) -> Numbers:
        (found,) = next(section for section in volume(source) if section.key == "chiffres").blocks
        assert isinstance(found, Numbers) and found.tall
        return found

    (_, money, *_), alone = shown(exempleville).items, shown(grenoble).items
    assert len(shown(exempleville).items) == 4
    assert money.line is not None
    assert (money.line.start.partition("\u00a0: ")[0], money.line.end.partition("\u00a0: ")[0]) == ("2016", "2025")
    assert all(item.value != "–" for item in alone)


def test_six_actions_each_once_and_what_was_learnt_once(exempleville: ReportSource) -> None:
    found = cards(exempleville)
    assert len(found) == 6
    assert len({card.title for card in found}) == 6
    learnt = [card.learnt for card in found if card.learnt]
    assert learnt and len(learnt) == len(set(learnt))
    assert all(card.result and re.match(r"20\d\d", card.above) for card in found)
    (block,) = next(section for section in volume(exempleville) if section.key == "actions").blocks
    assert block == Cards(found)


def test_a_lesson_of_three_years_is_one_row_with_its_years(exempleville: ReportSource) -> None:
    actions = next(section for section in annexes(exempleville) if section.key == "actions")
    rows = [row for item in actions.blocks if isinstance(item, Table) and "Années" in item.headers for row in item.rows]
    assert any("–" in row[1] for row in rows), "some lesson holds for several years"
    for item in actions.blocks:
        if isinstance(item, Table):
            assert item.headers[0] == "Année" or "Années" in item.headers
            assert len(set(item.rows)) == len(item.rows)


@VOLUMES
@pytest.mark.parametrize("territory", ["EX001", "38185"])
def test_no_internal_code(write: Write, territory: str, make_source: Make) -> None:
    """The identifiers of the catalogue are for files: none is printed, as a source or otherwise."""
    text = " ".join(pages(write(make_source(territory, year=2025))))
    assert not [name for name in load_catalogue().indicators if re.search(rf"\b{name}\b", text)]


@VOLUMES
def test_no_heading_alone_at_the_foot_of_a_page(write: Write, exempleville: ReportSource) -> None:
    headings = {section.title for section in (*volume(exempleville), *annexes(exempleville))}
    headings |= {item.label for item in exempleville.snapshot.objectives}
    for number, text in enumerate(pages(write(exempleville))[2:], start=3):
        body = [line.strip() for line in text.splitlines() if line.strip() and " · Édition " not in line]
        assert len(body) > 3, f"page {number} is blank"
        last = re.sub(r"^[\d.]+ ", "", body[-1])
        assert last not in headings, f"page {number} ends on the heading « {last} »"
