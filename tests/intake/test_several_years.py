"""Several years dropped at once: a deposit a file, one screen, one publication, and no year that counts twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indicators.intake import operations as op
from indicators.intake.same_accounts import SameAccountsError
from indicators.intake.wording import word
from indicators.intake.workshop import Workshop
from indicators.present.texts import translator
from indicators.store import staged
from tests.intake.conftest import APPROVER, OFFICER, as_read, published
from tests.intake.screens import Runner, button
from tests.intake.test_balances import GRANT
from tests.intake.test_scdl import BUDGET, row
from tests.intake.test_totem import document, line
from tests.official.synthetic import balances
from tests.tables import tables_of

Sources = list[tuple[str, bytes]]


def totem(year: int, amount: str = "100", **said: str) -> bytes:
    budget = {"lines": line("6574", "048", amount, credits="200"), **said}
    return document(budget).replace(b'Exer V="2024"', f'Exer V="{year}"'.encode())


def scdl(year: int) -> bytes:
    return (BUDGET + row("6281", "048", year=year)).encode()


def dgfip(year: int) -> bytes:
    return balances({**GRANT, "EXER": str(year)})


def drop(work: Workshop, sources: Sources) -> list[str]:
    """The deposits of files dropped together, everything that is asked being confirmed."""
    done = op.import_files(work, sources, OFFICER)
    for item in done:
        op.confirm(work, item.ledger, list(item.ledger.waiting), OFFICER)
    return [item.batch.id for item in done]


def test_eight_years_of_three_formats_are_one_edition(work: Workshop) -> None:
    years = range(2017, 2025)
    formats = (totem, scdl, dgfip)
    sources = [(f"{year}.{'xml' if year % 3 == 0 else 'csv'}", formats[year % 3](year)) for year in years]
    ready = drop(work, sources)
    op.publish(work, as_read(work, *ready), "Huit années", APPROVER)
    assert sorted(published(work, "budget_line")["year"].unique().tolist()) == list(years)


def test_a_refused_file_stops_none_of_the_others(work: Workshop) -> None:
    sources = [(f"{year}.xml", totem(year)) for year in range(2017, 2024)] + [("2024.xml", totem(2024)[:200])]
    done = op.import_files(work, sources, OFFICER)
    assert [item.ledger.blocked for item in done] == [False] * 7 + [True]


def test_a_file_out_of_reach_stops_none_of_the_others(work: Workshop) -> None:
    mine = replace(OFFICER, territories=("38185",))
    other = totem(2019).replace(b"38185", b"93048").replace(b"21380185500015", b"21930048000015")
    done = op.import_files(work, [("a.xml", totem(2018)), ("montreuil.xml", other), ("c.xml", totem(2020))], mine)
    assert [item.ledger.blocked for item in done] == [False, True, False]
    [refused] = done[1].ledger.issues
    assert (refused.code, refused.value) == ("rows_of_others", "93048")
    assert "pas dans vos droits" in word(refused, translator("fr")).message
    assert not staged.kinds_of(work.store, done[1].batch.id)


TWICE = [
    pytest.param(totem(2020), totem(2020, "300"), id="the same document in two states"),
    pytest.param(totem(2020), scdl(2020), id="TotEM and SCDL"),
    pytest.param(totem(2020), dgfip(2020), id="TotEM and DGFiP"),
    pytest.param(dgfip(2020), scdl(2020), id="DGFiP and SCDL"),
    pytest.param(totem(2020, stage="01"), totem(2020), id="budget and accounts"),
    pytest.param(totem(2020, stage="02"), totem(2020, stage="10"), id="amending decision and accounts"),
]


@pytest.mark.parametrize(("one", "other"), TWICE)
@pytest.mark.parametrize("way", ["rows", "columns"])
def test_one_year_twice_is_never_published_together(
    one: bytes, other: bytes, way: str, work: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indicators.intake.staging._MANY", 10**9 if way == "rows" else 0)
    ready = drop(work, [("un.csv", one), ("autre.csv", other)])
    with pytest.raises(SameAccountsError, match=r"« un\.csv » et « autre\.csv ».*2020"):
        op.publish(work, as_read(work, *ready), "Deux fois", APPROVER)
    assert published(work, "budget_line").empty


@pytest.mark.parametrize(("one", "other"), TWICE)
def test_one_year_twice_in_turn_is_read_again_first(one: bytes, other: bytes, work: Workshop) -> None:
    first, second = drop(work, [("un.csv", one), ("autre.csv", other)])
    op.publish(work, as_read(work, first), "La première", APPROVER)
    before = published(work, "budget_line")["line"].tolist()
    try:
        op.publish(work, as_read(work, second), "La seconde", APPROVER, overwrite=True)
    except SameAccountsError as refused:
        assert "a été lu" in str(refused) and "autre.csv" in str(refused)
        [again] = drop(work, [("autre.csv", other)])
        op.publish(work, as_read(work, again), "La seconde, relue", APPROVER)
    after = published(work, "budget_line")
    assert len(after) == len(before), "the lines of the first document are replaced, not added to"


def test_a_budget_and_what_amends_it_go_together(work: Workshop) -> None:
    ready = drop(work, [("bp.xml", totem(2025, stage="01")), ("dm.xml", totem(2025, stage="02"))])
    op.publish(work, as_read(work, *ready), "Budget 2025", APPROVER)
    assert sorted(published(work, "budget_line")["document"]) == ["Budget primitif", "Décision modificative"]


def test_two_territories_and_two_budgets_are_not_one(work: Workshop) -> None:
    other = totem(2020).replace(b"38185", b"93048").replace(b"21380185500015", b"21930048000015")
    annexe = totem(2020, label="EAU", code="01", type="A")
    ready = drop(work, [("grenoble.xml", totem(2020)), ("montreuil.xml", other), ("eau.xml", annexe)])
    op.publish(work, as_read(work, *ready), "Trois comptes", APPROVER)
    assert len(published(work, "budget_line")) == 3


def test_the_screen_says_what_would_count_twice(open_page: Runner) -> None:
    app = open_page("donnees")
    for name, content in (("ca_2019.xml", totem(2019)), ("ca_2020.xml", totem(2020)), ("balance.csv", dgfip(2020))):
        app.file_uploader[0].upload(name, content)
    app = button(app.run(), "Lire les fichiers")
    for item in [box for box in app.checkbox if "onfirm" in box.label or "vu" in box.label]:
        item.check()
    assert not app.exception
    [overview] = [item for item in tables_of(app) if "Années" in item.columns]
    assert overview["Années"].tolist() == ["2019", "2020", "2020"]
