"""What the coming year asks the council to decide, as the records show it: facts to decide on, never advice."""

from __future__ import annotations

from indicators.evaluation.counts import outcome
from indicators.present.reports.source import ReportSource
from indicators.present.texts import reports as words
from indicators.present.texts.budget.advice import ceiling_sentence
from indicators.present.texts.days import read_on

_MOST = 3


def year_choices(source: ReportSource) -> tuple[str, ...]:
    """Short statements, what a mayor must not discover elsewhere first: ceilings exceeded, alerts without an answer, then
    agreements to renew, targets that are late, money not assigned, what is still unknown.
    """
    found = (
        *_exceeded(source),
        _unanswered(source),
        _renewals(source),
        _late(source),
        _unconfirmed(source),
        _ceilings(source),
        _unknown(source),
    )
    return tuple(line for line in found if line)


def _exceeded(source: ReportSource) -> list[str]:
    """The legal ceilings that the year went beyond, each with its amounts."""
    over = [item for item in source.budget.ceilings if item.status == "breach"]
    return [source.t("Plafond légal dépassé. {told}", told=ceiling_sentence(item, source.t)) for item in over]


def _unanswered(source: ReportSource) -> str:
    """The externalities in alert that no measure answers."""
    alone = [item for item in source.externalities.alerted if not item.in_force]
    names = [item.definition.label.get(source.t.lang) for item in alone]
    return words.unanswered(names, source.t) if names else ""


def _renewals(source: ReportSource) -> str:
    due = [item for item in source.relations if item.living and item.term in ("to_renew", "expired")]
    if not due:
        return ""
    told = words.renewals([item.partnership.partner for item in due], _MOST, source.t)
    return f"{told} {read_on(source.as_of, source.t)}"


def _late(source: ReportSource) -> str:
    found = outcome(source.evaluation.readings)
    names = [item.definition.label.get(source.t.lang) for item in found.behind]
    return words.late_targets(names, found.receding, _MOST, source.t) if names else ""


def _unconfirmed(source: ReportSource) -> str:
    share = source.budget.rubrics.unconfirmed
    return words.unconfirmed(share.value, source.t) if share.numerator else ""


def _ceilings(source: ReportSource) -> str:
    unused = [item for item in source.budget.ceilings if item.ceiling and not item.used]
    names = [source.catalogue.one_percent[item.scheme].label.get(source.t.lang) for item in unused]
    return words.unused_ceilings(names, source.t) if unused else ""


def _unknown(source: ReportSource) -> str:
    missing = sum(item.assessment.status == "missing" for item in source.evaluation.readings)
    without = sum(item.assessment.status == "no_target" for item in source.evaluation.readings)
    return words.unknown(missing, without, source.t) if missing or without else ""
