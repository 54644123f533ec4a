"""The pages in the order of the menu: section, title, address, the role that may read them.

A page is imported when it is first opened, so that a server that just started answers without the libraries of all
the others; :func:`import_all` fetches those once the first reader is served.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from threading import RLock
from typing import cast

from indicators.access import Role
from indicators.present.texts import marked

PRODUCT = "Ouverture"
#: Two threads that import modules depending on each other could see one half made: whoever fetches a page, or what the
#: documents of the server bring with them, holds this meanwhile.
IMPORTING = RLock()


@dataclass(frozen=True)
class View:
    """One view of a page: its code in the address, its title, a French sentence, and the role that opens it."""

    code: str
    title: str
    role: Role = "reader"


@dataclass(frozen=True)
class Entry:
    """One page of the menu: a module of ``pages``; ``title`` and ``section`` are French sentences to translate.

    ``views`` are what the page shows one at a time, the first of them unless the address says otherwise under ``key``.
    """

    module: str
    title: str
    path: str
    icon: str
    section: str = ""
    role: str = "reader"
    default: bool = False
    key: str = ""
    views: tuple[View, ...] = ()

    @property
    def dated(self) -> bool:
        """Whether what the page shows is of the year that is read."""
        return self.section in (READ, PRESENT)

    @property
    def of_a_reading(self) -> bool:
        """Whether its fields belong to the territory, the year and the edition that are read."""
        return self.dated or self.module == "donnees"

    @property
    def address(self) -> str:
        """The path of the page in the browser; the default page is the root."""
        return "/" if self.default else f"/{self.path}"

    def fetch(self) -> Callable[[], None]:
        """The page's ``render``, its module imported."""
        with IMPORTING:
            return cast(Callable[[], None], import_module(f"pages.{self.module}.page").render)

    def render(self) -> None:
        """Place the page."""
        self.fetch()()


