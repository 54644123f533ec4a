"""The chain on one screen: choose a territorial objective, see what serves it, at what cost, with what result."""

from __future__ import annotations

import streamlit as st

from indicators.evaluation import Evaluation
from indicators.evaluation.chain import Chain, Node
from indicators.present.charts.evaluation_chain import chain_euros
from indicators.present.texts import Translator
from indicators.present.texts.evaluation import chain as words
from indicators.present.texts.markdown import escape
from indicators.records import STAGES, Stage
from pages.evaluation.data import cached_figure, current_chain, current_evaluation
from pages.evaluation.orphans import show_lines_behind, show_orphans
from pages.shared.choices import segments
from pages.shared.context import PageContext
from pages.shared.figures import show_figure
from pages.shared.layout import empty_state


def show_chain(context: PageContext) -> None:
    """Objectives on the left, what serves the chosen one on the right, orphans below."""
    t = context.t
    chain, evaluation = current_chain(context), current_evaluation(context)
    if not (chain.roots or chain.loose):
        empty_state(
            t("Aucun objectif enregistré : rien à relier aux euros."),
            t("Les objectifs se chargent depuis la page des données, avec le modèle « objectifs »."),
        )
        show_orphans(chain, _stage(chain, context), context)
        return
    stage = _stage(chain, context)
    st.markdown(words.chain_sentence(chain, stage, t))
    left, right = st.columns([2, 5], gap="medium")
    with left:
        node = _choose(chain, evaluation, stage, t)
    with right:
        _tree(node, chain, evaluation, stage, context)
        show_lines_behind(chain.lines_of(node), stage, f"chain_{node.objective.id}", context)
    show_figure(cached_figure(context, f"chain_{stage}", lambda: chain_euros(chain, evaluation, stage, t)), context)
    show_orphans(chain, stage, context)


def _stage(chain: Chain, context: PageContext) -> Stage:
    """The stage of the amounts, the latest known by default; the three are never added."""
    t = context.t
    known = [stage for stage in STAGES if chain.total.at(stage) is not None]
    if len(known) < 2:
        return known[0] if known else "paid"
    names = {str(stage): words.stage_name(stage, t).capitalize() for stage in known}
    chosen = segments(t("Étape du budget"), list(names), default=known[-1], format_func=names.__getitem__, key="etape")
    return next(stage for stage in known if stage == chosen)


def _choose(chain: Chain, evaluation: Evaluation, stage: Stage, t: Translator) -> Node:
    nodes = {node.objective.id: node for node in (*chain.roots, *chain.loose)}
    chosen = st.radio(
        t("Objectif à ouvrir"),
        list(nodes),
        format_func=lambda name: escape(nodes[name].objective.label),
        captions=[_caption(node, chain, evaluation, stage, t) for node in nodes.values()],
        key="objectif",
    )
    return nodes[chosen]


def _caption(node: Node, chain: Chain, evaluation: Evaluation, stage: Stage, t: Translator) -> str:
    text = f"{words.verdict(node, evaluation, t)} · {words.euros_words(node, chain, stage, t)}"
    return text + t(" · ⚑ sans objectif territorial") if node in chain.loose else text


def _tree(root: Node, chain: Chain, evaluation: Evaluation, stage: Stage, context: PageContext) -> None:
    t = context.t
    st.header(escape(root.objective.label), anchor=False)
    _example(root, context)
    st.markdown(words.node_sentence(root, chain, stage, t))
    st.caption(t("Résultat : {result}", result=words.result_sentence(root, evaluation, t)))
    _actions(root, context)
    for child in root.children:
        with st.container(border=True):
            _step(child, chain, evaluation, stage, context)
    if not root.children:
        st.caption(t("Aucun objectif programmatique ou opérationnel ne sert cet objectif."))


def _step(node: Node, chain: Chain, evaluation: Evaluation, stage: Stage, context: PageContext) -> None:
    """An objective below the chosen one, with its own children indented by their container."""
    t = context.t
    level = {"programmatic": t("Programmatique"), "operational": t("Opérationnel")}.get(node.objective.level, "")
    st.markdown(f"**{escape(node.objective.label)}** :blue-badge[{level}]")
    st.markdown(f"{words.euros_words(node, chain, stage, t)} · {words.verdict(node, evaluation, t)}")
    st.caption(t("Résultat : {result}", result=words.result_sentence(node, evaluation, t)))
    _actions(node, context)
    for child in node.children:
        with st.container(border=True):
            _step(child, chain, evaluation, stage, context)


def _actions(node: Node, context: PageContext) -> None:
    t = context.t
    for action in node.actions:
        mark = f" :gray-badge[{t('exemple')}]" if action.example else ""
        st.markdown(f"- {words.action_line(action, t)}{mark}")


def _example(node: Node, context: PageContext) -> None:
    if node.objective.example:
        st.caption(context.t(":material/edit_note: **Exemple** : objectifs inventés, à remplacer par les vôtres."))
