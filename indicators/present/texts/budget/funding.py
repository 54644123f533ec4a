"""Who pays, in a sentence: own funds, external money, the part whose payer nobody named."""

from __future__ import annotations

from collections.abc import Callable

from indicators.budget import BudgetView, Funding, cofinancing_rate
from indicators.present.texts.budget.sentences import absence
from indicators.present.texts.budget.words import or_reason
from indicators.present.texts.translator import Translator


def funding_sentence(
    paid: Funding | None, schemes: int, view: BudgetView, t: Translator, *, written: Callable[[int], str]
) -> str:
    """Who pays in the year. ``schemes`` are the cents of the 1 % schemes; ``written`` writes cents in a unit."""
    if paid is None or paid.own is None:
        return absence(view, t)
    rate = cofinancing_rate([paid])
    text = t(
        "En {year}, {own} de fonds propres et {external} de financements extérieurs : taux de cofinancement de {rate}.",
        year=paid.year, own=written(paid.own), external=written(paid.external),
        rate=or_reason(t.percent(rate.value), rate, t),
    )  # fmt: skip
    if schemes:
        text += t(" Les fonds propres comprennent {amount} de dispositifs du 1 %.", amount=written(schemes))
    if paid.unidentified:
        text += t(" Dont {amount} d'origine à préciser.", amount=written(paid.unidentified))
    if paid.refunds:
        text += t(
            " {amount} de remboursements et annulations ne comptent pas comme cofinancement.",
            amount=written(paid.refunds),
        )
    return text
