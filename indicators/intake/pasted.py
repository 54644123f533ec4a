"""A table pasted as text: what a spreadsheet, a web page or a message leaves between its cells and behind them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from html.parser import HTMLParser

# « Fès[1] », « Maroc[note 2] »: the calls of notes that a web page copies with its cells.
_NOTE_CALL = re.compile(r"(?<=\S)(?:\[(?:\d{1,3}|[a-z]|(?:note|nb|N)\s?\d{1,3})\])+(?=\s*(?:[\t|;]|$))", re.MULTILINE)
# The lines that draw a table written with signs: « |---|:---:| », « +=====+ », « ┌──┬──┐ ».
_RULE = re.compile(r"^[\s|:+=-]*[-=]{2,}[\s|:+=-]*$\n?", re.MULTILINE)
_DRAWN = str.maketrans(
    dict.fromkeys("│┃║", "|") | dict.fromkeys("─━═", "-") | dict.fromkeys("┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋╞╡╪", "+")
)
_SEPARATORS = ("\t", ";", "|")
_GAP = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_BAR = re.compile(r"(?<!\\)\|")
# What Markdown writes around words: emphasis, code, and the address of a link.
_MARKS = re.compile(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1")
_LINK = re.compile(r"\[([^\]]+)\]\((?:https?://|/)[^)\s]*\)")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
# A cell between quotation marks, as spreadsheets write one that holds several lines or such a mark.
_QUOTED = re.compile(r'"(?:[^"\t]|"")*"(?=\t|\r?\n|$)')
_SPAN = 400
_LEAST = 2


def pasted_table(text: str) -> bytes:
    """The bytes to read as a file of separated texts.

    The source of a web page gives its first table, each merged cell in its first place, repeated down a column. Columns
    drawn with spaces only are separated by tabs: a table has as many gaps on each of its lines. Another text is left as
    it is.
    """
    if re.search(r"<t[rd][\s>]", text, re.IGNORECASE):
        return _separated(_Cells.of(text))
    bare = _RULE.sub("", text.translate(_DRAWN))
    lines = [line for line in bare.splitlines() if line.strip()]
    if _barred(lines):
        return _separated([_between_bars(line) for line in lines])
    bare = _NOTE_CALL.sub("", bare)
    if "\t" in bare:
        return _with_marks_as_they_are(bare).encode()
    gaps = {len(_GAP.findall(line)) for line in bare.splitlines() if line.strip()}
    if len(gaps) == 1 and gaps != {0} and not any(mark in bare for mark in _SEPARATORS):
        bare = _GAP.sub("\t", bare)
    return bare.encode()


def _barred(lines: Sequence[str]) -> bool:
    """Whether most lines are cells between bars: a title may stand above, and a bar may separate items within a cell."""
    bars = [len(_BAR.findall(line)) for line in lines]
    barred = [line for line, count in zip(lines, bars, strict=True) if count]
    if len(barred) < _LEAST or 2 * len(barred) <= len(lines) or any("\t" in line for line in barred):
        return False
    return 2 * sum(line.lstrip().startswith("|") for line in barred) > len(barred) or (
        len(set(filter(None, bars))) == 1 and ";" not in barred[0]
    )


def _between_bars(line: str) -> list[str]:
    cells = _BAR.split(line.strip().removeprefix("|"))
    if len(cells) > 1 and not cells[-1].strip():
        cells.pop()  # the bar that closes the line
    return [_plain(cell.replace("\\|", "|")) for cell in cells]


def _plain(cell: str) -> str:
    """A cell of Markdown without what it writes around words."""
    words = _LINK.sub(r"\1", _BREAK.sub(" ", cell.strip()))
    return _NOTE_CALL.sub("", _MARKS.sub(r"\2", words))


def _with_marks_as_they_are(text: str) -> str:
    """Cells between tabs in which a quotation mark that closes nothing is a mark: « "Eau" pour tous », « 12" »."""
    written = []
    place = 0
    while place < len(text):
        quoted = _QUOTED.match(text, place) if text[place] == '"' else None
        end = quoted.end() if quoted else next((at for at in range(place, len(text)) if text[at] in "\t\n"), len(text))
        cell = text[place:end]
        written.append(cell if quoted or '"' not in cell else '"' + cell.rstrip("\r").replace('"', '""') + '"')
        written.append(text[end : end + 1])
        place = end + 1
    return "".join(written)


def _separated(rows: Sequence[Sequence[str]]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter="\t", lineterminator="\n").writerows(rows)
    return stream.getvalue().encode()


class _Cells(HTMLParser):
    """The cells of the first table of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[dict[int, str]] = []
        self.below: dict[int, tuple[int, str]] = {}
        self.cell: list[str] | None = None
        self.spans = (1, 1)
        self.depth = 0
        self.over = False

    @classmethod
    def of(cls, text: str) -> list[list[str]]:
        """The rows of cells of a page, as wide as they are written."""
        page = cls()
        page.feed(text)
        page.close()
        page._end_cell()
        return [[row.get(place, "") for place in range(max(row, default=-1) + 1)] for row in page.rows]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a table, a row or a cell: rows and cells need not be closed."""
        if tag == "table":
            self.depth += 1
        if self.over or self.depth > 1:
            return
        if tag == "tr":
            self._end_cell()
            self.rows.append({})
            for column, (left, words) in list(self.below.items()):
                self.rows[-1][column] = words
                self.below[column] = (left - 1, words)
                if left == 1:
                    del self.below[column]
        elif tag in {"td", "th"}:
            self._end_cell()
            told = dict(attrs)
            self.cell = []
            self.spans = (_span(told.get("colspan")), _span(told.get("rowspan")))
        elif tag in {"br", "p", "div", "li"} and self.cell:
            self.cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """Close a cell, a row or the table, after which nothing is read."""
        if tag in {"td", "th", "tr", "table"} and self.depth <= 1:
            self._end_cell()
        if tag == "table":
            self.depth -= 1
            self.over |= self.depth == 0

    def handle_data(self, data: str) -> None:
        """Keep the words of a cell."""
        if self.cell is not None:
            self.cell.append(data)

    def _end_cell(self) -> None:
        if self.cell is None or not self.rows:
            return
        words = _NOTE_CALL.sub("", " ".join("".join(self.cell).split()))
        self.cell = None
        row = self.rows[-1]
        first = next(place for place in range(_SPAN * _SPAN) if place not in row)
        across, down = self.spans
        for place in range(first, first + across):
            row[place] = words if place == first else ""
            if down > 1:
                self.below[place] = (down - 1, row[place])


def _span(told: str | None) -> int:
    return min(int(told), _SPAN) if told and told.isdigit() and told != "0" else 1
