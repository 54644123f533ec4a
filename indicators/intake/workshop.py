"""What every operation of the intake works with: the database, the catalogue, the settings, the territory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import pandas as pd
from sqlalchemy import Engine

from indicators.catalogue import Catalogue
from indicators.geography.keys import identifier
from indicators.intake import staging
from indicators.intake.checks import check
from indicators.intake.checks.around import Around
from indicators.intake.issues import Issues
from indicators.intake.levels import at_own_level
from indicators.intake.limits import MEGABYTE, Limits, Progress, silent
from indicators.intake.loaded import Loaded
from indicators.intake.named import by_name
from indicators.intake.reading import Options, Reading
from indicators.intake.territories import Known
from indicators.intake.vocabulary import Vocabulary, vocabulary_of
from indicators.settings import Settings
from indicators.store import editions


@dataclass(frozen=True, kw_only=True)
class Workshop:
    """What every operation needs: the database, the catalogue, the settings and the territory that is worked on."""

    engine: Engine | None
    catalogue: Catalogue
    settings: Settings
    territory: str
    vocabulary: Vocabulary
    this_year: int = field(default_factory=lambda: date.today().year)

    @property
    def store(self) -> Engine:
        """The database; ValueError when the operation was prepared without one."""
        if self.engine is None:
            raise ValueError("this operation writes in the database: open one with open_engine() first")
        return self.engine

    def at(self, territory: str) -> Workshop:
        """The same for another territory: that of a batch, whatever the screen shows."""
        return replace(self, territory=territory or self.territory)

    def called(self, text: str) -> Workshop:
        """The same for the territory that a person names: its key or its code. Raises TerritoryKeyError."""
        types = {code: known.type for code, known in self._known_territories().items()}
        return self.at(identifier(text, types))

    def options(self, **choices: object) -> Options:
        """How to read a file here; ``choices`` are fields of :class:`Options`."""
        uploads = self.settings.uploads
        limits = Limits(file_bytes=uploads.max_megabytes * MEGABYTE, rows=uploads.max_rows)
        base = Options(
            territory=self.territory, vocabulary=self.vocabulary, limits=limits, known=self._known_territories()
        )
        return replace(base, **choices)  # type: ignore[arg-type]  # the names are those of Options

    def _known_territories(self) -> dict[str, Known]:
        """The names, the SIREN and the types of the published territories, by code."""
        known = staging.known_territories(self.engine)
        return {code: Known(name, siren, type_) for code, name, siren, type_ in known}

    def published(self, loaded: Sequence[Loaded]) -> Callable[[str], pd.DataFrame]:
        """The rows of the latest edition, by kind, for the territories of some rows."""
        latest = editions.latest(self.engine) if self.engine is not None else None
        return staging.published(
            self.engine, latest.number if latest else None, [self.territory, *territories_of(loaded)]
        )

    def around(self, loaded: Sequence[Loaded]) -> Around:
        """What the checks may look at: the latest edition, for the territories of the rows."""
        base = self.published(loaded)
        home = base("territory")
        country = home.loc[home["code"] == self.territory, "country"] if len(home) else pd.Series(dtype=object)
        return Around(
            self.catalogue,
            base,
            loaded,
            self.this_year,
            str(country.iloc[0]) if len(country) else "FR",
            self.settings.budget.jump_ratio,
        )


def workshop(
    engine: Engine | None,
    catalogue: Catalogue,
    settings: Settings,
    territory: str = "",
    *,
    vocabulary: Vocabulary | None = None,
) -> Workshop:
    """Prepare the operations for a territory, the collectivity's own by default.

    ``vocabulary`` takes the place of the lists of the catalogue.
    """
    return Workshop(
        engine=engine,
        catalogue=catalogue,
        settings=settings,
        territory=territory or settings.collectivity.territory,
        vocabulary=vocabulary or vocabulary_of(catalogue),
    )


def checked(work: Workshop, reading: Reading, progress: Progress = silent) -> Reading:
    """The same reading, records named and values placed, with the findings of the checks beside those of the reader."""
    around = work.around(reading.loaded)
    reading = replace(reading, loaded=at_own_level(by_name(reading.loaded, around), around))
    found = check(reading.loaded, replace(around, loaded=reading.loaded), progress=progress)
    issues = Issues(reading.issues)
    issues.extend(found)
    return replace(reading, issues=issues)


def territories_of(loaded: Iterable[Loaded]) -> list[str]:
    """The territories that rows are about, those to remove and those with an error included."""
    codes: list[str] = []
    for item in loaded:
        name = "code" if item.kind == "territory" else "territory"
        if name in item.frame:
            codes += [str(code) for code in item.frame[name].dropna().unique()]
    return list(dict.fromkeys(codes))
