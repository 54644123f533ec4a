"""The words of codes: states, terms, groups of countries, regions, origins of coordinates, lists to do."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from babel import Locale

from indicators.partnerships import STATES, Relation, Rules
from indicators.present.texts.days import is_whole, read_on
from indicators.present.texts.translator import MISSING, Translator


def state_words(t: Translator) -> dict[str, str]:
    """Every state, in the order of the legend."""
    words = {
        "active": t("Active"),
        "dormant": t("Dormante"),
        "undocumented": t("Échanges non documentés"),
        "suspended": t("Suspendue"),
        "to_verify": t("À vérifier"),
        "planned": t("Prévue"),
        "not_yet": t("Pas encore signée"),
        "ended": t("Terminée"),
    }
    return {state: words[state] for state in STATES}


def state_mark(state: str) -> str:
    """A sign that stands beside the word of a state, whatever the colour."""
    marks = {
        "active": "●",
        "dormant": "◌",
        "undocumented": "○",
        "suspended": "‖",
        "to_verify": "?",
        "planned": "▷",
        "not_yet": "▷",
    }
    return marks.get(state, "×")


def partner_name(item: Relation, t: Translator) -> str:
    """The partner's name, followed by « (exemple) » when what is said of the relation was invented."""
    name = item.partnership.partner
    return name + t(" (exemple)") if item.example and "(exemple)" not in name else name


def state_rules(rules: Rules, as_of: date, t: Translator) -> str:
    """How the states are decided, with their thresholds and the day they are read on."""
    told = t(
        "Active : échange documenté depuis moins de {months} mois. Dormante : dernier échange documenté plus ancien. "
        "Échanges non documentés : aucun échange connu de l'application, ce qui ne dit rien de la relation. "
        "À vérifier : statut non confirmé par une personne.",
        months=t.number(rules.dormant_months),
    )
    return f"{told} {read_on(as_of, t)}"


def group_words(t: Translator) -> dict[str, str]:
    """The groups of countries that filter the map."""
    return {
        "eu": t("Union européenne"),
        "oda": t("Bénéficiaires de l'aide publique au développement"),
        "ldc": t("Pays les moins avancés (PMA)"),
        "francophonie": t("Francophonie (membres et associés)"),
    }


REGIONS: Mapping[str, str] = {"Africa": "002", "Americas": "019", "Asia": "142", "Europe": "150", "Oceania": "009"}


def region_words(t: Translator) -> dict[str, str]:
    """The five regions of the United Nations (M49), named by CLDR."""
    territories = t.locale.territories
    return {name: str(territories.get(code, name)) for name, code in REGIONS.items()}


def language_word(code: str, t: Translator) -> str:
    """The name of a language: « arabe »."""
    return str(Locale.parse(t.lang).languages.get(code, code))


def origin_word(origin: str, t: Translator) -> str:
    """Where coordinates come from."""
    words = {
        "gazetteer": t("répertoire GeoNames"),
        "hand": t("saisie à la main, conservée telle quelle"),
        "source": t("donnée par la source"),
    }
    return words.get(origin, t("non précisée"))


def management_word(code: str, t: Translator) -> str:
    """Direct or indirect management (manual, 4.2); another wording is shown as it was typed."""
    words = {
        "direct": t("gestion directe : la collectivité conçoit et pilote"),
        "indirect": t("gestion indirecte : la collectivité finance des tiers"),
        "mixed": t("gestion mixte"),
        "": t("non renseigné"),
    }
    return words.get(code, code)


def origin_reliability(code: str, t: Translator) -> str:
    """How far the source can be trusted."""
    words = {
        "A": t("A – source officielle"),
        "B": t("B – reprise d'une source identifiée"),
        "C": t("C – presse, approximation ou source ancienne"),
    }
    return words.get(code, t("non précisée"))


def list_title(name: str, t: Translator) -> str:
    """The name of a list to do."""
    words = {
        "to_renew": t("À renouveler"),
        "dormant": t("Dormantes"),
        "without_result": t("Sans résultat documenté"),
        "undocumented": t("À documenter"),
        "to_verify": t("À vérifier"),
        "without_place": t("Sans coordonnées"),
    }
    return words[name]


def list_reason(name: str, rules: Rules, as_of: date, t: Translator) -> str:
    """Why a relation stands in a list, on which day, and what would take it out."""
    words = {
        "to_renew": t(
            "La convention finit dans moins de {months} mois, ou sa date est passée. Renouveler, laisser finir et le dire, ou corriger la date.",
            months=t.number(rules.renewal_months),
        ),
        "dormant": t(
            "Dernier échange documenté il y a plus de {months} mois. Reprendre contact, ou mettre fin à la relation : c'est un acte normal, avec sa date et sa raison.",
            months=t.number(rules.dormant_months),
        ),
        "without_result": t("Des actions sont décrites, aucune ne porte de résultat. Compléter les fiches d'action."),
        "undocumented": t(
            "Aucun échange n'est enregistré. L'absence de trace n'est pas l'absence de relation : à compléter."
        ),
        "to_verify": t("Le statut vient d'une source ancienne ou incertaine. Une personne du service le confirme."),
        "without_place": t("Le lieu n'est pas connu : la relation manque sur la carte, pas dans les tableaux."),
    }
    return f"{words[name]} {read_on(as_of, t)}" if name in ("to_renew", "dormant") else words[name]


def term_words(relation: Relation, t: Translator) -> str:
    """The end of the agreement in words."""
    ends = relation.partnership.ends
    if relation.partnership.status == "ended":
        return (
            t("terminée le {date}", date=t.date(ends)) if is_whole(ends) else t("terminée : {date}", date=t.date(ends))
        )
    if relation.months_left is None:
        return t("sans échéance connue")
    if relation.term == "expired":
        return t("échéance passée : {date}", date=t.date(ends))
    months = t.n("dans {count} mois", "dans {count} mois", relation.months_left)
    return f"{t.date(ends)} ({months})" if relation.months_left else t("{date} (ce mois-ci)", date=t.date(ends))


def name_words(mapping: Mapping[str, object], codes: tuple[str, ...], t: Translator) -> str:
    """The labels of catalogue entries, apart since some hold an « et »; an unknown code is shown as it is."""
    labels = [
        str(label.get(t.lang)) if (label := getattr(mapping.get(code), "label", None)) else code for code in codes
    ]
    return " · ".join(labels) or MISSING
