"""Where somebody returns to after signing in: the page that was asked for, on this site, in a bounded address."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

LONGEST = 1024


def local_target(target: str) -> str:
    """A path of this site, never another site: without its query when the address is long, « / » when it will not do.

    The length is that of the answer's header, where each letter with an accent takes six signs.
    """
    if len(quote(target)) > LONGEST:
        target = target.partition("?")[0]
    parts = urlsplit(target)
    inside = target.startswith("/") and not target.startswith("//") and "\\" not in target
    held = inside and target.isprintable() and len(quote(target)) <= LONGEST
    return target if held and not parts.scheme and not parts.netloc else "/"
