"""The national open-data formats, SCDL budget and SCDL subventions, turned into budget lines.

A grant agreement is a commitment, not an execution: it only fills the committed stage, so that it is never counted
twice with the accounts that pay it. Nothing is kept because of a word in its title: the officer marks the grants of
international action, or picks them on the screen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from indicators.intake import nomenclature
from indicators.intake.issues import KEPT_PER_CODE, Issue, Issues
from indicators.intake.loaded import Loaded, plain
from indicators.intake.readers.totem import DOCUMENTS, FINAL, line_key, voted
from indicators.intake.territories import Territories, owner_issue
from indicators.intake.text import simplify, slug

_HINTS = (
    "international", "cooperation", "jumelage", "humanitaire", "solidarite", "afrique", "sahel", "palestine", "mali",
    "senegal", "maroc", "tunisie", "haiti", "liban", "ukraine", "madagascar", "burkina", "europe", "monde", "codeveloppement",
)  # fmt: skip
_STAGES = (
    ("01", r"budget primitif|bp"),
    ("02", r"decisions? modificatives?|dm"),
    ("03", r"budget supplementaire|bs"),
    ("09", r"comptes? administratifs?|ca"),
    ("10", r"comptes? financiers? uniques?|cfu"),
)
_ORDER_CHAPTERS = frozenset({"021", "023", "040", "041", "042", "043"})
_NEEDED = ("BGT_ANNEE", "BGT_NATURE", "BGT_CODRD")
# Where a line of the budget comes from: findings name the column of the file.
_FROM = {
    "year": "BGT_ANNEE", "document": "BGT_NATDEC", "function": "BGT_FONCTION", "function_label": "BGT_FONCTION_LABEL",
    "nature": "BGT_NATURE", "nature_label": "BGT_NATURE_LABEL", "chapter": "BGT_CONTNAT", "direction": "BGT_CODRD",
    "section": "BGT_SECTION", "voted": "BGT_CREDOUV", "paid": "BGT_MTREAL", "territory": "BGT_SIRET",
}  # fmt: skip
_GRANT_FROM = {
    "year": "dateConvention", "committed": "montant", "label": "objet", "territory": "idAttribuant",
    "note": "referenceDecision",
}  # fmt: skip


def budget_lines(loaded: Loaded, territories: Territories, *, keep_all: bool = False) -> tuple[Loaded, Issues]:
    """The budget lines of an SCDL budget: real operations, of the international functions unless ``keep_all``.

    What an official export leaves empty is deduced (the section and the sense from the account, an order operation
    from its chapter); a row that still lacks something is set aside, never a wall: an officer cannot mend the export.
    The format says neither how the budget is voted (a code that carries its chapter is read by function) nor the
    instruction: from 2024 on it is M57 for everyone, before that the code is read as M14, and an issue says so.
    """
    source = _deduced(loaded.frame)
    year = pd.to_numeric(source["BGT_ANNEE"])
    owners, issues = _owners(loaded, territories, "BGT_SIRET", "BGT_NOM")
    stages = _texts(source, "BGT_NATDEC").map(stage_of)
    meanings = [
        nomenclature.function(code, _instruction(when), voted_by_function=nomenclature.looks_by_function(code))
        for code, when in zip(_texts(source, "BGT_FONCTION"), year, strict=True)
    ]
    opened, decided = _amounts(source, "BGT_CREDOUV"), _amounts(source, "BGT_MTPREV")
    frame = pd.DataFrame(
        {
            "territory": owners,
            "year": year,
            "budget": _budgets(source),
            "document": _documents(source, stages),
            "instruction": year.map(_instruction),
            "function": [meaning.code for meaning in meanings],
            "function_label": _texts(source, "BGT_FONCTION_LABEL"),
            "nature": _texts(source, "BGT_NATURE"),
            "nature_label": _texts(source, "BGT_NATURE_LABEL"),
            "chapter": _texts(source, "BGT_CONTNAT"),
            "direction": source["BGT_CODRD"],
            "section": source["BGT_SECTION"],
            "voted": [voted(*cells) for cells in zip(stages, map(_known, opened), map(_known, decided), strict=True)],
            "paid": _amounts(source, "BGT_MTREAL").where(stages.isin(FINAL)),
            "perimeter": ["accounting" if m.scope == "international" else "declared" for m in meanings],
            "source": "Budget SCDL, " + _texts(source, "BGT_NOM"),
        }
    ).astype({"voted": float, "paid": float})
    asked = np.array([_concerns(meaning) for meaning in meanings], dtype=bool)
    kept = (source["BGT_OPBUDG"] == "0").to_numpy() & (asked | keep_all)
    lacking = kept & ~loaded.faulty & source[list(_NEEDED)].isna().any(axis=1).to_numpy()
    issues.extend(_set_aside(loaded, source, lacking))
    kept &= ~lacking
    frame["line"] = _lines(loaded, source, stages, kept)
    issues.extend(_said_of_stages(loaded, frame["document"][kept], stages[kept]))
    if kept.any() and (year < 2024).any():
        issues.append(
            Issue(
                code="instruction_assumed", severity="confirm", file=loaded.file, value="M14",
                accepted=("M57", "M52", "M71"),
            )
        )  # fmt: skip
    if not kept.any():
        issues.append(no_function_04(loaded.file, len(frame)))
    return _only(loaded, frame, kept, _FROM), issues


def _concerns(meaning: nomenclature.Function) -> bool:
    """A line of international action, or one whose function would be if a spreadsheet had not dropped its zero."""
    return meaning.scope in {"international", "global_grant"} or (
        meaning.code.startswith("4") and nomenclature.lost_zero(meaning.code, "M57").startswith("04")
    )


def stage_of(text: str) -> str:
    """The code of a budget document from its name or its code: « Compte administratif 2023 », « CFU », « DM n° 2 »."""
    said = simplify(text)
    if said.zfill(2) in DOCUMENTS:
        return said.zfill(2)
    return next((code for code, words in _STAGES if re.match(rf"(?:{words})(?:\b|(?=\d))", said)), "")


def _deduced(source: pd.DataFrame) -> pd.DataFrame:
    """The columns of the format, with what the account and its chapter say where the export says nothing."""
    found = source.copy()
    nature, chapter = _texts(source, "BGT_NATURE"), _texts(source, "BGT_CONTNAT")
    sections = [nomenclature.section_of(*codes) for codes in zip(nature, chapter, strict=True)]
    orders = ["1" if _ORDER_CHAPTERS & {*codes} else "0" for codes in zip(nature, chapter, strict=True)]
    senses = nature.str[:1].map({"6": "expenditure", "7": "income"})
    for name, guess in (("BGT_SECTION", sections), ("BGT_OPBUDG", orders), ("BGT_CODRD", senses)):
        told = source.get(name, pd.Series(None, index=source.index, dtype=object))
        found[name] = told.where(told.notna(), pd.Series(guess, index=source.index, dtype=object))
    return found


def _set_aside(loaded: Loaded, source: pd.DataFrame, lacking: np.ndarray[Any, Any]) -> Iterable[Issue]:
    for place in np.flatnonzero(lacking)[: KEPT_PER_CODE + 1]:
        name = next(name for name in _NEEDED if pd.isna(source[name].iloc[place]))
        yield Issue(
            code="export_row_incomplete", severity="confirm", file=loaded.file, sheet=loaded.sheet,
            row=int(loaded.rows[place]), column=loaded.columns.get(name, name),
        )  # fmt: skip


def _documents(source: pd.DataFrame, stages: pd.Series[Any]) -> pd.Series[Any]:
    written = _texts(source, "BGT_NATDEC")
    return stages.map(DOCUMENTS).where(stages != "", written.str.capitalize())


def _budgets(source: pd.DataFrame) -> pd.Series[Any]:
    """The budget of each row: the principal one unless its name says that it is annexed, the only thing that tells."""
    names = _texts(source, "BGT_NOM")
    return names.where(names.map(lambda name: "annexe" in simplify(name).split()), "principal")


def _lines(loaded: Loaded, source: pd.DataFrame, stages: pd.Series[Any], kept: Any) -> pd.Series[Any]:
    """The identifiers that the same document gives in TotEM; a decision in between is told by its file, for its date."""
    sense = source["BGT_CODRD"].map({"expenditure": "D", "income": "R"})
    names = ("BGT_FONCTION", "BGT_CONTNAT", "BGT_NATURE")
    codes = zip(sense, *(_texts(source, name) for name in names), strict=True)
    budgets = _budgets(source).map(lambda name: "" if name == "principal" else slug(name))
    decision = slug(loaded.file.rpartition(".")[0])
    made = pd.Series(
        [
            line_key(budget, stage, decision, tuple(map(str, row)))
            for budget, stage, row in zip(budgets, stages, codes, strict=True)
        ],
        index=source.index,
        dtype=object,
    )
    return _counted(made, pd.to_numeric(source["BGT_ANNEE"]), kept)


def _said_of_stages(loaded: Loaded, documents: pd.Series[Any], stages: pd.Series[Any]) -> Iterable[Issue]:
    """A stage that is not final, and a document that no list knows, once each."""
    for document, stage in dict.fromkeys(zip(documents, stages, strict=True)):
        if not stage:
            yield Issue(code="unknown_stage", severity="confirm", file=loaded.file, value=str(document))
        elif stage not in FINAL:
            yield not_final(loaded.file, str(document))


def _owners(loaded: Loaded, territories: Territories, siret: str, name: str) -> tuple[pd.Series[Any], Issues]:
    """The territory of each row by the SIRET of who publishes it; each doubt is told once, on its first row."""
    issues, codes = Issues(), {}
    pairs = pd.Series(
        list(zip(_texts(loaded.frame, siret), _texts(loaded.frame, name), strict=True)),
        index=loaded.frame.index, dtype=object,
    )  # fmt: skip
    for place in np.flatnonzero(~pairs.duplicated().to_numpy()):
        number, called = pairs.iloc[place]
        owner = territories.owner(number, called)
        codes[number, called] = owner.code
        if owner.doubt:
            issues.append(
                owner_issue(
                    owner, file=loaded.file, home=territories.home, name=called, siret=number,
                    row=int(loaded.rows[place]), column=loaded.columns.get(siret, ""),
                )
            )  # fmt: skip
    return pairs.map(codes).astype(object), issues


def _known(value: Any) -> Any:
    return None if pd.isna(value) else value


def _instruction(year: float) -> str:
    return "M57" if year >= 2024 else "M14"


def not_final(file: str, document: str) -> Issue:
    """Amounts that are voted, not spent yet."""
    return Issue(code="not_final", severity="information", file=file, value=document)


def no_function_04(file: str, lines: int) -> Issue:
    """Absence of function 04 is not absence of action: the office tags the lines that other services carry."""
    return Issue(code="no_function_04", severity="confirm", file=file, details={"lines": lines})


def grants(loaded: Loaded, territories: Territories) -> tuple[Loaded, Issues]:
    """The grants that the officer marked in a column « international », as commitments.

    Without that column nothing is kept: :func:`grant_candidates` lists what a person may pick.
    """
    source = loaded.frame
    owners, issues = _owners(loaded, territories, "idAttribuant", "nomAttribuant")
    if "international" not in source:
        issues.append(
            Issue(code="grants_to_pick", severity="confirm", file=loaded.file, details={"count": len(source)})
        )
    kept = (
        source["international"].eq(True).to_numpy() if "international" in source else np.zeros(len(source), dtype=bool)
    )
    frame = grant_frame(source, owners)
    made = frame[["label", "date"]].map(plain).agg("/".join, axis=1) if len(frame) else pd.Series([], dtype=object)
    frame["line"] = _counted(made, frame["year"], kept)
    return _only(loaded, frame.drop(columns="date"), kept, _GRANT_FROM), issues


def grant_frame(source: pd.DataFrame, owners: pd.Series[Any]) -> pd.DataFrame:
    """Every grant as the fields of a budget line, with its ``date``; the line identifier is left to the caller."""
    dates = _texts(source, "dateConvention")
    label = _texts(source, "nomBeneficiaire") + _texts(source, "objet").map(lambda text: f" : {text}" if text else "")
    return pd.DataFrame(
        {
            "territory": owners,
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


def grant_candidates(loaded: Loaded, territories: Territories) -> pd.DataFrame:
    """Every grant of a file with ``hint``, the word that makes it worth a look. A hint is never a classification."""
    frame = grant_frame(loaded.frame, _owners(loaded, territories, "idAttribuant", "nomAttribuant")[0])
    words = frame["label"].map(lambda text: [word for word in _HINTS if word in simplify(text).split()])
    return frame.assign(hint=words.map(", ".join), row=loaded.rows)


def nothing(loaded: Loaded) -> Loaded:
    """The same reading without a line."""
    return _only(loaded, pd.DataFrame(), np.zeros(len(loaded.rows), dtype=bool), {})


def _counted(made: pd.Series[Any], year: pd.Series[Any], kept: Any) -> pd.Series[Any]:
    """Identifiers where the second of a year is numbered: two lines of the same codes are two lines."""
    order = made.where(kept).groupby([year, made]).cumcount()
    return made.where(order == 0, made + "#" + (order + 1).astype(str))


def _only(loaded: Loaded, frame: pd.DataFrame, kept: Any, origins: Mapping[str, str]) -> Loaded:
    return replace(
        loaded,
        kind="budget_line",
        frame=frame[kept].reset_index(drop=True) if len(frame) else pd.DataFrame(),
        rows=loaded.rows[kept],
        removed=np.zeros(int(kept.sum()), dtype=bool),
        faulty=loaded.faulty[kept],
        erased=(),
        columns={field: loaded.columns[name] for field, name in origins.items() if name in loaded.columns},
    )


def _texts(frame: pd.DataFrame, name: str) -> pd.Series[Any]:
    if name not in frame:
        return pd.Series("", index=frame.index, dtype=object)
    return frame[name].map(lambda item: "" if item is None or item != item else str(item)).astype(object)


def _amounts(frame: pd.DataFrame, name: str) -> pd.Series[Any]:
    return frame[name] if name in frame else pd.Series(np.nan, index=frame.index)
