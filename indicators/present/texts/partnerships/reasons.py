"""Why a country or a city might be a partner: one short phrase a criterion, never a verdict."""

from __future__ import annotations

from typing import Any, cast

from indicators.catalogue import Theme
from indicators.partnerships import Candidate, Reason
from indicators.present.texts.partnerships.words import group_words, language_word, region_words
from indicators.present.texts.translator import Translator


def criterion_words(t: Translator) -> dict[str, str]:
    """The criteria that the reader weighs."""
    return {
        "diasporas": t("Communautés du territoire"),
        "languages": t("Langues"),
        "geography": t("Géographie et groupes de pays"),
        "themes": t("Thèmes déjà travaillés"),
        "actors": t("Acteurs du territoire présents"),
        "links": t("Liens existants"),
        "size": t("Taille comparable"),
    }


def reason(item: Reason, themes: dict[str, Theme], t: Translator) -> str:
    """What is known of one criterion."""
    words = {
        "diasporas": _diaspora,
        "languages": _language,
        "geography": _geography,
        "actors": _actors,
        "links": _links,
        "size": _size,
    }
    if item.criterion == "themes":
        return _themes(item, themes, t)
    return words[item.criterion](item, t)


def match(candidate: Candidate, t: Translator) -> str:
    """The two bounds of the match, or the single value when everything is known."""
    low, high = t.percent(100 * candidate.low, 0), t.percent(100 * candidate.high, 0)
    return low if candidate.low == candidate.high else t("de {low} à {high}", low=low, high=high)


def _list(item: Reason, name: str) -> tuple[str, ...]:
    return cast(tuple[str, ...], item.facts.get(name, ()))


def _fact(item: Reason, name: str) -> Any:
    return item.facts.get(name)


def _diaspora(item: Reason, t: Translator) -> str:
    if (population := _fact(item, "population")) is not None:
        return t.n(
            "{count} personne originaire de ce pays ({year})",
            "{count} personnes originaires de ce pays ({year})",
            population,
            year=_fact(item, "year"),
        )
    return t("communauté citée au rang {rank} ({year})", rank=_fact(item, "rank"), year=_fact(item, "year"))


def _language(item: Reason, t: Translator) -> str:
    shared = _list(item, "languages")
    if not shared:
        return t("aucune langue voulue")
    return t("langue : {names}", names=t.join(language_word(code, t) for code in shared))


def _geography(item: Reason, t: Translator) -> str:
    names = [group_words(t)[group] for group in _list(item, "groups")]
    if region := _fact(item, "region"):
        names.append(region_words(t)[region])
    return t.join(names) if names else t("hors des zones voulues")


def _themes(item: Reason, themes: dict[str, Theme], t: Translator) -> str:
    known = [themes[code].label.get(t.lang) if code in themes else code for code in _list(item, "themes")]
    return t("déjà travaillés : {names}", names=t.join(known)) if known else t("autres thèmes travaillés")


def _actors(item: Reason, t: Translator) -> str:
    names = _list(item, "actors")
    return t.join(names) if names else t("aucun acteur recensé")


def _links(item: Reason, t: Translator) -> str:
    if partners := _list(item, "partners"):
        return t("déjà partenaire : {names}", names=t.join(partners))
    return t("partenaires dans la même région du monde") if _fact(item, "near") else t("aucun lien dans la région")


def _size(item: Reason, t: Translator) -> str:
    return t.n("{count} habitant", "{count} habitants", _fact(item, "population"))
