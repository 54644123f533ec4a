"""What changed between two editions, as a figure for a page, a slide and a section of the report."""

from __future__ import annotations

import pandas as pd

from indicators.catalogue import Catalogue
from indicators.present.figure import Figure
from indicators.present.texts import Translator
from indicators.present.texts import changes as words
from indicators.readout.changes import Changes


def changes_figure(found: Changes, catalogue: Catalogue, t: Translator) -> Figure:
    """The changes as a sentence and a table; there is nothing to draw."""
    rows = [words.row(item, catalogue, t) for item in found.items]
    headers = (t("Objet"), t("Année"), t("Avant"), t("Après"), t("Nature"), t("Motif"))
    return Figure(
        key="changes",
        title=t("Ce qui a changé depuis l'édition précédente"),
        sentence=words.summary(found, t),
        table=pd.DataFrame(rows, columns=list(headers)),
        note=t(
            "Édition comparée : {name}, {date}. Les seuils et le catalogue de l'application ne sont pas gardés avec une édition : les deux éditions sont lues avec ceux d'aujourd'hui.",
            name=t(found.before.edition.name),
            date=t.day(found.before.edition.published_at),
        ),
        example=found.before.example or found.after.example,
    )
