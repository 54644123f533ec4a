"""Errors that a person reads: a French sentence and what fills it, rendered late in the reader's language.

The core raises them without knowing who reads: the exception prints itself in French, and whoever shows it translates
``template`` and fills it with ``values``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def marked(message: str) -> str:
    """Mark a French sentence for the translators where it is written; it is translated where it is shown."""
    return message


class Part(str):
    """A piece of a sentence that is a sentence itself: French as it stands, said again in the reader's language.

    It fills a ``{name}`` of an error: « accepté : {accepted} » is translated, and what is accepted with it.
    """

    template: str
    values: dict[str, Any]

    def __new__(cls, template: str, /, **values: Any) -> Part:
        part = super().__new__(cls, template.format(**values))
        part.template, part.values = template, values
        return part

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self.template, self.values)


def together(parts: Iterable[Part]) -> Part:
    """Sentences one after the other."""
    named = {f"part{place}": part for place, part in enumerate(parts)}
    return Part(" ".join(f"{{{name}}}" for name in named), **named)


class ToldError(ValueError):
    """A refusal; ``template`` holds the French sentence and ``values`` what fills it."""

    def __init__(self, template: str, /, **values: Any) -> None:
        self.template = template
        self.values = values
        super().__init__(template.format(**values))

    @property
    def part(self) -> Part:
        """The refusal as a piece of another one."""
        return Part(self.template, **self.values)

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.template, self.values)


def _again(template: str, values: dict[str, Any]) -> Part:
    return Part(template, **values)


def _rebuild(kind: type[ToldError], template: str, values: dict[str, Any]) -> ToldError:
    return kind(template, **values)
