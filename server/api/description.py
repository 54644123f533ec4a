"""The OpenAPI description, made of the table of operations and of the schemas of the records."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from indicators.errors import marked
from indicators.present.texts import Translator
from server.addresses import API
from server.api import fields
from server.api.operations import OPERATIONS, Operation
from server.api.promise import UNTIL, VERSION, promised

REFUSALS = {
    304: marked("Rien n'a changé depuis la réponse que vous gardez."),
    401: marked("Il faut un jeton, ou celui-ci n'ouvre plus rien."),
    403: marked("Ce jeton ne lit pas ce territoire."),
    404: marked("L'édition ou le territoire n'existe pas."),
    422: marked("Un paramètre est refusé ; la réponse dit lequel et ce qui est accepté."),
    500: marked("Une erreur que personne n'a prévue, avec une référence."),
    429: marked("Trop de demandes ; l'en-tête Retry-After dit quand recommencer."),
    503: marked("La base de données ne répond pas."),
}


def description(t: Translator) -> dict[str, Any]:
    """The description as OpenAPI 3.1, its sentences in the reader's language."""
    models: list[type[BaseModel]] = [*(item.answer for item in OPERATIONS), fields.Problem]
    mode: JsonSchemaMode = "serialization"
    _, schemas = models_json_schema([(model, mode) for model in models], ref_template="#/components/schemas/{model}")
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Ouverture",
            "version": VERSION,
            "summary": t("Ce que le tableau de bord lit, pour d'autres programmes ; en lecture seule."),
            "description": " ".join(promised(t)),
            "license": {"name": "Licence Ouverte / Open Licence 2.0", "identifier": "etalab-2.0"},
        },
        "servers": [{"url": API, "description": t("Tenu au moins jusqu'au {day}.", day=t.day(UNTIL.isoformat()))}],
        "security": [{}, {"token": []}],
        "paths": {item.path: {"get": _operation(item, t)} for item in OPERATIONS},
        "components": {
            "schemas": schemas["$defs"],
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(item: Operation, t: Translator) -> dict[str, Any]:
    answered = {"$ref": f"#/components/schemas/{item.answer.__name__}"}
    mark = {"ETag": {"schema": {"type": "string"}, "description": t("L'édition d'où vient la réponse.")}}
    refused = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        "operationId": item.name,
        "summary": t(item.summary),
        "parameters": _parameters(item, t),
        "responses": {
            "200": {"description": t(item.summary), "headers": mark, "content": {item.media: {"schema": answered}}},
            **{str(code): _refusal(code, t(text), refused) for code, text in REFUSALS.items()},
        },
    }


def _refusal(code: int, said: str, content: dict[str, Any]) -> dict[str, Any]:
    return {"description": said} | ({"content": content} if code >= 400 else {})


def _parameters(item: Operation, t: Translator) -> list[dict[str, Any]]:
    """The parameters as JSON Schema says them, in the query."""
    schema = item.query.model_json_schema()
    found = []
    for name, field in item.parameters.items():
        said = {key: value for key, value in schema["properties"][name].items() if key not in ("title", "description", "accepted")}  # fmt: skip
        # What may be left out is left out: « null » is no text of an address.
        if "anyOf" in said:
            said = next(part for part in said["anyOf"] if part != {"type": "null"})
        said.pop("default", None) if said.get("default", "") in (None, "") else None
        told = t(field.description or "")
        found.append({"name": name, "in": "query", "required": field.is_required(), "description": told, "schema": said})  # fmt: skip
    return found
