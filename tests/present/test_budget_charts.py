"""Figures of the budget: the stage in the title, the numbers in the sentence, nothing drawn from nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import vl_convert

from indicators.budget import Book, BudgetView, Move, Scenario, Scope, item_concentration
from indicators.catalogue import Catalogue, load_catalogue
from indicators.demo import demo_snapshot
from indicators.present.charts.budget import budget_by_rubric, budget_split
from indicators.present.charts.budget_bars import wrapped
from indicators.present.charts.budget_leverage import leverage_over_years
from indicators.present.charts.budget_options import ceilings_figure, envelopes_figure, scenario_figure
from indicators.present.charts.budget_payers import budget_payers
from indicators.present.charts.budget_series import budget_over_years
from indicators.present.charts.budget_years import (
    per_inhabitant_over_years,
    share_over_years,
)
from indicators.present.figure import Figure
from indicators.present.texts import Translator, translator
from indicators.present.texts.budget.advice import dispersion_sentence, items_sentence, sign_sentence
from indicators.present.texts.budget.markers import marker_groups
from indicators.present.texts.budget.sentences import absence, execution_sentence, headlines, why_not
from indicators.records import BudgetLine, Observation, Snapshot, Stage, frame_of
from tests.defaults import budget_view, compare, execution

T = translator("fr")
FIGURES: tuple[Callable[[BudgetView, Translator], Figure], ...] = (
    budget_by_rubric,
    lambda view, t: budget_split(view, "nature", t),
    lambda view, t: budget_split(view, "sdg", t),
    lambda view, t: budget_split(view, "funding_source", t, direction="income"),
    budget_payers,
    budget_over_years,
    lambda view, t: share_over_years(view, t, reference=True),
    per_inhabitant_over_years,
    leverage_over_years,
    ceilings_figure,
    envelopes_figure,
)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return demo_snapshot("93048")


def view_of(snapshot: Snapshot, catalogue: Catalogue, year: int, stage: Stage = "paid", **more: object) -> BudgetView:
    return budget_view(snapshot, catalogue, year, stage, **more)  # type: ignore[arg-type]  # passed through


def plain(text: str) -> str:
    """A sentence with ordinary spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("territory", ["93048", "38185", "EX001"])
@pytest.mark.parametrize("lang", ["fr", "en", "es"])
def test_every_figure_speaks_and_draws(catalogue: Catalogue, territory: str, lang: str) -> None:
    view = view_of(demo_snapshot(territory), catalogue, 2025)
    for build in FIGURES:
        figure = build(view, translator(lang))
        assert figure.title and figure.sentence
        assert not figure.spec or "$schema" in figure.spec
        json.dumps(figure.spec)


def test_specifications_render(snapshot: Snapshot, catalogue: Catalogue) -> None:
    view = view_of(snapshot, catalogue, 2023)
    for build in (budget_by_rubric, leverage_over_years):
        spec = build(view, T).spec
        assert spec is not None
        assert "<svg" in vl_convert.vegalite_to_svg(spec)


@pytest.mark.parametrize(("stage", "word"), [("voted", "votées"), ("committed", "engagées"), ("paid", "payées")])
def test_the_stage_is_in_every_title(snapshot: Snapshot, catalogue: Catalogue, stage: Stage, word: str) -> None:
    view = view_of(snapshot, catalogue, 2023, stage)
    for build in (budget_by_rubric, budget_over_years, share_over_years, per_inhabitant_over_years):
        assert word in build(view, T).title


def test_headline_answers_with_its_numbers(snapshot: Snapshot, catalogue: Catalogue) -> None:
    first, *rest = (plain(told) for told in headlines(view_of(snapshot, catalogue, 2023), T))
    said = " ".join(rest)
    assert first == "En 2023, Montreuil a payé 298 183 € pour son action internationale."
    assert "Soit 1,35 € sur 1 000 € des dépenses réelles de fonctionnement du budget principal" in said
    assert "2,64 € par habitant (population municipale)" in said


def test_series_of_montreuil(snapshot: Snapshot, catalogue: Catalogue) -> None:
    view = view_of(snapshot, catalogue, 2023)
    assert "541 701 € en 2016, 298 183 € en 2023" in plain(budget_over_years(view, T).sentence)
    assert plain(share_over_years(view, T).sentence).startswith(
        "2,87 € sur 1 000 € en 2016, 1,35 € sur 1 000 € en 2023"
    )
    assert "Non disponible en 2016" in per_inhabitant_over_years(view, T).sentence
    assert "de 0,18 € à 0,67 €" in plain(leverage_over_years(view, T).sentence)


