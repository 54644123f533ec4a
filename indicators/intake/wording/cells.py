"""Words of headers, rows and cells that cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from indicators.intake.issues import Issue
from indicators.present.texts import Translator


def _mend(i: Issue, t: Translator, otherwise: str) -> str:
    return t("Vouliez-vous écrire « {mend} » ?", mend=i.mend) if i.mend else otherwise


def _in_list(i: Issue, t: Translator) -> tuple[str, str]:
    if not i.accepted:
        return t("« {value} » n'est pas dans la liste.", value=i.value), t(
            "Choisissez une valeur de la liste du modèle."
        )
    return (
        t("« {value} » n'est pas dans la liste.", value=i.value),
        t("Valeurs proches ou acceptées : {accepted}.", accepted=t.join(map(t.quoted, i.accepted))),
    )


def _unit(i: Issue, t: Translator) -> str:
    words = {1e3: t("milliers d'euros"), 1e6: t("millions d'euros"), 1e9: t("milliards d'euros")}
    return words.get(i.details["unit"], words[1e6])


def _bounds(i: Issue, t: Translator) -> tuple[str, str]:
    low, high = (*i.accepted, "", "")[:2]
    message = t("{value} est hors des bornes de la colonne.", value=i.value)
    if low and high:
        return message, t("Attendu : de {low} à {high}.", low=low, high=high)
    return message, t("Attendu : au moins {low}.", low=low) if low else t("Attendu : au plus {high}.", high=high)


SENTENCES: Mapping[str, Callable[[Issue, Translator], tuple[str, str]]] = MappingProxyType(
    {
        "unknown_column": lambda i, t: (
            t("La colonne « {column} » n'est pas au modèle : elle n'a pas été lue.", column=i.column),
            t("Le nom attendu est peut-être « {near} ».", near=i.accepted[0])
            if i.accepted
            else t("Si ce sont des montants, nommez-la « Voté », « Engagé » ou « Mandaté » ; sinon confirmez.")
            if i.severity == "confirm"
            else t("Rien à faire si elle est pour votre usage."),
        ),
        "duplicate_column": lambda i, t: (
            t("La colonne « {column} » est présente deux fois (comme « {value} »).", column=i.column, value=i.value),
            t("Gardez une seule des deux."),
        ),
        "amount_without_stage": lambda i, t: (
            t("La colonne « {column} » ne dit pas de quel montant il s'agit.", column=i.column),
            t("Donnez-lui le nom de l'étape, parmi {names}.", names=t.join(map(t.quoted, i.accepted))),
        ),
        "missing_column": lambda i, t: (
            t("La colonne obligatoire « {column} » est absente.", column=i.column),
            t("Ajoutez-la, ou donnez ce nom à la colonne qui la remplace."),
        ),
        "total_row": lambda i, t: (
            t("La ligne « {value} » est un total : elle n'a pas été lue.", value=i.value),
            t("Rien à faire : les totaux sont recalculés."),
        ),
        "sum_row": lambda i, t: (
            t("La ligne « {value} » est la somme des lignes au-dessous : elle n'a pas été lue.", value=i.value)
            if i.details.get("below")
            else t("La ligne « {value} » est la somme des lignes au-dessus : elle n'a pas été lue.", value=i.value),
            t("Rien à faire : les totaux sont recalculés."),
        ),
        "likely_sum": lambda i, t: (
            t("Le montant de la ligne « {value} » est la somme de lignes voisines.", value=i.value),
            t("Confirmez si ce n'est pas un total ; sinon supprimez la ligne."),
        ),
        "unit_row": lambda i, t: (
            t("La ligne « {value} » donne des unités : elle n'a pas été lue comme une donnée.", value=i.value),
            t("Rien à faire."),
        ),
        "unit_of_title": lambda i, t: (
            t(
                "La colonne « {column} » est en {unit} : ses montants ont été convertis en euros.",
                column=i.column,
                unit=_unit(i, t),
            ),
            t("Rien à faire si cette unité est la bonne."),
        ),
        "unit_not_applied": lambda i, t: (
            t(
                "La colonne « {column} » est en {unit} : ses valeurs sont gardées telles quelles.",
                column=i.column,
                unit=_unit(i, t),
            ),
            t("Écrivez les valeurs dans l'unité de l'indicateur, ou confirmez."),
        ),
        "header_on_two_rows": lambda i, t: (
            t("L'en-tête tient sur deux lignes : elles ont été lues ensemble.")
            if i.details.get("rows", 2) == 2
            else t("L'en-tête tient sur trois lignes : elles ont été lues ensemble."),
            t("Rien à faire si les colonnes sont les bonnes."),
        ),
        "merged_cell": lambda i, t: (
            t.n(
                "La cellule fusionnée « {value} » vaut pour {count} ligne.",
                "La cellule fusionnée « {value} » vaut pour ses {count} lignes.",
                i.details["count"],
                value=i.value,
            ),
            t("Rien à faire."),
        ),
        "merged_amount": lambda i, t: (
            t.n(
                "Le montant « {value} » est dans une cellule fusionnée sur {count} ligne : seule la première l'a.",
                "Le montant « {value} » est dans une cellule fusionnée sur {count} lignes : seule la première l'a.",
                i.details["count"],
                value=i.value,
            ),
            t("Confirmez, ou répartissez le montant entre les lignes."),
        ),
        "two_years": lambda i, t: (
            t("« {value} » dit deux années : la ligne est lue en {mend}.", value=i.value, mend=i.mend),
            t("Vouliez-vous écrire « {mend} » ?", mend=i.mend),
        ),
        "territory_meant": lambda i, t: (
            t("« {value} » est lu comme le territoire {code}.", value=i.value, code=t.join(i.accepted)),
            t("Vouliez-vous écrire « {mend} » ?", mend=i.mend),
        ),
        "territory_not_settled": lambda i, t: (
            t("« {value} » ne désigne pas un seul territoire.", value=i.value),
            t("Choisissez parmi : {places}.", places=t.join(i.accepted)),
        ),
        "unknown_territory": lambda i, t: (
            t("« {value} » n'est le code d'aucun territoire connu.", value=i.value),
            t("Le plus proche : {places}.", places=t.join(i.accepted))
            if i.accepted
            else t("Confirmez si c'est un territoire que vous ajoutez ; sinon corrigez le code."),
        ),
        "unit_in_note": lambda i, t: (
            t(
                "La note « {value} » dit une unité que les titres ne disent pas : les montants sont lus en euros.",
                value=i.value,
            ),
            t("Écrivez l'unité dans le titre des colonnes, « Voté (k€) » ; confirmez si les montants sont en euros."),
        ),
        "other_currency": lambda i, t: (
            t(
                "La colonne « {column} » dit une autre monnaie ({value}) : ses montants sont lus en euros.",
                column=i.column,
                value=i.value,
            ),
            t("Convertissez-les en euros dans le fichier ; confirmez si ce sont des euros."),
        ),
        "ignored_row": lambda i, t: (
            t("La ligne « {value} » est une note : elle n'a pas été lue.", value=i.value),
            t("Rien à faire si ce n'est pas une donnée."),
        ),
        "example_row": lambda i, t: (
            t("La ligne d'exemple du modèle n'a pas été lue."),
            t("Rien à faire ; vous pouvez la supprimer."),
        ),
        "too_many_cells": lambda i, t: (
            t(
                "La ligne a {received} cellules pour {expected} colonnes.",
                received=t.number(i.details["received"]),
                expected=t.number(i.details["expected"]),
            ),
            t("Un texte contient sans doute le séparateur : mettez-le entre guillemets."),
        ),
        "missing_value": lambda i, t: (
            t("La cellule est vide alors qu'elle est obligatoire."),
            t("Complétez-la, ou supprimez la ligne du fichier."),
        ),
        "needed_value": lambda i, t: (
            t("La cellule demande d'effacer une valeur obligatoire."),
            t("Écrivez la valeur, ou supprimez la ligne du fichier."),
        ),
        "formula_without_value": lambda i, t: (
            t("La cellule contient une formule dont le résultat n'est pas enregistré."),
            t("Ouvrez le classeur dans votre tableur et enregistrez-le, ou collez les valeurs."),
        ),
        "error_value": lambda i, t: (
            t("La formule de cette cellule donne une erreur."),
            t("Corrigez la formule, ou tapez la valeur."),
        ),
        "same_row": lambda i, t: (
            t(
                "La ligne répète à l'identique la ligne {first} : elle n'est comptée qu'une fois.",
                first=i.details["first"],
            ),
            t("Rien à faire."),
        ),
        "duplicate_key": lambda i, t: (
            t(
                "Cette ligne porte sur la même chose que la ligne {first} ({key}), avec d'autres valeurs.",
                first=i.details["first"],
                key=i.value,
            ),
            t("Gardez la bonne ligne et supprimez l'autre."),
        ),
        "not_a_number": lambda i, t: (
            t("« {value} » n'est pas un nombre.", value=i.value),
            _mend(i, t, t("Écrivez par exemple 1 300,29 ; laissez vide si la valeur est inconnue.")),
        ),
        "not_an_integer": lambda i, t: (
            t("« {value} » n'est pas un nombre entier.", value=i.value),
            _mend(i, t, t("Écrivez un nombre sans décimale.")),
        ),
        "not_a_year": lambda i, t: (
            t("« {value} » n'est pas une année.", value=i.value),
            _mend(i, t, t("Écrivez quatre chiffres, par exemple 2024.")),
        ),
        "not_a_date": lambda i, t: (
            t("« {value} » n'est pas une date lisible sans ambiguïté.", value=i.value),
            _mend(i, t, t("Écrivez 2024, 05/2024, 17/05/2024 ou 2024-05-17.")),
        ),
        "not_a_boolean": lambda i, t: (
            t("« {value} » n'est ni oui ni non.", value=i.value),
            t("Écrivez « oui » ou « non »."),
        ),
        "not_a_url": lambda i, t: (
            t("« {value} » n'est pas une adresse web : elle n'a pas été reprise.", value=i.value),
            _mend(
                i,
                t,
                t("Une adresse commence par https:// ; un autre texte a sa place dans « Source » ou « Remarque »."),
            ),
        ),
        "not_pairs": lambda i, t: (
            t("« {value} » n'est pas une suite de « clé = valeur ».", value=i.value),
            t("Écrivez par exemple 2024 = 55 | 2026 = 75."),
        ),
        "not_in_list": _in_list,
        "near_term": _in_list,
        "new_term": lambda i, t: (
            t("« {value} » n'est pas dans la liste : c'est gardé tel quel, comme une valeur nouvelle.", value=i.value),
            t("Rien à faire si c'est bien ce que vous voulez dire."),
        ),
        "unknown_answer": lambda i, t: (
            t("« {value} » n'est pas une réponse de la grille « {grid} ».", value=i.value, grid=i.details["grid"]),
            t("Réponses acceptées : {accepted}.", accepted=t.join(map(t.quoted, i.accepted))),
        ),
        "out_of_bounds": _bounds,
        "ambiguous_number": lambda i, t: (
            t("« {value} » peut se lire de deux façons : en milliers, ou avec trois décimales.", value=i.value),
            t("S'il s'agit de milliers, écrivez {mend}.", mend=i.mend),
        ),
    }
)