READ, PRESENT = marked("Lire"), marked("Présenter")
UNDERSTAND, MANAGE = marked("Comprendre"), marked("Gérer")
PAGES = (
    Entry("synthese", marked("Synthèse"), "synthese", ":material/space_dashboard:", READ, default=True),
    Entry(
        "profil_geii", marked("Ouverture du territoire"), "profil-geii", ":material/radar:", READ, key="vue",
        views=(
            View("profil", marked("Les six dimensions")),
            View("dimension", marked("Une dimension")),
            View("comparer", marked("Comparer")),
            View("france", marked("Carte")),
        ),
    ),
    Entry(
        "budget", marked("Budget"), "budget", ":material/payments:", READ, key="suite",
        views=(
            View("year", marked("L'année")),
            View("years", marked("Au fil des ans")),
            View("aims", marked("Finalités et politiques")),
            View("lines", marked("Financeurs et lignes")),
            View("advice", marked("Conseils et repères")),
            View("whatif", marked("Essayer une autre répartition")),
            View("confirm", marked("Confirmer les rubriques"), "officer"),
        ),
    ),
    Entry(
        "evaluation", marked("Évaluation"), "evaluation", ":material/fact_check:", READ, key="vue",
        views=(
            View("niveaux", marked("Trois niveaux")),
            View("indicateur", marked("Un indicateur")),
            View("chaine", marked("Des objectifs aux euros")),
            View("mesures", marked("Mesures correctives")),
            View("externalites", marked("Effets indésirables")),
            View("grilles", marked("Auto-évaluation")),
            View("comparaison", marked("Comparaison")),
            View("completer", marked("À compléter")),
        ),
    ),
    Entry(
        "partenariats", marked("Partenariats"), "partenariats", ":material/public:", READ, key="vue",
        views=(
            View("carte", marked("Carte et fiches")),
            View("afaire", marked("À faire")),
            View("reseaux", marked("Réseaux")),
            View("acteurs", marked("Acteurs")),
            View("communautes", marked("Communautés")),
            View("chercher", marked("Chercher un partenaire")),
            View("pistes", marked("Pistes"), "officer"),
        ),
    ),
    Entry(
        "missions", marked("Missions et agenda"), "missions", ":material/event:", READ, key="vue",
        views=(
            View("missions", marked("Missions et délégations")),
            View("suites", marked("Suites à donner")),
            View("calendrier", marked("Calendrier")),
        ),
    ),
    Entry(
        "strategie", marked("Stratégie"), "strategie", ":material/signpost:", READ, key="vue",
        views=(
            View("chapitres", marked("Les dix chapitres")),
            View("diagnostic", marked("Le diagnostic")),
            View("matrice", marked("Forces et faiblesses")),
            View("priorites", marked("Les priorités")),
            View("vision", marked("La vision")),
            View("plan", marked("Le plan")),
            View("participation", marked("La participation")),
            View("qualites", marked("Les qualités")),
            View("document", marked("Le document")),
        ),
    ),
    Entry(
        "alertes", marked("Alertes et commentaires"), "alertes", ":material/notifications:", READ, key="liste",
        views=(View("alertes", marked("Alertes")), View("commentaires", marked("Commentaires"))),
    ),
    Entry(
        "seance", marked("Séance"), "seance", ":material/present_to_all:", PRESENT, key="partie",
        views=(View("projeter", marked("Projeter")), View("preparer", marked("Préparer"), "officer")),
    ),
    Entry(
        "rapport", marked("Rapport annuel"), "rapport", ":material/picture_as_pdf:", PRESENT, key="partie",
        views=(
            View("fichiers", marked("Fichiers")),
            View("changements", marked("Ce qui a changé")),
            View("textes", marked("Parties écrites"), "officer"),
            View("phrases", marked("Phrases des graphiques"), "officer"),
            View("images", marked("Images"), "officer"),
            View("apd", marked("Déclaration e-APD"), "officer"),
        ),
    ),
    Entry("publique", marked("Page publique"), "publique", ":material/groups:", PRESENT),
    Entry(
        "methode", marked("Méthode et données"), "methode", ":material/menu_book:", UNDERSTAND, key="partie",
        views=(
            View("indicateurs", marked("Indicateurs")),
            View("mots", marked("Les mots")),
            View("completude", marked("Complétude et fraîcheur")),
            View("regles", marked("Règles et seuils")),
            View("telechargements", marked("Téléchargements")),
        ),
    ),
    Entry("accessibilite", marked("Accessibilité"), "accessibilite", ":material/accessibility_new:", UNDERSTAND, ""),
    Entry(
        "donnees", marked("Charger des données"), "donnees", ":material/upload_file:", MANAGE, "officer", key="depot",
        views=(
            View("upload", marked("Charger")),
            View("entry", marked("Saisir")),
            View("official", marked("Statistiques officielles")),
            View("lists", marked("Listes publiques")),
            View("batches", marked("Vérifier et publier")),
            View("sources", marked("Sources de données")),
        ),
    ),
    Entry(
        "editions", marked("Éditions"), "editions", ":material/history:", MANAGE, key="historique",
        views=(
            View("changes", marked("Ce qui a changé")),
            View("list", marked("Toutes les éditions")),
            View("restore", marked("Revenir en arrière")),
        ),
    ),
    Entry(
        "administration", marked("Administration"), "administration", ":material/admin_panel_settings:", MANAGE,
        "administrator", key="section",
        views=(
            View("collectivity", marked("Ma collectivité")),
            View("accounts", marked("Comptes et rôles")),
            View("audit", marked("Journal")),
            View("health", marked("État de l'installation")),
        ),
    ),
    Entry("connexion", marked("Mon compte"), "connexion", ":material/account_circle:", MANAGE, ""),
)  # fmt: skip
BY_PATH = {entry.path: entry for entry in PAGES}
SIGN_IN = BY_PATH["connexion"]
HOME = next(entry for entry in PAGES if entry.default)


def addresses() -> tuple[str, ...]:
    """The address of every page and of every view that a page does not open with."""
    views = (f"{entry.address}?{entry.key}={view.code}" for entry in PAGES for view in entry.views[1:])
    return (*(entry.address for entry in PAGES), *views)


def import_all() -> None:
    """Import every page, in the order of the menu."""
    for entry in PAGES:
        entry.fetch()
