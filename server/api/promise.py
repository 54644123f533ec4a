"""What is promised to whoever builds on the API, and until when: said in the description and on its page."""

from __future__ import annotations

from datetime import date

from indicators.errors import marked
from indicators.present.texts import Translator

VERSION = "1.0.0"
UNTIL = date(2029, 12, 31)
_NOTICE_MONTHS = 12
_PROMISES = (
    marked("Un champ décrit ici garde son nom, son type, son unité et son sens jusqu'au {day} au moins."),
    marked("Des champs, des adresses et des codes de liste peuvent s'ajouter : un programme passe ceux qu'il ne connaît pas."),
    marked("Une fin est annoncée {months} mois avant, dans les notes de version et par les en-têtes Deprecation et Sunset."),
    marked("Une édition publiée ne change plus, sauf le nom d'une personne qui demande son effacement."),
    marked("Une donnée absente vaut null, jamais zéro ; un montant est en centimes d'euro, un lieu en degrés WGS 84."),
)  # fmt: skip


def promised(t: Translator) -> tuple[str, ...]:
    """The promises, a sentence each."""
    return tuple(t(text, day=t.day(UNTIL.isoformat()), months=_NOTICE_MONTHS) for text in _PROMISES)
