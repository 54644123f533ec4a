"""Words of what concerns a whole file, a sheet or a connection."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from indicators.intake.formats import titles
from indicators.intake.issues import Issue
from indicators.present.texts import Translator


def _megabytes(size: float, t: Translator) -> str:
    return t("{size} Mo", size=t.number(size / 1_000_000, 0))


def _unsupported(i: Issue, t: Translator) -> tuple[str, str]:
    return (
        t("Ce fichier est de type {kind} : il n'est pas lu ici.", kind=i.value),
        t(
            "Enregistrez les données dans l'un de ces formats : {formats}.",
            formats=t.join(i.accepted or titles()),
        ),
    )


SENTENCES: Mapping[str, Callable[[Issue, Translator], tuple[str, str]]] = MappingProxyType(
    {
        "short_row": lambda i, t: (
            t(
                "La ligne a {received} cases pour {expected} titres : si des cases étaient fusionnées, les suivantes sont sous un autre titre que le leur.",
                received=t.number(i.details["received"]),
                expected=t.number(i.details["expected"]),
            ),
            t("Comparez-la au tableau d'origine ; confirmez s'il n'y manque que les dernières cases."),
        ),
        "empty_file": lambda i, t: (t("Le fichier est vide."), t("Vérifiez le fichier choisi.")),
        "too_large": lambda i, t: (
            t("Le fichier dépasse la taille acceptée ({limit}).", limit=_megabytes(i.details["limit"], t)),
            t("Partagez-le en plusieurs fichiers, par année par exemple."),
        ),
        "too_many_rows": lambda i, t: (
            t("Le fichier a plus de lignes qu'il n'en est accepté ({limit}).", limit=t.number(i.details["limit"])),
            t("Partagez-le en plusieurs fichiers, par année par exemple."),
        ),
        "too_many_columns": lambda i, t: (
            t(
                "La feuille a {count} colonnes, plus qu'il n'en est accepté ({limit}).",
                count=t.number(i.details["columns"]),
                limit=t.number(i.details["limit"]),
            ),
            t("Retirez les colonnes vides ou sans rapport avec le modèle."),
        ),
        "too_many_sheets": lambda i, t: (
            t(
                "Le classeur a {count} feuilles, plus qu'il n'en est accepté ({limit}).",
                count=t.number(i.details["sheets"]),
                limit=t.number(i.details["limit"]),
            ),
            t("Gardez seulement les feuilles de données."),
        ),
        "absurd_size": lambda i, t: (
            t(
                "Une feuille s'étend jusqu'à la ligne {rows}, colonne {columns} : une cellule y est remplie loin du tableau.",
                rows=t.number(i.details["rows"]),
                columns=t.number(i.details["columns"]),
            ),
            t("Supprimez les lignes et les colonnes qui suivent le tableau, puis enregistrez."),
        ),
        "bomb": lambda i, t: (
            t("Une fois décompressé, le fichier serait démesuré : il n'a pas été ouvert."),
            t("Copiez les données dans un classeur neuf ; d'un ZIP, déposez les fichiers un à un."),
        ),
        "truncated": lambda i, t: (
            t("Le fichier est incomplet ou endommagé : il n'a pas pu être ouvert."),
            t("Ouvrez-le dans le logiciel dont il vient, enregistrez-le à nouveau, puis déposez-le."),
        ),
        "encrypted": lambda i, t: (
            t("Le fichier est protégé par un mot de passe."),
            t("Enregistrez-en une copie sans mot de passe."),
        ),
        "unsupported_format": _unsupported,
        "not_text": lambda i, t: (
            t("Ce fichier n'est pas un texte lisible."),
            t(
                "S'il vient d'un tableur, il est abîmé : ouvrez-le dans le tableur et enregistrez-le de nouveau, au format CSV, XLSX ou ODS."
            ),
        ),
        "broken_csv": lambda i, t: (
            t("Le texte ne peut pas être découpé en colonnes : un guillemet est sans doute resté ouvert."),
            t("Ouvrez le fichier dans un tableur et enregistrez-le en XLSX."),
        ),
        "double_encoding": lambda i, t: (
            t("Des accents sont abîmés (« Ã© » au lieu de « é »)."),
            t("Exportez à nouveau le fichier d'origine en UTF-8, ou corrigez les textes touchés."),
        ),
        "wrong_extension": lambda i, t: (
            t("L'extension « {value} » ne correspond pas au contenu, qui a été lu quand même.", value=i.value),
            t("Extension attendue : {accepted}.", accepted=t.join(i.accepted)),
        ),
        "years_read": lambda i, t: (
            t("Les montants sont rangés par année ({years}) : chaque ligne est lue une fois par année.", years=i.value),
            t("Confirmez que chaque montant est bien sous son année."),
        ),
        "years_in_columns": lambda i, t: (
            t("Les années sont en colonnes ({years}) : leurs valeurs n'ont pas été lues.", years=i.value),
            t(
                "Mettez une ligne par année : l'année dans une colonne « {year} », et ce qu'elle vaut dans une autre.",
                year=t("Année"),
            ),
        ),
        "no_header": lambda i, t: (
            t("Aucune ligne d'en-tête connue n'a été trouvée."),
            t("Partez d'un modèle, ou reprenez ses noms de colonnes sur une seule ligne."),
        ),
        "doubtful_table": lambda i, t: (
            t.n(
                "Ce tableau serait lu comme « {kind} », mais {count} de ses {total} colonnes seulement est connue : {names}.",
                "Ce tableau serait lu comme « {kind} », mais {count} de ses {total} colonnes seulement sont connues : {names}.",
                i.details["known"],
                kind=t(i.details["kind"]),
                total=i.details["total"],
                names=i.value,
            ),
            t("Confirmez si c'est bien ce que vous chargez ; sinon abandonnez ce dépôt et partez d'un modèle."),
        ),
        "no_rows": lambda i, t: (
            t("Le tableau ne contient aucune ligne de données."),
            t("Remplissez les lignes sous l'en-tête."),
        ),
        "sheet_ignored": lambda i, t: (
            t("La feuille « {sheet} » n'a pas d'en-tête connu : elle n'a pas été lue.", sheet=i.sheet),
            t("Rien à faire si elle ne contient pas de données à charger."),
        ),
        "hidden_sheet": lambda i, t: (
            t("La feuille « {sheet} » est masquée : elle n'a pas été lue.", sheet=i.sheet),
            t("Affichez-la si elle doit être chargée."),
        ),
        "hidden_rows": lambda i, t: (
            t.n(
                "{count} ligne masquée a été lue avec les autres.",
                "{count} lignes masquées ont été lues avec les autres.",
                i.details["count"],
            ),
            t("Affichez-les pour vérifier qu'elles doivent être chargées, ou supprimez-les."),
        ),
        "xml_entities": lambda i, t: (
            t("Le fichier XML contient une déclaration de type ou des entités : il est refusé par sécurité."),
            t("Demandez au service des finances le flux TotEM d'origine."),
        ),
        "broken_xml": lambda i, t: (
            t(
                "Le fichier XML est incomplet ou mal formé (vers la ligne {line}).",
                line=t.number(i.details.get("line", 0)),
            ),
            t("Demandez au service des finances le flux TotEM d'origine."),
        ),
        "not_a_budget": lambda i, t: (
            t("Ce fichier XML n'est pas un document budgétaire TotEM."),
            t("Le fichier attendu contient un élément « DocumentBudgetaire »."),
        ),
        "source_unconfigured": lambda i, t: (
            t(
                "La source « {value} » n'a pas d'adresse : la variable {variable} n'est pas définie.",
                value=i.value,
                variable=i.details["variable"],
            ),
            t("Prévenez le service informatique."),
        ),
        "source_unreachable": lambda i, t: (
            t("La base de la source « {value} » n'a pas répondu.", value=i.value),
            t("Réessayez plus tard, ou prévenez le service informatique."),
        ),
        "source_timeout": lambda i, t: (
            t(
                "La requête de la source « {value} » a dépassé {seconds} s : elle a été interrompue.",
                value=i.value,
                seconds=t.number(i.details["seconds"]),
            ),
            t("Le service informatique peut alléger la requête ou relever le délai."),
        ),
        "source_row_limit": lambda i, t: (
            t(
                "La source « {value} » renvoie plus de {limit} lignes : rien n'a été chargé.",
                value=i.value,
                limit=t.number(i.details["limit"]),
            ),
            t("Le service informatique peut restreindre la requête ou relever la limite."),
        ),
        "source_refused": lambda i, t: (
            t("La requête de la source « {value} » n'est pas une simple lecture : elle a été refusée.", value=i.value),
            t("Seule une requête SELECT ou WITH, unique, est acceptée."),
        ),
        "source_failed": lambda i, t: (
            t("La base a refusé la requête de la source « {value} ».", value=i.value),
            t("Prévenez le service informatique : {reason}", reason=i.details.get("reason", "")),
        ),
    }
)
