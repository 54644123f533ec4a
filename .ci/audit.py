"""Ask whether a known vulnerability touches a locked package, and say aloud what could not be asked.

    python .ci/audit.py [requirements.txt …]

A package that a corrected version would mend fails; one without a corrected version yet is told. Where no source of
advisories answers (a machine without Internet, an index that serves packages only), nothing is audited and the last
line says so: it is not a clean audit. With ``OUVERTURE_AUDIT_REQUIRED=1`` an audit that could not be made, or that left
packages out, fails; an integration that reaches a source of advisories sets it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

COMMAND = ["-m", "pip_audit", "--require-hashes", "--disable-pip", "--progress-spinner", "off", "--format", "json"]


@dataclass(frozen=True)
class Outcome:
    """What an audit found: packages looked at, packages it could not ask about, and what is known against them."""

    audited: int
    skipped: int
    mended: tuple[str, ...]
    open: tuple[str, ...]

    def code(self, required: bool) -> int:
        """The code to exit with; ``required`` is whether an incomplete audit is a failure."""
        incomplete = self.skipped > 0 or not self.audited
        return 1 if self.mended or (required and incomplete) else 0

    def lines(self) -> list[str]:
        """What is printed."""
        known = [f"à mettre à jour : {item}" for item in self.mended]
        known += [f"sans correctif encore : {item}" for item in self.open]
        if not self.audited:
            return [f"audit NON FAIT : aucune source d'avis n'a répondu pour les {self.skipped} paquets"]
        return [
            *known,
            f"audit : {self.audited} paquets examinés, {self.skipped} non examinés ; avis connus : {len(known)}",
        ]


def outcome(report: dict[str, Any]) -> Outcome:
    """The outcome of a report of pip-audit."""
    mended, still_open, audited, skipped = [], [], 0, 0
    for package in report["dependencies"]:
        skipped += "skip_reason" in package
        audited += "skip_reason" not in package
        for advisory in package.get("vulns", ()):
            fixed = ", ".join(advisory.get("fix_versions", ()))
            told = f"{package['name']} {package['version']} ({advisory['id']})"
            (mended if fixed else still_open).append(f"{told}, corrigé dans {fixed}" if fixed else told)
    return Outcome(audited, skipped, tuple(mended), tuple(still_open))


def locked(names: list[str]) -> int:
    """How many packages the locks name."""
    lines = (line for name in names for line in Path(name).read_text(encoding="utf-8").splitlines())
    return sum(line[:1].isalnum() and "==" in line for line in lines)


def main(names: list[str]) -> int:
    """Audit the locks and print."""
    asked = [part for name in names for part in ("--requirement", name)]
    done = subprocess.run([sys.executable, *COMMAND, *asked], capture_output=True, text=True, check=False)
    try:
        found = outcome(json.loads(done.stdout))
    except ValueError:  # no report at all: the service could not be reached
        print(done.stderr[-500:], file=sys.stderr)
        found = Outcome(0, locked(names), (), ())
    print("\n".join(found.lines()))
    required = os.environ.get("OUVERTURE_AUDIT_REQUIRED", "") not in ("", "0")
    if required and not found.mended and found.code(required):
        print("l'audit est exigé ici (OUVERTURE_AUDIT_REQUIRED) : un audit incomplet est un échec")
    return found.code(required)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:] or ["requirements.txt"]))
