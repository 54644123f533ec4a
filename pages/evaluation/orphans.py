"""What the chain does not hold: means without an objective, objectives without means; and the lines behind an amount."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from indicators.evaluation.chain import Chain
from indicators.present.texts.budget.lines import line_label
from indicators.present.texts.budget.words import key_name, not_loaded
from indicators.present.texts.evaluation import chain as words
from indicators.present.texts.markdown import escape
from indicators.records import Stage
from pages.shared.context import PageContext
from pages.shared.folding import folded
from pages.shared.tables import show_table


def show_orphans(chain: Chain, stage: Stage, context: PageContext) -> None:
    """Means on the left, objectives on the right; « Aucun » where nothing is loose."""
    t = context.t
    left, right = st.columns(2, gap="large")
    with left:
        st.header(t("Moyens sans objectif"), anchor=False)
        _loose_means(chain, stage, context)
    with right:
        st.header(t("Objectifs sans moyens ou sans attache"), anchor=False)
        kinds: dict[str, list[str]] = {}
        for orphan in chain.orphans:
            kinds.setdefault(escape(orphan.objective.label), []).append(words.orphan_kind(orphan.kind, chain, t))
        for label, found in kinds.items():
            st.markdown(t.typeset(f"- **{label}** : {t.join(found)}"))
        if not chain.orphans:
            st.markdown(t("Aucun."))


def _loose_means(chain: Chain, stage: Stage, context: PageContext) -> None:
    t = context.t
    if not chain.loaded:
        st.markdown(not_loaded(chain.year, chain.accounts, t))
    elif not chain.orphan_euros.lines and not chain.orphan_actions:
        st.markdown(t("Aucun : tout ce qui est dépensé ou fait est rattaché à un objectif."))
    if chain.orphan_euros.lines:
        st.markdown(
            t.n(
                "{count} ligne de dépense sans objectif : {amounts}.",
                "{count} lignes de dépense sans objectif : {amounts}.",
                chain.orphan_euros.lines,
                amounts=words.stages_words(chain.orphan_euros, t),
            )
        )
        show_lines_behind(chain.orphan_lines, stage, "chain_orphans", context)
    for action in chain.orphan_actions:
        mark = f" :gray-badge[{t('exemple')}]" if action.example else ""
        st.markdown(f"- {words.action_line(action, t)}{mark}")


def show_lines_behind(lines: pd.DataFrame, stage: Stage, key: str, context: PageContext) -> None:
    """The lines of expenditure behind an amount, largest first, at one stage."""
    if lines.empty:
        return
    t = context.t
    shown = lines.sort_values(stage, ascending=False)
    table = pd.DataFrame(
        {
            t("Libellé"): line_label(shown),
            t("Nature"): shown["nature"].astype(str).to_numpy(),
            t("Budget"): [key_name(name, "budget", context.snapshot, context.catalogue, t) for name in shown["budget"].astype(str)],
            f"{words.stage_name(stage, t).capitalize()} (€)": (shown[stage] / 100).to_numpy(),
        }
    )  # fmt: skip
    title = t.n("{count} ligne de dépense", "{count} lignes de dépense", len(table))
    draw = partial(show_table, table, t, alt=title, height="content", key=key)
    folded(title, draw, key=f"{key}_lignes", icon=":material/list:")
