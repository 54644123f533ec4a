"""What a figure rests on follows it out of the application: every file cites its sources in full, both of a ratio."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import openpyxl
import pytest
from pptx import Presentation

from indicators.present.charts.geii import profile_figure
from indicators.present.exports import csv_bytes
from indicators.present.figure import Figure, Source
from indicators.present.reports import ReportSource, captioned, pictures
from indicators.present.reports.annual import annual_report
from indicators.present.reports.chapters import annexes
from indicators.present.reports.fiche import press_fiche
from indicators.present.reports.model import Table
from indicators.present.reports.package import data_package
from indicators.present.reports.public_page import public_document
from indicators.present.reports.slides import presentation
from indicators.present.reports.viewer import viewer
from indicators.present.reports.workbook import workbook
from indicators.present.texts import translator
from indicators.present.texts.citations import citation, cited, cited_table
from indicators.records import Origin
from tests.reports.conftest import Make, session
from tests.reports.test_files import tables

LICENCE = "Licence : réutilisation autorisée avec mention de la source (décision 2011/833/UE)."
NIGHTS = "Eurostat, « Nuitées dans les hébergements touristiques par région (tour_occ_nin3, tour_occ_nin2) », millésime 2024."
PEOPLE = "Eurostat, « Population au 1er janvier par région (demo_r_pjanaggr3) », millésime 2025."


def spaced(text: str) -> str:
    """The same text with plain spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture(scope="module")
def source(make_source: Make) -> ReportSource:
    return make_source("38185", session=session("synthese", "profil", year=2024), year=2024)


@pytest.fixture(scope="module")
def profile(source: ReportSource) -> Figure:
    return profile_figure(source.profile, source.t)


def test_a_ratio_cites_both_its_sources_and_an_index_its_reference(profile: Figure) -> None:
    found = [spaced(line) for line in cited(profile.sources, translator("fr"))]
    nights, people = (next(line for line in found if line.startswith(start)) for start in (NIGHTS, PEOPLE))
    assert LICENCE in nights and nights.endswith("https://ec.europa.eu/eurostat/databrowser/view/tour_occ_nin3/default/table")  # fmt: skip
    assert LICENCE in people and people.endswith("https://ec.europa.eu/eurostat/databrowser/view/demo_r_pjanaggr3/default/table")  # fmt: skip
    assert any("TF1 Info" in line for line in found), "the share of France, by which the index is divided"
    assert len(found) == len(set(found))


def test_csv(profile: Figure) -> None:
    rows = list(csv.DictReader(io.StringIO(csv_bytes(cited_table(profile, translator("fr"), fictional=False)).decode("utf-8-sig")), delimiter=";"))  # fmt: skip
    assert len(rows) == len(profile.table)
    assert all(NIGHTS in spaced(row["Sources"]) and PEOPLE in spaced(row["Sources"]) for row in rows)


def test_xlsx(source: ReportSource) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(source)))
    head, *rows = book["Sources"].iter_rows(values_only=True)
    assert head[1:] == ("Organisme", "Titre", "Millésime", "Années", "Publié le", "Consulté le", "Licence", "Adresse", "Citation")  # fmt: skip
    found = next(dict(zip(head, row, strict=True)) for row in rows if row[2] and "tour_occ_nin3" in str(row[2]))
    assert (found["Organisme"], found["Millésime"], found["Consulté le"]) == ("Eurostat", 2024, "")
    assert NIGHTS in spaced(str(found["Citation"]))
    under = [cell for row in book[book.sheetnames[1]].iter_rows(values_only=True) for cell in row if cell]
    assert any(NIGHTS in spaced(str(cell)) for cell in under), "the sheet of the profile says it too"


def test_pptx_in_its_notes(source: ReportSource) -> None:
    slides = Presentation(io.BytesIO(presentation(source))).slides
    notes = spaced("\n".join(slide.notes_slide.notes_text_frame.text for slide in slides))
    assert "Pour citer :" in notes and NIGHTS in notes and PEOPLE in notes


def test_pdf_report_and_press_sheet(source: ReportSource) -> None:
    (table,) = next(section.blocks for section in annexes(source) if section.key == "sources")
    assert isinstance(table, Table)
    cells = [spaced(row[0]) for row in table.rows]
    assert any(cell.startswith(NIGHTS) and cell.endswith(LICENCE) for cell in cells)
    assert annual_report(source).startswith(b"%PDF")
    assert b"/Type/Pages/Count 1/" in press_fiche(source)


def test_the_public_page_and_the_session(source: ReportSource) -> None:
    for document in (public_document(source), viewer(source)):
        assert NIGHTS in spaced(document)


def test_the_data_package(source: ReportSource) -> None:
    with zipfile.ZipFile(io.BytesIO(data_package(source, tables(source)))) as archive:
        described = json.loads(archive.read("datapackage.json"))
        readme = spaced(archive.read("README.md").decode())
        rows = archive.read("data/observation.csv").decode("utf-8-sig")
    titles = [spaced(item["title"]) for item in described["sources"]]
    assert any(title.startswith(NIGHTS) for title in titles) and NIGHTS in readme
    assert "Millésime de la source;Publié le;Consulté le;Licence;Citation" in rows.splitlines()[0]


def test_an_image_says_under_the_chart_what_it_rests_on(profile: Figure) -> None:
    drawn = captioned.captioned_svg(profile, translator("fr"), 900, fictional=False)
    words = spaced(" ".join(part.split("<")[0] for part in drawn.split(">")))
    assert profile.title in words and "Source : Eurostat, « Nuitées dans les hébergements" in words
    made = captioned.captioned_png(profile, translator("fr"), 900, fictional=False)
    assert made.startswith(b"\x89PNG")
    assert size(made) > size(pictures.png(profile.spec or {}, 900)), "there is room for the sources"


def size(png: bytes) -> int:
    """The height of a PNG in pixels."""
    return int.from_bytes(png[20:24])


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("fr", "Insee, « Recensement », millésime 2021. Données de 2019–2021. Publié le 27 juin 2024. Consulté en septembre 2025. Licence : LO. https://insee.fr"),
        ("en", "Insee, “Recensement”, vintage 2021. Data for 2019–2021. Published on 27 June 2024. Accessed in September 2025. Licence: LO. https://insee.fr"),
        ("es", "Insee, «Recensement», edición 2021. Datos de 2019–2021. Publicado el 27 de junio de 2024. Consultado en septiembre de 2025. Licencia: LO. https://insee.fr"),
    ],
)  # fmt: skip
def test_a_citation_in_the_language_of_the_reader(lang: str, said: str) -> None:
    origin = Origin("Insee", "Recensement", "https://insee.fr", "2021", "2024-06-27", "2025-09", "LO")
    sources = [Source("Insee", year=year, origins=(origin,)) for year in ("2019", "2021", "2020")]
    assert [spaced(line) for line in cited(sources, translator(lang))] == [said]


def test_what_is_not_known_is_not_said_and_a_wording_of_the_publisher_is_kept() -> None:
    t = translator("fr")
    assert citation(Origin(publisher="ADES"), t) == "ADES."
    assert cited([Source("Comptes de la collectivité", year="2018")], t) == ("Comptes de la collectivité. Données de 2018.",)  # fmt: skip
    worded = Origin("Insee", "RP", "https://insee.fr", "2021", licence="LO", citation="Source : Insee, RP 2021.")
    assert citation(worded, t, "2021") == "Source : Insee, RP 2021. https://insee.fr"
