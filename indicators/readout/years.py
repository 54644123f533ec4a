"""The years that a snapshot can be read at."""

from __future__ import annotations

from datetime import MAXYEAR

import pandas as pd

from indicators.partnerships import reading_day, rules_of
from indicators.records import Snapshot
from indicators.settings import Settings


def years_with_data(snapshot: Snapshot) -> list[int]:
    """The years for which the territory has any observation of its own or any budget line, newest first."""
    own = snapshot.observations.loc[snapshot.observations["territory"] == snapshot.territory.code, "year"]
    found = pd.concat([own, snapshot.budget_lines["year"]]).dropna().unique()
    return sorted((int(year) for year in found), reverse=True)


def years_to_read(snapshot: Snapshot) -> list[int]:
    """The same with the years of activities and self-assessments: a grid filled this year can be read this year."""
    entered = {row.year for rows in (snapshot.activities, snapshot.self_assessments) for row in rows}
    return sorted({*years_with_data(snapshot), *entered}, reverse=True)


def latest_year(snapshot: Snapshot, settings: Settings) -> int:
    """The latest year with an observation of the territory's own or a budget line; the edition's without any."""
    day = reading_day(MAXYEAR, snapshot.edition, rules_of(settings))
    return next(iter(years_with_data(snapshot)), day.year)
