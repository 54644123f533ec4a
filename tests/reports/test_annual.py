"""The annual report: its contents, what officers wrote, its tags, the same bytes."""

from __future__ import annotations

import io
from dataclasses import replace

from lxml import html
from pptx import Presentation
from pptx.oxml.ns import qn

from indicators.present.figure import Figure
from indicators.present.reports import Narrative, Override, ReportSource
from indicators.present.reports.annual import annual_annexes, annual_report
from indicators.present.reports.chapters import annexes
from indicators.present.reports.fiche import press_fiche
from indicators.present.reports.model import Paragraph, Table
from indicators.present.reports.parts import annex_names, volume_names
from indicators.present.reports.relation_page import relation_page
from indicators.present.reports.slides import presentation
from indicators.present.reports.viewer import viewer
from indicators.present.reports.volume import volume
from indicators.present.texts.citations import spans
from indicators.settings.sections import Missions
from tests.pdf import page_texts
from tests.reports.conftest import Make, told_otherwise


def test_tagged_and_the_same_twice(make_source: Make) -> None:
    for write in (annual_report, annual_annexes):
        first = write(make_source("ITC1"))
        assert first.startswith(b"%PDF-1.7")
        assert b"pdfuaid:part" in first
        assert b"/Lang" in first or b"(fr" in first or b"fr-FR" in first
        assert first == write(make_source("ITC1"))


def test_sections_in_the_order_of_the_manual(exempleville: ReportSource) -> None:
    """A first edition has nothing to compare: that chapter alone is left out."""
    names = [key for key in annex_names(exempleville.t) if key != "changements"]
    assert [section.key for section in annexes(exempleville)] == names
    names = [key for key in volume_names(exempleville.t) if key not in ("avant-propos", "changements", "lecons", "perspectives")]  # fmt: skip
    assert [section.key for section in volume(exempleville)] == names


def test_every_action_has_its_results_means_partners_and_lessons(exempleville: ReportSource) -> None:
    actions = next(section for section in annexes(exempleville) if section.key == "actions")
    tables = [item for item in actions.blocks if isinstance(item, Table)]
    done = [table for table in tables if len(table.headers) == 6]
    learnt = [table for table in tables if len(table.headers) == 5]
    assert done and learnt
    assert done[0].headers == ("Année", "Action", "Partenaires", "Résultats", "Public", "Moyens")
    assert learnt[0].headers == ("Action", "Années", "Conclusions", "Leçons tirées", "Perspectives")
    last = max(item.year for item in exempleville.snapshot.activities if item.year <= exempleville.year)
    titles = {row[1] for table in done for row in table.rows}
    recent = {item.title for item in exempleville.snapshot.activities if last - 3 < item.year <= last}
    assert recent <= {title.removesuffix(" (exemple)") for title in titles} | titles


def test_a_written_part_carries_its_author(make_source: Make) -> None:
    told = Narrative(section="lecons", text="Première.\n\nSeconde : fin", author="A. Martin", date="2026-11-02T10:00:00", draft=False)  # fmt: skip
    lessons = next(s for s in volume(make_source(narratives={"lecons": told})) if s.key == "lecons")
    first, second = lessons.blocks
    assert isinstance(first, Paragraph) and isinstance(second, Paragraph)
    assert (first.text, first.by) == ("Première.", "")
    assert second.text == "Seconde\u00a0: fin"
    assert second.by == "A. Martin, 2 novembre 2026"


def test_an_overridden_sentence_is_marked(make_source: Make) -> None:
    own = Override(figure="budget_by_rubric", text="Nos mots.", author="A. Martin", date="2026-11-02T10:00:00")
    budget = next(s for s in volume(make_source(overrides={"budget_by_rubric": own})) if s.key == "budget")
    figure = next(item for item in budget.blocks if isinstance(item, Figure) and item.key == "budget_by_rubric")
    assert figure.sentence == "Nos mots. (phrase modifiée par A. Martin, 2 novembre 2026)"


def test_what_officers_wrote_is_read_aloud_in_its_own_language(make_source: Make) -> None:
    """An English report keeps the French of its authors, and says so to a screen reader."""
    told = Narrative(section="lecons", text="Une leçon.", author="A. Martin", date="2026-11-02", draft=False)
    own = Override(figure="budget_by_rubric", text="Nos mots.", author="A. Martin", date="2026-11-02")
    source = make_source("93048", "en", narratives={"lecons": told}, overrides={"budget_by_rubric": own})
    made = annual_report(source)
    assert made.count(b"/Lang(fr)") == 2 and b"/Lang(en-GB)" in made
    (page,) = html.fromstring(viewer(source, ("budget",))).xpath("//section[2]")
    assert page.xpath("p[@lang='fr']/text()")[0].startswith("Nos mots.")
    slide = Presentation(io.BytesIO(presentation(source, ("budget",)))).slides[1]
    spoken = {run.get("lang") for run in slide._element.iter(qn("a:rPr"))}
    assert spoken == {"fr-FR", "en-GB"}
    assert slide.notes_slide.notes_text_frame.paragraphs[0].runs[0]._r.rPr.get("lang") == "fr-FR"


def test_years_that_follow_one_another_are_one_span() -> None:
    assert spans(["2016", "2014", "2015", "2018", "2020", "2021"]) == "2014–2016, 2018, 2020–2021"
    assert spans(["2021–2025", "2014"]) == "2014, 2021–2025"
    assert spans([]) == ""


def test_a_sign_that_no_font_has_does_not_stop_the_report(make_source: Make) -> None:
    source = make_source("ITC1")
    named = replace(source.snapshot.territory, name="Piémont \U0001f3d4")
    made = press_fiche(told_otherwise(source, territory=named))
    assert made.startswith(b"%PDF")


def test_fiche_is_one_page(grenoble: ReportSource) -> None:
    assert b"/Type/Pages/Count 1/" in press_fiche(grenoble)


def test_the_page_of_a_relation_tells_the_missions_that_its_reader_may_read(exempleville: ReportSource) -> None:
    item = next(relation for relation in exempleville.relations if relation.id == "exempleville-timisoara")
    readout = exempleville.readout
    shown = readout.settings.model_copy(update={"missions": Missions(public=True)})
    opened = replace(exempleville, readout=replace(readout, settings=shown, laid={}))
    for source, account, told in ((exempleville, True, True), (exempleville, False, False), (opened, False, True)):
        page = relation_page(source, item, account=account)
        assert b"/Type/Pages/Count 1/" in page
        assert ("Mission technique" in " ".join(page_texts(page))) is told
        assert "Directrice" not in " ".join(page_texts(page)), "no function of anybody"
