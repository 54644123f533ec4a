"""Solidarity beside attractiveness: the five shares of the money, and what nobody assigned, as the lines say them."""

from __future__ import annotations

import pytest

from indicators.budget import split
from indicators.budget.splits import lines_of_part
from indicators.catalogue import load_catalogue
from indicators.demo.snapshot import demo_snapshot
from indicators.present.charts.budget import budget_split
from indicators.present.texts import translator
from indicators.settings import load_settings
from tests.defaults import readout


def test_the_five_shares_and_the_unassigned_one() -> None:
    """Counted by hand on the lines of 2025 of the fictional city."""
    catalogue = load_catalogue()
    settings = load_settings(catalogue=catalogue)
    view = readout(demo_snapshot("EX001"), settings.extend(catalogue), 2025, settings).budget()
    found = split(view.book, 2025, "paid", "purpose")
    keys = {part.key for part in found.parts}
    assert keys == {*catalogue.objective_purposes, ""}
    assert sum(part.net for part in found.parts) == found.net
    rows = view.book.lines(2025, "expenditure")
    for part in found.parts:
        mine = rows[(rows["purpose"].astype(str) == part.key).to_numpy()]["paid"].dropna()
        assert part.net == round(mine.sum())
        assert part.share.value == pytest.approx(100 * mine.clip(lower=0).sum() / found.gross)
        assert len(lines_of_part(rows, "purpose", part.key)) >= len(mine)
    figure = budget_split(view, "purpose", translator("fr"))
    shown = " ".join(map(str, figure.table.iloc[:, 0]))
    assert all(item.label.get("fr") in shown for item in catalogue.objective_purposes.values())
    assert "Non renseigné" in shown
