"""The height that a chart is sure to take."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from indicators.present.charts.theme import finish
from indicators.present.figure import Figure
from indicators.present.texts import translator


def least_height(spec: dict[str, Any]) -> int:
    return Figure("key", "Title", "Sentence.", pd.DataFrame(), spec).least_height


ROWS = pd.DataFrame({"name": ["Écoles", "Eau", "Eau"], "value": [1, 2, 3]})


def test_a_height_in_pixels_is_kept_as_it_is() -> None:
    assert least_height(finish(alt.Chart(ROWS).mark_bar().encode(x="value:Q"), translator("fr"), height=290)) == 290


def test_a_height_in_steps_counts_the_distinct_rows_of_every_layer() -> None:
    bars = alt.Chart(ROWS).mark_bar().encode(x="value:Q", y="name:N")
    more = alt.Chart(pd.DataFrame({"name": ["Forêt"], "value": [4]})).mark_tick().encode(x="value:Q", y="name:N")
    layered = finish(alt.layer(bars, more).properties(height=alt.Step(36)), translator("fr"))
    assert least_height(layered) == 3 * 36
    assert least_height(finish(bars.properties(height=alt.Step(36)), translator("fr"))) == 2 * 36


def test_a_chart_that_states_no_height_asks_for_none() -> None:
    assert least_height(finish(alt.Chart(ROWS).mark_bar().encode(x="value:Q"), translator("fr"))) == 0
