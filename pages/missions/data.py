"""What the page of missions reads: the edition, and for the officer who writes, what waits in their own draft."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from indicators.access import allowed
from indicators.desk import MissionReading
from indicators.intake.entering import entered_by
from indicators.intake.projection import projected
from indicators.partnerships import Relation
from indicators.present.texts.desk.words import where
from indicators.present.texts.partnerships.words import partner_name
from indicators.readout import Readout
from indicators.records import Objective
from indicators.store import clock
from pages.donnees.context import workshop_of
from pages.shared.context import PageContext


@dataclass(frozen=True)
class Desk:
    """The missions as they are shown. ``officer`` may write; ``drafted`` tells that their draft is read with the edition."""

    context: PageContext
    readout: Readout
    officer: bool
    drafted: bool

    @property
    def batch(self) -> str:
        """The name of the draft that gathers what is written on this page."""
        return self.context.t("Missions et agenda")

    @property
    def today(self) -> date:
        """The day by the clock of the collectivity."""
        return self.context.t.local(clock.now()).date()

    @property
    def relations(self) -> dict[str, Relation]:
        """The relations by identifier."""
        return {item.id: item for item in self.readout.relations}

    @property
    def objectives(self) -> dict[str, Objective]:
        """The objectives by identifier."""
        return {item.id: item for item in self.readout.snapshot.objectives}

    def place(self, reading: MissionReading) -> str:
        """The partner, or the place without one."""
        t, relation = self.context.t, self.relations.get(reading.mission.partnership)
        return partner_name(relation, t) if relation is not None else where(reading.mission, t)


def desk(context: PageContext) -> Desk:
    """The edition; with the officer's draft on top when there is one, so that what was just typed is seen."""
    officer = allowed(context.user, "officer", context.territory.code)
    plain = Desk(context, context.readout, officer, drafted=False)
    batch = entered_by(workshop_of(context), plain.batch, context.user) if officer else None
    if batch is None:
        return plain
    ahead = projected(context.engine, [batch.id], context.territory.code, context.snapshot)
    if ahead is None:
        return plain
    return replace(plain, readout=replace(context.readout, snapshot=ahead, laid={}), drafted=True)
