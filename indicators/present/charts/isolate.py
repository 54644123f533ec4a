"""A legend that isolates: a click on one of its entries leaves that series in full and fades the others.

Vega's legends answer the mouse alone: each page that has one also offers a list that a keyboard reaches.
"""

from __future__ import annotations

from typing import Any

import altair as alt

_FADED = 0.15


def by_legend(chart: alt.Chart, field: str) -> alt.Chart:
    """The chart with its legend, of ``field``, answering clicks; nothing is chosen, everything is drawn in full."""
    chosen = alt.selection_point(name="isolated", fields=[field], bind="legend")
    opacity: Any = alt.when(chosen).then(alt.value(1.0)).otherwise(alt.value(_FADED))
    return chart.encode(opacity=opacity).add_params(chosen)
