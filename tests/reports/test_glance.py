"""What a room reads from afar: whole sentences, columns that say something, drawings small enough to be enlarged."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from indicators.present.reports import ReportSource, pictures
from indicators.present.reports.deck import deck
from indicators.present.reports.glance import leading, telling


def test_whole_sentences_are_kept_and_the_rest_is_told() -> None:
    text = "Dépense : 5,9 pour 1 000 hab. pour une cible de 8. Elle monte. Deux fois."
    assert leading(text, 60) == ("Dépense : 5,9 pour 1 000 hab. pour une cible de 8.", True)
    assert leading(text, 70) == ("Dépense : 5,9 pour 1 000 hab. pour une cible de 8. Elle monte.", True)
    assert leading(text) == (text, False)
    assert leading("Une seule, plus longue que la place.", 5) == ("Une seule, plus longue que la place.", False)
    assert leading("") == ("", False)


def test_columns_that_say_nothing_are_left_to_the_table() -> None:
    table = pd.DataFrame({"a": ["x", "y", "z"], "b": ["–", "", "seule"], "c": [None, float("nan"), 1.0]})
    assert list(telling(table, 2).columns) == ["a"]
    assert list(telling(table, 3).columns) == ["a", "b", "c"]


def test_drawings_fit_the_stage_with_their_type_whole(exempleville: ReportSource) -> None:
    drawn = 0
    for slide in deck(exempleville):
        spec = slide.figure.spec if slide.figure else None
        if spec is None or "projection" in spec:
            continue
        drawing = pictures.svg(pictures.staged(spec), pictures.STAGE[0])
        width, height = map(float, re.search(r'width="([\d.]+)" height="([\d.]+)"', drawing).groups())  # type: ignore[union-attr]  # without a match the test fails
        sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)px"', drawing)]
        # Enlarged to 1198 by 500 pixels of a screen 720 high, the smallest type keeps two per cent of its height.
        assert min(sizes) * min(1198 / width, 500 / height) >= 14.4, slide.key
        drawn += 1
    assert drawn >= 6


@pytest.mark.parametrize("spec", [{"hconcat": []}, {"layer": [], "projection": {"type": "equalEarth"}}])
def test_maps_and_composed_charts_are_left_alone(spec: dict[str, object]) -> None:
    assert pictures.staged(spec) is spec
