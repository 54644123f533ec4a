"""The installation of the guide, started by hand: two replicas on one PostgreSQL behind the nginx of ``deploy/``."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import Message
from http.client import HTTPSConnection
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from sqlalchemy import Engine

from indicators.access import User, accounts
from indicators.records import Territory
from indicators.store import drafts, editions
from indicators.store.engine import migrate, open_engine
from tests.conftest import made_database, pass_over

ROOT = Path(__file__).parent.parent.parent
DEPLOY = ROOT / "deploy"
NAME = "localhost"
AFFINITY = "ouverture_replique"
ADMIN = User("Administration", "administrator", "local")
READER, PASSWORD = "elue@ville.example", "correct cheval pile"
NGINX = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")


def free_port() -> int:
    """A port that nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Replica:
    """One process of the application, on its port, started as its systemd unit starts it."""

    port: int
    log: Path
    environment: dict[str, str]
    process: subprocess.Popen[bytes] = field(init=False)

    def start(self) -> None:
        """The process, in a group of its own; it is not yet healthy."""
        command = [sys.executable, "-m", "indicators.cli", "serve", "--port", str(self.port)]
        with self.log.open("ab") as file:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=file, stderr=file, start_new_session=True
            )

    def stop(self) -> None:
        """As systemd asks it to stop; nothing if it has ended."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(timeout=30)

    def wait(self) -> None:
        """Until it is healthy, its database included."""
        for _ in range(600):
            assert self.process.poll() is None, self.log.read_text(encoding="utf-8")
            try:
                urlopen(f"http://127.0.0.1:{self.port}/api/sante", timeout=2).close()
                return
            except (URLError, OSError):
                time.sleep(0.1)
        raise TimeoutError(self.log.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Answer:
    """What the proxy answered."""

    status: int
    headers: Message
    text: str


@dataclass
class Installation:
    """What the tests talk to: the proxy's two ports, its log, the replicas behind, the database they share."""

    http: int
    https: int
    access_log: Path
    replicas: tuple[Replica, Replica]
    engine: Engine
    tls: ssl.SSLContext

    def ask(self, path: str, *, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        """The answer of the proxy to a path sent as it is."""
        connection = HTTPSConnection(NAME, self.https, context=self.tls, timeout=20)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, named)
        found = connection.getresponse()
        answer = Answer(found.status, found.headers, found.read().decode("utf-8", "replace"))
        connection.close()
        return answer

    def logged(self, path: str, count: int = 1) -> list[dict[str, Any]]:
        """The lines of the proxy's log for a path: at least ``count``, written a little after the answers."""
        for _ in range(100):
            written = [json.loads(line) for line in self.access_log.read_text(encoding="utf-8").splitlines()]
            lines = [line for line in written if line["path"] == path]
            if len(lines) >= count:
                return lines
            time.sleep(0.02)
        raise AssertionError(f"{path} is not {count} times in the log")

    def served_by(self, path: str, count: int = 1) -> str:
        """The replica that answered the ``count``-th request for a path; the last one where another was tried first."""
        return str(self.logged(path, count)[-1]["replica"]).split(", ")[-1]


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Two replicas, one PostgreSQL, one proxy, one account."""
    with installed(tmp_path_factory.mktemp("deploy"), free_port()) as found:
        yield found


@contextmanager
def installed(place: Path, https: int, **environment: str) -> Iterator[Installation]:
    """The installation in a folder, its site on the port given; ``environment`` is added to the replicas'."""
    if NGINX is None:
        pass_over("no nginx on this machine")
    with ExitStack() as stack:
        url = stack.enter_context(made_database("postgresql", place))
        engine = open_engine(url)
        stack.callback(engine.dispose)
        prepare(engine)
        started = [stack.enter_context(replica(place, url, **environment)) for _ in range(2)]
        for item in started:
            item.wait()
        replicas, http, certificate = (started[0], started[1]), free_port(), make_certificate(place)
        stack.enter_context(proxy(place, [item.port for item in replicas], http, https))
        trusted = ssl.create_default_context(cafile=str(certificate))
        yield Installation(http, https, place / "access.log", replicas, engine, trusted)


