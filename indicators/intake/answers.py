"""The answers to the grids of the manual: which item and which answer a word names depends on the grid of its row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np

from indicators.intake.issues import Issue
from indicators.intake.loaded import Loaded
from indicators.intake.values import boolean, number_or_none, says_nothing
from indicators.intake.vocabulary import Terms, Vocabulary


def answered(loaded: Loaded, vocabulary: Vocabulary) -> tuple[Loaded, list[Issue]]:
    """The rows of self-assessments with their items by code and their answers as numbers; what is unknown is said.

    An answer to a grid of texts is its text. A row without a known grid has no answer: the grid itself is said.
    """
    frame, faulty, issues = loaded.frame.copy(), loaded.faulty.copy(), list[Issue]()
    grids = vocabulary.catalogue.grids
    columns: dict[str, list[Any]] = {
        name: list(frame[name]) if name in frame else [None] * len(frame) for name in ("item", "answer", "text")
    }
    for place, name in enumerate(frame.get("grid", [None] * len(frame))):
        grid = grids.get(name)
        item, said = columns["item"][place], columns["answer"][place]
        columns["answer"][place] = None
        if grid is None:
            continue
        items = vocabulary.of(f"grids.{name}")
        here = np.arange(len(frame)) == place
        found = items.find(item) if item else None
        if item and found is None:
            faulty[place] = True
            issues += _said(loaded, here, "unknown_item", "item", items, item, grid.label.get("fr"))
        columns["item"][place] = found or item
        if not said or says_nothing(said):
            continue
        if grid.scale.kind == "text":
            columns["text"][place] = columns["text"][place] or said
            continue
        answers = vocabulary.answers(name)
        value = _value(answers, said)
        if value is None:
            faulty[place] = True
            issues += _said(loaded, here, "unknown_answer", "answer", answers, said, grid.label.get("fr"))
        columns["answer"][place] = value
    for name, cells in columns.items():
        if name in frame or any(cell is not None for cell in cells):
            frame[name] = np.array(cells, dtype=float) if name == "answer" else np.array(cells, dtype=object)
    return replace(loaded, frame=frame, faulty=faulty), issues


def _said(
    loaded: Loaded,
    here: np.ndarray[tuple[int], np.dtype[np.bool_]],
    code: str,
    attribute: str,
    known: Terms,
    text: str,
    grid: str,
) -> Iterable[Issue]:
    accepted = known.near(text) or tuple(known.labels.values())
    return loaded.issues_at(here, code, "blocking", attribute, accepted=accepted, grid=grid)


def _value(answers: Terms, text: str) -> float | None:
    """The number of an answer: its word, its number, or yes and no when the scale goes from one to the other."""
    found = answers.find(text)
    if found is not None:
        return float(found)
    try:
        ends = list(answers.labels)
        return float(ends[-1 if boolean(text) else 0]) if _simplest(answers) else number_or_none(text)
    except ValueError:
        return number_or_none(text)


def _simplest(answers: Terms) -> bool:
    """Whether the answers go from no to yes."""
    return answers.find("oui") is not None and answers.find("non") is not None
