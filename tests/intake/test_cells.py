"""« 2. Corriger » shows the faulty cells where they stand, in colour and by a sign, and the row numbers stay as they are."""

from __future__ import annotations

import json

import pytest

from tests.intake.screens import Runner, button

TABLE = (
    "Exercice;Fonction;Nature;Libellé;Sens;Voté;Mandaté\n"
    "2024;048;6574;Action;Dépense;1200;1100\n"
    "20x4;048;6251;Missions;Dépense;500;430\n"
    "2024;48;6281;Cotisations;Débit;300;300\n"
)


@pytest.mark.parametrize(("lang", "line", "review"), [("fr", "Ligne", "À revoir"), ("en", "Line", "To review")])
def test_the_faulty_cells_are_coloured_and_marked(open_page: Runner, lang: str, line: str, review: str) -> None:
    app = open_page("donnees", lang)
    app.file_uploader[0].upload("budget.csv", TABLE.encode(), "text/csv")
    app = button(app.run(), {"fr": "Lire les fichiers", "en": "Read the files"}[lang])
    app = app.segmented_control[1].set_value("correct").run()
    assert not app.exception
    shown = {item.proto.id or str(place): item for place, item in enumerate(app.dataframe)}
    seen = next(item for item in shown.values() if "background-color" in item.proto.arrow_data.styler.styles)
    frame = seen.value
    assert frame.index.name == line
    marked = {(row, name): text for row in frame.index for name in frame if (text := frame.loc[row, name])[:1] == "⚠"}
    assert marked == {(3, "Exercice"): "⚠ 20x4", (4, "Fonction"): "⚠ 48", (4, "Sens"): "⚠ Débit"}
    editor = next(item for item in shown.values() if review in item.value)
    settings = json.loads(editor.proto.columns)
    assert settings["_index"]["disabled"], "the numbers of the rows are not to write"
    assert settings[review]["disabled"]
    button(app, {"fr": "Abandonner ce dépôt", "en": "Discard this upload"}[lang])
