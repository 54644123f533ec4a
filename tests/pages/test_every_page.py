"""Every page runs to its end on every territory of the demonstration, in every language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indicators.demo import demo_snapshot
from indicators.readout import years_to_read, years_with_data
from indicators.records import SelfAssessment
from pages.shared.registry import PAGES
from tests.opening import fields_never_folded
from tests.pages.conftest import Runner
from tests.tables import tables_of

PATHS = [entry.path for entry in PAGES]
FAILURE = "Cette page a rencontré une erreur"


@pytest.mark.usefixtures("everything_opened")
@pytest.mark.parametrize("territory", ["38185", "93048", "ITC1", "EX001", "COM-26001", "REG-53"])
@pytest.mark.parametrize("path", PATHS)
def test_page_runs(run_page: Runner, path: str, territory: str) -> None:
    app = run_page(path, territory)
    assert len(app.title) == 1
    assert not fields_never_folded(app)
    assert not any(FAILURE in item.value for item in app.error)


@pytest.mark.usefixtures("everything_opened")
@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("path", PATHS)
def test_page_runs_in_other_languages(run_page: Runner, path: str, lang: str) -> None:
    run_page(path, lang=lang)


@pytest.mark.parametrize("path", [entry.path for entry in PAGES if entry.role])
def test_without_the_frame_a_page_shows_nothing(path: str) -> None:
    from streamlit.testing.v1 import AppTest

    def alone(path: str) -> None:
        from pages.shared import registry

        next(entry for entry in registry.PAGES if entry.path == path).render()

    app = AppTest.from_function(alone, kwargs={"path": path}, default_timeout=60).run()
    assert not app.title
    assert not app.exception


def test_a_year_known_by_its_grids_alone_can_be_read_without_being_the_first_one_shown() -> None:
    snapshot = demo_snapshot("93048")
    answer = SelfAssessment(territory="93048", year=2026, grid="participation", item="consults", answer=1.0)
    with_grid = replace(snapshot, self_assessments=(answer,))
    assert years_with_data(with_grid)[0] == years_with_data(snapshot)[0] < 2026
    assert years_to_read(with_grid) == [2026, *years_to_read(snapshot)]


def test_the_rules_print_one_threshold_and_one_reference_each(run_page: Runner) -> None:
    app = run_page("methode", "38185", partie="regles")
    [rules] = [item for item in tables_of(app) if item.shape[1] == 2]
    rows = dict(rules.itertuples(index=False, name=None))
    assert rows["Référence de lecture (indice 100)"] == "France"
    assert "Auvergne" in rows["Autres références, lues à côté"]
    assert "Couverture sous laquelle une dimension ou un niveau n’est pas noté" in rows
    told = " ".join(item.value for item in app.markdown).replace("\\", "").replace("\u00a0", " ")
    assert "base 100 = France." in told and "gardées telles quelles" not in told
    assert "déjà ramené entre 25 et 400" in told
