"""Files that are broken, mistaken or hostile: one clear finding, no exception, little time and memory."""

from __future__ import annotations

import io
import resource
import struct
import time
import zipfile
from collections.abc import Callable, Iterator

import pytest
from openpyxl import Workbook

from indicators.intake.issues import Issue
from indicators.intake.limits import Limits
from indicators.intake.wording import word
from indicators.present.texts import translator
from tests.intake.conftest import Read

LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><DocumentBudgetaire>&c;</DocumentBudgetaire>'
)
EXTERNAL = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><DocumentBudgetaire>&f;</DocumentBudgetaire>'


def workbook(rows: list[list[object]]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


PLAIN = workbook([["Indicateur", "Année", "Valeur"], ["d4_immigrant_share", 2021, 18.9]])


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            target.writestr(part, change(source.read(part)) if part == name else source.read(part))
    return buffer.getvalue()


def far_cell() -> bytes:
    book = Workbook()
    book.active.append(["Indicateur", "Année", "Valeur"])
    book.active.cell(1_048_576, 16_384).value = 1
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def bomb() -> bytes:
    return with_part(PLAIN, "xl/worksheets/sheet1.xml", lambda _: b"0" * 500_000_000)


def lying_bomb() -> bytes:
    """A directory that says 10 bytes for a part that inflates to 50 MB."""
    content = bytearray(with_part(PLAIN, "xl/worksheets/sheet1.xml", lambda _: b"0" * 50_000_000))
    for mark in (b"PK\x01\x02", b"PK\x03\x04"):
        size = 24 if mark == b"PK\x01\x02" else 22
        place = -1
        while (place := content.find(mark, place + 1)) >= 0:
            if struct.unpack_from("<I", content, place + size)[0] == 50_000_000:
                struct.pack_into("<I", content, place + size, 10)
    return bytes(content)


def ods_repeated() -> bytes:
    cell = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>'
    xml = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="a"><table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", xml)
    return buffer.getvalue()


def ods_locked() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", b"\x8f\x01\x02")
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    return buffer.getvalue()


BOOK_LAUGHS = with_part(
    PLAIN, "xl/workbook.xml", lambda xml: b'<!DOCTYPE x [<!ENTITY a "b">]>' + xml.split(b"?>", 1)[-1]
)
PART_LAUGHS = with_part(
    PLAIN, "docProps/core.xml", lambda xml: b'<!DOCTYPE x [<!ENTITY a "b">]>' + xml.split(b"?>", 1)[-1]
)
CORPUS: dict[str, tuple[str, bytes | Callable[[], bytes], str]] = {
    "empty": ("vide.csv", b"", "empty_file"),
    "blanks": ("blancs.csv", b" \r\n \r\n", "empty_file"),
    "unknown header": ("autre.csv", b"nom;prenom\na;b\n", "no_header"),
    "only a title": ("titre.csv", b"Tableau de bord", "no_header"),
    "binary in csv": ("image.csv", b"Indicateur;Ann\x00\x01\x02;Valeur", "not_text"),
    "pdf in csv": ("rapport.csv", b"%PDF-1.7 ...", "unsupported_format"),
    "html in xls": ("export.xls", b"<html><table><tr><td>1</td></tr></table></html>", "unsupported_format"),
    "open quote": ("ouvert.csv", b'Indicateur;Annee;Valeur\n"d4_immigrant_share;2021;1\n' + b"x;2021;1\n" * 200_000, "broken_csv"),
    "cut workbook": ("coupe.xlsx", PLAIN[: len(PLAIN) // 2], "truncated"),
    "damaged part": ("abime.xlsx", with_part(PLAIN, "xl/worksheets/sheet1.xml", lambda xml: xml[:200]), "broken_xml"),
    "zip that is no workbook": ("photos.xlsx", with_part(PLAIN, "xl/workbook.xml", lambda xml: xml).replace(b"xl/workbook.xml", b"xl/workbouk.xml"), "unsupported_format"),
    "encrypted xlsx": ("secret.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600, "encrypted"),
    "broken xls": ("vieux.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "truncated"),
    "encrypted ods": ("secret.ods", ods_locked, "encrypted"),
    "zip bomb": ("bombe.xlsx", bomb, "bomb"),
    "zip bomb that lies": ("menteuse.xlsx", lying_bomb, "truncated"),
    "a cell at the end of the sheet": ("loin.xlsx", far_cell, "absurd_size"),
    "repeated cells": ("loin.ods", ods_repeated, "absurd_size"),
    "entities in a workbook": ("entites.xlsx", BOOK_LAUGHS, "xml_entities"),
    "entities in a minor part": ("proprietes.xlsx", PART_LAUGHS, "xml_entities"),
    "billion laughs": ("rire.xml", LAUGHS, "xml_entities"),
    "external entity": ("fichier.xml", EXTERNAL, "xml_entities"),
    "cut xml": ("coupe.xml", b'<?xml version="1.0"?><DocumentBudgetaire><Budget><LigneBudget>', "broken_xml"),
    "xml that is no budget": ("flux.xml", b"<rss><channel/></rss>", "not_a_budget"),
    "deep xml": ("profond.xml", b"<a>" * 100_000, "broken_xml"),
}  # fmt: skip


@pytest.fixture
def bounded() -> Iterator[None]:
    """Less than ten seconds and 300 MB more than before, whatever the file."""
    started, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    assert time.monotonic() - started < 10
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000


@pytest.mark.parametrize("case", CORPUS)
def test_one_clear_refusal(case: str, read: Read, request: pytest.FixtureRequest) -> None:
    name, content, code = CORPUS[case]
    raw = content() if callable(content) else content
    request.getfixturevalue("bounded")
    reading = read(raw, name)
    assert [issue.code for issue in reading.issues] == [code]
    assert reading.issues.blocking
    assert not reading.loaded
    assert word(reading.issues[0], translator("fr")).message


def test_wrong_extensions_are_read_and_told(read: Read) -> None:
    reading = read(PLAIN, "valeurs.csv")
    assert reading.loaded[0].frame["value"].tolist() == [18.9]
    assert [issue.code for issue in reading.issues] == ["wrong_extension"]


def test_limits(read: Read) -> None:
    text = "Indicateur;Année;Valeur\n" + "d4_immigrant_share;2021;1\n" * 50
    assert read(text, limits=Limits(rows=10)).issues[0].code == "too_many_rows"
    assert read(text, limits=Limits(file_bytes=100)).issues[0].code == "too_large"
    assert (
        read("Indicateur;Année;" + ";".join(map(str, range(20))) + "\n", limits=Limits(columns=5)).issues[0].code
        == "too_many_columns"
    )
    assert read(PLAIN, "a.xlsx", limits=Limits(workbook_bytes=100)).issues[0].code == "too_large"


def test_a_file_that_is_wrong_everywhere_stays_within_bounds(read: Read) -> None:
    """Every row wrong: the first ones are listed, the rest counted."""
    rows = "".join(f"d4_immigrant_share;{1900 + n % 100};abc{n}\n" for n in range(30_000))
    issues = read("Indicateur;Année;Valeur\n" + rows).issues
    assert sum(issue.code == "not_a_number" for issue in issues) == 20_000
    assert issues.left_off["not_a_number"] == 1  # reading stops listing there; the blocking findings forbid publishing
    assert issues.blocking


def test_html_in_a_cell_stays_text(read: Read) -> None:
    reading = read('Indicateur;Année;Valeur;Remarque\nd4_immigrant_share;2021;x;"<img src=x onerror=alert(1)>"\n')
    assert reading.loaded[0].frame["note"].tolist() == ["<img src=x onerror=alert(1)>"]
    issue: Issue = reading.issues[0]
    assert issue.value == "x"
