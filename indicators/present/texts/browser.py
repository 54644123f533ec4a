"""The language of a page, told to the browser: by the page when the reader changes it, to the policy that allows it."""

from __future__ import annotations


def language_script(lang: str) -> str:
    """The script by which a page tells the browser its language when the reader changes it."""
    return f'document.documentElement.lang = "{lang}"'
