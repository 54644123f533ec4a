"""The sentences of the GEII-type profile: what an index says, and why one is missing."""

from __future__ import annotations

from indicators.catalogue import Indicator
from indicators.geii import DimensionReading, Point, Profile, Reading
from indicators.present.figure import Source, unique_sources
from indicators.present.texts.translator import Translator, marked
from indicators.records import Territory, origins_of
from indicators.records.origin import first_address
from indicators.rounding import whole

# Units that would read badly after a number: « 0,93 », not « 0,93 rapport ».
BARE = {"0 à 1", "rapport", "indice"}
GEO_LEVELS = {
    "commune": marked("commune"),
    "epci": marked("intercommunalité"),
    "department": marked("département"),
    "region": marked("région"),
    "country": marked("pays"),
    "other": marked("autre échelle"),
}
QUALITIES = {
    "final": marked("définitif"),
    "provisional": marked("provisoire"),
    "estimated": marked("estimé"),
    "proxy": marked("mesuré à une autre échelle"),
    "secret": marked("couvert par le secret statistique"),
}
RELIABILITIES = {
    "A": marked("fiabilité A : source officielle"),
    "B": marked("fiabilité B : chiffre officiel repris par un tiers"),
    "C": marked("fiabilité C : presse, approximation ou source ancienne"),
}


def reason(code: str | None, t: Translator) -> str:
    """Why an index is not available."""
    sentences = {
        "no_value": t("aucune valeur n'est saisie"),
        "no_reference": t("aucune valeur du territoire de référence"),
        "reference_too_far": t("la référence date de plus d'un an d'écart"),
        "borrowed": t("valeur mesurée sur le territoire de référence lui-même : la comparer n'apprendrait rien"),
        "not_positive": t("une valeur nulle ou négative ne permet pas d'indice"),
        "no_base": t("une seule année connue"),
        "series_break": t("série rompue : pas d'année de base comparable"),
        "secret": t("valeur couverte par le secret statistique"),
    }
    return sentences.get(code or "", "")


def value(reading: Reading, t: Translator) -> str:
    """The latest value with its unit, a dash when there is none."""
    return "–" if reading.point is None else point_value(reading.point, reading, t)


def point_value(point: Point, reading: Reading, t: Translator) -> str:
    """One value with the indicator's unit: « 18,9 % », « 54,4 pour 1 000 habitants »."""
    return written(point.value, reading.indicator, t)


def written(value: float, indicator: Indicator, t: Translator) -> str:
    """Any value with the unit of an indicator."""
    number = t.number(value, indicator.decimals)
    if indicator.unit in {"%", "‰"}:
        return t.typeset(f"{number} {indicator.unit}")
    label = indicator.unit_label.get(t.lang)
    return (
        t.typeset(f"{number} {indicator.unit if t.lang == 'fr' else label}") if indicator.unit not in BARE else number
    )


def level(point: Point, t: Translator) -> str:
    """Where a value was measured: « département Isère »."""
    name = t(GEO_LEVELS.get(point.geo_level, point.geo_level))
    return f"{name} {t.place(point.geo_name)}".strip()


def source(point: Point, t: Translator) -> Source:
    """The source of a value, in the reader's words."""
    quality = [t("exemple")] if point.example else []
    quality += [t(QUALITIES[point.quality])] if point.quality != "final" else []
    quality += [t(RELIABILITIES[point.reliability])] if point.reliability in RELIABILITIES else []
    title = " – ".join(part for part in (point.publisher, point.source) if part)
    address, said = first_address(point.url), t.typeset(" ; ".join(quality))
    return Source(title, address, str(point.year), level(point, t), said, point.note, origins_of(point))


def profile_sources(profile: Profile, t: Translator) -> tuple[Source, ...]:
    """What the indices of a profile rest on: its values, those of the references they are divided by, what is published."""
    compared = (item.reference for item in profile.readings if item.benchmark is not None)
    points = (*(item.point for item in profile.readings), *compared, *(item.published for item in profile.dimensions))
    return unique_sources(source(point, t) for point in points if point)


def status(item: DimensionReading, t: Translator) -> str:
    """The state of a dimension in a few words, with its counts."""
    total, known = len(item.readings), item.with_index
    if item.status == "published":
        return t("indice publié")
    if item.status == "scored":
        return t("{known} indicateurs sur {total}", known=known, total=total)
    if item.status == "empty":
        return t("aucune donnée")
    return t.n(
        "partiel : {known} comparable sur {total}",
        "partiel : {known} comparables sur {total}",
        known,
        known=known,
        total=total,
    )