def prepare(engine: Engine) -> None:
    """One territory published and one account: less than the demonstration, which takes time to publish."""
    migrate(engine)
    batch = drafts.open_batch(engine, "Agent")
    drafts.stage(engine, batch.id, "territory", [Territory(code="38185", name="Grenoble")])
    editions.publish(engine, [batch.id], "Première", "Agent")
    accounts.create(engine, ADMIN, READER, "Élue", "reader", password=PASSWORD)


@contextmanager
def replica(place: Path, url: str, **added: str) -> Iterator[Replica]:
    """A replica on a port of its own, with what is ``added`` to its environment."""
    port = free_port()
    environment = {**os.environ, "OUVERTURE_DATABASE_URL": url}
    environment |= {"OUVERTURE_ACCESS_MODE": "accounts", "OUVERTURE_DATA_DIR": str(place), **added}
    found = Replica(port, place / f"replica-{port}.log", environment)
    found.start()
    try:
        yield found
    finally:
        found.stop()


@contextmanager
def proxy(place: Path, replicas: Sequence[int], http: int, https: int) -> Iterator[None]:
    """nginx on the configuration that is delivered, its ports and paths changed, before the ``replicas``' ports."""
    (place / "ouverture").mkdir()
    servers = (DEPLOY / "replicas.conf").read_text(encoding="utf-8")
    for delivered, port in zip(("8501", "8502"), replicas, strict=True):
        servers = servers.replace(f":{delivered} ", f":{port} ")
    (place / "ouverture" / "replicas.conf").write_text(servers, encoding="utf-8")
    (place / "ouverture.conf").write_text(moved(place, http, https), encoding="utf-8")
    temporary = "".join(f"{kind}_temp_path {place}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))  # fmt: skip
    user = "user root;\n" if os.getuid() == 0 else ""
    (place / "nginx.conf").write_text(
        f"{user}daemon off;\nworker_processes 2;\npid {place}/pid;\nerror_log {place}/error.log;\n"
        f"events {{}}\nhttp {{\n{temporary}include ouverture.conf;\n}}\n",
        encoding="utf-8",
    )
    command = [str(NGINX), "-p", str(place), "-c", str(place / "nginx.conf"), "-e", str(place / "error.log")]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    process = subprocess.Popen(command)
    try:
        wait_for(https)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def moved(place: Path, http: int, https: int) -> str:
    """The delivered configuration with the ports, the name and the paths of a test."""
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    changes = {
        "listen 80;": f"listen 127.0.0.1:{http};",
        "listen 443 ": f"listen 127.0.0.1:{https} ",
        "ouverture.exemple.fr": NAME,
        "/etc/ouverture/tls/": f"{place}/",
        "/var/log/nginx/ouverture.log": f"{place}/access.log",
        "/var/log/nginx/ouverture.error.log": f"{place}/site.error.log",
        "/var/cache/nginx-ouverture": f"{place}/cache",
    }
    for before, after in changes.items():
        assert before in text, f"{before} is no longer in deploy/nginx.conf"
        text = text.replace(before, after)
    return text


def wait_for(port: int) -> None:
    """Until somebody listens on a port."""
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"nobody listens on {port}")


def make_certificate(place: Path) -> Path:
    """A certificate for this machine, for a day."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(hours=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (place / "cle.pem").write_bytes(private)
    (place / "certificat.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return place / "certificat.pem"


@pytest.fixture
def affinities(installation: Installation) -> dict[str, str]:
    """An affinity cookie for each of the two replicas, as the proxy gives them to new readers."""
    found: dict[str, str] = {}
    for _ in range(60):
        path = f"/{uuid.uuid4().hex}"
        given = installation.ask(path).headers["Set-Cookie"]
        found[installation.served_by(path)] = given.split(";")[0]
        if len(found) == 2:
            return found
    raise AssertionError(f"sixty readers on {list(found)} alone")
