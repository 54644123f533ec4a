"""LibreOffice and gnumeric as a colleague has them: what they show of a file, and what they make of it when they save."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import pass_over

# Separator, quote, UTF-8, first row, formats, language, quote every cell, read special numbers, as shown, formulas, spaces, all sheets.
_SHOWN = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,false,true,false,false,-1"
_FORMATS = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "ods": "ods", "pdf": "pdf"}
_SETTING = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{tag}</value></prop></item>
</oor:items>
"""


@dataclass(frozen=True)
class Office:
    """LibreOffice with the settings of one country, in a profile of its own."""

    command: str
    folder: Path

    def shown(self, content: bytes, kind: str) -> dict[str, list[list[str]]]:
        """What a person sees of a workbook: the cells of each sheet, as they are displayed."""
        out = self._converted(content, kind, _SHOWN)
        read = {path.stem.partition("-")[2]: path.read_text(encoding="utf-8") for path in out.glob("*.csv")}
        # Which of the two no-break spaces separates thousands is the office's own setting (LibreOffice 7.4: the wider one).
        told = {name: re.sub(r"(?<=\d)\u00a0(?=\d{3})", "\u202f", text) for name, text in read.items()}
        return {name: list(csv.reader(io.StringIO(text), delimiter=";")) for name, text in told.items()}

    def saved(self, content: bytes, kind: str, target: str) -> bytes:
        """The file that is saved under another format, or under the same one."""
        return (self._converted(content, kind, _FORMATS[target]) / f"file.{target}").read_bytes()

    def _converted(self, content: bytes, kind: str, target: str) -> Path:
        source, out = self.folder / f"file.{kind}", self.folder / "out"
        shutil.rmtree(out, ignore_errors=True)
        source.write_bytes(content)
        subprocess.run(
            [
                self.command, f"-env:UserInstallation=file://{self.folder}/profile", "--headless", "--convert-to", target,
                "--outdir", str(out), str(source),
            ],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        return out


def office(tag: str, folder: Path) -> Office:
    """LibreOffice set to a language and a country (« fr-FR »); the test is passed over where it is absent."""
    command = shutil.which("soffice")
    if command is None:
        pass_over("no LibreOffice on this machine")
    setting = folder / "profile" / "user" / "registrymodifications.xcu"
    setting.parent.mkdir(parents=True)
    setting.write_text(_SETTING.format(tag=tag), encoding="utf-8")
    return Office(command or "", folder)


def saved_by_gnumeric(content: bytes, kind: str, target: str, folder: Path) -> bytes:
    """The same, by gnumeric."""
    command = shutil.which("ssconvert")
    if command is None:
        pass_over("no gnumeric on this machine")
    source, made = folder / f"file.{kind}", folder / f"made.{target}"
    source.write_bytes(content)
    subprocess.run([command or "", str(source), str(made)], check=True, capture_output=True, timeout=60)
    return made.read_bytes()
