"""A label is its French text and knows its translations."""

from __future__ import annotations

import copy
import pickle

from indicators.catalogue import Label, joined


def test_a_label_is_its_french_text() -> None:
    label = Label("Jumelage", "Twinning", "Hermanamiento")
    assert label == "Jumelage"
    assert f"{label} !" == "Jumelage !"
    assert [label.get(lang) for lang in ("fr", "en", "es", "de")] == [
        "Jumelage",
        "Twinning",
        "Hermanamiento",
        "Jumelage",
    ]


def test_a_label_survives_a_cache() -> None:
    label = Label("Jumelage", "Twinning", "Hermanamiento")
    for twin in (pickle.loads(pickle.dumps(label)), copy.deepcopy(label)):
        assert (twin.get("fr"), twin.get("en"), twin.get("es")) == ("Jumelage", "Twinning", "Hermanamiento")


def test_labels_join_language_by_language() -> None:
    label = joined((Label("un", "one", "uno"), Label("deux", "two", "dos")), ", ")
    assert (label, label.get("en"), label.get("es")) == ("un, deux", "one, two", "uno, dos")
