"""A table pasted as text: what a spreadsheet, a web page or a message leaves between its cells and behind them."""

from __future__ import annotations

import re

# « Fès[1] », « Maroc[note 2] »: the calls of notes that a web page copies with its cells.
_NOTE_CALL = re.compile(r"(?<=\S)(?:\[(?:\d{1,3}|[a-z]|(?:note|nb|N)\s?\d{1,3})\])+(?=\s*(?:[\t|;]|$))", re.MULTILINE)
# The line that draws the header of a table written with bars: « |---|:---:| ».
_RULE = re.compile(r"^[\s|:+-]*-{2,}[\s|:+-]*$\n?", re.MULTILINE)
_SEPARATORS = ("\t", ";", "|")
_GAP = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")


def pasted_table(text: str) -> bytes:
    """The bytes to read as a file of separated texts. Columns drawn with spaces only are separated by tabs.

    A table has as many gaps on each of its lines; another text is left as it is.
    """
    bare = _NOTE_CALL.sub("", _RULE.sub("", text))
    lines = [line for line in bare.splitlines() if line.strip()]
    gaps = {len(_GAP.findall(line)) for line in lines}
    if len(gaps) == 1 and gaps != {0} and not any(mark in bare for mark in _SEPARATORS):
        bare = _GAP.sub("\t", bare)
    return bare.encode()
