"""What people paste: cells of spreadsheets, web pages, messages. The same lines come of all of them."""

from __future__ import annotations

import pytest

from indicators.intake.pasted import pasted_table
from indicators.intake.wording import word
from indicators.present.texts import translator
from tests.intake.conftest import Read

CELLS = [
    ["Exercice", "Fonction", "Nature", "Libellé", "Sens", "Voté"],
    ["2024", "048", "6574", "Jumelage de Fès", "Dépense", "1 200,00 €"],
    ["2024", "048", "6281", "Cotisations", "Dépense", "500"],
]


def drawn(mark: str, *, ends: str = "", rule: str = "") -> str:
    lines = [ends + mark.join(row) + ends for row in CELLS]
    return "\n".join([lines[0], *([rule] if rule else []), *lines[1:]])


def page(cell: str) -> str:
    """The source of a web page."""
    rows = ["".join(f"<{cell}>{words}</{cell}>" for words in row) for row in CELLS]
    return "<table><tbody>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</tbody></table>"


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
        drawn("|"),
        drawn(" | ", ends="|", rule="|:-:|---|:--|---|---|--:|").replace("Fès", "**Fès**").replace("6281", "`6281`"),
        drawn(" | ", ends="| ", rule="+======+====+====+====+====+====+"),
        drawn(" │ ", ends="│", rule="├──────┼────┼────┼────┼────┼────┤"),
        "Budget international\n\n" + drawn("|", ends="|", rule="|---|---|---|---|---|---|"),
        drawn("|", ends="|").replace("Jumelage de Fès", "[Jumelage de Fès](https://grenoble.fr/fes)"),
        page("td"),
        page("td").replace("</td>", "").replace("</tr>", ""),
        page("td").replace("<td>2024</td>", '<td rowspan="2">2024</td>', 1).replace("<td>2024</td>", "", 1),
        '<meta charset="utf-8"><p>Budget</p>' + page("td") + page("td").replace("500", "999"),
        page("td").replace("Fès", "Fès<sup>[1]</sup>").replace("1 200,00 €", "1&nbsp;200,00&nbsp;&euro;"),
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


def test_titles_over_several_columns_of_a_page(read: Read) -> None:
    text = (
        "<table><tr><th rowspan=2>Exercice</th><th rowspan=2>Fonction</th><th rowspan=2>Sens</th>"
        "<th colspan=2>Montants (k€)</th></tr><tr><th>Voté</th><th>Mandaté</th></tr>"
        "<tr><td>2024</td><td>048</td><td>Dépense</td><td>12</td><td>10</td></tr>"
        "<tr><td colspan=3>Total</td><td>12</td><td>10</td></tr></table>"
    )
    reading = read(pasted_table(text), "Tableau collé.tsv")
    [lines] = reading.loaded
    assert lines.sound[["year", "function", "direction"]].values.tolist() == [[2024.0, "048", "expenditure"]]
    assert [issue.code for issue in reading.issues if issue.code == "total_row"]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ('"Eau" pour tous', '"Eau" pour tous'),
        ('"Eau pour tous', '"Eau pour tous'),
        ('Écran de 12"', 'Écran de 12"'),
        ('"Jumelage\nde Fès"', "Jumelage\nde Fès"),
        ('"Dit ""Fès"""', 'Dit "Fès"'),
    ],
)
def test_quotation_marks_are_marks_unless_they_close_a_cell(cell: str, said: str, read: Read) -> None:
    text = drawn("\t").replace("Jumelage de Fès", cell)
    reading = read(pasted_table(text), "Tableau collé.tsv")
    [lines] = reading.loaded
    assert lines.sound["label"].tolist() == [said, "Cotisations"] and not reading.issues.blocking


def test_items_of_a_cell_do_not_make_columns() -> None:
    text = "Partenaire;Pays;ODD\nFès;Maroc;11 | 17\nSfax;Tunisie;4 | 11"
    assert pasted_table(text).decode() == text


def test_a_row_of_units_is_applied_and_said(read: Read) -> None:
    text = drawn("\t").replace("Voté\n", "Voté\n\t\t\t\t\t(k€)\n").replace("1 200,00 €", "1,2")
    reading = read(pasted_table(text), "Tableau collé.tsv")
    [lines] = reading.loaded
    assert lines.sound["voted"].tolist() == [120_000, 50_000_000]
    assert {issue.code for issue in reading.issues} == {"unit_row", "unit_of_title"}


def test_a_row_that_lacks_cells_is_asked(read: Read) -> None:
    """The text of a web page leaves out the cells merged with those above: what follows stands under other titles."""
    text = "Partenaire\tVille\tPays\nFès\tFès\tMaroc\nRabat\tMaroc\nSource : le service"
    reading = read(pasted_table(text), "Tableau collé.tsv")
    [short] = [issue for issue in reading.issues if issue.code == "short_row"]
    assert (short.row, short.details) == (3, {"expected": 3, "received": 2})
    assert "2 cases pour 3 titres" in word(short, translator("fr")).message
