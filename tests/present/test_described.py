"""The table behind a chart is its alternative: HTML with names and headers, and a description that gives its numbers."""

from __future__ import annotations

import pandas as pd
from lxml import html

from indicators.present.described import described
from indicators.present.figure import Figure
from indicators.present.texts import translator
from pages.shared.paper import printed, whole

TABLE = pd.DataFrame({"Ville": ["Bamako", "Kairouan", "Lviv"], "Montant (€)": [254722.5, None, 12.0], "Année": [2024, 2025, 2025]})  # fmt: skip


def figure(**spec: object) -> Figure:
    return Figure("k", "Dépenses", "Bamako d'abord.", TABLE, spec=dict(spec) or None)


def test_the_table_is_named_and_its_cells_have_headers() -> None:
    region = html.fromstring(whole(TABLE, translator("fr"), "Tableau équivalent : <Dépenses>"))
    assert (region.get("role"), region.get("tabindex")) == ("region", "0")
    assert region.get("aria-label") == region.findtext(".//caption") == "Tableau équivalent : <Dépenses>"
    assert [item.get("scope") for item in region.iterfind(".//thead//th")] == ["col"] * 3
    assert [item.text for item in region.iterfind(".//tbody//th[@scope='row']")] == ["Bamako", "Kairouan", "Lviv"]
    assert [item.text for item in region.iterfind(".//td")] == ["254\u202f722,50", "2024", "–", "2025", "12", "2025"]
    numbers = [item.text for item in region.iterfind(".//*[@class='ouv-number']")]
    assert numbers[:2] == ["Montant (€)", "Année"] and len(numbers) == 8, "a header ends where its figures do"
    assert html.fromstring(printed(TABLE, translator("fr"))).get("tabindex") is None


def test_the_description_gives_the_form_and_the_ends_of_each_column() -> None:
    told = described(figure(layer=[{"mark": {"type": "rule"}}, {"mark": "bar"}]), translator("fr"))
    assert told == (
        "Graphique en barres\u00a0: Dépenses. Le tableau équivalent a 3 lignes («\u00a0Ville\u00a0»). "
        "«\u00a0Montant (€)\u00a0»\u00a0: de 12 (Lviv) à 254\u202f722,50 (Bamako). Bamako d'abord."
    )


def test_a_map_is_not_told_by_its_latitudes_and_a_table_alone_has_no_form() -> None:
    t = translator("fr")
    assert described(figure(layer=[{"mark": {"type": "geoshape"}}]), t).startswith("Carte\u00a0: Dépenses.")
    assert "254" not in described(figure(layer=[{"mark": {"type": "geoshape"}}]), t)
    assert described(figure(), t).startswith("Le tableau équivalent a 3")
