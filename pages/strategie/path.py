"""The order of the work: where what a chapter waits for is written, and which view comes after another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from indicators.present.texts import marked
from indicators.strategy import Chapter
from indicators.strategy.chapters import PieceName
from pages.shared.links import go_to, reachable
from pages.shared.registry import BY_PATH
from pages.strategie.data import Writing

_PAGE, _GOING = "strategie", "strategy_going"
#: The views in the order in which a strategy is made; the chapters hold the whole.
ORDER = ("diagnostic", "matrice", "priorites", "vision", "plan", "participation", "qualites", "document")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece is written: a French sentence that asks for it, a page, and what the page is to be opened on."""

    asked: str
    page: str
    state: Mapping[str, object]


def _here(asked: str, view: str) -> Place:
    return Place(asked, _PAGE, {"vue": view})


def _grid(asked: str, grid: str) -> Place:
    return Place(asked, "evaluation", {"vue": "grilles", "grille": grid})


PLACES: Mapping[PieceName, Place] = {
    "communities": Place(marked("Saisir un acteur"), "donnees", {"intake_section": "entry", "entry_kind": "actor"}),
    "questions": _here(marked("Répondre aux quatre questions"), "diagnostic"),
    "levels": _grid(marked("Dire les niveaux"), "formalisation"),
    "priorities": _here(marked("Choisir les priorités"), "priorites"),
    "statements": _here(marked("Choisir les énoncés"), "vision"),
    "position": Place(marked("Dire le rattachement du service"), "evaluation", {"vue": "completer"}),
    "agreements": Place(marked("Joindre un accord"), "donnees", {"intake_section": "entry", "entry_kind": "partnership"}),
    "budget": Place(marked("Charger le budget"), "donnees", {"intake_section": "upload"}),
    "plan": _here(marked("Écrire les objectifs"), "plan"),
    "decision": _grid(marked("Prouver la délibération"), "formalisation"),
    "awareness": _here(marked("Ajouter une action de sensibilisation"), "participation"),
    "targets": _here(marked("Fixer des cibles"), "plan"),
    "evaluated": Place(marked("Donner une valeur à un indicateur"), "evaluation", {"vue": "completer"}),
}  # fmt: skip


def show_places(chapter: Chapter, page: Writing) -> None:
    """A button for each thing that the chapter waits for and that is written elsewhere than in its form."""
    asked = [(piece.name, PLACES[piece.name]) for piece in chapter.missing if piece.name in PLACES]
    shown = [(name, place) for name, place in asked if reachable(place.page)]
    if not shown:
        return
    with st.container(horizontal=True, gap="small"):
        for name, place in shown:
            _button(page.context.t(place.asked), place, f"place_{chapter.item.id}_{name}")


def show_start(page: Writing) -> None:
    """For whoever begins: the order of the work, and its first view."""
    t = page.context.t
    with st.container(border=True, key="commencer"):
        st.markdown(t("**Par où commencer ?** Le diagnostic reprend ce qui est déjà connu. Viennent ensuite les forces et faiblesses, les priorités, la vision, puis le plan : le document se compose à mesure. Ce que vous écrivez reste dans votre brouillon jusqu'à la publication."))  # fmt: skip
        _button(t("Commencer par le diagnostic"), _here("", ORDER[0]), "commencer_diagnostic", first=True)


def show_next(view: str, page: Writing) -> None:
    """The view that comes after, at the foot of each."""
    t = page.context.t
    if view in ORDER[:-1]:
        after = ORDER[ORDER.index(view) + 1]
        title = next(item.title for item in BY_PATH[_PAGE].views if item.code == after)
        _button(t("Ensuite : {view}", view=t(title)), _here("", after), "suite")


def grid_button(grid: str, words: str) -> None:
    """Open a self-assessment on its grid."""
    if reachable("evaluation"):
        _button(words, _grid("", grid), f"grille_{grid}")


def lists_button(words: str) -> None:
    """Open the public lists, which tell what others of France do with the same partners."""
    if reachable("donnees"):
        _button(words, Place("", "donnees", {"intake_section": "lists"}), "listes_publiques")


def follow() -> None:
    """Open the page that a button asked for, before this one draws the choice of its own views."""
    if going := st.session_state.pop(_GOING, ""):
        go_to(going)


def _button(words: str, place: Place, key: str, *, first: bool = False) -> None:
    st.button(
        words, key=key, icon=":material/arrow_forward:", on_click=_aim, args=(place,),
        type="primary" if first else "secondary",
    )  # fmt: skip


def _aim(place: Place) -> None:
    """What the page is to be opened on; another page than this one is opened at the next drawing."""
    for key, value in place.state.items():
        st.session_state[key] = value
    if place.page != _PAGE:
        st.session_state[_GOING] = place.page
