"""TotEM XML (``DocumentBudgetaire``): the accounts as the finance department sends them, read as a stream.

The « compte financier unique » wraps the same document in its own root, beside an accounting document and reports in
other namespaces; the tool that seals it adds subtotals marked ``calculated``: only real lines of the budget are read.
Only what is kept stays in memory, so that 200 MB of XML need no more than the lines that were asked for. Real
operations only (``OpBudg`` 0). Credits come from ``CredOuv``: a line without it has no voted amount, not zero.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Literal, TypeAlias

from lxml import etree

from indicators.intake import nomenclature, values
from indicators.intake.issues import Refusal
from indicators.intake.limits import Limits, Progress, silent
from indicators.intake.readers.xml_guard import PROLOG, check_prolog, elements, local
from indicators.records import Section

Vote: TypeAlias = Literal["nature", "function", ""]
DOCUMENTS = {
    "01": "Budget primitif",
    "02": "Décision modificative",
    "03": "Budget supplémentaire",
    "09": "Compte administratif",
    "10": "Compte financier unique",
}
FINAL = frozenset({"09", "10"})
#: What :func:`line_key` puts at the end of a line of a decision that amends the budget.
OF_A_DECISION = r"/0[23]-[^/]*(?:#\d+)?$"
# NatFonc: by nature, by function, by nature with a presentation by function.
_VOTES: dict[str, Vote] = {"1": "nature", "2": "function", "3": "nature"}
_NAMESPACES = frozenset({None, "http://www.minefi.gouv.fr/cp/demat/docbudgetaire"})
_SECTIONS: dict[str, Section] = {"F": "operating", "E": "operating", "I": "investment"}
# The lines of the accounting document of a CFU are asked for to be let go of: nothing else empties them.
_TAGS = (
    "EnTeteDocBudgetaire", "EnTeteBudget", "BlocBudget", "Information", "LigneBudget", "Budget", "LigneComptable",
)  # fmt: skip
_FLAT = frozenset({"EnTeteDocBudgetaire", "EnTeteBudget", "BlocBudget"})


@dataclass(slots=True)
class Accounts:
    """One budget of a document. Amounts in cents; ``lines`` are budget-line fields with ``xml_row``, the file line.

    ``operating``, ``total`` and ``income`` are the real operating expenditure (class 6), all real expenditure, and
    real operating income (class 7) paid, without the results carried over; ``seen`` counts the lines read and
    ``orders`` the order operations left out. ``vote`` is "" when it is not told; ``year`` is 0 when ``year_text``
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
    international: int = 0
    presumed: int = 0


def read_totem(
    stream: BinaryIO,
    limits: Limits,
    *,
    keep_all: bool = False,
    progress: Progress = silent,
    encoding: str | None = None,
) -> list[Accounts]:
    """The budgets of a document. ``stream`` is seekable and at its start.

    Keeps the lines of the international functions; with ``keep_all`` every real line, for the office to tag those
    that other services carry. A document that lies on being UTF-8 is read as Windows-1252.
    Raises :class:`Refusal` for an entity, a cut or broken document, or one that is not a budget.
    """
    size = stream.seek(0, 2)
    stream.seek(0)
    check_prolog(stream.read(PROLOG))
    stream.seek(0)

    def track() -> None:
        progress("read", min(stream.tell() / max(size, 1), 1.0))

    try:
        return list(_budgets(stream, limits, keep_all, track, encoding))
    except Refusal as refusal:
        if encoding is None and "encoding" in str(refusal.issue.details.get("reason", "")).lower():
            stream.seek(0)
            return read_totem(stream, limits, keep_all=keep_all, progress=progress, encoding="windows-1252")
        raise


def _budgets(
    stream: BinaryIO, limits: Limits, keep_all: bool, track: Callable[[], None], encoding: str | None
) -> Iterator[Accounts]:
    about: dict[str, str] = {}
    accounts, keys = Accounts(), Counter[str]()
    for element in elements(stream, _TAGS, encoding=encoding):
        name = local(element)
        if etree.QName(element).namespace not in _NAMESPACES:
            continue
        if name == "LigneBudget":
            if element.get("calculated") in {"true", "1"}:
                continue
            _line(accounts, element, keys, keep_all, limits)
            if accounts.seen % 5000 == 0:
                track()
        elif name == "Information":
            _information(accounts, element)
        elif name in _FLAT:
            about |= {local(child): child.get("V", "") for child in element}
            _describe(accounts, about)
        elif name == "Budget":
            yield accounts
            accounts, keys = Accounts(), Counter[str]()
            about = {key: about[key] for key in ("IdColl", "LibelleColl") if key in about}


