"""Names of places that know what French puts before them: « du Piémont », « de l'Isère », « d'Hyères »."""

from __future__ import annotations

from typing import Literal

Linking = Literal["", "de", "d'", "du", "de la", "de l'", "des"]


class Named(str):
    """The name of a place; ``linking`` is what French puts between « les partenariats » and it.

    It is the name and nothing else: it prints, sorts and enters a table as such. Empty, ``linking`` leaves the sentence
    to the rule of the language; English and Spanish sentences never read it.
    """

    linking: Linking

    def __new__(cls, name: str, linking: Linking = "") -> Named:
        named = super().__new__(cls, name)
        named.linking = linking
        return named
