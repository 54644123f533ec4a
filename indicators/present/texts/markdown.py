"""What people typed, inside the Markdown that the pages are written in."""

from __future__ import annotations

from indicators.languages.typography import unbroken
from indicators.records.naming import Named


def escape(text: str) -> str:
    """A typed text inside Markdown: every sign that Markdown or HTML could read is neutralised; a name stays a name.

    A plain space before a sign, where a line would end, no longer breaks.
    """
    plain = "".join("\\" + letter if letter in "\\`*_{}[]()#+-.!|<>~$:&" else letter for letter in unbroken(text))
    return Named(plain, text.linking) if isinstance(text, Named) else plain


def address(url: str) -> str:
    """An address that cannot close the Markdown link it stands in."""
    return url.replace("(", "%28").replace(")", "%29").replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
