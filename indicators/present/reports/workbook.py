"""The workbook of the figures behind a report: the table of each figure with its reading and its sources."""

from __future__ import annotations

import pandas as pd

from indicators.present.charts.evaluation import readings_table
from indicators.present.figure import Figure
from indicators.present.reports.figures import all_figures
from indicators.present.reports.sheets import Sheet, write_book
from indicators.present.reports.source import ReportSource
from indicators.present.reports.stamp import moment
from indicators.present.reports.wording import plain
from indicators.present.texts import reports as words
from indicators.present.texts.citations import by_origin, citation, cited
from indicators.present.texts.evaluation.levels import level_name
from indicators.records import LEVELS


def workbook(source: ReportSource) -> bytes:
    """One sheet a figure, one a level of evaluation, and all the sources; the first sheet is the contents."""
    t = source.t
    figures = [item for item in all_figures(source) if not item.table.empty]
    sheets = [_figure(item, source) for item in figures]
    for level in LEVELS:
        readings = source.evaluation.levels[level].readings
        name = level_name(level, t)
        sheets.append(Sheet(name, readings_table(readings, source.evaluation.year, t), (name,)))
    sheets.append(Sheet(t("Sources"), _sources(figures, source)))
    title = t("{name} et le monde : les chiffres du rapport", name=source.name)
    contents = Sheet(t("Contenu"), _contents(sheets, source), _above(title, source))
    return write_book([contents, *sheets], title, moment(source.snapshot.edition.published_at), t)


def _above(title: str, source: ReportSource) -> tuple[str, ...]:
    warning = (words.fictional_band(source.t),) if source.fictional else ()
    return (title, words.edition_line(source, source.t), *warning)


def _figure(figure: Figure, source: ReportSource) -> Sheet:
    marks = [words.example_mark(source.t)] if figure.example else []
    marks += [words.fictional_band(source.t)] if source.fictional else []
    below = tuple(source.t("Source : {source}", source=line) for line in cited(figure.sources, source.t))
    return Sheet(figure.title, figure.table, (figure.title, plain(figure.sentence), *marks), below)


def _contents(sheets: list[Sheet], source: ReportSource) -> pd.DataFrame:
    t = source.t
    rows = [(sheet.above[0] if sheet.above else sheet.name, len(sheet.table)) for sheet in sheets]
    return pd.DataFrame(rows, columns=[t("Tableau"), t("Lignes")])


def _sources(figures: list[Figure], source: ReportSource) -> pd.DataFrame:
    t = source.t
    headers = [
        t("Tableau"), t("Organisme"), t("Titre"), t("Millésime"), t("Années"), t("Publié le"), t("Consulté le"),
        t("Licence"), t("Adresse"), t("Citation"),
    ]  # fmt: skip
    rows = [
        (
            item.title, found.publisher, found.title, found.vintage, years, found.published, found.accessed,
            found.licence, found.url, citation(found, t, years),
        )
        for item in figures
        for found, years in by_origin(item.sources).items()
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=headers)
