"""What a page makes of a figure is made once for everybody, and never shown in another theme, language or state."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from indicators.present.figure import Figure
from pages.shared import figures

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


def _shown(figure: Figure, times: int = 1) -> list[Any]:
    """The messages that draw a figure, one a time that a page shows it."""

    def page(figure: object, times: int) -> None:
        from pages.shared.figures import show_chart

        for _ in range(times):
            show_chart(figure, "Titre. Douze et demi.")

    app = AppTest.from_function(page, kwargs={"figure": figure, "times": times}).run()
    assert not app.exception
    return [item.proto for item in app.get("vega_lite_chart")]


def _data(proto: Any) -> dict[str, bytes]:
    return {item.name: item.data.data for item in proto.datasets}


def test_a_drawing_is_laid_out_once_for_its_figure_and_an_outline_stays_an_outline(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    laid: list[Any] = []
    real = figures.convert_anything_to_arrow_bytes
    monkeypatch.setattr(figures, "convert_anything_to_arrow_bytes", lambda rows: laid.append(rows) or real(rows))
    figure = _figure()
    first, second = _shown(figure, 2)
    assert first.SerializeToString() == second.SerializeToString() == _shown(figure)[0].SerializeToString()
    assert laid == [ROWS], "the second reader is sent what the first one was"
    assert _data(first) == {"rows": real(ROWS)} and json.loads(first.spec)["datasets"] == {"land": OUTLINE}
    assert SPEC["datasets"]["rows"] is ROWS, "other surfaces draw from the figure itself"
    (other,) = _shown(_figure(spec={**SPEC, "datasets": {"rows": ROWS[:1]}}))
    assert _data(other) == {"rows": real(ROWS[:1])}, "another figure has its own"
    assert replace(figure, sentence="Treize.").once(("number",), lambda: -1) == -1, "a copy is another figure"


def test_a_reader_in_the_dark_is_never_shown_the_ink_of_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    figure, themes = _figure(), iter(("light", "dark", "light", "dark"))

    class Context:
        @property
        def theme(self) -> Any:
            return type("Theme", (), {"type": next(themes)})

    monkeypatch.setattr(figures.st, "context", Context())
    inks = [json.loads(proto.spec)["config"]["axis"]["labelColor"] for proto in _shown(figure, 4)]
    assert inks[0] == inks[2] != inks[1] == inks[3]
