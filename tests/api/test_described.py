"""The description is true: whatever it allows is answered as it says, and a client made of it reads the API."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    positive_data_acceptance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from indicators.languages import LANGUAGES
from indicators.records import RECORD_TYPES, column_names
from server.api.fields import PROMISED, SAID_OTHERWISE, WITHHELD
from server.api.operations import OPERATIONS
from tests.browser.conftest import serving

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    positive_data_acceptance,
    unsupported_method,
]
EXAMPLES = 40
OTHER = ("uvicorn", "server.application:create", "--factory", "--lifespan", "off", "--no-access-log")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The API of a server on the demonstration, where reading is free and nobody is slowed.

    Another ASGI server than ours runs the whole application, without what ours makes ahead for the readers of pages.
    """
    folder = tmp_path_factory.mktemp("described")
    (folder / "config.toml").write_text("[api]\nrequests_per_minute = 1000000\n", encoding="utf-8")
    read = {"OUVERTURE_CONFIG": str(folder / "config.toml"), "OUVERTURE_ACCESS_MODE": "public"}
    with serving(folder, program=OTHER, health="/api/sante", **read) as server:
        yield f"{server}/api/v1"


@pytest.fixture(scope="module")
def described(address: str) -> schemathesis.BaseSchema:
    """The description as a tester of APIs reads it."""
    return schemathesis.openapi.from_url(f"{address}/openapi.json")


@pytest.fixture(scope="module")
def session() -> Iterator[requests.Session]:
    """One line to the server for all that is asked, closed at the end."""
    with requests.Session() as line:
        yield line


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("path", [item.path for item in OPERATIONS])
def test_whatever_is_asked_is_answered_as_described(
    described: schemathesis.BaseSchema, session: requests.Session, path: str, mode: GenerationMode
) -> None:
    """What the description allows is answered as it says; what it does not allow is refused as it says."""

    @settings(max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(case=described[path]["GET"].as_strategy(generation_mode=mode))
    def answered(case: schemathesis.Case) -> None:
        case.call_and_validate(checks=CHECKS, session=session)

    answered()


def test_every_operation_and_parameter_is_described_in_every_language(address: str) -> None:
    said = {lang: httpx.get(f"{address}/openapi.json?langue={lang}").json() for lang in LANGUAGES}
    for item in OPERATIONS:
        told = {lang: found["paths"][item.path]["get"] for lang, found in said.items()}
        assert len({found["summary"] for found in told.values()}) == len(LANGUAGES), item.path
        for place, name in enumerate(item.parameters):
            words = [found["parameters"][place] for found in told.values()]
            assert {word["name"] for word in words} == {name}
            assert len({word["description"] for word in words}) == len(LANGUAGES), (item.path, name)


def test_every_field_is_described(address: str) -> None:
    schemas = httpx.get(f"{address}/openapi.json").json()["components"]["schemas"]
    for name, found in schemas.items():
        assert found["description"], name
        if name == "Catalogue":  # JSON-LD: its terms are those of the vocabularies that it names, and SHACL checks them
            continue
        assert found["additionalProperties"] is False and set(found["required"]) == set(found["properties"]), name
    for name in ("Territory", "Value", "Relation"):
        lacking = [field for field, said in schemas[name]["properties"].items() if "description" not in said]
        assert set(lacking) <= {"origins", "coverage", "flags", "state", "term", "last_exchange"}, name


@pytest.mark.parametrize("kind", list(PROMISED))
def test_every_column_is_promised_said_otherwise_or_withheld(kind: str) -> None:
    found = [*PROMISED[kind], *SAID_OTHERWISE[kind], *WITHHELD[kind]]
    assert sorted(found) == sorted(column_names(RECORD_TYPES[kind]))


def test_a_client_made_of_the_description_reads(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """openapi-python-client, a generator that others keep: its types take every answer."""
    (tmp_path / "described.json").write_text(httpx.get(f"{address}/openapi.json").text, encoding="utf-8")
    command = ["-m", "openapi_python_client", "generate", "--path", "described.json", "--meta", "none", "--output-path", "ouverture_client"]  # fmt: skip
    beside = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}  # it calls ruff
    done = subprocess.run([sys.executable, *command], cwd=tmp_path, env=beside, capture_output=True, text=True, check=True)  # fmt: skip
    assert "WARNING" not in done.stdout.upper() + done.stderr.upper(), done.stdout + done.stderr
    monkeypatch.syspath_prepend(str(tmp_path))
    read = importlib.import_module("ouverture_client.api.default.values").sync
    with importlib.import_module("ouverture_client").Client(base_url=address) as client:
        answer, refused = (read(client=client, territory=code, limit=3) for code in ("38185", "nowhere"))
    plain = httpx.get(f"{address}/values?territory=38185&limit=3").json()
    assert json.loads(json.dumps(answer.to_dict())) == plain
    assert [item.indicator for item in answer.values] == [item["indicator"] for item in plain["values"]]
    assert type(refused).__name__ == "Problem" and refused.status == 404
