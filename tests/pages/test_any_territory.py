"""Any territory of France opens filled, without a file and without Internet: each figure says the place it describes."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import configured_database
from tests.pages.conftest import Runner
from tests.tables import tables_of


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


@pytest.mark.parametrize("territory", ["COM-26001", "38185", "REG-53", "NUTS-ITC11"])
@pytest.mark.parametrize("lang", ["fr", "es"])
def test_similar_collectivities_come_by_themselves(run_page: Runner, territory: str, lang: str) -> None:
    app = run_page("profil-geii", territory, lang, vue="comparer")
    assert not app.error
    assert len(tables_of(app)) >= 1


def test_the_middle_of_the_group_and_no_rank_unless_asked(run_page: Runner) -> None:
    app = run_page("profil-geii", "38185", vue="comparer", compare="d3_foreign_nights_share")
    said = words(app)
    assert "département Isère : 25,8 % (2024)" in said
    assert " rang " not in said
    [members] = [item for item in tables_of(app) if "Membre" in item.columns]
    assert list(members["Membre"]) == sorted(members["Membre"]) and len(members) == 20
    next(item for item in app.toggle if item.label == "Dire le rang").set_value(True).run()
    assert "sur 21, de la valeur la plus haute à la plus basse" in words(app)


def test_an_invented_territory_is_compared_with_nobody(run_page: Runner) -> None:
    assert "inventé" in words(run_page("profil-geii", "EX001", vue="comparer"))


@pytest.mark.parametrize("territory", ["COM-26001", "38185", "REG-53", "EX001", "NUTS-ITC11"])
def test_a_map_shades_france_and_its_table_has_every_territory(run_page: Runner, territory: str) -> None:
    app = run_page("profil-geii", territory, vue="france")
    assert not app.error
    [drawn] = [item.proto for item in app.get("vega_lite_chart")]
    layers = json.loads(drawn.spec)["layer"]
    assert {item["name"] for item in layers[0]["data"]["values"]} >= {"Isère", "Guyane", "Paris"}
    assert json.loads(drawn.spec)["title"]["text"] == "© IGN" and "IGN, ADMIN EXPRESS, Licence Ouverte" in words(app)
    assert ("Pas de carte des régions d’Europe" in words(app)) == territory.startswith("NUTS")
    table = equivalent(app)
    assert len(table) == 101 and "DEP-38" in set(table["Code"])


def test_a_map_of_the_region_keeps_its_own(run_page: Runner) -> None:
    app = run_page("profil-geii", "COM-26001", vue="france", carte_etendue="region")
    table = equivalent(app)
    assert len(table) == 12 and "Drôme" in set(table["Territoire"])


def equivalent(app: AppTest) -> pd.DataFrame:
    """The table behind the map."""
    [body] = [item.proto.body for item in app.get("html") if 'class="ouv-table"' in item.proto.body]
    return pd.read_html(StringIO(body), flavor="lxml")[0]


def words(app: AppTest) -> str:
    parts = (*app.markdown, *app.caption, *app.info)
    return " ".join(str(item.value) for item in parts).replace("\\", "").replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("path", ["synthese", "profil-geii", "budget"])
def test_no_edition_is_named_for_what_none_speaks_of(run_page: Runner, path: str) -> None:
    """The official files say it, and the head of the page names them; a territory of the edition is told by its edition."""
    official = " ".join(item.value for item in run_page(path, "26001").caption[:1])
    assert "Statistiques officielles" in official and "Démonstration" not in official
    assert "Démonstration" in run_page(path, "38185").caption[0].value
