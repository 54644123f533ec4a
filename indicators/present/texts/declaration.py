"""The words of the yearly declaration of development assistance (e-APD)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from indicators.present.texts.translator import Translator

if TYPE_CHECKING:
    from indicators.present.reports.model import Declared

#: The channels of delivery of the OECD's Development Assistance Committee, by their code of five digits.
CHANNELS = ("10000", "20000", "30000", "40000", "51000", "60000", "90000")


def channels(t: Translator) -> dict[str, str]:
    """The channels in words."""
    names = (
        t("Secteur public"), t("ONG et société civile"), t("Partenariat public-privé"), t("Organisation multilatérale"),
        t("Université et recherche"), t("Secteur privé"), t("Autre canal"),
    )  # fmt: skip
    return dict(zip(CHANNELS, names, strict=True))


def campaign(days: tuple[date, date], t: Translator) -> str:
    """Where and when the declaration is made."""
    first, last = (t.date(day.isoformat()) for day in days)
    return t(
        "La déclaration se fait sur Démarches simplifiées, du {first} au {last}, sur les montants versés en {year} (CGCT, art. L.1115-6).",
        first=first, last=last, year=days[0].year - 1,
    )  # fmt: skip


def declared(found: Declared, t: Translator) -> str:
    """« Déclaré le 12 mai 2026, récépissé n° 123 »."""
    return t("Déclaré le {day}, récépissé n° {number}.", day=t.date(found.day), number=found.number)
