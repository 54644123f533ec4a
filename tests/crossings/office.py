"""LibreOffice and gnumeric as a colleague has them: what they show of a file, and what they make of it when they save."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from collections.abc import Mapping
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
        return self.shown_each({f"file.{kind}": content})[f"file.{kind}"]

    def shown_each(self, files: Mapping[str, bytes]) -> dict[str, dict[str, list[list[str]]]]:
        """The same of several workbooks by name (« a.ods »), in one start of the office."""
        out = self._converted(files, _SHOWN)
        found: dict[str, dict[str, list[list[str]]]] = {}
        for name in files:
            stem = Path(name).stem
            found[name] = {path.stem.removeprefix(f"{stem}-"): _cells(path) for path in out.glob(f"{stem}-*.csv")}
        return found

    def saved(self, content: bytes, kind: str, target: str) -> bytes:
        """The file that is saved under another format, or under the same one."""
        return self.saved_each({f"file.{kind}": content}, target)[f"file.{kind}"]

    def saved_each(self, files: Mapping[str, bytes], target: str) -> dict[str, bytes]:
        """The same of several files, in one start of the office."""
        out = self._converted(files, _FORMATS[target])
        return {name: (out / f"{Path(name).stem}.{target}").read_bytes() for name in files}

    def _converted(self, files: Mapping[str, bytes], target: str) -> Path:
        out = self.folder / "out"
        shutil.rmtree(out, ignore_errors=True)
        for name, content in files.items():
            (self.folder / name).write_bytes(content)
        subprocess.run(
            [
                self.command, f"-env:UserInstallation=file://{self.folder}/profile", "--headless", "--convert-to", target,
                "--outdir", str(out), *(str(self.folder / name) for name in files),
            ],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        return out


def _cells(path: Path) -> list[list[str]]:
    """The cells of a sheet. Which no-break space separates thousands is the office's own setting (7.4: the wider one)."""
    text = re.sub(r"(?<=\d)\u00a0(?=\d{3})", "\u202f", path.read_text(encoding="utf-8"))
    return list(csv.reader(io.StringIO(text), delimiter=";"))


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


def rendered(pdf: bytes, folder: Path) -> str:
    """The text of a PDF as poppler reads it."""
    (folder / "a.pdf").write_bytes(pdf)
    try:
        read = subprocess.run(["pdftotext", "-layout", str(folder / "a.pdf"), "-"], check=True, capture_output=True)
    except FileNotFoundError:
        pass_over("no pdftotext on this machine")
        raise
    return read.stdout.decode()
