"""What every operation of the intake works with: the database, the catalogue, the settings, the territory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import pandas as pd
from sqlalchemy import Engine

from indicators.catalogue import Catalogue
from indicators.intake import staging
from indicators.intake.checks.around import Around
from indicators.intake.limits import MEGABYTE, Limits
from indicators.intake.mapping import Loaded
from indicators.intake.reading import Options
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

    def options(self, **choices: object) -> Options:
        """How to read a file here; ``choices`` are fields of :class:`Options`."""
        uploads = self.settings.uploads
        limits = Limits(file_bytes=uploads.max_megabytes * MEGABYTE, rows=uploads.max_rows)
        base = Options(territory=self.territory, vocabulary=self.vocabulary, limits=limits)
        return replace(base, **choices)  # type: ignore[arg-type]  # the names are those of Options

    def around(self, loaded: Sequence[Loaded]) -> Around:
        """What the checks may look at: the latest edition, for the territories of the rows."""
        latest = editions.latest(self.engine) if self.engine is not None else None
        base = staging.published(self.engine, latest.number if latest else None, territories_of(loaded, self.territory))
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


def territories_of(loaded: Iterable[Loaded], home: str) -> list[str]:
    """The territories that rows are about, the home one first."""
    codes = [home]
    for item in loaded:
        name = "code" if item.kind == "territory" else "territory"
        if name in item.frame:
            codes += [str(code) for code in item.frame[name].dropna().unique()]
    return list(dict.fromkeys(codes))
