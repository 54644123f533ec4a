"""``make messages``: nothing moves on a clean tree, and a corrected comma never costs a translation."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from indicators.present.texts.translator import LOCALES
from tests.conftest import pass_over

ROOT = Path(__file__).parents[2]


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    """A copy of the catalogues that the command may change."""
    if shutil.which("make") is None:
        pass_over("no make on this machine")
    for file in LOCALES.glob("*.po"):
        shutil.copy(file, tmp_path / file.name)
    return tmp_path


def update(locales: Path) -> None:
    tools = Path(sys.executable).parent
    command = ["make", "--no-print-directory", "messages", f"BIN={tools}", f"LOCALES={locales}"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def test_a_clean_tree_is_left_as_it_is(locales: Path) -> None:
    update(locales)
    for file in LOCALES.glob("*.po"):
        assert (locales / file.name).read_text(encoding="utf-8") == file.read_text(encoding="utf-8"), file.name


def test_a_touched_sentence_keeps_its_former_translation_to_be_read_again(locales: Path) -> None:
    """The catalogue knew the sentence with another comma: its translation comes back, marked, with what it said."""
    sentence = "Aucune ligne de budget n'est enregistrée pour ce territoire."
    former = sentence.replace("enregistrée pour", "enregistrée, pour")
    for file in locales.glob("*.po"):
        file.write_text(file.read_text(encoding="utf-8").replace(sentence, former), encoding="utf-8")
    update(locales)
    told = {"en": "No budget line is recorded for this territory.", "es": "No hay ninguna línea de presupuesto registrada para este territorio."}  # fmt: skip
    for lang in told:
        with (locales / f"{lang}.po").open("rb") as stream:
            message = read_po(stream, locale=lang).get(sentence)
        assert message is not None and message.fuzzy
        assert message.string == told[lang]
        assert f'#| msgid "{former}"' in (locales / f"{lang}.po").read_text(encoding="utf-8")
