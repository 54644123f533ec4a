"""Text, chart and voice: what a chart writes, shows under the pointer and says aloud is what the texts say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import vl_convert

from indicators.present.figure import Figure
from indicators.present.reports import ReportSource, pictures
from indicators.present.reports.figures import all_figures
from tests.reports.conftest import Make

LANGUAGES = ("fr", "en", "es")
PLACES = (("EX001", 2025), ("38185", 2023))
# Vega's own words for axes, legends, marks and layers.
ENGLISH = re.compile(
    r"axis titled|legend titled|linear scale|Title text|mark container|symbol|visualization", re.IGNORECASE
)
ROLES = {"fr": {"barre", "case", "point", "zone"}, "en": {"bar", "cell", "point", "area"}, "es": {"barra", "casilla", "punto", "zona"}}  # fmt: skip
# French puts the narrow no-break space inside a number, the no-break space before its unit, and never the other way round.
SWAPPED = re.compile(r"\d[ \u00a0]\d{3}(?!\d)|\d[ \u202f](?=[%‰€])|\d(?=[%‰€])")


@pytest.fixture(params=[(place, lang) for place in PLACES for lang in LANGUAGES], ids=lambda item: f"{item[0][0]}-{item[1]}")  # fmt: skip
def source(request: pytest.FixtureRequest, make_source: Make) -> ReportSource:
    """A territory in a language."""
    (territory, year), lang = request.param
    return make_source(territory, lang=lang, year=year)


def figures(source: ReportSource) -> list[Figure]:
    """The figures that are drawn."""
    return [item for item in all_figures(source) if item.spec is not None]


def units(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every drawing of one mark."""
    if "mark" in spec:
        yield spec
    for part in spec.get("layer", ()):
        yield from units(part)


def test_marks_speak_the_language_of_the_reader_and_axes_are_silent(source: ReportSource) -> None:
    for figure in figures(source):
        svg = str(vl_convert.vegalite_to_svg(pictures.prepared(figure.spec or {}, 580)))
        said = re.findall(r'aria-label="([^"]*)"', svg)
        assert said, f"{figure.key} says nothing"
        spoken = re.findall(r'aria-roledescription="([^"]*)" aria-label|aria-label="[^"]*"[^>]*aria-roledescription="([^"]*)"', svg)  # fmt: skip
        roles = {first or second for first, second in spoken}
        assert roles and roles <= ROLES[source.t.lang], (figure.key, roles)
        for text in said:
            assert not ENGLISH.search(text), (figure.key, text)
            assert not re.search(r"\b(null|undefined|NaN|true|false|datum|_told)\b", text), (figure.key, text)


def test_a_tooltip_holds_words_and_a_mark_says_them(source: ReportSource) -> None:
    """A number in a tooltip is written by the translator: no chart rounds, spaces or signs by itself."""
    for figure in figures(source):
        for unit in units(figure.spec or {}):
            for item in unit.get("encoding", {}).get("tooltip", ()):
                assert item.get("format", "d") == "d", (figure.key, item)
                assert item["type"] in ("nominal", "ordinal") or item["field"] == "year", (figure.key, item)
            mark = unit["mark"]
            speaker = mark["point"] if mark["type"] == "line" and "point" in mark else mark
            assert speaker.get("aria") is False or speaker.get("description"), (figure.key, mark["type"])


def test_one_convention_of_spaces_in_texts_and_charts(make_source: Make) -> None:
    for territory, year in PLACES:
        for figure in all_figures(make_source(territory, year=year)):
            texts = [figure.title, figure.sentence, figure.note, *map(str, figure.table.columns)]
            texts += [
                str(value) for row in figure.table.itertuples(index=False) for value in row if isinstance(value, str)
            ]
            texts += list(strings(figure.spec or {}))
            for text in texts:
                assert not SWAPPED.search(text), (figure.key, text)


def strings(part: Any) -> Iterator[str]:
    """The texts of the data of a specification."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name not in ("config", "geometry", "$schema", "encoding", "mark", "transform"):
                yield from strings(value)
    elif isinstance(part, list):
        for value in part:
            yield from strings(value)
    elif isinstance(part, str):
        yield part


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_label_a_tooltip_and_a_voice_say_the_same_amount(lang: str, make_source: Make) -> None:
    """Each rubric of the year: written at the end of its bar, shown under the pointer, said aloud, in the table."""
    source = make_source("38185", lang=lang, year=2023)
    t, view = source.t, source.budget
    figure = next(item for item in figures(source) if item.key == "budget_by_rubric")
    svg = str(vl_convert.vegalite_to_svg(pictures.prepared(figure.spec or {}, 580)))
    said, told = re.findall(r'aria-label="([^"]*)"', svg), list(strings(figure.spec))
    for part in view.rubrics.parts:
        if part.gross and part.gross == part.net:
            amounts = [cents for cents in (part.confirmed, part.gross - part.confirmed) if cents]
            assert any(text.startswith(t.money(part.net) + " · ") for text in told), part
            for cents in amounts:
                assert t.money(cents) in told and any(text.endswith(t.money(cents)) for text in said), part
