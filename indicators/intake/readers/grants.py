"""The national open-data format of grants, SCDL subventions, turned into budget lines.

A grant agreement is a commitment, not an execution: it only fills the committed stage, so that it is never counted
twice with the accounts that pay it. Nothing is kept because of a word in its title: the officer marks the grants of
international action, or picks them on the screen.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from indicators.intake.issues import Issue, Issues
from indicators.intake.loaded import Loaded, plain
from indicators.intake.readers.national import amounts_of, counted, only, owners_of, texts_of
from indicators.intake.territories import Territories
from indicators.intake.text import simplify

_HINTS = (
    "international", "cooperation", "jumelage", "humanitaire", "solidarite", "afrique", "sahel", "palestine", "mali",
    "senegal", "maroc", "tunisie", "haiti", "liban", "ukraine", "madagascar", "burkina", "europe", "monde", "codeveloppement",
)  # fmt: skip
_GRANT_FROM = {
    "year": "dateConvention", "committed": "montant", "label": "objet", "territory": "idAttribuant",
    "note": "referenceDecision",
}  # fmt: skip


def grants(loaded: Loaded, territories: Territories) -> tuple[Loaded, Issues]:
    """The grants that the officer marked in a column « international », as commitments.

    Without that column nothing is kept: :func:`grant_candidates` lists what a person may pick.
    """
    source = loaded.frame
    owners, issues = owners_of(loaded, territories, "idAttribuant", "nomAttribuant")
    if "international" not in source:
        issues.append(
            Issue(code="grants_to_pick", severity="confirm", file=loaded.file, details={"count": len(source)})
        )
    kept = (
        source["international"].eq(True).to_numpy() if "international" in source else np.zeros(len(source), dtype=bool)
    )
    frame = grant_frame(source, owners)
    made = frame[["label", "date"]].map(plain).agg("/".join, axis=1) if len(frame) else pd.Series([], dtype=object)
    frame["line"] = counted(made, frame["year"], kept)
    return only(loaded, frame.drop(columns="date"), kept, _GRANT_FROM), issues


def grant_frame(source: pd.DataFrame, owners: pd.Series[Any]) -> pd.DataFrame:
    """Every grant as the fields of a budget line, with its ``date``; the line identifier is left to the caller."""
    dates = texts_of(source, "dateConvention")
    label = texts_of(source, "nomBeneficiaire") + texts_of(source, "objet").map(
        lambda text: f" : {text}" if text else ""
    )
    return pd.DataFrame(
        {
            "territory": owners,
            "year": pd.to_numeric(dates.str[:4], errors="coerce"),
            "date": dates,
            "document": "Convention de subvention",
            "direction": "expenditure",
            "section": "operating",
            "committed": amounts_of(source, "montant"),
            "perimeter": "declared",
            "label": label,
            "in_kind": texts_of(source, "nature").map(simplify).str.contains("en nature"),
            "source": "Subventions SCDL, " + texts_of(source, "nomAttribuant"),
            "note": texts_of(source, "referenceDecision"),
        }
    )


def grant_candidates(loaded: Loaded, territories: Territories) -> pd.DataFrame:
    """Every grant of a file with ``hint``, the word that makes it worth a look. A hint is never a classification."""
    frame = grant_frame(loaded.frame, owners_of(loaded, territories, "idAttribuant", "nomAttribuant")[0])
    words = frame["label"].map(lambda text: [word for word in _HINTS if word in simplify(text).split()])
    return frame.assign(hint=words.map(", ".join), row=loaded.rows)
