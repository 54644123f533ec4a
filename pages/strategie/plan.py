"""The plan: what was promised and where it stands, level by level; then the forms that add to it, linked."""

from __future__ import annotations

from functools import partial

import streamlit as st

from indicators.present.texts.evaluation.levels import level_name
from indicators.present.texts.markdown import escape
from indicators.present.texts.strategy.sentences import (
    about_words,
    counted_promises,
    promise_details,
    promises_sentence,
)
from indicators.present.texts.strategy.words import standing_word
from indicators.records import LEVELS
from indicators.strategy import Promise
from indicators.strategy.promises import Standing
from pages.donnees.form import record_form
from pages.shared.choices import segments
from pages.shared.folding import folded
from pages.shared.layout import empty_state
from pages.shared.links import link_to
from pages.strategie.data import Writing

_COLOURS: dict[Standing, str] = {"kept": "green", "behind": "orange", "not_assessed": "gray"}
#: The level of the many small objectives, folded: whoever reads the promises reads the others first.
_FOLDED = "operational"

#: As the form of an action says it.
_PLANNED = "planned"
#: What an action of awareness, a training or one of several authorities says: asked for under « La participation ».
ELSEWHERE = frozenset({"awareness", "theme", "audience", "trained_elected", "trained_staff", "training_hours"})


def show_plan(page: Writing) -> None:
    """What is promised with where it stands, then the forms that add to it."""
    t, found = page.context.t, page.strategy
    if found.promises:
        st.markdown(f"**{promises_sentence(found, t)}**")
        st.caption(t("Un objectif est tenu quand tous ses indicateurs mesurés le sont ; un seul en retard, et il est en retard."))  # fmt: skip
        for level in LEVELS:
            _level([item for item in found.promises if item.objective.level == level], page)
        link_to("evaluation", t("Suivre les euros, de l'action à l'objectif"))
    else:
        empty_state(t("Aucun objectif n'est écrit."), t("Une stratégie de la matrice devient un objectif en un clic ; ou écrivez-le ici."))  # fmt: skip
    if page.officer:
        _forms(page)


def _level(rows: list[Promise], page: Writing) -> None:
    """The objectives of a level, those that are late first."""
    t = page.context.t
    if not rows:
        return
    level = rows[0].objective.level
    ordered = sorted(rows, key=lambda item: item.standing != "behind")
    if level == _FOLDED and len(rows) < len(page.strategy.promises):
        title = f"{level_name(level, t)}{t(' : ')}{counted_promises(rows, t)}"
        folded(title, partial(_promises, ordered, page), key=f"promesses_{level}")
        return
    st.header(level_name(level, t), anchor=False)
    _promises(ordered, page)


def _promises(rows: list[Promise], page: Writing) -> None:
    """Each objective with its standing, when and who, then what it is read from."""
    t = page.context.t
    for item in rows:
        mark = f" :gray-badge[{t('exemple')}]" if item.example else ""
        badge = f":{_COLOURS[item.standing]}-badge[{standing_word(item.standing, t)}]"
        lines = [f"{badge} **{escape(item.objective.label)}**{mark}"]
        if about := about_words(item, t):
            lines.append(f"  \n:small[{escape(about)}]")
        lines += [f"\n- :small[{escape(told)}]" for told in promise_details(item, page.context.year, t)]
        st.markdown("".join(lines))


def _forms(page: Writing) -> None:
    """One form at a time: an objective, its target, an action that serves it, a relation."""
    t = page.context.t
    st.header(t("Ajouter au plan"), anchor=False)
    kinds = {
        "objective": t("Un objectif"),
        "target": t("Une cible"),
        "activity": t("Une action"),
        "partnership": t("Un partenariat"),
    }
    chosen = segments(t("Ajouter au plan"), list(kinds), format_func=kinds.__getitem__, label_visibility="collapsed", key="plan_sorte")  # fmt: skip
    known = page.readout.snapshot
    # What a plan adds is still to be done, and belongs to the plan that is being written.
    start = {"activity": {"status": _PLANNED}, "target": {"plan": page.plan}}
    record_form(
        page.context, str(chosen), start.get(str(chosen), {}), batch=page.batch, place="plan", snapshot=known,
        folded=ELSEWHERE,
    )  # fmt: skip
