"""A national data set, generated: thousands of territories with plausible figures and plausible gaps.

For measuring an installation before real data is there, never for reading: every territory is marked fictional and its
name says so. The same seed gives the same bytes. What is imitated:

* populations follow a log-normal law (median 6 500, a handful above 500 000), like the members of a national
  association of cities; territories lie in metropolitan France;
* an indicator has a level of its own, a territory an attachment to it (log-normal for amounts and counts, logit-normal
  for percentages) and a year a small random walk, so that neighbours in time resemble each other;
* coverage differs by indicator (from 35 % to 100 % of territories); a fifth of the indicators exist every fifth year
  only, as a census does; what was asked for and does not exist is a row without a value, as in real files, and a
  hundredth of the rows is not there at all; the last year is provisional; small counts are secret (no value);
* a territory refers to the first of its hundred, and a dozen are peers of all;
* a tenth of the territories keep partnerships, a few have dozens; partners lie in towns of the gazetteer;
* amounts of budget lines are log-normal, paid about 93 % of voted, an eighth without commitment, a tenth income.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np
import pandas as pd
from sqlalchemy import Engine, insert, text

from indicators.catalogue import Catalogue, load_catalogue
from indicators.errors import ToldError, marked
from indicators.geography import countries, gazetteer
from indicators.records import RECORD_TYPES, column_names
from indicators.store.clock import now
from indicators.store.engine import lock_editions, writing
from indicators.store.rows import bulk_insert, encode
from indicators.store.tables import PUBLISHED, edition, import_batch

FIRST_YEAR = 2016
_CENSUS_STEP = 5
_REGION, _PEERS = 100, 12
_SLICE = 200  # territories generated at a time: memory stays bounded whatever the size


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much to generate. The defaults are the national installation; ``scaled`` makes a part of it."""

    territories: int = 4_700
    years: int = 10
    indicators: int = 60
    partnerships: int = 10_440
    budget_lines: int = 500_000

    def scaled(self, share: float) -> Size:
        """The same proportions with ``share`` of the territories; at least one of each."""
        return Size(
            territories=max(1, round(self.territories * share)),
            years=self.years,
            indicators=self.indicators,
            partnerships=max(1, round(self.partnerships * share)),
            budget_lines=max(1, round(self.budget_lines * share)),
        )


def code_of(number: int) -> str:
    """The code of a generated territory; no INSEE nor SIREN code looks like it."""
    return f"X{number:05d}"


