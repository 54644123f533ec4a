"""Settings + edition + year → figures, assembled once.

Pages, session, slides, report, workbook, public page, press sheet, data package, consequences and command line read from
this object alone, so that a figure cannot differ from one surface to another: no other place hands the settings over to
the domain, whose entry points have no default for them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from indicators.budget import Bases, Book, BudgetRules, BudgetView, Scope, budget_view
from indicators.budget import rules_of as budget_rules
from indicators.catalogue import Catalogue, Indicator
from indicators.desk import MissionReading, read_missions
from indicators.evaluation import Evaluation, EvaluationRules, evaluate
from indicators.evaluation.chain import Chain, evaluation_chain
from indicators.evaluation.externalities import ExternalityPanel, read_externalities
from indicators.evaluation.facts import Accounts
from indicators.evaluation.rules import rules_of as evaluation_rules
from indicators.geii import Profile, ProfileOptions, Series, build_profile
from indicators.partnerships import MembershipReading, Relation, Rules, memberships, reading_day, relations
from indicators.partnerships import rules_of as relation_rules
from indicators.peers.comparison import BandYear, Comparison, band, compare, similar
from indicators.progress.goal import Method
from indicators.readout.footprint import set_aside, with_footprint
from indicators.readout.scales import on_scale
from indicators.readout.years import latest_year, years_to_read
from indicators.records import Snapshot, Stage, Territory
from indicators.settings import Settings
from indicators.strategy import Strategy, read_strategy

Result = TypeVar("Result")


@dataclass(frozen=True)
class Readout:
    """What an edition says of a territory in a year, read with the collectivity's settings; each part computed once.

    ``held`` are the indicators that each plan ever held, up to the edition: what keeps a followed list from shrinking
    unseen. ``references`` are the territories that it is read against, the main one first. ``laid`` keeps the budget
    lines and the values of the snapshot as they were laid out, for every year.
    """

    snapshot: Snapshot
    catalogue: Catalogue
    settings: Settings
    year: int
    held: Mapping[str, frozenset[str]]
    references: tuple[str, ...]
    laid: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    _kept: dict[tuple[object, ...], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.laid.get("snapshot") is not self.snapshot:  # the same in every year: scaled once
            self.laid.setdefault("stored", self.snapshot)
            scaled = on_scale(self.snapshot, self.catalogue)
            object.__setattr__(self, "snapshot", with_footprint(scaled, self.catalogue))
            self.laid["snapshot"] = self.snapshot

    def _once(self, key: tuple[object, ...], build: Callable[[], Result]) -> Result:
        if key not in self._kept:
            self._kept[key] = build()
        result: Result = self._kept[key]
        return result

    def at(self, year: int) -> Readout:
        """The same read in another year; nothing is laid out again."""
        return replace(self, year=year)

    @cached_property
    def as_of(self) -> date:
        """The day on which a relation is active, a result recent, an agreement to renew."""
        return reading_day(self.year, self.snapshot.edition, self.rules)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years that the territory can be read in, newest first; its own year when the edition holds nothing."""
        return tuple(years_to_read(self.snapshot)) or (self.year,)

    @cached_property
    def chosen(self) -> frozenset[str]:
        """The indicators that the collectivity follows, by id."""
        return frozenset(item.id for item in self.followed)

    @cached_property
    def followed(self) -> tuple[Indicator, ...]:
        """The same in the catalogue's order: those that are asked for, and those that have a value."""
        rows = self.snapshot.observations
        mine = rows[(rows["territory"] == self.snapshot.territory.code) & rows["value"].notna()]
        return self.settings.selected_indicators(self.catalogue, frozenset(mine["indicator"]))

    @cached_property
    def frozen(self) -> frozenset[str]:
        """The indicators that the plans in force ever held; of every plan when the edition has none."""
        plans = {target.plan for target in self.snapshot.targets} or set(self.held)
        return frozenset().union(*(names for plan, names in self.held.items() if plan in plans))

    @property
    def book(self) -> Book:
        """The budget lines of the territory, laid out once, in every scope."""
        if "book" not in self.laid:
            rubrics, sources = self.catalogue.rubrics, self.catalogue.funding_sources
            self.laid["book"] = Book.of(self.snapshot.budget_lines, rubrics, sources)
        book: Book = self.laid["book"]
        return book

    @property
    def accounts(self) -> Accounts:
        """The same with who paid each year, added up once."""
        if "accounts" not in self.laid:
            self.laid["accounts"] = Accounts(self.book, self.catalogue.funding_sources)
        accounts: Accounts = self.laid["accounts"]
        return accounts

    @property
    def values(self) -> Series:
        """The observations of the edition, indexed once by indicator and territory."""
        if "values" not in self.laid:
            self.laid["values"] = Series(self.snapshot.observations)
        values: Series = self.laid["values"]
        return values

    @cached_property
    def scope(self) -> Scope:
        """The lines that the collectivity shows first."""
        return Scope(staff=self.settings.budget.staff_included)

    @cached_property
    def budget_rules(self) -> BudgetRules:
        """The thresholds of the budget."""
        return budget_rules(self.settings)

    @cached_property
    def evaluation_rules(self) -> EvaluationRules:
        """The thresholds of the evaluation."""
        return evaluation_rules(self.settings)

    @cached_property
    def rules(self) -> Rules:
        """The durations that tell a dormant relation from a living one."""
        return relation_rules(self.settings)

    def options(self, references: tuple[str, ...] = (), base_year: int | None = None) -> ProfileOptions:
        """The collectivity's settings as options of the profile, with the reader's own references or base year."""
        limits, profile = self.settings.thresholds, self.settings.profile
        return ProfileOptions(
            references=references or self.references,
            base_year=base_year or profile.base_year,
            chosen=self.chosen,
            weights=profile.weights,
            mean=profile.mean,
            minimum_indicators=limits.dimension_minimum_indicators,
            minimum_coverage=limits.coverage_minimum,
            bounds=(limits.index_low, limits.index_high),
        )

    def profile(self, references: tuple[str, ...] = (), base_year: int | None = None) -> Profile:
        """The GEII-type profile."""
        options = self.options(references, base_year)
        key = ("profile", options.references, options.base_year)
        return self._once(key, lambda: build_profile(self.snapshot, self.catalogue, self.year, options, self.values))

    def profile_of(self, territory: Territory, options: ProfileOptions) -> Profile:
        """The profile of another territory of the edition, read with the same options."""
        key = ("profile_of", territory.code, options.references, options.base_year)
        around = replace(self.snapshot, territory=territory)
        return self._once(key, lambda: build_profile(around, self.catalogue, self.year, options, self.values))

    def budget(self, stage: Stage = "paid", scope: Scope | None = None) -> BudgetView:
        """The latest year with accounts, at a stage; in the scope of the settings unless the reader chose another."""
        read = scope or self.scope
        return self._once(
            ("budget", stage, read),
            lambda: budget_view(
                self.snapshot,
                self.catalogue,
                self.year,
                stage,
                scope=read,
                bases=Bases(self.settings.budget.denominator, self.settings.budget.population),
                rules=self.budget_rules,
                book=self.book,
            ),
        )

    def evaluation(self, method: Method | None = None) -> Evaluation:
        """The three levels; ``method`` replaces that of every target."""
        return self._once(
            ("evaluation", method),
            lambda: evaluate(
                self.snapshot,
                self.catalogue,
                self.year,
                chosen=self.chosen,
                frozen=self.frozen,
                rules=self.evaluation_rules,
                method=method,
                accounts=self.accounts,
            ),
        )

    @cached_property
    def chain(self) -> Chain:
        """Objectives with the actions and the euros that serve them in the year, in the scope of the settings."""
        return evaluation_chain(self.snapshot, self.year, self.budget().book)

    @cached_property
    def strategy(self) -> Strategy:
        """The strategy: chapters, matrix, priorities, vision, promises."""
        return read_strategy(
            self.snapshot,
            self.catalogue,
            self.year,
            as_of=self.as_of,
            evaluation=self.evaluation(),
            chain=self.chain,
            living=self.living,
            book=self.budget().book,
            ahead=self.year >= latest_year(self.snapshot, self.settings),
        )

    @cached_property
    def externalities(self) -> ExternalityPanel:
        """The externalities followed, with the council's own thresholds."""
        own = self.settings.externalities
        return read_externalities(
            self.snapshot,
            self.catalogue,
            self.year,
            chosen=self.chosen,
            references=self.references,
            thresholds=own.alerts,
            bands=own.bands,
        )

    @cached_property
    def missions(self) -> tuple[MissionReading, ...]:
        """Every mission and delegation with what follows it, the latest first."""
        return read_missions(self.snapshot.missions, self.snapshot.follow_ups)

    @cached_property
    def typed_footprints(self) -> Mapping[int, float]:
        """The footprints typed for years that the missions give, by year, in tonnes: kept, and read no more."""
        return set_aside(self.laid["stored"])

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """Every relation on the day of reference."""
        return relations(
            self.snapshot.partnerships, self.snapshot.activities, self.snapshot.missions, self.as_of, self.rules
        )

    @cached_property
    def past(self) -> bool:
        """Whether the year is before the latest one that the edition tells of the territory."""
        return self.year < latest_year(self.snapshot, self.settings)

    @cached_property
    def standing(self) -> tuple[Relation, ...]:
        """The relations to draw: every one, or in a past year those that are known to have stood then.

        What has no date is taken at its word today; whether it stood in 1990 is not known, so it is left out and counted
        (:attr:`undated`).
        """
        return tuple(item for item in self.relations if item.stood(self.year)) if self.past else self.relations

    @cached_property
    def living(self) -> tuple[Relation, ...]:
        """The relations that count on the day of reference: every surface that counts partners counts these."""
        return tuple(item for item in self.standing if item.living)

    @cached_property
    def undated(self) -> int:
        """How many relations a past year leaves out because nothing tells when they stood."""
        return sum(item.living and not item.dated for item in self.relations) if self.past else 0

    @cached_property
    def networks(self) -> tuple[MembershipReading, ...]:
        """Every membership on the day of reference."""
        return memberships(self.snapshot.memberships, self.catalogue.networks, self.as_of, self.rules)

    @cached_property
    def peers(self) -> tuple[Territory, ...]:
        """The similar territories of the edition."""
        return similar(self.snapshot.territory, self.snapshot.territories.values())

    @cached_property
    def comparison(self) -> Mapping[str, Comparison]:
        """Each indicator followed beside the similar territories."""
        wanted = [item.id for item in self.followed]
        return compare(self.snapshot.observations, wanted, self.snapshot.territory, self.peers, self.year)

    def peer_band(self, indicator: str) -> tuple[BandYear, ...]:
        """Where the middle half of the similar territories stands, year by year up to the one that is read."""
        key = ("peer_band", indicator)
        around = (self.snapshot.observations, indicator, self.snapshot.territory, self.peers, self.year)
        return self._once(key, lambda: band(*around))
