"""No code of the application is shown to an officer: templates, messages and pages of the loading speak in words."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pytest
from openpyxl import load_workbook

from indicators.catalogue import Catalogue
from indicators.intake.checks import check
from indicators.intake.checks.around import Around
from indicators.intake.schemas import load_formats, load_schemas
from indicators.intake.templates import template_csv, template_xlsx
from indicators.intake.vocabulary import Vocabulary
from indicators.intake.wording import table
from indicators.present.texts import translator
from indicators.records import RECORD_TYPES, column_names
from tests.intake.conftest import Read
from tests.intake.samples import files
from tests.intake.screens import Runner, button, texts

_SECTIONS = ("indicators", "rubrics", "grids", "networks", "themes", "objective_purposes", "partnership_kinds",
             "actor_groups", "funding_sources", "measures")  # fmt: skip


@pytest.fixture(scope="module")
def codes_of_ours(catalogue: Catalogue) -> re.Pattern[str]:
    """Every code that cannot be taken for a word: those of the catalogue, of closed lists, the names of fields."""
    schemas = load_schemas().values()
    codes = {code for section in _SECTIONS for code in getattr(catalogue, section)}
    codes |= {item.id for grid in catalogue.grids.values() for item in grid.items}
    closed = {pair for schema in schemas for column in schema.columns for pair in column.codes.items()}
    codes |= {code for word, code in closed if word.casefold() != code}
    codes |= {name for record in RECORD_TYPES.values() for name in column_names(record)} | set(RECORD_TYPES)
    words = {
        word for schema in schemas for column in schema.columns for word in re.findall(r"\w+", spoken(column.name))
    }
    words |= {word for label in labels(catalogue) for word in re.findall(r"\w+", label.casefold())}
    formats = {word for schema in load_formats().values() for column in schema.columns for word in re.findall(r"\w+", spoken(column.name))}  # fmt: skip
    told = {code for code in codes if code and not code.isdigit() and code.casefold() not in words | formats | FRENCH}
    return re.compile(rf"(?<![\w/.-])(?:{'|'.join(sorted(map(re.escape, told), key=len, reverse=True))})(?![\w/-])")


#: Codes that are words of the French sentences of the page too.
FRENCH = frozenset({"de", "d'", "du", "des", "a", "b", "c", "ap", "ae", "page", "active", "source", "note", "type", "plan",
                    "section", "document", "line", "action", "code", "direct", "date", "culture", "vision", "transport"})  # fmt: skip


def spoken(name: str) -> str:
    return name.casefold()


def labels(catalogue: Catalogue) -> Iterator[str]:
    for section in _SECTIONS:
        for entry in getattr(catalogue, section).values():
            yield (getattr(entry, "label", None) or entry.name).get("fr")
    for grid in catalogue.grids.values():
        for item in grid.items:
            yield item.label.get("fr")


def test_no_template_shows_a_code(vocabulary: Vocabulary, codes_of_ours: re.Pattern[str]) -> None:
    book = load_workbook(io.BytesIO(template_xlsx(list(RECORD_TYPES), vocabulary)))
    cells = [
        (sheet.title, str(cell.value)) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value
    ]
    cells += [(s.title, c.comment.text) for s in book for row in s.iter_rows() for c in row if c.comment]
    cells += [(kind, template_csv(kind, vocabulary).decode("utf-8-sig")) for kind in RECORD_TYPES]
    shown = {(where, found[0]) for where, text in cells if (found := codes_of_ours.search(text))}
    assert not shown


@pytest.mark.parametrize("lang", ["fr", "en", "es"])
def test_no_message_shows_a_code(read: Read, catalogue: Catalogue, codes_of_ours: re.Pattern[str], lang: str) -> None:
    for name, content in files().values():
        reading = read(content, name)
        issues = [*reading.issues, *check(reading.loaded, Around(catalogue, loaded=reading.loaded, this_year=2026))]
        for _, row in table(issues, translator(lang)).drop(columns=table([], translator(lang)).columns[1]).iterrows():
            said = " | ".join(map(str, row))
            assert lang != "fr" or not (found := codes_of_ours.search(said)), (name, found and found[0], said)
            assert "_" not in re.sub(r"BGT_\w+|https?:\S+", "", said), said


@pytest.mark.parametrize("kind", list(files()))
def test_no_page_of_the_loading_shows_a_code(open_page: Runner, kind: str, codes_of_ours: re.Pattern[str]) -> None:
    app = open_page("donnees")
    app.file_uploader[0].upload(*files()[kind])
    app = button(app.run(), "Lire les fichiers")
    for step in ("issues", "correct", "consequences", "publish"):
        app = app.segmented_control[1].set_value(step).run()
        said = [texts(app).replace(files()[kind][0], "")]
        said += [re.sub(r"<[^>]*>", " ", item.proto.body).replace(files()[kind][0], "") for item in app.get("html")]
        for frame in app.dataframe:
            said += [str(name) for name in frame.value.columns]
            said += [
                str(cell) for row in frame.value.drop(columns="Fichier", errors="ignore").to_numpy() for cell in row
            ]
        found = [(step, met[0], text[:200]) for text in said if (met := codes_of_ours.search(text))]
        assert not found
    button(app, "Abandonner ce dépôt")
