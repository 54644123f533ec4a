"""The accounts of the DGFiP as budget lines: the same lines as a city's own file, at the stage paid, and asked over them."""

from __future__ import annotations

import pytest

from indicators.budget.suggestions import with_suggestions
from indicators.catalogue import Catalogue
from indicators.intake import operations as op
from indicators.intake.wording import word
from indicators.intake.workshop import Workshop
from indicators.present.texts import translator
from tests.intake.conftest import OFFICER, Read, codes, published
from tests.intake.test_accounts_in_turn import amounts, settle
from tests.intake.test_totem import document, line
from tests.official.synthetic import balances, balances_of_the_api, zipped

GRANT = {"FONCTION": "048", "COMPTE": "65748", "OBNETDEB": "12000,5"}
BY_FUNCTION = {"FONCTION": "93048", "COMPTE": "6281", "OBNETDEB": "100,25", "OOBDEB": "0,25"}
ROAD = {"FONCTION": "845", "COMPTE": "615231", "OBNETDEB": "99999"}


def lines(reading: object) -> list[tuple[object, ...]]:
    """What the lines say: function, nature, side, section, paid."""
    found = [item for item in reading.loaded if item.kind == "budget_line"]  # type: ignore[attr-defined]  # a reading
    names = ["function", "nature", "direction", "section", "paid"]
    return [row for item in found for row in item.frame[names].itertuples(index=False, name=None)]


def test_both_codings_of_function_give_the_same_function(read: Read) -> None:
    reading = read(
        balances(GRANT, BY_FUNCTION, {**BY_FUNCTION, "FONCTION": "90048", "COMPTE": "2041411"}, ROAD), "balance.csv"
    )
    assert reading.format == "balances"
    assert lines(reading) == [
        ("048", "65748", "expenditure", "operating", 1_200_050), ("048", "6281", "expenditure", "operating", 10_000),
        ("048", "2041411", "expenditure", "investment", 10_000),
    ]  # fmt: skip


def test_real_operations_are_without_the_order_ones(read: Read) -> None:
    """What is an order operation alone leaves no line; receipts are the other side of the balance."""
    depreciation = {"COMPTE": "6811", "OBNETDEB": "500", "OOBDEB": "500"}
    received = {"COMPTE": "74718", "OBNETCRE": "3000", "OOBCRE": "500"}
    reading = read(balances(depreciation, received), "balance.csv")
    assert lines(reading) == [("048", "74718", "income", "operating", 250_000)]
    assert codes(reading)["orders_left_out"] == 1


def test_the_export_of_the_interface_is_the_bulk_file(read: Read) -> None:
    rows = (GRANT, BY_FUNCTION, {"COMPTE": "74718", "OBNETCRE": "1,1"})
    bulk, asked = read(balances(*rows), "balance.csv"), read(balances_of_the_api(*rows), "export.csv")
    assert lines(bulk) == lines(asked) and len(lines(bulk)) == 3
    inside = read(zipped(BalanceSPL_Fonction_2024_Dec2025__csv=balances(*rows)), "balance.zip")
    assert (inside.format, lines(inside)) == ("balances", lines(bulk))


def test_annexed_budgets_are_left_out_and_said(read: Read) -> None:
    reading = read(balances(GRANT, {**GRANT, "CBUDG": "3"}), "balance.csv")
    assert len(lines(reading)) == 1 and codes(reading)["annexes_left_out"] == 1


def test_among_every_collectivity_only_ones_own(read: Read) -> None:
    other = {"siren": "216901231", "INSEE": "123", "NDEPT": "069", "LBUDG": "LYON", "OBNETDEB": "7"}
    reading = read(balances({**GRANT, **other}, GRANT, {**GRANT, **other, "CBUDG": "3"}), "balance.csv")
    assert [paid for *_, paid in lines(reading)] == [1_200_050]
    assert "annexes_left_out" not in codes(reading)
    [absent] = read(balances({**GRANT, **other}, {**GRANT, **other, "siren": "217500016"}), "balance.csv").issues
    assert (absent.code, absent.severity) == ("body_absent", "blocking")
    assert "3 500" in word(absent, translator("fr")).mend.replace("\u202f", " ").replace("\u00a0", " ")


