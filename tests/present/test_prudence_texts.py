"""The rules of prudence in sentences: what was read, or why it is not."""

from __future__ import annotations

from indicators.budget import BudgetRules, BudgetView, Maximum
from indicators.catalogue import load_catalogue
from indicators.demo import demo_snapshot
from indicators.present.texts import translator
from indicators.present.texts.budget.prudence import prudence_sentences
from tests.defaults import budget_view

T = translator("fr")


def view(code: str, year: int, *maximums: Maximum) -> BudgetView:
    return budget_view(demo_snapshot(code), load_catalogue(), year, rules=BudgetRules(maximums=maximums))


def said(shown: BudgetView) -> list[str]:
    return [text.replace("\u00a0", " ").replace("\u202f", " ") for text in prudence_sentences(shown, T)]


def test_real_accounts_say_what_they_do_not_tell() -> None:
    maximum, leftover, tax, funder = said(view("93048", 2023))
    assert maximum == "? Un montant maximal par rubrique sur plusieurs années : aucun n’est fixé pour 2023."
    assert "non calculable (les comptes ne disent pas par quel vote chaque crédit a été ouvert)" in leftover
    assert leftover.endswith("Reliquat de l’année : 78 797 € de crédits non dépensés (20,9 %).")
    assert "sans objet" in tax
    assert "aucune règle connue pour État : autres ministères (93 000 € reçus)" in funder


def test_a_maximum_of_the_council_is_followed_year_after_year() -> None:
    shown = view("93048", 2023, Maximum("r2_grants", 2018, 2023, 100_000_000, "délibération du 3 avril"))
    assert said(shown)[0] == (
        "○ Maximum 2018-2023 de « Subventions à des projets de coopération » : 1 015 815 € à fin 2023 sur 1 000 000 €, "
        "soit 101,6 %. Fixé par : délibération du 3 avril."
    )
    early = view("93048", 2023, Maximum("r2_grants", 2014, 2023, 100_000_000))
    assert said(early)[0].endswith("non calculable (années sans montant : 2014 et 2015).")


def test_european_money_recalls_the_tax_at_its_date() -> None:
    tax = next(text for text in said(view("38185", 2018)) if "TVA avant" in text)
    assert "non calculable (les données ne disent pas qui supporte la TVA)" in tax
    assert "Union européenne (37 900 € reçus)" in tax and "règle de 2008" in tax


def test_each_funder_has_its_dated_rules() -> None:
    ministry, others = said(view("EX001", 2025))[-2:]
    assert "strictement humanitaires (règle de 2025" in ministry and "règles de 2025 à vérifier" in ministry
    assert "aucune règle connue pour Union européenne" in others
