"""What a recipe gives: every stage, the scores, the ranks, and what must be read beside them."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import Literal

import numpy as np
import pandas as pd

from indicators.composite import audit
from indicators.composite.ahp import consistency
from indicators.composite.arrays import Array, frame
from indicators.composite.built import Built
from indicators.composite.errors import DataError, nearest
from indicators.composite.statistics import ranks_among
from indicators.composite.weigh import effective_weights, shares
from indicators.errors import marked

Stage = Literal["raw", "denominated", "imputed", "treated", "normalised", "aggregated"]
STAGES: tuple[Stage, ...] = ("raw", "denominated", "imputed", "treated", "normalised", "aggregated")


class Result(Built):
    """A built index. Rows are those of ``data``; columns are those of ``framework.codes``, the index last.

    Tables are pandas frames with nullable columns: what is not available is ``pandas.NA``, never NaN nor infinity, and
    ``unavailable`` says why. ``aggregates`` (n × aggregates) is the bare array.
    """

    def stage(self, name: Stage) -> pd.DataFrame:
        """The table as it was after a step: raw, denominated, imputed, treated, normalised or aggregated."""
        stages = {
            "raw": self.data.values,
            "denominated": self.prepared.denominated,
            "imputed": self.prepared.imputed,
            "treated": self.prepared.treated.values,
            "normalised": self.prepared.normalised,
        }
        if name == "aggregated":
            return self.scores
        if name not in stages:
            raise DataError(
                marked("L’étape « {received} » n’existe pas ; la plus proche est « {nearest} »."),
                received=name,
                nearest=nearest(str(name), STAGES),
            )
        return frame(stages[name], self.data.index, self.data.indicators)

    @cached_property
    def scores(self) -> pd.DataFrame:
        """Normalised indicators and scores of every node, one row a unit, the index in the last column."""
        return frame(self.matrix, self.data.index, self.framework.codes)

    @cached_property
    def rank_matrix(self) -> Array:
        """Ranks (n × nodes): 1 is the highest, ties share the smallest rank, NaN for a unit that is not ranked."""
        return self._ranked(self.matrix.T).T

    @cached_property
    def index_ranks(self) -> Array:
        """Ranks of the index alone (n): the last column of ``rank_matrix``."""
        return self._ranked(self.aggregates[:, -1])

    def _ranked(self, scores: Array) -> Array:
        return ranks_among(scores, self.prepared.screening.kept, [rows for _, rows in self.data.periods])

    @cached_property
    def ranks(self) -> pd.DataFrame:
        """Ranks of every node as whole numbers, year by year in a panel; ``pandas.NA`` for a unit under ``screen``."""
        return frame(self.rank_matrix, self.data.index, self.framework.codes).astype("Int64")

    def score(self, unit: str, node: str | None = None, year: int | None = None) -> float | None:
        """One score, of the index unless a node is named; ``None`` when it is not available."""
        column = self.framework.codes.index(self.framework.node(node or self.framework.root).code)
        value = self.matrix[self.data.place(unit, year), column]
        return None if np.isnan(value) else float(value)

    @cached_property
    def weights(self) -> pd.DataFrame:
        """For each node: level, parent, weight, share inside its parent, and effective weight in the index.

        Under ``weights = "bod"`` each unit has its own weights: shares are then those of the framework, unused.
        """
        codes = self.framework.codes
        given = dict(zip(codes, self.prepared.weights.tolist(), strict=True))
        inside, effective = shares(self.framework, given), effective_weights(self.framework, given)
        rows = [
            (
                code,
                self.framework.height(code),
                self.framework.by_code[code].parent,
                given[code],
                inside[code],
                effective[code],
            )
            for code in codes
        ]
        columns = ["node", "level", "parent", "weight", "share", "effective"]
        return pd.DataFrame(rows, columns=columns).set_index("node")

    @cached_property
    def consistency(self) -> pd.Series:
        """Saaty's consistency ratio of each comparison matrix of the recipe; above 0.1, it deserves a second thought."""
        return consistency(self.recipe.comparisons)

    @cached_property
    def treatments(self) -> pd.DataFrame:
        """For each indicator (and year, in a panel treated year by year): the treatment, its limits, the points moved,
        skewness and kurtosis before and after."""
        periods = self.prepared.treated.periods
        rows = self.prepared.treated.treatments
        names = ("code", "rule", "low", "high", "shift", "power", "points")
        tests = ("skew_before", "kurt_before", "skew_after", "kurt_after", "passed")
        table = pd.DataFrame([{name: getattr(row, name) for name in (*names, *tests)} for row in rows])
        if len(periods) > 1:
            table.insert(1, "year", [period.year for period in periods for _ in period.treatments])
        numeric = dict.fromkeys(("low", "high", "shift", "power", *tests[:4]), "Float64")
        return table.astype({**numeric, "passed": "boolean"}).set_index("code")

    @cached_property
    def coverage(self) -> pd.DataFrame:
        """For each unit: share of indicators observed, imputed and missing, the same in effective weight, and ranked."""
        effective = self.weights["effective"].to_numpy()[: len(self.data.indicators)]
        observed = ~np.isnan(self.prepared.denominated)
        imputed = ~observed & ~np.isnan(self.prepared.imputed)
        table = {
            "observed": observed.mean(axis=1),
            "imputed": imputed.mean(axis=1),
            "missing": 1.0 - (observed | imputed).mean(axis=1),
            "observed_weight": observed @ effective,
            "imputed_weight": imputed @ effective,
            "ranked": self.prepared.screening.kept,
        }
        return pd.DataFrame(table, index=self.data.index)

    @cached_property
    def audit(self) -> pd.DataFrame:
        """Each cell changed between the raw and the treated table: before, after, rule."""
        return audit.audit(self)

    @cached_property
    def unavailable(self) -> pd.DataFrame:
        """Each score that is not available and each unit that is not ranked, with the reason."""
        return audit.unavailable(self)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the scores: equal for two builds of the same recipe on the same data."""
        return hashlib.sha256(np.where(np.isnan(self.matrix), np.nan, self.matrix + 0.0).tobytes()).hexdigest()
