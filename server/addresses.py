"""Which addresses there are, and what of a reader's address may be sent back in an answer.

An answer repeats only parameters that the dashboard knows, and little of each: a header made of whatever a visitor
typed may outgrow what a proxy accepts of the application, and a proxy takes that for a failure of the replica.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, urlencode

from starlette.datastructures import Headers
from starlette.types import Scope

from indicators.readers.mail import PATH
from pages.shared import registry
from pages.shared.registry import PAGES

HOME = registry.HOME.path
NAMED = frozenset(entry.path for entry in PAGES)
# The choices of the frame, and what a link sent by hand carries beside them.
CARRIED = ("langue", "territoire", "annee", "edition", "seance", "partie")
LONGEST_VALUE = 200
# The pictures that show with a link to a page.
PICTURES = "/apercu/"
# Documents of their own, beside the pages: exactly these addresses, nothing below them.
SESSION = re.compile(r"/seance/[^/]+/[^/]+")
PUBLIC = re.compile(r"/publique/[^/]+")
# The feed of a calendar: the secret of an account stands in its address.
AGENDA = "/agenda/{secret}.ics"
# A document attached to a record, for whoever may read: a file, never a page.
ATTACHED = re.compile(r"/piece/[^/]+")
# The link of a mail that ends a subscription: a page of one button, for whoever holds it.
UNSUBSCRIBE = re.compile(rf"{PATH}/[^/]+")
# One figure alone, that the sites of a setting may frame.
FIGURE = re.compile(r"/figure/[^/]+/[a-z0-9_]+")
# The read-only API: a page of its own at this address, data below it.
API = "/api/v1"


# What may stand in an address as its host: anything else is nobody's site.
_HOST = re.compile(r"[\w.-]+(:\d{1,5})?|\[[0-9a-fA-F:]+\](:\d{1,5})?")


def site_of(scope: Scope) -> str:
    """The address of the site as the reader typed it, without a slash at the end; empty when its host is no host."""
    host = Headers(scope=scope).get("host", "")
    return f"{scope.get('scheme', 'http')}://{host}" if len(host) <= LONGEST_VALUE and _HOST.fullmatch(host) else ""


def is_page(path: str) -> bool:
    """Whether this is the address of a page, letter for letter."""
    return path == "/" or path[1:] in NAMED


def is_document(path: str) -> bool:
    """Whether a document of its own is there: a session, a public page, a figure alone,
    a document attached, the link of a mail, the API's page."""
    return path == API or any(known.fullmatch(path) for known in (SESSION, PUBLIC, UNSUBSCRIBE, FIGURE, ATTACHED))


def carried(query: bytes) -> str:
    """What a redirect keeps of a query: the known parameters, once each and short, with « ? » when there are any."""
    given = dict(reversed(parse_qsl(query.decode("latin-1"))))
    kept = {name: given[name] for name in CARRIED if name in given and len(quote(given[name])) <= LONGEST_VALUE}
    return f"?{urlencode(kept)}" if kept else ""
