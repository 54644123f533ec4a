"""Documents of a past year show what is known of that year: relations without a date are left out and counted."""

from __future__ import annotations

import re

import pytest

from indicators.present import conclusions
from indicators.present.reports.model import Listed
from indicators.present.reports.public import partner_lines
from indicators.present.reports.still_map import map_figure
from indicators.present.reports.volume import volume
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
    assert plain(today.value) == "23" and plain(today.change) == "évolution inconnue : 19 sont sans date"
    assert plain(before.value) == "4" and "19 relations sans date, non comptées" in plain(before.detail)
    assert today.trail is None, "a line of four relations would pass for one of twenty-three"
    dated = partners(make_source("EX001", year=2025).readout, T).trail
    assert dated is not None and 'alt="Partenariats, de 2016 à 2025' in plain(dated.html)


@pytest.mark.parametrize(
    ("territory", "year", "count", "countries", "undated"),
    [("38185", 2018, 4, 4, 19), ("93048", 2020, 1, 1, 11), ("38185", 2024, 23, 20, 0), ("EX001", 2025, 26, 24, 0)],
)
def test_partners_are_counted_alike_on_the_card_and_in_every_document(
    make_source: Make, territory: str, year: int, count: int, countries: int, undated: int
) -> None:
    """A slide said 23 partnerships above a card that said 4; planned and ended ones were counted among the near."""
    source = make_source(territory, year=year)
    card, (first, *others) = source.answers[3], [plain(line) for line in partner_lines(source)]
    assert (plain(card.value), plain(card.detail).startswith(f"dans {countries} pays")) == (str(count), True)
    told = f"{count} partenariat{'s' * (count > 1)} en cours dans {countries} pays"
    assert plain(conclusions.partners(source.readout, T)) == told and first.startswith(f"{told} : ")
    title = plain(conclusions.near(source.readout, source.scene.centre, T))
    assert re.fullmatch(rf"([01] partenaire|\d+ partenaires) sur {count} à moins de 3 500 km", title), title
    (listed,) = (block for part in volume(source) for block in part.blocks if isinstance(block, Listed) and "pays par pays" in block.title)  # fmt: skip
    assert len(listed.items) == countries and sum(line.count(",") + 1 for line in listed.items) == count
    waiting = [line for line in others if "sans date ne sont pas comptées" in line]
    assert waiting == [f"{undated} relations sans date ne sont pas comptées."] * bool(undated)
