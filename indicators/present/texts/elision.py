"""French joins « de » and « que » to what follows: « d'Exempleville », « du Mans », « près d'Alger », « qu'Oran ».

Only a value put into a sentence is joined: the words inside a name (« Municipio de Alajuela ») are left alone. An h keeps
its « de », since nothing tells a silent one from another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_JOINED = re.compile(r"\b([Dd]e|[Qq]ue) \{(\w+)\}")
_VOWEL = re.compile(r"[aeiouàâäéèêëîïôöûüœæ]|y[^aeiouéèêô\W]", re.IGNORECASE)
_ARTICLES = {"Le ": "du ", "Les ": "des "}


def filled(sentence: str, values: Mapping[str, Any]) -> str:
    """A French sentence with its ``{names}`` filled, « de » and « que » agreeing with what they meet."""
    joined: dict[str, str] = {}

    def join(found: re.Match[str]) -> str:
        word, name = found.groups()
        text = _joined(word, str(values[name])) if name in values else ""
        if not text:
            return found[0]
        joined[f"{word}_{name}"] = text
        return f"{{{word}_{name}}}"

    return _JOINED.sub(join, sentence).format(**values, **joined)


def _joined(word: str, value: str) -> str:
    """« d'Alger » or « du Caire »; empty when nothing changes."""
    if _VOWEL.match(value):
        return f"{word[:-1]}'{value}"
    article = next((article for article in _ARTICLES if value.startswith(article)), "")
    if article and word.lower() == "de":
        return (word[0] + _ARTICLES[article][1:]) + value[len(article) :]
    return ""
