"""The presentation opens, is editable, says its sources, and is the same twice."""

from __future__ import annotations

import html
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml.ns import qn

from indicators.present import conclusions
from indicators.present.reports import ReportSource, native
from indicators.present.reports.deck import USUAL, deck, slide_names
from indicators.present.reports.number_formats import euros
from indicators.present.reports.slides import presentation
from indicators.present.texts import translator
from indicators.settings import contrast_with_white
from tests.reports.conftest import Make, session, told_otherwise


@pytest.fixture(scope="module")
def pages(grenoble: ReportSource) -> Any:
    return Presentation(io.BytesIO(presentation(grenoble))).slides


def test_slides_follow_the_session(pages: Any, grenoble: ReportSource) -> None:
    assert grenoble.session
    assert len(pages) == 1 + len(grenoble.session.slides)
    assert pages[0].shapes.title.text == "Bilan de l’action internationale"


def test_budget_is_a_native_chart_with_its_numbers(pages: Any) -> None:
    chart = next(shape.chart for shape in pages[3].shapes if shape.has_chart)
    spent = [sum(value or 0 for value in series.values) for series in chart.plots[0].series]
    assert round(sum(spent)) == 966_687  # the administrative account of 2018
    assert chart.part.chart_workbook.xlsx_part is not None


def test_charts_with_a_native_form_are_not_pictures(pages: Any, grenoble: ReportSource) -> None:
    """Those of what is known: of targets that nobody set there is nothing to draw."""
    assert grenoble.session
    with_chart = [key for key, page in zip(("", *grenoble.session.slides), pages, strict=True) if any(shape.has_chart for shape in page.shapes)]  # fmt: skip
    assert with_chart == ["profil", "budget", "annees"]


def test_every_drawing_has_an_alternative_text(pages: Any) -> None:
    for page in pages:
        for shape in page.shapes:
            if shape.has_chart or getattr(shape, "has_table", False) or shape.shape_type == 13:
                described = shape._element.xpath(".//p:cNvPr")[0].get("descr")
                assert described and len(described) > 20


def test_notes_hold_reading_and_sources(pages: Any) -> None:
    notes = pages[3].notes_slide.notes_text_frame.text
    assert "Dépenses payées 2018" in notes
    assert "Sources" in notes and "http" in notes


def test_footer_names_edition_session_and_deliberation(pages: Any) -> None:
    text = " ".join(shape.text_frame.text for shape in pages[1].placeholders)
    assert "Grenoble" in text and "14 décembre 2026" in text and "2026-118" in text


def test_fictional_territory_is_told_on_every_slide(exempleville: ReportSource) -> None:
    for page in Presentation(io.BytesIO(presentation(exempleville, ("synthese", "budget", "choix")))).slides:
        assert any("Données fictives" in shape.text_frame.text for shape in page.shapes if shape.has_text_frame)


def test_same_edition_same_bytes(make_source: Make) -> None:
    keys = ("synthese", "budget", "statuts")
    assert presentation(make_source("93048"), keys) == presentation(make_source("93048"), keys)


def test_a_template_without_the_layouts_is_refused(grenoble: ReportSource, tmp_path: Path) -> None:
    path = tmp_path / "autre.pptx"
    Presentation().save(str(path))
    with pytest.raises(ValueError, match="Couverture"):
        presentation(grenoble, ("synthese",), path)


def sizes(page: Any) -> list[float]:
    """Every size of type that a slide sets, in points: words, cells of tables, charts."""
    found = [run.font.size.pt for shape in page.shapes if shape.has_text_frame for part in shape.text_frame.paragraphs for run in part.runs if run.font.size]  # fmt: skip
    for shape in page.shapes:
        if getattr(shape, "has_table", False):
            found += [run.font.size.pt for row in shape.table.rows for cell in row.cells for part in cell.text_frame.paragraphs for run in part.runs]  # fmt: skip
        if shape.has_chart:
            chart = shape.chart
            found.append(chart.font.size.pt)
            found += [int(item.get("sz")) / 100 for item in chart._chartSpace.iter(qn("a:defRPr")) if item.get("sz")]
    return found


