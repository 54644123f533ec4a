"""From an accounting nature to a rubric: a suggestion that waits for a person.

Half of a real function 04 can be told by its nature alone; grants, receptions or emergency aid cannot. What the
catalogue suggests is therefore shown as a suggestion, with its share of the money, until an officer confirms it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from indicators.catalogue import FundingSource, Rubric

UNASSIGNED = "r0_unassigned"


def suggest(nature: str, instruction: str, rubrics: Mapping[str, Rubric]) -> str:
    """The rubric that a nature code of an instruction (M57, M14, M52…) suggests, or an empty text.

    The most precise pattern wins (``6281`` over ``628x``). Two rubrics equally precise suggest nothing: an ambiguity
    is for a person. Codes are read as natures only: 041 or 042 as functions are other things.
    """
    if not nature:
        return ""
    found = sorted(((rubric.specificity(nature, instruction), name) for name, rubric in rubrics.items()), reverse=True)
    if not found or not found[0][0]:
        return ""
    tied = len(found) > 1 and found[1][0] == found[0][0]
    return "" if tied else found[0][1]


def suggest_source(nature: str, sources: Mapping[str, FundingSource]) -> str:
    """The funding source that an income nature suggests, or an empty text when none or several do."""
    found = [name for name, source in sources.items() if nature and source.suggests(nature)]
    return found[0] if len(found) == 1 else ""


def with_suggestions(
    frame: pd.DataFrame, rubrics: Mapping[str, Rubric], sources: Mapping[str, FundingSource]
) -> pd.DataFrame:
    """Add ``assigned`` (effective rubric), ``status`` (confirmed, suggested or empty) and ``payer`` to budget lines.

    The lines are those of a book or those of the store, whose texts are plain objects.
    A rubric that stands on the line without status was entered by a person but not confirmed: it is ``suggested``.
    Income has no rubric; its payer is the source written, else the one that its nature suggests.
    """
    written = frame["rubric"].astype(str).to_numpy(dtype=object)
    confirmed = (frame["rubric_status"] == "confirmed").to_numpy() & (written != "")
    spending = (frame["direction"] == "expenditure").to_numpy()
    proposed = _proposed(frame, lambda instruction, nature: suggest(nature, instruction, rubrics))
    source = frame["funding_source"].astype(str).to_numpy(dtype=object)
    guessed = _proposed(frame, lambda _, nature: suggest_source(nature, sources))
    assigned = np.where(written != "", written, proposed)
    assigned = np.where(assigned == "", UNASSIGNED, assigned)
    told = spending & ((written != "") | (proposed != ""))
    status = np.where(spending & confirmed, "confirmed", np.where(told, "suggested", ""))
    return frame.assign(
        assigned=pd.Categorical(np.where(spending, assigned, "")),
        status=pd.Categorical(status.astype(object)),
        payer=pd.Categorical(np.where((source == "") & ~spending, guessed, source)),
    )


def _proposed(frame: pd.DataFrame, propose: Callable[[str, str], str]) -> np.ndarray:
    """``propose(instruction, nature)`` for each line, asked once a distinct pair, whatever the type of the columns."""
    instruction, nature = (frame[name].fillna("").astype("category").cat for name in ("instruction", "nature"))
    width = max(len(nature.categories), 1)
    codes, pairs = pd.factorize(instruction.codes.astype("int64") * width + nature.codes)
    names = [
        propose(str(instruction.categories[pair // width]), str(nature.categories[pair % width])) for pair in pairs
    ]
    return np.array([*names, ""], dtype=object)[codes]
