"""No data is not no money: a year without loaded accounts is told as such on every surface that speaks of euros."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indicators.catalogue import load_catalogue
from indicators.demo.snapshot import demo_snapshot
from indicators.evaluation.chain import Chain
from indicators.present.charts.evaluation_chain import chain_euros
from indicators.present.reports import ReportSource
from indicators.present.reports.actions import actions_section
from indicators.present.reports.model import Paragraph
from indicators.present.texts import translator
from indicators.present.texts.evaluation import chain as words
from indicators.present.texts.partnerships import sentences
from indicators.records import Activity, Objective, Snapshot
from indicators.settings import load_settings
from tests.defaults import evaluate, evaluation_chain, overview, readout

NOT_LOADED = {
    "fr": "Compte 2023 non chargé (dernier compte\u00a0: 2018).",
    "en": "Accounts of 2023 not loaded (latest accounts: 2018).",
    "es": "Cuenta de 2023 no cargada (última cuenta: 2018).",
}
MONEY = ("aucun montant", "no amount", "ningún importe")


def planned() -> Snapshot:
    """Grenoble, whose latest accounts are those of 2018, with an objective and an action of 2023 typed by the service."""
    act = Activity(id="a", territory="38185", year=2023, title="Échange", objective="T1", amount=1_500_000)
    aim = Objective(territory="38185", id="T1", level="territorial", label="Accueillir")
    return replace(demo_snapshot("38185"), objectives=(aim,), activities=(act,))


@pytest.fixture(scope="module", params=["fr", "en", "es"])
def source(request: pytest.FixtureRequest) -> ReportSource:
    settings = load_settings(catalogue=load_catalogue())
    catalogue = settings.extend(load_catalogue())
    return ReportSource(readout(planned(), catalogue, 2023, settings), translator(request.param))


def test_the_chain_of_a_year_without_accounts(source: ReportSource) -> None:
    t, chain = source.t, source.chain
    assert (chain.year, chain.loaded, max(chain.accounts)) == (2023, False, 2018), "it does not switch to 2018 unsaid"
    figure = chain_euros(chain, source.evaluation, "paid", t)
    node = chain.roots[0]
    orphans = [words.orphan_kind(item.kind, chain, t) for item in chain.orphans]
    said = (
        figure.sentence,
        words.chain_sentence(chain, "paid", t),
        sentences.concentration(overview(source.budget.book, 2023, "paid"), {}, t),
    )
    assert all(NOT_LOADED[t.lang] in text for text in said), said
    blocks = [item.text for item in actions_section(source) if isinstance(item, Paragraph)]
    written = (*said, *blocks, *orphans, words.node_sentence(node, chain, "paid", t), *map(str, figure.table.iloc[0]))
    assert not any(money in text.lower() for text in written for money in MONEY)
    assert any("2023" in text and t.money(1_500_000) in text for text in blocks), (
        "what the action declares stands beside"
    )


def _chain(year: int) -> Chain:
    return evaluation_chain(planned(), year)


def test_money_that_nobody_linked_yet_is_not_money_that_serves_nothing() -> None:
    t, chain = translator("fr"), _chain(2018)
    assert chain.loaded and not chain.linked
    text = words.chain_sentence(chain, "paid", t)
    assert "966 687 € ne sont pas encore rattachés à un objectif" in text.replace("\u202f", " ").replace("\u00a0", " ")
    assert "ne servent" not in text
    found = evaluate(planned(), load_catalogue(), 2018)
    spec = str(chain_euros(chain, found, "paid", t).spec)
    assert "pas encore rattaché" in spec and "ne sert aucun" not in spec
    assert "aucune ligne de dépense rattachée" in words.euros_words(chain.roots[0], chain, "paid", t)


def test_accounts_without_the_stage_are_loaded_all_the_same() -> None:
    found = planned()
    lines = found.budget_lines.assign(paid=float("nan"), objective="T1")
    chain = evaluation_chain(replace(found, budget_lines=lines), 2018)
    t = translator("fr")
    assert "Le compte 2018 ne donne pas de montant payé" in words.chain_sentence(chain, "paid", t)
    assert words.euros_words(chain.roots[0], chain, "paid", t) == "montant payé non renseigné"
    never = evaluation_chain(replace(found, budget_lines=lines[:0], observations=found.observations[:0]), 2018)
    assert "Aucun compte chargé." in words.chain_sentence(never, "paid", t)