def time_status(item: DimensionReading, t: Translator) -> str:
    """How many indicators of a dimension have two comparable years."""
    if item.status == "published":
        return t("indice publié, sans série")
    known = sum(reading.time_index is not None for reading in item.readings)
    if not known:
        return t("aucune année comparable")
    return t.n(
        "{known} série comparable sur {total}",
        "{known} séries comparables sur {total}",
        known,
        known=known,
        total=len(item.readings),
    )


def direction(indicator: Indicator, t: Translator) -> str:
    """What a reader must not read as better or worse, or must read the other way round; empty when more is better."""
    sentences = {
        "context": t("contexte : ni mieux ni moins bien"),
        "band": t("à tenir entre deux bornes"),
        "down": t("moins est mieux : indice retourné"),
    }
    return sentences.get(indicator.direction, "")


def dimension_sentence(item: DimensionReading, profile: Profile, t: Translator) -> str:
    """One sentence on a dimension: its index and coverage, or what is missing; the title names the reference."""
    name = item.dimension.short_label.get(t.lang)
    if item.index is not None:
        compared = _compared(item.index, t)
        text = t("{name} : indice {index} ({compared}).", name=name, index=t.number(item.index, 0), compared=compared)
    elif item.status == "empty":
        text = t("{name} : aucune donnée, donc aucun indice.", name=name)
    else:
        text = t(
            "{name} : dimension non notée, {known} sur {total} indicateurs comparables (il en faut {minimum} % et au moins {least}).",
            name=name,
            known=item.with_index,
            total=len(item.readings),
            minimum=t.number(100 * profile.options.minimum_coverage, 0),
            least=profile.options.minimum_indicators,
        )
    if item.proxies:
        text += " " + t.n(
            "{count} valeur est mesurée sur un territoire plus large.",
            "{count} valeurs sont mesurées sur un territoire plus large.",
            item.proxies,
        )
    return text + _capped(item, t)


def capped(reading: Reading, t: Translator) -> str:
    """« indice 418 ramené à 400 » for an index outside the bounds of the settings; empty otherwise."""
    if not reading.capped:
        return ""
    return t(
        "indice {index} ramené à {bound}", index=t.number(reading.benchmark, 0), bound=t.number(reading.bounded, 0)
    )


def _capped(item: DimensionReading, t: Translator) -> str:
    names = [f"{reading.indicator.label.get(t.lang)} ({told})" for reading in item.readings if (told := capped(reading, t))]  # fmt: skip
    return t(" Avant la moyenne : {names}.", names=t.join(names)) if names and item.status == "scored" else ""


def _compared(index: float, t: Translator) -> str:
    gap = whole(index) - 100
    if gap == 0:
        return t("au niveau de la référence")
    number = t.number(abs(gap))
    if gap > 0:
        return t("{gap} % au-dessus de la référence", gap=number)
    return t("{gap} % au-dessous de la référence", gap=number)


def profile_sentence(profile: Profile, t: Translator) -> str:
    """What the profile's drawing says: the dimensions that have an index, those that have none, the borrowed values."""
    said = [dimension_sentence(item, profile, t) for item in profile.scored]
    partial = [item for item in profile.dimensions if item.status == "partial"]
    empty = [item for item in profile.dimensions if item.status == "empty"]
    if partial:
        names = [
            t("{name} ({known} sur {total})", name=_name(item, t), known=item.with_index, total=len(item.readings))
            for item in partial
        ]
        said.append(t("Non notées : {names}.", names=t.join(names)))
        said.append(
            t(
                "Il faut que {share} des indicateurs, et au moins {least}, se comparent à la référence.",
                share=t.percent(100 * profile.options.minimum_coverage, 0),
                least=profile.options.minimum_indicators,
            )
        )
    if empty:
        said.append(t("Sans aucune donnée : {names}.", names=t.join(_name(item, t) for item in empty)))
    proxies = sum(item.proxies for item in profile.dimensions)
    if proxies:
        said.append(
            t.n(
                "{count} valeur est mesurée sur un territoire plus large : cercle vide quand elle a un indice.",
                "{count} valeurs sont mesurées sur un territoire plus large : cercle vide quand elles ont un indice.",
                proxies,
            )
        )
    return " ".join(said)


def _name(item: DimensionReading, t: Translator) -> str:
    return lowered(item.dimension.short_label.get(t.lang))


