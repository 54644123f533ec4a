"""The annex of the budget lines: what a councillor asks to see behind a total, line by line, in the year of the budget."""

from __future__ import annotations

from indicators.present.reports.model import Block, Table
from indicators.present.reports.source import ReportSource
from indicators.present.texts.budget.lines import line_label
from indicators.present.texts.budget.words import amounts_of, key_name


def budget_lines(source: ReportSource) -> list[Block]:
    """Expenditure then income of the year at the paid stage; a line that does not carry the stage says so."""
    view = source.budget
    if view.snapshot.budget_lines.empty:
        return []
    return [_table(source, direction) for direction in ("expenditure", "income") if len(view.book.lines(view.year, direction))]  # type: ignore[arg-type]  # the two directions  # fmt: skip


def _table(source: ReportSource, direction: str) -> Table:
    t, view = source.t, source.budget
    rows = view.book.lines(view.year, direction).sort_values(view.stage, ascending=False, kind="stable")  # type: ignore[arg-type]  # one of the two directions
    rubrics = {key: key_name(key, "rubric", view.snapshot, view.catalogue, t) for key in rows["assigned"].astype(str).unique()}  # fmt: skip
    told = tuple(
        (nature, function, label, rubrics[rubric], t.money(amount, 2))
        for nature, function, label, rubric, amount in zip(
            rows["nature"].astype(str), rows["function"].astype(str), line_label(rows), rows["assigned"].astype(str),
            rows[view.stage], strict=True,
        )
    )  # fmt: skip
    title = t("{amounts}, {year} : les lignes", amounts=amounts_of(view.stage, direction, t), year=view.year)  # type: ignore[arg-type]  # one of the two directions
    headers = (t("Nature"), t("Fonction"), t("Libellé"), t("Rubrique"), t("Montant"))
    return Table(title, headers, told, (1, 1, 4, 2.4, 1.6), frozenset({4}))
