"""The tree of errors drawn in :mod:`indicators.errors` is the one that stands, and each reads in three languages."""

from __future__ import annotations

import importlib
import pickle
import pkgutil
import re
from collections.abc import Iterator

import pytest

import indicators
from indicators.access import LOCAL_USER, AccessDenied
from indicators.access.accounts import AccountError
from indicators.access.feeds import FeedError
from indicators.access.passwords import WeakPasswordError
from indicators.access.throttle import TooManyTriesError
from indicators.access.tokens import TokenError
from indicators.budget import RubricError
from indicators.budget.scenario import Move, apply
from indicators.errors import ToldError
from indicators.geography.keys import TerritoryKey
from indicators.intake.corrections import Correction
from indicators.intake.entering import RefusedRowsError
from indicators.intake.issues import Issue
from indicators.intake.ledger import ChangedMeanwhileError, Meanwhile
from indicators.intake.publishing import NotReadyError
from indicators.languages import LANGUAGES
from indicators.operations.people import PeopleError
from indicators.partnerships.amend import AmendmentError
from indicators.present.reports.opendata import OpenDataError
from indicators.present.texts import translator
from indicators.present.texts.errors import error_message
from indicators.store.editions import ConflictError, NothingToPublishError, NothingToRestoreError

_DRAWN = re.compile(r"^ {4}( *)(\w+)  (\w+)", re.M)


def kinds(kind: type[ToldError] = ToldError, depth: int = 0) -> Iterator[tuple[int, str, str]]:
    """Every kind of the product with its depth and its code, parents before children."""
    yield depth, kind.__name__, kind.code
    for child in sorted(kind.__subclasses__(), key=lambda item: item.__name__):
        if child.__module__.startswith("indicators."):
            yield from kinds(child, depth + 1)


def test_the_tree_is_the_one_drawn() -> None:
    for module in pkgutil.walk_packages(indicators.__path__, "indicators."):
        if "migrations" not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    drawn = {(len(depth) // 2, name, code) for depth, name, code in _DRAWN.findall(indicators.errors.__doc__ or "")}
    stand = set(kinds())
    assert drawn == stand
    assert len({code for *_, code in stand}) == len(stand), "one code, one kind"


def raised(what) -> ToldError:
    with pytest.raises(ToldError) as caught:
        what()
    return caught.value


SAMPLES = [
    AccessDenied(LOCAL_USER, "officer", "93048"),
    AccessDenied(None, "administrator"),
    AccountError("exists", "ada"),
    TokenError("territory", code="93048", accepted="38185"),
    FeedError("revoked", day="2026-11-30"),
    PeopleError("allowed"),
    WeakPasswordError("length", 12),
    TooManyTriesError(12.4),
    NotReadyError({"b": "blocked"}),
    ConflictError({"budget_line": [("38185", 2021, "1")]}),
    NothingToPublishError(),
    NothingToRestoreError(),
    RefusedRowsError([Issue(code="unreadable", severity="blocking", value="x")]),
    ChangedMeanwhileError(
        Meanwhile("a.csv", ("Ada",), "2026-06-12T09:04:12+00:00", (Correction("", 2, "Valeur", "1"),))
    ),
    AmendmentError(("end_date_missing", "reason_missing")),
    OpenDataError(("contact", "address")),
    RubricError("« {value} » n'est pas reconnu ; le plus proche : « {nearest} ».", value="r9", nearest="r1"),
    raised(lambda: TerritoryKey.parse("84")),
    raised(lambda: TerritoryKey.parse("Vaucluse")),
    raised(lambda: apply(Move("rubric", "r1", "r2", 500), {"r1": 100})),
]


@pytest.mark.parametrize("error", SAMPLES, ids=lambda error: f"{error.code}-{len(error.cells)}")
def test_each_is_said_in_three_languages_and_travels(error: ToldError) -> None:
    said = {error_message(error, translator(lang)) for lang in LANGUAGES}
    assert len(said) == len(LANGUAGES), said
    assert not any("{" in text for text in said)
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.cells) == (type(error), str(error), error.cells)


def test_cells_are_data() -> None:
    assert AccessDenied(LOCAL_USER, "officer", "93048").cells == ("93048",)
    assert ConflictError({"target": [("a", "b"), ("a", "c")]}).cells == (("target", ("a", "b")), ("target", ("a", "c")))
    assert NothingToPublishError().cells == ()