def test_constant_euros_name_their_year_and_redraw_the_bars(catalogue: Catalogue) -> None:
    # 1 100 673 € of 2014 × 121.6 ÷ 100: the deflator of the fictional territory, 100 in 2014.
    view = view_of(demo_snapshot("EX001"), catalogue, 2025)
    plainly, constant = (budget_over_years(view, T, unit=unit) for unit in ("euros", "constant"))
    assert "En euros constants de 2025 : 1 338 418 € puis 1 910 143 € (+42,7 %)." in plain(plainly.sentence)
    assert plainly.title + ", en euros constants de 2025" == constant.title
    drawn = [sum(row["amount"] for row in _bars(figure) if row["year"] == 2014) for figure in (plainly, constant)]
    assert drawn == pytest.approx([1_100_673.29, 1_338_418.72], abs=1)


def _bars(figure: Figure) -> list[dict[str, Any]]:
    """The rows behind the bars of a figure."""
    assert figure.spec is not None
    return next(rows for rows in figure.spec["datasets"].values() if "rubric" in rows[0])


def test_payers_tell_refunds_and_schemes_from_receipts(catalogue: Catalogue) -> None:
    view = view_of(demo_snapshot("EX001"), catalogue, 2025)
    figure = budget_payers(view, T)
    amounts = dict(zip(figure.table["Source"], figure.table["Montant (€)"], strict=True))
    paid = view.funding[2025]
    schemes = sum(amount for name, amount in amounts.items() if name.startswith("1"))
    assert amounts["Fonds propres"] + schemes == pytest.approx((paid.own or 0) / 100)
    assert amounts["Remboursements et annulations"] == paid.refunds / 100 > 0
    assert sum(amounts.values()) == pytest.approx((paid.expenditure or 0) / 100)
    assert "de dispositifs du 1" in figure.sentence


def test_why_159_per_cent(snapshot: Snapshot, catalogue: Catalogue) -> None:
    found = execution(view_of(snapshot, catalogue, 2016).book, 2016)
    assert "crédits votés à un autre niveau" in execution_sentence(found, T)
    answer = plain(why_not(found, T))
    for part in ("541 701 €", "339 833 €", "159 %", "250 419 €", "85,7 %", "par chapitre"):
        assert part in answer
    assert why_not(execution(view_of(snapshot, catalogue, 2019).book, 2019), T) == ""


def test_negative_line_is_told(snapshot: Snapshot, catalogue: Catalogue) -> None:
    assert "69,52 €" in plain(budget_by_rubric(view_of(snapshot, catalogue, 2020), T).sentence)


def test_unconfirmed_share_is_always_said(snapshot: Snapshot, catalogue: Catalogue) -> None:
    assert (
        "valider le classement de toutes les lignes" in budget_by_rubric(view_of(snapshot, catalogue, 2023), T).sentence
    )
    fictional = view_of(demo_snapshot("EX001"), catalogue, 2025)
    assert "le service doit encore valider 43,8" in budget_by_rubric(fictional, T).sentence


def test_without_staff_the_title_says_so(snapshot: Snapshot, catalogue: Catalogue) -> None:
    view = view_of(snapshot, catalogue, 2023, scope=Scope(staff=False))
    assert "hors personnel" in budget_by_rubric(view, T).title


def test_reference_line_is_off_by_default(snapshot: Snapshot, catalogue: Catalogue) -> None:
    view = view_of(snapshot, catalogue, 2023)
    assert "Rennes" not in json.dumps(share_over_years(view, T).spec, ensure_ascii=False)
    assert "Rennes" in json.dumps(share_over_years(view, T, reference=True).spec, ensure_ascii=False)


def test_absence_of_function_04_is_not_zero_action(snapshot: Snapshot, catalogue: Catalogue) -> None:
    facts = [Observation(territory="93048", indicator="b_function04", year=2018, value=0.0)]
    bare = Snapshot(
        edition=snapshot.edition,
        territory=snapshot.territory,
        territories=snapshot.territories,
        observations=frame_of(Observation, facts),
        budget_lines=frame_of(BudgetLine, []),
    )
    view = budget_view(bare, catalogue, 2018, book=Book.of(bare.budget_lines))
    assert view.year == 2018
    assert "Cela ne veut pas dire que l’action internationale est nulle" in absence(view, T)
    for build in FIGURES:
        assert build(view, T).spec is None


