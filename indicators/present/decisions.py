"""What the year asks the council to decide, and what went well, as the records show it: facts, never advice.

The strip of the summary, the slide « Les choix de l'année » and the last chapter of the report read the same list, so
that a mayor discovers nothing elsewhere first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from indicators.evaluation.counts import outcome
from indicators.present.texts import Translator
from indicators.present.texts import decisions as words
from indicators.present.texts.budget.advice import ceiling_sentence
from indicators.present.texts.budget.words import service_name
from indicators.present.texts.days import read_on
from indicators.present.texts.partnerships.words import partner_name
from indicators.readout import Readout

_MOST = 3


@dataclass(frozen=True, slots=True)
class Decision:
    """One statement and the page that tells more; ``urgent`` is what the law or an alert does not let wait.

    ``brief`` says the same on one line where the room is small; the statement itself when it is short enough.
    """

    text: str
    path: str
    urgent: bool = False
    shorter: str = ""

    @property
    def brief(self) -> str:
        """The statement for a strip."""
        return self.shorter or self.text


def decisions(readout: Readout, t: Translator) -> tuple[Decision, ...]:
    """Ceilings exceeded and alerts without an answer first, then agreements that end, targets that fall behind, accounts
    not loaded, money not assigned, what is still unknown.
    """
    return (
        *_exceeded(readout, t),
        *_unanswered(readout, t),
        *_renewals(readout, t),
        *_late(readout, t),
        *_not_loaded(readout, t),
        *_unconfirmed(readout, t),
        *_unused(readout, t),
        *_unknown(readout, t),
    )


def good_news(readout: Readout, t: Translator) -> tuple[Decision, ...]:
    """What is reached, what moves forward, and the relations that are alive: told at the same size as the rest."""
    found = outcome(readout.evaluation().readings)
    reached = [item.definition.label.get(t.lang) for item in found.aimed if item.assessment.status == "achieved"]
    way = [item.definition.label.get(t.lang) for item in found.aimed if item.assessment.status == "on_track"]
    active = [item for item in readout.living if item.state == "active"]
    told = []
    if reached:
        told.append(
            Decision(
                words.reached_targets(reached, _MOST, t),
                "evaluation",
                shorter=words.counted("reached", len(reached), t),
            )
        )
    if way:
        told.append(
            Decision(words.on_their_way(way, _MOST, t), "evaluation", shorter=words.counted("on_track", len(way), t))
        )
    if active:
        text = t.n("{count} partenariat a vécu un échange récent.", "{count} partenariats ont vécu un échange récent.", len(active))  # fmt: skip
        told.append(Decision(f"{text} {read_on(readout.as_of, t)}", "partenariats", shorter=text))
    return tuple(told)


def _exceeded(readout: Readout, t: Translator) -> Iterator[Decision]:
    """The legal ceilings that the year went beyond, each with its amounts."""
    for item in readout.budget().ceilings:
        if item.status == "breach":
            text = t("Plafond légal dépassé. {told}", told=ceiling_sentence(item, t))
            brief = t(
                "Plafond légal dépassé : {service}, {amount} de trop.",
                service=service_name(item.service, t).lower(), amount=t.money(-(item.room or 0)),
            )  # fmt: skip
            yield Decision(text, "budget", urgent=True, shorter=brief)


def _unanswered(readout: Readout, t: Translator) -> Iterator[Decision]:
    """The externalities in alert that no measure answers."""
    alone = [item for item in readout.externalities.alerted if not item.in_force]
    if alone:
        names = [item.definition.label.get(t.lang) for item in alone]
        short = words.counted("unanswered", len(names), t)
        yield Decision(words.unanswered(names, t), "evaluation", urgent=True, shorter=short)


def _renewals(readout: Readout, t: Translator) -> Iterator[Decision]:
    due = [item for item in readout.relations if item.to_renew]
    if due:
        told = words.renewals([partner_name(item, t) for item in due], _MOST, t)
        yield Decision(
            f"{told} {read_on(readout.as_of, t)}", "partenariats", shorter=words.counted("renewals", len(due), t)
        )


def _late(readout: Readout, t: Translator) -> Iterator[Decision]:
    found = outcome(readout.evaluation().readings)
    if found.behind:
        names = [item.definition.label.get(t.lang) for item in found.behind]
        told = words.late_targets(names, found.receding, _MOST, t)
        yield Decision(told, "evaluation", shorter=words.counted("late", len(names), t))


def _not_loaded(readout: Readout, t: Translator) -> Iterator[Decision]:
    """The accounts of the year that is read, when there is none or the latest are older: money unknown is not nought."""
    view = readout.budget()
    if view.book.total(view.year, "paid").net is None:
        yield Decision(t("Aucun compte n'est chargé : la dépense n'est pas connue."), "donnees")
    elif view.year < readout.year:
        text = t("Compte {year} non chargé : le dernier est celui de {last}.", year=readout.year, last=view.year)
        yield Decision(text, "donnees")


def _unconfirmed(readout: Readout, t: Translator) -> Iterator[Decision]:
    share = readout.budget().rubrics.unconfirmed
    if share.numerator:
        yield Decision(words.unconfirmed(share.value, t), "budget", shorter=t("Répartition du budget à valider."))


def _unused(readout: Readout, t: Translator) -> Iterator[Decision]:
    unused = [item for item in readout.budget().ceilings if item.ceiling and not item.used]
    if unused:
        names = [readout.catalogue.one_percent[item.scheme].label.get(t.lang) for item in unused]
        yield Decision(words.unused_ceilings(names, t), "budget", shorter=words.counted("unused", len(names), t))


def _unknown(readout: Readout, t: Translator) -> Iterator[Decision]:
    """What is not measured, once measuring began: before, the card of the evaluation asks its questions."""
    readings = readout.evaluation().readings
    if not readout.evaluation().measured:
        return
    missing = sum(item.assessment.status == "missing" for item in readings)
    without = sum(item.assessment.status == "no_target" for item in readings)
    if missing or without:
        kind, count = ("missing", missing) if missing else ("no_target", without)
        yield Decision(words.unknown(missing, without, t), "evaluation", shorter=words.counted(kind, count, t))
