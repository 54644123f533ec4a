"""What the engine refuses is told in the reader's language, down to the pieces that fill its sentences."""

from __future__ import annotations

import ast
import pickle
from pathlib import Path

import pytest

from indicators.cli import main as cli
from indicators.composite.errors import CompositeError
from indicators.composite.framework import Framework, Node, require_sound
from indicators.composite.recipe import Recipe
from indicators.errors import Part, together
from indicators.present.texts import translator
from indicators.present.texts.errors import error_message

ROOT = Path(__file__).parent.parent.parent / "indicators"


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_no_sentence_of_an_error_is_left_out_of_the_catalogues() -> None:
    """A bare text in the first place of an error that is translated late would stay French for every reader."""
    kinds = {"ToldError", "BackupError", "RecipeError", "FrameworkError", "DataError", "MethodError", "Refused", "Part"}
    texts = {path: path.read_text(encoding="utf-8") for path in ROOT.rglob("*.py")}
    bare = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path, text in texts.items()
        if any(f"{kind}(" in text for kind in kinds)
        for call in ast.walk(ast.parse(text))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in kinds and call.args
        if isinstance(call.args[0], ast.Constant | ast.JoinedStr)
    ]
    assert not bare


@pytest.mark.parametrize(
    ("changes", "english", "spanish"),
    [
        (
            {"winmax": -1},
            "Recipe, key “winmax”: “-1” is not accepted; accepted: a whole number from 0 to 1000000",
            "aceptado: un entero de 0 a 1000000",
        ),
        ({"screen": 2.0}, "accepted: a number from 0 to 1; the nearest: 1.", "aceptado: un número de 0 a 1"),
        ({"range": [3.0, 1.0]}, "two numbers [low, high] with low < high", "dos números [bajo, alto] con bajo < alto"),
    ],
)
def test_a_recipe_is_refused_in_three_languages(changes: dict[str, object], english: str, spanish: str) -> None:
    with pytest.raises(CompositeError) as caught:
        Recipe().with_(**changes)
    said = {lang: plain(error_message(caught.value, translator(lang))) for lang in ("fr", "en", "es")}
    assert english in said["en"] and spanish in said["es"]
    assert said["fr"] == plain(str(caught.value)) and "Recette" in said["fr"]
    assert "accepté" not in said["en"] + said["es"]


def test_every_fault_of_a_framework_is_told_in_the_reader_s_language() -> None:
    nodes = (
        Node(code="I", kind="aggregate"),
        Node(code="a", parent="nulle part"),
        Node(code="a", parent="I"),
    )
    with pytest.raises(CompositeError) as caught:
        require_sound(Framework(nodes))
    spanish = error_message(caught.value, translator("es"))
    assert spanish.startswith("El marco se rechaza: El código «a» figura 2 veces")
    assert "El padre «nulle part» de «a» no existe" in spanish
    assert "Le code « a »" in plain(error_message(caught.value, translator("fr")))


def test_a_piece_is_its_french_text_and_survives_pickling() -> None:
    part = Part("un entier de {low} à {high}", low=1, high=9)
    again = pickle.loads(pickle.dumps(part))
    assert part == again == "un entier de 1 à 9" and again.values == {"low": 1, "high": 9}
    both = together([part, part])
    assert both == "un entier de 1 à 9 un entier de 1 à 9"
    assert translator("en")("{said}", said=both) == "a whole number from 1 to 9 a whole number from 1 to 9"


def test_the_command_says_it_in_the_language_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data.csv").write_text("unit,a\nX,1\n", encoding="utf-8")
    words = ["ouverture", "--lang", "en", "composite", str(tmp_path / "data.csv"), str(tmp_path / "none.csv")]
    monkeypatch.setenv("OUVERTURE_LANG", "")
    monkeypatch.setattr("sys.argv", [*words, "--out", str(tmp_path / "out")])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 2
    assert "none.csv” not found: check its name and its folder." in capsys.readouterr().err
