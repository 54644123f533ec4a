"""What is said of the portfolio, of one relation, and of what surrounds them.

Sentences that hold a text someone typed (a partner, a reason) are Markdown, with that text escaped; the others are plain
and serve as alternative texts and slide notes as they are.
"""

from __future__ import annotations

from collections.abc import Sequence

from indicators.budget.relations import MoneyOverview, RelationMoney
from indicators.partnerships import (
    STATES,
    ActorMatrix,
    GradedBenefits,
    MembershipReading,
    Overlap,
    Reciprocity,
    Relation,
    state_counts,
)
from indicators.present.texts.budget.words import not_loaded
from indicators.present.texts.days import is_whole, read_on
from indicators.present.texts.markdown import escape
from indicators.present.texts.partnerships.words import partner_name
from indicators.present.texts.translator import Translator

MANY = 6


def portfolio(relations: Sequence[Relation], t: Translator) -> str:
    """How many relations, in how many countries."""
    if not relations:
        return t("Aucune relation n'est enregistrée.")
    living = [relation for relation in relations if relation.living]
    countries = len({relation.partnership.country for relation in living})
    first = t.n("{count} partenariat en cours", "{count} partenariats en cours", len(living))
    return first + " " + t.n("dans {count} pays.", "dans {count} pays.", countries)


def states(relations: Sequence[Relation], t: Translator) -> str:
    """How many relations in each state on the day of reading, in the order of the legend; empty without any."""
    if not relations:
        return ""
    day = t.date(relations[0].as_of.isoformat())
    text = t("Au {day} : {states}", day=day, states=counted(relations, t))
    living = [item for item in relations if item.living]
    return f"{text} {alive(living, t)}" if living and not state_counts(living)["active"] else text


def counted(relations: Sequence[Relation], t: Translator) -> str:
    """« 4 actifs, 3 sans échange récent et 20 à vérifier. »: partnerships by state, the states without any left out."""
    found = state_counts(relations)
    words = {
        "active": t.n("{count} actif", "{count} actifs", found["active"]),
        "dormant": t.n("{count} sans échange récent", "{count} sans échange récent", found["dormant"]),
        "undocumented": t.n("{count} sans échange documenté", "{count} sans échange documenté", found["undocumented"]),
        "suspended": t.n("{count} suspendu", "{count} suspendus", found["suspended"]),
        "to_verify": t.n("{count} à vérifier", "{count} à vérifier", found["to_verify"]),
        "planned": t.n("{count} prévu", "{count} prévus", found["planned"]),
        "not_yet": t.n("{count} pas encore signé", "{count} pas encore signés", found["not_yet"]),
        "ended": t.n("{count} terminé", "{count} terminés", found["ended"]),
    }
    return t("{parts}.", parts=t.join(words[state] for state in STATES if found[state]))


def alive(living: Sequence[Relation], t: Translator) -> str:
    """How many partnerships of those in force had a recent exchange."""
    active = state_counts(living)["active"]
    if not active:
        return t("Aucun n'est encore confirmé actif.")
    return t.n("{count} a vécu un échange récent.", "{count} ont vécu un échange récent.", active)


def shown(kept: Sequence[Relation], total: int, unplaced: int, t: Translator, undated: int = 0) -> str:
    """What the filters keep, how many of them are not in force on the day, and what the map cannot show.

    ``undated`` relations are left out of a past year: nothing tells whether they stood then.
    """
    count, apart = len(kept), sum(not relation.living for relation in kept)
    if count == total:
        text = t.n("{count} relation affichée", "{count} relations affichées", count)
    else:
        text = t.n(
            "{count} relation affichée sur {total}",
            "{count} relations affichées sur {total}",
            count,
            total=t.number(total),
        )
    if apart:
        text += t.n(", dont {count} prévue ou terminée", ", dont {count} prévues ou terminées", apart)
    text += "."
    if unplaced:
        text += " " + t.n(
            "{count} n'a pas de coordonnées : elle est dans le tableau, pas sur la carte.",
            "{count} n'ont pas de coordonnées : elles sont dans le tableau, pas sur la carte.",
            unplaced,
        )
    if undated:
        text += " " + t.n(
            "{count} relation sans date, non dessinée.", "{count} relations sans date, non dessinées.", undated
        )
    return text


