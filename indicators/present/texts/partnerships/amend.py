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
