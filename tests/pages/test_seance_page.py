"""A session prepared as an officer does it: a date as it is written, saved once, opened again to be changed."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from pages.seance.prepare import read_day
from tests.pages.conftest import Runner


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("14/12/2026", "2026-12-14"),
        (" 1.2.2026", "2026-02-01"),
        ("2026-12-14", "2026-12-14"),
        ("", ""),
        ("31/02/2026", None),
        ("décembre", None),
    ],
)
def test_a_day_is_read_as_it_is_written(text: str, day: str | None) -> None:
    assert read_day(text) == day


def press(app: AppTest, label: str) -> None:
    next(item for item in app.button if item.label == label).click().run()


def labelled(app: AppTest, label: str) -> str:
    return str(next(item for item in app.text_input if item.label == label).value)


def test_a_session_saved_is_the_one_that_goes_on_being_prepared(run_page: Runner) -> None:
    app = run_page("seance", partie="preparer")
    date = "Date de la séance (JJ/MM/AAAA)"
    next(item for item in app.text_input if item.label == date).input("31/02/2026").run()
    assert "31/02/2026" in app.warning[0].value
    next(item for item in app.text_input if item.label == date).input("14/12/2026").run()
    assert not app.warning
    press(app, "Retirer")
    press(app, "Enregistrer la séance")
    assert app.success and app.selectbox(key="seance_choisie").value == "2026-12-14-bilan-de-l-action-internationale"
    assert labelled(app, date) == "14/12/2026"
    pages = sum(item.label == "Retirer" for item in app.button)
    press(app, "Enregistrer la séance")
    assert app.selectbox(key="seance_choisie").options.count("Bilan de l’action internationale") == 1
    app.selectbox(key="seance_choisie").select("").run()
    assert sum(item.label == "Retirer" for item in app.button) == pages + 1, "a new session starts from the usual pages"
