"""Read the same edition on every surface, as text: pages, slides, PDFs, workbook, public page, consequences."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import openpyxl
import streamlit as st
from lxml import html
from pptx import Presentation
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from indicators.catalogue import load_catalogue
from indicators.documents import gather
from indicators.documents.reader import Reader
from indicators.intake.consequences import consequences
from indicators.intake.wording.consequences import indicators_table, ratios_table
from indicators.present.reports import ReportSource, deck
from indicators.present.reports.annual import annual_annexes, annual_report
from indicators.present.reports.fiche import press_fiche
from indicators.present.reports.opening_slides import SUMMARY
from indicators.present.reports.public_page import public_document
from indicators.present.reports.slides import presentation
from indicators.present.reports.still_map import MAP
from indicators.present.reports.workbook import workbook
from indicators.present.texts import translator
from indicators.readout import Readout
from indicators.settings import load_settings
from tests.pdf import page_texts

TERRITORY, YEAR = "EX001", 2025
PAGES = ("synthese", "budget", "profil-geii", "evaluation", "partenariats")
SLIDES = (
    SUMMARY, deck.PROFILE, deck.BUDGET, deck.YEARS, deck.STATUSES, MAP, deck.EXTERNALITIES, deck.CHOICES,
    *(f"{deck.LEVEL}{level}" for level in ("territorial", "programmatic", "operational")),
)  # fmt: skip


def walk(engine: Engine, config: Path, batch: str) -> Mapping[str, str]:
    """The text of each surface with the settings of a file; ``batch`` is a draft whose consequences are read."""
    settings = load_settings(config, catalogue=load_catalogue())
    reader = Reader(engine, settings.extend(load_catalogue()), settings)
    source = gather.source_of(reader, TERRITORY, translator("fr"), year=YEAR)
    texts = dict(pages())
    texts |= {name: plain(text) for name, text in documents(source).items()}
    texts["consequences"] = plain(told_consequences(engine, batch, source.readout))
    return texts


def plain(text: str) -> str:
    """Ordinary spaces, straight apostrophes and no mark of emphasis, one space at a time inside a line."""
    text = re.sub("[\u00a0\u202f\u2009]", " ", text).replace("’", "'").replace("**", "").replace("\\", "")
    return "\n".join(re.sub(" +", " ", line).strip() for line in text.splitlines())


def pages() -> Iterator[tuple[str, str]]:
    """What each page writes, element by element, for the whole page as it opens."""
    st.cache_resource.clear()
    st.cache_data.clear()
    for path in PAGES:
        app = AppTest.from_function(
            _page, kwargs={"path": path, "territory": TERRITORY, "year": YEAR}, default_timeout=120
        )
        app.run()
        assert not app.exception, app.exception[0].value
        yield path, plain("\n".join(_written(app)))


# AppTest runs the text of this function alone, hence its own imports.
def _page(path: str, territory: str, year: int) -> None:
    import streamlit as st

    from pages.shared import registry, runtime
    from pages.shared.context import SELECTION, Selection

    edition = runtime.all_editions()[0]
    chosen = next(item for item in runtime.territories(edition.number) if item.code == territory)
    st.session_state[SELECTION] = Selection("fr", edition, chosen, year)
    next(entry for entry in registry.PAGES if entry.path == path).render()


def _written(app: AppTest) -> Iterator[str]:
    for item in app.main:
        if item.type == "metric":
            yield f"{item.label} | {item.value} | {item.delta}"  # type: ignore[attr-defined]  # a metric has them
        elif item.type in (
            "markdown",
            "caption",
            "header",
            "title",
            "subheader",
            "warning",
            "info",
            "success",
            "error",
        ):
            yield str(item.value)  # type: ignore[attr-defined]  # texts have one
        elif item.type in ("arrow_data_frame", "arrow_table"):
            yield item.value.to_csv(sep="|", index=False)  # type: ignore[attr-defined]  # a table has one


def documents(source: ReportSource) -> dict[str, str]:
    """The text of each document of a source."""
    return {
        "slides": slides_text(presentation(source, SLIDES)),
        "report": f"{pdf_text(annual_report(source))} {pdf_text(annual_annexes(source))}",
        "press": pdf_text(press_fiche(source)),
        "workbook": plain(workbook_text(workbook(source))),
        "public": page_text(public_document(source)),
    }


def slides_text(made: bytes) -> str:
    """Every text of every slide, its tables and its notes; what stands in a box is on one line."""
    lines = []
    for slide in Presentation(io.BytesIO(made)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                lines.append(" | ".join(part.text for part in shape.text_frame.paragraphs))
            if shape.has_table:
                lines += ["|".join(cell.text for cell in row.cells) for row in shape.table.rows]
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            lines.append(slide.notes_slide.notes_text_frame.text)
    return "\n".join(lines)


def pdf_text(made: bytes) -> str:
    """The text of a PDF as one line of whole words, without the foot and the band that stand on each page."""
    text = " ".join(" ".join(page.split()) for page in page_texts(made))
    text = text.replace("PROJET ", "")
    text = re.sub(r"(?<=[a-zà-ÿ])- (?=[a-zà-ÿ])", "", text)
    text = re.sub(r"\S+ \(fictif\) · Édition [^/]{1,80}/ \d+ ?", "", text)
    return re.sub(r"Données fictives\s?: ce territoire est inventé pour la formation et la démonstration\. ?", "", text)


def workbook_text(made: bytes) -> str:
    """Every row of every sheet, under the sheet's name."""
    book = openpyxl.load_workbook(io.BytesIO(made), read_only=True)
    lines = []
    for sheet in book.worksheets:
        lines.append(f"# {sheet.title}")
        lines += [
            "|".join("" if cell is None else str(cell) for cell in row) for row in sheet.iter_rows(values_only=True)
        ]
    return "\n".join(lines)


def page_text(document: str) -> str:
    """The words of a page of HTML, a line by element."""
    return "\n".join(text.strip() for text in html.fromstring(document).find("body").itertext() if text.strip())


def told_consequences(engine: Engine, batch: str, readout: Readout) -> str:
    """The tables of what publishing the batch would change."""
    t = translator("fr")
    found = consequences(engine, [batch], TERRITORY, readout.catalogue, readout.settings, YEAR)
    tables = (
        ratios_table(found.ratios, readout.catalogue, t),
        indicators_table(found.indicators, readout.catalogue, t),
    )
    return "\n".join(table.to_csv(sep="|", index=False) for table in tables)
