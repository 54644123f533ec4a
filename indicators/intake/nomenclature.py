"""What an accounting code means: keyed on the instruction and on the way the budget is voted, never on the code alone.

041 is a global grant in M57 and interregional action in M71; 041 is also a chapter of order operations by nature;
under a vote by function 048 is written 93048 or 90048. Sources: ``data/reference/nomenclature/README.md``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeAlias

from indicators.records import Section

FOLDER = Path(__file__).parents[2] / "data" / "reference" / "nomenclature"
INSTRUCTIONS = ("M14", "M52", "M57", "M71")
_CODE_OF_FUNCTION = re.compile(r"|\d[0-9A-Z]*|[0-9]*[A-Z]")
_FUNCTION_CHAPTER = re.compile(r"9[03](\d+)")
# Chapters of a vote by function that hold no function: undistributed services, taxes, operations on the budget itself.
_NO_FUNCTION = re.compile(r"9[0-9]\d*")
_CARRIED_OVER = re.compile(r"(?:9[0-9])?00[12]")
_OPERATING_CHAPTERS = frozenset({"002", "011", "012", "013", "014", "015", "016", "017", "022", "023", "042", "043"})
Scope: TypeAlias = Literal["international", "global_grant", "european_funds", ""]


@dataclass(frozen=True, slots=True)
class Function:
    """A function of a budget: its code without the chapter of a vote by function, its label and its scope."""

    code: str
    label: str
    scope: Scope


@lru_cache(maxsize=1)
def _functions() -> dict[tuple[str, str], tuple[str, str]]:
    with (FOLDER / "functions.csv").open(encoding="utf-8", newline="") as stream:
        return {
            (row["instruction"], row["code"]): (row["label"], row["international"]) for row in csv.DictReader(stream)
        }


@lru_cache(maxsize=1)
def _natures() -> dict[str, dict[str, str]]:
    with (FOLDER / "natures.csv").open(encoding="utf-8", newline="") as stream:
        return {row["code"]: row for row in csv.DictReader(stream)}


def instruction_of(nomenclature: str) -> str:
    """The instruction of a nomenclature as documents write it: « M14-M14_COM_SUP3500 » → M14; M4x and M49 kept."""
    found = re.match(r"M\d+", nomenclature.strip().upper())
    return found[0] if found else nomenclature.strip()


def plain_function(code: str, *, voted_by_function: bool) -> str:
    """The code of a function without the chapter that a vote by function puts before it: 93048 → 048."""
    found = _FUNCTION_CHAPTER.fullmatch(code) if voted_by_function else None
    return found[1] if found else code


def looks_by_function(code: str) -> bool:
    """Whether a code carries the chapter of a vote by function, when a file does not say how its budget is voted.

    No instruction has a function of four digits that begins with 90 or 93.
    """
    return bool(re.fullmatch(r"9[03]\d{2,}", code))


def function(code: str, instruction: str, *, voted_by_function: bool = False) -> Function:
    """What a function code means in an instruction. A code deeper than the known ones takes its parent's meaning.

    An unknown instruction is read as M57, the common one since 2024.
    """
    plain = plain_function(code, voted_by_function=voted_by_function)
    if voted_by_function and plain == code and _NO_FUNCTION.fullmatch(code):
        return Function(plain, "", "")
    norm = instruction if instruction in INSTRUCTIONS else "M57"
    for length in range(len(plain), 0, -1):
        if (norm, plain[:length]) in _functions():
            label, meaning = _functions()[norm, plain[:length]]
            return Function(plain, label, _scope(plain, meaning))
    return Function(plain, "", "international" if plain.startswith("04") else "")


def is_known(code: str, instruction: str) -> bool:
    """Whether an instruction has a function of exactly that code; an unknown instruction is read as M57."""
    return (instruction if instruction in INSTRUCTIONS else "M57", code) in _functions()


def meant(code: str, instruction: str) -> str:
    """The function that a cell means when what it holds is not a code as accounts write it, "" when it is one.

    « 04-8 », « Fonction 048 » and « 048 - Autres actions » are 048, and 93048 carries the chapter of a vote by function.
    """
    if looks_by_function(code):
        return plain_function(code, voted_by_function=True)
    if _CODE_OF_FUNCTION.fullmatch(code):
        return ""
    packed = re.sub(r"[\s._/-]", "", re.sub(r"(?<![^\W\d_])[oO](?=\d)", "0", code))
    pieces = re.findall(r"(?<!\d)\d{1,6}(?!\d)", code)
    told = packed if packed.isdigit() else next(iter(pieces), "")
    if len(pieces) > 1 and pieces[-1].startswith(pieces[0]) and is_known(pieces[-1], instruction):
        told = pieces[-1]  # « 04-048 »: the function under its heading
    return lost_zero(told, instruction) or told


def lost_zero(code: str, instruction: str) -> str:
    """The function whose zero a spreadsheet dropped, « 48 » for 048, « 481 » for 0481; "" for a code that may stand.

    It may when the instruction knows it as deep as it would with a zero: 414 is under 41, as 0414 is under 041.
    """
    if not code.isdigit() or code.startswith("0"):
        return ""
    padded = f"0{code}"
    return padded if _depth(padded, instruction) - 1 > _depth(code, instruction) else ""


def _depth(code: str, instruction: str) -> int:
    """How many figures of a code an instruction knows."""
    return next((length for length in range(len(code), 0, -1) if is_known(code[:length], instruction)), 0)


def told_by_natures(natures: Iterable[str]) -> str:
    """The instruction that accounts are of when some exist in M57 only, or in M14 only; "" when nothing tells."""
    known = [labels for nature in set(natures) if (labels := _natures().get(nature))]
    newer, older = (
        sum(bool(item[one]) and not item[other] for item in known) for one, other in (("M57", "M14"), ("M14", "M57"))
    )
    return "" if bool(newer) == bool(older) else "M57" if newer else "M14"


def carried_over(*codes: str) -> bool:
    """Whether an account or its chapter is the result of the years before (001, 002; 90001, 93002 by function).

    It is neither spending nor income of the year: every total that a ratio is made of leaves it out.
    """
    return any(_CARRIED_OVER.fullmatch(code) for code in codes)


def _scope(plain: str, meaning: str) -> Scope:
    if meaning in {"global_grant", "european_funds"}:
        return meaning  # type: ignore[return-value]  # one of two words of Scope
    return "international" if meaning or plain.startswith("04") else ""


def nature_label(code: str, instruction: str, year: int = 9999) -> str:
    """The label that an account by nature had in a year; of the nearest account above it for a local subdivision."""
    for length in range(len(code), 1, -1):
        if labels := _natures().get(code[:length]):
            if labels["until"] and year <= int(labels["until"]):
                return labels["earlier"]
            return labels.get(instruction) or labels["M57"] or labels["M14"]
    return ""


def section_of(nature: str, chapter: str) -> Section:
    """Operating for accounts of classes 6 and 7 and the chapters that go with them, investment otherwise."""
    special = nature if len(nature) == 3 and not chapter else chapter
    return "operating" if nature[:1] in {"6", "7"} or special in _OPERATING_CHAPTERS else "investment"
