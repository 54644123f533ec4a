"""The pages in the order of the menu: section, title, address, the role that may read them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pages import (
    administration,
    budget,
    connexion,
    donnees,
    donnees_editions,
    evaluation,
    methode,
    partenariats,
    profil_geii,
    synthese,
)


@dataclass(frozen=True)
class Entry:
    """One page of the menu; ``title`` and ``section`` are French sentences for the translator."""

    render: Callable[[], None]
    title: str
    path: str
    icon: str
    section: str = ""
    role: str = "reader"
    default: bool = False

    @property
    def address(self) -> str:
        """The path of the page in the browser; the default page is the root."""
        return "/" if self.default else f"/{self.path}"


PAGES = (
    Entry(synthese.render, "Synthèse", "synthese", ":material/space_dashboard:", "Lire", default=True),
    Entry(profil_geii.render, "Profil GEII", "profil-geii", ":material/radar:", "Lire"),
    Entry(budget.render, "Budget", "budget", ":material/payments:", "Lire"),
    Entry(evaluation.render, "Évaluation", "evaluation", ":material/fact_check:", "Lire"),
    Entry(partenariats.render, "Partenariats", "partenariats", ":material/public:", "Lire"),
    Entry(methode.render, "Méthode et données", "methode", ":material/menu_book:", "Comprendre"),
    Entry(donnees.render, "Charger des données", "donnees", ":material/upload_file:", "Gérer", "officer"),
    Entry(donnees_editions.render, "Éditions", "editions", ":material/history:", "Gérer"),
    Entry(
        administration.render,
        "Administration",
        "administration",
        ":material/admin_panel_settings:",
        "Gérer",
        "administrator",
    ),
    Entry(connexion.render, "Mon compte", "connexion", ":material/account_circle:", "Gérer", ""),
)
