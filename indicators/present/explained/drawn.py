"""A tree as a page shows it, a list inside a list that opens without any script, and as a terminal prints it."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from indicators.present.explained.step import RowOf, Step

Where = Callable[[RowOf], str]
_OPEN = 2


def html_tree(step: Step, where: Where, depth: int = 0) -> str:
    """The tree as HTML; ``where`` says the file and the row that a row came from. The first steps are open."""
    told = f"<strong>{escape(step.name)}</strong>" if depth == 0 else escape(step.name)
    if step.value:
        told += f' : <b class="ouv-value">{escape(step.value)}</b>'
    if step.how:
        told += f' <span class="ouv-how">{escape(step.how)}</span>'
    if step.row is not None:
        told += f' <span class="ouv-row">{escape(where(step.row))}</span>'
    if not step.steps:
        return told if depth == 0 else f"<li>{told}</li>"
    below = "".join(html_tree(item, where, depth + 1) for item in step.steps)
    found = f"<details{' open' if depth < _OPEN else ''}><summary>{told}</summary><ul>{below}</ul></details>"
    return f'<div class="ouv-tree">{found}</div>' if depth == 0 else f"<li>{found}</li>"


def plain_tree(step: Step, where: Where, depth: int = 0) -> str:
    """The tree as lines of text, each step under what it explains."""
    parts = [step.name, step.value, step.how, "" if step.row is None else where(step.row)]
    line = "  " * depth + " · ".join(part for part in parts if part)
    return "\n".join([line, *(plain_tree(item, where, depth + 1) for item in step.steps)])
