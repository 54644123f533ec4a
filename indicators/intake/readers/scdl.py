"""The national open-data format of budgets, SCDL budget, turned into budget lines; its grants are in :mod:`grants`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from indicators.intake import nomenclature
from indicators.intake.issues import KEPT_PER_CODE, Issue, Issues
from indicators.intake.loaded import Loaded
from indicators.intake.readers.accounting import (
    DOCUMENTS,
    FINAL,
    UNKNOWN_DOCUMENT,
    concerns,
    is_order,
    line_key,
    no_function_04,
    not_final,
    order_told,
    orders_left_out,
    section_of,
    section_told,
    sense_of,
    sense_told,
    stage_of,
    voted,
)
from indicators.intake.readers.national import amounts_of, counted, only, owners_of, texts_of
from indicators.intake.territories import Territories
from indicators.intake.text import simplify, slug

_NEEDED = ("BGT_ANNEE", "BGT_NATURE", "BGT_CODRD")
_M57_FOR_ALL = 2024
_SAME_LINE = ("territory", "year", "budget", "function", "nature", "chapter", "direction", "section")
_DEPARTMENT_OR_REGION = r"\s*2[23]"
# Where a line of the budget comes from: findings name the column of the file.
_FROM = {
    "year": "BGT_ANNEE", "document": "BGT_NATDEC", "function": "BGT_FONCTION", "function_label": "BGT_FONCTION_LABEL",
    "nature": "BGT_NATURE", "nature_label": "BGT_NATURE_LABEL", "chapter": "BGT_CONTNAT", "direction": "BGT_CODRD",
    "section": "BGT_SECTION", "voted": "BGT_CREDOUV", "paid": "BGT_MTREAL", "territory": "BGT_SIRET",
}  # fmt: skip


def budget_lines(loaded: Loaded, territories: Territories, *, keep_all: bool = False) -> tuple[Loaded, Issues]:
    """The budget lines of an SCDL budget: real operations, of the international functions unless ``keep_all``.

    What an official export leaves empty is deduced (the section and the sense from the account, an order operation
    from its chapter); a row that still lacks something is set aside, never a wall: an officer cannot mend the export.
    The format says neither how the budget is voted (a code that carries its chapter is read by function) nor the
    instruction: from 2024 on it is M57 for everyone; before that the accounts that only one instruction has tell that of
    a commune or of its intercommunality. Otherwise it is read as M14, and asked.
    """
    source = _deduced(loaded.frame)
    year = pd.to_numeric(source["BGT_ANNEE"])
    owners, issues = owners_of(loaded, territories, "BGT_SIRET", "BGT_NOM")
    stages = texts_of(source, "BGT_NATDEC").map(stage_of)
    told = _told_instruction(source, year)
    norms = year.map(lambda when: "M57" if when >= _M57_FOR_ALL else told or "M14")
    meanings = [
        nomenclature.function(code, norm, voted_by_function=nomenclature.looks_by_function(code))
        for code, norm in zip(texts_of(source, "BGT_FONCTION"), norms, strict=True)
    ]
    opened, decided = amounts_of(source, "BGT_CREDOUV"), amounts_of(source, "BGT_MTPREV")
    frame = pd.DataFrame(
        {
            "territory": owners,
            "year": year,
            "budget": _budgets(source),
            "document": _documents(source, stages),
            "instruction": norms,
            "function": [meaning.code for meaning in meanings],
            "function_label": texts_of(source, "BGT_FONCTION_LABEL"),
            "nature": texts_of(source, "BGT_NATURE"),
            "nature_label": texts_of(source, "BGT_NATURE_LABEL"),
            "chapter": texts_of(source, "BGT_CONTNAT"),
            "direction": source["BGT_CODRD"],
            "section": source["BGT_SECTION"],
            "voted": [voted(*cells) for cells in zip(stages, map(_known, opened), map(_known, decided), strict=True)],
            "paid": amounts_of(source, "BGT_MTREAL").where(stages.isin(FINAL)),
            "perimeter": ["accounting" if m.scope == "international" else "declared" for m in meanings],
            "source": "Budget SCDL, " + texts_of(source, "BGT_NOM"),
        }
    ).astype({"voted": float, "paid": float})
    asked = np.array([concerns(meaning) for meaning in meanings], dtype=bool)
    kept = (source["BGT_OPBUDG"] == "0").to_numpy() & (asked | keep_all)
    lacking = kept & ~loaded.faulty & source[list(_NEEDED)].isna().any(axis=1).to_numpy()
    issues.extend(_set_aside(loaded, source, lacking))
    kept &= ~lacking
    kept &= ~_repeated(loaded, source, kept, issues) & ~_superseded(loaded, frame, stages, kept, issues)
    frame["line"] = _lines(loaded, source, stages, kept)
    issues.extend(_said_of_words(loaded, kept))
    issues.extend(_said_of_paid(loaded, frame["paid"], stages, kept))
    issues.extend(_said_of_stages(loaded, frame["document"][kept], stages[kept]))
    if kept.any() and not told and (year < _M57_FOR_ALL).any():
        issues.append(
            Issue(
                code="instruction_assumed", severity="confirm", file=loaded.file, value="M14",
                accepted=("M57", "M52", "M71"),
            )
        )  # fmt: skip
    if orders := int((source["BGT_OPBUDG"] == "1").sum()):
        issues.append(orders_left_out(loaded.file, orders))
    if not kept.any():
        issues.append(no_function_04(loaded.file, len(frame)))
    whole = bool(kept.any()) and bool(stages[kept].isin({"01", *FINAL}).all())
    return replace(only(loaded, frame, kept, _FROM), whole_accounts=whole), issues


def _deduced(source: pd.DataFrame) -> pd.DataFrame:
    """The columns of the format, with what the account and its chapter say where the export says nothing readable."""
    found = source.copy()
    nature, chapter = texts_of(source, "BGT_NATURE"), texts_of(source, "BGT_CONTNAT")
    section, order, sense = (texts_of(source, name) for name in ("BGT_SECTION", "BGT_OPBUDG", "BGT_CODRD"))
    found["BGT_SECTION"] = list(map(section_of, section, nature, chapter))
    found["BGT_OPBUDG"] = ["1" if is_order(*cells) else "0" for cells in zip(order, nature, chapter, strict=True)]
    senses = [sense_of(*cells) or None for cells in zip(sense, nature, strict=True)]
    found["BGT_CODRD"] = pd.Series(senses, index=source.index, dtype=object)
    return found


def _set_aside(loaded: Loaded, source: pd.DataFrame, lacking: np.ndarray[Any, Any]) -> Iterable[Issue]:
    for place in np.flatnonzero(lacking)[: KEPT_PER_CODE + 1]:
        name = next(name for name in _NEEDED if pd.isna(source[name].iloc[place]))
        yield Issue(
            code="export_row_incomplete", severity="confirm", file=loaded.file, sheet=loaded.sheet,
            row=int(loaded.rows[place]), column=loaded.columns.get(name, name),
        )  # fmt: skip


def _repeated(loaded: Loaded, source: pd.DataFrame, kept: np.ndarray[Any, Any], issues: Issues) -> np.ndarray[Any, Any]:
    """The rows that only repeat others, where every line is there as many times: the export was pasted under itself.

    One line twice is two lines, as two contracts of one account are; all of them twice is one file twice.
    """
    mine = source[kept].astype(object).fillna("")
    times = mine.groupby(list(mine.columns), sort=False).size() if len(mine) else pd.Series(dtype=int)
    copies = int(np.gcd.reduce(times.to_numpy())) if len(times) > 1 else 1
    again = np.zeros(len(source), dtype=bool)
    if copies > 1:
        order = mine.groupby(list(mine.columns), sort=False).cumcount()
        again[np.flatnonzero(kept)] = (order >= mine.groupby(list(mine.columns)).transform("size") // copies).to_numpy()
        details = {"times": copies, "count": int(again.sum())}
        issues.append(Issue(code="export_repeated", severity="confirm", file=loaded.file, details=details))
    return again


def _superseded(
    loaded: Loaded, frame: pd.DataFrame, stages: pd.Series[Any], kept: np.ndarray[Any, Any], issues: Issues
) -> np.ndarray[Any, Any]:
    """The lines of a budget that the accounts of its year, in the same file, say again with what was voted: they count once.

    Of two documents that both close a year, the single account (CFU) is the one that stands.
    """
    rank = stages.map({"09": 1, "10": 2}).fillna(0).where(kept, 0)
    last = rank.groupby([frame[name] for name in _SAME_LINE], dropna=False).transform("max")
    earlier = kept & (stages != "").to_numpy() & (rank < last).to_numpy()
    said = frame[earlier].groupby(["year", "document"], sort=True).size().reset_index(name="count")
    issues.extend(
        Issue(
            code="document_superseded", severity="information", file=loaded.file, value=str(row["document"]),
            details={"year": int(row["year"]), "count": int(row["count"])},
        )
        for row in said.to_dict("records")
    )  # fmt: skip
    return np.asarray(earlier)


def _documents(source: pd.DataFrame, stages: pd.Series[Any]) -> pd.Series[Any]:
    written = texts_of(source, "BGT_NATDEC")
    return stages.map(DOCUMENTS).where(stages != "", written.str.capitalize().replace("", UNKNOWN_DOCUMENT))


def _budgets(source: pd.DataFrame) -> pd.Series[Any]:
    """The budget of each row: the principal one unless its name says that it is annexed, the only thing that tells."""
    names = texts_of(source, "BGT_NOM")
    return names.where(names.map(lambda name: "annexe" in simplify(name).split()), "principal")


def _lines(loaded: Loaded, source: pd.DataFrame, stages: pd.Series[Any], kept: Any) -> pd.Series[Any]:
    """The identifiers that the same document gives in TotEM; a decision in between is told by its file, for its date."""
    sense = source["BGT_CODRD"].map({"expenditure": "D", "income": "R"})
    names = ("BGT_FONCTION", "BGT_CONTNAT", "BGT_NATURE")
    codes = zip(sense, *(texts_of(source, name) for name in names), strict=True)
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
    return counted(made, pd.to_numeric(source["BGT_ANNEE"]), kept)


def _said_of_stages(loaded: Loaded, documents: pd.Series[Any], stages: pd.Series[Any]) -> Iterable[Issue]:
    """A stage that is not final, and a document that no list knows, once each."""
    for document, stage in dict.fromkeys(zip(documents, stages, strict=True)):
        if not stage:
            value = "" if document == UNKNOWN_DOCUMENT else str(document)
            yield Issue(code="unknown_stage", severity="confirm", file=loaded.file, value=value)
        elif stage not in FINAL:
            yield not_final(loaded.file, str(document))


def _said_of_words(loaded: Loaded, kept: np.ndarray[Any, Any]) -> Iterable[Issue]:
    """The words of the export that say nothing known, once each: what they should say comes from the account."""
    for name, told in (("BGT_CODRD", sense_told), ("BGT_SECTION", section_told), ("BGT_OPBUDG", order_told)):
        texts = texts_of(loaded.frame, name)[kept]
        first = ~texts.duplicated().to_numpy()
        for row, text in zip(loaded.rows[kept][first], texts[first], strict=True):
            if text and told(text) in {"", None}:
                yield Issue(
                    code="export_word_deduced", severity="confirm", file=loaded.file, sheet=loaded.sheet,
                    row=int(row), column=loaded.columns.get(name, name), value=text[:200],
                )  # fmt: skip


def _said_of_paid(
    loaded: Loaded, paid: pd.Series[Any], stages: pd.Series[Any], kept: np.ndarray[Any, Any]
) -> Iterable[Issue]:
    """Final accounts that pay nothing at all: their column of what is paid is lacking or empty."""
    final = stages.isin(FINAL).to_numpy() & kept
    if final.any() and paid[final].isna().all():
        yield Issue(
            code="final_without_paid", severity="confirm", file=loaded.file, column="BGT_MTREAL",
            details={"count": int(final.sum())},
        )  # fmt: skip


def _known(value: Any) -> Any:
    return None if pd.isna(value) else value


def _told_instruction(source: pd.DataFrame, year: pd.Series[Any]) -> str:
    """The instruction that the accounts of the years before 2024 tell, those of a commune or of its intercommunality."""
    before = (year < _M57_FOR_ALL) & ~texts_of(source, "BGT_SIRET").str.match(_DEPARTMENT_OR_REGION)
    return nomenclature.told_by_natures(texts_of(source, "BGT_NATURE")[before])
