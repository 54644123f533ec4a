"""From a TotEM document to records: the lines of international action, and what their ratios are divided by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from indicators.intake.issues import Issue, Issues
from indicators.intake.loaded import Loaded
from indicators.intake.readers.accounting import DOCUMENTS, FINAL, Accounts, no_function_04, not_final, orders_left_out
from indicators.intake.schemas import load_schemas
from indicators.intake.territories import Territories
from indicators.intake.territory_cells import owner_issue
from indicators.intake.text import simplify

# Words of an annex budget's name that tell its service; a person confirms.
_SERVICES = {
    "b_resources_sanitation": ("assainissement", "eaux usees", "spanc"),
    "b_resources_water": ("eau", "eaux", "aep"),
    "b_resources_energy": ("energie", "electricite", "gaz", "chaleur", "photovoltaique"),
    "b_resources_waste": ("dechets", "ordures", "collecte", "teom", "reom"),
    "b_resources_mobility": ("transport", "transports", "mobilite", "mobilites", "deplacements"),
}
_TEXTS = (
    "line",
    "budget",
    "instruction",
    "document",
    "function",
    "function_label",
    "nature",
    "nature_label",
    "chapter",
    "label",
)


def to_records(documents: Sequence[Accounts], file: str, territories: Territories) -> tuple[list[Loaded], Issues]:
    """Budget lines of every budget of a document, and the context observations of final accounts.

    Nothing is kept of a budget whose year cannot be read.
    """
    issues = Issues()
    lines: list[dict[str, Any]] = []
    observations: list[dict[str, Any]] = []
    asked: set[tuple[str, str]] = set()
    read: set[tuple[str, ...]] = set()
    for accounts in documents:
        owner = territories.owner(accounts.siret, accounts.name, accounts.insee)
        if owner.doubt and (accounts.siret, accounts.insee) not in asked:
            asked.add((accounts.siret, accounts.insee))
            issues.append(
                owner_issue(owner, file=file, home=territories.home, name=accounts.name, siret=accounts.siret)
            )
        issues.extend(_issues(accounts, file))
        if not accounts.year or _again(accounts, read, file, issues):
            continue
        issues.append(_read(accounts, file))
        lines += [{"territory": owner.code, **line} for line in accounts.lines]
        if accounts.stage in FINAL:
            observations += _context(accounts, owner.code, file, issues)
    frame = pd.DataFrame(lines)
    rows = frame.pop("xml_row").to_numpy(dtype=int) if lines else np.array([], dtype=int)
    if lines:
        frame = frame.astype(dict.fromkeys(("territory", *_TEXTS), object))
    whole = all(accounts.stage in {"01", *FINAL} for accounts in documents)
    found = [_loaded("budget_line", frame, rows, file, whole=whole)] if lines else []
    if observations:
        found.append(_loaded("observation", pd.DataFrame(observations), np.ones(len(observations), dtype=int), file))
    return found, issues


def _again(accounts: Accounts, read: set[tuple[str, ...]], file: str, issues: Issues) -> bool:
    """Whether the same budget, at the same stage of the same year, was read already: the first one counts, and it is asked."""
    key = (accounts.siret, accounts.code, accounts.budget, accounts.stage, accounts.decided, accounts.year_text)
    if key in read:
        issues.append(
            Issue(
                code="budget_twice", severity="confirm", file=file, value=accounts.budget,
                details={"year": accounts.year},
            )
        )  # fmt: skip
        return True
    read.add(key)
    return False


def _loaded(kind: str, frame: pd.DataFrame, rows: np.ndarray[Any, Any], file: str, *, whole: bool = False) -> Loaded:
    nothing = np.zeros(len(frame), dtype=bool)
    named = load_schemas()[kind].by_field
    columns = {name: named[name].name for name in frame.columns}
    return Loaded(
        kind, frame, rows, nothing, nothing.copy(), file=file, columns=columns, whole_accounts=whole, exported=True
    )


def _issues(accounts: Accounts, file: str) -> Issues:
    issues = Issues()
    if not accounts.year:
        issues.append(Issue(code="account_year", severity="blocking", file=file, value=accounts.year_text))
    if accounts.stage not in DOCUMENTS:
        issues.append(Issue(code="unknown_stage", severity="confirm", file=file, value=accounts.stage.lstrip("0")))
    issues.extend(
        Issue(code="account_amount", severity="blocking", file=file, row=row, column=name, value=text[:200])
        for row, name, text in accounts.unreadable
    )
    if accounts.partial:
        issues.append(
            Issue(code="account_lines_partial", severity="confirm", file=file, details={"count": accounts.partial})
        )
    if accounts.presumed:
        issues.append(Issue(code="vote_presumed", severity="confirm", file=file, details={"count": accounts.presumed}))
    if not accounts.international and not accounts.annexe:
        issues.append(no_function_04(file, accounts.seen))
    if accounts.orders:
        issues.append(orders_left_out(file, accounts.orders))
    if accounts.stage in DOCUMENTS and accounts.stage not in FINAL:
        issues.append(not_final(file, accounts.document))
    unvoted = sum(line["voted"] is None and bool(line["paid"]) for line in accounts.lines)
    if unvoted:
        issues.append(Issue(code="paid_without_credits", severity="information", file=file, details={"count": unvoted}))
    return issues


def _read(accounts: Accounts, file: str) -> Issue:
    """Which document was read, and how much of it is kept: accounts look alike, and one name holds several budgets."""
    return Issue(
        code="account_read", severity="information", file=file, value=accounts.budget,
        details={
            "document": accounts.document, "year": accounts.year_text, "of": accounts.name, "annexe": accounts.annexe,
            "kept": len(accounts.lines), "lines": accounts.seen,
        },
    )  # fmt: skip


def _context(accounts: Accounts, territory: str, file: str, issues: Issues) -> list[dict[str, Any]]:
    """Amounts in euros: the unit of the context indicators."""
    values: dict[str, float] = {}
    if accounts.annexe:
        service = _service(accounts.budget)
        if service:
            values[service] = accounts.income / 100
            issues.append(
                Issue(
                    code="service_budget", severity="confirm", file=file, value=accounts.budget, mend=service,
                    details={"amount": accounts.income},
                )
            )  # fmt: skip
    else:
        values["b_drf"] = accounts.operating / 100
        values["b_total_expenditure"] = accounts.total / 100
        values["b_function04"] = float(accounts.international > 0)
        if accounts.population:
            values["b_population_total"] = float(accounts.population)
    source = f"{accounts.document} {accounts.year}, {accounts.name}"
    return [
        {
            "territory": territory,
            "indicator": indicator,
            "year": float(accounts.year),
            "value": value,
            "quality": "final",
            "reliability": "A",
            "publisher": accounts.name,
            "source": source,
        }
        for indicator, value in values.items()
    ]


def _service(name: str) -> str:
    words = set(simplify(name).split())
    return next((service for service, known in _SERVICES.items() if words & set(known)), "")
