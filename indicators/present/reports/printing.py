"""The blocks of a volume as the data of its template: words already written, pictures drawn, widths weighed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from indicators.present.figure import Figure
from indicators.present.reports import cover, pictures
from indicators.present.reports.glance import telling
from indicators.present.reports.model import (
    Block,
    Card,
    Cards,
    Heading,
    KeyNumber,
    Listed,
    Numbers,
    Paragraph,
    Section,
    Table,
)
from indicators.present.reports.source import ReportSource
from indicators.present.reports.wording import grouped, plain, publishers
from indicators.present.texts import reports as words
from indicators.present.texts.cells import cell

_CHART_WIDTH = 580
_ROWS, _COLUMNS = 40, 7
_WIDE = 36  # signs that a column is given for what they count
_BRIEF, _FEW = 6, 1_100  # paragraphs and letters: such sections follow one another on a page
_PAGE, _TALLEST, _SHARED = 170, 150, 66  # millimetres: the width of a page, a chart alone on it, one of two
_SIZE = re.compile(r'width="([\d.]+)" height="([\d.]+)"')
_TOLD_ELSEWHERE = ("chain_paid",)  # objective by objective, after the drawing


@dataclass
class Press:
    """What sets one volume: its source, whether figures bring their tables, and the pictures drawn on the way."""

    source: ReportSource
    tables: bool
    colour: str
    images: dict[str, str | bytes] = field(default_factory=dict)

    def section(self, section: Section) -> dict[str, Any]:
        """A chapter, its blocks in their order."""
        alone = sum(isinstance(item, Figure) for item in section.blocks) < 2
        blocks = [self._block(item, wide=section.wide, alone=alone) for item in section.blocks]
        return {"title": section.title, "wide": section.wide, "blocks": blocks}

    def _block(self, item: Block, *, wide: bool, alone: bool) -> dict[str, Any]:
        if isinstance(item, Figure):
            return self.figure(item, wide=wide, alone=alone)
        if isinstance(item, Heading):
            return {"kind": "heading", "text": item.text, "level": item.level}
        if isinstance(item, Paragraph):
            lang = item.lang or None
            return {"kind": "paragraph", "text": item.text, "style": item.style, "by": item.by, "lang": lang}
        if isinstance(item, Listed):
            return {"kind": "list", "title": item.title, "items": list(item.items), "columns": item.columns}
        if isinstance(item, Cards):
            return {"kind": "cards", "items": [self._card(card) for card in item.items]}
        if isinstance(item, Numbers):
            items = [self._number(number, rank) for rank, number in enumerate(item.items)]
            return {"kind": "figures" if item.tall else "numbers", "items": items}
        return _table(item)

    def _number(self, item: KeyNumber, rank: int) -> dict[str, Any]:
        told = {"label": item.label, "value": item.value, "detail": item.detail, "change": item.change}
        mark = words.example_mark(self.source.t) if item.example else ""
        line = None
        if item.line is not None:
            name = f"line-{rank}.svg"
            self.images[name] = item.line.svg(self.colour)
            drawn = item.line
            line = {"image": name, "alt": drawn.words, "start": drawn.start, "end": drawn.end, "legend": drawn.legend}
        return told | {"line": line, "sentence": item.sentence, "mark": mark}

    def _card(self, item: Card) -> dict[str, Any]:
        image = None
        if item.image is not None:
            name = f"card-{len(self.images)}.jpg"
            self.images[name] = item.image.data
            image = {"file": name, "alt": item.image.alt, "credit": item.image.credit}
        place = None
        if image is None and (drawn := cover.place_drawing(self.source, item.partnership, self.colour)):
            place = f"card-{len(self.images)}.svg"
            self.images[place] = drawn
        number = {"value": item.number.value, "label": item.number.label} if item.number else None
        learnt = self.source.t("Ce que nous en retenons")
        return {
            "above": item.above, "title": item.title, "number": number, "result": item.result,
            "learnt": item.learnt, "learnt-name": learnt, "image": image, "place": place,
        }  # fmt: skip

    def figure(self, item: Figure, *, wide: bool = False, alone: bool = True) -> dict[str, Any]:
        """A figure with its picture, its reading, its sources and, in the annexes, its table (the widest stay in the workbook).

        In the report a chart that shares its page is drawn lower, its letters as large as those of another.
        """
        t, name, tall = self.source.t, None, None
        if item.spec is not None:
            name = f"{item.key}.svg".replace(":", "-")
            drawn = pictures.svg(item.spec, _CHART_WIDTH)
            self.images[name] = drawn
            most = _TALLEST if alone else _SHARED
            if not (self.tables or wide) and (ratio := most / _height(drawn)) < 1:
                drawn = pictures.svg(pictures.lowered(item.spec, ratio), _CHART_WIDTH)
                self.images[name] = drawn
                tall = most if _height(drawn) > most else None
        marks = [words.example_mark(t)] if item.example else []
        listed = t.typeset(" ; ".join(grouped(item.sources) if self.tables else publishers(item.sources)))
        note = plain(item.note) if self.tables or wide else ""
        return {
            "kind": "figure",
            "title": item.title,
            "alt": plain(item.alt),
            "image": name,
            "height": tall,
            "sentence": plain(item.sentence),
            "lang": item.lang or None,
            "note": " ".join([note, *marks]).strip(),
            "sources": t("Sources : {names}.", names=listed) if listed else "",
            "table": self._of_frame(item) if self.tables and item.key not in _TOLD_ELSEWHERE else None,
        }

    def _of_frame(self, item: Figure) -> dict[str, Any] | None:
        t, frame = self.source.t, item.table
        if frame.empty or len(frame.columns) > _COLUMNS or "projection" in (item.spec or {}):
            return None
        shown = telling(frame, _ROWS)
        rows = [
            tuple(cell(value, str(name), t) for value, name in zip(row, shown.columns, strict=True))
            for row in shown.itertuples(index=False, name=None)
        ]
        numeric = [place for place, name in enumerate(shown.columns) if pd.api.types.is_numeric_dtype(shown[name])]
        title = t("{title} : les chiffres", title=item.title)
        if len(frame) > _ROWS:
            title += t(
                " ({shown} premières lignes sur {total} ; le reste est dans le classeur)", shown=_ROWS, total=len(frame)
            )
        return _table(Table(title, tuple(map(str, shown.columns)), tuple(rows), numbers=frozenset(numeric)))


def is_brief(section: Section) -> bool:
    """Whether a chapter is a few words, that share their page with those before and after."""
    short = all(isinstance(item, Paragraph | Heading | Listed) for item in section.blocks)
    return short and len(section.blocks) <= _BRIEF and sum(map(_letters, section.blocks)) <= _FEW


def is_text(section: Section) -> bool:
    """Whether a chapter is a text and nothing else: it may be long, and ends anywhere on a page."""
    return all(isinstance(item, Paragraph) for item in section.blocks)


def shares_page(section: Section, before: Section | None) -> bool:
    """Whether a chapter goes on where the one before it ends: a few words after a few words, or after a text."""
    return before is not None and is_brief(section) and (is_brief(before) or is_text(before))


def _letters(item: Block) -> int:
    if isinstance(item, Listed):
        return sum(map(len, item.items))
    return len(item.text) if isinstance(item, Paragraph | Heading) else 0


def _height(drawn: str) -> float:
    """The height in millimetres of a drawing as wide as the page lets it."""
    found = _SIZE.search(drawn)
    if found is None:
        raise ValueError("the drawing has no size; accepted: an SVG with a width and a height")
    return _PAGE * float(found[2]) / float(found[1])


def _table(item: Table) -> dict[str, Any]:
    weights = item.weights or _weights(item.headers, item.rows)
    return {
        "kind": "table",
        "title": item.title,
        "headers": list(item.headers),
        "rows": [list(row) for row in item.rows],
        "weights": list(weights),
        "numbers": sorted(item.numbers),
    }


def _weights(headers: Sequence[str], rows: Sequence[tuple[str, ...]]) -> tuple[float, ...]:
    """Shares of the width by the longest content; long texts count less and less. The template keeps words whole."""
    longest = [
        max(len(name) / 1.6, *(len(row[place]) for row in rows)) if rows else 1.0 for place, name in enumerate(headers)
    ]
    return tuple(max(min(length, _WIDE + (max(length, _WIDE) - _WIDE) / 8), 9) for length in longest)
