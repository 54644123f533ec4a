"""The settings that a page opens with: what the collectivity chose is what its readers see first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import configured_database
from tests.pages.conftest import _script


@pytest.fixture
def configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., AppTest]]:
    """Open a page of the fictional city under a configuration."""
    config = tmp_path / "config.toml"
    monkeypatch.setenv("OUVERTURE_CONFIG", str(config))
    with configured_database("sqlite", tmp_path):

        def run(text: str, path: str, **query: str) -> AppTest:
            import streamlit as st

            config.write_text(text, encoding="utf-8")
            st.cache_resource.clear()
            arguments = {"path": path, "territory": "EX001", "lang": "fr", "year": 2025}
            app = AppTest.from_function(_script, kwargs=arguments, default_timeout=60)
            for name, value in query.items():
                app.query_params[name] = value
            app.run()
            assert not app.exception, app.exception[0].value
            return app

        yield run


def switches(app: AppTest) -> dict[str, bool]:
    """The switches of a page by name, on or off."""
    return {item.label: item.value for item in app.toggle}


def test_profile_composite_opens_with_the_index(configured: Callable[..., AppTest]) -> None:
    told = [switches(configured(f"[profile]\ncomposite = {value}", "profil-geii", vue="composite")) for value in ("false", "true")]  # fmt: skip
    (name,) = {label for label in told[0] if "ensemble" in label}
    assert [item[name] for item in told] == [False, True]


def test_budget_show_zero_seven_opens_with_the_mark(configured: Callable[..., AppTest]) -> None:
    told = [switches(configured(f"[budget]\nshow_zero_seven = {value}", "budget", suite="advice")) for value in ("false", "true")]  # fmt: skip
    (name,) = {label for label in told[0] if "0,7" in label}
    assert [item[name] for item in told] == [False, True]


def test_languages_offered_are_those_of_the_menu(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[languages]\noffered = ["fr", "es"]', encoding="utf-8")
    monkeypatch.setenv("OUVERTURE_CONFIG", str(config))
    with configured_database("sqlite", tmp_path):
        app = AppTest.from_file(str(Path(__file__).parents[2] / "app.py"), default_timeout=60).run()
    (menu,) = [item for item in app.sidebar.get("button_group") if "Langue" in item.proto.label]
    assert [option.content for option in menu.proto.options] == ["Français", "Español"]