def test_ceilings_without_base_say_so_once(snapshot: Snapshot, catalogue: Catalogue) -> None:
    figure = ceilings_figure(view_of(snapshot, catalogue, 2023), T)
    assert figure.spec is None
    assert figure.sentence.count("Aucun plafond n’est calculable") == 1
    assert "conforme" not in figure.sentence


def test_ceilings_have_word_and_symbol(catalogue: Catalogue) -> None:
    table = ceilings_figure(view_of(demo_snapshot("EX001"), catalogue, 2025), T).table
    assert set(table["État"]) <= {"✕ dépassé", "▲ proche du plafond", "● dans le plafond", "? non calculable"}


def test_a_scenario_says_it_is_not_the_budget(snapshot: Snapshot, catalogue: Catalogue) -> None:
    view = view_of(snapshot, catalogue, 2023)
    scenario = Scenario("Plus d’urgence", 2023, "paid", 2024, (Move("rubric", "r2_grants", "r5_emergency", 100_00),))
    before, after = compare(scenario, view.scenario_start(), catalogue.funding_sources, catalogue.one_percent)
    figure = scenario_figure(scenario, before, after, view, T)
    assert "ce n’est pas le budget" in figure.title
    assert "Total 298 183 € → 298 183 €." in plain(figure.sentence)
    assert figure.table["Écart (€)"].abs().sum() == 200


def test_advice_tells_what_it_could_not_read(snapshot: Snapshot, catalogue: Catalogue) -> None:
    advice = view_of(snapshot, catalogue, 2023).dispersion
    assert "Pas d’alerte de dispersion (5 mesures sur 5 manquent)." in plain(dispersion_sentence(advice, T))
    assert any("faute de données" in sign_sentence(sign, T) for sign in advice.signs)
    unlimited = view_of(demo_snapshot("EX001"), catalogue, 2025).dispersion.signs[0]
    assert "6,9 (aucun repère pour ce cas)" in plain(sign_sentence(unlimited, T))


def test_projects_partners_and_countries_say_how_spread_they_are(catalogue: Catalogue) -> None:
    view = view_of(demo_snapshot("EX001"), catalogue, 2025)
    said = plain(items_sentence(item_concentration(view.split("project"), view.rules), "project", T))
    assert said.startswith("Le premier projet reçoit 27 % des montants renseignés.")
    assert said.endswith("55,7 % des montants n’en disent rien et sont laissés de côté.")


def test_every_survey_marker_stands_under_its_date_and_base(catalogue: Catalogue) -> None:
    (survey, answers), *others, (city, voted) = marker_groups(view_of(demo_snapshot("93048"), catalogue, 2023), T)
    assert plain(survey).startswith("Chiffres de 2021 (France urbaine et INET). Base : Membres de France urbaine")
    assert "43 % de réponses" in plain(survey) and "1985" in city and "Une ville" in city
    assert [plain(title).rpartition("Base : ")[2] for title, _ in others] == [
        "38 collectivités, sur 45 réponses à l’enquête.", "39 collectivités, sur 45 réponses à l’enquête.",
    ]  # fmt: skip
    told = len(answers) + len(voted) + sum(len(lines) for _, lines in others)
    assert told == len(catalogue.survey_markers) - 1
    said = [plain(answer) for answer in answers]
    assert said[0].startswith(
        "Budget annuel médian de l’action internationale : 300 000 € (de 100 000 € à 1 000 000 €)."
    )
    assert said[0].endswith("Ici : 298 183 € (payé en 2023).")
    assert said[1].startswith("Effectif moyen consacré à l’action internationale : 6 agents (de 0 à 30).")
    assert "Collectivités s’appuyant sur la société civile : 91 %." in said
    assert [plain(item) for item in voted] == ["Rennes : part du budget municipal votée en 1985 : 1 € sur 1 000 €."]


def test_staff_stands_beside_the_marker_of_staff(catalogue: Catalogue) -> None:
    view = view_of(demo_snapshot("EX001"), catalogue, 2025)
    latest = max(year for year in view.staff if year <= 2025)
    (_, answers), *_ = marker_groups(view, T)
    assert plain(answers[1]).endswith(f"Ici : {T.number(view.staff[latest])} ETP en {latest}.")


def test_long_names_keep_two_lines() -> None:
    assert wrapped("court") == "court"
    assert wrapped("mot " * 60).count("\n") == 1
