"""What is made once for every reader is of one territory, one setting and one state of the texts: nothing of it crosses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from indicators.access import LOCAL_USER, PUBLIC_USER
from indicators.documents import gather
from indicators.setup.choosing import change_settings
from pages.shared import files, runtime
from tests.conftest import configured_database
from tests.pages.conftest import Runner
from tests.tables import tables_of

TOWN, OTHER, PART = "EX001", "38185", "avant-propos"
#: Nobody wrote anything of it.
UNTOLD = "93048"


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An installation that the first page run fills with the demonstration."""
    folder = tmp_path_factory.mktemp("kept")
    with configured_database("sqlite", folder):
        yield folder


def _words(app: AppTest) -> str:
    return " ".join(str(item.proto.body) for item in app.get("html"))


def _write(text: str, *, seen: int, draft: bool) -> None:
    number = runtime.all_editions()[0].number
    gather.save_narrative(runtime.engine(), UNTOLD, number, PART, text, LOCAL_USER, seen=seen, draft=draft)


def test_a_text_is_read_as_soon_as_it_is_ready_by_its_own_readers_and_a_draft_by_nobody(
    run_page: Runner,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def public(territory: str = UNTOLD) -> str:
        with monkeypatch.context() as visit:
            visit.setattr("pages.shared.context.current_user", lambda settings: PUBLIC_USER)
            return _words(run_page("publique", territory))

    assert "Parole" not in public()
    _write("Parole une.", seen=0, draft=True)
    written = run_page("rapport", UNTOLD, partie="textes", section=PART)
    assert [item.value for item in written.text_area] == ["Parole une."]
    assert "Parole" not in _words(run_page("publique", UNTOLD)) + public()
    _write("Parole deux.", seen=1, draft=False)
    assert "Parole deux." in public() and "Parole deux." in public() and "Parole" not in public(OTHER)
    _write("Parole trois.", seen=2, draft=True)
    assert "Parole" not in public(), "taken back, it is read no more"


def test_a_chart_and_a_table_are_those_of_the_settings_and_the_territory(run_page: Runner) -> None:
    def drawn(path: str, territory: str = TOWN) -> Any:
        app = run_page(path, territory)
        charts = [item.proto.SerializeToString() for item in app.get("vega_lite_chart")]
        return charts, [item.to_csv() for item in tables_of(app)]

    def choose(references: list[str] | None) -> None:
        catalogue, said = files.written()
        told = {"references.by_territory": references and {TOWN: references}}
        change_settings(runtime.engine(), said, catalogue, told, LOCAL_USER)

    before, other, partners = drawn("profil-geii"), drawn("profil-geii", OTHER), drawn("partenariats")
    assert before[0] and partners[1] and other != before
    assert (drawn("profil-geii"), drawn("partenariats")) == (before, partners), "kept, it is what was made"
    assert drawn("partenariats", OTHER) != partners
    usual = runtime.latest_readout(runtime.all_editions()[0].number, TOWN).references
    choose([OTHER, *usual])
    assert drawn("profil-geii")[0] != before[0] and drawn("profil-geii", OTHER) == other
    choose(None)
    assert drawn("profil-geii") == before