def test_the_export_of_another_city_is_asked_about(read: Read) -> None:
    """As with TotEM: its lines go under its own name, once somebody said so."""
    reading = read(
        balances({**GRANT, "siren": "216901231", "INSEE": "123", "NDEPT": "069", "LBUDG": "LYON"}), "lyon.csv"
    )
    assert codes(reading)["other_territory"] == 1
    assert reading.loaded[0].frame["territory"].tolist() == ["69123"]


@pytest.mark.parametrize(
    ("department", "commune", "expected"),
    [
        ("038", "185", "38185"),
        ("02A", "004", "2A004"),
        ("101", "105", "97105"),
        ("104", "011", "97411"),
        ("106", "608", "97608"),
    ],
)
def test_codes_of_corsica_and_overseas(department: str, commune: str, expected: str) -> None:
    from indicators.official.balances import insee_code

    assert insee_code(department, commune) == expected


def test_a_city_has_its_budget_of_international_action(work: Workshop, catalogue: Catalogue) -> None:
    [done] = op.import_files(work, [("balance.csv", balances(GRANT, BY_FUNCTION, ROAD))], OFFICER)
    assert done.ledger is not None
    settle(work, balances(GRANT, BY_FUNCTION, ROAD), "balance.csv")
    assert amounts(work) == [
        ("Balance comptable DGFiP", None, 1_200_050.0),
        ("Balance comptable DGFiP", None, 10_000.0),
    ]
    suggested = with_suggestions(published(work, "budget_line"), catalogue.rubrics, catalogue.funding_sources)
    assert set(suggested["status"]) <= {"suggested", ""} and (suggested["rubric"] == "").all()
    assert published(work).loc[("b_function04", 2024), "value"] == 1


def test_over_the_accounts_of_the_city_it_is_asked(work: Workshop) -> None:
    settle(
        work,
        document({"lines": line("6281", "048", "90", credits="110") + line("6574", "048", "5", credits="5")}),
        "ca.xml",
    )
    [done] = op.import_files(work, [("balance.csv", balances(BY_FUNCTION))], OFFICER)
    [asked] = [issue for issue in done.ledger.issues if issue.code == "accounts_over_accounts"]
    assert (asked.severity, asked.value, asked.details["count"]) == ("confirm", "Compte administratif", 2)
    said = word(asked, translator("fr"))
    assert "2024" in said.message and "DGFiP" in said.message
    op.discard(work, done.ledger, OFFICER)
    assert len(amounts(work)) == 2
    settle(work, balances(BY_FUNCTION), "balance.csv")
    # The line that both know keeps the credits of the city; the one that the balance does not have goes.
    assert amounts(work) == [("Balance comptable DGFiP", 11_000.0, 10_000.0)]


def test_the_accounts_of_the_city_come_back_over_it_without_a_question(work: Workshop) -> None:
    settle(work, balances(BY_FUNCTION, GRANT), "balance.csv")
    [done] = op.import_files(work, [("ca.xml", document({"lines": line("6281", "048", "90", credits="110")}))], OFFICER)
    assert [issue for issue in done.ledger.issues if issue.code == "accounts_over_accounts"] == []


def test_bad_files_are_refused_whole(read: Read) -> None:
    sound = balances(GRANT, BY_FUNCTION)
    [cut] = read(sound[:-40], "balance.csv").issues
    assert (cut.code, cut.severity) == ("balance_cut", "blocking")
    [renamed] = read(sound.replace(b"OOBDEB", b"ORDRE"), "balance.csv").issues
    assert (renamed.code, renamed.value) == ("balance_columns", "OOBDEB")
    [spoiled] = read(sound.replace(b"12000,5", b"12 KE"), "balance.csv").issues
    assert spoiled.code == "balance_amount"
    [several] = read(zipped(a__csv=sound, b__csv=sound), "balance.zip").issues
    assert several.code == "balance_archive"
    half = zipped(a__csv=sound * 20)
    [broken] = read(half[: len(half) // 2], "balance.zip").issues
    assert broken.code == "balance_cut"


def test_provisional_accounts_are_asked_about(read: Read) -> None:
    assert codes(read(balances({**GRANT, "BAL": "PRO"}), "balance.csv"))["accounts_provisional"] == 1


def test_a_collectivity_without_function_04_is_said(read: Read) -> None:
    assert codes(read(balances(ROAD), "balance.csv"))["no_function_04"] == 1