def territories(size: Size, seed: int = 2026) -> pd.DataFrame:
    """The territories: columns of :class:`indicators.records.Territory`, populations for the first and last years."""
    chance = np.random.default_rng([seed, 1])
    people = np.clip(chance.lognormal(np.log(6_500), 1.5, size.territories), 120, 2_200_000).astype(int)
    growth = chance.normal(1.03, 0.05, size.territories)
    last, numbers = str(FIRST_YEAR + size.years - 1), range(size.territories)
    return pd.DataFrame(
        {
            "code": [code_of(number) for number in numbers],
            "name": [f"Territoire fictif {number + 1}" for number in numbers],
            "latitude": chance.uniform(42.5, 50.9, size.territories).round(4),
            "longitude": chance.uniform(-4.2, 7.9, size.territories).round(4),
            "populations": [
                {str(FIRST_YEAR): int(first), last: int(first * factor)}
                for first, factor in zip(people, growth, strict=True)
            ],
            "references": [(code_of(number - number % _REGION),) if number % _REGION else () for number in numbers],
            "role": ["peer" if _REGION // 5 <= number < _REGION // 5 + _PEERS else "home" for number in numbers],
            "fictional": True,
            "note": "Données générées pour mesurer une installation : à ne pas lire.",
            "source": "Générateur d'Ouverture",
        }
    )


def observations(size: Size, catalogue: Catalogue, seed: int = 2026) -> Iterator[pd.DataFrame]:
    """The observations, some territories at a time."""
    chosen = list(catalogue.indicators.values())[: size.indicators]
    shape = np.random.default_rng([seed, 2])
    coverage = shape.beta(6, 2, len(chosen)) * 0.65 + 0.35
    levels = shape.normal(0.0, 1.0, len(chosen))
    census = shape.random(len(chosen)) < 0.2
    for start in range(0, size.territories, _SLICE):
        count = min(_SLICE, size.territories - start)
        chance = np.random.default_rng([seed, 3, start])
        cube = (len(chosen), count, size.years)
        walk = chance.normal(0.0, 0.04, cube).cumsum(axis=2)
        depth = levels[:, None, None] + chance.normal(0.0, 0.6, (len(chosen), count, 1)) + walk
        known = np.broadcast_to(chance.random((len(chosen), count, 1)) < coverage[:, None, None], cube)
        census_year = (np.arange(size.years) % _CENSUS_STEP == 0)[None, None, :]
        known = known & (~census[:, None, None] | census_year)
        which, where, when = np.nonzero(chance.random(cube) < 0.99)
        percent = np.array([item.unit.startswith("%") for item in chosen])[which]
        deep = depth[which, where, when]
        values = np.where(percent, 100 / (1 + np.exp(2 - deep)), np.exp(3 + deep)).round(2)
        missing = ~known[which, where, when]
        secret = ~missing & ~percent & (values < 5) & (chance.random(len(values)) < 0.5)
        yield pd.DataFrame(
            {
                "territory": [code_of(start + int(place)) for place in where],
                "indicator": [chosen[place].id for place in which],
                "year": FIRST_YEAR + when,
                "value": np.where(secret | missing, np.nan, values),
                "unit": [chosen[place].unit for place in which],
                "quality": np.where(secret, "secret", np.where(when == size.years - 1, "provisional", "final")),
                "note": np.where(missing, "non publié pour ce territoire", ""),
                "source": "Générateur d'Ouverture",
            }
        )


def partnerships(size: Size, seed: int = 2026) -> pd.DataFrame:
    """The partnerships: one territory in ten has any, a few have dozens."""
    chance = np.random.default_rng([seed, 4])
    weights = chance.lognormal(0.0, 1.0, max(1, size.territories // 10))
    holders = chance.choice(len(weights), size.partnerships, p=weights / weights.sum())
    places = gazetteer()
    towns = [place for country in sorted(countries()) if country != "FR" for place in places.largest(country, 20)]
    chosen = [towns[place] for place in chance.integers(0, len(towns), size.partnerships)]
    signed = chance.integers(1955, FIRST_YEAR + size.years, size.partnerships)
    return pd.DataFrame(
        {
            "id": [f"x{number:06d}" for number in range(size.partnerships)],
            "territory": [code_of(int(holder) * 10) for holder in holders],
            "partner": [town.name for town in chosen],
            "city": [town.name for town in chosen],
            "country": [town.country for town in chosen],
            "latitude": [town.latitude for town in chosen],
            "longitude": [town.longitude for town in chosen],
            "coordinate_origin": "gazetteer",
            "type": chance.choice(["twinning", "decentralised_cooperation", "partnership"], size.partnerships, p=[0.55, 0.3, 0.15]),
            "signed": signed.astype(str),
            "status": chance.choice(["active", "to_verify", "ended"], size.partnerships, p=[0.5, 0.4, 0.1]),
            "source": "Générateur d'Ouverture",
        }
    )  # fmt: skip


def budget_lines(size: Size, catalogue: Catalogue, seed: int = 2026) -> pd.DataFrame:
    """The budget lines, in cents, spread over territories and years."""
    chance = np.random.default_rng([seed, 5])
    count = size.budget_lines
    voted = chance.lognormal(np.log(12_000_00), 1.4, count).astype(np.int64)
    number = np.arange(count)
    owner, turn = number % size.territories, number // size.territories
    return pd.DataFrame(
        {
            "territory": [code_of(int(place)) for place in owner],
            "year": FIRST_YEAR + turn % size.years,
            "line": [f"L{place:06d}" for place in turn],
            "function": "048",
            "nature": chance.choice(["6574", "6281", "6256", "6188", "7478"], count),
            "direction": np.where(chance.random(count) < 0.1, "income", "expenditure"),
            "section": np.where(chance.random(count) < 0.15, "investment", "operating"),
            "voted": voted,
            "committed": pd.Series((voted * 0.97).astype(np.int64)).astype("Int64").mask(chance.random(count) < 0.125),
            "paid": (voted * np.clip(chance.normal(0.93, 0.08, count), 0, 1.1)).astype(np.int64),
            "rubric": chance.choice(list(catalogue.rubrics), count),
            "rubric_status": "confirmed",
            "funding_source": chance.choice(list(catalogue.funding_sources), count),
            "label": "Ligne générée",
            "source": "Générateur d'Ouverture",
        }
    )


def load(engine: Engine, size: Size, seed: int = 2026) -> int:
    """Generate into an empty, migrated database as its first edition, in one transaction; returns the rows.

    By COPY on PostgreSQL, without staging: there is nothing to compare with. ValueError when an edition exists.
    """
    catalogue, rows = load_catalogue(), 0
    with writing(engine) as connection:
        lock_editions(connection)
        if connection.execute(edition.select().limit(1)).first() is not None:
            raise ToldError(marked("Le générateur ne remplit qu'une base vide : celle-ci a des éditions."))
        batch = {
            "id": "generated",
            "created_at": now(),
            "author": "Générateur",
            "base_edition": 0,
            "state": "published",
        }
        connection.execute(
            insert(edition).values(number=1, name="Jeu national généré", published_at=now(), author="Générateur")
        )
        connection.execute(insert(import_batch).values(batch | {"edition": 1}))
        for kind, frame in _frames(size, catalogue, seed):
            full = encode(kind, _complete(kind, frame))
            bulk_insert(connection, PUBLISHED[kind], full, {"from_edition": 1, "batch": "generated"})
            rows += len(full)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
    return rows


def _frames(size: Size, catalogue: Catalogue, seed: int) -> Iterator[tuple[str, pd.DataFrame]]:
    yield "territory", territories(size, seed)
    for part in observations(size, catalogue, seed):
        yield "observation", part
    yield "partnership", partnerships(size, seed)
    yield "budget_line", budget_lines(size, catalogue, seed)


def _complete(kind: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the record's own defaults in the columns that are not generated."""
    given = {item.name: item.default for item in fields(RECORD_TYPES[kind]) if isinstance(item.default, str | bool)}
    names = list(column_names(RECORD_TYPES[kind]))
    absent = {name: given.get(name) for name in names if name not in frame}
    return frame.assign(**absent).reindex(columns=names)
