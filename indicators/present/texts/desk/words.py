"""The words of missions: what each is, where it stands, what it cost and emitted, what follows it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from indicators.desk import AgendaItem, AgendaKind, Footprint, MissionReading
from indicators.present.texts.days import read_on
from indicators.present.texts.translator import MISSING, Translator
from indicators.records import FollowUp, Mission


def type_word(item: Mission, t: Translator) -> str:
    """Mission, delegation received or event."""
    return {"mission": t("Mission"), "delegation": t("Délégation reçue"), "event": t("Événement")}[item.type]


def status_word(item: Mission, t: Translator) -> str:
    """Where it stands."""
    return {"planned": t("prévue"), "done": t("tenue"), "cancelled": t("annulée")}[item.status]


def transport_word(item: Mission, t: Translator) -> str:
    """How people travelled; empty when it is not known."""
    return {
        "": "",
        "train": t("train"),
        "plane": t("avion"),
        "car": t("voiture"),
        "coach": t("autocar"),
        "boat": t("bateau"),
        "remote": t("visioconférence"),
    }[item.transport]


def when(item: Mission, t: Translator) -> str:
    """« 12–15 mai 2025 », or its only date."""
    if not item.ends or item.ends == item.starts:
        return t.date(item.starts)
    return t.days(item.starts, item.ends)


def where(item: Mission, t: Translator) -> str:
    """The city and its country, whichever is known."""
    country = t.country(item.country) if item.country else ""
    return " – ".join(part for part in (t.place(item.city) if item.city else "", country) if part)


def carbon(reading: MissionReading, t: Translator) -> str:
    """What it emitted and how that is known: the statement, or people × distance × factor; the source with either."""
    said, kilos = reading.mission, reading.emissions
    if kilos is None:
        return t("non connu : il manque le nombre de personnes, la distance ou le facteur")
    amount = t("{tonnes} t CO₂e", tonnes=t.number(kilos / 1000, 2))
    source = said.factor_source or t("source non indiquée")
    if said.emissions is not None:
        return t("{amount}, d'après un relevé ({source})", amount=amount, source=source)
    if said.transport == "remote":
        return t("{amount} : à distance", amount=amount)
    return t(
        "{amount} = {people} × {distance} km × {factor} kg ({source})", amount=amount,
        people=t.n("{count} personne", "{count} personnes", said.people or 0), distance=t.number(said.distance),
        factor=t.number(said.factor, 4), source=source,
    )  # fmt: skip


def outcome(reading: MissionReading, t: Translator) -> str:
    """What became of a mission, in a few words: reported or not, followed or not."""
    said = reading.mission
    if said.status != "done":
        return status_word(said, t)
    if not reading.reported:
        return t("sans compte rendu")
    done = sum(item.status == "done" for item in reading.follow_ups)
    if not reading.follow_ups:
        return t("aucune suite enregistrée")
    return t.n("{count} suite faite sur {total}", "{count} suites faites sur {total}", done, total=len(reading.follow_ups))  # fmt: skip


def follow_up_line(item: FollowUp, t: Translator) -> str:
    """What is to be done, by whom, by when, or the day it was done."""
    day = {
        "planned": t("échéance : {day}", day=t.date(item.due)) if item.due else t("sans échéance"),
        "done": t("faite : {day}", day=t.date(item.done)) if item.done else t("faite"),
        "declined": t("écartée"),
    }[item.status]
    return " – ".join(part for part in (item.step, item.owner or t("sans responsable"), day) if part)


def agenda_kind(kind: AgendaKind, t: Translator) -> str:
    """What a line of the calendar is."""
    return {
        "mission": t("Mission"),
        "delegation": t("Délégation reçue"),
        "event": t("Événement"),
        "meeting": t("Réunion"),
        "agreement_end": t("Fin d'accord"),
        "membership_end": t("Fin d'adhésion"),
        "call": t("Appel à projets"),
        "follow_up": t("Suite à donner"),
        "vintage": t("Statistique attendue"),
    }[kind]


def agenda_title(item: AgendaItem, t: Translator) -> str:
    """« Fin d'accord : Wrocław », with what is not sure said in the title."""
    said = t("{kind} : {title}", kind=agenda_kind(item.kind, t), title=item.title)
    marks = (t("annulé") if item.cancelled else "", "" if item.precise else t("jour non connu"), t("exemple") if item.example else "")  # fmt: skip
    told = ", ".join(mark for mark in marks if mark)
    return f"{said} ({told})" if told else said


def ends_line(count: int, months: int, day: date, t: Translator) -> str:
    """How the ends of the calendar and the alerts relate to the agreements to renew of the summary: ``count`` of them
    on the ``day`` of the reading, over or with less than ``months`` left."""
    told = t.n(
        "La Synthèse et « À faire » comptent plus large : {count} accord à renouveler ou à clore, échu ou à moins de {months} mois de sa fin.",
        "La Synthèse et « À faire » comptent plus large : {count} accords à renouveler ou à clore, échus ou à moins de {months} mois de leur fin.",
        count, months=months,
    )  # fmt: skip
    rule = t("Fins d'accord : lues dans les fiches, rappelées six mois avant ; l'alerte suit le lendemain du rappel, jusqu'au renouvellement ou à la clôture.")  # fmt: skip
    return f"{rule} {told} {read_on(day, t)}"


def footprint_line(item: Footprint, t: Translator) -> str:
    """The footprint of a year, or what keeps it from being known."""
    if item.tonnes is None:
        return t.n(
            "{year} : empreinte non connue, {count} mission sur {total} n'a pas son carbone.",
            "{year} : empreinte non connue, {count} missions sur {total} n'ont pas leur carbone.",
            item.unknown, year=item.year, total=item.missions,
        )  # fmt: skip
    return t.n(
        "{year} : {tonnes} t CO₂e pour {count} mission.", "{year} : {tonnes} t CO₂e pour {count} missions.",
        item.missions, year=item.year, tonnes=t.number(item.tonnes, 1),
    )  # fmt: skip


def set_aside_line(kept: Mapping[int, float], t: Translator) -> str:
    """The footprints that had been typed for years that the missions now give; empty without any."""
    if not kept:
        return ""
    told = t.join([t("{tonnes} t en {year}", tonnes=t.number(kept[year], 1), year=year) for year in sorted(kept)])
    return t("Valeurs saisies avant les missions, gardées dans les éditions et plus lues : {values}.", values=told)


def public_line(reading: MissionReading, name: str, objective: str, t: Translator) -> str:
    """Why, how much, with what result: a mission for everybody, without the function of anybody."""
    said = reading.mission
    why = objective or said.expected or t("but non indiqué")
    cost = t.money(reading.cost) if reading.cost is not None else t("coût non connu")
    tonnes = t("{tonnes} t CO₂e", tonnes=t.number(reading.emissions / 1000, 1)) if reading.emissions is not None else t("carbone non connu")  # fmt: skip
    result = said.conclusions.strip().rstrip(".") or outcome(reading, t)
    head = t("{title} ({place}, {when})", title=said.title, place=name or where(said, t) or MISSING, when=when(said, t))
    text = t("{head}. Pourquoi : {why}. Combien : {cost}, {tonnes}. Quelle suite : {result}.", head=head, why=why.rstrip("."), cost=cost, tonnes=tonnes, result=result)  # fmt: skip
    return text + (t(" (exemple)") if reading.example else "")
