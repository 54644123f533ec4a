"""What the edition holds: completeness and age of each indicator, and everything as files."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from indicators.access import allowed
from indicators.present.exports import csv_bytes
from indicators.present.key_figures import KeyFigure
from indicators.present.texts import marked
from indicators.present.texts.markdown import escape
from indicators.records import OFFICE_KINDS, RECORD_TYPES
from indicators.store import reading
from pages.shared.context import PageContext
from pages.shared.layout import key_figures
from pages.shared.tables import show_table

KINDS = {
    "territory": marked("Territoires"),
    "observation": marked("Observations"),
    "target": marked("Cibles"),
    "budget_line": marked("Lignes budgétaires"),
    "envelope": marked("Autorisations pluriannuelles"),
    "partnership": marked("Partenariats"),
    "activity": marked("Actions"),
    "objective": marked("Objectifs"),
    "membership": marked("Adhésions à des réseaux"),
    "actor": marked("Acteurs"),
    "community": marked("Communautés d'origine étrangère"),
    "self_assessment": marked("Auto-évaluations"),
    "externality_measure": marked("Mesures d'atténuation"),
    "annotation": marked("Annotations des graphiques"),
    "finding": marked("Constats et stratégies"),
    "priority": marked("Priorités"),
    "body": marked("Instances"),
    "meeting": marked("Réunions d'instance"),
    "mission": marked("Missions et délégations reçues"),
    "follow_up": marked("Suites des missions"),
    "call": marked("Appels à projets"),
}


def show_completeness(context: PageContext) -> None:
    """For each followed indicator: latest year, number of years, age, source, or what is missing."""
    t = context.t
    table = completeness(context)
    known = int((table[t("Années")] > 0).sum())
    old = int((table[t("État")] == t("ancienne")).sum())
    key_figures(
        [
            KeyFigure(
                t("Indicateurs renseignés"),
                f"{known} / {len(table)}",
                t("parmi ceux que la collectivité a choisi de suivre"),
            ),
            KeyFigure(t("Valeurs anciennes"), t.number(old), t("au-delà de l'âge accepté pour l'indicateur")),
        ],
        context,
    )
    show_table(table, t, alt=t("Complétude et fraîcheur des indicateurs suivis"))


def completeness(context: PageContext) -> pd.DataFrame:
    """One row a followed indicator of the territory, up to the year of reading."""
    t = context.t
    data = context.snapshot.observations
    mine = data[(data["territory"] == context.territory.code) & (data["year"] <= context.year) & data["value"].notna()]
    groups = dict(iter(mine.groupby("indicator")))
    rows = []
    for item in context.readout.followed:
        found = groups.get(item.id)
        last = None if found is None else found.sort_values("year").iloc[-1]
        age = None if last is None else context.year - int(last["year"])
        state = t("manquante") if age is None else t("ancienne") if age > item.max_age_years else t("à jour")
        rows.append(
            {
                t("Indicateur"): item.label.get(t.lang),
                t("État"): state,
                t("Dernière année"): "" if last is None else str(int(last["year"])),
                t("Années"): 0 if found is None else found["year"].nunique(),
                t("Producteur"): "" if last is None else str(last["publisher"]),
                t("Responsable"): "" if last is None else str(last["owner"]),
            }
        )
    headers = [t("Indicateur"), t("État"), t("Dernière année"), t("Années"), t("Producteur"), t("Responsable")]
    return pd.DataFrame(rows, columns=headers)


def show_downloads(context: PageContext) -> None:
    """Every record of the territory in this edition, as CSV files that load back unchanged."""
    t = context.t
    st.markdown(
        t("Tout ce que l'édition dit de {name}, un fichier par type de fiche.", name=escape(context.territory.called))
    )
    st.markdown(t("Un programme lit les mêmes chiffres : [l'API et ce qu'elle promet]({address}).", address=f"/api/v1?langue={t.lang}"))  # fmt: skip
    private = not allowed(context.user, "officer", context.territory.code)
    for kind, title in KINDS.items():
        if private and kind in OFFICE_KINDS:
            continue
        count = len(frame_of(context, kind))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{t(title)}** – {t.n('{count} ligne', '{count} lignes', count)}", width=420)
            st.download_button(
                "CSV",
                data=partial(_csv, context, kind),
                file_name=f"ouverture_{context.territory.code}_{kind}.csv",
                mime="text/csv",
                icon=":material/download:",
                on_click="ignore",
                disabled=count == 0,
                key=f"csv_{kind}",
                help=t("Télécharger : {title}", title=t(title)),
            )


def _csv(context: PageContext, kind: str) -> bytes:
    return csv_bytes(frame_of(context, kind))


def frame_of(context: PageContext, kind: str) -> pd.DataFrame:
    """The rows of one kind for the territory."""
    assert kind in RECORD_TYPES
    return reading.frame(context.engine, kind, context.edition.number, territories=[context.territory.code])
