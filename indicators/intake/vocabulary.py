"""The accepted words of the catalogue and of the closed lists, found by id, by label in any language, or nearly.

People write the label they read on the screen, the code of an old file, or something close: an exact match on the
simplified text is taken, a near one is only ever proposed.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from babel import Locale
from rapidfuzz import fuzz, process

from indicators.geography.countries import countries as known_countries
from indicators.geography.countries import country_code, find_country
from indicators.intake.goals import short_titles
from indicators.intake.text import simplify
from indicators.languages import LANGUAGES
from indicators.present.texts import translator

#: The list of the themes and of the countries together.
SUBJECTS = "subjects"
NEAR = 72
_STEM = 3
# « ODD11 », « 11 - Villes durables », « ODD 11 : villes et communautés durables »: the number says which.
_SDG_GOAL = re.compile(r"(?:(?:odd|sdg|ods|objectif|goal|objetivo)\s*(?:n°\s*)?)?(\d{1,2})(?:\s*[-–:.)]\s*\D.*)?")
# Two values have two initials: « D » and « R ».
_TWO = 2
_SDG_TARGET = re.compile(r"(?:odd |sdg |ods |cible )?(\d{1,2})\.(\d{1,2}|[a-d])")


@dataclass(frozen=True)
class Terms:
    """One list of accepted values: ``labels`` maps each value to its words, ``known`` each simplified word to it.

    ``shared`` maps a simplified word that several values have to them: it names none, and any of them is proposed.
    """

    labels: Mapping[str, str]
    known: Mapping[str, str] = field(repr=False)
    shared: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    def find(self, text: str) -> str | None:
        """The value that a text names exactly, or None. « Label (id) », as templates write it, is understood."""
        found = self.known.get(simplify(text))
        if found is None and text.rstrip().endswith(")"):
            found = self.known.get(simplify(text.rstrip()[:-1].rpartition("(")[2]))
        return found if found is not None else self._inflected.get(_stem(simplify(text)))

    @cached_property
    def _inflected(self) -> Mapping[str, str]:
        """The values by their words without gender nor number: « Terminée » is « Terminé », « jumelages » « Jumelage »."""
        owners: dict[str, set[str]] = {}
        for word, value in self.known.items():
            owners.setdefault(_stem(word), set()).add(value)
        return {stem: next(iter(values)) for stem, values in owners.items() if stem and len(values) == 1}

    @cached_property
    def _shared_stems(self) -> Mapping[str, tuple[str, ...]]:
        return {_stem(word) or word: values for word, values in self.shared.items()}

    def near(self, text: str, count: int = 3) -> tuple[str, ...]:
        """The labels closest to a text, nearest first; empty when nothing is close."""
        said = simplify(text)
        if either := self._shared_stems.get(_stem(said) or said):
            return tuple(self.labels[value] for value in either)[:count]
        hits = process.extract(said, list(self.known), scorer=fuzz.WRatio, limit=None, score_cutoff=NEAR)
        # Sharing whole words says more than sharing letters: « problèmes de langue » means the obstacle of language.
        hits.sort(key=lambda hit: -fuzz.token_set_ratio(said, hit[0]))
        return tuple(dict.fromkeys(self.labels[self.known[word]] for word, _, _ in hits))[:count]


def _stem(text: str) -> str:
    """Simplified words without the endings of gender and number; "" when one of them is too short for that."""
    bare = [re.sub(r"v$", "f", re.sub(r"([^\d])\1$", r"\1", word.rstrip("esx"))) for word in text.split()]
    return " ".join(bare) if all(len(word) >= _STEM for word in bare if not word.isdigit()) else ""


def terms(words: Mapping[str, Iterable[str]]) -> Terms:
    """A list of values from the words of each, the first being the one that is shown.

    A word shared by two values names neither; the shown label then carries the id: « Autres (r0) ».
    """
    shown = {value: next(iter(names), value) for value, names in words.items()}
    twice = Counter(simplify(label) for label in shown.values())
    labels = {value: label if twice[simplify(label)] == 1 else f"{label} ({value})" for value, label in shown.items()}
    owners: dict[str, dict[str, None]] = {}
    for value, names in words.items():
        for name in names:
            owners.setdefault(simplify(name), {})[value] = None
    known = {word: next(iter(values)) for word, values in owners.items() if word and len(values) == 1}
    known.update({simplify(value): value for value in words if simplify(value)})
    return Terms(labels, known, {word: tuple(values) for word, values in owners.items() if word not in known and word})


class CountryTerms(Terms):
    """The countries by ISO 3166 alpha-2 code, recognised by the geography. NA is Namibia, Prussia is nothing."""

    def find(self, text: str) -> str | None:
        """The code of a country written as a code or as a name in French, English or Spanish, or None."""
        return country_code(text) or None

    def near(self, text: str, count: int = 3) -> tuple[str, ...]:
        """The French names of the countries that may have been meant."""
        return tuple(self.labels[code] for code in find_country(text).suggestions)[:count]


@lru_cache(maxsize=1)
def countries() -> CountryTerms:
    """Every country, shown by its French name."""
    names = Locale("fr").territories
    shown = {code: str(names.get(code, code)) for code in known_countries()}
    return CountryTerms(shown | {"PS": "Palestine", "CD": "République démocratique du Congo", "CG": "Congo"}, {})


class SubjectTerms(Terms):
    """What may come first in a strategy: a theme of the catalogue, or a country."""

    def find(self, text: str) -> str | None:
        """The theme or the country that a text names exactly, or None."""
        return super().find(text) or countries().find(text)

    def near(self, text: str, count: int = 3) -> tuple[str, ...]:
        """The themes that may have been meant, then the countries."""
        return (*super().near(text, count), *countries().near(text, count))[:count]


class SdgTerms(Terms):
    """The goals of sustainable development, and their targets: « 4.7 », « 17.a »."""

    def find(self, text: str) -> str | None:
        """A goal by number or name, a target by its number when its goal exists, or None."""
        target = _SDG_TARGET.fullmatch(text.strip().lower())
        if target and (goal := super().find(target[1])):
            return f"{goal}.{target[2]}"
        if numbered := _SDG_GOAL.fullmatch(text.strip().lower()):
            return super().find(numbered[1])
        return super().find(text)


class Vocabulary:
    """The lists of a catalogue, each made at first use. ``catalogue`` has one mapping of entries a list."""

    def __init__(self, catalogue: Any) -> None:
        self.catalogue = catalogue
        self._made: dict[str, Terms] = {}

    def of(self, name: str) -> Terms:
        """The accepted values of one list of the catalogue: ``rubrics``, or ``grids.benefits`` for the items of a grid."""
        if name not in self._made:
            if name == SUBJECTS:
                themes = self.of("themes")
                self._made[name] = SubjectTerms({**themes.labels, **countries().labels}, themes.known, themes.shared)
                return self._made[name]
            section, _, grid = name.partition(".")
            entries: Mapping[str, Any] = getattr(self.catalogue, section)
            if grid:
                entries = {item.id: item for item in entries[grid].items}
            words = {value: _words(value, entry) for value, entry in entries.items()}
            if name == "sdgs":
                words = {value: [*said, *short_titles(value)] for value, said in words.items()}
            made = terms(words)
            self._made[name] = SdgTerms(made.labels, made.known, made.shared) if name == "sdgs" else made
        return self._made[name]

    def answers(self, grid: str) -> Terms:
        """The answers of a grid by their number (« 0.5 »): their words, the number itself, yes and no for two answers."""
        name = f"answers of {grid}"
        if name not in self._made:
            scale = self.catalogue.grids[grid].scale
            words = {
                f"{scale.low + place * scale.step:g}": [label.written(lang) for lang in LANGUAGES]
                for place, label in enumerate(scale.labels)
            }
            self._made[name] = terms(words)
        return self._made[name]


def vocabulary_of(catalogue: Any) -> Vocabulary:
    """The lists of a catalogue, made once as long as it serves: they cost more than reading a small file."""
    return once_for(catalogue, "vocabulary", lambda: Vocabulary(catalogue))


Made = TypeVar("Made")
# The latest catalogues only, each with what was made of it: an installation has one, a test several.
_MADE: deque[tuple[Any, dict[str, Any]]] = deque(maxlen=4)


def once_for(catalogue: Any, name: str, make: Callable[[], Made]) -> Made:
    """What is made of a catalogue, made once as long as it serves."""
    kept = next((kept for known, kept in list(_MADE) if known is catalogue), None)
    if kept is None:
        kept = {}
        _MADE.append((catalogue, kept))
    if name not in kept:
        kept[name] = make()
    found: Made = kept[name]
    return found


def _words(value: str, entry: Any) -> list[str]:
    label: Any = getattr(entry, "label", None) or getattr(entry, "name", value)
    names = [label.written(lang) for lang in LANGUAGES] if hasattr(label, "written") else [str(label)]
    if number := getattr(entry, "number", None):
        names += [str(number), f"ODD {number}", f"SDG {number}", f"ODS {number}"]
    if acronym := getattr(entry, "acronym", ""):
        names.append(acronym)
    return [str(name) for name in names]


Said = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class ChoiceTerms(Terms):
    """A closed list of a schema: its French words and its codes, then those of the other languages.

    Most files are in French, and opening the translations takes longer than reading one.
    """

    codes: tuple[tuple[str, str], ...] = ()
    said: Said = ()

    def find(self, text: str) -> str | None:
        """The value that a text names exactly in French or as a code, else in any language and inflection; or None."""
        found = self.known.get(simplify(text))
        return _in_every_language(self.codes, self.said).find(text) if found is None else found

    def near(self, text: str, count: int = 3) -> tuple[str, ...]:
        """The French words closest to a text in any language, nearest first."""
        return _in_every_language(self.codes, self.said).near(text, count)


@lru_cache(maxsize=256)
def choices(codes: tuple[tuple[str, str], ...], said: Said = ()) -> ChoiceTerms:
    """The accepted values of a closed list of a schema, from its pairs of French word and record value.

    ``said`` pairs a value with what else people write for it, in any language.
    """
    made = terms(_as_told({value: [word] for word, value in codes}))
    return ChoiceTerms(made.labels, made.known, made.shared, codes, said)


@lru_cache(maxsize=256)
def _in_every_language(codes: tuple[tuple[str, str], ...], said: Said) -> Terms:
    others = [translator(lang) for lang in tuple(LANGUAGES)[1:]]
    words = _as_told({value: [word, *(told(word) for told in others)] for word, value in codes})
    return terms({value: [*told, *dict(said).get(value, ())] for value, told in words.items()})


def _as_told(words: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The words of each value and what else names it: the value itself, plurals, French initials when two have them."""
    initials = {value: said[0][:1] for value, said in words.items()} if len(words) == _TWO else {}
    return {value: [*said, value, *map(_plural, said), *initials.get(value, "")] for value, said in words.items()}


def _plural(label: str) -> str:
    """« Dépenses » for « Dépense »: people name a column or a list rather than its one value."""
    return " ".join(word if word.endswith(("s", "x")) else f"{word}s" for word in label.split())
