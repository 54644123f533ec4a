"""Priorities: themes and countries with a reason, and from then on what is in and what is out, with the shares."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from indicators.intake.text import simplify
from indicators.intake.vocabulary import SUBJECTS
from indicators.present.key_figures import KeyFigure
from indicators.present.texts.strategy.sentences import unjudged_line
from indicators.present.texts.strategy.words import inside_word, subject_word
from indicators.records import Priority
from pages.donnees.context import workshop_of
from pages.donnees.form import record_form
from pages.shared.choices import segments
from pages.shared.folding import folded
from pages.shared.layout import empty_state, key_figures
from pages.shared.links import link_to
from pages.shared.tables import show_table
from pages.strategie.data import Writing


def show_priorities(page: Writing) -> None:
    """The priorities in force, the shares, the relations in and out, the form of a new one."""
    t, found = page.context.t, page.strategy.priorities
    if not found.chosen:
        empty_state(t("Aucune priorité n'est choisie."), t("Sans priorité, rien n'est « dans » ni « hors » : les pages restent comme elles sont."))  # fmt: skip
    else:
        for title, rows in ((t("Thèmes"), found.themes), (t("Pays"), found.countries)):
            if rows:
                st.header(title, anchor=False)
                _listed(rows, page)
        if found.codes:
            _shares(page)
            _relations(page)
            link_to("partenariats", t("Voir les relations sur la carte"))
        else:
            st.caption(t("Aucune n'est encore en vigueur au {date} : rien n'est « dans » ni « hors » avant.", date=t.date(page.readout.as_of.isoformat())))  # fmt: skip
    if page.officer:
        folded(
            t("Ajouter ou terminer une priorité"), partial(_form, page), key="ecrire_priorite", icon=":material/add:"
        )


def _form(page: Writing) -> None:
    """A theme or a country first, then the list of that alone."""
    context, t = page.context, page.context.t
    st.caption(t("Pour terminer une priorité, reprenez le même thème ou le même pays et donnez « Jusqu’à »."))
    words = {"theme": t("Un thème"), "country": t("Un pays")}
    scope = segments(t("Porte sur"), list(words), format_func=words.__getitem__, label_visibility="collapsed", key="priorite_sorte")  # fmt: skip
    names = workshop_of(context).vocabulary.of(SUBJECTS).labels
    themes = context.catalogue.themes
    named = {
        code: subject_word(scope, code, context.catalogue, t)
        for code in names
        if (code in themes) == (scope == "theme")
    }
    subjects = named if scope == "theme" else dict(sorted(named.items(), key=lambda item: simplify(item[1])))
    record_form(
        context, "priority", {}, batch=page.batch, place=scope, fixed={"scope": scope}, choices={"subject": subjects}
    )


def _listed(rows: tuple[Priority, ...], page: Writing) -> None:
    t = page.context.t
    table = pd.DataFrame(
        {
            t("Priorité"): [subject_word(row.scope, row.subject, page.context.catalogue, t) for row in rows],
            t("Raison"): [row.reason for row in rows],
            t("Depuis"): [t.date(row.since) if row.since else "" for row in rows],
            t("Exemple"): [t("oui") if row.example else "" for row in rows],
        }
    )
    shown = table if any(row.example for row in rows) else table.drop(columns=t("Exemple"))
    show_table(shown, t, alt=t("Priorités en vigueur"))


def _shares(page: Writing) -> None:
    """Three shares, each of what can be judged; what cannot is said."""
    t, found = page.context.t, page.strategy.priorities
    year = page.context.year
    silent = t("Rien n'est encore rattaché à une relation.")
    cards = (
        (t("Relations dans les priorités"), found.relations, t("{part} sur {whole}", part=found.relations.inside, whole=found.relations.judged)),
        (t("Actions dans les priorités"), found.actions, t("{part} sur {whole} en {year}", part=found.actions.inside, whole=found.actions.judged, year=year)),
        (t("Euros dans les priorités"), found.euros, t("{part} sur {whole} en {year}", part=t.money(found.euros.inside), whole=t.money(found.euros.judged), year=year)),
    )  # fmt: skip
    key_figures(
        [
            KeyFigure(title, t.percent(shares.share, 0), told if shares.judged else silent)
            for title, shares, told in cards
        ],
        page.context,
    )
    if left := unjudged_line(found, t):
        st.caption(left)
    st.caption(t("Une relation est dans les priorités par son pays ou par l'un de ses thèmes ; une action et un euro le sont par leur relation."))  # fmt: skip


def _relations(page: Writing) -> None:
    t, found = page.context.t, page.strategy.priorities
    rows = [(item.partnership, found.holds(item.partnership)) for item in page.readout.living]
    table = pd.DataFrame(
        [{t("Partenaire"): item.partner, t("Pays"): t.country(item.country), t("Priorité"): inside_word(inside, t)} for item, inside in rows]
    )  # fmt: skip
    if rows:
        show_table(table, t, alt=t("Relations dans et hors priorités"), height=320)
