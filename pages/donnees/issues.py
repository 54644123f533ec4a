"""The findings of a batch: a table that filters, the annotated workbook; what is proposed and to confirm follows."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from indicators.intake import operations
from indicators.intake.annotate import annotate
from indicators.intake.formats import is_annotated
from indicators.intake.issues import SEVERITIES, Issue
from indicators.intake.ledger import Ledger
from indicators.intake.reading import read_file
from indicators.intake.wording import place, received, severity_label, table, word
from indicators.present.exports import XLSX, csv_bytes
from indicators.present.texts import Translator
from indicators.store import drafts
from indicators.store.drafts import Batch
from pages.donnees.context import kept_file, workshop_of
from pages.donnees.proposals import show_confirmations, show_proposals
from pages.shared.context import PageContext
from pages.shared.layout import empty_state

_PAGE = 50
# The column of what was typed in the file.
_RECEIVED = 2
_WIDTHS = (15, 19, 14, 27, 25)
_CELL = "text-align:left;vertical-align:top;padding:6px 10px;border-bottom:1px solid #8884;overflow-wrap:anywhere"


def show_issues(context: PageContext, batch: Batch, ledger: Ledger) -> None:
    """Everything that was found, most serious first."""
    t = context.t
    if not ledger.issues:
        empty_state(t("Aucun point à signaler."), t("Passez aux conséquences."))
        return
    _downloads(context, batch, ledger)
    issues = _filtered(context, ledger.issues)
    _table(context, issues)
    if batch.state == drafts.OPEN and ledger.format != operations.ENTERED:
        show_proposals(context, batch, ledger, issues)
    show_confirmations(context, batch, ledger)


def _table(context: PageContext, issues: Sequence[Issue]) -> None:
    """The findings on the width of the page, a page at a time: where, what was received, what is wrong, how to mend."""
    t = context.t
    pages = max(1, -(-len(issues) // _PAGE))
    number = st.pagination(pages, key="issue_page") if pages > 1 else 1
    shown = issues[(number - 1) * _PAGE : number * _PAGE]
    heads = [t("Gravité"), t("Où"), t("Reçu"), t("Constat"), t("Comment corriger")]
    cells = [_row(issue, t) for issue in shown]
    st.html(text_table(heads, cells, t("Constats"), context.settings.languages.default))
    if len(issues) > len(shown):
        st.caption(
            t(
                "{count} constats sur {total} ; la liste à télécharger les contient tous.",
                count=t.number(len(shown)),
                total=t.number(len(issues)),
            )
        )


def _row(issue: Issue, t: Translator) -> list[str]:
    said = word(issue, t)
    return [severity_label(issue.severity, t), place(issue, t), received(issue, t), said.message, said.mend]


def text_table(heads: Sequence[str], rows: Sequence[Sequence[str]], caption: str, lang: str) -> str:
    """A plain table whose cells wrap; every text is escaped, whatever a file holds, and what it holds is in ``lang``."""
    head = "".join(f'<th scope="col" style="{_CELL};font-weight:600">{escape(text)}</th>' for text in heads)
    spoken = f' lang="{escape(lang)}"'
    body = "".join(
        "<tr>"
        + "".join(
            f'<td style="{_CELL}"{spoken if place == _RECEIVED else ""}>{escape(text)}</td>'
            for place, text in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )
    columns = "".join(f'<col style="width:{width}%">' for width in _WIDTHS)
    return (
        f'<table aria-label="{escape(caption)}" style="width:100%;table-layout:fixed;border-collapse:collapse;'
        f'font-size:0.9rem"><colgroup>{columns}</colgroup>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _filtered(context: PageContext, issues: Sequence[Issue]) -> list[Issue]:
    t = context.t
    present = [severity for severity in SEVERITIES if any(issue.severity == severity for issue in issues)]
    columns = sorted({issue.column for issue in issues if issue.column})
    with st.container(horizontal=True):
        kept = st.pills(
            t("Gravité"),
            present,
            default=present,
            selection_mode="multi",
            format_func=lambda severity: severity_label(severity, t),
            key="issue_severity",
        )
        column = st.multiselect(t("Colonne"), columns, placeholder=t("Toutes les colonnes"), key="issue_column")
    found = [issue for issue in issues if issue.severity in kept and (not column or issue.column in column)]
    return sorted(found, key=lambda issue: (SEVERITIES.index(issue.severity), issue.sheet, issue.row))


def _downloads(context: PageContext, batch: Batch, ledger: Ledger) -> None:
    t = context.t
    content = kept_file(context, batch)

    def annotated() -> bytes:
        work = workshop_of(context)
        read = read_file(content or b"", work.options(corrections=ledger.corrections), name=batch.file_name)
        return annotate(content or b"", read.tables, list(ledger.issues), t)

    with st.container(horizontal=True):
        if content is not None and is_annotated(ledger.format):
            st.download_button(
                t("Votre classeur annoté (XLSX)"),
                data=annotated,
                file_name=f"{batch.file_name.rpartition('.')[0] or batch.file_name}_annote.xlsx",
                mime=XLSX,
                icon=":material/edit_note:",
                on_click="ignore",
                help=t("Votre fichier, avec les cellules à revoir colorées et commentées."),
            )
        st.download_button(
            t("Liste des constats (CSV)"),
            data=lambda: csv_bytes(table(list(ledger.issues), t)),
            file_name="constats.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
        )