@pytest.mark.parametrize("territory", ["EX001", "38185", "ITC1"])
def test_type_is_read_from_the_back_of_the_room(make_source: Make, territory: str) -> None:
    source = make_source(territory, year=2025)
    partner = tuple(f"partenariat:{item.id}" for item in source.relations[:2])
    file = Presentation(io.BytesIO(presentation(source, (*USUAL, *partner))))
    for page in file.slides:
        assert min(sizes(page), default=24) >= 24, page.shapes.title.text
    native_charts = sum(shape.has_chart for page in file.slides for shape in page.shapes)
    assert territory != "EX001" or native_charts >= 8
    for part in (file.slide_masters[0], *file.slide_layouts):
        told = [int(item.get("sz")) for item in part._element.iter(qn("a:defRPr"), qn("a:rPr")) if item.get("sz")]
        assert min(told, default=2400) >= 2400, part.name


def test_no_slide_sends_elsewhere_for_the_rest(exempleville: ReportSource, make_source: Make) -> None:
    """Nor does a table of more rows than the page holds: its title counts them."""
    changed = make_source("EX001", year=2025, previous=told_otherwise(exempleville, partnerships=()).readout)
    for source, keys in ((exempleville, ()), (changed, ("changements",))):
        file = Presentation(io.BytesIO(presentation(source, keys)))
        words = " ".join(shape.text_frame.text for page in file.slides for shape in page.shapes if shape.has_text_frame)
        assert not [word for word in ("commentaires", "suite", "classeur") if word in words]


def test_a_change_is_what_it_was_and_what_it_has_become(exempleville: ReportSource, make_source: Make) -> None:
    first, *others = exempleville.snapshot.targets
    before = told_otherwise(exempleville, targets=(replace(first, target_value=99.0), *others)).readout
    file = Presentation(io.BytesIO(presentation(make_source("EX001", year=2025, previous=before), ("changements",))))
    (table,) = (shape.table for shape in file.slides[1].shapes if getattr(shape, "has_table", False))
    assert {"Objet", "Avant", "Après"} < {cell.text for cell in table.rows[0].cells}
    for column, cells in zip(table.columns, zip(*(row.cells for row in table.rows), strict=True), strict=True):
        longest = max(len(word) for cell in cells for word in cell.text.split() or [""])
        assert column.width.pt - 14.4 >= 0.5 * 24 * longest, "no word broken in two"


def test_titles_conclude(exempleville: ReportSource, make_source: Make) -> None:
    def plain(title: str) -> str:
        return re.sub("[\u00a0\u202f]", " ", title).replace("’", "'")

    titles = {slide.key: plain(slide.title) for slide in deck(exempleville)}
    assert titles["budget"] == "Nous dépensons 3 % de plus qu'en 2024 ; premier poste : subventions"
    assert titles["statuts"] == "14 cibles sur 31 atteintes ou en bonne voie"
    assert titles["carte"] == "26 partenariats en cours dans 24 pays"
    assert titles["externalites"] == "3 effets indésirables en alerte, dont 1 sans réponse"
    assert titles["niveau-programmatic"] == "Politique et programmatique : 2 tenus ou en bonne voie et 6 en retard"
    assert titles["choix"] == "6 points sont à décider"
    assert titles["strategie"] == "2 ambitions sur 6 sont atteintes"
    vision = next(slide for slide in deck(exempleville) if slide.key == "strategie")
    assert vision.reading == "4 restent à atteindre." and len(vision.lines) == 4, "the list is what the reading says"
    assert titles["priorites"] == "62 % de nos actions de 2025 servent nos priorités"
    assert titles["forces-faiblesses"] == "De 10 constats nous tirons 4 stratégies"
    assert titles["grilles"].startswith("Auto-évaluation la plus basse : Vision prospective")
    names = set(slide_names(exempleville.t).values())
    assert not {slide.title for slide in deck(exempleville, USUAL)[1:]} & names
    above = conclusions.openness(exempleville.profile, exempleville.t)
    assert plain(above) == "5 dimensions sur 6 au-dessus de la référence"
    nothing = {slide.key: plain(slide.title) for slide in deck(make_source("ITC1"))}
    assert nothing["budget"] == "Aucune dépense n'est enregistrée"
    assert nothing["carte"] == "Aucun partenariat en cours"


