"""Valid tables, written in every way people write them, then broken: nothing lost, nothing counted twice, one finding."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from indicators.catalogue import load_catalogue
from indicators.intake.checks import check
from indicators.intake.checks.around import Around
from indicators.intake.issues import Issue
from indicators.intake.options import Options
from indicators.intake.reading import Reading, read_file
from indicators.intake.schemas import load_schemas
from indicators.intake.vocabulary import Vocabulary

CATALOGUE = load_catalogue()
OPTIONS = Options(territory="38185", vocabulary=Vocabulary(CATALOGUE))
HEADER = ["Exercice", "Fonction", "Nature", "Libellé", "Sens", "Voté", "Mandaté"]
FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])

amounts = st.integers(-(10**11), 10**11).filter(bool)
lines = st.lists(st.tuples(st.sampled_from(["048", "044", "33"]), amounts, amounts), min_size=1, max_size=8)
Grid = list[list[str]]
Line = tuple[str, int, int]


def euros(cents: int) -> str:
    """« -1234,05 », as a program writes it."""
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100},{abs(cents) % 100:02}"


def spaced(cents: int) -> str:
    """« −1 234,05 », as a printed account has it."""
    return f"{'−' if cents < 0 else ''}{abs(cents) // 100:,}".replace(",", "\u202f") + f",{abs(cents) % 100:02}"


def accounting(cents: int) -> str:
    """« (1 234,05) € » for a negative amount."""
    plain = spaced(abs(cents))
    return f"({plain}) €" if cents < 0 else f"{plain} €"


def trailing(cents: int) -> str:
    """« 1234,05- EUR », as old accounting software prints it."""
    return euros(abs(cents)) + (" EUROS-" if cents < 0 else " EUROS")


def thousands(cents: int) -> str:
    """In thousands of euros, whatever decimals that takes."""
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100_000},{abs(cents) % 100_000:05}"


def hidden(cents: int) -> str:
    """With marks that are not seen, as pasted from a page."""
    return "\u200b" + "\u2060".join(euros(cents)) + "\u00a0"


def grid(rows: list[Line], write: Callable[[int], str] = euros, header: list[str] = HEADER) -> Grid:
    body = [
        ["2024", code, "6574", f"Action {place}", "Dépense", write(voted), write(paid)]
        for place, (code, voted, paid) in enumerate(rows)
    ]
    return [header, *body]


def in_thousands(rows: list[Line]) -> Grid:
    return grid(rows, thousands, [*HEADER[:5], "Voté (k€)", "Mandaté en milliers d'euros"])


def with_units(rows: list[Line]) -> Grid:
    top, *body = grid(rows, thousands)
    return [top, ["", "", "", "", "", "en k€", "(k€)"], *body]


def on_two_rows(rows: list[Line]) -> Grid:
    _, *body = grid(rows)
    return [[*HEADER[:5], "Montants", ""], ["", "", "", "", "", "Voté", "Mandaté"], *body]


def with_totals(rows: list[Line]) -> Grid:
    top, *body = grid(rows)
    voted, paid = euros(sum(row[1] for row in rows)), euros(sum(row[2] for row in rows))
    return [
        ["Budget de l'action internationale", "", "", "", "", "", ""],
        top,
        *body,
        ["2024", "", "", "S/Total chapitre 65", "Dépense", voted, paid],
        ["2024", "", "", "TOTAL GÉNÉRAL", "Dépense", voted, paid],
        ["Total", "", "", "", "", voted, paid],
    ]


def with_chapters(rows: list[Line]) -> Grid:
    """The lines by function, each followed by its sum, then the sum of all; none of these rows says total."""
    top, *body = grid(rows)
    written: Grid = [top]
    for code in dict.fromkeys(row[0] for row in rows):
        part = [place for place, row in enumerate(rows) if row[0] == code]
        written += [body[place] for place in part]
        written.append(_sum(f"Fonction {code}", [rows[place] for place in part]))
    return [*written, _sum("Action internationale", rows)]


def _sum(label: str, rows: list[Line]) -> list[str]:
    return ["2024", "", "", label, "Dépense", euros(sum(row[1] for row in rows)), euros(sum(row[2] for row in rows))]


@given(rows=st.lists(st.tuples(st.sampled_from(["048", "044"]), amounts, amounts), min_size=4, max_size=9))
@FEW
def test_sums_that_do_not_say_so_are_never_counted(rows: list[Line]) -> None:
    counts = [sum(row[0] == code for row in rows) for code in ("048", "044")]
    assume(min(counts) >= 2)
    reading, issues = read(with_chapters(rows))
    [loaded] = reading.loaded
    ordered = [row for code in dict.fromkeys(row[0] for row in rows) for row in rows if row[0] == code]
    found = loaded.sound
    assert list(zip(found["function"], found["voted"], found["paid"], strict=True)) == ordered
    assert [issue.code for issue in issues if issue.code == "sum_row"] == ["sum_row"] * 3


def read(table: Grid, delimiter: str = ";") -> tuple[Reading, list[Issue]]:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(table)
    reading = read_file(text.getvalue().encode(), OPTIONS, name="budget.csv")
    return reading, [*reading.issues, *check(reading.loaded, Around(CATALOGUE, loaded=reading.loaded, this_year=2026))]


def codes(issues: list[Issue]) -> set[str]:
    return {issue.code for issue in issues}


@pytest.mark.parametrize(
    "write",
    [
        grid,
        lambda rows: grid(rows, spaced),
        lambda rows: grid(rows, accounting),
        lambda rows: grid(rows, trailing),
        lambda rows: grid(rows, hidden),
        in_thousands,
        with_units,
        on_two_rows,
        with_totals,
    ],
)
@given(rows=lines, delimiter=st.sampled_from(";\t|"))
@FEW
def test_a_table_gives_its_amounts_however_it_is_written(
    write: Callable[[list[Line]], Grid], rows: list[Line], delimiter: str
) -> None:
    reading, issues = read(write(rows), delimiter)
    assume("sum_row" not in codes(issues) or write is with_totals)
    [loaded] = reading.loaded
    sound = loaded.sound
    assert list(zip(sound["function"], sound["voted"], sound["paid"], strict=True)) == rows
    assert not any(issue.severity == "blocking" for issue in issues)


@pytest.mark.parametrize("wrong", ["douze mille", "1,2,3.4.5", "12 €€", "(12", "1e999"])
@given(rows=lines, data=st.data())
@FEW
def test_a_broken_amount_is_one_finding_and_the_other_rows_stay(
    wrong: str, rows: list[Line], data: st.DataObject
) -> None:
    place, column = data.draw(st.integers(0, len(rows) - 1)), data.draw(st.sampled_from([5, 6]))
    table = grid(rows)
    table[place + 1][column] = wrong
    reading, issues = read(table)
    assume("sum_row" not in codes(issues))
    here = [issue for issue in issues if issue.row == place + 2 and issue.severity != "information"]
    assert [(issue.severity, issue.column) for issue in here if issue.code != "likely_sum"] == [
        ("blocking", HEADER[column])
    ]
    kept = [row for at, row in enumerate(rows) if at != place]
    [loaded] = reading.loaded
    assert list(zip(loaded.sound["function"], loaded.sound["voted"], loaded.sound["paid"], strict=True)) == kept


@given(amount=st.integers(1000, 999_999))
@FEW
def test_thousands_with_a_comma_or_a_dot_are_always_asked(amount: int) -> None:
    for mark in ",.":
        written = f"{amount:,}".replace(",", mark)
        _, issues = read([HEADER, ["2024", "048", "6574", "Action", "Dépense", written, "1"]])
        assert [(issue.severity, issue.mend) for issue in issues if issue.code == "ambiguous_number"] == [
            ("confirm", str(amount))
        ]


def example_of(kind: str, share: float) -> tuple[Grid, int]:
    """The example of a template as a table, with the first columns only, and how many these are; no « Remarque »."""
    every = [column for column in load_schemas()[kind].columns if column.field != "note"]
    needed = [column for column in every if column.required]
    others = [column for column in every if not column.required]
    columns = [*needed, *others[: max(0, int(share * len(load_schemas()[kind].columns)) - len(needed))]]
    return [[column.name for column in columns], [column.example for column in columns]], len(columns)


@pytest.mark.parametrize("kind", ["observation", "budget_line", "partnership", "membership"])
def test_real_rows_are_not_taken_for_the_example_of_the_template(kind: str) -> None:
    """Half the columns may hold what the example holds: only a nearly whole row without its mark is the example."""
    half, columns = example_of(kind, 0.55)
    assert columns > 0.3 * len(load_schemas()[kind].columns)
    reading, issues = read(half)
    assert "example_row" not in codes(issues)
    assert len(reading.loaded[0].frame) == 1
    whole, _ = example_of(kind, 1.0)
    reading, issues = read(whole)
    assert "example_row" in codes(issues)
    assert reading.loaded[0].frame.empty
