"""What people typed, inside the Markdown that the pages are written in."""

from __future__ import annotations


def escape(text: str) -> str:
    """A typed text inside Markdown: every sign that Markdown or HTML could read is neutralised."""
    return "".join("\\" + letter if letter in "\\`*_{}[]()#+-.!|<>~$:&" else letter for letter in text)