def test_the_profile_keeps_its_line_at_100(exempleville: ReportSource) -> None:
    """Bars start from 100, left or right of a drawn line: 96 and 115 are not alike."""
    page = Presentation(io.BytesIO(presentation(exempleville, ("profil",)))).slides[1]
    chart = next(item.chart for item in page.shapes if item.has_chart)
    crossing = chart._chartSpace.xpath(".//c:catAx/c:crossesAt")
    assert [float(item.get("val")) for item in crossing] == [100.0]
    low, high = chart.value_axis.minimum_scale, chart.value_axis.maximum_scale
    assert low < 100 < high and round(100 - low) == round(high - 100)
    assert chart.category_axis.format.line.width > 0


def test_what_cannot_be_told_has_no_slide(grenoble: ReportSource) -> None:
    usual = {slide.key for slide in deck(replace(grenoble, session=None))}
    assert "statuts" in usual
    (statuses,) = (slide for slide in deck(grenoble, ("statuts",)) if not slide.cover)
    assert statuses.native is None and len(statuses.lines) == 3, "bars of what nobody can tell are no drawing"
    assert not usual & {"externalites", "niveau-territorial", "niveau-programmatic", "niveau-operational"}


def test_restyled_template_is_followed(grenoble: ReportSource, tmp_path: Path) -> None:
    from indicators.present.reports.template import build

    path = build(tmp_path / "charte.pptx")
    file = Presentation(str(path))
    file.slide_width = 9_144_000
    file.save(str(path))
    assert Presentation(io.BytesIO(presentation(grenoble, ("synthese",), path))).slide_width == 9_144_000


def test_every_slide_on_offer_can_be_made(exempleville: ReportSource) -> None:
    assert set(slide_names(exempleville.t)) == set(USUAL)
    assert [slide.key for slide in deck(exempleville, USUAL)] == ["couverture", *USUAL]
    usual = [slide.key for slide in deck(exempleville)]
    assert exempleville.previous is None and set(USUAL) - set(usual) == {"changements"}, (
        "no empty page before a council"
    )


def test_what_is_absent_is_said_once(make_source: Make) -> None:
    """A territory without budget nor partnership: one slide says it of each, and no second one is empty."""
    usual = {slide.key for slide in deck(make_source("ITC1"))}
    assert {"budget", "carte"} < usual and not usual & {"annees", "carte-proche", "changements"}
    told = {slide.key: slide for slide in deck(make_source("ITC1"))}
    assert told["carte"].figure is None and "Aucun partenariat n’est enregistré" in told["carte"].reading
    unchanged = make_source("EX001", year=2025, previous=make_source("EX001", year=2025).readout)
    assert "changements" not in {slide.key for slide in deck(unchanged)}


def test_unknown_slides_are_passed_over(grenoble: ReportSource) -> None:
    assert [slide.key for slide in deck(grenoble, ("budget", "rien", "partenariat:inconnu"))] == [
        "couverture",
        "budget",
    ]


