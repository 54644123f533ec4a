"""The sheet of a mission: what was meant before, what came of it after, and what follows."""

from __future__ import annotations

import streamlit as st

from indicators.desk import MissionReading
from indicators.documents.attachments import Place
from indicators.present.texts.desk.words import (
    carbon,
    follow_up_line,
    status_word,
    transport_word,
    type_word,
    when,
    where,
)
from indicators.present.texts.markdown import escape
from indicators.records import Mission
from pages.missions.data import Desk
from pages.missions.people import show_people
from pages.shared.attached import show_attached

_MARKS = {"planned": "○", "done": "✓", "declined": "–"}


def show_sheet(reading: MissionReading, desk: Desk) -> None:
    """Before and after side by side, then the follow-ups; names only for who writes, where they are allowed."""
    t, said = desk.context.t, reading.mission
    st.header(escape(said.title), anchor=False)
    st.caption(escape(" · ".join((type_word(said, t), status_word(said, t), when(said, t)))))
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown(f"**{t('Avant')}**")
        _lines(_before(reading, desk))
    with right:
        st.markdown(f"**{t('Après')}**")
        after = _after(reading, desk)
        _lines(after) if after else st.caption(t("Rien n'est encore écrit au retour."))
    st.markdown(f"**{t('Suites')}**")
    if reading.follow_ups:
        st.markdown("\n".join(f"- {_MARKS[item.status]} {escape(follow_up_line(item, t))}" for item in reading.follow_ups))  # fmt: skip
    else:
        st.caption(t("Aucune suite n'est enregistrée."))
    if reading.mission.id in {item.id for item in desk.context.snapshot.missions}:
        show_attached(Place(desk.context.territory.code, Mission.kind, reading.mission.id), desk.context)
    elif desk.officer:
        st.caption(t("Un document se joint à la mission une fois qu'elle est publiée."))
    if desk.officer and desk.context.settings.privacy.names:
        show_people(reading, desk)


def _lines(lines: list[tuple[str, str]]) -> None:
    colon = "{label}{colon}{said}"
    st.markdown("\n".join(f"- {colon.format(label=escape(label), colon=' : ', said=escape(said))}" for label, said in lines))  # fmt: skip


def _before(reading: MissionReading, desk: Desk) -> list[tuple[str, str]]:
    """What was decided before, in the order in which a council asks."""
    t, said = desk.context.t, reading.mission
    objective = desk.objectives.get(said.objective)
    rubric = desk.context.catalogue.rubrics.get(said.rubric)
    posts = t.join(f"{name} {t.money(cents)}" for name, cents in said.costs.items())
    cost = t("{total} ({posts})", total=t.money(reading.cost), posts=posts) if posts else t("non connu")
    rows = [
        (t("Objectif servi"), objective.label if objective else said.objective or t("non indiqué")),
        (t("Partenaire"), desk.place(reading) if said.partnership else t("aucune relation enregistrée")),
        (t("Lieu"), where(said, t)),
        (t("Qui, par fonction"), t.join(said.travellers) or t("non indiqué")),
        (t("Résultats attendus"), said.expected or t("non indiqués")),
        (t("Coût"), cost),
        (t("Rubrique"), rubric.label.get(t.lang) if rubric else ""),
        (t("Transport"), transport_word(said, t)),
        (t("Carbone"), carbon(reading, t)),
        (t("Délibération"), said.deliberation or t("non indiquée")),
    ]
    return [(label, text) for label, text in rows if text]


def _after(reading: MissionReading, desk: Desk) -> list[tuple[str, str]]:
    t, said = desk.context.t, reading.mission
    rows = [
        (t("Compte rendu"), t.date(said.reported) if said.reported else ""),
        (t("Conclusions"), said.conclusions),
        (t("Ce qui a été appris"), said.lessons),
        (t("Document"), said.document),
        (t("Remarque"), said.note),
    ]
    return [(label, text) for label, text in rows if text]
