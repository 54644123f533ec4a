"""What was received of a file, waiting beside its place, and what a download may cost."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, TypeAlias

from indicators.errors import ToldError, marked

MEGABYTE = 1_000_000
#: Told how many bytes are here, of how many (0 when the server does not say).
Progress: TypeAlias = Callable[[int, int], None]


class DownloadError(ToldError):
    """A file that could not be brought; the sentence says what was received and what to do."""

    code: ClassVar[str] = "download"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What one file may cost: bytes, seconds in all, tries; ``patience`` is the longest wait between two, in seconds."""

    bytes: int = 2_000 * MEGABYTE
    seconds: float = 1_800.0
    tries: int = 6
    patience: float = 120.0
    first_wait: float = 1.0


@dataclass(slots=True)
class Partial:
    """What was received of a file, beside its place, with the mark by which the server knows the same file again."""

    target: Path
    deadline: float
    bounds: Bounds
    progress: Progress
    resumed: int = field(default=0)

    @property
    def path(self) -> Path:
        """Where the bytes wait."""
        return self.target.with_name(f".{self.target.name}.part")

    @property
    def mark(self) -> Path:
        """Where what tells the same file again is kept."""
        return self.target.with_name(f".{self.target.name}.mark")

    @property
    def held(self) -> int:
        """The bytes that are here."""
        return self.path.stat().st_size if self.path.exists() else 0

    def asked(self) -> dict[str, str]:
        """The headers of the request: the rest only, if the file is still the one that was begun."""
        plain = {"Accept-Encoding": "identity", "User-Agent": "Ouverture"}
        if not self.held or not self.mark.exists():
            return plain
        return plain | {"Range": f"bytes={self.held}-", "If-Range": json.loads(self.mark.read_text(encoding="utf-8"))}

    def forget(self) -> None:
        """Leave nothing of what was received."""
        self.path.unlink(missing_ok=True)
        self.mark.unlink(missing_ok=True)


def page_instead(address: str) -> DownloadError:
    """The refusal of a page of HTML, or of nothing, in the place of data."""
    return DownloadError(
        marked("{address} a donné une page web, ou rien, à la place du fichier : rien n’a été gardé. Ouvrez la page de la source dans un navigateur, et déposez le fichier qu’elle propose."),
        address=address,
    )  # fmt: skip


def weigh(size: int, address: str, partial: Partial) -> None:
    """Raise :class:`DownloadError` for a file heavier than the bounds; nothing of it is kept."""
    if size > partial.bounds.bytes:
        partial.forget()
        raise DownloadError(
            marked("{address} dépasse la taille acceptée ({limit} Mo, clé « max_megabytes » de [official]) : arrêté."),
            address=address, limit=partial.bounds.bytes // MEGABYTE,
        )  # fmt: skip


def keep_within(partial: Partial, address: str, wait: float) -> None:
    """Raise :class:`DownloadError` when the time is over, or would be after a wait in seconds; what came is kept."""
    if time.monotonic() + wait > partial.deadline:
        raise DownloadError(
            marked("{address} n’est pas arrivé dans le temps accepté ({limit} min, clé « max_minutes » de [official]). {held} Mo sont gardés : relancez la commande, elle reprendra là."),
            address=address, limit=round(partial.bounds.seconds / 60, 2), held=partial.held // MEGABYTE,
        )  # fmt: skip


def given_up(address: str, status: int) -> DownloadError:
    """The refusal after the last try: the server always busy, or out of reach (``status`` 0)."""
    if status:
        return DownloadError(
            marked("{address} répond toujours {status} : le serveur est surchargé ou en panne. Relancez plus tard ; ce qui est arrivé est gardé."),
            address=address, status=status,
        )  # fmt: skip
    return DownloadError(
        marked("{address} n’est pas joignable, ou coupe sans cesse. Vérifiez le réseau et le mandataire (HTTPS_PROXY) ; ce qui est arrivé est gardé."),
        address=address,
    )  # fmt: skip
