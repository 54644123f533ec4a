"""Small budgets made by hand, and the two real accounts of the demonstration."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from indicators.budget import Book, BudgetContext
from indicators.catalogue import Catalogue, load_catalogue
from indicators.records import BudgetLine, Observation, frame_of


def line(name: str = "1", year: int = 2024, **values: Any) -> BudgetLine:
    """A line of the year 2024 whose amounts are given in euros."""
    for stage in ("voted", "committed", "paid", "attached"):
        if values.get(stage) is not None:
            values[stage] = round(values[stage] * 100)
    return BudgetLine(**{"territory": "T", "year": year, "line": name, "document": "CA", "instruction": "M57"} | values)


def lines(*rows: BudgetLine) -> pd.DataFrame:
    """Lines as the store hands them over."""
    return frame_of(BudgetLine, rows)


def numbered(*amounts: float, **values: Any) -> list[BudgetLine]:
    """One paid line an amount, named 0, 1, 2…"""
    return [line(str(rank), paid=amount, **values) for rank, amount in enumerate(amounts)]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def book(catalogue: Catalogue) -> Callable[..., Book]:
    """Lay lines out with the rubrics and sources of the catalogue."""
    return lambda *rows: Book.of(lines(*rows), catalogue.rubrics, catalogue.funding_sources)


@pytest.fixture
def context() -> Callable[..., BudgetContext]:
    """Context facts from keywords: ``context(2024, b_drf=1000.0)``, money in euros."""

    def build(year: int = 2024, quality: str = "final", **values: float) -> BudgetContext:
        rows = [
            Observation(territory="T", indicator=name, year=year, value=value, quality=quality)  # type: ignore[arg-type]  # a word of the Literal
            for name, value in values.items()
        ]
        return BudgetContext.of(frame_of(Observation, rows), "T")

    return build
