"""Documents of a past year show what is known of that year: relations without a date are left out and counted."""

from __future__ import annotations

import pytest

from indicators.present.reports.deck import map_figure
from indicators.present.synthesis import partners
from indicators.present.texts import translator
from tests.reports.conftest import Make

T = translator("fr")


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ").replace("’", "'")


@pytest.mark.parametrize("year", [1990, 2018])
def test_the_map_of_a_past_year_draws_the_relations_known_to_stand_then(make_source: Make, year: int) -> None:
    source = make_source("38185", year=year)
    figure = map_figure(source)
    dated = [item for item in source.relations if item.stood(year)]
    assert 0 < len(figure.table) == len(dated) < len(source.relations)
    assert "19 relations sans date, non dessinées." in plain(figure.sentence)


def test_the_map_of_the_latest_year_takes_records_at_their_word(make_source: Make) -> None:
    source = make_source("38185", year=2024)
    figure = map_figure(source)
    assert len(figure.table) == len(source.relations) == 23
    assert "non dessinées" not in figure.sentence


def test_the_summary_compares_what_has_a_date(make_source: Make) -> None:
    """Counted in every year, relations without a date would draw a line that nobody knows."""
    today, before = (partners(make_source("38185", year=year).readout, T) for year in (2024, 2018))
    assert plain(today.value) == "23" and "(19 sans date, à part)" in plain(today.change)
    assert plain(before.value) == "4" and "19 relations sans date, non comptées" in plain(before.detail)
    assert 'alt="Partenariats datés, de' in plain(today.trail.html)
