"""Documents of one year loaded in turn: the budget, what amends it, the accounts; and totals from a year to the next."""

from __future__ import annotations

from indicators.intake import operations as op
from indicators.intake.wording import word
from indicators.intake.workshop import Workshop
from indicators.present.texts import translator
from tests.intake.conftest import APPROVER, OFFICER, as_read, published
from tests.intake.test_scdl import BUDGET, row
from tests.intake.test_totem import document, line


def settle(work: Workshop, content: bytes, name: str) -> None:
    """Load a document, say yes to what it asks, publish it."""
    [done] = op.import_files(work, [(name, content)], OFFICER)
    op.confirm(work, done.ledger, list(done.ledger.waiting), OFFICER)
    op.publish(work, as_read(work, done.batch.id), name, APPROVER)


def amounts(work: Workshop) -> list[tuple[str, float | None, float | None]]:
    lines = published(work, "budget_line").sort_values("line")[["document", "voted", "paid"]]
    known = lines.astype(object).where(lines.notna(), None)
    return list(known.itertuples(index=False, name=None))


def test_a_decision_adds_to_the_budget_and_the_accounts_replace_both(work: Workshop) -> None:
    settle(work, document({"stage": "01", "lines": line("6281", "048", "0", credits="100")}), "bp.xml")
    settle(work, document({"stage": "02", "lines": line("6281", "048", "0", credits="10")}), "dm.xml")
    assert [(name, voted) for name, voted, _ in amounts(work)] == [
        ("Budget primitif", 10000.0), ("Décision modificative", 1000.0)
    ]  # fmt: skip
    settle(work, document({"stage": "10", "lines": line("6281", "048", "90", credits="110")}), "cfu.xml")
    assert amounts(work) == [("Compte financier unique", 11000.0, 9000.0)]


def test_the_same_accounts_in_the_two_formats_are_the_same_lines(work: Workshop) -> None:
    lines = line("6281", "048", "120.50", credits="100") + line("6574", "048", "1", credits="2")
    settle(work, document({"lines": lines}), "ca.xml")
    text = BUDGET + row("6281", "048", amounts="120.5;0;100") + row("6574", "048", amounts="1;0;2")
    settle(work, text.encode(), "ca.csv")
    assert sorted(voted or 0 for _, voted, _ in amounts(work)) == [200.0, 10000.0]


def test_a_jump_says_what_it_compares_and_the_ratio_that_is_set(work: Workshop) -> None:
    lines = line("74718", "048", "196000", sense="R")
    settle(work, document({"lines": lines}).replace(b'Exer V="2024"', b'Exer V="2023"'), "ca2023.xml")
    report = op.check_files(work, [("ca.xml", document({"lines": line("74718", "048", "2500", sense="R")}))])
    [jump] = [issue for issue in report.issues if issue.code == "budget_magnitude"]
    said = word(jump, translator("fr")).message
    assert "total des recettes de 2024" in said
    ratio = f"{work.settings.budget.jump_ratio:g}"
    assert said.endswith(f"facteur {ratio}.")
    assert jump.column == "Mandaté"
