"""Two identity providers on this machine: a real one from the package index, and one that lies.

The real one (oidc-provider-mock, made of Authlib and Flask) shows its own form, signs with RS256, checks codes and ends
sessions. The liar follows the protocol and gives whatever identity token the test asks for: expired, signed by another
key, for another application, with another nonce.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.browser.conftest import free_port

CLIENT = "ouverture"
COOKIE_SECRET = "un secret de trente-deux caractères au moins"


def secrets_file(
    folder: Path, provider: str, secret: str = COOKIE_SECRET, site: str = "http://localhost:{port}"
) -> Path:
    """What an administrator writes in ``secrets.toml`` for a provider and a site (the server itself by default)."""
    path = folder / "secrets.toml"
    path.write_text(
        f"""[auth]
redirect_uri = "{site}/oauth2callback"
cookie_secret = "{secret}"
client_id = "{CLIENT}"
client_secret = "essai"
server_metadata_url = "{provider}/.well-known/openid-configuration"
client_kwargs = {{ scope = "openid email profile", prompt = "login" }}
""",
        encoding="utf-8",
    )
    return path


@contextmanager
def real_provider(people: dict[str, dict[str, Any]]) -> Iterator[str]:
    """The real provider in a process of its own, with the claims of each person by subject; yields its address."""
    port = free_port()
    address = f"http://localhost:{port}"
    # Its own library is older than its Authlib, and says so in warnings.
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for subject, claims in people.items():
            _put(f"{address}/users/{subject}", claims)
        yield address
    finally:
        process.terminate()
        process.wait()


def _put(url: str, claims: dict[str, Any]) -> None:
    for _ in range(100):
        try:
            assert httpx.put(url, json=claims).status_code == 204
            return
        except httpx.ConnectError:
            time.sleep(0.1)
    raise TimeoutError(url)


class Liar:
    """A provider that gives the identity token that ``forge`` makes of the honest claims."""

    def __init__(self, port: int) -> None:
        self.address = f"http://localhost:{port}"
        self.key = RSAKey.generate_key(2048, {"kid": "k1", "use": "sig", "alg": "RS256"})
        self.other_key = RSAKey.generate_key(2048, {"kid": "k1", "use": "sig", "alg": "RS256"})
        self.asked: dict[str, str] = {}
        self.forge: Callable[[dict[str, Any]], str] = self.honest

    def honest(self, claims: dict[str, Any], key: RSAKey | None = None) -> str:
        """The claims, signed with the published key or another one."""
        return jwt.encode({"alg": "RS256", "kid": "k1"}, claims, key or self.key)

    async def configuration(self, _request: Request) -> Response:
        """The discovery document."""
        places = {name: f"{self.address}/{name}" for name in ("authorize", "token", "jwks")}
        return JSONResponse({
            "issuer": self.address, "authorization_endpoint": places["authorize"], "token_endpoint": places["token"],
            "jwks_uri": places["jwks"], "response_types_supported": ["code"], "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
        })  # fmt: skip

    async def authorize(self, request: Request) -> Response:
        """Say yes at once."""
        self.asked = dict(request.query_params)
        return RedirectResponse(f"{self.asked['redirect_uri']}?code=x&state={self.asked['state']}", 302)

    async def token(self, _request: Request) -> Response:
        """The identity token, forged or not."""
        now = int(time.time())
        claims = {
            "iss": self.address, "aud": CLIENT, "sub": "u1", "name": "Aïcha", "email": "aicha@ville.fr",
            "email_verified": True, "groups": ["direction"], "nonce": self.asked.get("nonce"), "iat": now, "exp": now + 600,
        }  # fmt: skip
        token = self.forge(claims)
        return JSONResponse({"access_token": "a", "token_type": "Bearer", "expires_in": 600, "id_token": token})

    async def jwks(self, _request: Request) -> Response:
        """The published key."""
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})

    def application(self) -> Starlette:
        """The routes."""
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.configuration),
                Route("/authorize", self.authorize),
                Route("/token", self.token, methods=["POST"]),
                Route("/jwks", self.jwks),
            ]
        )


@contextmanager
def lying_provider() -> Iterator[Liar]:
    """The provider that lies, on a thread."""
    port = free_port()
    liar = Liar(port)
    server = uvicorn.Server(uvicorn.Config(liar.application(), host="localhost", port=port, log_config=None))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    try:
        yield liar
    finally:
        server.should_exit = True
        thread.join()
