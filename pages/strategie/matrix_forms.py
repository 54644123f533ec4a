"""The two forms of the matrix: a finding with its figure or its proof, a strategy with the findings that it crosses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from indicators.intake.text import slug
from indicators.present.texts.strategy.words import box_word
from indicators.records import Box, Finding
from indicators.strategy.matrix import CROSSES, FINDINGS
from pages.donnees.context import enter
from pages.donnees.kept import kept
from pages.shared.choices import distinct
from pages.shared.folding import folded
from pages.strategie.data import Writing

#: Tells the form of a strategy from the one that was kept before it.
_TURN = "strategy_turn"


def finding_form(page: Writing) -> None:
    """A new finding, or one to correct: a figure of the dashboard, or a proof, stands behind it."""
    t = page.context.t
    written = {item.finding.id: item.finding for item in page.strategy.matrix.all_findings}

    def draw() -> None:
        words = distinct(["", *written], lambda code: written[code].text if code else t("Nouveau constat"))
        chosen = st.selectbox(t("Constat"), ["", *written], format_func=words, key="constat_choisi") if written else ""
        _finding(written.get(chosen), page)

    folded(t("Ajouter ou corriger un constat"), draw, key="ecrire_constat", icon=":material/add:")


def _finding(former: Finding | None, page: Writing) -> None:
    """The fields of a finding, those of ``former`` when it is corrected."""
    context, t = page.context, page.context.t
    known = [reading.definition for reading in page.readout.evaluation().readings if reading.value is not None]
    names = {item.id: item.label.get(t.lang) for item in known}
    figures = ["", *names]
    figure = former.indicator if former and former.indicator in names else ""
    end = f"_{former.id}" if former else ""
    with st.form(f"constat{end}", border=False, clear_on_submit=former is None):
        box = st.selectbox(
            t("Case"), FINDINGS, FINDINGS.index(former.box) if former else 0,
            format_func=lambda code: box_word(code, context.catalogue, t), key=f"constat_case{end}",
        )  # fmt: skip
        text = st.text_input(t("Le constat, en une phrase"), former.text if former else "", key=f"constat_texte{end}")
        left, right = st.columns(2)
        indicator = left.selectbox(
            t("Chiffre du tableau de bord"), figures, figures.index(figure), key=f"constat_chiffre{end}",
            format_func=distinct(figures, lambda code: names[code] if code else t("Aucun")),
        )  # fmt: skip
        evidence = right.text_input(t("Ou une preuve"), former.evidence if former else "", key=f"constat_preuve{end}")
        sent = st.form_submit_button(t("Garder en brouillon"), type="primary", icon=":material/save:")
    if sent:
        _keep(box, text, page, former=former, indicator=str(indicator), evidence=evidence)


def strategy_form(page: Writing) -> None:
    """A new strategy: its family says which findings it may cross."""
    folded(
        page.context.t("Ajouter une stratégie"), partial(_strategy, page), key="ecrire_strategie",
        icon=":material/join:",
    )  # fmt: skip


def _strategy(page: Writing) -> None:
    context, t = page.context, page.context.t
    family = st.selectbox(
        t("Famille"),
        list(CROSSES),
        format_func=lambda code: box_word(code, context.catalogue, t),
        key="strategie_famille",
    )
    findings = [item.finding for box in CROSSES[family] for item in page.strategy.matrix.findings[box]]
    silent = [box for box in CROSSES[family] if not page.strategy.matrix.findings[box]]
    if silent:
        names = t.join([t.quoted(box_word(box, context.catalogue, t)) for box in silent])
        st.info(t("Cette famille croise deux cases : écrivez d'abord un constat dans {boxes}.", boxes=names))
        return
    texts = {item.id: f"{box_word(item.box, context.catalogue, t)}{t(' : ')}{item.text}" for item in findings}
    # Emptied once it is kept only: a refusal must not take back what was typed.
    turn = st.session_state.get(_TURN) or ""
    with st.form(f"strategie_{family}", border=False):
        crossed = st.multiselect(
            t("Constats croisés"), list(texts), format_func=distinct(list(texts), texts.__getitem__),
            key=f"strategie_croise_{family}{turn}", placeholder=t("Au moins un de chaque case"), select_all=False,
        )  # fmt: skip
        text = st.text_input(t("La stratégie, en une phrase"), key=f"strategie_texte_{family}{turn}")
        sent = st.form_submit_button(t("Garder en brouillon"), type="primary", icon=":material/save:")
    if not sent:
        return
    met = {item.box for item in findings if item.id in crossed}
    if met != set(CROSSES[family]):
        names = t.join([t.quoted(box_word(box, context.catalogue, t)) for box in CROSSES[family]])
        st.error(t("Rien n'est gardé : cette famille croise au moins un constat de chaque case, {boxes}.", boxes=names))
        return
    st.session_state[_TURN] = len(page.strategy.matrix.all_strategies) + 1
    _keep(family, text, page, crosses=tuple(crossed))


def _keep(
    box: Box, text: str, page: Writing, *, former: Finding | None = None, indicator: str = "", evidence: str = "",
    crosses: tuple[str, ...] = (),
) -> None:  # fmt: skip
    """Put a finding in the officer's draft, and show it at once; one that is corrected keeps its name and what cites it."""
    if not text.strip():
        st.error(page.context.t("Rien n'est gardé : écrivez une phrase."))
        return
    said: dict[str, Any] = {"box": box, "text": text.strip(), "indicator": indicator, "evidence": evidence.strip()}
    day, territory = date.today().isoformat(), page.context.territory.code
    row = (
        replace(former, **said)
        if former
        else Finding(territory=territory, id=slug(f"{box} {text}"), crosses=crosses, date=day, **said)
    )
    if enter(page.context, page.batch, "finding", [row]):
        kept(page.context.t)
        st.rerun()
