"""The licences of what is installed with the dashboard, read from the packages themselves, without network."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from types import MappingProxyType

from packaging.requirements import Requirement

PROJECT = "ouverture"
ROOT = Path(__file__).resolve().parent.parent.parent
# Families that a public body may redistribute with a program under the MIT licence. LGPL and MPL are accepted because
# these packages are used as they are, unmodified and replaceable.
ACCEPTED: Mapping[str, str] = MappingProxyType(
    {
        "MIT": r"\bMIT(-CMU|-0)?\b",
        "BSD": r"\b(0|2-Clause |3-Clause )?BSD\b",
        "Apache": r"\bApache\b",
        "PSF": r"\bPSF\b|Python Software Foundation",
        "ISC": r"\bISC\b",
        "MPL": r"\bMPL\b|Mozilla Public License",
        "LGPL": r"\bLGPL\b",
        "Zlib": r"\bZlib\b",
        "CC0": r"\bCC0\b",
    }
)
# Packages whose metadata say nothing, with what their own licence file says.
STATED_ELSEWHERE: Mapping[str, str] = MappingProxyType({"streamlit-folium": "MIT"})


@dataclass(frozen=True, slots=True)
class Licence:
    """A package, its version, the licence that it states, and the accepted families that this names."""

    package: str
    version: str
    stated: str
    families: tuple[str, ...]

    @property
    def accepted(self) -> bool:
        """Whether every licence of a conjunction (``A AND B``), or one of a choice (``A OR B``), is accepted."""
        parts = re.split(r"\s+AND\s+", self.stated)
        return bool(self.stated) and all(_families(part) for part in parts)


def _families(text: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in ACCEPTED.items() if re.search(pattern, text))


def installed() -> list[Licence]:
    """The licences of everything that the dashboard needs at run time, by name."""
    found: dict[str, Distribution] = {}
    seen: set[tuple[str, str]] = set()
    waiting = [(need, "") for need in _own_needs()]
    while waiting:
        text, extra = waiting.pop()
        need = Requirement(text)
        if need.marker is not None and not need.marker.evaluate({"extra": extra}):
            continue
        name = need.name.lower().replace("_", "-")
        try:
            found[name] = distribution(need.name)
        except PackageNotFoundError:  # needed on another system or version only
            continue
        asked = {(name, wanted) for wanted in (*need.extras, "")} - seen
        seen |= asked
        waiting += [(item, wanted) for _, wanted in asked for item in found[name].requires or ()]
    return [_licence(found[name]) for name in sorted(found)]


def _own_needs() -> list[str]:
    """What the project itself asks for, from its installation or from the folder that it runs in."""
    try:
        return [item for item in distribution(PROJECT).requires or () if "extra ==" not in item]
    except PackageNotFoundError:
        declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        return list(declared["project"]["dependencies"])


def _licence(found: Distribution) -> Licence:
    name = found.metadata["Name"]
    stated = STATED_ELSEWHERE.get(name) or _stated(found)
    return Licence(name, found.version, stated, _families(stated))


def _stated(found: Distribution) -> str:
    metadata = found.metadata
    if "License-Expression" in metadata:
        return metadata["License-Expression"]
    classified = [
        item.split(" :: ")[-1] for item in metadata.get_all("Classifier") or () if item.startswith("License ::")
    ]
    useful = [item for item in classified if item != "OSI Approved"]
    first, _, _ = str(metadata.json.get("license", "")).partition("\n")
    return " OR ".join(useful) or first.strip()
