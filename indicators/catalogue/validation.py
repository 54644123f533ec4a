"""Build a frozen model from a table of a file, its faults being told in French.

Pydantic finds every fault of a table; this module says each with what was received, what is accepted and the nearest
accepted word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from indicators.catalogue.label import Label
from indicators.catalogue.problems import Problem, saying, unknown, written
from indicators.errors import ToldError
from indicators.languages import LANGUAGES

_QUOTED = re.compile(r"'([^']*)'")
M = TypeVar("M", bound=BaseModel)


def validate(
    model: type[M], raw: Mapping[str, Any], problems: list[Problem], *, file: str, entry: str = ""
) -> M | None:
    """Build ``model`` from a table of a file, or add its faults to ``problems`` and return None."""
    try:
        return model.model_validate(as_tuples(raw))
    except ValidationError as error:
        problems.extend(_problem(detail, model, file, entry) for detail in error.errors(include_url=False))
        return None


def as_tuples(value: Any) -> Any:
    """The same value with its lists turned into tuples, as frozen models hold them."""
    if isinstance(value, Mapping):
        return {key: as_tuples(item) for key, item in value.items()}
    if isinstance(value, list):
        return tuple(as_tuples(item) for item in value)
    return value


def _problem(detail: ErrorDetails, model: type[BaseModel], file: str, entry: str) -> Problem:
    field = ".".join(str(part) for part in detail["loc"])
    kind, context = detail["type"], detail.get("ctx", {})
    received = "" if kind == "missing" else written(detail["input"])
    if kind == "extra_forbidden":
        names = _names(model, detail["loc"][:-1])
        return unknown(file, entry, field, str(detail["loc"][-1]), names, "champ inconnu")
    if kind == "missing":
        return Problem(
            file=file,
            entry=entry,
            field=field,
            message="champ obligatoire absent",
            accepted=_wanted(model, detail["loc"]),
        )
    if kind == "literal_error":
        words = _QUOTED.findall(str(context.get("expected", "")))
        return unknown(file, entry, field, str(detail["input"]), words, "valeur hors liste")
    if kind in {"value_error", "assertion_error"}:
        error = context.get("error", detail["msg"])
        said = saying(error.template, **error.values) if isinstance(error, ToldError) else {"message": str(error)}
        return Problem(file=file, entry=entry, field=field, received=received, **said)
    message, pattern = _TYPES.get(kind, ("valeur refusée", ""))
    bounds = {name: value for name, value in context.items() if f"{{{name}}}" in pattern}
    accepted = pattern.format(**bounds) if bounds else pattern or detail["msg"]
    return Problem(
        file=file, entry=entry, field=field, received=received, message=message, accepted=accepted, pattern=pattern,
        bounds=bounds,
    )  # fmt: skip


_TYPES: Mapping[str, tuple[str, str]] = {
    "string_type": ("type refusé", "un texte entre guillemets"),
    "float_type": ("type refusé", "un nombre, avec un point décimal"),
    "finite_number": ("valeur refusée", "un nombre fini"),
    "int_type": ("type refusé", "un nombre entier"),
    "int_from_float": ("type refusé", "un nombre entier"),
    "bool_type": ("type refusé", "true ou false"),
    "tuple_type": ("type refusé", "une liste entre crochets"),
    "dict_type": ("type refusé", "une table { cle = valeur }"),
    "model_type": ("type refusé", "une table { cle = valeur }"),
    "model_attributes_type": ("type refusé", "une table { cle = valeur }"),
    "greater_than": ("valeur hors bornes", "un nombre supérieur à {gt}"),
    "greater_than_equal": ("valeur hors bornes", "un nombre supérieur ou égal à {ge}"),
    "less_than": ("valeur hors bornes", "un nombre inférieur à {lt}"),
    "less_than_equal": ("valeur hors bornes", "un nombre inférieur ou égal à {le}"),
    "string_too_short": ("texte vide", "un texte d'une longueur minimale de {min_length}"),
    "string_pattern_mismatch": ("forme refusée", "un texte de la forme {pattern}"),
    "too_short": ("liste trop courte", "une liste d'une longueur minimale de {min_length}"),
}


def _names(model: type[BaseModel], path: tuple[int | str, ...]) -> list[str]:
    """The fields accepted at a place of a model, following nested models; the languages inside a label."""
    current = _annotation(model, path)
    if isinstance(current, type) and issubclass(current, BaseModel):
        return [info.alias or name for name, info in current.model_fields.items()]
    return list(LANGUAGES)


def _annotation(model: type[BaseModel], path: tuple[int | str, ...]) -> Any:
    """The type declared at a place of a model, or None inside something that is not a model."""
    current: Any = model
    for part in path:
        if isinstance(part, int):
            continue
        current = _nested(current)
        found = next((info for name, info in _fields(current) if part in {name, info.alias}), None)
        current = found.annotation if found else None
    return _nested(current) or current


def _fields(model: Any) -> Iterable[tuple[str, FieldInfo]]:
    return model.model_fields.items() if isinstance(model, type) and issubclass(model, BaseModel) else ()


def _nested(annotation: Any) -> Any:
    """The model inside a type such as ``tuple[Model, ...]`` or ``Model | None``; None when there is none."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for argument in get_args(annotation) if (found := _nested(argument)) is not None), None)


def _wanted(model: type[BaseModel], path: tuple[int | str, ...]) -> str:
    """What a missing field would hold, in words."""
    annotation = _annotation(model, path)
    words = [str(item) for item in get_args(annotation) if isinstance(item, str)]
    if words:
        return ", ".join(words)
    return _WANTED.get(annotation, "une valeur")


_WANTED: Mapping[Any, str] = {
    Label: '{ fr = "…", en = "…", es = "…" }',
    str: "un texte entre guillemets",
    int: "un nombre entier",
    float: "un nombre",
    bool: "true ou false",
    None: "un texte entre guillemets",
}
