"""What is doubtful about a place, in words: what was received, what was found, what can be done."""

from __future__ import annotations

from indicators.geography import DisputedArea, Lookup, Place, disputed_areas
from indicators.geography.checks import GeoFinding
from indicators.present.texts.translator import Translator


def finding(item: GeoFinding, t: Translator) -> str:
    """One doubt, explained, with the suggestion of the gazetteer if there is one."""
    return " ".join(part for part in (_doubt(item, t), _suggestion(item.suggestion, t)) if part)


def _doubt(item: GeoFinding, t: Translator) -> str:
    point = coordinates(item.latitude, item.longitude, t)
    names = {"partner": item.partner, "country": t.country(item.country), "point": point, "found": area(item.found, t)}
    if item.code == "unknown_country":
        return _unknown_country(item, t)
    words = {
        "missing_coordinates": t("{partner} ({country}) n'a pas de coordonnées.", **names),
        "out_of_range": t(
            "{partner} : {point} n'est pas un lieu sur Terre (latitude de -90 à 90, longitude de -180 à 180).", **names
        ),
        "null_island": t("{partner} : {point} est le point zéro, signe de coordonnées manquantes.", **names),
        "swapped": t("{partner} : la latitude et la longitude ({point}) semblent inversées.", **names),
        "at_sea": t("{partner} : {point} tombe en mer ; la terre la plus proche est {found}.", **names),
        "other_country": t("{partner} : le pays indiqué est {country}, mais {point} tombe ici : {found}.", **names),
        "disputed_area": t(
            "{partner} : le pays indiqué est {country}, et {point} tombe dans une zone au statut disputé, {found}. À vous de décider.",
            **names,
        ),
        "far_from_place": t("{partner} : {point} est loin du lieu de ce nom que connaît le répertoire.", **names),
        "same_country": t(
            "{partner} est dans le pays du territoire lui-même ({country}) : est-ce bien une relation internationale ?",
            **names,
        ),
    }
    return words[item.code]


def _unknown_country(item: GeoFinding, t: Translator) -> str:
    text = t("{partner} : le pays « {country} » n'est pas reconnu.", partner=item.partner, country=item.country)
    if item.found:
        text += " " + t("Les coordonnées tombent ici : {found}.", found=area(item.found, t))
    if item.choices:
        choices = t.join(t.country(code) for code in item.choices)
        text += " " + t("Noms proches, à confirmer : {choices}.", choices=choices)
    return text


def _suggestion(place: Place | None, t: Translator) -> str:
    return t("Le répertoire propose {place}.", place=place_words(place, t)) if place else ""


def lookup(answer: Lookup, t: Translator) -> str:
    """The answer of the gazetteer to a name."""
    if answer.status == "found" and answer.place:
        return t("Trouvé : {place}.", place=place_words(answer.place, t))
    if answer.status == "ambiguous":
        return t.n(
            "{count} lieu porte ce nom : choisissez.",
            "{count} lieux portent ce nom : choisissez.",
            len(answer.candidates),
        )
    if answer.suggestions:
        places = t.join(place_words(place, t) for place in answer.suggestions)
        return t(
            "Nom introuvable. Noms proches, à confirmer : {places}. Sinon, saisissez les coordonnées.", places=places
        )
    return t("Nom introuvable dans le répertoire : saisissez les coordonnées, elles seront conservées et marquées.")


def place_words(place: Place, t: Translator) -> str:
    """A place told apart from its homonyms by its size and its position."""
    size = (
        t.n("{count} habitant", "{count} habitants", place.population) if place.population else t("population inconnue")
    )
    return f"{place.name} ({size}, {coordinates(place.latitude, place.longitude, t)})"


def coordinates(latitude: float | None, longitude: float | None, t: Translator) -> str:
    """« 34,74° N, 10,76° E »."""
    if latitude is None or longitude is None:
        return t("coordonnées absentes")
    north = t("N") if latitude >= 0 else t("S")
    east = t("E") if longitude >= 0 else t("O")
    return f"{t.number(abs(latitude), 2)}° {north}, {t.number(abs(longitude), 2)}° {east}"


def area(identifier: str, t: Translator) -> str:
    """A country, or a disputed area by its neutral name."""
    known: dict[str, DisputedArea] = {item.id: item for item in disputed_areas()}
    return known[identifier].label(t.lang) if identifier in known else t.country(identifier)
