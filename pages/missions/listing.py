"""The missions, one line each, then the sheet of the one that is chosen and the forms of who writes."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from indicators.desk import MissionReading, followed_share, footprints, unsettled
from indicators.intake.forms import cells_of
from indicators.present.key_figures import KeyFigure
from indicators.present.texts.desk.words import footprint_line, outcome, set_aside_line, when
from indicators.present.texts.markdown import escape
from indicators.present.texts.translator import MISSING
from indicators.records import Mission
from pages.donnees.context import workshop_of
from pages.donnees.form import record_form
from pages.missions.data import Desk
from pages.missions.sheet import show_sheet
from pages.shared.choices import distinct, select
from pages.shared.folding import folded
from pages.shared.layout import empty_state, key_figures
from pages.shared.paper import whole

_NONE = ""
# Missions that a warning names.
_NAMED = 5


def show_missions(desk: Desk) -> None:
    """The figures of the year, the table, a sheet, the forms."""
    t, found = desk.context.t, desk.readout.missions
    if not found:
        empty_state(t("Aucune mission ni délégation n'est enregistrée."), t("Une mission se saisit avant le départ, puis au retour ; un tableur se charge depuis « Charger des données »."))  # fmt: skip
    else:
        _figures(desk)
        if desk.officer and (past := unsettled(found, desk.today)):
            st.warning(
                t.n(
                    "{count} mission prévue dont la date est passée ({names}) : dites si elle a été tenue ; d'ici là, elle ne compte pas.",
                    "{count} missions prévues dont la date est passée ({names}) : dites si elles ont été tenues ; d'ici là, elles ne comptent pas.",
                    len(past),
                    names=t.join([escape(item.mission.title) for item in past[:_NAMED]] + ["…"] * (len(past) > _NAMED)),
                ),
                icon=":material/event:",
            )
        # A table of the page rather than a grid: a grid cuts the titles that are longer than their column.
        st.html(whole(_table(desk), t, t("Missions et délégations")))
        _choose(desk)
    if desk.officer:
        draw = partial(record_form, desk.context, "mission", {}, batch=desk.batch)
        folded(t("Saisir une mission ou une délégation"), draw, key="saisir_mission", icon=":material/event:")


def _figures(desk: Desk) -> None:
    """What the missions of the year of reading cost, emitted and led to."""
    context, t, year = desk.context, desk.context.t, desk.context.year
    held = [item for item in desk.readout.missions if item.year == year and item.mission.status == "done"]
    costs = [item.cost for item in held if item.cost is not None]
    share = followed_share(desk.readout.missions, year, desk.readout.as_of)
    waiting = t.n("{count} encore dans ses six mois", "{count} encore dans leurs six mois", share.waiting) if share.waiting else ""  # fmt: skip
    unknown = len(held) - len(costs)
    lacking = t.n("{count} sans coût connu", "{count} sans coût connu", unknown) if unknown else ""
    marks = [item for item in footprints(desk.readout.missions) if item.year == year]
    tonnes = marks[0].tonnes if marks else None
    incomplete = t("carbone incomplet") if tonnes is None and marks else ""
    cost, followed, carbon = (
        " · ".join((t("en {year}", year=year), *filter(None, (said,)))) for said in (lacking, waiting, incomplete)
    )
    key_figures(
        [
            KeyFigure(t("Missions tenues en {year}", year=year), t.number(len(held)), ""),
            KeyFigure(t("Coût des missions"), t.money(sum(costs)) if costs else MISSING, cost),
            KeyFigure(t("Suivies d'effet"), t("{part} sur {whole}", part=share.followed, whole=share.judged) if share.judged else MISSING, followed),
            KeyFigure(t("Empreinte carbone"), MISSING if tonnes is None else t("{tonnes} t CO₂e", tonnes=t.number(tonnes, 1)), carbon),
        ],
        context,
    )  # fmt: skip
    lines = [footprint_line(item, t) for item in footprints(desk.readout.missions) if item.tonnes is None]
    for line in (*lines, set_aside_line(desk.readout.typed_footprints, t)):
        if line:
            st.caption(escape(line))


def _table(desk: Desk) -> pd.DataFrame:
    t, rows = desk.context.t, desk.readout.missions
    return pd.DataFrame(
        {
            t("Dates"): [when(item.mission, t) for item in rows],
            t("Intitulé"): [item.mission.title + (t(" (exemple)") if item.example else "") for item in rows],
            t("Avec qui"): [desk.place(item) or MISSING for item in rows],
            t("Coût (€)"): [None if item.cost is None else item.cost / 100 for item in rows],
            t("Carbone (t CO₂e)"): [None if item.emissions is None else item.emissions / 1000 for item in rows],
            t("État et suite"): [outcome(item, t) for item in rows],
        }
    )


def _choose(desk: Desk) -> None:
    """The sheet of a mission; for who writes, the form that amends it, before or after it is held."""
    t = desk.context.t
    by_id = {item.mission.id: item for item in desk.readout.missions}
    words = distinct([_NONE, *by_id], lambda key: _named(by_id[key], desk) if key else t("Choisir une mission"))
    chosen = select(t("Ouvrir une mission"), [_NONE, *by_id], format_func=words, key="mission")
    reading = by_id.get(chosen)
    if reading is None:
        return
    show_sheet(reading, desk)
    if desk.officer:
        _forms(reading.mission, desk)


def _forms(mission: Mission, desk: Desk) -> None:
    t, name = desk.context.t, mission.id

    def amend() -> None:
        cells = cells_of("mission", mission, workshop_of(desk.context).vocabulary)
        record_form(desk.context, "mission", cells, mission, place=name, batch=desk.batch)

    follow = partial(record_form, desk.context, "follow_up", {}, place=name, batch=desk.batch, fixed={"mission": name})
    folded(t("Compléter cette mission : avant, puis au retour"), amend, key=f"completer_{name}", icon=":material/edit:")
    folded(t("Ajouter une suite à donner"), follow, key=f"suite_{name}", icon=":material/task_alt:")


def _named(reading: MissionReading, desk: Desk) -> str:
    return f"{reading.mission.title} – {when(reading.mission, desk.context.t)}"
