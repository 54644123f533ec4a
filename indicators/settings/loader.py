"""Read ``config.toml``, refuse what is wrong in it all at once, and hand over frozen settings."""

from __future__ import annotations

import base64
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import Field

from indicators.catalogue import Catalogue, Indicator, InvalidFile, Problem, Rubric
from indicators.catalogue.model import Family
from indicators.catalogue.problems import accepting, read_toml, unknown
from indicators.catalogue.validation import validate
from indicators.errors import marked
from indicators.settings import hosting as h
from indicators.settings import sections as s
from indicators.settings.exchange import Api, Official
from indicators.settings.kept import DATA_IMAGE, merged
from indicators.settings.levels import releveled
from indicators.settings.mail import Mail
from indicators.settings.report import Accessibility, Declaration, Report

CONFIG_VARIABLE = "OUVERTURE_CONFIG"
DEFAULT_PATH = Path(__file__).resolve().parents[2] / "config.toml"
#: The families that are the three levels of evaluation.
EVALUATED: tuple[Family, ...] = ("territorial", "programmatic", "operational")
#: The families whose indicators can be chosen; context observations only serve to compute.
CHOSEN: tuple[Family, ...] = ("geii", *EVALUATED, "externality")


class SettingsError(InvalidFile):
    """The settings cannot be used; ``problems`` lists every fault with its field."""

    code = "settings"
    subject = "La configuration"


class Settings(s.Section):
    """Everything the collectivity decides, one attribute a section of ``config.toml``."""

    collectivity: s.Collectivity = s.Collectivity()
    references: s.References = s.References()
    profile: s.Profile = s.Profile()
    indicators: s.Choice = s.Choice()
    thresholds: s.Thresholds = s.Thresholds()
    budget: s.Budget = s.Budget()
    externalities: s.Externalities = s.Externalities()
    evaluation: s.Evaluation = s.Evaluation()
    rubrics: tuple[Rubric, ...] = ()
    languages: s.Languages = s.Languages()
    database: h.Database = h.Database()
    map: s.Map = s.Map()
    access: h.Access = h.Access()
    publication: h.Publication = h.Publication()
    uploads: h.Uploads = h.Uploads()
    api: Api = Api()
    mail: Mail = Mail()
    official: Official = Official()
    sources: tuple[h.SqlSource, ...] = ()
    missions: s.Missions = s.Missions()
    privacy: h.Privacy = h.Privacy()
    demonstration: s.Demonstration = s.Demonstration()
    report: Report = Report()
    declaration: Declaration = Declaration()
    accessibility: Accessibility = Accessibility()
    path: str = Field(default="", description="the file that was read, empty when there was none")

    @property
    def logo(self) -> tuple[str, bytes] | None:
        """The suffix and the bytes of the logo, None without any; OSError when its file cannot be read."""
        named = self.report.logo
        if named.startswith(DATA_IMAGE):
            return ".png", base64.b64decode(named.removeprefix(DATA_IMAGE))
        place = Path(self.path).parent / named
        return (place.suffix.lower(), place.read_bytes()) if named else None

    @property
    def territory_chosen(self) -> bool:
        """Whether somebody said whose dashboard this is, in the file or in the browser: the default is a demonstration."""
        return "territory" in self.collectivity.model_fields_set

    def selected_indicators(self, catalogue: Catalogue, known: Collection[str] = ()) -> tuple[Indicator, ...]:
        """The indicators that the collectivity follows, in the catalogue's order; nothing else counts as missing.

        With ``essential_and_loaded``, those that have a value (``known``) are read beside the essential ones, unasked.
        """
        offered = [item for family in CHOSEN for item in catalogue.family(family)]
        if self.indicators.set.startswith("essential"):
            read = known if self.indicators.set == "essential_and_loaded" else ()
            return tuple(item for item in offered if item.essential or item.id in read)
        if self.indicators.set == "list":
            return tuple(item for item in offered if item.id in self.indicators.ids)
        return tuple(offered)

    def dimension_weights(self, catalogue: Catalogue) -> dict[str, float]:
        """The weights of the six dimensions: the chosen set, replaced where the collectivity gives its own."""
        chosen: Mapping[str, float] = catalogue.weight_sets[self.profile.weight_set].weights  # type: ignore[assignment]  # d1…d6 are str
        return {**chosen, **self.profile.dimension_weights}

    def extend(self, catalogue: Catalogue) -> Catalogue:
        """The catalogue as the collectivity reads it: its own rubrics, before « non affecté », and its own levels."""
        own = {rubric.id: rubric for rubric in self.rubrics}
        last = {key: rubric for key, rubric in catalogue.rubrics.items() if key == "r0_unassigned"}
        first = {key: rubric for key, rubric in catalogue.rubrics.items() if key not in last}
        return releveled(replace(catalogue, rubrics={**first, **own, **last}), self.evaluation)


