"""A territory is named without doubt: level and code together, and a code that two levels share is asked about."""

from __future__ import annotations

import pickle

import pytest

from indicators.geography.keys import TerritoryKey, TerritoryKeyError, find, key_of, named
from indicators.records import GeoLevel

BEFORE: dict[str, GeoLevel] = {
    "38185": "commune", "200040715": "epci", "84": "region", "FR": "country", "ITC1": "region", "EX001": "commune",
}  # fmt: skip
NOW: dict[str, GeoLevel] = {
    "38185": "commune", "200040715": "epci", "REG-84": "region", "FR": "country", "NUTS-ITC1": "region",
    "EX001": "commune",
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "key", "stored"),
    [
        ("COM-38185", "COM-38185", "38185"),
        ("com:38185", "COM-38185", "38185"),
        ("38185", "COM-38185", "38185"),
        ("2a004", "COM-2A004", "2A004"),
        ("EPCI-200040715", "EPCI-200040715", "200040715"),
        ("200 040 715", "EPCI-200040715", "200040715"),
        ("213801855", "COM-38185", "38185"),
        ("DEP-84", "DEP-84", "DEP-84"),
        ("REG:84", "REG-84", "REG-84"),
        ("38", "DEP-38", "DEP-38"),
        ("2A", "DEP-2A", "DEP-2A"),
        ("DEP-974", "DEP-974", "DEP-974"),
        ("fr", "FR", "FR"),
        ("IT", "IT", "IT"),
        ("ITC1", "NUTS-ITC1", "NUTS-ITC1"),
        ("NUTS-EL301", "NUTS-EL301", "NUTS-EL301"),
    ],
)
def test_a_key_is_read_and_written(text: str, key: str, stored: str) -> None:
    found = TerritoryKey.parse(text)
    assert (str(found), found.stored) == (key, stored)
    assert TerritoryKey.parse(str(found)) == TerritoryKey.parse(stored) == found


@pytest.mark.parametrize(
    ("text", "candidates"),
    [("84", ("DEP-84", "REG-84")), ("11", ("DEP-11", "REG-11")), ("75", ("DEP-75", "REG-75"))],
)
def test_a_code_of_two_levels_is_asked(text: str, candidates: tuple[str, ...]) -> None:
    with pytest.raises(TerritoryKeyError) as caught:
        TerritoryKey.parse(text)
    assert caught.value.cells == candidates
    assert pickle.loads(pickle.dumps(caught.value)).cells == candidates
    assert [str(TerritoryKey.parse(text, level)) for level in ("DEP", "REG")] == list(candidates)


def test_the_question_names_both() -> None:
    with pytest.raises(TerritoryKeyError, match=r"DEP-84 \(Vaucluse\), REG-84 \(Auvergne-Rhône-Alpes\)"):
        TerritoryKey.parse("84")
    assert named(TerritoryKey("REG", "11")) == "REG-11 (Île-de-France)"


@pytest.mark.parametrize(
    "text",
    ["", "EX001", "Grenoble", "REG-38", "DEP-99", "NUTS-XX1", "COM-3818", "999999999", "PARIS", "NUTS-LYON", "PAU"],
)
def test_what_names_nothing_says_what_is_accepted(text: str) -> None:
    with pytest.raises(TerritoryKeyError, match="DEP-84") as caught:
        TerritoryKey.parse(text)
    assert caught.value.cells == ()


@pytest.mark.parametrize(
    ("text", "before", "now"),
    [
        ("84", "84", "REG-84"),
        ("REG-84", "84", "REG-84"),
        ("DEP-84", None, None),
        ("ITC1", "ITC1", "NUTS-ITC1"),
        ("NUTS-ITC1", "ITC1", "NUTS-ITC1"),
        ("COM-38185", "38185", "38185"),
        ("213801855", "38185", "38185"),
        ("EPCI-200040715", "200040715", "200040715"),
        ("EX001", "EX001", "EX001"),
        ("nulle part", None, None),
    ],
)
def test_old_editions_and_old_links_answer(text: str, before: str | None, now: str | None) -> None:
    assert (find(text, BEFORE), find(text, NOW)) == (before, now)


def test_two_that_can_be_meant_are_asked() -> None:
    with pytest.raises(TerritoryKeyError, match="plusieurs territoires"):
        find("84", {"DEP-84": "department", "REG-84": "region"})


def test_the_key_of_what_is_stored() -> None:
    assert [str(key_of(code, type_)) for code, type_ in BEFORE.items()] == [
        "COM-38185", "EPCI-200040715", "REG-84", "FR", "NUTS-ITC1", "None",
    ]  # fmt: skip
    assert key_of("84", "department") == TerritoryKey("DEP", "84")
