"""What officers prepare beside the figures, and the parts that every output is made of.

A session, a narrative and an override are kept as working documents (JSON); this module turns them into frozen
objects and back, and passes over what an older version of the application wrote differently.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from indicators.present.figure import Figure, Source
from indicators.present.trails import Line

SESSION, NARRATIVE, OVERRIDE, IMAGE, DECLARED = "session", "narrative", "override", "image", "declared"
PARTNERSHIP = "partenariat:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A sequence of slides bound to an edition and to a meeting. ``date`` is ISO, ``slides`` are keys in order."""

    key: str
    title: str
    date: str
    deliberation: str
    edition: int
    year: int
    slides: tuple[str, ...]

    def payload(self) -> dict[str, Any]:
        """The session as the JSON that is kept."""
        names = ("title", "date", "deliberation", "edition", "year")
        return {name: getattr(self, name) for name in names} | {"slides": list(self.slides)}

    @classmethod
    def of(cls, key: str, payload: Mapping[str, Any]) -> Session:
        """The session kept under ``key``; KeyError or ValueError when the document is not one."""
        return cls(
            key=key,
            title=str(payload["title"]),
            date=str(payload.get("date", "")),
            deliberation=str(payload.get("deliberation", "")),
            edition=int(payload["edition"]),
            year=int(payload["year"]),
            slides=tuple(map(str, payload.get("slides", ()))),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrative:
    """A text that an officer wrote for a section. A draft is shown to officers and left out of what is handed out.

    ``lang`` is the language of the page on which it was written, that of the text in every version of a document.
    """

    section: str
    text: str
    author: str
    date: str
    draft: bool = True
    lang: str = "fr"


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """A sentence that an officer wrote instead of the application's; always shown with its author."""

    figure: str
    text: str
    author: str
    date: str
    lang: str = "fr"


@dataclass(frozen=True, slots=True)
class Declared:
    """The receipt of the yearly declaration of development assistance: the ISO day, the number, who wrote it down, when."""

    day: str
    number: str
    author: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """A figure to be read from afar, its name, and what limits it (year, level, base).

    In the report it has its ``line`` of ten years, what ``change`` it made in the last one, and its ``sentence``.
    """

    label: str
    value: str
    detail: str = ""
    change: str = ""
    line: Line | None = None
    sentence: str = ""
    example: bool = False


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that an officer gave: a JPEG, what a screen reader says of it, and who must be credited."""

    data: bytes
    alt: str
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """An action as a card: when and with whom, its name, its figure, its result, what was learnt.

    ``partnership`` is the relation within which it was done: without a photograph, paper shows where that is.
    """

    key: str
    above: str
    title: str
    number: KeyNumber | None = None
    result: str = ""
    learnt: str = ""
    image: Image | None = None
    partnership: str = ""


@dataclass(frozen=True, slots=True)
class NativeChart:
    """The numbers of a chart that PowerPoint draws itself. ``None`` leaves a gap: missing is never zero.

    ``labels`` writes each value beside its mark; without it the categories or an axis tell the values. ``origin`` is
    the value that bars start from, drawn as a line: 100 for an index, so that 96 and 115 are not alike.
    """

    kind: Literal["bar", "stacked_bar", "stacked_column", "line"]
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[float | None, ...]], ...]
    number_format: str = "0"
    colours: tuple[str, ...] = ()
    labels: bool = True
    origin: float = 0.0


@dataclass(frozen=True)
class Slide:
    """One slide of the session and of the presentation: a message, then what shows it.

    ``reading`` is the sentence that goes with it (the slide's note), in ``lang`` when an officer wrote it; ``lines``
    are short statements shown as a list.
    """

    key: str
    title: str
    reading: str = ""
    numbers: tuple[KeyNumber, ...] = ()
    lines: tuple[str, ...] = ()
    figure: Figure | None = None
    native: NativeChart | None = None
    sources: tuple[Source, ...] = ()
    note: str = ""
    example: bool = False
    cover: bool = False
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. ``style``: body, note (small), kicker (small, above what it belongs to), lead (first of a section),
    signed (a narrative with its author), missing (what is not known).

    ``lang`` is the language of the text when it may differ from the document's.
    """

    text: str
    style: Literal["body", "note", "kicker", "lead", "signed", "missing"] = "body"
    by: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A title inside a section; ``level`` 2 or 3."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Table:
    """A table of words already formatted. ``weights`` are the relative widths (by the content without any), ``numbers`` the columns aligned right."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    weights: tuple[float, ...] = ()
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Numbers:
    """A row of key figures; ``tall`` gives each its line of ten years and its sentence."""

    items: tuple[KeyNumber, ...]
    tall: bool = False


@dataclass(frozen=True, slots=True)
class Cards:
    """Actions side by side."""

    items: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """Short statements under a title that stays with them; ``columns`` side by side when they are names."""

    title: str
    items: tuple[str, ...]
    columns: int = 1


Block = Paragraph | Heading | Table | Numbers | Cards | Listed | Figure


@dataclass(frozen=True)
class Section:
    """A chapter of a volume; ``wide`` has it set on pages that lie on their side, as a map is read."""

    key: str
    title: str
    blocks: Sequence[Block] = field(default_factory=tuple)
    wide: bool = False
