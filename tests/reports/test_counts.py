"""One edition, one count: each count is read from every surface that prints it, and is the same everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from indicators.evaluation.counts import outcome
from indicators.geii.method import options_for
from indicators.partnerships import state_counts, todo_lists
from indicators.present import conclusions
from indicators.present.charts.evaluation import level_progress, status_strip
from indicators.present.reports import ReportSource
from indicators.present.reports.deck import deck
from indicators.present.reports.public import partner_lines, result_lines
from indicators.present.reports.wording import plain
from indicators.present.texts import composite as composite_words
from indicators.present.texts.evaluation.levels import score_sentence, summary_sentence
from indicators.present.texts.partnerships import sentences
from indicators.records import LEVELS, Target
from tests.reports.conftest import Make, told_otherwise


def number(pattern: str, text: str) -> int:
    """The number that stands where ``(\\d+)`` is, 0 when the sentence does not speak of it."""
    found = re.search(pattern, text.replace("\u00a0", " ").replace("\u202f", " "))
    return int(found[1]) if found else 0


@pytest.fixture(scope="module")
def with_a_band(exempleville: ReportSource) -> ReportSource:
    """Exempleville without the target of an indicator that the catalogue gives a band to: aimed at all the same."""
    banded = next(
        item.definition.id
        for item in exempleville.evaluation.readings
        if item.definition.band_lo is not None or item.definition.band_hi is not None
    )
    found = exempleville.snapshot
    kept = tuple(item for item in found.targets if item.indicator != banded)
    assert len(kept) < len(found.targets)
    return told_otherwise(exempleville, targets=kept)


def test_what_is_kept_is_counted_once_for_the_summary_the_page_and_the_slides(with_a_band: ReportSource) -> None:
    source, t = with_a_band, with_a_band.t
    found = outcome(source.evaluation.readings)
    assert found.bands == 1
    answer = source.answers[2]
    levels = [summary_sentence(source.evaluation.levels[level], t) for level in LEVELS]
    by_hand = sum(number(r"(\d+) tenus? ou en bonne voie", text) for text in levels)
    behind = sum(number(r"(\d+) en retard", text) for text in levels)
    assert answer.value == f"{found.kept} / {len(found.aimed)}"
    assert found.kept == by_hand == number(r"(\d+) atteintes? ou en bonne voie", answer.told)
    assert len(found.behind) == behind == number(r"(\d+) en retard", answer.told)
    assert number(r"dont (\d+) en recul", answer.told) == found.receding == 1
    assert number(r"(\d+) est une plage", answer.told) == 1
    assert number(r"Sur (\d+) cibles", answer.told) == len(found.aimed)
    (late,) = (line for line in source.choices if "à soutenir ou à revoir" in line)
    assert (number(r"^(\d+) cibles", late), number(r"dont (\d+) en recul", late)) == (behind, 1)
    (slide,) = (item for item in deck(source, ("synthese",)) if item.numbers)
    assert slide.numbers[2].value == answer.value
    assert plain(answer.told) in result_lines(source)
    strip = status_strip(source.evaluation, t)
    assert all(plain(text) in plain(strip.sentence) for text in levels)


def test_a_band_of_the_catalogue_is_not_a_target_that_somebody_set(make_source: Make) -> None:
    """Grenoble set no target: three bands without a value made the slides tell « 3 cibles »."""
    source = make_source("38185", year=2024)
    found = outcome(source.evaluation.readings)
    assert not source.snapshot.targets and found.bands == len(found.aimed) == 3
    assert plain(conclusions.targets(source.readout, source.t)) == "Aucune cible n’est fixée"
    row = Target(territory="38185", indicator="p_formalisation", plan="P", target_year=2030, target_value=4)
    one = told_otherwise(source, targets=(row,))
    assert plain(conclusions.targets(one.readout, one.t)) == "1 cible, pas encore évaluable"
    past = make_source("38185", year=2018)
    assert outcome(past.evaluation.readings).kept == 1
    assert plain(conclusions.targets(past.readout, past.t)) == "1 cible sur 3 atteinte ou en bonne voie"


def test_what_is_not_measured_is_not_told_as_lacking_a_target_alone(make_source: Make) -> None:
    """Nothing is asked before measuring began; then what has no data and what has no target are counted apart."""
    assert not [line for line in make_source("38185", year=2024).choices if "sans donnée" in line]
    source = make_source("38185", year=2018)
    (told,) = (line for line in source.choices if "sans donnée" in line)
    statuses = [item.assessment.status for item in source.evaluation.readings]
    assert f"{statuses.count('missing')} indicateurs sans donnée" in told.replace("\u00a0", " ")
    assert ("sans cible" in told) is ("no_target" in statuses)


def test_the_bars_and_those_without_one_are_what_is_scored(exempleville: ReportSource) -> None:
    """« 4 indicateurs notés » above three bars says which one has none."""
    t, evaluation = exempleville.t, exempleville.evaluation
    for level in LEVELS:
        view = evaluation.levels[level]
        figure = level_progress(view, evaluation, t)
        bars = sum(item.assessment.measure.progress is not None for item in view.scored)
        assert number(r"(\d+) indicateurs? (?:sur \d+ (?:est|sont) )?notés?", score_sentence(view, t)) == len(
            view.scored
        )
        assert number(r"(\d+) indicateurs? notés? n", figure.note) == len(view.scored) - bars
    assert any(level_progress(evaluation.levels[level], evaluation, t).note for level in LEVELS)


def test_each_state_has_one_count(exempleville: ReportSource) -> None:
    source, t = exempleville, exempleville.t
    counts = state_counts(source.relations)
    lists = {item.name: len(item.relations) for item in todo_lists(source.relations)}
    page, answer = sentences.states(source.relations, t), source.answers[3].told
    public = " ".join(partner_lines(source))
    assert (
        counts["dormant"]
        == lists["dormant"]
        == number(r"(\d+) sans échange récent", page)
        == number(r"(\d+) sans échange récent", answer)
        > 0
    )
    assert counts["undocumented"] == lists["undocumented"] == number(r"(\d+) sans échange documenté", page) > 0
    assert counts["undocumented"] == number(r"(\d+) sans échange documenté", answer)
    assert counts["undocumented"] == number(r"(\d+) n.ont pas d.échange documenté", public)
    assert counts["to_verify"] == lists["to_verify"] == number(r"(\d+) à vérifier", page) > 0
    assert counts["to_verify"] == number(r"(\d+) à vérifier", answer)
    assert counts["to_verify"] == number(r"Pour (\d+) d.entre eux, l.état actuel reste à vérifier", public)


@pytest.mark.parametrize("own", [{}, {"d1": 3.0}, {"d1": 1.5, "d2": 1.5}, {"d1": 7.0, "d2": 2.0, "d3": 5.0}])
def test_weights_add_up_to_a_hundred(exempleville: ReportSource, own: dict[str, float]) -> None:
    catalogue = exempleville.catalogue
    names = list(catalogue.dimensions)
    mine = {names[int(key[1]) - 1]: weight for key, weight in own.items()}
    text = composite_words.weights(options_for(catalogue.weight_sets["equal"], mine), catalogue, exempleville.t)
    shares: Iterable[str] = re.findall(r"(\d+)\s*%", text)
    assert sum(map(int, shares)) == (100 if own else 0), text
    assert own or "chacune des 6 dimensions" in text


def test_a_target_reached_by_a_band_of_the_collectivity_counts_too(exempleville: ReportSource) -> None:
    row = Target(territory="EX001", indicator="p_planned_share", plan="P", band_low=1.0)
    found = exempleville.snapshot
    targets = (*(item for item in found.targets if item.indicator != row.indicator), row)
    source = told_otherwise(exempleville, targets=targets)
    aimed = {item.definition.id for item in outcome(source.evaluation.readings).aimed}
    assert row.indicator in aimed
