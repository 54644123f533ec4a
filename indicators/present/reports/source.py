"""Everything that a document reads: a readout, one language, and what officers wrote beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from indicators.budget import BudgetView
from indicators.catalogue import Catalogue
from indicators.evaluation import Evaluation
from indicators.evaluation.chain import Chain
from indicators.evaluation.externalities import ExternalityPanel
from indicators.geii import Profile
from indicators.partnerships import MembershipReading, Relation, Rules
from indicators.partnerships.prospects import PartnerWish
from indicators.present.decisions import Decision, decisions
from indicators.present.figure import Figure
from indicators.present.maps.scene import Scene
from indicators.present.maps.symbols import kind_symbols
from indicators.present.reports import fonts
from indicators.present.reports.logo import Logo, logo_of
from indicators.present.reports.model import Declared, Image, Narrative, Override, Session
from indicators.present.synthesis import Answer, four_answers
from indicators.present.texts import Translator
from indicators.present.texts.partnerships.words import state_words
from indicators.readout import Readout
from indicators.readout.changes import Changes, changes_between
from indicators.records import Snapshot
from indicators.settings import Settings
from indicators.strategy import Strategy


@dataclass(frozen=True)
class ReportSource:
    """What one report is made of. ``previous`` is the same territory in the edition before, None when there is none.

    ``overrides`` are by key of figure, ``narratives`` by key of part and ``images`` by the place they take; drafts are
    kept out by whoever hands the report out. ``sought`` are the wishes for partners that the city announces. Figures come from ``readout`` alone, by the names that documents use.
    """

    readout: Readout
    t: Translator
    previous: Readout | None = None
    narratives: Mapping[str, Narrative] = field(default_factory=dict)
    overrides: Mapping[str, Override] = field(default_factory=dict)
    session: Session | None = None
    images: Mapping[str, Image] = field(default_factory=dict)
    declared: Declared | None = None
    sought: tuple[PartnerWish, ...] = ()
    _figures: dict[str, Figure] = field(default_factory=dict, init=False, repr=False, compare=False)

    def figure(self, name: str, build: Callable[[], Figure]) -> Figure:
        """A figure built once for all the documents of this source, with the officer's own sentence if there is one."""
        if name not in self._figures:
            self._figures[name] = self.own_words(fonts.drawn_in(build(), self.settings.report.font))
        return self._figures[name]

    @property
    def snapshot(self) -> Snapshot:
        """What the edition says of the territory."""
        return self.readout.snapshot

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue with the collectivity's own rubrics."""
        return self.readout.catalogue

    @property
    def settings(self) -> Settings:
        """The collectivity's settings."""
        return self.readout.settings

    @property
    def year(self) -> int:
        """The year that is read."""
        return self.readout.year

    @property
    def as_of(self) -> date:
        """The day on which relations and memberships are read."""
        return self.readout.as_of

    @property
    def profile(self) -> Profile:
        """The GEII-type profile."""
        return self.readout.profile()

    @property
    def budget(self) -> BudgetView:
        """The paid amounts of the latest year."""
        return self.readout.budget()

    @property
    def evaluation(self) -> Evaluation:
        """The three levels."""
        return self.readout.evaluation()

    @property
    def chain(self) -> Chain:
        """Objectives with the actions and the euros that serve them."""
        return self.readout.chain

    @property
    def strategy(self) -> Strategy:
        """The strategy: chapters, matrix, priorities, vision, promises."""
        return self.readout.strategy

    @property
    def externalities(self) -> ExternalityPanel:
        """The externalities followed."""
        return self.readout.externalities

    @property
    def rules(self) -> Rules:
        """The durations that tell a dormant relation from a living one."""
        return self.readout.rules

    @property
    def relations(self) -> tuple[Relation, ...]:
        """Every relation on the day of reference."""
        return self.readout.relations

    @property
    def networks(self) -> tuple[MembershipReading, ...]:
        """Every membership on the day of reference."""
        return self.readout.networks

    @cached_property
    def scene(self) -> Scene:
        """What the map shows."""
        kinds = kind_symbols(self.relations, self.catalogue.partnership_kinds, self.t)
        return Scene(self.snapshot.territory, self.relations, kinds, state_words(self.t))

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """The four answers of the summary."""
        return four_answers(self.readout, self.t)

    @cached_property
    def decided(self) -> tuple[Decision, ...]:
        """What the year asks the council to decide, as the summary says it."""
        return decisions(self.readout, self.t)

    @property
    def choices(self) -> tuple[str, ...]:
        """The same in whole sentences."""
        return tuple(item.text for item in self.decided)

    @cached_property
    def changes(self) -> Changes | None:
        """What changed since the edition before; None when there is none."""
        if self.previous is None:
            return None
        statuses = (self.previous.evaluation(), self.evaluation)
        return changes_between(self.previous.snapshot, self.snapshot, statuses)

    @cached_property
    def logo(self) -> Logo | None:
        """The logo of the collectivity, None without any."""
        return logo_of(self.settings, self.name, self.t)

    @property
    def fictional(self) -> bool:
        """Whether the territory is generated."""
        return self.snapshot.territory.fictional

    @property
    def name(self) -> str:
        """The name that the collectivity writes on its documents, else that of the territory."""
        own, territory = self.settings.collectivity, self.snapshot.territory
        return own.name if own.name and own.territory == territory.code else self.t.place(territory.called)

    def own_words(self, figure: Figure) -> Figure:
        """The figure with the officer's sentence instead of the application's, marked as such."""
        found = self.overrides.get(figure.key)
        if found is None:
            return figure
        mark = self.t("(phrase modifiée par {author}, {date})", author=found.author, date=self.t.date(found.date[:10]))
        return replace(figure, sentence=f"{found.text} {mark}", lang=found.lang)

    def narrative(self, section: str) -> Narrative | None:
        """What an officer wrote for a section."""
        return self.narratives.get(section)
