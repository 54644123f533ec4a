"""The national open-data formats, SCDL budget and SCDL subventions, turned into budget lines.

A grant agreement is a commitment, not an execution: it only fills the committed stage, so that it is never counted
twice with the accounts that pay it. Nothing is kept because of a word in its title: the officer marks the grants of
international action, or picks them on the screen.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from indicators.intake import nomenclature
from indicators.intake.issues import Issue, Issues
from indicators.intake.loaded import Loaded, plain
from indicators.intake.text import simplify

_HINTS = (
    "international", "cooperation", "jumelage", "humanitaire", "solidarite", "afrique", "sahel", "palestine", "mali",
    "senegal", "maroc", "tunisie", "haiti", "liban", "ukraine", "madagascar", "burkina", "europe", "monde", "codeveloppement",
)  # fmt: skip
_FINAL = "compte administratif"


def budget_lines(loaded: Loaded, territory: str, *, keep_all: bool = False) -> tuple[Loaded, Issues]:
    """The budget lines of an SCDL budget: real operations, of the international functions unless ``keep_all``.

    The format does not say whether the budget is voted by function: codes of five digits that begin with 90 or 93
    are read so. The instruction is not told either: from 2024 on it is M57 for everyone, before that the code is
    read as M14, and an issue says so.
    """
    source = loaded.frame
    year = pd.to_numeric(source["BGT_ANNEE"])
    issues = Issues()
    meanings = [
        nomenclature.function(code, _instruction(when), voted_by_function=len(code) >= 5)
        for code, when in zip(_texts(source, "BGT_FONCTION"), year, strict=True)
    ]
    final = _texts(source, "BGT_NATDEC").map(simplify) == _FINAL
    opened, decided = _amounts(source, "BGT_CREDOUV"), _amounts(source, "BGT_MTPREV")
    frame = pd.DataFrame(
        {
            "territory": territory,
            "year": year,
            "document": _texts(source, "BGT_NATDEC").str.capitalize(),
            "instruction": year.map(_instruction),
            "function": [meaning.code for meaning in meanings],
            "function_label": _texts(source, "BGT_FONCTION_LABEL"),
            "nature": _texts(source, "BGT_NATURE"),
            "nature_label": _texts(source, "BGT_NATURE_LABEL"),
            "chapter": _texts(source, "BGT_CONTNAT"),
            "direction": source["BGT_CODRD"],
            "section": source["BGT_SECTION"],
            "voted": opened.where(opened.notna(), decided.where(~(final & (decided == 0)))),
            "paid": _amounts(source, "BGT_MTREAL").where(final),
            "perimeter": ["accounting" if m.scope == "international" else "declared" for m in meanings],
            "source": "Budget SCDL, " + _texts(source, "BGT_NOM"),
        }
    )
    kept = (source["BGT_OPBUDG"] == "0").to_numpy()
    if not keep_all:
        kept = kept & np.array([meaning.scope in {"international", "global_grant"} for meaning in meanings], dtype=bool)
    frame["line"] = _numbered(frame, ["document", "direction", "function", "chapter", "nature"], kept)
    if kept.any() and (year < 2024).any():
        issues.append(
            Issue(
                code="instruction_assumed",
                severity="confirm",
                file=loaded.file,
                value="M14",
                accepted=("M57", "M52", "M71"),
            )
        )
    if not kept.any():
        issues.append(no_function_04(loaded.file, len(frame)))
    return _only(loaded, frame, kept), issues


def _instruction(year: float) -> str:
    return "M57" if year >= 2024 else "M14"


def no_function_04(file: str, lines: int) -> Issue:
    """Absence of function 04 is not absence of action: the office tags the lines that other services carry."""
    return Issue(code="no_function_04", severity="confirm", file=file, details={"lines": lines})


def grants(loaded: Loaded, territory: str) -> tuple[Loaded, Issues]:
    """The grants that the officer marked in a column « international », as commitments.

    Without that column nothing is kept: :func:`grant_candidates` lists what a person may pick.
    """
    source, issues = loaded.frame, Issues()
    if "international" not in source:
        issues.append(
            Issue(code="grants_to_pick", severity="confirm", file=loaded.file, details={"count": len(source)})
        )
    kept = (
        source["international"].eq(True).to_numpy() if "international" in source else np.zeros(len(source), dtype=bool)
    )
    frame = grant_frame(source, territory)
    frame["line"] = _numbered(frame, ["label", "date"], kept)
    return _only(loaded, frame.drop(columns="date"), kept), issues


def grant_frame(source: pd.DataFrame, territory: str) -> pd.DataFrame:
    """Every grant as the fields of a budget line, with its ``date``; the line identifier is left to the caller."""
    dates = _texts(source, "dateConvention")
    label = _texts(source, "nomBeneficiaire") + _texts(source, "objet").map(lambda text: f" : {text}" if text else "")
    return pd.DataFrame(
        {
            "territory": territory,
            "year": pd.to_numeric(dates.str[:4], errors="coerce"),
            "date": dates,
            "document": "Convention de subvention",
            "direction": "expenditure",
            "section": "operating",
            "committed": _amounts(source, "montant"),
            "perimeter": "declared",
            "label": label,
            "in_kind": _texts(source, "nature").map(simplify).str.contains("en nature"),
            "source": "Subventions SCDL, " + _texts(source, "nomAttribuant"),
            "note": _texts(source, "referenceDecision"),
        }
    )


def grant_candidates(loaded: Loaded, territory: str) -> pd.DataFrame:
    """Every grant of a file with ``hint``, the word that makes it worth a look. A hint is never a classification."""
    frame = grant_frame(loaded.frame, territory)
    words = frame["label"].map(lambda text: [word for word in _HINTS if word in simplify(text).split()])
    return frame.assign(hint=words.map(", ".join), row=loaded.rows)


def nothing(loaded: Loaded) -> Loaded:
    """The same reading without a line."""
    return _only(loaded, pd.DataFrame(), np.zeros(len(loaded.rows), dtype=bool))


def _numbered(frame: pd.DataFrame, names: list[str], kept: Any) -> pd.Series[Any]:
    made = frame[names].map(plain).agg("/".join, axis=1) if len(frame) else pd.Series([], dtype=object)
    order = made.where(kept).groupby([frame["year"], made]).cumcount()
    return made.where(order == 0, made + "#" + (order + 1).astype(str))


def _only(loaded: Loaded, frame: pd.DataFrame, kept: Any) -> Loaded:
    return replace(
        loaded,
        kind="budget_line",
        frame=frame[kept].reset_index(drop=True) if len(frame) else pd.DataFrame(),
        rows=loaded.rows[kept],
        removed=np.zeros(int(kept.sum()), dtype=bool),
        faulty=loaded.faulty[kept],
        erased=(),
    )


def _texts(frame: pd.DataFrame, name: str) -> pd.Series[Any]:
    if name not in frame:
        return pd.Series("", index=frame.index, dtype=object)
    return frame[name].map(lambda item: "" if item is None or item != item else str(item)).astype(object)


def _amounts(frame: pd.DataFrame, name: str) -> pd.Series[Any]:
    return frame[name] if name in frame else pd.Series(np.nan, index=frame.index)
