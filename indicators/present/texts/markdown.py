"""What people typed, inside the Markdown that the pages are written in."""

from __future__ import annotations


def escape(text: str) -> str:
    """A typed text inside Markdown: every sign that Markdown or HTML could read is neutralised."""
    return "".join("\\" + letter if letter in "\\`*_{}[]()#+-.!|<>~$:&" else letter for letter in text)


def address(url: str) -> str:
    """An address that cannot close the Markdown link it stands in."""
    return url.replace("(", "%28").replace(")", "%29").replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
