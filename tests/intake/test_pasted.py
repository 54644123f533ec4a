"""What people paste: cells of spreadsheets, web pages, messages. The same lines come of all of them."""

from __future__ import annotations

import pytest

from indicators.intake.pasted import pasted_table
from tests.intake.conftest import Read

CELLS = [
    ["Exercice", "Fonction", "Nature", "Libellé", "Sens", "Voté"],
    ["2024", "048", "6574", "Jumelage de Fès", "Dépense", "1 200,00 €"],
    ["2024", "048", "6281", "Cotisations", "Dépense", "500"],
]


def drawn(mark: str, *, ends: str = "", rule: str = "") -> str:
    lines = [ends + mark.join(row) + ends for row in CELLS]
    return "\n".join([lines[0], *([rule] if rule else []), *lines[1:]])


@pytest.mark.parametrize(
    "text",
    [
        drawn("\t"),
        drawn("\t").replace("\n", "\r\n"),
        drawn(";"),
        drawn(" | ", ends="|", rule="|---|---|:--|---|---|--:|"),
        drawn("   "),
        drawn("\t").replace("Fès", "Fès[1]").replace("6281", "6281[note 2][a]"),
        drawn("\t").replace("1 200,00 €", "1\u202f200,00\u00a0€"),
        "\n\n" + drawn("\t") + "\n\n",
        drawn("\t").replace("Jumelage de Fès", '"Jumelage de Fès"'),
    ],
)
def test_a_pasted_table_gives_its_lines(text: str, read: Read) -> None:
    reading = read(pasted_table(text), "Tableau collé.tsv")
    assert not list(reading.issues)
    [lines] = reading.loaded
    assert lines.sound[["label", "voted"]].values.tolist() == [["Jumelage de Fès", 120000], ["Cotisations", 50000]]


def test_brackets_that_are_no_call_of_a_note_stay() -> None:
    text = "Partenaire\tPays\nFès [ancienne médina]\tMaroc\n[1]\tMaroc"
    assert pasted_table(text).decode() == text


def test_a_sentence_is_not_taken_for_a_table() -> None:
    text = "Bonjour,  voici le tableau\nMerci"
    assert pasted_table(text).decode() == text
