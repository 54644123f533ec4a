"""Recipes in files: TOML for the people who write them, JSON for what rebuilds a result."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from indicators.composite.errors import RecipeError
from indicators.composite.mapping import plain
from indicators.composite.recipe import DEFAULTS, NATURAL_RANGES, Recipe
from indicators.errors import marked


def read_recipe(path: Path) -> Recipe:
    """Read a recipe from a ``.toml`` or ``.json`` file; an unknown key or value is refused with the nearest one."""
    if not path.is_file():
        raise RecipeError(marked("Le fichier de recette « {path} » est introuvable."), path=path)
    try:
        content = path.read_text(encoding="utf-8")
        entries = json.loads(content) if path.suffix.lower() == ".json" else tomllib.loads(content)
    except (tomllib.TOMLDecodeError, json.JSONDecodeError, UnicodeDecodeError) as error:
        raise RecipeError(
            marked("Le fichier de recette « {path} » ne se lit pas ({detail}) : corrigez cette ligne."),
            path=path,
            detail=error,
        ) from error
    if not isinstance(entries, Mapping):
        raise RecipeError(marked("Le fichier de recette « {path} » ne contient pas une table de clés."), path=path)
    return Recipe.from_dict(_said(entries) if path.suffix.lower() == ".json" else entries)


def _said(entries: Mapping[str, Any]) -> dict[str, Any]:
    """The entries that say something: a recipe of an earlier run has every default written, with or without effect."""
    natural = {**DEFAULTS, "range": NATURAL_RANGES.get(str(entries.get("normalise", "minmax")), (0.0, 1.0))}
    return {key: value for key, value in entries.items() if key not in natural or value != plain(natural[key])}


def recipe_to_json(recipe: Recipe) -> str:
    """The recipe as JSON text, keys in the order of the steps; read back, it is equal to the original."""
    return json.dumps(recipe.to_dict(), ensure_ascii=False, indent=2) + "\n"


def recipe_to_toml(recipe: Recipe) -> str:
    """The recipe as TOML text: simple keys first, then one table a mapping; read back, it is equal to the original."""
    entries = recipe.to_dict()
    lines = [f"{_key(key)} = {_value(value)}" for key, value in entries.items() if not isinstance(value, dict)]
    for key, value in entries.items():
        if isinstance(value, dict):
            lines += ["", f"[{_key(key)}]", *(f"{_key(code)} = {_value(item)}" for code, item in value.items())]
    return "\n".join(lines) + "\n"


def _key(key: str) -> str:
    simple = key.isascii() and key.replace("_", "").replace("-", "").isalnum()
    return key if simple else _quoted(key)


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes, and that of the one control character which JSON leaves as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, list):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(key)} = {_value(item)}" for key, item in value.items()) + " }"
    return repr(value)
