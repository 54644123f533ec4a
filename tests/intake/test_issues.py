"""Findings are capped by code: what is left off is counted, whichever way the findings come."""

from __future__ import annotations

import pytest

from indicators.intake import issues as module
from indicators.intake.issues import Issue, Issues
from indicators.intake.vocabulary import choices, vocabulary_of
from indicators.intake.workshop import Workshop, checked
from tests.intake.conftest import HEADER, Read


def finding(row: int) -> Issue:
    return Issue(code="far", severity="confirm", row=row)


def test_what_a_full_code_leaves_off_is_counted_and_never_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT_PER_CODE", 3)
    made: list[int] = []

    def make(row: int) -> Issue:
        made.append(row)
        return finding(row)

    found = Issues([finding(1)])
    found.fill("far", [2, 3, 4, 5], make)
    assert [item.row for item in found] == [1, 2, 3] and made == [2, 3]
    assert found.left_off == {"far": 2}
    found.fill("far", [6], make)
    assert found.left_off == {"far": 3} and len(made) == 2


def test_two_lists_together_hold_no_more_than_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT_PER_CODE", 3)
    first, second = Issues(map(finding, (1, 2))), Issues(map(finding, (3, 4)))
    first.extend(second)
    assert [item.row for item in first] == [1, 2, 3] and first.left_off == {"far": 1}
    whole = Issues(Issues([finding(1)]))
    whole.extend(Issues([finding(2)]))
    whole.extend(Issues([finding(3), finding(4)]))
    assert len(whole) == 3 and whole.left_off == {"far": 1}


def test_every_row_of_an_unknown_territory_is_counted(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT_PER_CODE", 2)
    rows = "".join(f"00999;d4_immigrant_share;{year};19,2;Insee\n" for year in range(2010, 2016))
    found = read(("Territoire;Indicateur;Année;Valeur;Source\n" + rows).encode()).issues
    [code] = {item.code for item in found if item.column == "Territoire"}
    assert len([item for item in found if item.code == code]) == 2 and found.left_off[code] == 4


def test_a_closed_list_is_read_in_french_by_code_and_in_other_languages() -> None:
    words = choices((("Définitif", "final"), ("Provisoire", "provisional")))
    assert [words.find(text) for text in ("définitif", "final", "Provisional", "Xyz")] == ["final", "final", "provisional", None]  # fmt: skip
    assert words.near("Definitiv") == ("Définitif",)


def test_what_is_made_of_a_catalogue_is_made_once_for_it() -> None:
    one, other = object(), object()
    assert vocabulary_of(one) is vocabulary_of(one)
    assert vocabulary_of(one) is not vocabulary_of(other)


def test_what_is_left_off_is_counted_once_whatever_checks_follow(
    monkeypatch: pytest.MonkeyPatch, read: Read, work: Workshop
) -> None:
    monkeypatch.setattr(module, "KEPT_PER_CODE", 3)
    reading = read(HEADER + "".join(f"d4_immigrant_share;20x{number};19;Insee\n" for number in range(5)))
    assert reading.issues.left_off["not_a_year"] == 2
    assert checked(work, reading).issues.left_off["not_a_year"] == 2
