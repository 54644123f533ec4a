"""Budget lines as a table in the reader's words."""

from __future__ import annotations

import pandas as pd

from indicators.budget import BudgetView
from indicators.present.texts.budget.words import key_name
from indicators.present.texts.translator import Translator


def lines_table(rows: pd.DataFrame, view: BudgetView, t: Translator) -> pd.DataFrame:
    """The lines as officers read them, amounts in euros; a column that says nothing is left out."""
    states = {"confirmed": t("confirmée"), "suggested": t("proposée"), "": ""}

    def named(column: str, by: str) -> list[str]:
        keys = rows[column].astype(str)
        words = {key: key_name(key, by, view.snapshot, view.catalogue, t) if key else "" for key in keys.unique()}
        return [words[key] for key in keys]

    table = pd.DataFrame(
        {
            t("Nature"): rows["nature"].astype(str),
            t("Libellé"): line_label(rows),
            t("Voté (€)"): rows["voted"] / 100,
            t("Engagé (€)"): rows["committed"] / 100,
            t("Payé (€)"): rows["paid"] / 100,
            t("Rubrique"): named("assigned", "rubric"),
            t("État de la rubrique"): [states[status] for status in rows["status"].astype(str)],
            t("Source de financement"): named("payer", "funding_source"),
            t("Partenariat"): named("partnership", "partnership"),
            t("Objectif"): named("objective", "objective"),
            t("Finalité"): named("purpose", "purpose"),
            t("Service"): rows["service"].astype(str),
            t("Politique publique"): named("policy", "policy"),
            t("Fonction"): rows["function"].astype(str),
            t("Confirmée par"): rows["rubric_author"].astype(str),
            t("Confirmée le"): [t.date(date) if date else "" for date in rows["rubric_date"].astype(str)],
            t("Remarque"): rows["note"].astype(str),
        }
    )
    empty = [name for name in table.columns if table[name].isna().all() or (table[name] == "").all()]
    return table.drop(columns=empty)


def line_label(rows: pd.DataFrame) -> list[str]:
    """The wording of each line, that of its nature when it has none of its own."""
    own, nature = rows["label"].astype(str), rows["nature_label"].astype(str)
    return [text or other for text, other in zip(own, nature, strict=True)]
