"""What is delivered with the product: facts in our own format and the cube made of them (``data/official``)."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parents[2] / "data" / "official"
FACTS = FOLDER / "facts"
CUBE = FOLDER / "cube"