def test_a_rubric_below_zero_is_drawn_below_zero(make_source: Make) -> None:
    """Refunds larger than what was spent: neither nothing nor an expense, and the axis goes below zero."""
    source = make_source("93048")
    rows = source.snapshot.budget_lines
    last = (rows["year"] == 2023) & (rows["direction"] == "expenditure") & (rows["rubric"] == "r1_operations")
    turned = rows.assign(paid=rows["paid"].where(~last, -rows["paid"]))
    chart = native.years(told_otherwise(source, budget_lines=turned))
    assert chart is not None
    by_name = dict(chart.series)
    assert chart.series[-1][0] == "Non affecté"
    assert (by_name["Opérations"][-1] or 0) < 0 < (by_name["Opérations"][0] or 0)
    below = told_otherwise(source, budget_lines=turned)
    for given, least in ((source, 0.0), (below, None)):
        page = Presentation(io.BytesIO(presentation(given, ("annees",)))).slides[1]
        drawn = next(item.chart for item in page.shapes if item.has_chart)
        assert drawn.value_axis.minimum_scale == least
        assert all(series.invert_if_negative is False for series in drawn.plots[0].series)


def test_values_on_a_bar_are_written_in_what_is_read_best(exempleville: ReportSource) -> None:
    page = Presentation(io.BytesIO(presentation(exempleville, ("statuts",)))).slides[1]
    drawn = next(item.chart for item in page.shapes if item.has_chart)
    chart = native.statuses(exempleville)
    assert chart is not None
    for series, colour in zip(drawn.plots[0].series, chart.colours, strict=True):
        white = contrast_with_white(colour) > 21 / contrast_with_white(colour)
        ink = MSO_THEME_COLOR.BACKGROUND_1 if white else MSO_THEME_COLOR.TEXT_1
        assert series.data_labels.font.color.theme_color == ink


@pytest.mark.parametrize("lang", ["fr", "en", "es"])
def test_euros_of_a_native_chart_are_those_of_the_language_on_any_machine(make_source: Make, lang: str) -> None:
    """No format leaves the separator of thousands to the machine: neither on an axis, nor in the data, nor in a label."""
    source = make_source("93048", lang=lang, session=session("profil", "budget", "annees", "statuts"))
    package = zipfile.ZipFile(io.BytesIO(presentation(source)))
    charts = [
        package.read(name).decode() for name in package.namelist() if re.fullmatch(r"ppt/charts/chart\d*\.xml", name)
    ]
    formats = {
        html.unescape(found[0] or found[1])
        for chart in charts
        for found in re.findall(r'formatCode(?:="([^"]*)"|>([^<]*)<)', chart)
    }
    assert not [code for code in formats if "," in re.sub(r'"[^"]*"', "", code)], formats
    written = next(code for code in formats if "€" in code)
    for value in (0, 7, 999, 1_000, 45_600, 966_687, 1_234_567, 87_000_000):
        assert shown(written, value) == source.t.money(100 * value)


@pytest.mark.parametrize("lang", ["fr", "en", "es"])
def test_amounts_below_zero_are_grouped_too(lang: str) -> None:
    t = translator(lang)
    below, far_below = euros((12.0, -4_500.0, None), t), euros((-2_500_000.0,), t)
    assert shown(below, -4_500).lstrip("-") == t.money(450_000) and shown(below, 4_500) == t.money(450_000)
    assert shown(far_below, -2_500_000).lstrip("-") == t.money(250_000_000)


def shown(code: str, value: int) -> str:
    """A whole number as the sections of a format write it: the first whose condition holds, digits filled from the right."""
    sections = [re.fullmatch(r"(?:\[>=(\d+)\])?(.*)", part) for part in code.split(";")]
    body = next(found[2] for found in sections if found and (found[1] is None or value >= int(found[1])))
    left, text = list(str(abs(value))), ""
    for token in reversed(re.findall(r'"[^"]*"|.', body)):
        text = (token.strip('"') if token.startswith('"') else left.pop() if left else token.replace("#", "")) + text
    return (
        ("-" if value < 0 else "") + re.sub(r"\d", lambda digit: "".join(left) + digit[0], text, count=1)
        if left
        else text
    )
