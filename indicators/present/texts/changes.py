"""What changed between two editions, in words."""

from __future__ import annotations

from typing import Any

from indicators.catalogue import Catalogue
from indicators.present.texts.budget.words import stage_name
from indicators.present.texts.evaluation.status import status_word
from indicators.present.texts.evaluation.values import geo_level, quality_word, quantity
from indicators.present.texts.partnerships.words import state_words
from indicators.present.texts.translator import MISSING, Translator
from indicators.readout.changes import Change, Changes
from indicators.records import Target


def kind_word(kind: str, t: Translator) -> str:
    """The name of a kind of change."""
    return {
        "value": t("Valeur nouvelle"),
        "correction": t("Correction"),
        "withdrawn": t("Valeur retirée"),
        "target": t("Cible"),
        "source": t("Source"),
        "status": t("Statut"),
        "partnership": t("Partenariat"),
        "network": t("Réseau"),
        "budget": t("Dépense"),
        "method": t("Périmètre ou méthode"),
    }[kind]


def summary(found: Changes, t: Translator) -> str:
    """How many changes of each kind, in one sentence."""
    if not found.items:
        return t("Rien n'a changé pour {name} depuis l'édition précédente.", name=found.after.territory.called)
    counts = {kind: len(found.of(kind)) for kind in dict.fromkeys(item.kind for item in found.items)}
    text = t(
        "{parts} depuis l'édition « {name} ».",
        parts=t.join(_count(kind, number, t) for kind, number in counts.items()),
        name=t(found.before.edition.name),
    )
    silent = sum(not item.reason for item in found.of("correction", "withdrawn"))
    if silent:
        text += " " + t.n(
            "{count} correction est sans motif écrit.", "{count} corrections sont sans motif écrit.", silent
        )
    return text[:1].upper() + text[1:]


def _count(kind: str, number: int, t: Translator) -> str:
    return {
        "value": lambda: t.n("{count} valeur nouvelle", "{count} valeurs nouvelles", number),
        "correction": lambda: t.n("{count} valeur corrigée", "{count} valeurs corrigées", number),
        "withdrawn": lambda: t.n("{count} valeur retirée", "{count} valeurs retirées", number),
        "target": lambda: t.n("{count} cible changée", "{count} cibles changées", number),
        "source": lambda: t.n("{count} source changée", "{count} sources changées", number),
        "status": lambda: t.n("{count} statut changé", "{count} statuts changés", number),
        "partnership": lambda: t.n("{count} partenariat changé", "{count} partenariats changés", number),
        "network": lambda: t.n("{count} réseau changé", "{count} réseaux changés", number),
        "budget": lambda: t.n("{count} total de dépense changé", "{count} totaux de dépense changés", number),
        "method": lambda: t.n("{count} périmètre changé", "{count} périmètres changés", number),
    }[kind]()


def row(item: Change, catalogue: Catalogue, t: Translator) -> tuple[str, str, str, str, str, str]:
    """One change as a row: object, year, before, after, kind, reason. A slide shows the first four."""
    reason = item.reason
    if not reason and item.kind in ("correction", "withdrawn"):
        reason = t("motif non écrit")
    return (
        subject(item, catalogue, t),
        str(item.year or ""),
        shown(item, item.before, catalogue, t),
        shown(item, item.after, catalogue, t),
        kind_word(item.kind, t),
        reason,
    )


def told(item: Change, catalogue: Catalogue, t: Translator) -> str:
    """One change as a sentence: what it is, its year, what it was and what it has become."""
    name = subject(item, catalogue, t)
    name = name[:1].upper() + name[1:]
    if item.year:
        name = t("{name}, {year}", name=name, year=item.year)
    before, after = shown(item, item.before, catalogue, t), shown(item, item.after, catalogue, t)
    if item.before is None:
        return t("{name} : {after}, nouveau.", name=name, after=after)
    if item.after is None:
        return t("{name} : {before}, retiré.", name=name, before=before)
    return t("{name} : « {before} » devient « {after} ».", name=name, before=before, after=after)


def subject(item: Change, catalogue: Catalogue, t: Translator) -> str:
    """What changed, by its name."""
    if item.label:
        return item.label
    if item.kind == "budget":
        return t("dépenses, « {stage} »", stage=stage_name(item.subject, t))  # type: ignore[arg-type]  # a stage by construction
    known = catalogue.indicators.get(item.subject)
    return known.label.get(t.lang) if known else item.subject


def shown(item: Change, value: Any, catalogue: Catalogue, t: Translator) -> str:
    """One side of a change; a dash when there was nothing."""
    if value is None:
        return MISSING
    known = catalogue.indicators.get(item.subject)
    if item.kind == "status":
        return status_word(value, t)
    if item.kind == "budget":
        return t.money(value)
    if item.kind == "partnership":
        return state_words(t).get(str(value), str(value))
    if item.kind == "network":
        return {"active": t("active"), "to_verify": t("à vérifier"), "ended": t("terminée")}.get(str(value), str(value))
    if isinstance(value, Target):
        return _target(value, catalogue, t)
    if item.kind == "method":
        return ", ".join(_method(name, part, t) for name, part in value)
    return quantity(value, known, t) if known and isinstance(value, float | int) else str(value)


def _target(value: Target, catalogue: Catalogue, t: Translator) -> str:
    known = catalogue.indicators.get(value.indicator)
    if value.target_value is None or known is None:
        low, high = value.band_low, value.band_high
        band = t("de {low} à {high}", low=t.number(low), high=t.number(high))
        return band if low is not None or high is not None else MISSING
    text = quantity(value.target_value, known, t)
    return t("{value} en {year}", value=text, year=value.target_year) if value.target_year else text


def _method(name: str, value: Any, t: Translator) -> str:
    if name == "geo_level":
        return geo_level(str(value), t)
    if name == "series_break":
        return t("série rompue") if value else t("série continue")
    if name == "quality":
        return quality_word(str(value), t) or t("définitif")
    if name == "geo_name" and value:
        return t.place(str(value))
    return str(value) or MISSING
