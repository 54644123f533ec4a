"""Thousands of rows that nobody knows are read in a time that grows with them, not with their square."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from indicators.geography import keys
from indicators.geography.gazetteer import Gazetteer
from indicators.intake import operations as op
from indicators.intake.limits import LOOKED_FOR
from indicators.intake.workshop import Workshop

MANY = 3 * LOOKED_FOR


def counted(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str) -> Counter[str]:
    """How many times a function is called, from now on."""
    calls: Counter[str] = Counter()
    real = getattr(owner, name)

    def call(*given: Any, **named: Any) -> Any:
        calls[name] += 1
        return real(*given, **named)

    monkeypatch.setattr(owner, name, call)
    return calls


def test_unknown_seats_are_all_said_and_the_first_ones_explained(
    work: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = counted(monkeypatch, Gazetteer, "_suggest")
    monkeypatch.setattr("indicators.intake.checks.places.gazetteer", Gazetteer)
    rows = "".join(f"Réseau {place};Bruxeles {place};Belgique;48,85;2,35\n" for place in range(MANY))
    text = "Réseau;Siège;Pays du siège;Latitude;Longitude\n" + rows
    found = [
        item
        for item in op.check_files(work, [("reseaux.csv", text.encode())]).issues
        if item.code == "place_other_country"
    ]
    assert len(found) == MANY
    assert 0 < calls["_suggest"] <= LOOKED_FOR
    assert not any(item.accepted for item in found[LOOKED_FOR:])


def test_unknown_words_of_a_list_are_all_said(work: Workshop) -> None:
    rows = "".join(f"Réseau {place};Statut {place}\n" for place in range(MANY))
    report = op.check_files(work, [("reseaux.csv", ("Réseau;Statut\n" + rows).encode())])
    assert sum(item.code == "not_in_list" for item in report.issues) == MANY


def test_territories_that_name_one_another_are_told_apart_once(work: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = counted(monkeypatch, keys, "key_of")
    rows = "".join(f"EX{place:05d};Commune {place};Commune;38\n" for place in range(MANY))
    report = op.check_files(work, [("territoires.csv", ("Code;Nom;Type;Parent\n" + rows).encode())], kind="territory")
    assert report.readings[0].rows == MANY
    assert calls["key_of"] <= 10 * MANY
