"""What a check may look at beside the file: the catalogue, the published edition, the other rows of the same load."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from indicators.intake.loaded import Loaded
from indicators.intake.vocabulary import Terms, once_for, terms
from indicators.records import RECORD_TYPES, column_names

#: The attribute by which people know the records that others name.
TITLES = {
    "objective": "label", "partnership": "partner", "actor": "name", "finding": "text", "body": "name", "mission": "title",
}  # fmt: skip


def nothing_published(kind: str) -> pd.DataFrame:
    """The base of an empty database."""
    return pd.DataFrame(columns=list(column_names(RECORD_TYPES[kind])))


@dataclass(frozen=True)
class Around:
    """``base`` gives the published rows of a kind, ``this_year`` the present year, ``jump`` the ratio to confirm."""

    catalogue: Any
    base: Callable[[str], pd.DataFrame] = nothing_published
    loaded: Sequence[Loaded] = ()
    this_year: int = 9999
    home_country: str = "FR"
    jump: float = 20.0
    _titles: dict[str, Terms] = field(default_factory=dict, repr=False)
    _known: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)
    _coded: dict[str, Any] = field(default_factory=dict, repr=False)

    def known(self, kind: str, name: str = "id") -> frozenset[str]:
        """The identifiers of a kind, published or in the same load."""
        key = f"{kind}.{name}"
        if key not in self._known:
            frames = [self.base(kind), *(item.frame for item in self.loaded if item.kind == kind)]
            self._known[key] = frozenset(
                str(value) for frame in frames if name in frame for value in frame[name].dropna()
            )
        return self._known[key]

    def titles(self, kind: str) -> Terms:
        """The records of a kind, published or in the same load, by identifier and by the words that people know."""
        name = TITLES[kind]
        if kind not in self._titles:
            frames = [self.base(kind), *(item.frame for item in self.loaded if item.kind == kind)]
            self._titles[kind] = terms(
                {
                    str(identifier): [str(words), str(identifier)]
                    for frame in frames
                    if name in frame and "id" in frame
                    for identifier, words in zip(frame["id"], frame[name], strict=True)
                    if identifier and words
                }
            )
        return self._titles[kind]

    @property
    def indicators(self) -> pd.DataFrame:
        """The catalogue's indicators as a frame by id: unit, scale, sanity range, direction, multiplier."""
        return once_for(self.catalogue, "indicators", self._indicators)

    def _indicators(self) -> pd.DataFrame:
        names = ("unit", "kind", "direction", "scale_min", "scale_max", "range_lo", "range_hi", "multiplier")
        rows = {
            name: [getattr(entry, attribute, None) for attribute in names]
            for name, entry in self.catalogue.indicators.items()
        }
        frame = pd.DataFrame.from_dict(rows, orient="index", columns=list(names))
        numeric = ["scale_min", "scale_max", "range_lo", "range_hi", "multiplier"]
        return frame.astype(dict.fromkeys(numeric, "float64"))

    def of_indicator(self, ids: pd.Series[Any], attribute: str) -> pd.Series[Any]:
        """An attribute of each row's indicator, aligned with the rows."""
        return self._spread(ids, self.indicators[attribute])

    def are(self, ids: pd.Series[Any], attribute: str, value: str) -> pd.Series[bool]:
        """Whether an attribute of each row's indicator is ``value``, False without indicator: asked once for each."""
        return self._spread(ids, (self.indicators[attribute] == value).astype("float64")).eq(1.0)

    def _spread(self, ids: pd.Series[Any], of_indicators: pd.Series[Any]) -> pd.Series[Any]:
        if self._coded.get("ids") is not ids:
            # Every check of a kind asks for the same rows: their indicators are told apart once.
            self._coded.update(ids=ids, codes=pd.factorize(ids))
        codes, names = self._coded["codes"]
        known = of_indicators.reindex(names)
        # The last value answers for a row without indicator, whose code is -1.
        found = pd.concat([known, pd.Series([None], dtype=known.dtype)]).to_numpy()[codes]
        return pd.Series(found, index=ids.index)
