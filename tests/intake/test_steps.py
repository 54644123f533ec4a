"""Every step of the page of the data, opened on a deposit of every kind of record as the store gives it back."""

from __future__ import annotations

import pytest

from tests.intake.samples import KINDS, files
from tests.intake.screens import Runner, button, texts

STEPS = ("issues", "correct", "consequences", "publish")


def test_every_kind_and_every_format_has_its_deposit() -> None:
    assert files().keys() == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_step_opens_on_a_deposit_of_every_kind(open_page: Runner, kind: str) -> None:
    app = open_page("donnees")
    app.file_uploader[0].upload(*files()[kind])
    app = button(app.run(), "Lire les fichiers")
    assert not app.exception, app.exception[0].value
    assert files()[kind][0] in app.selectbox(key="intake_chosen").format_func(app.selectbox(key="intake_chosen").value)
    for step in STEPS:
        app = app.segmented_control[1].set_value(step).run()
        assert not app.exception, (step, app.exception[0].value)
        assert texts(app) or app.get("html") or app.get("arrow_data_frame"), f"« {step} » is blank"
    button(app, "Abandonner ce dépôt")
