"""The pages in the order of the menu: section, title, address, the role that may read them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from indicators.present.texts import marked
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
    publique,
    rapport,
    seance,
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


READ, PRESENT = marked("Lire"), marked("Présenter")
UNDERSTAND, MANAGE = marked("Comprendre"), marked("Gérer")
PAGES = (
    Entry(synthese.render, marked("Synthèse"), "synthese", ":material/space_dashboard:", READ, default=True),
    Entry(profil_geii.render, marked("Profil GEII"), "profil-geii", ":material/radar:", READ),
    Entry(budget.render, marked("Budget"), "budget", ":material/payments:", READ),
    Entry(evaluation.render, marked("Évaluation"), "evaluation", ":material/fact_check:", READ),
    Entry(partenariats.render, marked("Partenariats"), "partenariats", ":material/public:", READ),
    Entry(seance.render, marked("Séance"), "seance", ":material/present_to_all:", PRESENT),
    Entry(rapport.render, marked("Rapport annuel"), "rapport", ":material/picture_as_pdf:", PRESENT),
    Entry(publique.render, marked("Page publique"), "publique", ":material/groups:", PRESENT),
    Entry(methode.render, marked("Méthode et données"), "methode", ":material/menu_book:", UNDERSTAND),
    Entry(donnees.render, marked("Charger des données"), "donnees", ":material/upload_file:", MANAGE, "officer"),
    Entry(donnees_editions.render, marked("Éditions"), "editions", ":material/history:", MANAGE),
    Entry(
        administration.render,
        marked("Administration"),
        "administration",
        ":material/admin_panel_settings:",
        MANAGE,
        "administrator",
    ),
    Entry(connexion.render, marked("Mon compte"), "connexion", ":material/account_circle:", MANAGE, ""),
)
