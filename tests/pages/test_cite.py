"""« Citer » beside a figure: what it rests on, ready to copy, in the reader's language, on every page that shows one."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Runner


def cited(app: AppTest) -> str:
    """All that « Citer » gives to copy on a page, with plain spaces."""
    return "\n".join(item.value for item in app.code).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("synthese", {}),
        ("profil-geii", {}),
        ("profil-geii", {"vue": "dimension", "dimension": "d3"}),
        ("profil-geii", {"vue": "comparer"}),
        ("profil-geii", {"vue": "france"}),
        ("publique", {}),
    ],
)
def test_nights_are_cited_with_their_two_sources(run_page: Runner, path: str, query: dict[str, str]) -> None:
    said = cited(run_page(path, "38185", year=2024, **query))
    assert "Eurostat, « Nuitées dans les hébergements touristiques par région (tour_occ_nin3, tour_occ_nin2) », millésime 2024." in said  # fmt: skip
    assert "Licence : réutilisation autorisée avec mention de la source (décision 2011/833/UE)." in said
    if query.get("vue") != "france":
        assert "« Population au 1er janvier par région (demo_r_pjanaggr3) », millésime 2025." in said


@pytest.mark.parametrize(
    ("lang", "word"), [("en", "vintage 2024. Data for 2024."), ("es", "edición 2024. Datos de 2024.")]
)
def test_in_the_language_of_the_reader(run_page: Runner, lang: str, word: str) -> None:
    said = cited(run_page("profil-geii", "38185", lang, year=2024, vue="comparer"))
    assert word in said and ("Nights spent" if lang == "en" else "Pernoctaciones") in said


def test_a_ratio_of_the_budget_cites_the_accounts_and_what_divides_them(run_page: Runner) -> None:
    said = cited(run_page("budget", "93048", suite="years"))
    assert "Ville de Montreuil, compte administratif" in said and "https://github.com/dtc-innovation" in said


def test_a_territory_of_no_edition_cites_the_official_files(run_page: Runner) -> None:
    assert "Eurostat, « Nuitées" in cited(run_page("profil-geii", "26001"))


def test_beside_each_official_figure(run_page: Runner) -> None:
    app = run_page("donnees", "38185", depot="official")
    assert "DGCL (Banatic), d’après l’Insee, « Composition des EPCI et populations légales des communes »" in cited(app)


def test_a_group_cites_the_values_of_its_members(run_page: Runner) -> None:
    said = cited(run_page("evaluation", "EX001", vue="comparaison"))
    assert "Données fictives" in said
