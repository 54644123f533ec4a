"""A table that is read as a page, and sorted: by what, and in which direction, chosen above it and kept in the address.

A grid that sorts at a click on its headers cuts long sentences; a table of the page wraps them, is read cell by cell by
a screen reader, and is sorted here, by keyboard as by touch.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import streamlit as st

from indicators.present.texts import Translator
from pages.shared import choices

Row = TypeVar("Row")


@dataclass(frozen=True)
class Order(Generic[Row]):
    """What rows are sorted by: ``key`` gives a comparable value, None where it is not known; ``falling`` is its usual direction."""

    label: str
    key: Callable[[Row], Any]
    falling: bool = False


def arranged(rows: Sequence[Row], orders: Mapping[str, Order[Row]], *, key: str, t: Translator) -> list[Row]:
    """Draw the choice of the order, the first of ``orders`` by default, and return the rows in it."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        name = choices.select(
            t("Trier le tableau par"), list(orders), key=key, format_func=lambda code: orders[code].label, width=280
        )
        reverse = choices.switch(t("Ordre inverse"), key=f"{key}_inverse", width="content")
    return in_order(rows, orders[name], reverse=reverse)


def in_order(rows: Sequence[Row], order: Order[Row], *, reverse: bool = False) -> list[Row]:
    """The rows sorted, equal ones as they came; what is not known comes last in both directions."""
    values = [(order.key(row), row) for row in rows]
    known = sorted(
        (item for item in values if item[0] is not None), key=lambda item: item[0], reverse=order.falling != reverse
    )
    return [row for _, row in known] + [row for value, row in values if value is None]
