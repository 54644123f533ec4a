"""Words that explain themselves where they stand: which words of the glossary a text has, and what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from indicators.catalogue import Term
from indicators.present.texts.markdown import escape
from indicators.present.texts.translator import Translator

_MOST = 4


class Glossary:
    """The words of one language, found in a text whatever its capitals, spaces and apostrophes."""

    def __init__(self, terms: Mapping[str, Term], t: Translator) -> None:
        self._t = t
        self._by_form = {_key(form): term for term in terms.values() for form in term.written(t.lang)}
        forms = sorted(
            self._by_form, key=len, reverse=True
        )  # the longest first: « apports en nature » before « apport »
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)")

    def met(self, *texts: str) -> tuple[Term, ...]:
        """The words that the texts have, in the order in which they come."""
        found = (self._by_form[one.group()] for text in texts for one in self._pattern.finditer(_key(text)))
        return tuple({term.id: term for term in found}.values())

    def help(self, *texts: str) -> str | None:
        """What the first words of the texts mean, as Markdown for the help beside them; None without any."""
        return "\n\n".join(self.lines(self.met(*texts)[:_MOST])) or None

    def lines(self, terms: Iterable[Term]) -> Iterator[str]:
        """« **Payé** : ce dont le paiement est ordonné. »"""
        t = self._t
        for term in terms:
            yield t("**{word}** : {meaning}", word=escape(term.word.get(t.lang)), meaning=escape(meaning(term, t)))


def meaning(term: Term, t: Translator) -> str:
    """The definition in the reader's language."""
    return t.typeset(term.definition.get(t.lang))


def _key(text: str) -> str:
    return re.sub(r"\s", " ", text.casefold().replace("’", "'"))
