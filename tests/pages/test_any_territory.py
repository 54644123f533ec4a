"""Any territory of France opens filled, without a file and without Internet: each figure says the place it describes."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared.registry import PAGES
from tests.conftest import configured_database

PATHS = [entry.path for entry in PAGES if entry.role]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fresh")
    with configured_database("sqlite", folder):
        yield folder


def opened(**query: str) -> AppTest:
    app = AppTest.from_file(str(Path(__file__).parents[2] / "app.py"), default_timeout=120)
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def box(app: AppTest, label: str) -> str:
    return str(next(item for item in app.selectbox if item.label == label).value)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("Rennes", "35238"), ("Mulhouse", "68224"), ("Annemasse", "74012"), ("Solaure en Diois", "26001")],
)
def test_a_name_is_typed_and_the_territory_opens(fresh: Path, typed: str, code: str) -> None:
    app = opened()
    next(item for item in app.text_input if "Commune" in item.label).set_value(typed).run()
    next(item for item in app.button if item.key == f"elsewhere_COM-{code}").click().run()
    assert not app.exception
    assert box(app, "Territoire") == code
    assert app.query_params["territoire"] == code


def test_a_territory_of_the_edition_is_opened_in_the_edition(fresh: Path) -> None:
    app = opened()
    next(item for item in app.text_input if "Commune" in item.label).set_value("Montreuil").run()
    next(item for item in app.button if item.key == "elsewhere_COM-93048").click().run()
    assert box(app, "Territoire") == "93048"


def test_what_has_no_name_of_the_kind_says_so(fresh: Path) -> None:
    app = opened()
    next(item for item in app.text_input if "Commune" in item.label).set_value("Zzyzx").run()
    assert any("Aucun territoire de ce nom" in item.value for item in app.caption)


def test_a_link_to_it_opens_it_again(fresh: Path) -> None:
    assert box(opened(territoire="COM-68224"), "Territoire") == "68224"
    assert box(opened(territoire="REG-53"), "Territoire") == "REG-53"
    assert box(opened(territoire="99999"), "Territoire") == "38185"
