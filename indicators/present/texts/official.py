"""The official statistics in words: which group, where each figure is measured, which place when it is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from indicators.catalogue import Catalogue
from indicators.official.comparing import Compared
from indicators.official.groups import Likeness
from indicators.peers.comparison import places
from indicators.present.figure import Source
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


def sources_of(found: Mapping[str, Compared], catalogue: Catalogue, t: Translator) -> Sequence[Source]:
    """The publications behind a comparison."""
    names = dict.fromkeys((name, item.latest.year) for item in found.values() for name in item.latest.sources)
    return [
        Source(f"{source.publisher.get(t.lang)} – {source.title.get(t.lang)}", source.page, str(year))
        for name, year in names
        if (source := catalogue.official_sources.get(name)) is not None
    ]
