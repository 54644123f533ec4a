"""The words of the findings, chosen late: what is wrong, and how to mend it, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

import pandas as pd

from indicators.intake.issues import Issue, Issues, Severity
from indicators.intake.wording import accounts, cells, documents, files, values
from indicators.present.texts import Translator

Sentence: TypeAlias = Callable[[Issue, Translator], tuple[str, str]]
SENTENCES: Mapping[str, Sentence] = MappingProxyType(
    {**files.SENTENCES, **cells.SENTENCES, **values.SENTENCES, **accounts.SENTENCES, **documents.SENTENCES}
)


@dataclass(frozen=True, slots=True)
class Words:
    """An issue as a person reads it."""

    message: str
    mend: str


def word(issue: Issue, t: Translator) -> Words:
    """What is wrong and how to mend it; KeyError for a code without words, which a test forbids."""
    message, mend = SENTENCES[issue.code](issue, t)
    return Words(message, mend)


def received(issue: Issue, t: Translator) -> str:
    """What was found in the cell as a person writes it: an amount that was read into cents is told in euros."""
    read = issue.details.get("read")
    if not read or not issue.value:
        return issue.value
    if read == "money":
        return t.money(float(issue.value), 2)
    return t.number(float(issue.value), len(issue.value.partition(".")[2]) if "e" not in issue.value else None)


def severity_label(severity: Severity, t: Translator) -> str:
    """The severity with its symbol, so that colour is never alone."""
    return {
        "blocking": t("✗ Bloquant"),
        "confirm": t("? À confirmer"),
        "information": t("i Information"),
    }[severity]


def place(issue: Issue, t: Translator) -> str:
    """Where the issue is: sheet, row, column."""
    return spot(issue.sheet, issue.row, issue.column, t)


def spot(sheet: str, row: int, column: str, t: Translator) -> str:
    """A cell, a row or a column of a sheet; the whole file without any of them."""
    parts = [sheet]
    if row:
        parts.append(t("ligne {row}", row=row))
    if column:
        parts.append(t("colonne {column}", column=column))
    return ", ".join(filter(None, parts)) or t("tout le fichier")


def table(issues: Sequence[Issue], t: Translator) -> pd.DataFrame:
    """The issues as the table that the officer filters and downloads."""
    rows = [
        (
            severity_label(issue.severity, t),
            issue.file,
            issue.sheet,
            issue.row or None,
            issue.column,
            received(issue, t),
            *(lambda said: (said.message, said.mend))(word(issue, t)),
        )
        for issue in issues
    ]
    names = [
        t("Gravité"), t("Fichier"), t("Feuille"), t("Ligne"), t("Colonne"), t("Valeur reçue"), t("Constat"),
        t("Comment corriger"),
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=names).astype({names[3]: "Int64"})


def summary(issues: Issues, t: Translator) -> str:
    """How much there is of each severity: « 3 points bloquants, 1 à confirmer et 12 informations »."""
    counts = issues.counts()
    parts = []
    if counts["blocking"]:
        parts.append(t.n("{count} point bloquant", "{count} points bloquants", counts["blocking"]))
    if counts["confirm"]:
        parts.append(t.n("{count} point à confirmer", "{count} points à confirmer", counts["confirm"]))
    if counts["information"]:
        parts.append(t.n("{count} information", "{count} informations", counts["information"]))
    more = sum(issues.left_off.values())
    if more:
        parts.append(t.n("{count} point semblable non listé", "{count} points semblables non listés", more))
    return t.join(parts) if parts else t("Aucun point à signaler")
