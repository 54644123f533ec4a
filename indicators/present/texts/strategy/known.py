"""What the application already knows of a territory before anybody writes a word: the diagnosis, prefilled and sourced.

Each line says where it comes from; nothing is told of what is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from indicators.partnerships.prizes import prizes
from indicators.present.texts.evaluation.values import quantity
from indicators.present.texts.strategy.prizes import prize_words
from indicators.present.texts.translator import Translator
from indicators.readout import Readout

_FIRST = 5


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the diagnosis: ``told`` with its source, the page that shows it whole, and what it is about."""

    told: str
    page: str
    about: str


def known_facts(readout: Readout, t: Translator) -> tuple[Fact, ...]:
    """Relations, actors, networks, money, prizes, origins, statistics of openness: those that the edition holds."""
    parts = (_relations, _actors, _networks, _money, _prizes, _origins, _openness)
    return tuple(fact for part in parts for fact in part(readout, t))


def grouped(facts: Iterable[Fact]) -> dict[str, tuple[str, ...]]:
    """The lines by what they are about, in their order."""
    found: dict[str, list[str]] = {}
    for fact in facts:
        found.setdefault(fact.about, []).append(fact.told)
    return {about: tuple(told) for about, told in found.items()}


def _abroad(t: Translator) -> str:
    return t("Ce que nous faisons déjà")


def _sourced(text: str, *names: str) -> str:
    told = " ; ".join(dict.fromkeys(name for name in names if name))
    return f"{text} ({told})" if told else text


def _openness(readout: Readout, t: Translator) -> Iterator[Fact]:
    """The statistics of openness that have a value, each with its year and its publisher."""
    names = readout.profile().reference_names
    for dimension in readout.profile().dimensions:
        for reading in dimension.readings:
            if reading.point is None:
                continue
            row, label = reading.point, reading.indicator.label.get(t.lang)
            text = t("{label} : {value} en {year}", label=label, value=quantity(row.value, reading.indicator, t), year=row.year)  # fmt: skip
            if reading.reference is not None and names:
                beside = quantity(reading.reference.value, reading.indicator, t)
                text = t("{told} ; {reference} : {value}", told=text, reference=names[0], value=beside)
            yield Fact(
                _sourced(text, row.publisher or row.source), "profil_geii", dimension.dimension.label.get(t.lang)
            )


def _origins(readout: Readout, t: Translator) -> Iterator[Fact]:
    """The first countries of origin of the latest year."""
    rows = [row for row in readout.snapshot.communities if row.year <= readout.year and row.population]
    last = max((row.year for row in rows), default=0)
    first = sorted((row for row in rows if row.year == last), key=lambda row: -(row.population or 0))[:_FIRST]
    if first:
        names = t.join([t("{country} ({people})", country=t.country(row.country), people=t.number(row.population)) for row in first])  # fmt: skip
        text = t("Premiers pays d'origine en {year} : {names}", year=last, names=names)
        yield Fact(
            _sourced(text, *(row.publisher or row.source for row in first)),
            "partenariats",
            t("D'où viennent les habitants"),
        )


def _relations(readout: Readout, t: Translator) -> Iterator[Fact]:
    living = readout.living
    if living:
        countries = {item.partnership.country for item in living}
        text = t(
            "{relations} dans {countries}",
            relations=t.n("{count} relation en cours", "{count} relations en cours", len(living)),
            countries=t.n("{count} pays", "{count} pays", len(countries)),
        )
        yield Fact(_sourced(text, *sorted({item.partnership.publisher for item in living})), "partenariats", _abroad(t))


def _actors(readout: Readout, t: Translator) -> Iterator[Fact]:
    active = [item for item in readout.snapshot.actors if item.active]
    if active:
        groups = readout.catalogue.actor_groups
        met = [name for name in groups if any(item.group == name for item in active)]
        text = t(
            "{actors} : {groups}",
            actors=t.n("{count} acteur recensé", "{count} acteurs recensés", len(active)),
            groups=t.join([groups[name].label.get(t.lang) for name in met]),
        )
        yield Fact(_sourced(text, *sorted({item.source for item in active})), "partenariats", _abroad(t))


def _networks(readout: Readout, t: Translator) -> Iterator[Fact]:
    active = [item for item in readout.networks if item.active]
    if active:
        fees = sum(item.membership.fee or 0 for item in active)
        count = t.n("{count} adhésion à un réseau", "{count} adhésions à des réseaux", len(active))
        text = t("{count}, {fees} de cotisations par an", count=count, fees=t.money(fees)) if fees else count
        yield Fact(_sourced(text, *sorted({item.membership.publisher for item in active})), "partenariats", _abroad(t))


def _prizes(readout: Readout, t: Translator) -> Iterator[Fact]:
    """The latest prizes and recognitions."""
    for item in prizes(readout.snapshot.activities, readout.year)[:_FIRST]:
        told = t("Prix ou reconnaissance : {prize}", prize=prize_words(item, t).rstrip("."))
        yield Fact(_sourced(told, *item.documents, item.source), "strategie", _abroad(t))


def _money(readout: Readout, t: Translator) -> Iterator[Fact]:
    """The first and the last year with accounts."""
    known = [
        year for year in readout.budget().history if year.expenditure.net is not None and year.year <= readout.year
    ]
    if known:
        first, last = known[0], known[-1]
        amounts = [t("{amount} payés en {year}", amount=t.money(year.expenditure.net), year=year.year) for year in dict.fromkeys((first, last))]  # fmt: skip
        lines = readout.snapshot.budget_lines
        names = sorted({str(name) for name in lines[lines["year"] == last.year]["source"].unique() if name})
        yield Fact(_sourced(t("Budget : {amounts}", amounts=t.join(amounts)), *names[:2]), "budget", _abroad(t))