def relation(item: Relation, kind: str, t: Translator) -> str:
    """One relation in a sentence: what it is, since when, and where it stands."""
    partner = item.partnership
    since = (
        t("depuis le {date}", date=t.date(item.began))
        if is_whole(item.began)
        else t("depuis {date}", date=t.date(item.began))
    )
    start = since if item.began else t("de date inconnue")
    if item.age is not None and item.living:
        start += t.n(" ({count} an)", " ({count} ans)", item.age) if item.age else t(" (moins d'un an)")
    text = t(
        "{kind} avec {partner} ({country}), {start}.",
        kind=kind,
        partner=f"**{escape(partner_name(item, t))}**",
        country=t.country(partner.country),
        start=start,
    )
    return f"{text} {state(item, t)}"


def state(item: Relation, t: Translator) -> str:
    """Why the relation is in its state."""
    last = t.date(item.last_exchange) if item.last_exchange else ""
    if item.state == "active":
        return t("Active (dernier échange documenté : {date}).", date=last)
    if item.state == "dormant":
        return t("Dormante (dernier échange documenté : {date}).", date=last)
    if item.state == "undocumented":
        return t("Déclarée active, sans échange documenté : à compléter.")
    if item.state == "ended":
        reason = item.partnership.end_reason
        end = t.date(item.partnership.ends) if item.partnership.ends else t("date inconnue")
        return t(
            "Terminée ({date}) : {reason}", date=end, reason=escape(reason) if reason else t("raison non renseignée.")
        )
    if item.state == "to_verify":
        return t("Statut à vérifier auprès du service.")
    if item.state == "not_yet":
        return t("Signée après cette date : elle n'est pas comptée.")
    return t("Suspendue.") if item.state == "suspended" else t("Prévue, pas encore signée.")


def reciprocity(found: Reciprocity, t: Translator) -> str:
    """What both sides gain; a one-sided answer is said, not scored."""
    named = t.n(
        "{count} bénéfice nommé par les deux côtés", "{count} bénéfices nommés par les deux côtés", len(found.shared)
    )
    if found.gap is None:
        return t("{named}. Les deux côtés n'ont pas répondu : l'écart de réciprocité n'est pas calculé.", named=named)
    balance = t.number(found.balance, 2)
    if abs(found.gap) < 0.05:
        return t(
            "{named}. Note d'ensemble : les deux côtés se disent aussi bien servis (équilibre {balance} sur 1).",
            named=named,
            balance=balance,
        )
    side = t("nous nous disons mieux servis") if found.gap > 0 else t("le partenaire se dit mieux servi")
    return t(
        "{named}. Note d'ensemble : écart de {gap}, {side} (équilibre {balance} sur 1).",
        named=named,
        gap=t.number(abs(found.gap), 1),
        side=side,
        balance=balance,
    )


def graded_benefits(found: GradedBenefits, high: float, t: Translator) -> str:
    """The grades that both sides gave to the same benefits; ``high`` is the highest grade of one."""
    if not found.count:
        return t("Aucun des huit bénéfices n'est noté par les deux côtés : leur écart n'est pas calculé.")
    balance = t.number(found.balance, 2)
    return t.n(
        "Sur {count} bénéfice noté par les deux côtés : {ours} points pour nous et {theirs} pour le partenaire, sur {top} (équilibre {balance} sur 1).",
        "Sur {count} bénéfices notés par les deux côtés : {ours} points pour nous et {theirs} pour le partenaire, sur {top} (équilibre {balance} sur 1).",
        found.count, ours=t.number(found.ours), theirs=t.number(found.theirs), top=t.number(found.count * high), balance=balance,
    )  # fmt: skip


