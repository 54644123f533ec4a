"""What the office of the fictional territory keeps beside its editions: its working documents, its parts of the report."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from indicators.demo.loader import DEMO_FOLDER

#: A working document: its kind, its territory, its key and what it holds.
Kept: TypeAlias = tuple[str, str, str, Mapping[str, Any]]


def load_office(edition: int, folder: Path = DEMO_FOLDER) -> Iterator[Kept]:
    """Every working document of the demonstration, in the order of the files ``office.json``.

    ``edition`` is the number of the one that brings the demonstration: a part of the report is kept with it, and its key
    says so by ``{edition}``.
    """
    for path in sorted(folder.glob("*/office.json")):
        for item in json.loads(path.read_text(encoding="utf-8")):
            key = item["key"].replace("{edition}", str(edition))
            yield item["kind"], item["territory"], key, item["payload"]
