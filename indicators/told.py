"""Errors that a person reads: a French sentence and what fills it, rendered late in the reader's language.

The core raises them without knowing who reads: the exception prints itself in French, and whoever shows it translates
``template`` and fills it with ``values``.
"""

from __future__ import annotations

from typing import Any


def marked(message: str) -> str:
    """Mark a French sentence for the translators where it is written; it is translated where it is shown."""
    return message


class ToldError(ValueError):
    """A refusal; ``template`` holds the French sentence and ``values`` what fills it."""

    def __init__(self, template: str, /, **values: Any) -> None:
        self.template = template
        self.values = values
        super().__init__(template.format(**values))

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.template, self.values)


def _rebuild(kind: type[ToldError], template: str, values: dict[str, Any]) -> ToldError:
    return kind(template, **values)
