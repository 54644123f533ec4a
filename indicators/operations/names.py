"""How a name is found in what people typed: as it stands, in capitals, in a file's name, in a list of authors.

A full name or an address is found in the middle of a text. One word alone (« Ada », « agent ») is also an ordinary
word: it is found where it is the whole text, an element of a list or a quoted value, in its own letters only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_BETWEEN = r"[\s_.\-\u00a0\u202f]+"
_LETTER = r"[^\W_]"


class Names:
    """The names and logins of one person, to find and to replace."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))
        self._patterns = [_pattern(form) for name in self.names for form in _forms(name)]
        self.hints = tuple(dict.fromkeys(hint for name in self.names for form in _forms(name) for hint in _hints(form)))

    def found_in(self, text: str) -> bool:
        """Whether one of the names stands in a text."""
        return any(pattern.search(text) for pattern in self._patterns)

    def seen_in(self, text: str) -> bool:
        """The same, quicker in many texts: what a database looks for first is looked for first."""
        return any(hint in text for hint in self.hints) and self.found_in(text)

    def replaced(self, text: str, pseudonym: str) -> str:
        """The text with the pseudonym in the place of each name."""
        for pattern in self._patterns:
            text = pattern.sub(pseudonym, text)
        return text


def composed(name: str) -> bool:
    """Whether a name is told from an ordinary word: several words, or an address."""
    return " " in name or "@" in name or ":" in name


def _forms(name: str) -> tuple[str, ...]:
    """Accents in one sign or in two: some systems write file names the second way."""
    return tuple(dict.fromkeys((unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name))))


def _pattern(name: str) -> re.Pattern[str]:
    if not composed(name):
        return re.compile(rf"""(?:(?<![^",;/])|(?<=[",;/]\s)){re.escape(name)}(?=\s*(?:[",;/]|$))""")
    words = _BETWEEN.join(map(re.escape, name.split(" ")))
    return re.compile(rf"(?<!{_LETTER})(?<!{_LETTER}[-+@.]){words}(?!{_LETTER}|[-+@]{_LETTER})", re.IGNORECASE)


def _hints(name: str) -> tuple[str, ...]:
    """What a database looks for first, letter for letter: the longest word, in the ways in which it may be written."""
    word = max(name.split(" "), key=len)
    return (word, word.lower(), word.upper(), word.capitalize()) if composed(name) else (word,)
