"""Multi-year authorisations (AP, AE) beside the yearly budget, and never added to it.

An authorisation is a ceiling of commitment; only its credits of payment are money of a year. Adding both would count
the same euro twice (method 5.8). An AE may carry neither pay nor grants to private bodies (CGCT L2311-3), so support to
associations over several years shows in agreements, not here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from indicators.budget.amounts import Ratio, ratio
from indicators.records import Envelope


@dataclass(frozen=True, slots=True)
class EnvelopeYear:
    """The credits of payment of one year, in cents; None when not told."""

    year: int
    voted: int | None
    paid: int | None


@dataclass(frozen=True, slots=True)
class EnvelopeState:
    """The latest version of a programme. ``coverage`` is Σ paid ÷ authorised (per cent); ``years_left`` is what
    remains over the mean payment of the last three years told. ``below_paid``: revised under what was paid already.
    """

    envelope: Envelope
    versions: tuple[str, ...]
    years: tuple[EnvelopeYear, ...]
    paid: int
    coverage: Ratio
    remaining: int | None
    years_left: Ratio
    below_paid: bool


def envelope_states(envelopes: Sequence[Envelope]) -> tuple[EnvelopeState, ...]:
    """The state of each programme at its latest version (dates sort as text), in the order of programme names."""
    ordered = sorted(envelopes, key=lambda item: (item.programme, item.version))
    return tuple(_state(list(versions)) for _, versions in groupby(ordered, key=lambda item: item.programme))


def _state(versions: list[Envelope]) -> EnvelopeState:
    latest = versions[-1]
    paid = sum(latest.paid_by_year.values())
    authorised = latest.authorised
    remaining = None if authorised is None else authorised - paid
    return EnvelopeState(
        envelope=latest,
        versions=tuple(item.version for item in versions),
        years=tuple(_years(latest)),
        paid=paid,
        coverage=ratio(paid, authorised, "percent", basis="authorised"),
        remaining=remaining,
        years_left=_years_left(latest, remaining),
        below_paid=remaining is not None and remaining < 0,
    )


def _years(envelope: Envelope) -> Iterable[EnvelopeYear]:
    for year in sorted({*envelope.voted_by_year, *envelope.paid_by_year}):
        yield EnvelopeYear(int(year), envelope.voted_by_year.get(year), envelope.paid_by_year.get(year))


def _years_left(envelope: Envelope, remaining: int | None) -> Ratio:
    last = [envelope.paid_by_year[year] for year in sorted(envelope.paid_by_year)[-3:]]
    mean = sum(last) / len(last) if last else 0.0
    return ratio(remaining, mean, "times", basis="mean_of_last_payments", denominator_not_positive="no_recent_payment")
