"""Everything that a page of the dashboard tells, element by element: its words, its numbers, what stands behind a click."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd
from lxml import html
from streamlit.testing.v1 import AppTest

#: Popovers whose words some readers ask for: the statistics and the tables of data.
ASKED = ("know_more_", "more_")
_TEXTS = ("title", "header", "subheader", "markdown", "caption", "warning", "info", "success", "error")
_LABELLED = ("button", "toggle", "selectbox", "multiselect", "radio", "text_input", "checkbox", "slider", "text_area")


@dataclass(frozen=True, slots=True)
class Told:
    """One text and whether it stands behind « En savoir plus » or in a table of data."""

    text: str
    asked: bool = False


def told(app: AppTest) -> list[Told]:
    """The words of a page in their order."""
    return list(_walk(app.main, asked=False))


def _walk(node: object, *, asked: bool) -> Iterator[Told]:
    for item in getattr(node, "children", {}).values():
        kind = item.type
        if kind == "popover":
            yield Told(item.proto.popover.label, asked)
            yield from _walk(item, asked=asked or any(f"-{start}" in item.proto.id for start in ASKED))
            continue
        if kind == "expander":
            yield Told(item.label, asked)
            yield from _walk(item, asked=asked or not item.proto.expanded)
            continue
        yield from (Told(text, asked or behind) for text, behind in _of(item, kind) if text)
        yield from _walk(item, asked=asked)


def _of(item: Any, kind: str) -> Iterator[tuple[str, bool]]:
    """The texts of an element, and whether each is closed until it is asked for."""
    if kind == "metric":
        yield from ((str(text), False) for text in (item.label, item.value, item.delta) if text)
    elif kind in _TEXTS:
        yield str(item.value), False
    elif kind == "html":
        yield from _of_html(item.proto.body)
    elif kind == "button_group":
        yield from ((option.content, False) for option in item.proto.options)
    elif kind in _LABELLED:
        yield from ((text, False) for text in (item.proto.label, *getattr(item.proto, "options", ())))
    elif kind in ("dataframe", "table"):
        yield from _of_table(item.value)
    elif kind == "vega_lite_chart":
        yield from ((text, False) for text in _titles(json.loads(item.proto.spec)))


def _of_html(body: str) -> Iterator[tuple[str, bool]]:
    if not body.strip() or body.lstrip().startswith(("<script", "<style")):
        return
    tree = html.fragment_fromstring(body, create_parent="div")
    for closed in tree.iter("details"):
        yield " ".join(closed.itertext()), True
        closed.clear()
    for picture in tree.iter("img", "svg"):
        yield picture.get("alt") or picture.get("aria-label") or "", False
    yield " ".join(text.strip() for text in tree.itertext() if text.strip()), False


def _of_table(table: pd.DataFrame) -> Iterator[tuple[str, bool]]:
    yield from ((str(name), True) for name in table.columns)
    for name in table.select_dtypes(exclude="number").columns:
        yield from ((str(value), True) for value in table[name] if isinstance(value, str))


def _titles(spec: object) -> Iterator[str]:
    """The titles of axes, legends and tips of a chart."""
    if isinstance(spec, dict):
        for key, value in spec.items():
            if key == "title" and isinstance(value, str):
                yield value
            elif key not in ("datasets", "data", "values"):
                yield from _titles(value)
    elif isinstance(spec, list):
        for value in spec:
            yield from _titles(value)


def words(text: str) -> str:
    """A text as a reader has it: no mark of Markdown, no address, no name of an icon."""
    text = re.sub(r":(?:material/\w+|[a-z]+-badge)(?::|(?=\[))", " ", text)
    text = re.sub(r"\]\([^)]*\)|https?://\S+", " ", text).replace("\\", "")
    return text.replace("**", "").replace("`", "")
