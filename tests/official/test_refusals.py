"""What is not an official file, or not a whole one, is refused in words, and nothing of it enters."""

from __future__ import annotations

import gzip
import pickle
from pathlib import Path

import pytest

from indicators.catalogue import load_catalogue
from indicators.official.library import Library
from indicators.official.reading import read_file
from indicators.official.refusals import UnreadableOfficial
from indicators.present.texts import translator
from indicators.present.texts.errors import error_message
from tests.official import files

PAGE = "<!DOCTYPE html>\n<html><body>Service indisponible</body></html>"


def damaged(path: Path) -> Path:
    """A workbook whose download stopped half-way."""
    whole = files.regional_gdp(path).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "est vide"),
        (PAGE.encode(), "page web"),
        (gzip.compress(PAGE.encode(), mtime=0), "page web"),
        (b"a;b\n1;2\n", "a;b"),
        (gzip.compress(files.NIGHTS.encode() * 200, mtime=0)[:-400], "coupé"),
        (b"\x00\x01\x02" * 100, "aucune source connue"),
    ],
    ids=["empty", "a page", "a compressed page", "no source", "cut short", "no text"],
)
def test_what_is_not_a_file_of_data(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "reçu.tsv"
    path.write_bytes(content)
    with pytest.raises(UnreadableOfficial) as refused:
        read_file(path)
    assert told in str(refused.value)


def test_a_damaged_workbook(tmp_path: Path) -> None:
    with pytest.raises(UnreadableOfficial, match="coupé ou abîmé"):
        read_file(damaged(tmp_path / "x.xlsx"))


def test_an_enormous_workbook_is_not_opened(tmp_path: Path) -> None:
    path = files.regional_gdp(tmp_path / "x.xlsx")
    with path.open("ab") as stream:
        stream.truncate(2_000_000_000)  # a hole: nothing is written on the disk
    with pytest.raises(UnreadableOfficial, match="2000 Mo"):
        read_file(path)


def test_a_file_of_another_country_is_refused(tmp_path: Path) -> None:
    rows = [[number, 10, f"00{number}", 10] for number in range(100, 140)]
    with pytest.raises(UnreadableOfficial, match="40 territoires qui n’existent pas"):
        read_file(files.members(tmp_path / "x.xlsx", 2026, rows))


def test_nothing_of_a_refused_file_is_kept(tmp_path: Path) -> None:
    library = Library(load_catalogue(), tmp_path / "own")
    with pytest.raises(UnreadableOfficial):
        library.read(files.text(tmp_path, "x.tsv", files.NIGHTS[:-9]))
    assert not list((tmp_path / "own").rglob("*.*"))
    assert library.cube == library.delivered / "cube"


@pytest.mark.parametrize(("lang", "told"), [("en", "arrivals"), ("es", "llegadas")])
def test_a_refusal_is_said_in_the_language_of_the_reader(tmp_path: Path, lang: str, told: str) -> None:
    with pytest.raises(UnreadableOfficial) as refused:
        read_file(files.text(tmp_path, "x.tsv", files.ARRIVALS))
    assert told in error_message(refused.value, translator(lang))
    assert str(pickle.loads(pickle.dumps(refused.value))) == str(refused.value)
