"""One published file brought to this machine: resumed where it stopped, whole or not at all.

Nothing is asked of the network unless ``[official] download`` says so; the proxy is the one of the environment. A server
that is busy (429, 5xx), slow or cut is asked again with patience, longer each time, and as it asks (``Retry-After``). A page
of HTML in the place of data, a file too heavy or a download too long is refused. What was received so far waits beside, and
is resumed only if the server says that the file is still the same.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import requests
from urllib3.exceptions import MaxRetryError
from urllib3.util.retry import Retry

from indicators.errors import marked
from indicators.official.head import read_head
from indicators.official.partial import (
    Bounds,
    DownloadError,
    Partial,
    Progress,
    given_up,
    keep_within,
    page_instead,
    weigh,
)
from indicators.official.reading import checksum

_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_BLOCK = 1 << 18
_WAITS = (10.0, 60.0)


class _Passing(Exception):
    """What another try may mend; ``response`` is the server's answer, None when it gave none."""

    def __init__(self, response: requests.Response | None = None) -> None:
        self.response = response


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that is here: its checksum and weight, and the bytes of it that an earlier try had left."""

    path: Path
    sha256: str
    bytes: int
    resumed: int = 0


def bring(
    address: str, target: Path, bounds: Bounds | None = None, progress: Progress = lambda done, total: None
) -> Brought:
    """Download a file to ``target``, atomically. Raises :class:`DownloadError`; what came already waits to be resumed."""
    bounds = bounds or Bounds()
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = Partial(target, time.monotonic() + bounds.seconds, bounds, progress)
    with requests.Session() as session:
        resolved = _resolved(session, address, partial)
        partial.resumed = partial.held if "Range" in partial.asked() else 0
        _patiently(lambda: _received(session, resolved, partial), address, partial)
    _refuse_pages(partial, address)
    with partial.path.open("rb") as stream:
        os.fsync(stream.fileno())
    found = Brought(target, checksum(partial.path), partial.held, partial.resumed)
    partial.path.replace(target)
    partial.mark.unlink(missing_ok=True)
    return found


def _patiently(work: Callable[[], None], address: str, partial: Partial) -> None:
    """Do a piece of work until it is done, its tries are spent or the time is over."""
    bounds = partial.bounds
    retries = Retry(
        total=bounds.tries, backoff_factor=bounds.first_wait, backoff_max=bounds.patience, status_forcelist=_PASSING,
        respect_retry_after_header=True, raise_on_status=True,
    )  # fmt: skip
    while True:
        try:
            return work()
        except _Passing as error:
            response = error.response
            raw = response.raw if response is not None else None
            try:
                retries = retries.increment("GET", address, response=raw, error=None if raw else ConnectionError())
            except (MaxRetryError, ConnectionError):
                raise given_up(address, response.status_code if response is not None else 0) from None
            wait = (retries.get_retry_after(raw) if raw else None) or retries.get_backoff_time()
            keep_within(partial, address, wait)
            time.sleep(min(wait, bounds.patience))


def _received(session: requests.Session, address: str, partial: Partial) -> None:
    """Ask for what is still missing and add it to what is here."""
    headers = partial.asked()
    with closing(_answered(session, address, headers)) as response:
        if response.status_code == 416 and "Range" in headers:
            partial.forget()
            raise _Passing(None)
        _refuse(response, address, partial)
        if response.status_code != 206:
            partial.forget()
            partial.resumed = 0
        partial.mark.write_text(json.dumps(_mark(response)), encoding="utf-8") if _mark(response) else None
        total = partial.held + int(response.headers.get("Content-Length") or 0)
        weigh(total, address, partial)
        with partial.path.open("ab") as stream:
            for block in _blocks(response):
                stream.write(block)
                weigh(stream.tell(), address, partial)
                keep_within(partial, address, 0.0)
                partial.progress(stream.tell(), total if response.headers.get("Content-Length") else 0)


def _answered(session: requests.Session, address: str, headers: dict[str, str]) -> requests.Response:
    """The answer of a server; what is only busy or out of reach for now is a passing fault."""
    try:
        response = session.get(address, headers=headers, stream=True, timeout=_WAITS)
    except (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema, requests.exceptions.MissingSchema):
        raise DownloadError(
            marked("« {address} » n’est pas une adresse : corrigez-la dans official.toml."), address=address
        ) from None
    except requests.RequestException:
        raise _Passing(None) from None
    if response.status_code in _PASSING:
        raise _Passing(response)
    return response


def _blocks(response: requests.Response) -> Iterator[bytes]:
    try:
        yield from response.iter_content(_BLOCK)
    except requests.RequestException:
        raise _Passing(None) from None


def _refuse(response: requests.Response, address: str, partial: Partial) -> None:
    if response.status_code not in {200, 206}:
        partial.forget()
        raise DownloadError(
            marked("{address} répond {status} : l’éditeur a déplacé ou retiré le fichier. Cherchez-le sur la page de la source, puis corrigez l’adresse dans official.toml."),
            address=address, status=response.status_code,
        )  # fmt: skip
    if response.headers.get("Content-Type", "").partition(";")[0].strip() in {"text/html", "application/xhtml+xml"}:
        partial.forget()
        raise page_instead(address)


def _refuse_pages(partial: Partial, address: str) -> None:
    """A page is refused whatever the server calls it; so is nothing at all."""
    if read_head(partial.path).kind in {"html", "empty"}:
        partial.forget()
        raise page_instead(address)


def _mark(response: requests.Response) -> str:
    """What tells the same file again: a strong ETag, else its date."""
    tag = response.headers.get("ETag", "")
    return tag if tag and not tag.startswith("W/") else response.headers.get("Last-Modified", "")


def _resolved(session: requests.Session, address: str, partial: Partial) -> str:
    """The address of a file; « …/attachments#start » is the only zip of that list whose id starts so (it changes each time)."""
    listing, _, start = address.partition("#")
    if not start:
        return address
    found: list[str] = []

    def look() -> None:
        with closing(_answered(session, listing, {"User-Agent": "Ouverture"})) as response:
            _refuse(response, listing, partial)
            metas = [item.get("metas", {}) for item in response.json().get("attachments", [])]
        found.extend(
            meta["id"] for meta in metas if meta.get("mimetype") == "application/zip" and meta["id"].startswith(start)
        )

    _patiently(look, listing, partial)
    if len(found) != 1:
        raise DownloadError(
            marked("{address} : {count} fichiers dont l’identifiant commence par « {start} », un seul attendu. Corrigez l’adresse dans official.toml."),
            address=listing, count=len(found), start=start,
        )  # fmt: skip
    return f"{listing}/{found[0]}"
