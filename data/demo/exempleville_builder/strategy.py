"""The strategy of the fictional territory over two terms: findings, priorities, bodies, meetings, and what its grids say."""

from __future__ import annotations

from typing import Any

from exempleville_builder.common import HOME, NOTE, Spec, own, read_source
from indicators.records import Body, Finding, Meeting, Priority

FICTION = NOTE.replace("Valeur", "Fiche")


def findings() -> list[Finding]:
    """The matrix of 2021, its four strategies included."""
    return [
        Finding(territory=HOME, date="2021-02", note=FICTION, **_with_tuple(row, "crosses"))
        for row in read_source("strategy")["findings"]
    ]


def priorities() -> list[Priority]:
    """Themes and countries of two terms; one theme was given up."""
    return [Priority(territory=HOME, note=FICTION, **row) for row in read_source("strategy")["priorities"]]


def bodies() -> list[Body]:
    """The council of cooperation and the forum of residents."""
    rows = [_with_tuple(row, "groups") for row in read_source("strategy")["bodies"]]
    return [Body(territory=HOME, note=FICTION, **row | {"id": own(row["id"])}) for row in rows]


def meetings() -> list[Meeting]:
    """What they were asked, what they said, what became of it."""
    rows = read_source("strategy")["meetings"]
    return [
        Meeting(territory=HOME, note=FICTION, **row | {"id": own(row["id"]), "body": own(row["body"])}) for row in rows
    ]


def _with_tuple(row: Spec, name: str) -> dict[str, Any]:
    return {**row, name: tuple(row.get(name, ()))}


def level_answer(grid: str, item: str, year: int) -> tuple[float, str]:
    """The answer to a situation in a year, and its proof."""
    first, last, proof = read_source("strategy")["levels"][grid].get(item, (9999, 0, ""))
    held = first <= year <= (last or year)
    return (1.0, proof) if held else (0.0, "")


def vision_answer(item: str, year: int) -> tuple[float, str, str]:
    """Whether a statement is chosen or reached in a year, its horizon and its proof; the vision dates from 2021."""
    horizon, reached, proof = read_source("strategy")["vision"].get(item, ("", 0, ""))
    if not horizon or year < 2021:
        return 0.0, "", ""
    return (2.0, horizon, proof) if reached and year >= reached else (1.0, horizon, "")


def chapter_of(item: str, year: int) -> Spec:
    """What the chapter of a rule says in a year: the text of the term, empty before there is one."""
    told = [row for row in read_source("strategy")["chapters"].get(item, ()) if row["year"] <= year]
    return told[-1] if told else {}


def diagnosis_answer(item: str) -> str:
    """The answer to one of the four questions."""
    text: str = read_source("strategy")["diagnosis"][item]
    return text


def outside_answer(item: str, year: int) -> tuple[str, str]:
    """What is said of the State and of the other levels, and where it was read: one survey a term."""
    text, read = read_source("strategy")["outside" if year >= 2021 else "outside_before"][item]
    return text, read


def making_answer(item: str, year: int) -> tuple[float | None, str, str, str]:
    """How far a phase of the making is, its document, date and function; the text was made in 2020 and 2021."""
    if year < 2021:
        return None, "", "", ""
    answer, document, date, owner = read_source("strategy")["making"][item]
    return float(answer), document, date, owner


def promotion_answer(item: str, year: int) -> tuple[float | None, str]:
    """In how many languages a topic is presented, and where; the leaflet dates from 2023."""
    answer, document = read_source("strategy")["promotion"].get(item, (None, "")) if year >= 2023 else (None, "")
    return (None if answer is None else float(answer)), document
