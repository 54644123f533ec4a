"""What the search finds, and that it offers nothing that the reader may not open."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from indicators.access import PUBLIC_USER
from pages.shared import registry


# AppTest runs the text of this function alone, hence its own imports.
def _script(text: str, lang: str, public: bool) -> None:
    from dataclasses import replace

    import streamlit as st

    from indicators.access import PUBLIC_USER
    from pages.shared import runtime
    from pages.shared.context import SELECTION, Selection, page_context
    from pages.shared.finding import find
    from pages.shared.registry import BY_PATH

    edition = runtime.all_editions()[0]
    latest = runtime.latest_readout(edition.number, "EX001")
    st.session_state[SELECTION] = Selection(lang, edition, latest.snapshot.territory, latest.year)
    context = page_context("reader")
    if public:
        context = replace(context, user=PUBLIC_USER)
    for item in find(text, context, lambda path: not public or BY_PATH[path].role in ("", "reader")):
        st.text(f"{item.name} | {item.path} | {dict(item.choices)}")


def found(text: str, lang: str = "fr", *, public: bool = False) -> list[str]:
    app = AppTest.from_function(_script, kwargs={"text": text, "lang": lang, "public": public}, default_timeout=60)
    app.run()
    assert not app.exception, app.exception[0].value
    return [item.value.replace("\u00a0", " ") for item in app.text]


@pytest.mark.parametrize(
    ("text", "lang", "first"),
    [
        ("evaluation", "fr", "Évaluation | evaluation | {}"),
        ("FINANCEURS", "fr", "Financeurs et lignes | budget | {'suite': 'lines'}"),
        ("kairouan", "fr", "Kairouan | partenariats | {'vue': 'carte', 'fiche': 'exempleville-kairouan'}"),
        ("tunisie kair", "fr", "Kairouan | partenariats"),
        (
            "ODD actions",
            "fr",
            "Actions rattachées aux ODD | evaluation | {'vue': 'indicateur', 'indicateur': 't_sdg_tagging'}",
        ),
        ("leverage", "en", "Leverage |  | {}"),
        ("presupuesto", "es", " | budget | {}"),
        ("reste sous le plafond", "fr", "Reste sous le plafond | budget | {'suite': 'year'}"),
    ],
)
def test_words_lead_where_they_are_read(demonstration: Path, text: str, lang: str, first: str) -> None:
    lines = found(text, lang)
    assert any(first in line for line in lines), lines
    assert len(set(lines)) == len(lines)


def test_nothing_is_found_for_nothing(demonstration: Path) -> None:
    assert found("  ") == [] and found("qzxw") == []


def test_what_a_role_opens_is_found_by_that_role_alone(demonstration: Path) -> None:
    assert PUBLIC_USER.role == "reader"
    assert any("confirm" in line for line in found("confirmer les rubriques"))
    assert not any("confirm" in line for line in found("confirmer les rubriques", public=True))
    assert any("administration" in line for line in found("comptes et roles"))
    assert not found("comptes et roles", public=True)


def test_a_view_of_one_page_is_never_taken_for_a_view_of_another() -> None:
    """Pages that keep their view under one word of the address share what was chosen: no code means two views."""
    codes = [(entry.key, view.code) for entry in registry.PAGES for view in entry.views]
    assert len(codes) > 30
    assert len(set(codes)) == len(codes)
