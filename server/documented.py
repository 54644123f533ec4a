"""What the program says of itself: its settings, commands, screens, records, formats and API, each with its sentence.

A thing without a sentence is told by :func:`undocumented`, and a test fails on it: a documentation that is typed beside
the program would lag behind it. ``server/reference.py`` makes the pages of docs/reference of it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin

import typer
from pydantic import BaseModel

from indicators.access.roles import ROLE_LABELS
from indicators.cli.main import app
from indicators.intake.formats import FORMATS
from indicators.intake.schemas import load_schemas
from indicators.present.texts import translator
from indicators.records import RECORD_TYPES, column_names
from indicators.settings import Settings
from pages.shared.registry import PAGES
from server.api.description import description

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "reference"
_T = translator("fr")
_SECTION = re.compile(r"(?:# )?\[{1,2}([\w.]+)\]{1,2}\s*(?:#\s*(.*))?$")
_KEY = re.compile(r"(?:# )?(\w+) = (.+?)(?:\s+#\s(.*))?$")
Row = tuple[str, ...]


# --- Settings


def settings() -> dict[str, tuple[str, str]]:
    """Each key of ``config.toml`` by its path, with its default and the sentence that the file gives it."""
    said = _comments()
    return {path: (default, said.get(path, "")) for path, default in _fields(Settings, "") if path != "path"}


def _fields(model: type[BaseModel], before: str) -> Iterator[tuple[str, str]]:
    for name, field in model.model_fields.items():
        path = f"{before}{field.alias or name}"
        inner = _model_in(field.annotation)
        if inner is None or path.startswith("rubrics.") or path == "path":
            default = field.get_default(call_default_factory=True)
            yield path, "" if field.is_required() or isinstance(default, BaseModel) else _written(default)
        else:
            yield from _fields(inner, f"{path}.")


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (tuple, UnionType, Union):
        return next((found for item in get_args(annotation) if (found := _model_in(item))), None)
    return None


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, tuple | list):
        return f"`[{', '.join(repr(item) for item in value)}]`".replace("'", '"')
    if isinstance(value, Mapping):
        return "aucune" if not value else "voir le fichier"
    return "" if value is None else f"`{value}`" if value != "" else "vide"


def _comments() -> dict[str, str]:
    """What ``config.toml`` says beside each key, and beside the head of a table of free keys."""
    found: dict[str, str] = {}
    section = ""
    for line in (ROOT / "config.toml").read_text(encoding="utf-8").splitlines():
        if head := _SECTION.match(line):
            section, told = head[1], head[2]
            if told:
                found[section] = told
        elif (key := _KEY.match(line)) and key[3]:
            found[f"{section}.{key[1]}"] = key[3]
    levels = {
        path.rsplit(".", 1)[0]: told for path, told in found.items() if path.startswith("evaluation.grid_levels.")
    }
    return found | levels


# --- Commands


def commands() -> dict[str, tuple[str, list[Row]]]:
    """Each command by its words, with what it does and its arguments: name, default or environment, sentence."""
    # The columns of a terminal change what a command prints of itself, not what it is.
    root = typer.main.get_command(app)
    return dict(_commands(root, ()))


def _commands(command: Any, path: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, list[Row]]]]:
    if hasattr(command, "list_commands"):
        context = typer.Context(command)
        for name in sorted(command.list_commands(context)):
            yield from _commands(command.get_command(context, name), (*path, name))
        return
    rows = [_parameter(item) for item in command.params if item.name != "help"]
    yield " ".join(path), ((command.help or "").split("\n\n")[0].strip(), rows)


def _parameter(item: Any) -> Row:
    name = ", ".join(item.opts) if item.param_type_name == "option" else str(item.human_readable_name).upper()
    variables = item.envvar if isinstance(item.envvar, str) else ", ".join(item.envvar or ())
    return f"`{name}`", f"`{variables}`" if variables else "", item.help or ""


# --- Screens, records, formats, figures, API


@cache
def _sentences(name: str = "ecrans") -> Mapping[str, Mapping[str, str]]:
    """The sentences that no other file holds, by hand: of the screens, and of the fields of the API (``champs``)."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def screens() -> dict[str, tuple[str, str, str, str]]:
    """Each page and view: what it is called, its address, who opens it, what it shows."""
    found = {}
    for page in PAGES:
        told = _sentences().get(page.module, {})
        found[page.module] = (_T(page.title), page.address, _role(page.role), told.get("page", ""))
        for view in page.views:
            name, address = f"{_T(page.title)} › {_T(view.title)}", f"{page.address}?{page.key}={view.code}"
            role = page.role if view.role == "reader" else view.role
            found[f"{page.module}.{view.code}"] = (name, address, _role(role), told.get(view.code, ""))
    return found


def _role(role: str) -> str:
    labels: Mapping[str, str] = dict(ROLE_LABELS)
    return _T(labels[role]) if role in labels else "tout le monde"


def records() -> dict[str, dict[str, Row]]:
    """Each column of each record: its header in files, the field, what it holds."""
    schemas = load_schemas()
    found: dict[str, dict[str, Row]] = {}
    for kind, record in RECORD_TYPES.items():
        known = schemas[kind].by_field if kind in schemas else {}
        found[kind] = {
            name: (known[name].name, f"`{name}`", known[name].description) if name in known else ("", f"`{name}`", "")
            for name in column_names(record)
        }
    return found


def api() -> Mapping[str, Any]:
    """The description that the API gives of itself."""
    return description(_T)


def fields_of_api() -> dict[str, dict[str, Row]]:
    """Each field of each object of the API: its name in files, when it is a column of a record, and what it says."""
    said = _sentences("champs")
    return {
        name: {
            field: (f"`{field}`", one.get("title", "") if one.get("description") else "", one.get("description") or said.get(name, {}).get(field, ""))
            for field, one in schema["properties"].items()
        }
        for name, schema in sorted(api()["components"]["schemas"].items())
        if schema.get("properties")
    }  # fmt: skip


def undocumented() -> list[str]:
    """What has no sentence: settings, commands and their options, screens, columns, formats, what the API gives."""
    lacking = [f"setting {path}" for path, (_, said) in settings().items() if not said]
    for name, (said, rows) in commands().items():
        lacking += [f"command {name}"] * (not said) + [f"command {name} {row[0]}" for row in rows if not row[-1]]
    lacking += [f"screen {code}" for code, row in screens().items() if not row[-1]]
    known = {entry for page, told in _sentences().items() for entry in (page, *(f"{page}.{view}" for view in told if view != "page"))}  # fmt: skip
    lacking += [f"sentence of no screen {code}" for code in sorted(known - screens().keys())]
    lacking += [
        f"column {kind}.{name}" for kind, rows in records().items() for name, row in rows.items() if not row[-1]
    ]
    lacking += [f"format {item.name}" for item in FORMATS if not item.title]
    given = fields_of_api()
    lacking += [f"field {name}.{field}" for name, rows in given.items() for field, row in rows.items() if not row[-1]]
    written = {(name, field) for name, told in _sentences("champs").items() for field in told}
    lacking += [
        f"sentence of no field {name}.{field}" for name, field in sorted(written) if field not in given.get(name, {})
    ]
    for path, item in api()["paths"].items():
        told = item["get"]
        lacking += [f"operation {path}"] * (not told.get("summary"))
        lacking += [f"parameter {path} {one['name']}" for one in told["parameters"] if not one.get("description")]
    return lacking
