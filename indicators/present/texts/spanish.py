"""Spanish changes « y » and « o » before the sound that they would repeat: « Francia e Italia », « siete u ocho ».

Babel joins a list with « y » whatever follows, and a sentence does not know the name that fills it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from babel import Locale, lists

# What stands before the first letter does not sound: a quotation mark, the marks of emphasis.
_MUTE = r"[^\w]*"
# « hierro », « hiato » begin with a consonant; so does a y before a vowel (« Yakarta », but « Ypres »).
_SOUNDS_I = re.compile(rf"{_MUTE}(?:[ií]|h[ií](?![aeo])|y(?![aeiouáéíóú\W]))", re.IGNORECASE)
_SOUNDS_O = re.compile(rf"{_MUTE}(?:h?[oó]|8|11(?!\d))", re.IGNORECASE)
_JOINED = re.compile(r"\b(?P<word>[yo]) \{(?P<name>\w+)\}", re.IGNORECASE)


def joined(items: Sequence[str], locale: Locale) -> str:
    """« a, b y c », « Francia e Italia »."""
    text = str(lists.format_list(items, locale=locale))
    last = f" y {items[-1]}"
    return f"{text.removesuffix(last)} e {items[-1]}" if text.endswith(last) and _SOUNDS_I.match(items[-1]) else text


def filled(sentence: str, values: Mapping[str, Any]) -> str:
    """A Spanish sentence with its ``{names}`` filled, « y » and « o » agreeing with what follows them."""

    def agree(found: re.Match[str]) -> str:
        word, name = found["word"], found["name"]
        sounds, other = (_SOUNDS_I, "e") if word in "yY" else (_SOUNDS_O, "u")
        if name not in values or not sounds.match(str(values[name])):
            return found[0]
        return f"{other if word.islower() else other.upper()} {{{name}}}"

    return _JOINED.sub(agree, sentence).format(**values)
