"""A report and a presentation as other tools read them: whole words, their language, amounts as the pages write them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from indicators.languages import LANGUAGES
from indicators.present.figure import Figure
from indicators.present.reports import ReportSource
from indicators.present.reports.annual import annual_report
from indicators.present.reports.fiche import press_fiche
from tests.crossings.office import rendered
from tests.crossings.told import TOTALS, Told
from tests.reports.conftest import Make

EVERY = ("fr", "en", "es")


def plain(text: str) -> str:
    """A text as a search types it: one kind of space."""
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("lang", EVERY)
def test_a_report_says_its_language_and_cuts_no_word(lang: str, make_source: Make, tmp_path: Path) -> None:
    source = make_source("EX001", lang=lang, year=2025)
    made = annual_report(source)
    read = PdfReader(io.BytesIO(made))
    texts = {"pypdf": "\n".join(page.extract_text() for page in read.pages), "poppler": rendered(made, tmp_path)}
    assert read.trailer["/Root"]["/Lang"] == LANGUAGES[lang].tag
    assert PdfReader(io.BytesIO(press_fiche(source))).trailer["/Root"]["/Lang"] == LANGUAGES[lang].tag
    known = {word for text in texts.values() for word in re.findall(r"[^\W\d_]{4,}", text)}
    for tool, text in texts.items():
        assert "\u00ad" not in text, f"{tool} reads a soft hyphen"
        # A line that ends with a hyphen ends with a compound word, « non-respect », never with the half of one.
        halves = re.findall(r"([^\W\d_]{2,})[-\u2010]\n\s*([^\W\d_]+)", text)
        assert not [pair for pair in halves if "".join(pair) in known], tool
        for words in (source.t.money(source.budget.book.total(2025, "paid").net), source.name):
            assert plain(words) in plain(text), f"{tool} does not find {words}"


@pytest.mark.office
def test_a_native_chart_is_drawn_elsewhere_with_the_amounts_of_the_pages(
    read: tuple[ReportSource, Figure, tuple[Told, ...]], slides: Callable[[str, str], str]
) -> None:
    """The settings of the office are of another country: the language of the deck decides."""
    source, _, wanted = read
    city, lang = source.snapshot.territory.code, source.t.lang
    text = plain(slides(city, lang))
    for item in (TOTALS[city][0], *wanted):
        assert re.search(rf"(?<![\d,.]){re.escape(plain(item.amount(lang)))}(?![\d,.]*\d)", text), item
