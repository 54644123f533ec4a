"""The calendar: a month at a time, then the list of what comes, the file and the address to subscribe to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

import pandas as pd
import streamlit as st

from indicators.desk import AgendaItem, agenda, opens_on
from indicators.official.calendar import calendar as due
from indicators.present.calendar_file import calendar_file, vintages
from indicators.present.texts.desk.words import agenda_kind, ends_line
from indicators.present.texts.translator import MISSING
from pages.donnees.form import record_form
from pages.missions.data import Desk
from pages.missions.feed import show_feed
from pages.missions.month import month_table
from pages.shared import runtime
from pages.shared.choices import select
from pages.shared.folding import folded
from pages.shared.layout import empty_state
from pages.shared.tables import show_table

_MONTHS = 18
_BACK = 6
_NEXT = 60


def show_calendar(desk: Desk) -> None:
    """The month that is chosen, the list from today, the subscription."""
    t, today = desk.context.t, desk.today
    items = agenda(desk.readout.snapshot, vintages(due(runtime.library(), today), today, t))
    months = [_shifted(today, step) for step in range(-_BACK, _MONTHS)]
    codes = [f"{first:%Y-%m}" for first in months]
    opens = f"{opens_on(items, today):%Y-%m}"
    default = opens if opens in codes else f"{today:%Y-%m}"
    chosen = select(t("Mois"), codes, key="mois", default=default, format_func=t.date)
    st.html(month_table(items, date.fromisoformat(f"{chosen}-01"), today, t))
    _list(items, today, desk)
    if desk.officer:
        draw = partial(record_form, desk.context, "call", {}, batch=desk.batch)
        folded(t("Saisir un appel à projets"), draw, key="saisir_appel", icon=":material/campaign:")
    st.download_button(
        t("Télécharger le calendrier (.ics)"), data=partial(_file, items, desk), mime="text/calendar",
        file_name=f"ouverture_{desk.context.territory.code}.ics", icon=":material/event:", on_click="ignore",
    )  # fmt: skip
    show_feed(desk)


def _list(items: Sequence[AgendaItem], today: date, desk: Desk) -> None:
    t = desk.context.t
    coming = [item for item in items if item.last >= today][:_NEXT]
    st.header(t("Ce qui arrive"), anchor=False)
    due = sum(item.to_renew for item in desk.readout.relations)
    st.caption(ends_line(due, desk.readout.rules.renewal_months, desk.readout.as_of, t))
    if not coming:
        empty_state(t("Rien n'est prévu."), t("Missions, réunions, fins d'accord et appels à projets viennent ici d'eux-mêmes."))  # fmt: skip
        return
    table = pd.DataFrame(
        {
            t("Date"): [t.date(item.first.isoformat() if item.precise else item.first.isoformat()[:7]) for item in coming],
            t("Type"): [agenda_kind(item.kind, t) for item in coming],
            t("Intitulé"): [_title(item, desk) for item in coming],
            t("Précision"): [" – ".join(part for part in (item.place, item.note) if part) or MISSING for item in coming],
            t("Rappel"): [t.date(item.remind.isoformat()) if item.remind else MISSING for item in coming],
        }
    )  # fmt: skip
    show_table(table, t, alt=t("Ce qui arrive"))


def _title(item: AgendaItem, desk: Desk) -> str:
    return item.title + (desk.context.t(" (exemple)") if item.example else "")


def _file(items: Sequence[AgendaItem], desk: Desk) -> bytes:
    context, t = desk.context, desk.context.t
    stamp = datetime.fromisoformat(context.edition.published_at)
    return calendar_file(items, t.place(context.territory.name), context.territory.code, stamp, t)


def _shifted(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)
