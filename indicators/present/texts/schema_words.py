"""Columns of the schemas and words of their closed lists, in the reader's language: forms speak it, files stay French."""

from __future__ import annotations

from typing import Any

from indicators.present.texts.translator import Translator, marked

#: Where the translators find the words that the schemas hold.
WORDS = (
    marked("Abandonnée"),
    marked("Actif"),
    marked("Adresse de la source"),
    marked("Année cible"),
    marked("Année de départ"),
    marked("Bas de la fourchette"),
    marked("Bénéfices pour le partenaire"),
    marked("Bénéfices pour nous"),
    marked("Bénéficiaires directs"),
    marked("Contacts (fonctions)"),
    marked("Critères"),
    marked("Dont financement externe"),
    marked("Durabilité"),
    marked("En cours"),
    marked("Extrapolé"),
    marked("Fin"),
    marked("Finalité"),
    marked("Graphiques"),
    marked("Gestion directe"),
    marked("Gestion indirecte"),
    marked("Gestion mixte"),
    marked("Haut de la fourchette"),
    marked("Intitulé"),
    marked("Jalons"),
    marked("Jusqu’à"),
    marked("Linéaire"),
    marked("Membre depuis"),
    marked("Mode de gestion"),
    marked("Motif de fin"),
    marked("Nom affiché"),
    marked("Objectif servi"),
    marked("Obstacles"),
    marked("Organisme"),
    marked("Origine des coordonnées"),
    marked("Pays du siège"),
    marked("Ouverture du territoire"),
    marked("Plan"),
    marked("Politique publique"),
    marked("Prévu"),
    marked("Prévue au programme"),
    marked("Renouvelé le"),
    marked("Réalisée"),
    marked("Réciprocité selon le partenaire"),
    marked("Réciprocité selon nous"),
    marked("Répertoire"),
    marked("Saisie"),
    marked("Service"),
    marked("Signé le"),
    marked("Siège"),
    marked("Suspendu"),
    marked("Taux de croissance"),
    marked("Terminé"),
    marked("Territorial"),
    marked("Tolérance"),
    marked("Tous"),
    marked("Valeur cible"),
    marked("Valeur de départ"),
    marked("Acte"),
    marked("Agents formés"),
    marked("Assemblée"),
    marked("Avis"),
    marked("Case"),
    marked("Chef de file"),
    marked("Collectivités françaises associées"),
    marked("Comité"),
    marked("Conseil consultatif"),
    marked("Constats croisés"),
    marked("Depuis"),
    marked("Document"),
    marked("Faiblesses"),
    marked("Faite"),
    marked("Forces"),
    marked("Forum"),
    marked("Groupes d’acteurs"),
    marked("Heures de formation"),
    marked("Instance"),
    marked("Membres"),
    marked("Menaces"),
    marked("Objet"),
    marked("Opportunités"),
    marked("Part de chaque collectivité"),
    marked("Participants"),
    marked("Porte sur"),
    marked("Prévue"),
    marked("Public"),
    marked("Raison"),
    marked("Rubrique"),
    marked("Sensibilisation"),
    marked("Stratégie active"),
    marked("Stratégie de défense"),
    marked("Stratégie d’orientation"),
    marked("Stratégie réactive"),
    marked("Suite donnée"),
    marked("Thème de sensibilisation"),
    marked("Thème ou pays"),
    marked("Écartée"),
    marked("Élus formés"),
    marked("État de la suite"),
)


def column_word(name: str, t: Translator) -> str:
    """The name of a column, in the language of the reader."""
    return t(name)


def term_word(code: str, label: str, entry: Any, t: Translator, *, country: bool = False) -> str:
    """A value of a list: the country, the entry of the catalogue, or the French word of a closed list, translated."""
    if country:
        return t.country(code)
    named = getattr(entry, "label", None) or getattr(entry, "name", None)
    return str(named.get(t.lang)) if named is not None else t(label)


def entry_word(kind: str, t: Translator) -> str:
    """One record of a kind, as a person enters it."""
    return {
        "partnership": t("Un partenariat"),
        "activity": t("Une action"),
        "objective": t("Un objectif"),
        "actor": t("Un acteur"),
        "membership": t("Une adhésion à un réseau"),
        "target": t("Une cible"),
        "annotation": t("Une annotation de graphique"),
        "finding": t("Un constat ou une stratégie"),
        "priority": t("Une priorité"),
        "body": t("Une instance"),
        "meeting": t("Une réunion d'instance"),
        "mission": t("Une mission ou une délégation"),
        "follow_up": t("Une suite de mission"),
        "call": t("Un appel à projets"),
    }[kind]
