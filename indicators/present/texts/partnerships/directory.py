"""The directory of networks in words: their kind, their name, whether their address was opened, whether we are members."""

from __future__ import annotations

from indicators.catalogue import Network
from indicators.partnerships import MembershipReading
from indicators.present.texts.translator import Translator


def network_name(item: Network, t: Translator) -> str:
    """The name of a network with its acronym, unless the name says it."""
    name = item.name.get(t.lang)
    return f"{name} ({item.acronym})" if item.acronym and item.acronym not in name else name


def network_category(category: str, t: Translator) -> str:
    """What a network is."""
    return {
        "network": t("Réseau de villes"),
        "association": t("Association internationale"),
        "national_association": t("Association nationale"),
        "international": t("Organisation internationale"),
        "regional": t("Réseau régional multi-acteurs"),
        "support": t("Organisme d'appui"),
    }[category]


def network_state(item: Network, t: Translator) -> str:
    """Whether somebody opened the address, else the last time it was known; a name that changed or an end is said first."""
    changed = {"renamed": t("a changé de nom"), "closed": t("n'existe plus")}.get(item.status, "")
    if item.verified:
        told = t("adresse vérifiée le {date}", date=t.date(item.verified))
    elif item.url and item.known:
        told = t("adresse connue en {date}", date=t.date(item.known))
    else:
        told = t("adresse à chercher")
    return t.typeset(" ; ".join(part for part in (changed, told) if part))


def membership_word(mine: MembershipReading | None, t: Translator) -> str:
    """Whether the collectivity is a member; empty when it never was."""
    if mine is None:
        return ""
    if mine.active:
        return t("oui")
    return t("à vérifier") if mine.membership.status == "to_verify" else t("ancien membre")
