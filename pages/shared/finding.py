"""What a search finds: pages and their views, indicators, partners and the words of the glossary, whatever the accents."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from indicators.catalogue import Indicator
from indicators.geography.names import normalise
from indicators.present.texts.glossary import meaning
from indicators.readout.figures import FIGURES
from pages.shared.context import PageContext
from pages.shared.registry import BY_PATH, PAGES
from pages.shared.views import offered

_EVALUATED = ("territorial", "programmatic", "operational")


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
    t, key = context.t, BY_PATH["partenariats"].key
    for item in context.readout.relations:
        partner = item.partnership
        where = t.country(partner.country)
        yield Found(
            partner.partner, t("Partenaire, {country}", country=where), "partenariats", {key: "carte", "fiche": item.id},
            f"{partner.city} {where}",
        )  # fmt: skip


def _budget(context: PageContext) -> Iterator[Found]:
    """The figures of the budget that are no indicator: the leverage, the share of the budget, the ceilings of services."""
    t, page = context.t, BY_PATH["budget"]
    for item in FIGURES.values():
        if item.unit != "word" and item.of in ("", "service"):
            yield Found(t(item.label), t("Chiffre, {page}", page=t(page.title)), page.path, {page.key: "year"})


def _indicator(item: Indicator, context: PageContext) -> Found:
    """An indicator opens where it is read, or in the method when it has no value to read."""
    t, name = context.t, item.label.get(context.t.lang)
    if item.family == "geii" and item.dimension:
        page = BY_PATH["profil-geii"]
        return Found(name, _where(page.title, context), page.path, {page.key: "dimension", "dimension": item.dimension})
    if item.family in _EVALUATED and item.id in _evaluated(context):
        page = BY_PATH["evaluation"]
        return Found(name, _where(page.title, context), page.path, {page.key: "indicateur", "indicateur": item.id})
    if item.family == "externality":
        page = BY_PATH["evaluation"]
        return Found(name, _where(page.title, context), page.path, {page.key: "externalites"})
    page = BY_PATH["methode"]
    chosen = {page.key: "indicateurs", "famille": item.family, f"indicateur_{item.family}": item.id}
    return Found(name, t("Indicateur, {page}", page=t(page.title)), page.path, chosen)


def _where(page: str, context: PageContext) -> str:
    return context.t("Indicateur, {page}", page=context.t(page))


def _evaluated(context: PageContext) -> set[str]:
    """The indicators of the evaluation that have a value."""
    return {reading.definition.id for reading in context.readout.evaluation().readings if reading.points}
