"""A table that is read at a glance is text; a longer one, or one with columns of a form of their own, is a grid."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.tables import tables_of


def _script(rows: int, formed: bool) -> None:
    import pandas as pd
    import streamlit as st

    from indicators.present.texts import translator
    from pages.shared.tables import show_table

    table = pd.DataFrame({"Ville": [f"Ville {rank}" for rank in range(rows)], "Montant (€)": [1234.5] * rows})
    config = {"Ville": st.column_config.TextColumn(help="Son nom")} if formed else None
    show_table(table, translator("fr"), alt="Les villes", column_config=config)


@pytest.mark.parametrize(("rows", "formed", "grid"), [(12, False, 0), (13, False, 1), (3, True, 1), (0, False, 0)])
def test_a_short_table_is_text_and_a_long_one_a_grid(rows: int, formed: bool, grid: int) -> None:
    app = AppTest.from_function(_script, kwargs={"rows": rows, "formed": formed}).run()
    assert not app.exception and len(app.dataframe) == grid
    if rows and not grid:
        (shown,) = tables_of(app)
        assert set(shown["Montant (€)"]) == {"1\u202f234,50"} and len(shown) == rows
        (body,) = (item.proto.body for item in app.get("html"))
        assert 'aria-label="Les villes"' in body and '<span class="ouv-unseen">Les villes</span>' in body
