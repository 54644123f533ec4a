"""Templates down, annotated workbook back: what an officer touches."""

from __future__ import annotations

import io

import pandas as pd
import pytest
from openpyxl import load_workbook

from indicators.intake.annotate import annotate
from indicators.intake.mapping import REMOVE_FIELD
from indicators.intake.schemas import load_schemas
from indicators.intake.templates import HEADER_ROW, LISTS, README, template_csv, template_xlsx
from indicators.intake.vocabulary import Vocabulary
from indicators.present.texts import translator
from indicators.records import RECORD_TYPES, Observation, frame_of
from tests.intake.conftest import Read, codes
from tests.intake.test_workbook import HEADER, ods

KINDS = list(RECORD_TYPES)


def test_one_workbook_for_everything(vocabulary: Vocabulary) -> None:
    book = load_workbook(io.BytesIO(template_xlsx(KINDS, vocabulary)))
    expected = [load_schemas()[kind].title for kind in KINDS]
    place, grids = KINDS.index("self_assessment"), len(vocabulary.catalogue.grids)
    assert book.sheetnames[:1] + book.sheetnames[-1:] == [README, LISTS]
    assert book.sheetnames[1:-1][:place] == expected[:place]
    assert book.sheetnames[1:-1][place + grids :] == expected[place + 1 :], "a sheet a grid, and one a kind of the rest"
    assert book[LISTS].sheet_state == "hidden"
    sheet = book["Observations"]
    header = [cell.value for cell in sheet[HEADER_ROW + 1]]
    assert header == [column.name for column in load_schemas()["observation"].columns]
    assert all(cell.comment for cell in sheet[HEADER_ROW + 1])
    assert len(sheet.data_validations.dataValidation) >= 8
    assert sheet.freeze_panes == "A5"


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_as_it_comes_loads_nothing(kind: str, vocabulary: Vocabulary, read: Read) -> None:
    for content, name in ((template_xlsx([kind], vocabulary), "m.xlsx"), (template_csv(kind, vocabulary), "m.csv")):
        reading = read(content, name)
        sheets = len(vocabulary.catalogue.grids) if kind == "self_assessment" and name == "m.xlsx" else 1
        assert [item.kind for item in reading.loaded] == [kind] * sheets
        assert all(item.frame.empty for item in reading.loaded)
        assert codes(reading) == ({"no_rows": sheets} if sheets > 1 else {"example_row": 1, "no_rows": 1})


def test_last_years_rows_on_request(vocabulary: Vocabulary, read: Read) -> None:
    rows = frame_of(
        Observation, [Observation(territory="38185", indicator="d4_immigrant_share", year=2021, value=18.9)]
    )
    for content, name in (
        (template_xlsx(["observation"], vocabulary, rows={"observation": rows}), "m.xlsx"),
        (template_csv("observation", vocabulary, rows=rows), "m.csv"),
    ):
        [loaded] = read(content, name).loaded
        assert loaded.frame[["indicator", "year", "value"]].values.tolist() == [["d4_immigrant_share", 2021, 18.9]]


def test_the_deletion_column(read: Read) -> None:
    [loaded] = read(
        "Indicateur;Année;Valeur;Supprimer\nd4_immigrant_share;2021;;oui\nd4_immigrant_share;2022;1;\n"
    ).loaded
    assert loaded.removed.tolist() == [True, False]
    assert REMOVE_FIELD not in loaded.frame


def test_the_officers_own_workbook_comes_back_annotated(vocabulary: Vocabulary, read: Read) -> None:
    book = load_workbook(io.BytesIO(template_xlsx(["observation"], vocabulary)))
    sheet = book["Observations"]
    places = {cell.value: cell.column for cell in sheet[HEADER_ROW + 1]}
    sheet.cell(6, places["Indicateur"]).value = "d4_immigrant_share"
    sheet.cell(6, places["Année"]).value = "20x1"
    sheet.cell(6, places["Remarque"]).value = '=HYPERLINK("http://x")'
    buffer = io.BytesIO()
    book.save(buffer)
    reading = read(buffer.getvalue(), "rempli.xlsx")
    returned = load_workbook(
        io.BytesIO(annotate(buffer.getvalue(), reading.tables, list(reading.issues), translator("fr")))
    )
    assert returned.sheetnames[:3] == ["Constats", README, "Observations"]
    wrong = returned["Observations"].cell(6, places["Année"])
    assert wrong.fill.fgColor.rgb.endswith("F8C8C4")
    assert wrong.comment is not None and "20x1" in wrong.comment.text and "Bloquant" in wrong.comment.text
    assert returned["Constats"]["A1"].value == "Gravité"
    texts = [cell.value for cell in returned["Constats"]["G"]]
    assert any("20x1" in str(text) for text in texts)
    assert len(returned["Observations"].data_validations.dataValidation) >= 8, "the officer's lists are kept"


@pytest.mark.parametrize("name", ["valeurs.csv", "valeurs.ods"])
def test_other_formats_come_back_as_a_workbook(name: str, read: Read) -> None:
    rows = [HEADER, ["d4_immigrant_share", "20x1", 18.9, "=1+1"]]
    content = (
        ods("Valeurs", rows)
        if name.endswith("ods")
        else pd.DataFrame(rows[1:], columns=rows[0]).to_csv(sep=";", index=False).encode()
    )
    reading = read(content, name)
    book = load_workbook(io.BytesIO(annotate(content, reading.tables, list(reading.issues), translator("fr"))))
    sheet = book[book.sheetnames[1]]
    assert sheet["B2"].comment is not None
    assert (sheet["D2"].value, sheet["D2"].data_type) == ("=1+1", "s"), "a formula never comes back alive"
    assert sheet["D2"].quotePrefix, "nor when its cell is typed again"


def test_a_file_that_could_not_be_read_still_gives_its_findings(read: Read) -> None:
    reading = read(b"nom;prenom\na;b\n", "autre.csv")
    book = load_workbook(
        io.BytesIO(annotate(b"nom;prenom\na;b\n", reading.tables, list(reading.issues), translator("fr")))
    )
    assert book.sheetnames == ["Constats"]


def test_a_grid_is_filled_by_its_words(vocabulary: Vocabulary, read: Read) -> None:
    """Each grid has its sheet: the items are printed, the answers « Oui », « Fait », « Ambition » are read."""
    book = load_workbook(io.BytesIO(template_xlsx(["self_assessment"], vocabulary)))
    said = {
        "ten_qualities": ("Oui", 1.0),
        "ten_steps": ("Fait", 2.0),
        "vision": ("Ambition", 1.0),
        "formalisation": ("oui", 1.0),
    }
    filled = 0
    for sheet in book.worksheets:
        header = {cell.value: cell.column for cell in sheet[HEADER_ROW + 1]}
        if "Grille" not in header:
            continue
        grid = vocabulary.of("grids").find(sheet.cell(HEADER_ROW + 2, header["Grille"]).value)
        assert grid and vocabulary.of(f"grids.{grid}").find(sheet.cell(HEADER_ROW + 2, header["Item"]).value)
        if grid in said:
            sheet.cell(HEADER_ROW + 2, header["Année"]).value = 2024
            sheet.cell(HEADER_ROW + 2, header["Réponse"]).value = said[grid][0]
            filled += 1
    assert filled == len(said)
    buffer = io.BytesIO()
    book.save(buffer)
    reading = read(buffer.getvalue(), "grilles.xlsx")
    assert not reading.issues.blocking, list(reading.issues)
    found = {row.grid: row.answer for item in reading.loaded for row in item.sound.itertuples()}
    assert found == {grid: value for grid, (_, value) in said.items()}
