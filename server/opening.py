"""What a page says first, for who asks for it: made once for an edition, its settings and a language, and only of what
the reader may read.

Whoever may not read gets the bare document, as does a page whose address makes other choices than the usual ones: a
figure that the page would then replace by another is never shown. So does who comes while it is made for the first time.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from urllib.parse import parse_qs, urlencode

from sqlalchemy import Engine
from starlette.requests import HTTPConnection
from starlette.types import Scope

from indicators.access import LOCAL_USER, User, allowed
from indicators.access.identity import mode_of
from indicators.access.roles import PUBLIC_USER
from indicators.catalogue import InvalidFile
from indicators.errors import ToldError
from indicators.geography.keys import TerritoryKeyError, find
from indicators.present.texts import Translator, translator
from indicators.records import Edition, Territory
from indicators.settings import Access, Settings
from indicators.store.engine import ABSENT
from indicators.store.reading import UnknownEditionError
from indicators.store.state import State
from pages.shared import registry, runtime, titles
from pages.shared.context import Selection
from server.addresses import CARRIED, PICTURES
from server.painting import Painted, painted
from server.reader import reader_of

_KEPT = 512
_UNREADABLE = (InvalidFile, ToldError, UnknownEditionError, TerritoryKeyError, *ABSENT)


@dataclass(frozen=True)
class Asked:
    """A page as its address asks for it: ``usual`` is whether nothing else is chosen than what the frame chooses."""

    entry: registry.Entry
    choices: dict[str, str]
    view: str

    @property
    def usual(self) -> bool:
        """Whether the page opens as it does without any choice of its own."""
        first = self.entry.views[0].code if self.entry.views else ""
        return set(self.choices) <= {*CARRIED, self.entry.key, "v"} and self.view in ("", first)


def asked_of(scope: Scope) -> Asked:
    """What an address asks for. A parameter given twice counts as Streamlit reads it, by its last value."""
    path = scope["path"].strip("/")
    entry = registry.BY_PATH[path] if path else registry.PAGES[0]
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
    choices = {name: values[-1] for name, values in query.items()}
    view = choices.get(entry.key, "") if entry.key else ""
    return Asked(entry, choices, view if view in {item.code for item in entry.views} else "")


class Openings:
    """The openings of one database, kept by edition, settings, erasures, page, territory, year and language."""

    def __init__(self, engine: Engine, access: Access) -> None:
        self._engine, self._access = engine, access
        self._made: OrderedDict[tuple[object, ...], Painted] = OrderedDict()
        self._making: set[tuple[object, ...]] = set()
        self._lock = Lock()

    def of(self, scope: Scope) -> Painted | None:
        """The opening of the page for the reader of this request; None where there is nothing to say."""
        try:
            with runtime.looking() as now:
                user = reader_of(HTTPConnection(scope), self._engine, self._access)
                return self._for(user, asked_of(scope), now)
        except _UNREADABLE:
            return None  # the page says it, where and how it can be mended

    def warm(self) -> None:
        """Make what the first page says, so that its first reader finds it."""
        reader = LOCAL_USER if mode_of(self._access) == "single_user" else PUBLIC_USER
        with suppress(*_UNREADABLE), runtime.looking() as now:
            self._for(reader, Asked(registry.PAGES[0], {}, ""), now)

    def _for(self, user: User | None, asked: Asked, now: State) -> Painted | None:
        if not allowed(user, "reader") or not allowed(user, asked.entry.role):
            return None
        _, settings = runtime.configuration()
        t = translator(settings.languages.read_in(asked.choices.get("langue", "")), settings.collectivity.timezone)
        found = _selected(asked, settings, t)
        if found is None:
            return None
        invited = _invited(user, settings) and asked.entry.default
        key = (now, asked.entry.path, asked.usual, asked.view, found.edition.number, found.territory.code, found.year, t.lang, invited)  # fmt: skip
        return self._once(key, lambda: _paint(asked, found, t, invited=invited))

    def _once(self, key: tuple[object, ...], make: Callable[[], Painted]) -> Painted | None:
        """What was made; made by the first who asks: nobody else waits for it, nor makes it meanwhile."""
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key]
            if key in self._making:
                return None
            self._making.add(key)
        try:
            made = make()
        finally:
            with self._lock:
                self._making.discard(key)
        with self._lock:
            self._made[key] = made
            while len(self._made) > _KEPT:
                self._made.popitem(last=False)
        return made


def _invited(user: User | None, settings: Settings) -> bool:
    """Whether the summary first invites to set the collectivity up (``pages/synthese/path.py``)."""
    return settings.collectivity.checklist and not settings.territory_chosen and allowed(user, "administrator")


def _selected(asked: Asked, settings: Settings, t: Translator) -> Selection | None:
    """The edition, the territory and the year that the frame will choose; None where it would ask or welcome."""
    edition = _edition(asked.choices.get("edition", ""))
    territory = _territory(asked.choices.get("territoire", ""), edition, settings) if edition else None
    if edition is None or territory is None:
        return None
    latest = runtime.latest_readout(edition.number, territory.code)
    year = asked.choices.get("annee", "")
    chosen = int(year) if year in map(str, latest.years) else latest.year
    return Selection(t.lang, edition, territory, chosen)


def _edition(number: str) -> Edition | None:
    editions = runtime.all_editions()
    return next((item for item in editions if str(item.number) == number), editions[0] if editions else None)


def _territory(text: str, edition: Edition, settings: Settings) -> Territory | None:
    everybody = {item.code: item for item in runtime.territories(edition.number)}
    types = {code: item.type for code, item in everybody.items()}
    homes = [item for item in everybody.values() if item.role == "home"]
    own = find(settings.collectivity.territory, types)
    if text:
        named = find(text, types)
        return everybody[named] if named and (everybody[named].role == "home" or named == own) else None
    if own:
        return everybody[own]
    return homes[0] if homes and not settings.territory_chosen else None


def _paint(asked: Asked, found: Selection, t: Translator, *, invited: bool) -> Painted:
    with registry.IMPORTING:
        from indicators.present.opening import opening  # the charts come with it: not before the server listens

    entry = asked.entry
    view = next((t(item.title) for item in entry.views[1:] if item.code == asked.view), "")
    title = titles.title_of(entry, t, found, view=view)
    readout = runtime.readout(found.edition.number, found.territory.code, found.year)
    own = runtime.own_edition(found.edition.number, found.territory.code)
    told = opening(entry.path, t(entry.title), readout, own, t)
    # Of what was found, never of what was typed: the document travels compressed.
    chosen = urlencode({"langue": t.lang, "territoire": found.territory.code, "annee": found.year, "edition": found.edition.number})  # fmt: skip
    picture = f"{PICTURES}{entry.path}.png?{chosen}"
    return painted(told, title, found.territory, t, whole=asked.usual, invited=invited, picture=picture)
