"""Everything that a report reads, once: one snapshot, one year, one language, and what officers wrote beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from indicators.budget import Bases, BudgetView, budget_view
from indicators.budget import rules_of as budget_rules
from indicators.catalogue import Catalogue
from indicators.evaluation import Evaluation, evaluate
from indicators.evaluation.chain import Chain, evaluation_chain
from indicators.evaluation.externalities import ExternalityPanel, read_externalities
from indicators.evaluation.rules import rules_of as evaluation_rules
from indicators.geii import Profile, ProfileOptions, build_profile
from indicators.partnerships import MembershipReading, Relation, Rules, memberships, relations
from indicators.present.figure import Figure
from indicators.present.maps.scene import Scene
from indicators.present.maps.symbols import kind_symbols
from indicators.present.reports.logo import Logo, logo_of
from indicators.present.reports.model import Narrative, Override, Session
from indicators.present.synthesis import Answer, four_answers
from indicators.present.texts import Translator
from indicators.present.texts.partnerships.words import state_words
from indicators.readout.changes import Changes, changes_between
from indicators.records import Snapshot
from indicators.settings import Settings


@dataclass(frozen=True)
class ReportSource:
    """What one report is made of. ``previous`` is the same territory in the edition before, None when there is none.

    ``references`` are the territories that the profile is read against. ``overrides`` are by key of figure and
    ``narratives`` by key of section; drafts are kept out by whoever hands the report out.
    """

    snapshot: Snapshot
    catalogue: Catalogue
    settings: Settings
    year: int
    t: Translator
    references: tuple[str, ...] = ()
    previous: Snapshot | None = None
    narratives: Mapping[str, Narrative] = field(default_factory=dict)
    overrides: Mapping[str, Override] = field(default_factory=dict)
    session: Session | None = None
    _figures: dict[str, Figure] = field(default_factory=dict, init=False, repr=False, compare=False)

    def figure(self, name: str, build: Callable[[], Figure]) -> Figure:
        """A figure built once for all the documents of this source, with the officer's own sentence if there is one."""
        if name not in self._figures:
            self._figures[name] = self.own_words(build())
        return self._figures[name]

    @cached_property
    def as_of(self) -> date:
        """The day of the edition: what a council saw does not change with the calendar."""
        return self.t.local(self.snapshot.edition.published_at).date()

    @cached_property
    def options(self) -> ProfileOptions:
        """The collectivity's settings as options of the profile."""
        limits, profile = self.settings.thresholds, self.settings.profile
        return ProfileOptions(
            references=self.references or self.snapshot.territory.references,
            base_year=profile.base_year,
            chosen=frozenset(item.id for item in self.settings.selected_indicators(self.catalogue)),
            weights=profile.weights,
            mean=profile.mean,
            minimum_indicators=limits.dimension_minimum_indicators,
            minimum_coverage=limits.coverage_minimum,
            bounds=(limits.index_low, limits.index_high),
        )

    @cached_property
    def profile(self) -> Profile:
        """The GEII-type profile."""
        return build_profile(self.snapshot, self.catalogue, self.year, self.options)

    @cached_property
    def budget(self) -> BudgetView:
        """The paid amounts of the latest year."""
        bases = Bases(self.settings.budget.denominator, self.settings.budget.population)
        return budget_view(
            self.snapshot, self.catalogue, self.year, "paid", bases=bases, rules=budget_rules(self.settings)
        )

    @cached_property
    def evaluation(self) -> Evaluation:
        """The three levels."""
        return self.evaluation_of(self.snapshot)

    def evaluation_of(self, snapshot: Snapshot) -> Evaluation:
        """The three levels of another snapshot of the same territory, read with the same rules and year."""
        rules = evaluation_rules(self.settings)
        return evaluate(snapshot, self.catalogue, self.year, chosen=self.options.chosen, rules=rules)

    @cached_property
    def chain(self) -> Chain:
        """Objectives with the actions and the euros that serve them, in the year of the budget."""
        return evaluation_chain(self.snapshot, self.budget.year, self.budget.book)

    @cached_property
    def externalities(self) -> ExternalityPanel:
        """The panel of externalities with the council's own thresholds."""
        own = self.settings.externalities
        return read_externalities(
            self.snapshot, self.catalogue, self.year, chosen=self.options.chosen, thresholds=own.alerts, bands=own.bands
        )

    @cached_property
    def rules(self) -> Rules:
        """The durations that tell a dormant relation from a living one."""
        limits = self.settings.thresholds
        return Rules(limits.dormant_months, limits.renewal_months, limits.network_result_months)

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """Every relation, as of the edition."""
        return relations(self.snapshot.partnerships, self.snapshot.activities, self.as_of, self.rules)

    @cached_property
    def networks(self) -> tuple[MembershipReading, ...]:
        """Every membership, as of the edition."""
        return memberships(self.snapshot.memberships, self.catalogue.networks, self.as_of, self.rules)

    @cached_property
    def scene(self) -> Scene:
        """What the map shows."""
        kinds = kind_symbols(self.relations, self.catalogue.partnership_kinds, self.t)
        return Scene(self.snapshot.territory, self.relations, kinds, state_words(self.t))

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """The four answers of the summary."""
        return four_answers(
            self.snapshot,
            self.catalogue,
            self.year,
            self.t,
            options=self.options,
            chosen=self.options.chosen or frozenset(),
            rules=evaluation_rules(self.settings),
            durations=self.rules,
        )

    @cached_property
    def changes(self) -> Changes | None:
        """What changed since the edition before; None when there is none."""
        if self.previous is None:
            return None
        statuses = (self.evaluation_of(self.previous), self.evaluation)
        return changes_between(self.previous, self.snapshot, statuses)

    @cached_property
    def logo(self) -> Logo | None:
        """The logo of the collectivity, None without any."""
        return logo_of(self.settings, self.settings.collectivity.name or self.name, self.t)

    @property
    def fictional(self) -> bool:
        """Whether the territory is generated."""
        return self.snapshot.territory.fictional

    @property
    def name(self) -> str:
        """The territory's name."""
        return self.snapshot.territory.called

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
