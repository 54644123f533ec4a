from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from indicators.composite import DataError, Framework, Node, Recipe, build, load_data, load_panel, read_table
from tests.composite.conftest import dataset, flat, tree

FRAMEWORK = flat(2)


def _table(**columns: list[object]) -> pd.DataFrame:
    return pd.DataFrame({"unit": ["a", "b"], "x0": [1, 2], "x1": [3, 4], **columns})


def test_text_cells_become_numbers_and_na_is_missing() -> None:
    data = load_data(_table(x0=["1,5", "NA"], x1=["1 300.5", ""]), FRAMEWORK)
    assert data.values[0].tolist() == [1.5, 1300.5]
    assert np.isnan(data.values[1]).all()
    assert data.frame().isna().sum().sum() == 2


def test_a_unit_may_be_called_na(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_text("unit,x0,x1\nNA,1,2\nFR,3,NA\n", encoding="utf-8")
    data = load_data(read_table(path), FRAMEWORK)
    assert data.units == ("NA", "FR")


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (_table(x2=[1, 2]), "« x2 » des données n’est pas dans le cadre ; la plus proche est « x1 »"),
        (_table().drop(columns="x1").rename(columns={"x0": "x1"}), "« x0 » du cadre manque dans les données"),
        (_table(x0=[1, "douze"]), "« x0 », unité « b » .ligne 3. : « douze » n’est pas accepté : écrivez un nombre"),
        (_table(x0=[1, float("inf")]), "« x0 », unité « b » .ligne 3. : « inf »"),
        (_table(x0=[1, "-Infinity"]), "écrivez un nombre fini"),
        (_table(x0=[1, "1 2"]), "« 1 2 » n’est pas accepté"),
        (_table(x0=[1, "1,300.5"]), "« 1,300.5 » n’est pas accepté"),
        (_table(x0=[1, 1e200]), "en changeant d’unité"),
        (_table(x0=[1, "1_300"]), "« 1_300 » n’est pas accepté"),
        (_table(unit=["a", "a"]), "« a » est donnée plusieurs fois .lignes 2, 3."),
        (_table(unit=["a", ""]), "vide à la ligne 3"),
        (_table().iloc[:0], "aucune unité"),
        (_table().drop(columns="unit"), "nommez-la « uCode » ou « unit »"),
        (_table(year=[2020, 2020.5]), "L’année de « b » est « 2020.5 »"),
    ],
)
def test_what_does_not_fit_is_refused_with_column_value_and_cure(table: pd.DataFrame, words: str) -> None:
    with pytest.raises(DataError, match=words):
        load_data(table, FRAMEWORK)


def test_repeated_column_is_refused() -> None:
    table = _table()
    table.columns = pd.Index(["unit", "x0", "x0"])
    with pytest.raises(DataError, match="« x0 » est donnée plusieurs fois"):
        load_data(table, FRAMEWORK)


def test_mixed_years_ask_for_a_policy() -> None:
    data = load_data(_table(year=[2020, 2021]), FRAMEWORK)
    with pytest.raises(DataError, match=r'2 années .2020 à 2021.*years = "panel".*years = "mixed"'):
        build(Recipe(), FRAMEWORK, data)
    build(Recipe(years="mixed"), FRAMEWORK, data)


def test_a_repeated_unit_asks_for_a_panel() -> None:
    data = load_data(_table(unit=["a", "a"], year=[2020, 2021]), FRAMEWORK)
    assert data.is_panel and data.labels == ("a 2020", "a 2021")
    with pytest.raises(DataError, match='years = "panel"'):
        build(Recipe(years="mixed"), FRAMEWORK, data)


def test_a_panel_is_stacked_year_by_year() -> None:
    data = load_panel({2021: _table(), 2020: _table(x0=[5, 6])}, FRAMEWORK)
    assert data.labels == ("a 2020", "b 2020", "a 2021", "b 2021")
    assert data.values[:, 0].tolist() == [5, 6, 1, 2]
    with pytest.raises(DataError, match="porte d’autres années"):
        load_panel({2021: _table(year=[2020, 2020])}, FRAMEWORK)
    with pytest.raises(DataError, match="aucune année"):
        load_panel({}, FRAMEWORK)


def test_denominators_and_groups_come_from_the_framework() -> None:
    nodes = (Node(code="x", parent="I", denominator="Pop"), Node(code="I", kind="aggregate"))
    framework = Framework(nodes, denominators=("Pop",), groups=("region",))
    table = pd.DataFrame({"uCode": ["a", "b"], "uName": ["A", "B"], "x": [1, 2], "Pop": [2, 8], "region": ["N", "S"]})
    data = load_data(table, framework)
    assert data.names == ("A", "B") and data.groups["region"] == ("N", "S")
    assert data.denominators["Pop"].tolist() == [2, 8]


def test_an_unknown_unit_names_the_nearest() -> None:
    data = load_data(_table(unit=["Grenoble", "Montreuil"]), FRAMEWORK)
    with pytest.raises(DataError, match="la plus proche est « Grenoble »"):
        data.place("Grenobl")


def test_digest_changes_with_one_value() -> None:
    data = dataset(FRAMEWORK, [[1, 2], [3, 4]])
    assert data.digest == dataset(FRAMEWORK, [[1, 2], [3, 4]]).digest
    assert data.digest != data.with_value("u0", "x1", None).digest


def test_data_read_with_another_framework_are_refused() -> None:
    with pytest.raises(DataError, match="relisez-les avec load_data"):
        build(Recipe(), tree({"a": "Index"}), dataset(FRAMEWORK, [[1, 2], [3, 4]]))


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("d.csv", b"", "est vide"),
        ("d.csv", b"unit,x\na,1,2\n", "3 cellules à la ligne 2 au lieu de 2"),
        ("d.csv", "unité\n".encode("latin-1"), "n’est pas en UTF-8"),
        ("d.pdf", b"x", "n’est pas d’un format lu ici"),
    ],
)
def test_unreadable_files_are_refused(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DataError, match=words):
        read_table(tmp_path / name)


def test_absent_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="introuvable"):
        read_table(tmp_path / "none.csv")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators_do_not_matter(tmp_path: Path, separator: str) -> None:
    path = tmp_path / "d.csv"
    path.write_text(f"unit{separator}x0{separator}x1\n\ufeffa{separator}1{separator}2\n", encoding="utf-8-sig")
    assert read_table(path).shape == (1, 3)


def test_workbooks_are_read_as_text(tmp_path: Path) -> None:
    path = tmp_path / "d.xlsx"
    pd.DataFrame({"unit": ["NA", "b"], "x0": [1.5, None], "x1": [2, 3]}).to_excel(path, index=False)
    data = load_data(read_table(path), FRAMEWORK)
    assert data.units == ("NA", "b") and data.values[0].tolist() == [1.5, 2] and np.isnan(data.values[1, 0])
