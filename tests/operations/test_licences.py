"""What is installed with the dashboard may be redistributed, and comes from a list with versions and hashes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from indicators.operations.licences import Licence, installed

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.txt", "requirements-test.txt")


def test_every_licence_of_the_run_time_is_accepted() -> None:
    found = installed()
    assert {"streamlit", "pandas", "SQLAlchemy", "psycopg", "starlette", "numpy"} <= {item.package for item in found}
    assert [f"{item.package}: {item.stated or 'nothing stated'}" for item in found if not item.accepted] == []


def test_copyleft_is_known_by_name() -> None:
    """LGPL and MPL ask for something of whoever redistributes: a new one is a decision."""
    asking = {item.package for item in installed() if {"LGPL", "MPL"} & set(item.families)}
    assert asking <= {"psycopg", "psycopg-binary", "certifi"}


@pytest.mark.parametrize(
    ("stated", "accepted"),
    [
        ("MIT", True),
        ("BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0", True),
        ("Apache-2.0 OR GPL-3.0-only", True),
        ("MIT AND GPL-3.0-only", False),
        ("GNU General Public License v3 (GPLv3)", False),
        ("AGPL-3.0", False),
        ("", False),
    ],
)
def test_what_is_accepted(stated: str, accepted: bool) -> None:
    assert Licence("x", "1", stated, ()).accepted is accepted


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_locked_by_version_and_hash(name: str) -> None:
    blocks = re.split(r"\n(?=\S)", (ROOT / name).read_text(encoding="utf-8").strip())
    assert len(blocks) > 50
    for block in blocks:
        head = block.splitlines()[0]
        assert re.match(r"[\w.-]+(\[[\w,-]+\])?==\S+", head), head
        assert "--hash=sha256:" in block, head
    assert "://" not in "".join(blocks)
