"""« Depuis votre dernière visite »: one line under the frame where figures moved, and the way to each of them.

Nothing is computed for who has read the latest edition: the two numbers are compared, and that is all.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from indicators.access import User
from indicators.present.moved import Moved, moved
from indicators.present.texts import Translator
from indicators.present.texts.markdown import escape
from indicators.readers import visits
from indicators.readers.visits import Visit
from indicators.store import clock
from indicators.store.reading import UnknownEditionError
from pages.shared import runtime
from pages.shared.back import opening
from pages.shared.context import SELECTION, Selection
from pages.shared.links import go_to, reachable
from pages.shared.registry import Entry

_VISIT, _KEPT = "visit", "visit_kept"
_SHOWN = 12


def show_since(entry: Entry, user: User, t: Translator) -> None:
    """The line, on the summary for everything that moved and on another page for its own figures."""
    selection: Selection | None = st.session_state.get(SELECTION)
    latest = runtime.all_editions()[0]
    if selection is None or not selection.installed or selection.edition.number != latest.number:
        return
    seen = _visit(user, latest.number)
    if not seen.moved:
        return
    key = (seen.since, latest.number, selection.territory.code, selection.year, t.lang, runtime.settings_version())
    found = [item for item in _moved(key, t) if entry.default or item.place.path == entry.path]
    if found:
        _draw(found, seen, user, t)


@st.cache_resource(max_entries=48, show_spinner=False)
def _moved(key: tuple[int, int, str, int, str, int], _t: Translator) -> tuple[Moved, ...]:
    since, number, territory, year, *_ = key
    try:
        return moved(runtime.readout(since, territory, year), runtime.readout(number, territory, year), _t)
    except UnknownEditionError:  # the territory is new, or an edition was restored away: nothing to compare
        return ()


def _draw(found: Sequence[Moved], seen: Visit, user: User, t: Translator) -> None:
    before = next((item for item in runtime.all_editions() if item.number == seen.since), None)
    when = t("Depuis votre dernière visite")
    if before is not None:
        when = t("Depuis votre dernière visite (édition {number}, {day})", number=before.number, day=t.day(before.published_at))  # fmt: skip
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="since"):
        first = t("{when} : {told}", when=f"**{when}**", told=escape(found[0].text))
        st.markdown(f":material/update: {first}", width="stretch")
        if reachable(found[0].place.path):
            _open(found[0], t("Voir le chiffre"), 0)
        if len(found) > 1:
            with st.popover(t.n("{count} autre changement", "{count} autres changements", len(found) - 1), key="since_more"):  # fmt: skip
                for rank, item in enumerate(found[1 : _SHOWN + 1], start=1):
                    _open(item, escape(item.text), rank)
                if len(found) > _SHOWN + 1:
                    st.caption(t("Le reste est dans « Ce qui a changé », au rapport annuel."))
        st.button(t("J'ai lu"), icon=":material/done:", key="since_read", on_click=_close, args=(user, seen))


def _open(item: Moved, label: str, rank: int) -> None:
    if st.button(label, key=f"since_{rank}", type="tertiary", on_click=opening, args=(item.place.choices,)):
        go_to(item.place.path)


def _visit(user: User, latest: int) -> Visit:
    """The visit of this session; asked once an edition, of the database for an account and of the browser for others."""
    held: Visit | None = st.session_state.get(_VISIT)
    if held is None or held.edition != latest:
        if user.login:
            held = visits.see(runtime.engine(), user.login, latest)
        else:
            held = visits.visit(held or visits.of_cookie(_told()), latest, clock.now())
        st.session_state[_VISIT] = held
    if not user.login and held.cookie not in (_told(), st.session_state.get(_KEPT)):
        st.session_state[_KEPT] = held.cookie
        with st.container(key="visite"):  # the browser writes it down (static/mend.js)
            st.html(f'<span hidden data-cookie="{visits.COOKIE}={held.cookie}" data-days="{visits.KEPT_DAYS}"></span>')
    return held


def _told() -> str:
    """What the browser kept of the last visit."""
    return str(st.context.cookies.get(visits.COOKIE, ""))


def _close(user: User, seen: Visit) -> None:
    st.session_state[_VISIT] = seen.read
    if user.login:
        visits.close(runtime.engine(), user.login, seen)
