"""What documents of the budget have in common, in whatever format: their stages, the words of their columns, their lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from indicators.intake import nomenclature
from indicators.intake.issues import Issue
from indicators.intake.text import simplify
from indicators.records import Section

DOCUMENTS = {
    "01": "Budget primitif",
    "02": "Décision modificative",
    "03": "Budget supplémentaire",
    "09": "Compte administratif",
    "10": "Compte financier unique",
}
FINAL = frozenset({"09", "10"})
#: What is written of a document that says nothing that is known of its stage.
UNKNOWN_DOCUMENT = "Document de nature inconnue"
#: What :func:`line_key` puts at the end of a line of a decision that amends the budget.
OF_A_DECISION = r"/0[23]-[^/]*(?:#\d+)?$"
Sense: TypeAlias = Literal["expenditure", "income", ""]
Vote: TypeAlias = Literal["nature", "function", ""]

_STAGES = (
    ("01", r"budgets? (?:primitifs?|previsionnels?|initia(?:l|ux))|primitif|previsionnel|bp"),
    ("02", r"decisions? modificatives?|dm"),
    ("03", r"budgets? supplementaires?|bs"),
    ("09", r"comptes? administratifs?|ca"),
    ("10", r"comptes? financiers? uniques?|cfu"),
)
_SENSES: tuple[tuple[Sense, str], ...] = (("expenditure", r"d(?:ep(?:ense)?s?)?"), ("income", r"r(?:ec(?:ette)?s?)?"))
_SECTIONS: tuple[tuple[Section, str], ...] = (
    ("operating", r"f|e|fonct|fonctionnement|exploit|exploitation"),
    ("investment", r"i|inv|invest|investissement"),
)
_REAL = re.compile(r"(?:(?:operations?|mouvements?) )?(?:0|r|reel(?:le)?s?|false|faux|non|n)")
_ORDER = re.compile(r"(?:(?:operations?|mouvements?) (?:d )?)?(?:1|o|ordres?|true|vrai|oui)")
_ORDER_CHAPTERS = frozenset({"021", "023", "040", "041", "042", "043"})
_BY_CLASS: dict[str, Sense] = {"6": "expenditure", "7": "income"}


@dataclass(slots=True)
class Accounts:
    """One budget of a document. Amounts in cents; ``lines`` are budget-line fields with ``xml_row``, the file line.

    ``operating``, ``total`` and ``income`` are the real operating expenditure (class 6), all real expenditure, and
    real operating income (class 7) paid, without the results carried over; ``seen`` counts the lines read,
    ``orders`` the order operations left out and ``partial`` the lines without an account or a sense, left out too.
    ``unreadable`` are the amounts that no one can read: line of the file, element, text. ``vote`` is "" when it is not told; ``year`` is 0 when ``year_text``
    cannot be read; ``presumed`` counts the lines whose code carries a
    chapter, as in a vote by function, when the document does not say that it is voted so.
    """

    siret: str = ""
    insee: str = ""
    name: str = ""
    budget: str = ""
    code: str = ""
    annexe: bool = False
    instruction: str = ""
    document: str = ""
    stage: str = ""
    year: int = 0
    year_text: str = ""
    decided: str = ""
    vote: Vote = ""
    population: int | None = None
    lines: list[dict[str, Any]] = field(default_factory=list)
    operating: int = 0
    income: int = 0
    total: int = 0
    seen: int = 0
    orders: int = 0
    partial: int = 0
    unreadable: list[tuple[int, str, str]] = field(default_factory=list)
    international: int = 0
    presumed: int = 0


def stage_of(text: str) -> str:
    """The code of a budget document from its name or its code: « Compte administratif 2023 », « C.F.U. », « DM n° 2 »."""
    said = simplify(re.sub(r"(?<=\b\w)\.", "", text))
    if said.zfill(2) in DOCUMENTS:
        return said.zfill(2)
    return next((code for code, words in _STAGES if re.match(rf"(?:{words})(?:\b|(?=\d))", said)), "")


def sense_told(text: str) -> Sense:
    """Spending or income by its word or its initial, "" for another text."""
    said = simplify(text)
    return next((sense for sense, words in _SENSES if re.fullmatch(rf"(?:{words})(?: .*)?", said)), "")


def sense_of(text: str, nature: str) -> Sense:
    """Spending or income as it is told; by the class of the account when nothing readable is."""
    return sense_told(text) or _BY_CLASS.get(nature[:1], "")


def section_told(text: str) -> Section | None:
    """The section by its word or its initial, None for another text."""
    said = simplify(text)
    return next(
        (found for found, words in _SECTIONS if re.fullmatch(rf"(?:section (?:de |d )?)?(?:{words})", said)), None
    )


def section_of(text: str, nature: str, chapter: str) -> Section:
    """The section as it is told; by the account when nothing readable is."""
    return section_told(text) or nomenclature.section_of(nature, chapter)


def order_told(text: str) -> bool | None:
    """Whether a word says an order operation, None for a text that says neither an order nor a real one."""
    said = simplify(text)
    return True if _ORDER.fullmatch(said) else False if _REAL.fullmatch(said) else None


def is_order(text: str, nature: str, chapter: str) -> bool:
    """Whether a line is an order operation, as it is told; by its chapter when nothing readable is."""
    told = order_told(text)
    return bool(_ORDER_CHAPTERS & {nature, chapter}) if told is None else told


def concerns(meaning: nomenclature.Function) -> bool:
    """A line of international action, or one whose function would be if a spreadsheet had not dropped its zero."""
    return meaning.scope in {"international", "global_grant"} or (
        meaning.code.startswith("4") and nomenclature.lost_zero(meaning.code, "M57").startswith("04")
    )


def line_key(budget: str, stage: str, decision: str, codes: tuple[str, ...]) -> str:
    """The identifier of a line of accounts: budget, sense, function, chapter, nature.

    The first budget and the accounts of a year share it, so that the accounts take its place; a decision in between
    has lines of its own, by its date.
    """
    key = "/".join((budget or "00", *codes))
    return key if stage in FINAL or stage == "01" else f"{key}/{stage}-{decision}"


def voted(stage: str, opened: int | None, decided: int | None) -> int | None:
    """Open credits; else the amount of the decision, where a zero in final accounts means that it is not told here."""
    if stage in FINAL:
        return opened if opened is not None else decided or None
    return decided if decided or opened is None else opened


def not_final(file: str, document: str) -> Issue:
    """Amounts that are voted, not spent yet."""
    return Issue(code="not_final", severity="information", file=file, value=document)


def no_function_04(file: str, lines: int) -> Issue:
    """Absence of function 04 is not absence of action: the office tags the lines that other services carry."""
    return Issue(code="no_function_04", severity="confirm", file=file, details={"lines": lines})


def orders_left_out(file: str, count: int) -> Issue:
    """Order operations move nothing in or out of the treasury: only the real ones are read."""
    return Issue(code="orders_left_out", severity="information", file=file, details={"count": count})
