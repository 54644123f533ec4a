"""The sentences of the GEII-type profile: what an index says, and why one is missing."""

from __future__ import annotations

from indicators.geii import DimensionReading, Point, Profile, Reading
from indicators.present.figure import Source
from indicators.present.texts.translator import Translator, marked
from indicators.records import Territory

# Units that would read badly after a number: « 0,93 », not « 0,93 rapport ».
BARE = {"0 à 1", "rapport", "indice"}
GEO_LEVELS = {
    "commune": marked("commune"),
    "epci": marked("intercommunalité"),
    "department": marked("département"),
    "region": marked("région"),
    "country": marked("pays"),
    "other": marked("autre périmètre"),
}
QUALITIES = {
    "final": marked("définitif"),
    "provisional": marked("provisoire"),
    "estimated": marked("estimé"),
    "proxy": marked("emprunté à un autre périmètre"),
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
        "borrowed": t("valeur empruntée au territoire de référence lui-même : la comparer n'apprendrait rien"),
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
    indicator = reading.indicator
    number = t.number(point.value, indicator.decimals)
    if indicator.unit in {"%", "‰"}:
        return t.typeset(f"{number} {indicator.unit}")
    label = indicator.unit_label.get(t.lang)
    return (
        t.typeset(f"{number} {indicator.unit if t.lang == 'fr' else label}") if indicator.unit not in BARE else number
    )


def level(point: Point, t: Translator) -> str:
    """Where a value was measured: « département Isère »."""
    name = t(GEO_LEVELS.get(point.geo_level, point.geo_level))
    return f"{name} {point.geo_name}".strip()


def source(point: Point, t: Translator) -> Source:
    """The source of a value, in the reader's words."""
    quality = [t(QUALITIES[point.quality])] if point.quality != "final" else []
    quality += [t(RELIABILITIES[point.reliability])] if point.reliability in RELIABILITIES else []
    title = " – ".join(part for part in (point.publisher, point.source) if part)
    return Source(title, point.url, str(point.year), level(point, t), t.typeset(" ; ".join(quality)), point.note)


def status(item: DimensionReading, t: Translator) -> str:
    """The state of a dimension in a few words, with its counts."""
    total, known = len(item.readings), item.with_value
    if item.status == "published":
        return t("indice publié")
    if item.status == "scored":
        return t("{known} indicateurs sur {total}", known=item.with_index, total=total)
    if item.status == "empty":
        return t("aucune donnée")
    return t.n(
        "partiel : {known} valeur sur {total}", "partiel : {known} valeurs sur {total}", known, known=known, total=total
    )


def dimension_sentence(item: DimensionReading, profile: Profile, t: Translator) -> str:
    """One sentence on a dimension: its index and coverage, or what is missing."""
    name = item.dimension.short_label.get(t.lang)
    reference = t.join(profile.reference_names[:1]) or t("la référence")
    if item.index is not None:
        compared = _compared(item.index, reference, t)
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
            "{count} valeur est empruntée à un périmètre plus large.",
            "{count} valeurs sont empruntées à un périmètre plus large.",
            item.proxies,
        )
    return text


def _compared(index: float, reference: str, t: Translator) -> str:
    gap = round(index - 100)
    if gap == 0:
        return t("au niveau de la référence, {reference}", reference=reference)
    number = t.number(abs(gap))
    if gap > 0:
        return t("{gap} % au-dessus de la référence, {reference}", gap=number, reference=reference)
    return t("{gap} % au-dessous de la référence, {reference}", gap=number, reference=reference)


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
        said.append(
            t(
                "Non notées, car il faut {share} des indicateurs et au moins {least} : {names}.",
                share=t.percent(100 * profile.options.minimum_coverage, 0),
                least=profile.options.minimum_indicators,
                names=t.join(names),
            )
        )
    if empty:
        said.append(t("Sans aucune donnée : {names}.", names=t.join(_name(item, t) for item in empty)))
    proxies = sum(item.proxies for item in profile.dimensions)
    if proxies:
        said.append(
            t.n(
                "{count} valeur (cercle vide) est empruntée à un périmètre plus large.",
                "{count} valeurs (cercles vides) sont empruntées à un périmètre plus large.",
                proxies,
            )
        )
    return " ".join(said)


def _name(item: DimensionReading, t: Translator) -> str:
    name = item.dimension.short_label.get(t.lang)
    return name[:1].lower() + name[1:]


def headline(profile: Profile, t: Translator) -> str:
    """The answer to « how open is our territory? » in one or two sentences, with its numbers and its limits."""
    scored = profile.scored
    reference = t.join(profile.reference_names[:1]) or t("la référence")
    if not scored:
        known = [reading for reading in profile.readings if reading.benchmark is not None]
        text = t(
            "Les données ne suffisent pas à noter les six dimensions de {name}.",
            name=profile.territory.name,
        )
        return " ".join([text, _best_known(known, reference, t)]).strip()
    above = [item for item in scored if item.index is not None and item.index >= 100.5]
    best = max(scored, key=lambda item: item.index or 0.0)
    text = t.n(
        "Sur {total} dimension notée, {above} dépasse la référence ({reference} = 100).",
        "Sur {total} dimensions notées, {above} dépassent la référence ({reference} = 100).",
        len(scored),
        total=len(scored),
        above=len(above),
        reference=reference,
    )
    text += " " + t(
        "La plus ouverte : {name}, indice {index}.",
        name=best.dimension.short_label.get(t.lang).lower(),
        index=t.number(best.index, 0),
    )
    missing = [item.dimension.short_label.get(t.lang).lower() for item in profile.dimensions if item.index is None]
    if missing:
        text += " " + t("Non notées, faute de données : {names}.", names=t.join(missing))
    return text


def _best_known(known: list[Reading], reference: str, t: Translator) -> str:
    if not known:
        return t("Aucun indicateur n'est comparable à la référence, {reference}.", reference=reference)
    best = max(known, key=lambda reading: reading.benchmark or 0.0)
    return t(
        "Le plus élevé des indicateurs comparables : {name}, {value} en {year}, indice {index} ({reference} = 100).",
        name=best.indicator.label.get(t.lang).lower(),
        value=value(best, t),
        year=best.point.year if best.point else "",
        index=t.number(best.benchmark, 0),
        reference=reference,
    )


def territory_kind(territory: Territory, t: Translator) -> str:
    """The level of a territory in words."""
    return t(GEO_LEVELS.get(territory.type, territory.type))
