"""The frame: page settings, language, selections and the list of pages. Each page is a render() of ``pages/``."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from indicators.access import allowed
from indicators.catalogue.problems import InvalidFile
from indicators.present.texts import Translator
from indicators.store.engine import ABSENT
from pages.shared import (
    failures,
    frame,
    links,
    permanent,
    readings,
    registry,
    runtime,
    search,
    selections,
    since,
    titles,
)
from pages.shared.drawn import SERVED, drawing
from pages.shared.session import current_user, show_session
from pages.shared.turns import TURNS

HERE = Path(__file__).parent


def _drawing(entry: registry.Entry, *, known: bool) -> Callable[[], None]:
    """What draws a page, or the sign-in in its place for who is not ``known``."""
    if not known:
        return registry.SIGN_IN.render
    return partial(readings.drawn_apart, entry.render) if entry.of_a_reading else entry.render


def navigation(t: Translator, role_allows: Callable[[str], bool]) -> StreamlitPage:
    """Draw the menu that the reader's role allows, and find the chosen page.

    A page out of reach stays out of the menu but keeps its address: whoever follows a link to it is asked to sign in,
    or told by the page itself which role it needs.
    """
    sections: dict[str, list[st.Page]] = {}
    shown: dict[str, st.Page] = {}
    for entry in registry.PAGES:
        reachable = not entry.role or role_allows(entry.role)
        page = st.Page(
            partial(failures.guarded, _drawing(entry, known=not entry.role or role_allows("reader"))),
            title=t(entry.title),
            icon=entry.icon,
            url_path=entry.path,
            default=entry.default,
            visibility="visible" if reachable else "hidden",
        )
        sections.setdefault(t(entry.section), []).append(page)
        if reachable:
            shown[entry.path] = page
    links.register(shown)
    return st.navigation(sections, expanded=True)


def show_instead(show: Callable[[], None]) -> None:
    """Show one message at every address.

    Even then a navigation is made: without one Streamlit would list the files of pages/ in the sidebar.
    """
    pages = [
        st.Page(show, title=registry.PRODUCT, url_path=entry.path, default=entry.default) for entry in registry.PAGES
    ]
    st.navigation(pages, position="hidden").run()


@TURNS.mine()
@drawing()
def main() -> None:
    """Draw the frame around a page."""
    st.set_page_config(page_title=titles.last(), page_icon=str(HERE / "static" / "favicon.png"), layout="wide")
    try:
        runtime.look()
        _, settings = runtime.configuration()
    except InvalidFile as error:
        show_instead(partial(failures.show_invalid_configuration, error))
        return
    except ABSENT as error:
        show_instead(partial(failures.show_absent_database, error))
        return
    # What is read comes first, the language below; yet the language must be known before anything is written.
    finding, choices, language = st.sidebar.container(), st.sidebar.container(), st.sidebar.container()
    t = selections.choose_language(settings, language)
    frame.prepare(t)
    try:
        user = current_user(settings)
    except ABSENT as error:
        show_instead(partial(failures.show_absent_database, error))
        return
    page = navigation(t, partial(allowed, user))  # before what is read from the store, so that nothing moves down
    if allowed(user, "reader") and not failures.guarded(partial(selections.choose, t, settings, choices)):
        return
    if allowed(user, "reader") and st.session_state[selections.SELECTION].installed:
        search.offer_search(t, finding)
    entry = registry.BY_PATH[page.url_path or registry.PAGES[0].path]
    titles.entitle(entry, t)
    show_session(user, settings, t)
    if entry.dated and allowed(user, "reader"):
        permanent.show_superseded(t)
        if user is not None:
            since.show_since(entry, user, t)
    page.run()
    frame.foot(t, settings)
    SERVED.set()


main()
