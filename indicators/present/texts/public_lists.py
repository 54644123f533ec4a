"""What is said of public lists: who says what and since when, and the questions that they raise, never their answer."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.errors import marked
from indicators.present.texts.days import elides, is_whole
from indicators.present.texts.translator import Translator
from indicators.public_lists import Aid, Area, Project, PublicList, Twin
from indicators.public_lists.others import Elsewhere, Overlap
from indicators.public_lists.sources import SOURCES, Kind

_MATCHES = {
    "number": marked("reconnu par son numéro (SIREN)"),
    "name": marked("nom ressemblant : à vérifier"),
    "place": marked("siège dans la ville : à vérifier"),
    "department": marked("siège dans le département : à vérifier"),
    "elsewhere": marked("autre organisme"),
}
_WHERE = {
    "beneficiary": marked("bénéficiaire"),
    "title": marked("citée dans le titre"),
    "description": marked("citée dans la description"),
}
_ROLES = {
    "coordinator": marked("chef de file"),
    "participant": marked("participant"),
    "associatedPartner": marked("partenaire associé"),
    "thirdParty": marked("tiers lié"),
    "internationalPartner": marked("partenaire international"),
    "beneficiary": marked("bénéficiaire"),
}
_MOST = 8


def list_name(kind: str, t: Translator) -> str:
    """A list, as it is called in a sentence."""
    names: dict[Kind, str] = {
        "afd": t("projets de l'AFD"), "wikipedia": t("Wikipédia"), "wikidata": "Wikidata",
        "cordis": "CORDIS", "keep": "keep.eu", "keep_areas": t("keep.eu par département"), "kohesio": "Kohesio",
        "feder": t("opérations FEDER et FSE"),
    }  # fmt: skip
    return next((name for code, name in names.items() if code == kind), kind)


def list_line(item: PublicList, t: Translator) -> str:
    """What a list is: publisher, licence, date, how many lines."""
    when = _as_of(item.dated, t)
    rows = t.n("{count} ligne", "{count} lignes", item.rows)
    source = item.source
    return t.typeset(f"{source.publisher} · {source.licence} · {when} · {rows}")


def _as_of(day: str, t: Translator) -> str:
    """« liste du 15 mai 2024 », « liste d'avril 2017 », « liste de 2017 »: of the precision that is known."""
    if not day:
        return t("sans date dans le fichier")
    said = t.date(day)
    if is_whole(day):
        return t("liste du {date}", date=said)
    return t("liste d'{date}", date=said) if elides(said) else t("liste de {date}", date=said)


def licences(lists: Sequence[PublicList], t: Translator) -> str:
    """The attribution that what is shown asks for."""
    named = dict.fromkeys(f"{item.source.publisher} ({item.source.licence})" for item in lists)
    return t("Sources : {names}.", names=" ; ".join(named))


def said_words(twin: Twin, lists: Sequence[PublicList], t: Translator) -> str:
    """Whose entries name a twinning, list by list with their date."""
    dates = {item.kind: item.dated for item in lists}
    parts = []
    for kind, sides in twin.said:
        whose = {
            ("ours",): t("la page de chez nous"),
            ("theirs",): t("la page du partenaire"),
            ("ours", "theirs"): t("les deux pages"),
        }[sides]
        when = dates.get(SOURCES[kind].kind) if kind in SOURCES else ""  # type: ignore[index]  # the kinds of the sources
        parts.append(t("{list} : {whose}", list=_dated(kind, when or "", t), whose=whose))
    return " · ".join(parts)


def _dated(kind: str, when: str, t: Translator) -> str:
    name = list_name(kind, t)
    return t("{name} ({date})", name=name, date=t.date(when)) if when else name


def questions(twin: Twin, t: Translator) -> list[str]:
    """What a person may ask the partner; nothing is concluded."""
    silent = t.join(list_name(kind, t) for kind in twin.silent)
    words = {
        "missing": t("Aucune fiche de cette relation : existe-t-elle, et depuis quand ?"),
        "ended": t("Notre fiche la dit terminée : la liste est-elle en retard, ou la fiche ?"),
        "one_side": t("Seul le partenaire la cite : qu'en dit notre délibération ?"),
        "not_in": t("{list} ne la cite pas : oubli de la liste, ou changement ?", list=silent),
    }
    return [words[question] for question in twin.questions]


