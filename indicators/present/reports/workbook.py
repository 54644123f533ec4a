"""The workbook of the figures behind a report: the table of each figure with its reading and its sources."""

from __future__ import annotations

import pandas as pd

from indicators.present.figure import Figure
from indicators.present.reports.book_charts import chart_of
from indicators.present.reports.figures import all_figures
from indicators.present.reports.sheets import Look, Sheet, write_book
from indicators.present.reports.source import ReportSource
from indicators.present.reports.stamp import moment
from indicators.present.reports.wording import plain
from indicators.present.texts import marked
from indicators.present.texts import reports as words
from indicators.present.texts.citations import by_origin, citation, cited
from indicators.present.texts.evaluation.levels import level_name
from indicators.records import LEVELS

#: The name on the tab of each figure, short enough to be read whole.
_TABS = {
    "chain_paid": marked("Objectifs et euros"),
    "geii_profile_reference": marked("Profil"),
    "budget_by_rubric": marked("Rubriques"),
    "budget_over_years": marked("Années"),
    "budget_share": marked("Poids dans le budget"),
    "budget_per_inhabitant": marked("Par habitant"),
    "budget_payers": marked("Financeurs"),
    "budget_leverage": marked("Reçu d'ailleurs"),
    "budget_ceilings": marked("Dispositifs du 1 %"),
    "budget_expenditure_by_partnership": marked("Par partenariat"),
    "budget_aims_purpose": marked("Finalités"),
    "budget_envelopes": marked("Autorisations"),
    "evaluation_statuses": marked("Statuts"),
    "externalities": marked("Effets indésirables"),
    "partnership_map_world": marked("Partenariats"),
    "changes": marked("Changements"),
}
_PAPERS = {"a4": 9, "letter": 1}


def workbook(source: ReportSource) -> bytes:
    """One sheet a figure, with its chart, and all the sources; the first sheet is the contents and leads to the others."""
    t, report = source.t, source.settings.report
    figures = [item for item in all_figures(source) if not item.table.empty]
    sheets = [*(_figure(item, source) for item in figures), Sheet(t("Sources"), _sources(figures, source), told=True)]
    title = t("{name} et le monde : les chiffres du rapport", name=source.name)
    links = tuple(sheet.name for sheet in sheets)
    contents = Sheet(t("Contenu"), _contents(sheets, source), _above(title, source), links=links)
    logo = (source.logo.png, source.logo.alt) if source.logo else None
    look = Look(report.font, report.colour, _PAPERS[report.page], logo)
    return write_book([contents, *sheets], title, moment(source.snapshot.edition.published_at), t, look)


def _above(title: str, source: ReportSource) -> tuple[str, ...]:
    return (title, words.edition_line(source, source.t), *words.bands(source, example=source.snapshot.example))


def _figure(figure: Figure, source: ReportSource) -> Sheet:
    below = tuple(source.t("Source : {source}", source=line) for line in cited(figure.sources, source.t))
    above = (figure.title, plain(figure.sentence), *words.bands(source, example=figure.example))
    return Sheet(_tab(figure, source), figure.table, above, below, True, figure, chart_of(figure, source))


def _tab(figure: Figure, source: ReportSource) -> str:
    level = figure.key.removeprefix("evaluation_")
    return level_name(level, source.t) if level in LEVELS else source.t(_TABS.get(figure.key, figure.title))


def _contents(sheets: list[Sheet], source: ReportSource) -> pd.DataFrame:
    t = source.t
    rows = [(sheet.name, sheet.above[0] if sheet.above else sheet.name, len(sheet.table)) for sheet in sheets]
    return pd.DataFrame(rows, columns=[t("Feuille"), t("Tableau"), t("Lignes")])


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
