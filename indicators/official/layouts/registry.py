"""The readers that exist, in the order in which a file is shown to them."""

from __future__ import annotations

from indicators.official.layouts import Layout

LAYOUTS: dict[str, Layout] = {}
