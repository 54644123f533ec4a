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
from typing import Any, BinaryIO

from lxml import etree

from indicators.intake import nomenclature, values
from indicators.intake.issues import Refusal
from indicators.intake.limits import Limits, Progress, silent
from indicators.intake.readers.accounting import (
    DOCUMENTS,
    FINAL,
    UNKNOWN_DOCUMENT,
    Accounts,
    Vote,
    concerns,
    is_order,
    line_key,
    section_of,
    sense_of,
    voted,
)
from indicators.intake.readers.xml_guard import PROLOG, check_prolog, elements, local

# NatFonc: by nature, by function, by nature with a presentation by function.
_VOTES: dict[str, Vote] = {"1": "nature", "2": "function", "3": "nature"}
# http://www.minefi.gouv.fr/cp/demat/docbudgetaire, however a tool writes it.
_NAMESPACE = re.compile(r"(?:.*/docbudgetaire(?:/.*)?)?", re.IGNORECASE)
# The lines of the accounting document of a CFU are asked for to be let go of: nothing else empties them.
_TAGS = (
    "EnTeteDocBudgetaire", "EnTeteBudget", "BlocBudget", "Information", "LigneBudget", "Budget", "LigneComptable",
)  # fmt: skip
_AMOUNTS = ("MtReal", "CredOuv", "MtPrev", "ProdChaRat")
_FLAT = frozenset({"EnTeteDocBudgetaire", "EnTeteBudget", "BlocBudget"})


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
        if not _NAMESPACE.fullmatch(etree.QName(element).namespace or ""):
            continue
        if name == "LigneBudget":
            if _calculated(element):
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
    accounts.document = DOCUMENTS.get(accounts.stage, UNKNOWN_DOCUMENT)
    accounts.year_text = about.get("Exer", "").strip()
    accounts.year = int(accounts.year_text) if re.fullmatch(r"199\d|20\d\d", accounts.year_text) else 0
    accounts.decided = about.get("DteDecEx") or about.get("DteDec", "")
    accounts.vote = _VOTES.get(about.get("NatFonc", "").strip().lstrip("0"), "")


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
    nature, chapter = parts.get("Nature", ""), parts.get("ContNat", "")
    if is_order(parts.get("OpBudg", ""), nature, chapter):
        accounts.orders += 1
        return
    sense = sense_of(parts.get("CodRD", ""), nature)
    if not nature or not sense:
        accounts.partial += 1
        return
    parts["CodRD"], spending = ("D" if sense == "expenditure" else "R"), sense == "expenditure"
    amounts = {name: _amount(accounts, element.sourceline, name, parts.get(name, "")) for name in _AMOUNTS}
    paid = amounts["MtReal"] if accounts.stage in FINAL else None
    code = parts.get("Fonction", "")
    if not nomenclature.carried_over(nature, chapter, code):
        _count(accounts, nature, spending, paid)
    presumed = accounts.vote != "function" and nomenclature.looks_by_function(code)
    accounts.presumed += presumed
    by_function = accounts.vote == "function" or presumed
    meaning = nomenclature.function(code, accounts.instruction, voted_by_function=by_function)
    accounts.international += meaning.scope == "international"
    if (keep_all or concerns(meaning)) and len(accounts.lines) < limits.rows:
        fields = _fields(accounts, parts, meaning, amounts, keys)
        accounts.lines.append(fields | {"paid": paid, "xml_row": element.sourceline})


def _calculated(element: Any) -> bool:
    """Whether the tool that seals an account added this line: a subtotal, whatever the case of its mark."""
    return any(
        etree.QName(name).localname.lower() == "calculated" and value.strip().lower() in {"true", "1"}
        for name, value in element.attrib.items()
    )


def _count(accounts: Accounts, nature: str, spending: bool, paid: int | None) -> None:
    if spending:
        accounts.total += paid or 0
        accounts.operating += (paid or 0) if nature.startswith("6") else 0
    elif nature.startswith("7"):
        accounts.income += paid or 0


def _fields(
    accounts: Accounts, parts: dict[str, str], meaning: nomenclature.Function, amounts: dict[str, int | None],
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
        "nature_label": _nature_label(accounts, parts),
        "label": parts.get("LibCpte", ""),
        "chapter": chapter,
        "direction": "expenditure" if parts["CodRD"] == "D" else "income",
        "section": section_of(parts.get("Section", ""), nature, chapter),
        "voted": voted(accounts.stage, amounts["CredOuv"], amounts["MtPrev"]),
        "attached": amounts["ProdChaRat"],
        "perimeter": "accounting" if meaning.scope == "international" else "declared",
        "source": f"{accounts.document} {accounts.year}, {accounts.name}",
    }


def _nature_label(accounts: Accounts, parts: dict[str, str]) -> str:
    """The label that the plan of accounts gives, as other exports of the document do; that of an account of its own else.

    On a line of an operation ``LibCpte`` names the operation, which is no account.
    """
    known = nomenclature.nature_label(parts["Nature"], accounts.instruction, accounts.year)
    return known or ("" if parts.get("Operation") else parts.get("LibCpte", ""))


def _amount(accounts: Accounts, row: int, name: str, text: str) -> int | None:
    """An amount in cents, None when the document gives none; one that cannot be read is told."""
    if not text.strip():
        return None
    try:
        return values.cents(text)
    except values.Unreadable:
        accounts.unreadable.append((row, name, text))
        return None
