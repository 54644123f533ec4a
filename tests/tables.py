"""The tables that a page shows, whichever way: a grid, or HTML where there are few rows."""

from __future__ import annotations

import re
from io import StringIO

import pandas as pd
from streamlit.testing.v1 import AppTest

_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)


def tables_of(app: AppTest) -> list[pd.DataFrame]:
    """The grids, then the tables in HTML, each cell of which is its text; those that only a printer shows are left out."""
    shown = [item.proto.body for item in app.get("html") if "ouv-paper" not in item.proto.body]
    return [*(item.value for item in app.dataframe), *(_read(text) for body in shown for text in _TABLE.findall(body))]


def _read(text: str) -> pd.DataFrame:
    columns = range(text.count('<th scope="col"'))
    return pd.read_html(StringIO(text), converters=dict.fromkeys(columns, str))[0]
