"""What was answered to a grid of the strategy, as rows for a page and for a paper: only what somebody said."""

from __future__ import annotations

from indicators.grids.maturity import GridYear
from indicators.present.texts.days import day_of
from indicators.present.texts.evaluation.grids import answer_word
from indicators.present.texts.strategy.shared_work import Rows
from indicators.present.texts.translator import MISSING, Translator


def answered_headers(found: GridYear, t: Translator) -> tuple[str, ...]:
    """What the rows tell: the item, the answer, its proof with what the grid asks beside."""
    words = {"document": t("Document"), "horizon": t("Date"), "owner": t("Fonction responsable")}
    proof = " · ".join((t("Preuve"), *(words[name] for name in found.grid.asks if name in words)))
    return (t("Énoncé"), t("Réponse du service"), proof)


def answered_rows(found: GridYear, t: Translator) -> Rows:
    """The items with an answer, in the order of the grid."""
    grid, rows = found.grid, []
    for item in grid.items:
        row = found.answers.get(item.id)
        if row is None or row.answer is None:
            continue
        mark = t(" (exemple)") if row.example else ""
        proofs = (row.evidence, row.document, day_of(row.document, row.horizon, t), row.owner)
        told = " · ".join(part for part in proofs if part) or MISSING
        rows.append((item.label.get(t.lang) + mark, answer_word(grid, row.answer, t, item), told))
    return tuple(rows)


def told_sentence(found: GridYear, t: Translator) -> str:
    """How many items are at the top of the scale, of those that are answered; what has no answer is counted apart."""
    whole = sum(value >= found.grid.scale.high for value in found.values.values())
    top = found.grid.scale.labels[-1].get(t.lang)
    silent = len(found.grid.items) - found.answered
    told = t.n(
        "{top} : {whole} énoncé sur {count} répondu, en {year}.", "{top} : {whole} énoncés sur {count} répondus, en {year}.",
        found.answered, top=top, whole=whole, year=found.year,
    )  # fmt: skip
    return f"{told} {t.n('{count} sans réponse.', '{count} sans réponse.', silent)}" if silent else told
