"""The pages of the data driven without a browser: the script of one page, its buttons, its words."""

from __future__ import annotations

import time
from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from indicators.languages import LANGUAGES
from indicators.present.texts import translator

Runner = Callable[..., AppTest]
#: The button of a reading under way, in every language.
STOP = frozenset(translator(lang)("Interrompre") for lang in LANGUAGES)


# AppTest runs the text of this function alone, hence its own imports.
def script(path: str, lang: str) -> None:
    import streamlit as st

    from indicators.present.texts import translator
    from pages.shared import registry, runtime
    from pages.shared.context import SELECTION, Selection

    edition = runtime.all_editions()[0]
    home = next(item for item in runtime.territories(edition.number) if item.code == "38185")
    st.session_state[SELECTION] = Selection(translator(lang).lang, edition, home, 2023)
    next(entry for entry in registry.PAGES if entry.path == path).render()


def button(app: AppTest, label: str) -> AppTest:
    """Press a button; a reading that lasts more than a second is waited for, as a person would."""
    app = next(item for item in app.button if item.label == label).click().run()
    patience = time.monotonic() + 60
    while any(item.label in STOP for item in app.button):
        assert time.monotonic() < patience
        time.sleep(0.1)
        app = app.run()
    return app


def texts(app: AppTest) -> str:
    parts = [*app.markdown, *app.caption, *app.success, *app.error, *app.warning, *app.info, *app.header]
    return "\n".join(str(item.value) for item in parts)