def load_settings(
    path: Path | None = None, catalogue: Catalogue | None = None, kept: Mapping[str, Any] | None = None
) -> Settings:
    """Load and validate the settings: ``path``, else the file named by OUVERTURE_CONFIG, else ``config.toml``.

    With a ``catalogue``, the ids that the settings cite are checked too. The default file may be absent: every key has
    a default. ``kept`` are the choices made in the browser, by dotted key: they count where the file does not speak.
    Raises :class:`SettingsError` with every problem found: invalid TOML, an unknown key with the nearest known one, a
    value of the wrong type or out of bounds, an id that does not exist.
    """
    named = path or (Path(os.environ[CONFIG_VARIABLE]) if os.environ.get(CONFIG_VARIABLE) else None)
    found = named or DEFAULT_PATH
    problems: list[Problem] = []
    raw = read_toml(found, problems) if named or found.exists() else {}
    settings = (
        None
        if problems
        else validate(
            Settings,
            {**merged(raw, kept or {}), "path": str(found) if raw else ""},
            problems,
            file=found.name,
        )
    )
    if settings is not None:
        problems.extend(_unusable_logo(settings, found.name))
    if settings is not None and catalogue is not None:
        problems.extend(_unknown_ids(settings, catalogue, found.name))
    if problems or settings is None:
        raise SettingsError(problems)
    return settings


def completed(written: Settings, kept: Mapping[str, Any], catalogue: Catalogue | None = None) -> Settings:
    """The settings of a file with the choices made in the browser where it does not speak.

    A choice that no longer stands (an indicator that a new catalogue has not, a file that now says otherwise beside
    it) is left out rather than closing the dashboard: it could then not be mended.
    """
    read = partial(_again, written, catalogue)
    try:
        return read(kept)
    except SettingsError:
        standing: dict[str, Any] = {}
        for key, value in kept.items():
            with suppress(SettingsError):
                read({**standing, key: value})
                standing[key] = value
        return read(standing)


def _again(written: Settings, catalogue: Catalogue | None, kept: Mapping[str, Any]) -> Settings:
    # Settings without a file were made of nothing: the file of the folder is not theirs.
    if written.path:
        return load_settings(Path(written.path), catalogue, kept)
    return load_settings(Path(os.devnull), catalogue, kept)


def _unusable_logo(settings: Settings, file: str) -> Iterator[Problem]:
    """A logo is looked at when the settings are read, not when the mayor opens the report."""
    accepted = marked("le chemin d'une image PNG ou SVG")
    where = Problem(file=file, field="report.logo", received=settings.report.logo[:80], accepted=accepted)
    try:
        found = settings.logo
    except (OSError, ValueError):
        yield replace(where, message=marked("image introuvable ou illisible"))
        return
    if found is None:
        return
    suffix, start = found[0], found[1][:4096]
    drawn = {".png": start.startswith(b"\x89PNG\r\n\x1a\n"), ".svg": b"<svg" in start}
    if not drawn.get(suffix):
        yield replace(where, message=marked("ce n'est pas une image PNG ou SVG"))


def _unknown_ids(settings: Settings, catalogue: Catalogue, file: str) -> Iterator[Problem]:
    indicators, dimensions = catalogue.indicators, catalogue.dimensions
    offered = [item.id for family in CHOSEN for item in catalogue.family(family)]
    comparable = [name for name in offered if indicators[name].direction != "context"]
    levelled = [item.id for family in EVALUATED for item in catalogue.family(family)]
    grids = {name: grid for name, grid in catalogue.grids.items() if grid.levels}
    externalities = [item.id for item in catalogue.family("externality")]
    checks: tuple[tuple[str, Iterable[Any], Iterable[str]], ...] = (
        ("collectivity.lead_figures", settings.collectivity.lead_figures, comparable),
        ("profile.weight_set", [settings.profile.weight_set], catalogue.weight_sets),
        ("profile.dimension_weights", settings.profile.dimension_weights, dimensions),
        ("profile.weights", settings.profile.weights, offered),
        ("indicators.ids", settings.indicators.ids, offered),
        ("thresholds.max_age_years", settings.thresholds.max_age_years, indicators),
        ("budget.dispersion.max_projects", settings.budget.dispersion.max_projects, catalogue.size_brackets),
        (
            "budget.maximums.rubric",
            [item.rubric for item in settings.budget.maximums],
            settings.extend(catalogue).rubrics,
        ),
        ("evaluation.indicator_levels", settings.evaluation.indicator_levels, levelled),
        ("evaluation.grid_levels", settings.evaluation.grid_levels, grids),
        *(
            (f"evaluation.grid_levels.{name}", items, [item.id for item in grids[name].items])
            for name, items in settings.evaluation.grid_levels.items()
            if name in grids
        ),
        ("externalities.alerts", settings.externalities.alerts, externalities),
        ("externalities.bands", settings.externalities.bands, offered),
    )
    for field, cited, accepted in checks:
        words = list(accepted)
        for name in (name for name in cited if name not in words):
            yield unknown(file, "", field, str(name), words, marked("identifiant inconnu"))
    for name, items in settings.evaluation.grid_levels.items():
        most = len(grids[name].levels) if name in grids else 0
        for item, level in items.items():
            if name in grids and not 1 <= level <= most:
                yield Problem(
                    file=file,
                    entry=item,
                    field=f"evaluation.grid_levels.{name}",
                    received=str(level),
                    message=marked("niveau inconnu"),
                    **accepting(marked("un nombre de 1 à {most}"), most=most),
                )
    for rubric in settings.rubrics:
        if rubric.id in catalogue.rubrics:
            yield Problem(
                file=file,
                entry=rubric.id,
                field="rubrics.id",
                message=marked("identifiant déjà employé par le catalogue"),
                accepted=marked("un autre identifiant"),
            )
