"""What came of the cases, as a table that a terminal prints and as one that a spreadsheet opens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from indicators.cases.model import Check, Outcome
from indicators.cases.running import tally
from indicators.catalogue import Catalogue
from indicators.present.explained import said, said_of
from indicators.present.texts import Translator
from indicators.present.texts.errors import error_message

_WIDE = 76


def told(outcomes: Sequence[Outcome], catalogue: Catalogue, t: Translator, *, failures: bool = False) -> Iterator[str]:
    """A line a case, what differs under it; with ``failures`` the cases that pass are only counted."""
    wide = max((len(item.case.name) for item in outcomes), default=0)
    file = ""
    for item in outcomes:
        if item.passed and failures:
            continue
        if item.case.file != file:
            file = item.case.file
            yield f"\n{file}"
        mark = t("✓ conforme") if item.passed else t("✗ ÉCART")
        yield f"  {mark:<11} {item.case.name:<{wide}}  {_cut(item.case.title.get(t.lang))}"
        if not item.passed:
            yield from (f"              {line}" for line in _differences(item, catalogue, t))
    yield f"\n{summed(outcomes, t)}"


def summed(outcomes: Sequence[Outcome], t: Translator) -> str:
    """« 65 cas : 64 conformes, 1 en écart. »"""
    found = tally(outcomes)
    tried = t.n("{count} cas essayé", "{count} cas essayés", found.tried)
    passed = t.n("{count} conforme", "{count} conformes", found.passed)
    failed = t.n("{count} en écart", "{count} en écart", found.failed)
    return t("{tried} : {passed}, {failed}.", tried=tried, passed=passed, failed=failed)


def _differences(item: Outcome, catalogue: Catalogue, t: Translator) -> Iterator[str]:
    case = item.case
    if item.refusal is not None:
        yield t("refusé : {reason}", reason=error_message(item.refusal, t))
    for check in item.checks:
        if not check.passed:
            yield difference(check, catalogue, t)
    where = ", ".join(part for part in (case.document, case.page, case.address) if part)
    yield t("{file}, ligne {line} ; source : {source}", file=case.file, line=case.line, source=where)


def difference(check: Check, catalogue: Catalogue, t: Translator) -> str:
    """« Emploi du plafond (Eau) : attendu 90 % (marge 0,05), trouvé 80 % »."""
    figure = check.expected.figure
    wanted, found = (said(value, figure, catalogue, t) for value in (check.expected.value, check.found))
    if wanted == found:  # closer than what a person would read: the numbers as they are
        wanted, found = str(check.expected.value), str(check.found)
    if check.expected.margin:
        wanted = t("{value} (marge {margin})", value=wanted, margin=f"{check.expected.margin:g}")
    name = said_of(figure, check.expected.of, catalogue, t)
    return t("{name} : attendu {wanted}, trouvé {found}", name=name, wanted=wanted, found=found)


def _cut(text: str) -> str:
    return text if len(text) <= _WIDE else text[: _WIDE - 1] + "…"


def as_table(outcomes: Iterable[Outcome], catalogue: Catalogue, t: Translator) -> pd.DataFrame:
    """A row a figure, for a spreadsheet: what was expected, within what, what was found, and the source of the case."""
    heads = [t("Résultat"), t("Cas"), t("Titre"), t("Chiffre"), t("Attendu"), t("Marge"), t("Trouvé"), t("Document"), t("Page"), t("Adresse"), t("Fichier"), t("Ligne")]  # fmt: skip
    return pd.DataFrame([row for item in outcomes for row in _rows(item, catalogue, t)], columns=heads)


def _rows(item: Outcome, catalogue: Catalogue, t: Translator) -> Iterator[list[object]]:
    case, failed = item.case, t("✗ ÉCART")
    title, source = case.title.get(t.lang), [case.document, case.page, case.address, case.file, case.line]
    if item.refusal is not None:
        yield [failed, case.name, title, "", "", "", error_message(item.refusal, t), *source]
    for check in item.checks:
        figure = check.expected.figure
        wanted, found = (said(value, figure, catalogue, t) for value in (check.expected.value, check.found))
        mark = t("✓ conforme") if check.passed else failed
        name = said_of(figure, check.expected.of, catalogue, t)
        yield [mark, case.name, title, name, wanted, check.expected.margin, found, *source]
