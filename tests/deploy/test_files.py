"""What the image, the composition and the units promise, read from the files themselves."""

from __future__ import annotations

import re
from configparser import RawConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from indicators.access.identity import MODES
from tests.deploy.conftest import DEPLOY, ROOT

UNITS = sorted(DEPLOY.glob("*.service"))


def instructions() -> list[tuple[str, str]]:
    """The instructions of the Dockerfile, continuation lines joined."""
    text = re.sub(r"\\\n\s*", " ", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"))
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(line.strip().split(None, 1)[0], line.strip().split(None, 1)[1]) for line in lines]


def composition() -> dict[str, Any]:
    """The compose file, its anchors merged."""
    loaded = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def unit(path: Path) -> dict[str, str]:
    """The [Service] section of a unit."""
    parser = RawConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # the documented way to keep the case
    parser.read(path, encoding="utf-8")
    return dict(parser["Service"])


def test_the_image_runs_as_nobody_in_particular_and_says_how_it_feels() -> None:
    last_stage = instructions()[[name for name, _ in instructions()].index("FROM", 1) :]
    named = dict(last_stage)
    assert named["FROM"] == "python:3.11-slim"
    assert named["USER"] == "ouverture"
    assert "/api/sante" in named["HEALTHCHECK"]
    assert named["VOLUME"] == "/data"
    assert "OUVERTURE_ACCESS_MODE=accounts" in named["ENV"]


def test_the_image_takes_locked_dependencies_only() -> None:
    commands = " ".join(text for name, text in instructions() if name == "RUN")
    assert "pip install --require-hashes" in commands
    locked = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert len(re.findall(r"^[a-z0-9].*==", locked, re.MULTILINE)) <= locked.count("--hash=sha256:")


def test_secrets_and_history_stay_out_of_the_image() -> None:
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    assert {".git", ".venv", ".streamlit/secrets.toml", "**/.env", "**/*.sqlite*", "tests"} <= set(ignored)


def test_two_replicas_that_can_write_nowhere_but_in_their_volume() -> None:
    services = composition()["services"]
    replicas = [item for item in services.values() if item["image"] == "ouverture" and "command" not in item]
    assert len(replicas) == 2
    for item in replicas:
        assert item["read_only"] is True
        assert item["user"] == "10001:10001"
        assert item["cap_drop"] == ["ALL"]
        assert item["security_opt"] == ["no-new-privileges:true"]
        assert [volume for volume in item["volumes"] if not volume.endswith(":ro")] == ["donnees:/data"]
        assert item["tmpfs"][0].startswith("/tmp:")
        assert "ports" not in item
    assert "--uid 10001" in (DEPLOY / "Dockerfile").read_text(encoding="utf-8")


def test_replicas_believe_the_proxy_alone_and_wait_for_the_schema() -> None:
    services = composition()["services"]
    address = services["mandataire"]["networks"]["interne"]["ipv4_address"]
    for name in ("app1", "app2"):
        assert services[name]["environment"]["OUVERTURE_TRUSTED_PROXIES"] == address
        assert services[name]["depends_on"]["migration"] == {"condition": "service_completed_successfully"}
    published = {name for name, item in services.items() if "ports" in item}
    assert published == {"mandataire"}
    assert int(services["base"]["image"].split(":")[1]) >= 15


def test_the_proxy_knows_the_replicas_of_the_composition() -> None:
    services = composition()["services"]
    text = (DEPLOY / "replicas.compose.conf").read_text(encoding="utf-8")
    assert re.findall(r"^server (\S+):8501 ", text, re.MULTILINE) == [
        name for name in services if name.startswith("app")
    ]


def test_the_proxy_may_write_its_cache_and_keeps_no_log_of_its_own() -> None:
    """Its root is read only and it makes no parent: one memory for its temporary files, one for its cache."""
    proxy = composition()["services"]["mandataire"]
    (cache,) = re.findall(r"^proxy_cache_path (\S+)", (DEPLOY / "nginx.conf").read_text(encoding="utf-8"), re.MULTILINE)
    assert {"/var/cache/nginx", cache, "/var/log/nginx"} <= {item.split(":")[0] for item in proxy["tmpfs"]}
    for log in re.findall(r"_log (/var/log/nginx/\S+)", (DEPLOY / "nginx.conf").read_text(encoding="utf-8")):
        assert f" {log} " in proxy["command"][-1]


def test_no_password_is_written() -> None:
    text = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    assert len(re.findall(r"\$\{POSTGRES_PASSWORD:\?", text)) == text.count("POSTGRES_PASSWORD:") - 1
    example = (DEPLOY / "environnement.exemple").read_text(encoding="utf-8")
    assert re.search(r"^# POSTGRES_PASSWORD=$", example, re.MULTILINE)
    (mode,) = re.findall(r"^OUVERTURE_ACCESS_MODE=(.*)$", example, re.MULTILINE)
    assert mode in MODES
    assert mode != "single_user"


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.stem)
def test_units_are_confined(path: Path) -> None:
    service = unit(path)
    assert service["User"] == "ouverture"
    for key, value in {"NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes", "PrivateTmp": "yes"}.items():  # fmt: skip
        assert service[key] == value, key
    assert service["CapabilityBoundingSet"] == ""
    assert service["SystemCallFilter"] == "@system-service"
    assert service["ExecStart"].startswith("/opt/ouverture/.venv/bin/ouverture ")


def test_every_timer_has_its_unit() -> None:
    for timer in DEPLOY.glob("*.timer"):
        assert timer.with_suffix(".service").exists(), timer.name


def test_uploads_have_one_limit() -> None:
    """The proxy lets through what the application accepts, envelope included, and little more."""
    streamlit = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    (accepted,) = re.findall(r"^maxUploadSize = (\d+)", streamlit, re.MULTILINE)
    sizes = re.findall(r"client_max_body_size (\d+)m;", (DEPLOY / "nginx.conf").read_text(encoding="utf-8"))
    assert [int(size) - int(accepted) for size in sizes] == [6]
