"""Words of values that can be read but should be looked at: indicators, targets, places, links between records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from indicators.intake.issues import Issue
from indicators.present.texts import Translator


def _range(i: Issue, t: Translator) -> tuple[str, str]:
    return (
        t(
            "{value} sort de la fourchette habituelle ({low} à {high} {unit}).",
            value=_n(i.value, t),
            low=_bound(i.details["low"], t),
            high=_bound(i.details["high"], t),
            unit=i.details.get("unit", ""),
        ),
        t("Confirmez si la valeur est juste, et dites pourquoi dans « Remarque »."),
    )


def _scale(i: Issue, t: Translator) -> tuple[str, str]:
    return (
        t("{value} est hors de l'échelle.", value=_n(i.value, t)),
        t("Attendu : de {low} à {high}.", low=t.number(i.details["low"]), high=t.number(i.details["high"])),
    )


def _n(text: str, t: Translator) -> str:
    try:
        return t.number(float(text))
    except ValueError:
        return text


def _bound(value: Any, t: Translator) -> str:
    return t.number(value) if value is not None else t("sans limite")


def _direction(i: Issue, t: Translator) -> tuple[str, str]:
    rising = i.details["direction"] == "up"
    start = t.number(i.details["start"])
    message = (
        t(
            "La cible ({value}) est sous le départ ({start}) alors que l'indicateur doit monter.",
            value=_n(i.value, t),
            start=start,
        )
        if rising
        else t(
            "La cible ({value}) est au-dessus du départ ({start}) alors que l'indicateur doit baisser.",
            value=_n(i.value, t),
            start=start,
        )
    )
    return message, t("Vérifiez les deux valeurs : sans cela les progrès seraient lus à l'envers.")


def _around(i: Issue, t: Translator) -> dict[str, str]:
    found, country = i.details.get("found", ""), i.details.get("country", "")
    return {
        "value": i.value,
        "found": t.country(found) if found else "–",
        "country": t.country(country) if country else "–",
        "distance": t.number(i.details.get("distance"), 0),
    }


def _where(i: Issue, t: Translator) -> str:
    if i.mend:
        return t("Le répertoire propose : {place}.", place=i.mend.replace(" @ ", ", "))
    if i.accepted:
        return t("Choisissez parmi : {places}.", places=t.join(item.replace(" @ ", ", ") for item in i.accepted))
    return t("Saisissez la latitude et la longitude à la main.")


SENTENCES: Mapping[str, Callable[[Issue, Translator], tuple[str, str]]] = MappingProxyType(
    {
        "amount_unknown": lambda i, t: (
            t("« {value} » est lu comme une cellule vide : le montant manquera aux totaux.", value=i.value),
            t("Confirmez si ce montant n'est pas connu ; sinon écrivez-le."),
        ),
        "mission_state_unsaid": lambda i, t: (
            t(
                "Cette mission est passée ({value}) et son état n'est pas dit : elle serait « prévue » et ne compterait pas.",
                value=t.date(i.value),
            ),
            t("Vouliez-vous écrire « {mend} » ?", mend=i.mend)
            if i.mend
            else t(
                "Ajoutez une colonne « {column} » : Tenue, Prévue ou Annulée ; confirmez si elle n'a pas eu lieu.",
                column=i.column,
            ),
        ),
        "said_unknown": lambda i, t: (
            t("« {value} » est lu comme une cellule vide : la valeur n'est pas connue.", value=i.value),
            t(
                "Rien à faire : une donnée absente n'est pas un zéro, et la valeur déjà publiée, s'il y en a une, est gardée."
            ),
        ),
        "future_year": lambda i, t: (
            t("L'année {value} n'est pas commencée.", value=i.value),
            t("Corrigez l'année ; une prévision n'est pas un résultat."),
        ),
        "no_source": lambda i, t: (
            t("La valeur n'a ni source, ni organisme, ni adresse."),
            t("Dites d'où elle vient : elle sera imprimée avec sa source."),
        ),
        "out_of_scale": _scale,
        "out_of_range": _range,
        "bad_interval": lambda i, t: (
            t("Les bornes sont inversées ou ne contiennent pas la valeur."),
            t("La borne basse doit être inférieure à la valeur, et la valeur à la borne haute."),
        ),
        "parts_disagree": lambda i, t: (
            t(
                "{value} ne correspond pas au numérateur et au dénominateur, qui donnent {expected}.",
                value=_n(i.value, t),
                expected=t.number(i.details["expected"]),
            ),
            t("Corrigez l'un des trois."),
        ),
        "magnitude": lambda i, t: (
            t(
                "{value} après {before} : l'écart dépasse un facteur {jump}.",
                value=_n(i.value, t),
                before=t.number(i.details["before"]),
                jump=t.number(i.details["jump"]),
            ),
            t("Vérifiez l'unité (k€ ou €, pour cent ou pour mille)."),
        ),
        "percent_unit": lambda i, t: (
            t(
                "« {value} » est en pour cent alors que l'indicateur est en « {unit} ».",
                value=i.value,
                unit=i.details["unit"],
            ),
            t("Écrivez la valeur dans l'unité de l'indicateur."),
        ),
        "borrowed_level": lambda i, t: (
            t("La valeur est mesurée à une autre échelle que le territoire."),
            t("Mettez l'état « Emprunté à une autre échelle » : elle sera dessinée autrement."),
        ),
        "wrong_direction": _direction,
        "years_upside_down": lambda i, t: (
            t("L'année cible précède l'année de départ ou lui est égale."),
            t("Corrigez l'une des deux années."),
        ),
        "no_tolerance": lambda i, t: (
            t("La cible est de maintenir la valeur, mais aucune tolérance n'est donnée."),
            t("Indiquez l'écart toléré, dans l'unité de l'indicateur."),
        ),
        "dates_upside_down": lambda i, t: (
            t("{value} précède {earlier}.", value=t.date(i.value), earlier=t.date(i.details["earlier"])),
            t("Vérifiez l'ordre : signature, renouvellement, fin."),
        ),
        "said_twice": lambda i, t: (
            t("« {value} » dit deux fois la même année, ou le même nom.", value=i.value),
            t("Gardez une seule valeur pour chaque année, ou pour chaque nom."),
        ),
        "not_pairs_of_numbers": lambda i, t: (
            t("« {value} » : chaque « = » est suivi d'un nombre.", value=i.value),
            t("Vouliez-vous écrire « {mend} » ?", mend=i.mend)
            if i.mend
            else t("Écrivez par exemple Transport = 1200 | Hébergement = 640."),
        ),
        "end_before_start": lambda i, t: (
            t("{value} précède {earlier}.", value=t.date(i.value), earlier=t.date(i.details["earlier"])),
            t("La fin ne peut pas précéder le début : corrigez l'une des deux dates."),
        ),
        "carbon_without_source": lambda i, t: (
            t("Le carbone n'a pas sa source."),
            t("Dites d'où vient ce nombre dans « Source du carbone » : publication, année, adresse."),
        ),
        "amount_below_zero": lambda i, t: (
            t("Montant négatif : {value}.", value=t.money(float(i.value), 2)),
            t("Confirmez s'il s'agit d'un remboursement ; sinon enlevez le signe."),
        ),
        "part_above_whole": lambda i, t: (
            t(
                "{value} dépassent le montant entier ({whole}).",
                value=t.money(float(i.value), 2),
                whole=t.money(i.details["whole"], 2),
            ),
            t("La part de financement externe est comprise dans le montant : corrigez l'un des deux."),
        ),
        "unknown_reference": lambda i, t: (
            t("« {value} » ne désigne aucune fiche connue.", value=i.value),
            t("Fiches proches : {accepted}.", accepted=t.join(map(t.quoted, i.accepted)))
            if i.accepted
            else t("Reprenez le nom ou l'identifiant exact, ou chargez la fiche dans le même dépôt."),
        ),
        "other_scope": lambda i, t: (
            t("Le sujet de cette priorité n'est pas ce qui est dit : un thème et un pays ne se confondent pas."),
            t("Écrivez « Thème » pour un thème, « Pays » pour un pays."),
        ),
        "own_parent": lambda i, t: (
            t("L'objectif « {value} » se sert lui-même.", value=i.value),
            t("Indiquez l'objectif de niveau supérieur, ou laissez vide."),
        ),
        "unknown_item": lambda i, t: (
            t("« {value} » n'est pas un item de la grille « {grid} ».", value=i.value, grid=i.details["grid"]),
            t("Items acceptés : {accepted}.", accepted=t.join(i.accepted)),
        ),
        "personal_data": lambda i, t: (
            t("La cellule semble contenir le nom ou les coordonnées d'une personne."),
            t("Gardez seulement la fonction : « Chargée de mission coopération »."),
        ),
        "alike": lambda i, t: (
            t(
                "« {value} » ressemble au partenariat « {other} » du même pays.",
                value=i.value,
                other=i.details["other"],
            ),
            t("S'il s'agit du même, reprenez cet identifiant ; sinon confirmez."),
        ),
        "place_unknown_country": lambda i, t: (t("Le pays n'est pas reconnu.", **_around(i, t)), _where(i, t)),
        "place_missing_coordinates": lambda i, t: (
            t("« {value} » n'a pas de coordonnées.", **_around(i, t)),
            _where(i, t),
        ),
        "place_out_of_range": lambda i, t: (
            t("Les coordonnées de « {value} » sont hors du globe.", **_around(i, t)),
            _where(i, t),
        ),
        "place_null_island": lambda i, t: (
            t("« {value} » est placé au point 0, 0, au large de l'Afrique.", **_around(i, t)),
            _where(i, t),
        ),
        "place_swapped": lambda i, t: (
            t("La latitude et la longitude de « {value} » semblent inversées.", **_around(i, t)),
            _where(i, t),
        ),
        "place_at_sea": lambda i, t: (
            t("« {value} » est placé en mer, près de {found}.", **_around(i, t)),
            _where(i, t),
        ),
        "place_other_country": lambda i, t: (
            t("« {value} » est placé en {found}, et non en {country}.", **_around(i, t)),
            _where(i, t),
        ),
        "place_disputed_area": lambda i, t: (
            t("« {value} » est placé dans une zone au statut disputé.", **_around(i, t)),
            _where(i, t),
        ),
        "place_far_from_place": lambda i, t: (
            t("« {value} » est placé à {distance} km de la ville de ce nom.", **_around(i, t)),
            _where(i, t),
        ),
        "place_same_country": lambda i, t: (
            t("« {value} » est dans votre propre pays.", **_around(i, t)),
            _where(i, t),
        ),
    }
)
