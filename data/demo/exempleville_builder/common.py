"""What every part of the generator shares: the seed, the years, the marks of fiction, the sources."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

RANDOM_STATE = 20_260_101
YEARS = tuple(range(2014, 2026))
LAST = YEARS[-1]
HOME, REFERENCE = "EX001", "EXREF"
PUBLISHER = "Données fictives"
NOTE = "Valeur fictive, produite par un générateur."
SOURCES = Path(__file__).resolve().parents[1] / "source"

Spec = Mapping[str, Any]


def generator(*names: str) -> np.random.Generator:
    """A random generator of its own for each name: adding a series never changes another."""
    return np.random.default_rng([RANDOM_STATE, *(crc32(name.encode()) for name in names)])


def read_source(name: str) -> Spec:
    """One file of ``data/demo/source``."""
    return tomllib.loads((SOURCES / f"{name}.toml").read_text(encoding="utf-8"))


def own(name: str) -> str:
    """An identifier of the fictional territory: those of relations, activities and actors are shared by everyone."""
    return f"exempleville-{name}" if name else ""
