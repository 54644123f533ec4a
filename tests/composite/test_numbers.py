"""Which mark is the decimal one is read in the column and in the file, never guessed; and what counts as missing."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from indicators.composite import DataError, Recipe, RecipeError, build, load_data, read_framework, read_table, run
from indicators.composite.numbers import MISSING_WORDS, decimal_mark, read_number
from tests.composite.conftest import flat

FRAMEWORK = "code,parent\na,I\nb,I\nI,\n"


def _read(folder: Path, content: str, name: str = "d.csv") -> np.ndarray:
    (folder / name).write_text(content, encoding="utf-8")
    (folder / "f.csv").write_text(FRAMEWORK, encoding="utf-8")
    return load_data(read_table(folder / name), read_framework(folder / "f.csv")).values


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        *[("12", ""), ("1,5", ","), ("1.5", "."), ("0,123", ","), ("0.123", "."), ("1,234", "?"), ("1.234", "?")],
        *[
            ("1,234,567", "."),
            ("1.234.567", ","),
            ("1,234.5", "."),
            ("1.234,5", ","),
            ("1234,567", ","),
            ("-1,234", "?"),
        ],
    ],
)
def test_what_a_cell_shows_of_its_mark(text: str, mark: str) -> None:
    assert decimal_mark(text) == mark


def test_a_column_decides(tmp_path: Path) -> None:
    values = _read(tmp_path, "unit;a;b\nX;1,234;5\nY;12,5;6\nZ;987,25;1\n")
    assert values[:, 0].tolist() == [1.234, 12.5, 987.25]


def test_the_file_decides_where_the_column_does_not(tmp_path: Path) -> None:
    assert _read(tmp_path, "unit;a;b\nX;1,234;5,5\nY;12,500;6\n")[:, 0].tolist() == [1.234, 12.5]
    assert _read(tmp_path, "unit,a,b\nX,1.234,5\nY,12.500,6\n")[:, 0].tolist() == [1.234, 12.5]
    assert _read(tmp_path, "unit;a;b\nX;1 234,5;5.5\nY;12 500;6\n")[:, 0].tolist() == [1234.5, 12500]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            'unit,a,b\nX,"1,234",5\nY,"12,500",6\nZ,"987.5",1\n',
            r"Colonne « a » : « 1,234 » et « . » n’ont pas|« 1,234 »",
        ),
        ('unit,a,b\nX,"1,5",5\nZ,987.5,1\n', "« 1,5 » et « 987.5 » n’ont pas la même marque"),
        ('unit,a,b\nX,"1,234",5\nY,"12,500",6\n', "« a » : « 1,234 » se lit avec des décimales ou avec des milliers"),
        ('unit,a,b\nX,"1,234",5.5\nY,"12,500",6\n', "« a » : « 1,234 » se lit"),
        ("unit;a;b\nX;1.234;5,5\nY;2;6\n", "« a » : « 1.234 » se lit"),
        ('unit,a,b\nX,"1,234,567",5\nY,2,6\n', "« 1,234,567 » n’est pas accepté"),
        ("unit;a;b\nX;1.234,5;5\nY;2;6\n", "« 1.234,5 » n’est pas accepté"),
    ],
)
def test_a_contradiction_is_refused(tmp_path: Path, content: str, words: str) -> None:
    with pytest.raises(DataError, match=words):
        _read(tmp_path, content)


def test_who_knows_the_mark_says_it() -> None:
    table = pd.DataFrame({"unit": ["X", "Y"], "x0": ["1,234", "12,500"]})
    assert load_data(table, flat(1), decimal=",").values[:, 0].tolist() == [1.234, 12.5]
    with pytest.raises(DataError, match="n’ont pas la même marque"):
        load_data(table.assign(x0=["1.5", "2"]), flat(1), decimal=",")


@pytest.mark.parametrize("word", ["..", "-", "#N/A", "NA", "n.d.", "–", ":", "", " "])
def test_what_statistical_offices_write_for_nothing(tmp_path: Path, word: str) -> None:
    assert np.isnan(_read(tmp_path, f"unit;a;b\nX;{word};5\nY;2;6\nZ;3;1\n")[0, 0])
    assert word.strip().casefold() in MISSING_WORDS


def test_numbers_of_french_and_swiss_files() -> None:
    assert read_number("1 234,5") == read_number("1\u202f234,5") == read_number("1’234.5") == 1234.5
    assert read_number("-2,5") == -2.5 and read_number("1,234.5") is None


def test_what_a_spreadsheet_leaves_behind_is_left_out(tmp_path: Path) -> None:
    content = "unit;a;b;;\nX;1;5;;\nY;2;6;;\n;;;;\nZ;1;3;;\nSource : Insee, 2024;;;;\n"
    (tmp_path / "d.csv").write_text(content, encoding="utf-8")
    (tmp_path / "f.csv").write_text(FRAMEWORK, encoding="utf-8")
    scores = pd.read_csv(run(tmp_path / "d.csv", tmp_path / "f.csv", None, tmp_path / "out")[0], index_col="unit")
    assert scores.index.tolist() == ["X", "Y", "Z"]
    with pytest.raises(DataError, match="4 cellules à la ligne 2 au lieu de 3"):
        _read(tmp_path, "unit;a;b\nX;1;5;7\n")


@pytest.mark.parametrize(
    "name",
    [
        *["Total", "TOTAL", "Ensemble", "Moyenne", "Total France", "(Totaux)", "Moyenne des communes"],
        *["Grand total", "France – total", "OECD average", "All units", "Insgesamt"],
    ],
)
def test_a_row_of_totals_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(DataError, match=re.escape(f"Ligne 4, « {name} » : une ligne de total fixerait l’échelle")):
        _read(tmp_path, f"unit,a,b\nX,1,5\nY,2,6\n{name},3,11\n")
    with pytest.raises(DataError, match=re.escape(f"Ligne 4, « {name} » : une ligne de total")):
        _read(tmp_path, f"unit,name,a,b\n1,X,1,5\n2,Y,2,6\n3,{name},3,11\n")


def test_a_row_whose_values_are_the_sums_of_the_others_is_refused_whatever_its_name(tmp_path: Path) -> None:
    regions = "unit,a,b\nX,1,5\nY,2,6\nZ,3,1\n"
    with pytest.raises(DataError, match="Ligne 5, « France » : chaque valeur est la somme des autres lignes"):
        _read(tmp_path, f"{regions}France,6,12\n")
    with pytest.raises(DataError, match="Ligne 5, « France »"):
        _read(tmp_path, f"{regions.replace('6', '')}France,6,6\n")
    dated = "unit,year,a,b\nX,2020,1,5\nY,2020,2,6\nZ,2020,3,1\nX,2021,4,4\nFrance,2021,4,5\nFrance,2020,6,12\n"
    with pytest.raises(DataError, match="Ligne 7, « France »"):
        _read(tmp_path, dated)
    assert _read(tmp_path, f"{regions}W,6,11\n").shape == (4, 2), "the sum in one column alone may be chance"
    assert _read(tmp_path, "unit,a,b\nX,1,5\nY,2,6\nZ,3,11\n").shape == (3, 2), "so may it be among three rows"


def test_thousands_with_a_mark_are_refused_with_their_cure(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"« 1,234\.5 » n’est pas accepté : gardez la marque décimale, et"):
        _read(tmp_path, 'unit,a,b\nX,"1,234.5",5\nY,2.5,6\nZ,3.1,7\n')


def test_a_minus_sign_of_typography_is_a_minus(tmp_path: Path) -> None:
    assert _read(tmp_path, "unit;a;b\nX;−1,5;5\nY;2;6\nZ;3;7\n")[:, 0].tolist() == [-1.5, 2, 3]


@pytest.mark.parametrize("code", [None, "", " ", float("nan"), pd.NA])
def test_a_missing_unit_code_is_refused_with_its_row(code: object) -> None:
    table = pd.DataFrame({"unit": pd.Series(["X", code, "Z"], dtype=object), "x0": [1, 2, 3]})
    with pytest.raises(DataError, match="code d’unité est vide à la ligne 3"):
        load_data(table, flat(1))


def test_codes_read_from_a_sheet_have_no_decimals() -> None:
    table = pd.DataFrame({"unit": [13001.0, 13002.0], "x0": [1, 2]})
    assert load_data(table, flat(1)).units == ("13001", "13002")


def test_an_indicator_without_data_is_named() -> None:
    table = pd.DataFrame({"unit": ["X", "Y"], "x0": [1, 2], "x1": ["..", "-"]})
    with pytest.raises(DataError, match="L’indicateur « x1 » n’a aucune donnée"):
        build(Recipe(), flat(2), load_data(table, flat(2)))


def test_a_workbook_that_holds_the_whole_index(tmp_path: Path) -> None:
    book = tmp_path / "index.xlsx"
    with pd.ExcelWriter(book, engine="xlsxwriter") as writer:
        pd.DataFrame({"note": ["lisez-moi"]}).to_excel(writer, sheet_name="Lisez-moi", index=False)
        pd.DataFrame({"iCode": ["a", "b", "I"], "Parent": ["I", "I", ""], "Weight": [1, 3, 1]}).to_excel(
            writer, sheet_name="iMeta", index=False
        )
        pd.DataFrame({"uCode": ["X", "Y", "Z"], "a": [1, 2, 3], "b": [3.5, None, 1.25]}).to_excel(
            writer, sheet_name="iData", index=False
        )
    (tmp_path / "r.toml").write_text('aggregate = "arithmetic"\n', encoding="utf-8")
    scores = pd.read_csv(run(book, book, tmp_path / "r.toml", tmp_path / "out")[0], index_col="uCode")
    assert scores.loc["X"].tolist() == pytest.approx([1, 100, 75.25]) and pd.isna(scores.loc["Y", "b"])


@pytest.mark.parametrize(
    ("entries", "key"),
    [
        ({"normalise": "zscore", "range": [100, 110]}, "range"),
        ({"treat": False, "winmax": 5}, "winmax"),
        ({"goalposts": {"x": [0, 1]}}, "goalposts"),
        ({"targets": {"x": 1}}, "targets"),
        ({"mean_sd": [0, 1]}, "mean_sd"),
        ({"power": 2}, "power"),
        ({"owa": 2}, "owa"),
        ({"cap": True}, "cap"),
        ({"impute_group": "region"}, "impute_group"),
        ({"reference": "FRA"}, "reference"),
        ({"treat_by": "year"}, "treat_by"),
        ({"panel_base": 2020}, "panel_base"),
        ({"aggregate": "arithmetic", "zero": "missing"}, "zero"),
        ({"boxcox_lambda": 0.5}, "boxcox_lambda"),
        ({"rotation": "varimax"}, "rotation"),
    ],
)
def test_a_key_without_effect_is_refused_by_name(entries: dict[str, object], key: str) -> None:
    for make in (lambda: Recipe.from_dict(entries), lambda: Recipe(**entries)):
        with pytest.raises(RecipeError, match=f"« {key} » n’a pas d’effet ici, car elle demande"):
            make()
