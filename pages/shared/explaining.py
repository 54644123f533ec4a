"""« Expliquer ce chiffre »: a button that opens the computation of a figure as a tree, down to the file and the row."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from indicators.demo.loader import place_of
from indicators.operations.startup import DEMONSTRATION
from indicators.present.explained import RowOf, Step, explain, html_tree, rows_of, said_of
from indicators.present.texts import Translator
from indicators.readout.figures import FIGURES
from indicators.store.provenance import Deposit, deposits_of
from pages.shared.context import PageContext

#: A figure by its name and what it is read of.
Asked = tuple[str, str]
_PRINT = 8


def explain_button(asked: Sequence[Asked], context: PageContext, key: str) -> None:
    """The button beside figures; the tree is computed and its rows looked up once it is open."""
    if not asked:
        return
    t = context.t
    label = t("Expliquer ce chiffre") if len(asked) == 1 else t("Expliquer un chiffre")
    if st.button(label, icon=":material/account_tree:", key=f"explain_{key}", type="tertiary"):
        st.dialog(label, icon=":material/account_tree:", width="large")(partial(_window, asked, context, key))()


def _window(asked: Sequence[Asked], context: PageContext, key: str) -> None:
    t = context.t
    names = [said_of(FIGURES[figure], of, context.catalogue, t) for figure, of in asked]
    chosen = 0
    if len(asked) > 1:
        chosen = st.selectbox(t("Chiffre"), range(len(asked)), format_func=names.__getitem__, key=f"explained_{key}")
    figure, of = asked[chosen]
    step = explain(figure, of, context.readout, t)
    st.html(html_tree(step, partial(_where, _found(step, context), t)))
    st.caption(t("Le même calcul que sur la page, étape par étape. « ouverture test » l’essaie sur des cas publiés."))


def _found(step: Step, context: PageContext) -> dict[RowOf, Deposit]:
    """The deposit of each row of a tree, a few queries for all of it."""
    by_kind: dict[str, list[RowOf]] = {}
    for row in rows_of(step):
        by_kind.setdefault(row.kind, []).append(row)
    found: dict[RowOf, Deposit] = {}
    for kind, rows in by_kind.items():
        deposits = deposits_of(context.engine, context.edition.number, kind, [row.key for row in rows])
        found |= {row: deposits[row.key] for row in rows if row.key in deposits}
    return found


def _where(found: dict[RowOf, Deposit], t: Translator, row: RowOf) -> str:
    """« comptes-2024.xlsx, 12e fiche lue (empreinte 3f9a…), édition 4 »; where the row stands in the demonstration."""
    deposit = found.get(row)
    if deposit is None:
        return t("fichier officiel de cette machine")
    if deposit.file == DEMONSTRATION and (place := place_of(row.kind, row.key)):
        return t("{file}, ligne {line}, édition {number}", file=f"{DEMONSTRATION}/{place[0]}", line=place[1], number=deposit.edition)  # fmt: skip
    if not deposit.sha256:
        return t("saisi dans l’application ({name}), édition {number}", name=deposit.file, number=deposit.edition)
    file = t("{file} (empreinte {mark})", file=deposit.file, mark=deposit.sha256[:_PRINT])
    if deposit.rank is None:
        return t("{file}, édition {number}", file=file, number=deposit.edition)
    return t("{file}, ligne lue n° {rank}, édition {number}", file=file, rank=t.number(deposit.rank), number=deposit.edition)  # fmt: skip