def money(found: RelationMoney, t: Translator) -> str:
    """The euros of a relation over the years."""
    if found.total is None:
        return t("Aucune ligne du budget ne nomme cette relation : le montant est inconnu, il n'est pas nul.")
    years = found.lines["year"]
    period = str(years.min()) if years.nunique() == 1 else t("{first} à {last}", first=years.min(), last=years.max())
    return t("{total} rattachés à cette relation ({period}).", total=t.money(found.total), period=period)


def concentration(found: MoneyOverview, names: dict[str, str], t: Translator) -> str:
    """How the attached euros spread; no verdict when too little is attached."""
    spread = found.concentration
    if found.year not in found.accounts:
        return not_loaded(found.year, found.accounts, t)
    if found.attached is None or spread.effective is None:
        return t("Aucune dépense de {year} n'est rattachée à une relation.", year=found.year)
    text = t(
        "En {year}, {share} des dépenses sont rattachées à une relation.",
        year=found.year,
        share=t.percent(found.attached.value),
    )
    if not spread.verdict:
        return text + " " + t("Trop peu est rattaché pour dire comment l'argent se partage.")
    return (
        text
        + " "
        + t(
            "La première, {top}, en reçoit {share}.",
            top=escape(names.get(spread.top, spread.top)),
            share=t.percent(100 * (spread.top_share or 0), 0),
        )
    )


def overlap(found: Overlap, t: Translator) -> str:
    """Communities beside partners."""
    if not found.communities:
        return t("Les communautés présentes sur le territoire ne sont pas renseignées.")
    text = t.n(
        "{count} communauté connue en {year}",
        "{count} communautés connues en {year}",
        len(found.communities),
        year=found.year,
    )
    with_partner = t.n(
        "{count} vient d'un pays partenaire", "{count} viennent d'un pays partenaire", len(found.with_partner)
    )
    text = t("{known} : {met}, soit {rate}.", known=text, met=with_partner, rate=t.percent(100 * (found.rate or 0), 0))
    if found.population_rate is not None:
        text += " " + t("En nombre de personnes : {rate}.", rate=t.percent(100 * found.population_rate, 0))
    return text


def networks(readings: Sequence[MembershipReading], t: Translator) -> str:
    """Memberships, their fees and their results."""
    if not readings:
        return t("Aucune adhésion à un réseau n'est enregistrée.")
    active = [item for item in readings if item.active]
    fees = [item.membership.fee for item in active if item.membership.fee is not None]
    questioned = sum(item.questioned for item in readings)
    text = (
        t.n("{count} adhésion active", "{count} adhésions actives", len(active))
        if active
        else t("Aucune adhésion confirmée")
    )
    if fees:
        text += t(", {fees} de cotisations annuelles connues", fees=t.money(sum(fees)))
        if paid := [item.membership.fee for item in active if item.international and item.membership.fee]:
            text += t(", dont {fees} à des organisations internationales", fees=t.money(sum(paid)))
    if missing := len(active) - len(fees):
        text += t.n(" ({count} cotisation non renseignée)", " ({count} cotisations non renseignées)", missing)
    if questioned:
        text += t.n(
            " ; {count} sans résultat documenté récent", " ; {count} sans résultat documenté récent", questioned
        )
    if unsure := sum(item.membership.status == "to_verify" for item in readings):
        text += t(" ; {count} à vérifier", count=t.number(unsure))
    return f"{text}. {read_on(readings[0].as_of, t)}"


def actors(matrix: ActorMatrix, t: Translator) -> str:
    """The inventory of actors, and where it does not meet the partnerships."""
    names = {name for cell in matrix.names.values() for name in cell}
    if not names and not matrix.without_country:
        return t("Aucun acteur du territoire n'est recensé.")
    text = t.n("{count} acteur recensé agit", "{count} acteurs recensés agissent", len(names))
    text += " " + t.n("dans {count} pays.", "dans {count} pays.", len(matrix.counts))
    if alone := matrix.countries_without_partner:
        listed = t.join(t.country(code) for code in alone[:MANY])
        more = t(" et d'autres") if len(alone) > MANY else ""
        text += " " + t(
            "Pays sans partenariat où des acteurs sont présents : {countries}{more}.", countries=listed, more=more
        )
    return text
