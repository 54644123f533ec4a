"""What a search finds: pages and their views, indicators, partners and the words of the glossary, whatever the accents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from indicators.catalogue import Indicator
from indicators.geography.names import normalise
from indicators.present.places import of_indicator, of_relation
from indicators.present.texts.glossary import meaning
from indicators.present.texts.partnerships.words import partner_name
from indicators.readout.figures import FIGURES
from pages.shared.context import PageContext
from pages.shared.registry import BY_PATH, PAGES
from pages.shared.views import offered


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found: its name, what it is, and where it opens: a page and the choices to make there.

    A word of the glossary opens nothing: ``kind`` says what it means.
    """

    name: str
    kind: str
    path: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    also: str = ""

    @property
    def words(self) -> str:
        """What the search reads."""
        return normalise(f"{self.name} {self.also}")


def find(text: str, context: PageContext, reachable: Callable[[str], bool]) -> list[Found]:
    """Everything that has all the words of ``text``; what is called so comes first, then what begins so. Nothing for an empty text."""
    asked = normalise(text)
    if not asked:
        return []
    kept = [item for item in _everything(context, reachable) if all(word in item.words for word in asked.split())]
    return sorted(
        kept, key=lambda item: (normalise(item.name) != asked, not item.words.startswith(asked), not item.path)
    )


def _everything(context: PageContext, reachable: Callable[[str], bool]) -> Iterator[Found]:
    yield from _pages(context, reachable)
    if reachable("methode"):
        t, entry = context.t, BY_PATH["methode"]
        yield Found(
            t("API de lecture"),
            t("Téléchargements"),
            entry.path,
            {entry.key: "telechargements"},
            "OpenAPI JSON GeoJSON",
        )
    yield from _partners(context)
    yield from _budget(context)
    for indicator in context.catalogue.indicators.values():
        if indicator.id in context.readout.chosen:
            yield _indicator(indicator, context)
    for term in context.catalogue.glossary.values():
        yield Found(
            term.word.get(context.t.lang), meaning(term, context.t), also=" ".join(term.written(context.t.lang))
        )


def _pages(context: PageContext, reachable: Callable[[str], bool]) -> Iterator[Found]:
    t = context.t
    for entry in PAGES:
        if reachable(entry.path):
            yield Found(t(entry.title), t("Page"), entry.path)
            for view in offered(entry.path, context):
                yield Found(t(view.title), t(entry.title), entry.path, {entry.key: view.code})


def _partners(context: PageContext) -> Iterator[Found]:
    t = context.t
    for item in context.readout.relations:
        partner = item.partnership
        where = t.country(partner.country)
        place = of_relation(item.id)
        kind = t("Partenaire, {country}", country=where)
        yield Found(partner_name(item, t), kind, place.path, place.choices, f"{partner.city} {where}")


def _budget(context: PageContext) -> Iterator[Found]:
    """The figures of the budget that are no indicator: the leverage, the share of the budget, the ceilings of services."""
    t, page = context.t, BY_PATH["budget"]
    for item in FIGURES.values():
        if item.unit != "word" and item.of in ("", "service"):
            yield Found(t(item.label), t("Chiffre, {page}", page=t(page.title)), page.path, {page.key: "year"})


def _indicator(item: Indicator, context: PageContext) -> Found:
    place = of_indicator(item, context.readout)
    page = BY_PATH[place.path]
    return Found(item.label.get(context.t.lang), _where(page.title, context), place.path, place.choices)


def _where(page: str, context: PageContext) -> str:
    return context.t("Indicateur, {page}", page=context.t(page))
