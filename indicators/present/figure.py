"""What every chart hands over: the drawing with its sentence, its table and its sources, never the drawing alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, TypeVar

import pandas as pd

from indicators.records import Origin
from indicators.records.origin import BETWEEN, parts

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure comes from. ``url`` may be empty when the source is a document.

    ``publisher`` is what a line under a chart says; ``origins`` are the publications as a citation names them, two for
    a ratio of two, none when the line says all that is known.
    """

    publisher: str
    url: str = ""
    year: str = ""
    geo_level: str = ""
    quality: str = ""
    note: str = ""
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True)
class Figure:
    """A chart ready to be shown, projected or printed, in one language.

    ``spec`` is a Vega-Lite specification as a dict (``chart.to_dict()``): it is cached, sent and rendered as it is.
    ``sentence`` says what the chart says with its numbers; it is the caption, the slide's note and, with ``title``,
    the alternative text. ``table`` holds the same content with headers in the reader's language. ``spec`` is None
    when there is nothing to draw: the sentence then says why. ``lang`` is the language of the sentence when an officer
    wrote it, empty when it is the reader's. ``remarks`` says what the collectivity noted of the years that are drawn.
    """

    key: str
    title: str
    sentence: str
    table: pd.DataFrame
    spec: dict[str, Any] | None = None
    sources: tuple[Source, ...] = ()
    note: str = ""
    example: bool = False
    lang: str = ""
    remarks: str = ""
    _kept: dict[tuple[object, ...], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, key: tuple[object, ...], make: Callable[[], Result]) -> Result:
        """What a surface makes of the figure alone, made once as long as the figure is kept: another one has its own."""
        if key not in self._kept:
            self._kept[key] = make()
        result: Result = self._kept[key]
        return result

    @property
    def least_height(self) -> int:
        """The pixels of height that a chart of one panel is sure to take: a page keeps them free before it is drawn.

        A height in steps counts the distinct values of the vertical axis; axes, titles and legends come on top.
        """
        spec = self.spec or {}
        height = spec.get("height", 0)
        if not isinstance(height, dict):
            return int(height) + around(spec)
        rows: set[Any] = set()
        for part in spec.get("layer", [spec]):
            field = part.get("encoding", {}).get("y", {}).get("field")
            data = part.get("data", spec.get("data", {}))
            values = data.get("values") or spec.get("datasets", {}).get(data.get("name"), [])
            rows.update(row[field] for row in values if field in row)
        return int(height["step"] * len(rows))

    @property
    def alt(self) -> str:
        """The alternative text: the title, then what the chart says, then the remarks that are drawn on it."""
        return " ".join(part for part in (f"{self.title}.", self.sentence, self.remarks) if part)


_AROUND = "around"


def around(spec: dict[str, Any]) -> int:
    """The pixels that words and keys take of a chart whose whole height is set, as it is on a page."""
    return int(spec.get("usermeta", {}).get(_AROUND, 0))


def with_room(spec: dict[str, Any], pixels: int) -> dict[str, Any]:
    """The specification with room for more of them, so that the plot stays as high as it was without."""
    return {**spec, "usermeta": {_AROUND: around(spec) + pixels}}


class Recorded(Protocol):
    """A record that says where it was found: a partnership, a membership, a community."""

    @property
    def publisher(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def url(self) -> str: ...


def record_source(record: Recorded, quality: str = "") -> Source:
    """The source of a record that is not a figure; an address among its words is no title."""
    title = BETWEEN.join(part for part in parts(record.source) if not part.startswith("http"))
    origin = Origin(publisher=record.publisher, title=title, url=record.url)
    return Source(record.publisher or record.source, record.url, quality=quality, origins=(origin,))


def together(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Sources that differ by their year alone as one, « 2014–2025 »: twelve lines alike are not read."""
    years: dict[Source, list[str]] = {}
    for item in sources:
        years.setdefault(replace(item, year="", origins=()), []).extend([item.year] if item.year else [])
    return tuple(replace(item, year=_span(sorted(set(found)))) for item, found in years.items())


def _span(years: list[str]) -> str:
    return years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}" if years else ""


def unique_sources(sources: Iterable[Source]) -> tuple[Source, ...]:
    """The distinct sources in order of first appearance."""
    return tuple(dict.fromkeys(sources))