def lowered(name: str) -> str:
    """A name inside a sentence: its first letter alone changes, « IDE » stays « IDE »."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def headline(profile: Profile, t: Translator) -> str:
    """The answer to « how open is our territory? » with its numbers and its limits."""
    return " ".join(headlines(profile, t))


def headlines(profile: Profile, t: Translator) -> list[str]:
    """The same sentence by sentence, the first of them short enough to stand alone."""
    scored = profile.scored
    reference = t.join(profile.reference_names[:1]) or t("la référence")
    if not scored:
        text = t("Les données ne suffisent pas à noter les six dimensions de {name}.", name=profile.territory.called)
        if not profile.reference_names:
            return [text, t("Aucun territoire de référence n'est désigné pour s'y comparer.")]
        known = [
            reading
            for reading in profile.readings
            if reading.benchmark is not None and reading.indicator.direction != "context"
        ]
        return [text, _best_known(known, reference, t)]
    above = [item for item in scored if item.index is not None and item.index >= 100.5]
    best = max(scored, key=lambda item: item.index or 0.0)
    said = [
        t(
            "La plus ouverte des dimensions : {name}, indice {index}.",
            name=_name(best, t),
            index=t.number(best.index, 0),
        ),
        t.n(
            "Sur {scored}, {count} dépasse la référence : {reference} = 100.",
            "Sur {scored}, {count} dépassent la référence : {reference} = 100.",
            len(above),
            scored=t.n("{count} dimension notée", "{count} dimensions notées", len(scored)),
            reference=reference,
        ),
    ]
    missing = [_name(item, t) for item in profile.dimensions if item.index is None]
    if missing:
        said.append(t("Non notées, faute de données : {names}.", names=t.join(missing)))
    return said


def time_headline(profile: Profile, t: Translator) -> str:
    """How the profile moved since the base year, in one or two sentences."""
    moved = [(item, item.time_index) for item in profile.dimensions if item.time_index is not None]
    if not moved:
        return t("Aucune dimension de {name} n'a assez d'années comparables.", name=profile.territory.called)
    up = sum(index >= 100.5 for _, index in moved)
    best, index = max(moved, key=lambda pair: pair[1])
    text = t.n(
        "Depuis l'année de base, {up} dimension sur {total} est en hausse.",
        "Depuis l'année de base, {up} dimensions sur {total} sont en hausse.",
        up,
        up=up,
        total=len(moved),
    )
    return text + " " + t("La plus élevée : {name}, indice {index}.", name=_name(best, t), index=t.number(index, 0))


def time_sentence(profile: Profile, t: Translator) -> str:
    """What the drawing against the base year says: dimensions first, then the series of those without an index."""
    known = [item for item in profile.readings if item.time_index is not None and item.base]
    if not known:
        return t("Aucun indicateur n'a deux années comparables.")
    parts = [
        t("{name} : {index}", name=item.dimension.short_label.get(t.lang), index=t.number(item.time_index, 0))
        for item in profile.dimensions
        if item.time_index is not None
    ]
    parts += [_moved(reading, t) for item in profile.dimensions if item.time_index is None for reading in item.readings
              if reading.time_index is not None]  # fmt: skip
    years = sorted({item.base.year for item in known if item.base})
    text = t("Année de base = 100. {parts}.", parts=" ; ".join(parts))
    if len(years) == 1:
        return text + " " + t("Toutes les séries partent de {year}.", year=years[0])
    return text + " " + t("Selon les séries, la base va de {first} à {last}.", first=years[0], last=years[-1])


def _moved(reading: Reading, t: Translator) -> str:
    return t(
        "{name} : {index} ({start} → {end})",
        name=reading.indicator.label.get(t.lang),
        index=t.number(reading.time_index, 0),
        start=reading.base.year if reading.base else "",
        end=reading.point.year if reading.point else "",
    )


def _best_known(known: list[Reading], reference: str, t: Translator) -> str:
    if not known:
        return t("Aucun indicateur n'est comparable à la référence, {reference}.", reference=reference)
    best = max(known, key=lambda reading: reading.benchmark or 0.0)
    return t(
        "Le plus élevé des indicateurs comparables : {name}, {value} en {year}, indice {index} pour {reference} = 100.",
        name=lowered(best.indicator.label.get(t.lang)),
        value=value(best, t),
        year=best.point.year if best.point else "",
        index=t.number(best.benchmark, 0),
        reference=reference,
    )


def territory_kind(territory: Territory, t: Translator) -> str:
    """The level of a territory in words."""
    return t(GEO_LEVELS.get(territory.type, territory.type))