def aid_words(aid: Aid, t: Translator) -> str:
    """A funding of AFD: who, where, how much, why it is here."""
    where = t.join(t(_WHERE[name]) for name in aid.where)
    country = t.country(aid.country) if len(aid.country) == 2 else aid.country
    parts = [aid.beneficiary, country, t.money(aid.euros), str(aid.year or t("année non dite")), where]
    return " · ".join(part for part in parts if part)


def project_words(item: Project, t: Translator) -> str:
    """A European project: which organisation of ours, its role, with whom."""
    role = t(_ROLES[item.role]) if item.role in _ROLES else item.role
    countries = sorted({country for _, _, country in item.partners})
    named = t.join(t.country(code) if len(code) == 2 else code for code in countries[:_MOST])
    others = t.n("{count} partenaire étranger", "{count} partenaires étrangers", len(item.partners))
    with_whom = f"{others} ({named})" if countries else t("partenaires non donnés par la liste")
    parts = [item.organisation, role, t.money(item.euros), str(item.year or t("année non dite")), with_whom]
    return " · ".join(part for part in [*parts, t(_MATCHES[item.match])] if part)


def operation_words(item: Project, t: Translator) -> str:
    """An operation of the European funds: who receives, where its seat is, how much, from which year, which fund."""
    seat = t("siège : {postcode}", postcode=item.postcode) if item.postcode else t("sans code postal")
    parts = [item.organisation, seat, t.money(item.euros), str(item.year or t("année non dite")), item.programme]
    return " · ".join(part for part in [*parts, t(_MATCHES[item.match])] if part)


def postcodes_line(found: Sequence[Project], t: Translator) -> str:
    """How many operations have their seat at the chosen postcodes and what the Union programmes for them."""
    known = [item.euros for item in found if item.euros is not None]
    total = t.money(sum(known)) if known else t("montant non donné")
    line = t.n(
        "{count} opération à ces codes postaux, {total} programmés par l'Union.",
        "{count} opérations à ces codes postaux, {total} programmés par l'Union.",
        len(found), total=total,
    )  # fmt: skip
    lacking = len(found) - len(known)
    without = (
        t.n("{count} sans montant, non comptée.", "{count} sans montant, non comptées.", lacking) if lacking else ""
    )
    return f"{line} {without}".strip()


def area_words(item: Area, t: Translator) -> str:
    """What a list counts for a département; amounts that contradict each other are not told, and that is said."""
    name = t.place(item.name)
    if not item.projects:
        return t("{name} : la liste ne cite aucun projet, ce qui ne prouve pas qu'il n'y en ait pas.", name=name)
    projects = t.n("{count} projet", "{count} projets", item.projects)
    partners = t.n("{count} partenaire", "{count} partenaires", item.partners) if item.partners is not None else ""
    told = t("{name} : {counts}.", name=name, counts=t.join([part for part in (projects, partners) if part]))
    if item.sound:
        return f"{told} {t('FEDER indiqué : {amount}, à vérifier.', amount=t.money(item.erdf))}"
    if item.budget and item.erdf:
        return f"{told} {t('Montants écartés : le FEDER y dépasse le budget dont il est une part.')}"
    return f"{told} {t('Montants non donnés.')}"


def elsewhere_words(item: Elsewhere, t: Translator) -> str:
    """Who else of our country works in a partner country."""
    parts = []
    if item.aids:
        names = dict.fromkeys(aid.beneficiary for aid in item.aids)
        parts.append(t("avec l'AFD : {names}", names=_listed(list(names), t)))
    if item.same_city:
        names = dict.fromkeys(f"{city} ({partner})" for city, partner in item.same_city)
        parts.append(t("avec le même partenaire : {names}", names=_listed(list(names), t)))
    if item.cities:
        parts.append(t("citées par les listes de jumelages : {names}", names=_listed(item.cities, t)))
    return " · ".join(parts)


def _listed(names: Sequence[str], t: Translator) -> str:
    shown = t.join(names[:_MOST])
    more = len(names) - _MOST
    return shown if more <= 0 else t.n("{names} et {count} autre", "{names} et {count} autres", more, names=shown)


def overlap_words(item: Overlap, t: Translator) -> str:
    """The European projects that a twin city shares with us."""
    projects = dict.fromkeys(f"{project.acronym} ({name})" for project, name in item.projects)
    return t("{partner} : {projects}", partner=item.relation.partner, projects=_listed(list(projects), t))
