"""What a publisher says of a value: words of one list, whatever letters each of them uses.

A cell may say several (« bep » is a break, an estimate and provisional): the words are joined by « + », in this order.
A secret cell has no value that may be shown; an absent one was not published; neither is zero.
"""

from __future__ import annotations

from collections.abc import Iterable

OK = "ok"
ABSENT = "absent"
SECRET = "secret"
PROVISIONAL = "provisional"
ESTIMATED = "estimated"
BREAK = "break"
UNRELIABLE = "unreliable"
DEFINITION = "definition_differs"
ORDER = (SECRET, ABSENT, BREAK, ESTIMATED, PROVISIONAL, UNRELIABLE, DEFINITION)


def joined(words: Iterable[str]) -> str:
    """One text for several flags, without doubles; « ok » when there is none."""
    said = {word for text in words for word in text.split("+")}
    return "+".join(word for word in ORDER if word in said) or OK


def has(flag: str, word: str) -> bool:
    """Whether a flag says a word."""
    return word in flag.split("+")
