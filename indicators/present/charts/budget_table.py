"""The table behind a chart of the budget over the years: every figure of a year, then its parts in the unit drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

import pandas as pd

from indicators.budget import BudgetView, BudgetYear, MoneyUnit
from indicators.present.texts import Translator
from indicators.present.texts.budget.units import unit_name
from indicators.present.texts.budget.words import reason


class Series(Protocol):
    """A part of a chart: the keys it gathers and its name."""

    @property
    def keys(self) -> tuple[str, ...]: ...
    @property
    def name(self) -> str: ...


def parts_table(
    wide: pd.DataFrame, parts: Sequence[Series], unit: MoneyUnit, view: BudgetView, t: Translator
) -> pd.DataFrame:
    """A column a part, in the unit, a row for each year of the history in its order."""
    years = [row.year for row in view.history]
    columns = {
        t("{name} ({unit})", name=part.name, unit=unit_name(unit, view, t)): wide[list(part.keys)].sum(axis=1, min_count=1) / 100
        for part in parts
    }  # fmt: skip
    return pd.DataFrame(columns).reindex(years).reset_index(drop=True)


def years_table(rows: Iterable[BudgetYear], t: Translator) -> pd.DataFrame:
    """Every figure of each year, whatever the unit drawn; amounts in euros."""

    def euros(cents: float | None) -> float | None:
        return None if cents is None else cents / 100

    return pd.DataFrame(
        [
            {
                t("Année"): str(row.year),
                t("Dépenses (€)"): euros(row.expenditure.net),
                t("dont fonctionnement (€)"): euros(row.operating.net),
                t("dont investissement (€)"): euros(row.investment.net),
                t("dont lignes négatives (€)"): euros(row.expenditure.negative),
                t("Évolution (%)"): row.change.value,
                t("Recettes (€)"): euros(row.income.net),
                t("Montant rapporté au budget (€)"): euros(row.share.numerator),
                t("Sur 1 000 € de budget (€)"): row.share.value,
                t("Par habitant (€)"): euros(row.per_inhabitant.value),
                t("Euros constants (€)"): euros(row.constant.value),
                t("Reçu pour 1 € de la collectivité, dans l'année (€)"): row.leverage.value,
                t("Reçu pour 1 € de la collectivité, sur la période (€)"): row.rolling.value,
                t("Remarque"): _remark(row, t),
            }
            for row in rows
        ]
    )


def _remark(row: BudgetYear, t: Translator) -> str:
    notes = [reason(row.reason, t) if row.reason else "", t("provisoire") if row.provisional else ""]
    notes.append(t("nomenclature modifiée") if row.series_break else "")
    return t.typeset(" ; ".join(note for note in notes if note))
