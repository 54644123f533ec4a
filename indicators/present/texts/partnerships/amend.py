"""The words of the changes that an officer makes to a relation."""

from __future__ import annotations

from indicators.present.texts.translator import Translator


def status_words(t: Translator) -> dict[str, str]:
    """The statuses that a person declares."""
    return {
        "active": t("Active"),
        "suspended": t("Suspendue"),
        "ended": t("Terminée"),
        "to_verify": t("À vérifier"),
        "planned": t("Prévue"),
    }


def fault(code: str, t: Translator) -> str:
    """Why a change is refused, and what is accepted."""
    dates = t("Acceptées : 2019, 2019-05 ou 2019-05-17.")
    words = {
        "signed_unreadable": t("La date de signature n'est pas lisible. {dates}", dates=dates),
        "renewed_unreadable": t("La date de renouvellement n'est pas lisible. {dates}", dates=dates),
        "ends_unreadable": t("La date de fin n'est pas lisible. {dates}", dates=dates),
        "end_date_missing": t("Une relation terminée porte sa date de fin."),
        "reason_missing": t(
            "Une relation terminée porte la raison de sa fin : terminer est un acte normal, qui se dit."
        ),
        "ends_before_start": t("La fin précède la signature."),
        "out_of_range": t("La latitude va de -90 à 90, la longitude de -180 à 180."),
    }
    return words[code]
