"""What a page receives: who reads, in which language, which edition, territory and year.

``page_context(role)`` is the first statement of every page. It checks the role there and not only in the frame,
because a page can be reached without it, and stops the script with a plain message when the reader may not enter.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias, TypeVar

import streamlit as st
from sqlalchemy import Engine

from indicators.access import AccessDenied, User, require
from indicators.access.roles import ROLE_LABELS
from indicators.catalogue import Catalogue
from indicators.geography.keys import find
from indicators.present.texts import Translator, translator
from indicators.present.texts.glossary import Glossary
from indicators.readers.comments import Comment, of_territory
from indicators.readout import Readout
from indicators.records import Edition, Snapshot, Territory
from indicators.settings import Settings
from pages.shared import runtime
from pages.shared.session import current_user
from pages.shared.welcome import show_welcome

SELECTION = "selection"
CacheKey: TypeAlias = tuple[str, int, int, str, int, str]


Result = TypeVar("Result")


@st.cache_resource(max_entries=400, show_spinner=False)
def _once(key: CacheKey, name: str, _build: Callable[[], Any]) -> Any:
    return _build()


@dataclass(frozen=True)
class Selection:
    """What the reader chose in the frame; kept in the session for the pages.

    ``installed`` is false while the edition does not have the territory: the collectivity's own, before its set-up.
    """

    lang: str
    edition: Edition
    territory: Territory
    year: int
    installed: bool = True


@dataclass(frozen=True)
class PageContext:
    """Everything a page needs; the snapshot is read at its first use."""

    t: Translator
    user: User
    settings: Settings
    catalogue: Catalogue
    selection: Selection

    @property
    def edition(self) -> Edition:
        """The edition that is shown."""
        return self.selection.edition

    @property
    def territory(self) -> Territory:
        """The territory that is shown."""
        return self.selection.territory

    @property
    def year(self) -> int:
        """The year of reading: the latest value at or before it is shown."""
        return self.selection.year

    @property
    def engine(self) -> Engine:
        """The database."""
        return runtime.engine()

    @cached_property
    def cache_key(self) -> CacheKey:
        """What identifies a result for a cache: database, settings, edition, territory, year and language."""
        return (
            str(self.engine.url), self.settings_version, self.edition.number, self.territory.code, self.year, self.t.lang,
        )  # fmt: skip

    def once(self, name: str, build: Callable[[], Result]) -> Result:
        """What is made of the edition, the settings and the language alone, made once for every reader of them.

        Nothing of a person: neither her role nor a choice of hers that ``name`` does not say.
        """
        result: Result = _once(self.cache_key, name, build)
        return result

    @cached_property
    def glossary(self) -> Glossary:
        """The words that explain themselves, in the reader's language."""
        return Glossary(self.catalogue.glossary, self.t)

    @cached_property
    def settings_version(self) -> int:
        """The number of the last change of the settings."""
        return runtime.settings_version()

    @cached_property
    def readout(self) -> Readout:
        """The figures of the edition, the territory and the year."""
        return runtime.readout(self.edition.number, self.territory.code, self.year)

    @property
    def snapshot(self) -> Snapshot:
        """The edition's data on the territory, its references and its peers."""
        return self.readout.snapshot

    @cached_property
    def own_edition(self) -> Edition:
        """The last edition, up to the one that is read, that changed something of the territory: its name is shown."""
        return (
            runtime.own_edition(self.edition.number, self.territory.code) if self.selection.installed else self.edition
        )

    @cached_property
    def comments(self) -> tuple[Comment, ...]:
        """What people who sign in said of the territory's figures, asked once a drawing."""
        return of_territory(self.engine, self.territory.code)

    @cached_property
    def home(self) -> str:
        """The code of the collectivity's own territory in the edition, "" when it is not there."""
        return find(self.settings.collectivity.territory, {item.code: item.type for item in self.territories}) or ""

    @cached_property
    def territories(self) -> tuple[Territory, ...]:
        """Every territory of the edition."""
        return runtime.territories(self.edition.number)


def forget_choices() -> None:
    """Let the territory and the year be chosen anew: those that were read may be there no longer."""
    for key in ("territoire", "annee"):
        st.session_state.pop(key, None)
        st.query_params.pop(key, None)


def page_context(role: str) -> PageContext:
    """The context of the page being rendered, after the check that the reader may see it."""
    catalogue, settings = runtime.configuration()
    selection: Selection | None = st.session_state.get(SELECTION)
    if selection is None:
        st.stop()
    t = translator(selection.lang, settings.collectivity.timezone)
    try:
        user = require(current_user(settings), role)
    except AccessDenied as refused:
        needed = t(ROLE_LABELS[refused.needed])
        st.error(t("Cette page demande un autre rôle. Rôle nécessaire : {role}.", role=needed), icon=":material/lock:")
        st.stop()
    if role == "reader" and not selection.installed:
        show_welcome(selection.territory, selection.edition, settings, user, t)
        st.stop()
    return PageContext(t, user, settings, catalogue, selection)
