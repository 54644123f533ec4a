"""The lists of the filters: what each one offers, in words, with the number of relations that each choice would keep."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from indicators.partnerships import FACETS, Facet, Filters
from indicators.partnerships.priority import INSIDE
from indicators.present.texts import Translator
from indicators.present.texts.partnerships.words import group_words, state_words
from indicators.present.texts.strategy.words import inside_word
from pages.partenariats.data import Portfolio
from pages.shared import choices
from pages.shared.context import PageContext

KEYS: Mapping[Facet, str] = {
    "kinds": "types", "states": "etats", "themes": "themes", "sdgs": "odd", "groups": "groupes", "countries": "pays",
    "priorities": "priorites",
}  # fmt: skip
Words = Callable[[str], str]


@dataclass(frozen=True)
class FacetWords:
    """What a list is called and how its codes are worded."""

    label: str
    words: Words


def facet_words(folio: Portfolio, context: PageContext) -> Mapping[Facet, FacetWords]:
    """The lists, by facet."""
    t, catalogue = context.t, context.catalogue
    kinds = {name: item.label for name, item in folio.scene.kinds.items()}
    states, groups = state_words(t), group_words(t)

    def theme(code: str) -> str:
        return catalogue.themes[code].label.get(t.lang) if code in catalogue.themes else code

    def goal(code: str) -> str:
        entry = next((item for item in catalogue.sdgs.values() if str(item.number) == code), None)
        return f"{code}. {entry.short_label.get(t.lang)}" if entry else code

    return {
        "kinds": FacetWords(t("Nature de la relation"), lambda code: kinds.get(code, code)),
        "states": FacetWords(t("État"), lambda code: states.get(code, code)),
        "themes": FacetWords(t("Thème"), theme),
        "sdgs": FacetWords(t("Objectif de développement durable"), goal),
        "groups": FacetWords(t("Groupe de pays"), lambda code: groups.get(code, code)),
        "countries": FacetWords(t("Pays"), t.country),
        "priorities": FacetWords(t("Priorités"), lambda code: inside_word(code == INSIDE, t)),
    }


def choose_facets(
    folio: Portfolio, facets: Mapping[Facet, FacetWords], others: Filters, t: Translator
) -> dict[str, tuple[str, ...]]:
    """One list a facet; each choice says how many relations it would keep beside all the other filters."""
    options = {name: _options(folio, name, facet) for name, facet in facets.items()}
    now = {name: tuple(choices.held(KEYS[name], codes)) for name, codes in options.items()}
    filters = Filters(**now, year=others.year, undated=others.undated, text=others.text)
    chosen: dict[str, tuple[str, ...]] = {}
    for name, facet in facets.items():
        if not options[name]:
            continue
        counts = folio.selector.counts(filters, name)
        words = {code: f"{facet.words(code)} ({t.number(counts[code])})" for code in options[name]}
        chosen[name] = tuple(
            choices.select_many(
                facet.label, options[name], key=KEYS[name], format_func=words.__getitem__, placeholder=t("Tout")
            )
        )  # fmt: skip
    return chosen


def _options(folio: Portfolio, name: Facet, facet: FacetWords) -> list[str]:
    """Every value of the whole portfolio, so that a choice never disappears under the hand."""
    codes = folio.selector.counts(Filters(), name)
    if name == "sdgs":
        return sorted(codes, key=lambda code: (int(code) if code.isdigit() else 99, code))
    return sorted(codes, key=lambda code: facet.words(code).casefold())


def in_force(filters: Filters, facets: Mapping[Facet, FacetWords], t: Translator) -> list[str]:
    """The filters in force, in words."""
    found = [facets[name].words(code) for name in FACETS for code in getattr(filters, name)]
    if filters.year is not None:
        found.append(t("en {year}", year=str(filters.year)))
    if filters.text.strip():
        found.append(t.quoted(filters.text.strip()))
    return found
