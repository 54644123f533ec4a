"""Who paid in a year, in the unit that the reader chose: own funds (the balance) beside each external source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import altair as alt
import pandas as pd

from indicators.budget import BudgetView, Funding, MoneyUnit, funding_by_year, receipts, scheme_money
from indicators.present.charts.budget_bars import bars, wrapped
from indicators.present.charts.budget_scale import Scale
from indicators.present.figure import Figure
from indicators.present.palette import GREY, ORANGE
from indicators.present.texts import Translator
from indicators.present.texts.budget.funding import funding_sentence
from indicators.present.texts.budget.units import axis_name, in_unit, unit_note
from indicators.present.texts.budget.words import amounts_of, key_name


def budget_payers(view: BudgetView, t: Translator, *, unit: MoneyUnit = "euros") -> Figure:
    """Who paid, over the lines that the unit counts; a year without what the unit divides by has no drawing."""
    scale = Scale(view, unit)
    book = scale.measured.counted
    paid = funding_by_year(book, view.catalogue.funding_sources, stage=view.stage).get(view.year)
    schemes = scheme_money(book, view.year, view.stage, view.catalogue.one_percent)
    received = receipts(book, view.year, view.stage)
    rows = [_payer(name, cents, kind, scale, t) for name, cents, kind in _payers(view, paid, schemes, received, t)]
    frame = pd.DataFrame(rows, columns=["name", "kind", "amount", "value", "label"])
    stated = t("Qui a financé en {year} ({stage})", year=view.year, stage=amounts_of(view.stage, "income", t).lower())
    told = funding_sentence(paid, sum(schemes.values()), view, t, written=lambda cents: scale.written(cents, t))
    return Figure(
        key="budget_payers",
        title=stated + in_unit(unit, view, t),
        sentence=scale.unavailable("expenditure", t) or told,
        table=frame[["name", "kind", "value"]].set_axis(
            [t("Source"), t("Nature du montant"), scale.header(t("Montant"), t)], axis=1
        ),
        spec=_spec(frame, axis_name(unit, view, t), t) if rows and scale.known else None,
        sources=scale.sources(t),
        note="" if unit == "euros" else unit_note(unit, view, t),
        example=view.invented(view.year),
    )


def _payers(
    view: BudgetView, paid: Funding | None, schemes: dict[str, int], received: dict[str, int], t: Translator
) -> Iterator[tuple[str, int, str]]:
    """Each payer with its cents: own funds, what the 1 % schemes are of them, then receipts, then refunds."""
    balance, receipt = t("solde à la charge de la collectivité"), t("recette")

    def named(source: str) -> str:
        return key_name(source, "funding_source", view.snapshot, view.catalogue, t)

    if paid is not None and paid.own is not None:
        yield named("own"), paid.own - sum(schemes.values()), balance
        yield from ((named(source), amount, balance) for source, amount in schemes.items())
    for source, amount in sorted(received.items(), key=lambda item: -item[1]):
        if amount:
            yield named(source), amount, receipt
    if paid is not None and paid.refunds:
        yield t("Remboursements et annulations"), paid.refunds, receipt


def _payer(name: str, cents: int, kind: str, scale: Scale, t: Translator) -> dict[str, Any]:
    """A row: ``value`` for the table, ``amount`` never below nought for the bar, both in the unit."""
    drawn = scale.of(max(cents, 0))
    return {"name": name, "kind": kind, "amount": drawn, "value": scale.of(cents), "label": scale.written(cents, t)}


def _spec(rows: pd.DataFrame, unit: str, t: Translator) -> dict[str, Any]:
    kinds = [t("solde à la charge de la collectivité"), t("recette")]
    tooltip = [
        alt.Tooltip("name:N", title=t("Source")),
        alt.Tooltip("kind:N", title=t("Nature")),
        alt.Tooltip("label:N", title=t("Montant")),
    ]
    color = alt.Color("kind:N", scale=alt.Scale(domain=kinds, range=[GREY, ORANGE]), title=None)
    return bars(rows.assign(name=rows["name"].map(wrapped)), t, tooltip, color, title=unit)
