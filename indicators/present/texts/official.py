"""The official statistics in words: which group, where each figure is measured, which place when it is asked."""

from __future__ import annotations

from collections.abc import Mapping

from indicators.official.comparing import Compared
from indicators.official.groups import Likeness
from indicators.official.library import Library
from indicators.official.observations import FromFiles, origins
from indicators.peers.comparison import places
from indicators.present.figure import Source, unique_sources
from indicators.present.texts.evaluation.values import geo_level
from indicators.present.texts.translator import Translator


def likeness_word(name: Likeness, t: Translator) -> str:
    """What members of a group share."""
    return {
        "population": t("population proche"),
        "region": t("même région"),
        "university": t("siège d'un établissement d'enseignement supérieur"),
        "border": t("frontière terrestre"),
    }[name]


def place_word(item: Compared, t: Translator) -> str:
    """The place that is compared: « département Isère »."""
    return f"{geo_level(item.place.key.geo_level, t)} {item.place.name}"


def rank_sentence(item: Compared, t: Translator) -> str:
    """The place of a territory from the highest value, with its interval, and what the interval holds."""
    found = places(item.comparison)
    if found is None:
        return t("Sans valeur, aucun rang.")
    low, high = found
    size = item.comparison.size + 1
    said = (
        t("{place} : rang {low} sur {size}, de la valeur la plus haute à la plus basse.", place=item.place.name, low=low, size=size)
        if low == high
        else t("{place} : entre le rang {low} et le rang {high} sur {size}, de la valeur la plus haute à la plus basse.",
               place=item.place.name, low=low, high=high, size=size)
    )  # fmt: skip
    missing = len(item.comparison.missing)
    why = t.n(
        "{count} membre n'a pas de valeur : il peut être devant ou derrière.",
        "{count} membres n'ont pas de valeur : ils peuvent être devant ou derrière.",
        missing,
    )
    return f"{said} {why}" if missing else said


def sources_of(found: Mapping[str, Compared], library: Library, t: Translator) -> tuple[Source, ...]:
    """The publications behind a comparison."""
    told = (official_source(library, item.latest, item.latest.year, t) for item in found.values())
    return unique_sources(source for source in told if source.origins)


def official_source(library: Library, made: FromFiles, year: int, t: Translator) -> Source:
    """The publications behind an official figure, in the reader's language."""
    found = origins(library, made, t.lang)
    said = t.typeset(" ; ".join(f"{item.publisher} – {item.title}" for item in found))
    return Source(said, found[0].url if found else "", str(year), origins=found)
