"""The annual report as a tagged PDF (PDF/UA-1), set by Typst with the fonts of the project and nothing of the machine."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC
from pathlib import Path
from typing import Any

import pandas as pd
import typst

from indicators.languages import LANGUAGES
from indicators.present.figure import Figure
from indicators.present.reports import pictures
from indicators.present.reports.chapters import report
from indicators.present.reports.glance import telling
from indicators.present.reports.model import Block, Heading, Numbers, Paragraph, Section, Table
from indicators.present.reports.source import ReportSource
from indicators.present.reports.stamp import moment
from indicators.present.reports.wording import grouped, plain
from indicators.present.texts import reports as words
from indicators.present.texts.cells import cell

_PAPERS = {"a4": "a4", "letter": "us-letter"}
_CHART_WIDTH = 580
_ROWS, _COLUMNS = 40, 7
_UNKNOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
_MOST_SIGNS = 60
_WIDE = 36  # signs that a column is given for what they count
# A table in type of 8.5 points holds so many signs on a line of the page; each column loses some to its margins. Words
# are never cut: a hyphen that a line break puts into a word stays in the text of the PDF, where a search no longer finds it.
_SIZE, _SMALLEST, _ROOM, _MARGIN = 8.5, 6.0, 98.0, 2.6
_BOLD = 1.15
_BREAK = re.compile(r"[ \n\-–/]")
_BRIEF = 6  # paragraphs: such sections follow one another on a page
_TOLD_ELSEWHERE = ("chain_paid",)  # objective by objective, after the drawing


def annual_report(source: ReportSource) -> bytes:
    """The report of a territory in the language of the source."""
    images: dict[str, str | bytes] = {}
    sections = [_section(section, source, images) for section in report(source)]
    t = source.t
    data = head(source, t("Rapport annuel {year}", year=source.year)) | {
        "contents": t("Sommaire"),
        "cover": [t("L'action internationale de {name}", name=source.name), *words.identity(source, t)[1:]],
        "sections": sections,
    }
    return compiled("report.typ", "report.json", data, images, source)


def head(source: ReportSource, title: str) -> dict[str, Any]:
    """What every document of Typst needs: language, title, author, date of the edition, warnings, foot."""
    when = moment(source.snapshot.edition.published_at)
    t, logo = source.t, source.logo
    return {
        "lang": t.lang,
        "paper": _PAPERS[source.settings.report.page],
        "logo": {"file": logo.file, "alt": logo.alt} if logo else None,
        "region": LANGUAGES[t.lang].region,
        "title": title,
        "author": source.settings.collectivity.office or source.name,
        "description": words.edition_line(source, t),
        "keywords": [source.name, t("action internationale")],
        "date": [when.year, when.month, when.day],
        "footer": words.footer(source, t),
        "warnings": words.bands(source, example=source.snapshot.example),
    }


def compiled(
    template: str, name: str, data: Mapping[str, Any], images: Mapping[str, str | bytes], source: ReportSource
) -> bytes:
    """Compile a template with its data and pictures; the date inside is the edition's.

    A sign that no font of the project has (a name in a rare script) would make the PDF unreadable for a screen reader,
    and is refused by the standard: it is shown as an empty square.
    """
    logo = {source.logo.file: source.logo.data} if source.logo else {}
    texts: dict[str, str | bytes] = {name: json.dumps(data, ensure_ascii=False), **images, **logo}
    for _ in range(_MOST_SIGNS):
        try:
            return _compile(template, texts, source)
        except typst.TypstError as refused:
            sign = _UNKNOWN.search(str(refused))
            if sign is None:
                raise
            texts = {
                file: text.replace(sign[1], "□" * len(sign[1])) if isinstance(text, str) else text
                for file, text in texts.items()
            }
    raise ValueError(f"{template}: more than {_MOST_SIGNS} signs that no font of the project has")


def _compile(template: str, texts: Mapping[str, str | bytes], source: ReportSource) -> bytes:
    with tempfile.TemporaryDirectory(prefix="ouverture-") as folder:
        for file, text in texts.items():
            (Path(folder) / file).write_bytes(text.encode() if isinstance(text, str) else text)
        main = Path(folder) / template
        main.write_bytes((pictures.TEMPLATES / template).read_bytes())
        made = typst.compile(
            str(main),
            root=folder,
            font_paths=[str(pictures.FONTS)],
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            timestamp=int(moment(source.snapshot.edition.published_at).replace(tzinfo=UTC).timestamp()),
        )
    if not isinstance(made, bytes):
        raise TypeError(f"typst gave {type(made).__name__}; accepted: the bytes of one PDF")
    return made


def _section(section: Section, source: ReportSource, images: dict[str, str | bytes]) -> dict[str, Any]:
    brief = all(isinstance(item, Paragraph | Heading) for item in section.blocks) and len(section.blocks) <= _BRIEF
    return {"title": section.title, "brief": brief, "blocks": [_block(item, source, images) for item in section.blocks]}


def _block(item: Block, source: ReportSource, images: dict[str, str | bytes]) -> dict[str, Any]:
    if isinstance(item, Figure):
        return figure(item, source, images)
    if isinstance(item, Heading):
        return {"kind": "heading", "text": item.text, "level": item.level}
    if isinstance(item, Paragraph):
        return {"kind": "paragraph", "text": item.text, "style": item.style, "by": item.by, "lang": item.lang or None}
    if isinstance(item, Numbers):
        items = [{"label": n.label, "value": n.value, "detail": n.detail} for n in item.items]
        return {"kind": "numbers", "items": items}
    return _table(item)


def _table(item: Table) -> dict[str, Any]:
    least = _least(item.headers, item.rows)
    return {
        "kind": "table",
        "title": item.title,
        "headers": list(item.headers),
        "rows": [list(row) for row in item.rows],
        "weights": _widths(item.weights or _weights(item.headers, item.rows), least),
        "size": _SIZE * min(1.0, max(_ROOM / sum(least), _SMALLEST / _SIZE)),
        "numbers": sorted(item.numbers),
    }


def figure(
    item: Figure, source: ReportSource, images: dict[str, str | bytes], width: int = _CHART_WIDTH
) -> dict[str, Any]:
    """A figure with its picture, its reading, its sources and its table (the widest ones stay in the workbook)."""
    t = source.t
    name = None
    if item.spec is not None:
        name = f"{item.key}.svg".replace(":", "-")
        images[name] = pictures.svg(item.spec, width)
    marks = [words.example_mark(t)] if item.example else []
    listed = t.typeset(" ; ".join(grouped(item.sources)))
    return {
        "kind": "figure",
        "title": item.title,
        "alt": plain(item.alt),
        "image": name,
        "sentence": plain(item.sentence),
        "lang": item.lang or None,
        "note": " ".join([plain(item.note), *marks]).strip(),
        "sources": t("Sources : {names}.", names=listed) if listed else "",
        "table": None if item.key in _TOLD_ELSEWHERE else _of_frame(item, source),
    }


def _of_frame(item: Figure, source: ReportSource) -> dict[str, Any] | None:
    t, frame = source.t, item.table
    if frame.empty or len(frame.columns) > _COLUMNS or "projection" in (item.spec or {}):
        return None
    shown = telling(frame, _ROWS)
    rows = [
        tuple(cell(value, str(name), source.t) for value, name in zip(row, shown.columns, strict=True))
        for row in shown.itertuples(index=False, name=None)
    ]
    numbers = frozenset(place for place, name in enumerate(shown.columns) if pd.api.types.is_numeric_dtype(shown[name]))
    title = t("{title} : les chiffres", title=item.title)
    if len(frame) > _ROWS:
        title += t(
            " ({shown} premières lignes sur {total} ; le reste est dans le classeur)", shown=_ROWS, total=len(frame)
        )
    return _table(Table(title, tuple(map(str, shown.columns)), tuple(rows), numbers=numbers))


def _least(headers: Sequence[str], rows: Sequence[tuple[str, ...]]) -> list[float]:
    """The signs that each column needs for its longest word to stand whole."""
    told = [
        max((len(word) for row in rows for word in _BREAK.split(row[place])), default=0)
        for place in range(len(headers))
    ]
    named = [_BOLD * max(map(len, _BREAK.split(name))) for name in headers]
    return [max(pair) + _MARGIN for pair in zip(told, named, strict=True)]


def _widths(weights: Sequence[float], least: Sequence[float]) -> list[float]:
    """Widths for these weights, none below what its column needs: what is left of the line goes where more is wanted."""
    scale = _ROOM / sum(weights)
    wanted = [max(weight * scale - floor, 0.0) for weight, floor in zip(weights, least, strict=True)]
    spare = max(_ROOM - sum(least), 0.0)
    return [floor + spare * more / (sum(wanted) or 1.0) for floor, more in zip(least, wanted, strict=True)]


def _weights(headers: Sequence[str], rows: Sequence[tuple[str, ...]]) -> tuple[float, ...]:
    """Widths by the longest content, never less than the longest word of the header; long texts count less and less."""
    longest = [
        max(len(name) / 1.6, *(len(row[place]) for row in rows)) if rows else 1.0 for place, name in enumerate(headers)
    ]
    words_of = [max(map(len, name.split()), default=0) for name in headers]
    return tuple(
        max(min(length, _WIDE + (max(length, _WIDE) - _WIDE) / 8), 9, 1.5 * word)
        for length, word in zip(longest, words_of, strict=True)
    )
