"""The pages in the order of the menu: section, title, address, the role that may read them.

A page is imported when it is first opened, so that a server that just started answers without the libraries of all
the others; :func:`import_all` fetches those once the first reader is served.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from threading import Lock
from typing import cast

from indicators.present.texts import marked

# Two threads that import modules depending on each other could see one half made: one page is imported at a time.
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True)
class Entry:
    """One page of the menu: a module of ``pages``; ``title`` and ``section`` are French sentences to translate."""

    module: str
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

    def fetch(self) -> Callable[[], None]:
        """The page's ``render``, its module imported."""
        with _ONE_AT_A_TIME:
            return cast(Callable[[], None], import_module(f"pages.{self.module}.page").render)

    def render(self) -> None:
        """Place the page."""
        self.fetch()()


READ, PRESENT = marked("Lire"), marked("Présenter")
UNDERSTAND, MANAGE = marked("Comprendre"), marked("Gérer")
PAGES = (
    Entry("synthese", marked("Synthèse"), "synthese", ":material/space_dashboard:", READ, default=True),
    Entry("profil_geii", marked("Profil GEII"), "profil-geii", ":material/radar:", READ),
    Entry("budget", marked("Budget"), "budget", ":material/payments:", READ),
    Entry("evaluation", marked("Évaluation"), "evaluation", ":material/fact_check:", READ),
    Entry("partenariats", marked("Partenariats"), "partenariats", ":material/public:", READ),
    Entry("seance", marked("Séance"), "seance", ":material/present_to_all:", PRESENT),
    Entry("rapport", marked("Rapport annuel"), "rapport", ":material/picture_as_pdf:", PRESENT),
    Entry("publique", marked("Page publique"), "publique", ":material/groups:", PRESENT),
    Entry("methode", marked("Méthode et données"), "methode", ":material/menu_book:", UNDERSTAND),
    Entry("donnees", marked("Charger des données"), "donnees", ":material/upload_file:", MANAGE, "officer"),
    Entry("editions", marked("Éditions"), "editions", ":material/history:", MANAGE),
    Entry(
        "administration",
        marked("Administration"),
        "administration",
        ":material/admin_panel_settings:",
        MANAGE,
        "administrator",
    ),
    Entry("connexion", marked("Mon compte"), "connexion", ":material/account_circle:", MANAGE, ""),
)
SIGN_IN = next(entry for entry in PAGES if not entry.role)


def import_all() -> None:
    """Import every page, in the order of the menu."""
    for entry in PAGES:
        entry.fetch()
