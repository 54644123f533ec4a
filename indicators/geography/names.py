"""Place names as keys: what makes « Fès », « FES » and « Fes » the same word, and « St-Denis » « Saint-Denis ».

The same function builds the gazetteer and reads it, so that a name is always looked up as it was stored.
"""

from __future__ import annotations

import re
import unicodedata

_SPELLED = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ŀ": "l", "ħ": "h", "ə": "e"}
)
_WORDS = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_NOT_A_WORD = re.compile(r"[^0-9a-z]+")


def normalise(name: str) -> str:
    """The key of a name in Latin script: no accent, no capital, no punctuation, « st » spelled « saint ».

    A name without a single Latin letter or digit gives an empty key.
    """
    folded = unicodedata.normalize("NFKD", name.casefold().translate(_SPELLED))
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter)).translate(_SPELLED)
    words = _NOT_A_WORD.sub(" ", plain.replace("ß", "ss")).split()
    return " ".join(_WORDS.get(word, word) for word in words)
