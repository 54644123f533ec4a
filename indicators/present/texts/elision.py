"""French joins a name to what precedes it: « d'Exempleville », « du Mans », « près d'Alger », « au Piémont », « qu'Oran ».

Only a value put into a sentence is joined: the words inside a name (« Municipio de Alajuela ») are left alone. An h keeps
its « de », since nothing tells a silent one from another: a territory says which by its ``linking``, and by it too
whether French gives it an article.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from indicators.records.naming import Named

_PLACED = re.compile(r"(?:\b([Dd]e|[Qq]ue|[Àà]|[Pp]our|[Ss]ur|[Pp]ar|[Aa]vec) |^)\{(\w+)\}(?=( [a-zà-ÿ])?)")
_VOWEL = re.compile(r"[aeiouàâäéèêëîïôöûüœæ]|y[^aeiouéèêô\W]", re.IGNORECASE)
_CONTRACTED = {"de": {"Le ": "du ", "Les ": "des "}, "à": {"Le ": "au ", "Les ": "aux "}}
_ARTICLES = {"du": "le ", "de la": "la ", "de l'": "l'", "des": "les "}
_TO = {"du": "au ", "des": "aux "}


def filled(sentence: str, values: Mapping[str, Any]) -> str:
    """A French sentence with its ``{names}`` filled, what precedes a name agreeing with it."""
    joined: dict[str, str] = {}

    def join(found: re.Match[str]) -> str:
        word, name, follows = found.groups()
        text = _joined(word or "", values[name], bool(follows)) if name in values else ""
        if not text:
            return found[0]
        joined[f"{word}_{name}"] = text
        return f"{{{word}_{name}}}"

    return _PLACED.sub(join, sentence).format(**values, **joined)


def _joined(word: str, value: Any, follows: bool) -> str:
    """« d'Alger », « du Caire » or « au Piémont »; empty when nothing changes.

    Without a word the name opens the sentence: it takes its article when a verb or a noun ``follows``, none in a heading.
    """
    name, linking = str(value), value.linking if isinstance(value, Named) else ""
    said = word.lower()
    if linking and said == "de":
        return _cased(word, linking if linking.endswith("'") else f"{linking} ") + name
    if article := _ARTICLES.get(linking, ""):
        return _with_article(word, said, article, linking, name) if word or follows else ""
    if said in {"de", "que"} and (linking == "d'" or (linking != "de" and _VOWEL.match(name))):
        return f"{word[:-1]}'{name}"
    # A typed text may begin with « Le » without being a place: only « de » is sure to be one's.
    return _contracted(word, said, name) if said == "de" or isinstance(value, Named) else ""


def _with_article(word: str, said: str, article: str, linking: str, name: str) -> str:
    if not word:
        return article[0].upper() + article[1:] + name
    if said == "à" and linking in _TO:
        return _cased(word, _TO[linking]) + name
    return f"{word} {article}{name}"


def _contracted(word: str, said: str, name: str) -> str:
    for article, contracted in _CONTRACTED.get(said, {}).items():
        if name.startswith(article):
            return _cased(word, contracted) + name[len(article) :]
    return ""


def _cased(word: str, text: str) -> str:
    """The text with a capital where the word that it replaces has one."""
    return text[0].upper() + text[1:] if word[0].isupper() else text
