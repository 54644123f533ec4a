"""The sentences of the evaluation: their numbers, and the word that short series never earn."""

from __future__ import annotations

import re
from typing import Any

import pytest

from indicators.evaluation.readings import IndicatorReading
from indicators.present.texts import translator
from indicators.present.texts.evaluation.levels import (
    counts_sentence,
    score_proof,
    score_sentence,
    score_words,
    summary_sentence,
)
from indicators.present.texts.evaluation.reasons import computed_details
from indicators.present.texts.evaluation.status import explain, method_name, status_word
from indicators.present.texts.evaluation.trends import trend_proof, trend_sentence
from indicators.present.texts.evaluation.values import quantity, reading_source
from indicators.progress import STATUSES
from indicators.records import Activity, Observation, Target
from tests.defaults import evaluate
from tests.evaluation.builders import catalogue, indicator, seen, snapshot

t = translator("fr")


def plain(text: str) -> str:
    """Without the non-breaking spaces, so that a test reads as it is typed."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def read(
    *rows: Observation, year: int = 2023, goal: dict[str, Any] | None = None, **definition: Any
) -> IndicatorReading:
    base: dict[str, Any] = {
        "plan": "P", "baseline_year": 2020, "baseline_value": 20, "target_year": 2030, "target_value": 40,
    }  # fmt: skip
    targets = () if goal is None else (Target(territory="A", indicator="t_a", **(base | goal)),)
    view = evaluate(snapshot(*rows, targets=targets), catalogue(indicator("t_a", **definition)), year)
    return view.readings[0]


def why(*rows: Observation, **more: Any) -> str:
    return plain(explain(read(*rows, **more), more.get("year", 2023), t))


DOWN = {"baseline_value": 40, "target_value": 20}
COUNT = {"unit": "ETP", "kind": "count", "direction": "down"}


def test_the_sentence_that_a_council_reads() -> None:
    assert why(seen("t_a", 34, 2023), goal=DOWN, **COUNT) == (
        "34 ETP pour une cible de 20 en 2030. Attendu à cette date : 34. En bonne voie."
    )


def test_the_year_is_told_when_the_value_is_older() -> None:
    assert why(seen("t_a", 24, 2022), goal={}) == (
        "24 % en 2022 pour une cible de 40 % en 2030. Attendu en 2022 : 24 %. En bonne voie."
    )


@pytest.mark.parametrize(
    ("value", "year", "goal", "expected"),
    [
        (41, 2023, {}, "41 % pour une cible de 40 % en 2030 : cible atteinte."),
        (38, 2030, {}, "38 % pour une cible de 40 % en 2030 : non atteint à l’échéance ; 90 % du chemin parcouru."),
        (20, 2020, {}, "20 % pour une cible de 40 % en 2030 ; trop tôt pour conclure : c’est l’année de départ."),
        (
            18,
            2023,
            {},
            "18 % pour une cible de 40 % en 2030 ; recul par rapport à la valeur de départ (20 % en 2020)."
            " Attendu à cette date : 26 %.",
        ),
        (
            30,
            2023,
            {"baseline_value": None},
            "30 % pour une cible de 40 % en 2030 ; non évaluable : aucune valeur de départ n’est enregistrée.",
        ),
        (
            30,
            2023,
            {"target_year": None},
            "30 % pour une cible de 40 % ; non évaluable : aucune échéance n’est fixée.",
        ),
        (
            19.5,
            2023,
            {"target_value": 20, "tolerance": 1},
            "19,5 % pour un niveau à maintenir de 20 % (tolérance 1) : objectif tenu.",
        ),
        (
            10,
            2023,
            {"target_value": 20, "tolerance": 1},
            "10 % pour un niveau à maintenir de 20 % (tolérance 1) : écart.",
        ),
    ],
)
def test_each_status_says_its_numbers(value: float, year: int, goal: dict[str, Any], expected: str) -> None:
    assert why(seen("t_a", value, year), goal=goal, year=year) == expected


def test_old_missing_and_without_target() -> None:
    assert why(seen("t_a", 26, 2019), goal={"baseline_year": 2015}, year=2023) == (
        "26 % en 2019 pour une cible de 40 % en 2030 ; donnée vieille de 4 ans : trop ancienne pour conclure."
    )
    assert why(seen("t_a", 41, 2019), goal={"baseline_year": 2015}, year=2023).endswith(
        "La donnée est ancienne (2019)."
    )
    assert why() == "Aucune valeur saisie."
    assert why(seen("t_a", None, 2022, quality="secret")) == "Valeur de 2022 couverte par le secret statistique."
    assert why(seen("t_a", 26, 2023)) == "26 % ; aucune cible fixée."


def test_bands_levels_and_wrong_goals() -> None:
    band = {"direction": "band", "band_lo": 90.0, "band_hi": 105.0}
    assert why(seen("t_a", 95, 2023), **band) == "95 % pour une bande de 90 à 105 % : objectif tenu."
    steps = tuple(indicator("t_z", label=indicator("t_z").label).label for _ in range(5))
    level = {"kind": "ordinal", "scale_min": 0.0, "scale_max": 4.0, "scale_labels": steps, "unit": "niveau 0 à 4"}
    goal = {"baseline_value": 1, "target_value": 3, "target_year": 2024}
    assert why(seen("t_a", 2, 2023), goal=goal, **level).startswith(
        "Niveau 2 (t_z) pour une cible de 3 en 2024. Attendu"
    )
    wrong = why(seen("t_a", 30, 2023), goal=DOWN)
    assert "la cible (20) est du mauvais côté de la valeur de départ (40)" in wrong


def test_a_unit_that_begins_with_pour_stands_between_brackets() -> None:
    found = why(seen("t_a", 26, 2023), goal={}, unit="pour 1 000 hab.")
    assert found.startswith("26 (pour 1 000 hab.) pour une cible de 40 en 2030"), "no number is without its unit"
    definition = indicator("t_a", unit="pour 1 000 hab.")
    assert plain(quantity(26, definition, t)) == "26 pour 1 000 hab."


def test_other_methods_say_their_name() -> None:
    growth = why(seen("t_a", 34, 2023), goal=DOWN | {"method": "cagr"}, direction="down")
    assert growth.endswith("À accélérer selon la méthode des taux de croissance.")
    ahead = why(seen("t_a", 24, 2023), goal={"method": "extrapolated"})
    assert "Au rythme observé, 36,7 % à l’échéance." in ahead


def series(*values: float, **more: Any) -> tuple[Observation, ...]:
    return tuple(seen("t_a", value, 2020 + index, **more) for index, value in enumerate(values))


@pytest.mark.parametrize("n", [2, 3, 4])
def test_never_significant_below_five_points(n: int) -> None:
    for scale in ("ratio", "count", "index"):
        reading = read(*series(*range(100, 100 + 10 * n, 10)), year=2030, kind=scale)
        assert "régulière" not in trend_sentence(reading, t)
        assert trend_proof(reading, t) == ""


def test_significance_only_from_a_rank_test() -> None:
    rising = plain(trend_sentence(read(*series(10, 20, 30, 40, 50), year=2030), t))
    assert rising == "En hausse régulière : +10,0 points par an."
    assert plain(trend_proof(read(*series(10, 20, 30, 40, 50), year=2030), t)) == (
        "Test de Mann-Kendall exact, n = 5, p = 0,017 ; pente médiane +10,0 points par an."
    )
    falling = plain(trend_sentence(read(*series(50, 40, 30, 20, 10), year=2030), t))
    assert falling == "En baisse régulière : −10,0 points par an."
    shaky = read(*series(10, 11, 5, 13, 14), year=2030)
    assert plain(trend_sentence(shaky, t)).endswith("; aucune tendance établie.")
    assert "p = 0,233" in plain(trend_proof(shaky, t))
    slow = plain(trend_sentence(read(*series(3.5, 3.504, 3.508, 3.512, 3.516), year=2030, kind="index"), t))
    assert slow == "En hausse régulière : +0,004 point par an.", "what rises does not rise by nought"
    survey = read(
        seen("t_a", 50, 2020, low=45, high=55), seen("t_a", 62, 2022, low=57, high=67), year=2023, kind="survey"
    )
    assert "l’écart entre les deux enquêtes est établi" in trend_sentence(survey, t)
    assert "intervalles de confiance" in trend_proof(survey, t) and "régulière" not in trend_sentence(survey, t)


def test_breaks_and_single_points_are_told() -> None:
    broken = read(seen("t_a", 90, 2020), seen("t_a", 10, 2021, series_break=True), seen("t_a", 12, 2022), year=2023)
    assert "Série rompue en 2021" in plain(trend_sentence(broken, t))
    assert plain(trend_sentence(read(seen("t_a", 1, 2022)), t)) == "Une seule année connue : pas encore d’évolution."
    assert trend_sentence(read(), t) == ""


def test_score_sentences_follow_the_publish_rule() -> None:
    names = ["t_a", "t_b", "t_c", "t_d"]
    goals = [
        Target(
            territory="A", indicator=name, plan="P", baseline_year=2020, baseline_value=0, target_year=2030,
            target_value=100,
        )
        for name in names
    ]  # fmt: skip
    four = catalogue(*map(indicator, names))
    rows = (seen("t_a", 80), seen("t_b", 40), seen("t_d", 100))
    view = evaluate(snapshot(*rows, targets=tuple(goals)), four, 2024)
    level = view.levels["territorial"]
    assert plain(score_sentence(level, t)) == "Note provisoire : **73,3 sur 100** (3 indicateurs sur 4 sont notés)."
    assert plain(score_proof(level, t)) == (
        "Les indicateurs notés portent 75 % du poids ; la note serait comprise entre 55 et 80 si tout était connu."
    )
    assert plain(score_words(level, t)) == "73 sur 100"
    assert plain(counts_sentence(level, t)).startswith("4 indicateurs suivis. Atteint (✓) : 1")
    assert plain(summary_sentence(level, t)) == (
        "Territorial et stratégique, 4 indicateurs : 3 tenus ou en bonne voie et 1 non évaluable."
    )
    thin = evaluate(snapshot(*rows[:2], targets=tuple(goals)), four, 2024)
    assert plain(score_sentence(thin.levels["territorial"], t)) == "Pas de note : 2 indicateurs sur 4 sont notés."
    assert score_words(thin.levels["territorial"], t) == "non publiée"


def test_every_status_and_method_has_a_word_in_three_languages() -> None:
    for lang in ("fr", "en", "es"):
        words = {status_word(status, translator(lang)) for status in STATUSES}
        assert len(words) == 11
        assert len({method_name(name, translator(lang)) for name in ("linear", "cagr", "extrapolated")}) == 3


def test_what_the_application_computes_is_marked_with_its_parts() -> None:
    reading = read(kind="ratio")
    assert reading_source(reading, t) is None
    definition = indicator("p_planned_share")
    actions = tuple(
        Activity(id=str(index), territory="A", year=2023, title="x", planned=bool(index)) for index in range(4)
    )
    found = evaluate(snapshot(activities=actions), catalogue(definition), 2023).readings[0]
    source = reading_source(found, t)
    assert source is not None and source.publisher == "calculé par l’application à partir des fiches"
    assert found.computed is not None
    assert plain(computed_details("p_planned_share", found.computed, t)) == "3 sur 4"


def test_no_space_is_left_before_a_french_sign() -> None:
    text = explain(read(seen("t_a", 34, 2023), goal=DOWN, **COUNT), 2023, t)
    assert not re.search(r" [;:!?%]", text)
