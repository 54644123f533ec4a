"""What the office of the fictional territory keeps to itself: working documents, beside its editions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from indicators.demo.loader import DEMO_FOLDER

#: A working document: its kind, its territory, its key and what it holds.
Kept: TypeAlias = tuple[str, str, str, Mapping[str, Any]]


def load_office(folder: Path = DEMO_FOLDER) -> Iterator[Kept]:
    """Every working document of the demonstration, in the order of the files ``office.json``."""
    for path in sorted(folder.glob("*/office.json")):
        for item in json.loads(path.read_text(encoding="utf-8")):
            yield item["kind"], item["territory"], item["key"], item["payload"]
