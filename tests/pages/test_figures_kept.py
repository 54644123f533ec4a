"""What a page makes of a figure is made once for everybody, and never shown in another theme, language or state."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
import streamlit as st

from indicators.present.figure import Figure
from pages.shared import figures
from pages.shared.figures import drawn

ROWS = [{"year": 2023, "value": 12.5}, {"year": 2024, "value": None}]
OUTLINE = [{"type": "Feature", "geometry": {"type": "Point", "coordinates": [0, 0]}}]
SPEC: dict[str, Any] = {
    "mark": "bar",
    "data": {"name": "rows"},
    "datasets": {"rows": ROWS, "land": OUTLINE},
    "encoding": {"x": {"field": "year"}, "y": {"field": "value"}},
}


def _figure(**changes: Any) -> Figure:
    table = pd.DataFrame({"Année": [2023, 2024], "Valeur": [12.5, None]})
    return replace(Figure("k", "Titre", "Douze et demi.", table, SPEC), **changes)


def _sent(figure: Figure) -> Any:
    """The message that draws a figure, as Streamlit makes it of a specification."""
    made = st.vega_lite_chart(drawn(figure, SPEC), width="stretch")
    del made
    return drawn(figure, SPEC)


def test_the_data_of_a_figure_are_laid_out_once_and_an_outline_stays_an_outline(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    laid: list[Any] = []
    real = figures.convert_anything_to_arrow_bytes
    monkeypatch.setattr(figures, "convert_anything_to_arrow_bytes", lambda rows: laid.append(rows) or real(rows))
    figure = _figure()
    first = _sent(figure)
    assert _sent(figure) == first and laid == [ROWS], "Streamlit was handed the same twice and changed none of it"
    assert first["datasets"] == {"rows": real(ROWS), "land": OUTLINE}
    assert SPEC["datasets"]["rows"] is ROWS, "other surfaces draw from the figure itself"
    other = _figure(spec={**SPEC, "datasets": {"rows": ROWS[:1]}})
    assert drawn(other, other.spec or {})["datasets"] == {"rows": real(ROWS[:1])}, "another figure has its own"
    assert replace(figure, sentence="Treize.").once(("drawn", False), lambda: "made again") == "made again"


def test_a_reader_in_the_dark_is_never_shown_the_ink_of_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    figure, themes = _figure(), iter(("light", "dark", "light", "dark"))

    class Context:
        @property
        def theme(self) -> Any:
            return type("Theme", (), {"type": next(themes)})

    monkeypatch.setattr(figures.st, "context", Context())
    inks = [drawn(figure, SPEC)["config"]["axis"]["labelColor"] for _ in range(4)]
    assert inks[0] == inks[2] != inks[1] == inks[3]
