"""Twelve years of budget lines and the multi-year authorisations of the fictional territory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

from exempleville_builder.common import HOME, NOTE, YEARS, Spec, generator, own, read_source
from indicators.intake import nomenclature
from indicators.records import Annotation, BudgetLine, Envelope

SOURCE = "Générateur du territoire fictif"
Status = Literal["confirmed", "suggested", ""]
SERVICE_ACCOUNTS = {"6743": "Subventions exceptionnelles de fonctionnement", "6287": "Remboursements de frais"}
STAGES = ("voted", "committed", "paid", "attached")


def budget_lines() -> list[BudgetLine]:
    """Every line of every year, in the order of the source, exceptions applied."""
    spec = read_source("budget")
    return [row for name, line in spec["lines"].items() for row in _years(name, line, spec)]


def _years(name: str, line: Spec, spec: Spec) -> Iterator[BudgetLine]:
    first, last = line.get("years", [YEARS[0], YEARS[-1]])
    for year in range(first, last + 1):
        row = _line(name, line, year, spec)
        yield _except(row, spec["exceptions"].get(f"{name} {year}"))


def _line(name: str, line: Spec, year: int, spec: Spec) -> BudgetLine:
    m57 = int(year >= spec["first_m57_year"])
    nature, function = line["natures"][m57], line["functions"][m57]
    budget, instruction = line.get("budget", "principal"), line.get("instruction", "M57" if m57 else "M14")
    rubric = line.get("rubric", "")
    status = _rubric_status(name, year, rubric, spec)
    told = year <= spec["confirmed_until"] or generator("service", name).random() > 0.33  # some lines still wait for it
    return BudgetLine(
        territory=HOME,
        year=year,
        line=_identifier(budget, function, nature, line.get("suffix", ""), name),
        budget=budget,
        instruction=instruction,
        document="CFU" if year >= 2024 else "CA",
        function=function,
        nature=nature,
        nature_label=_nature_label(nature, instruction, year) or line["label"],
        chapter=line["chapter"],
        direction=line.get("direction", "expenditure"),
        section=line.get("section", "operating"),
        rubric=rubric,
        rubric_status=status,
        rubric_author="Chargée de mission finances" if status == "confirmed" else "",
        rubric_date=f"{year + 1}-03-15" if status == "confirmed" else "",
        funding_source=line.get("funding_source", "own"),
        partnership=own(line.get("partnership", "")),
        project=_project(line),
        objective=line.get("objective", ""),
        country=_country(line.get("partnership", "")),
        sdgs=tuple(line.get("sdgs", ())),
        purpose=line.get("purpose", ""),
        service=line.get("service", "") if told else "",
        policy=line.get("policy", "") if told else "",
        label=line["label"],
        intra_group=line.get("intra_group", False),
        in_kind=line.get("in_kind", False),
        perimeter=line.get("perimeter", "accounting"),
        source=SOURCE,
        note=NOTE,
        **_amounts(name, line, year),
    )


def _nature_label(nature: str, instruction: str, year: int) -> str:
    """The label of the account; the public services of industrial kind (M4, M43, M49) have their own."""
    if instruction in nomenclature.INSTRUCTIONS:
        return nomenclature.nature_label(nature, instruction, year)
    return SERVICE_ACCOUNTS.get(nature, "")


def _project(line: Spec) -> str:
    """The project that a line pays for: the one it names, else the cooperation project of a grant to a partner."""
    if "project" in line:
        return own(line["project"])
    return str(line["label"]) if line.get("rubric") == "r2_grants" and line.get("partnership") else ""


def _rubric_status(name: str, year: int, rubric: str, spec: Spec) -> Status:
    """Confirmed by a person in closed years; a third of the latest lines still wait for one."""
    if not rubric:
        return ""
    waiting = year > spec["confirmed_until"] and generator("rubric", name).random() < 0.33
    return "suggested" if waiting else "confirmed"


def _amounts(name: str, line: Spec, year: int) -> dict[str, Any]:
    """The three stages in cents: voted in whole hundreds of euros, then what was committed and paid of it."""
    random = generator("budget", name, str(year))
    trough = {2020: line.get("dip", 0.0), 2021: line.get("dip", 0.0) / 2}.get(year, 0.0)
    amount = line["amount"] * (1 + line["growth"]) ** (year - YEARS[0]) * (1 - trough)
    amount *= max(0.05, 1 + line.get("irregular", 0.0) * random.standard_normal())
    voted = round(amount / 100) * 10_000
    committed = round(voted * min(1.0, line.get("committed", line["execution"] + 0.02 * random.random())))
    paid = min(committed, round(voted * line["execution"] * (1 - 0.02 * random.random())))
    income = line.get("direction") == "income"
    return {"voted": voted, "committed": None if income else committed, "paid": paid}


def _identifier(budget: str, function: str, nature: str, suffix: str, name: str) -> str:
    """Unique within the year: budget, function and nature as in the accounts, then the line's name."""
    parts = [part for part in (budget if budget != "principal" else "", function, nature, suffix) if part]
    return "-".join([*parts, name])


def _country(partnership: str) -> str:
    known = {row["id"]: row["country"] for row in read_source("partnerships")["partnerships"]}
    return str(known[partnership]) if partnership else ""


def _except(row: BudgetLine, change: Spec | None) -> BudgetLine:
    if change is None:
        return row
    amounts: dict[str, Any] = {
        stage: None if change[stage] == "" else round(100 * change[stage]) for stage in STAGES if stage in change
    }
    return replace(row, note=f"{change['note']} {NOTE}", **amounts)


def envelopes() -> list[Envelope]:
    """Each version of each authorisation; the amounts paid are known only to the latest one."""
    spec = read_source("budget")["envelopes"]
    rows = []
    for name, item in spec.items():
        versions = sorted(item["versions"].items())
        for position, (date, authorised) in enumerate(versions):
            latest = position == len(versions) - 1
            rows.append(
                Envelope(
                    territory=HOME,
                    programme=name,
                    version=date,
                    type=item["type"],
                    label=item["label"],
                    authorised=100 * authorised,
                    voted_by_year={year: 100 * euros for year, euros in item["voted"].items()},
                    paid_by_year={year: 100 * euros for year, euros in item["paid"].items()} if latest else {},
                    rubric=item["rubric"],
                    source=SOURCE,
                    note=NOTE,
                )
            )
    return rows


def annotations() -> list[Annotation]:
    """What happened in a year and changes how the series read."""
    return [
        Annotation(territory=HOME, source=SOURCE, note=NOTE, **item) for item in read_source("budget")["annotations"]
    ]
