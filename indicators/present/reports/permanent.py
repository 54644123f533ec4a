"""The permanent address of a report's figures, and the square that a telephone reads it from."""

from __future__ import annotations

import io
from urllib.parse import urlencode

import segno

from indicators.present.reports.source import ReportSource

CODE = "permanent.svg"
# Dots of a module: the square is a drawing, resized where it is printed. The quiet zone of the norm is four modules.
_SCALE, _QUIET = 4, 4


def permanent_address(source: ReportSource) -> str:
    """Where the dashboard shows these figures for good; empty while nobody gave its public address."""
    base = source.settings.collectivity.address
    if not base:
        return ""
    said = {
        "territoire": source.snapshot.territory.code,
        "annee": source.year,
        "edition": source.snapshot.edition.number,
        "langue": source.t.lang,
    }
    return f"{base}/?{urlencode(said)}"


def code_of(address: str) -> bytes:
    """The address as a QR code (ISO 18004), an SVG that says the same bytes every time; a quarter of it may be soiled."""
    buffer = io.BytesIO()
    segno.make(address, error="q", micro=False).save(buffer, kind="svg", scale=_SCALE, border=_QUIET, light="#fff")
    return buffer.getvalue()
