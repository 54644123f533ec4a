"""A copy of the real catalogue that a test may break."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from indicators.catalogue import DEFAULT_FOLDER

BROKEN = Path(__file__).parent / "broken"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder holding the whole catalogue."""
    return Path(shutil.copytree(DEFAULT_FOLDER, tmp_path / "catalogue"))
