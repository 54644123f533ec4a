"""One list of formats for the reader, the page, the messages and the command line: a new one is one entry."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import BinaryIO

import pytest
from typer.testing import CliRunner

from indicators.cli.intake import intake
from indicators.intake import formats
from indicators.intake.issues import Issues
from indicators.intake.options import Options
from indicators.intake.wording import word
from indicators.present.texts import translator
from tests.intake.conftest import HEADER, Read

INI = formats.FileFormat(
    "ini",
    "INI",
    (".ini",),
    lambda head: head.startswith(b"[donnees]"),
    lambda stream, file, options: formats.Content(Issues()),
    annotated=False,
)


def test_each_extension_belongs_to_one_format() -> None:
    assert len(set(formats.extensions())) == len(formats.extensions())
    assert {".csv", ".xlsx", ".ods", ".xls", ".xml"} <= set(formats.extensions())
    assert [item.name for item in formats.FORMATS if item.annotated] == ["workbook", "csv"]
    assert formats.is_annotated("csv") and not formats.is_annotated("totem") and not formats.is_annotated("page")


def test_a_new_format_is_one_entry(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(b"[donnees]\nx=1\n", "donnees.ini").format == "csv"
    monkeypatch.setattr(formats, "FORMATS", (INI, *formats.FORMATS))
    reading = read(b"[donnees]\nx=1\n", "donnees.ini")
    assert (reading.format, list(reading.issues)) == ("ini", [])
    assert ".ini" in formats.extensions()
    [refused] = read(b"%PDF-1.7", "budget.pdf").issues
    assert "INI" in word(refused, translator("fr")).mend


def test_the_readers_get_the_options(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Options] = []

    def spy(stream: BinaryIO, file: str, options: Options) -> formats.Content:
        seen.append(options)
        return formats.Content(Issues())

    monkeypatch.setattr(formats, "FORMATS", (dataclasses.replace(INI, read=spy), *formats.FORMATS))
    read(b"[donnees]", "donnees.ini", keep_all=True)
    assert [(item.territory, item.keep_all) for item in seen] == [("38185", True)]


def test_a_wrong_extension_is_said_with_the_right_ones(read: Read) -> None:
    [issue] = [
        i for i in read(HEADER + "d4_immigrant_share;2021;1;Insee\n", "a.xlsx").issues if i.code == "wrong_extension"
    ]
    assert issue.accepted == (".csv", ".txt", ".tsv", ".tab")


def test_the_help_of_the_command_names_them() -> None:
    said = " ".join(CliRunner().invoke(intake, ["check", "--help"], env={"COLUMNS": "200"}).output.split())
    assert all(title in said for title in formats.titles())


def test_the_page_takes_the_same_extensions() -> None:
    """The list of the uploader is that of the reader, not another one."""
    page = Path("pages/donnees/upload.py").read_text(encoding="utf-8")
    assert "formats.extensions()" in page


def test_the_guide_names_every_extension() -> None:
    guide = Path("docs/guides/officers.md").read_text(encoding="utf-8")
    assert [extension for extension in formats.extensions() if f"`{extension}`" not in guide] == []