def _describe(accounts: Accounts, about: dict[str, str]) -> None:
    accounts.siret = about.get("IdColl") or about.get("IdEtab", "")
    accounts.insee = about.get("CodInseeColl", "")
    accounts.name = about.get("LibelleColl", "")
    accounts.annexe = about.get("CodTypBud", "P") not in {"", "P"}
    accounts.budget = about.get("LibelleEtab", "") if accounts.annexe else "principal"
    accounts.code = about.get("CodBud", "")
    accounts.instruction = nomenclature.instruction_of(about.get("Nomenclature", ""))
    accounts.stage = about.get("NatDec", "").strip().zfill(2)
    accounts.document = DOCUMENTS.get(accounts.stage, accounts.stage)
    accounts.year_text = about.get("Exer", "").strip()
    accounts.year = int(accounts.year_text) if re.fullmatch(r"(?:19|20)\d\d", accounts.year_text) else 0
    accounts.decided = about.get("DteDecEx") or about.get("DteDec", "")
    accounts.vote = _VOTES.get(about.get("NatFonc", "").strip(), "")


def _information(accounts: Accounts, element: Any) -> None:
    if element.get("Code") == "PopTot" and element.get("V"):
        try:
            accounts.population = values.integer(element.get("V"))
        except values.Unreadable:
            accounts.population = None


def _line(accounts: Accounts, element: Any, keys: Counter[str], keep_all: bool, limits: Limits) -> None:
    parts: dict[str, str] = {}
    for child in element:
        parts[child.get("Code") or local(child)] = child.get("V", "")
    accounts.seen += 1
    if parts.get("OpBudg", "0") != "0":
        accounts.orders += 1
        return
    spending = parts.get("CodRD") == "D"
    paid = _cents(parts.get("MtReal")) if accounts.stage in FINAL else None
    code = parts.get("Fonction", "")
    if not nomenclature.carried_over(parts.get("Nature", ""), parts.get("ContNat", ""), code):
        _count(accounts, parts.get("Nature", ""), spending, paid)
    presumed = accounts.vote != "function" and nomenclature.looks_by_function(code)
    accounts.presumed += presumed
    by_function = accounts.vote == "function" or presumed
    meaning = nomenclature.function(code, accounts.instruction, voted_by_function=by_function)
    accounts.international += meaning.scope == "international"
    if (keep_all or meaning.scope in {"international", "global_grant"}) and len(accounts.lines) < limits.rows:
        accounts.lines.append(_fields(accounts, parts, meaning, spending, paid, keys) | {"xml_row": element.sourceline})


def _count(accounts: Accounts, nature: str, spending: bool, paid: int | None) -> None:
    if spending:
        accounts.total += paid or 0
        accounts.operating += (paid or 0) if nature.startswith("6") else 0
    elif nature.startswith("7"):
        accounts.income += paid or 0


def _fields(
    accounts: Accounts, parts: dict[str, str], meaning: nomenclature.Function, spending: bool, paid: int | None,
    keys: Counter[str],
) -> dict[str, Any]:  # fmt: skip
    nature, chapter = parts.get("Nature", ""), parts.get("ContNat", "")
    key = line_key(
        accounts.code, accounts.stage, accounts.decided,
        (parts.get("CodRD", ""), parts.get("Fonction", ""), chapter, nature),
    )  # fmt: skip
    keys[key] += 1
    return {
        "line": key if keys[key] == 1 else f"{key}#{keys[key]}",
        "year": accounts.year,
        "budget": accounts.budget,
        "instruction": accounts.instruction,
        "document": accounts.document,
        "function": meaning.code,
        "function_label": meaning.label,
        "nature": nature,
        "nature_label": parts.get("LibCpte") or nomenclature.nature_label(nature, accounts.instruction, accounts.year),
        "chapter": chapter,
        "direction": "expenditure" if spending else "income",
        "section": _SECTIONS.get(parts.get("Section", "")) or nomenclature.section_of(nature, chapter),
        "voted": _voted(accounts, parts),
        "paid": paid,
        "attached": _cents(parts.get("ProdChaRat")),
        "perimeter": "accounting" if meaning.scope == "international" else "declared",
        "source": f"{accounts.document} {accounts.year}, {accounts.name}",
    }


def line_key(budget: str, stage: str, decision: str, codes: tuple[str, ...]) -> str:
    """The identifier of a line of accounts: budget, sense, function, chapter, nature.

    The first budget and the accounts of a year share it, so that the accounts take its place; a decision in between
    has lines of its own, by its date.
    """
    key = "/".join((budget or "00", *codes))
    return key if stage in FINAL or stage == "01" else f"{key}/{stage}-{decision}"


def _voted(accounts: Accounts, parts: dict[str, str]) -> int | None:
    return voted(accounts.stage, _cents(parts.get("CredOuv")), _cents(parts.get("MtPrev")))


def voted(stage: str, opened: int | None, decided: int | None) -> int | None:
    """Open credits; else the amount of the decision, where a zero in final accounts means that it is not told here."""
    if stage in FINAL:
        return opened if opened is not None else decided or None
    return decided if decided or opened is None else opened


def _cents(text: str | None) -> int | None:
    if not text:
        return None
    try:
        return round(float(text) * 100)
    except ValueError:
        return values.cents(text)
