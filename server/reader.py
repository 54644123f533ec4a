"""Who asks for a document or a file that is served beside the pages: the same person that the pages know.

The session's cookie, or the identity cookie that Streamlit signs after a directory's answer: both are looked up in the
database at each request, so that what somebody may read ends with the session and the account, on every replica.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Engine
from starlette.requests import HTTPConnection
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from indicators.access import LOCAL_USER, User
from indicators.access.identity import identify, mode_of
from indicators.access.sessions import COOKIE
from indicators.settings import Access


def reader_of(request: HTTPConnection, engine: Engine, access: Access) -> User | None:
    """The person of this request, None when somebody has to sign in."""
    if mode_of(access) == "single_user":
        return LOCAL_USER
    return identify(engine, access, request.cookies.get(COOKIE), _claims(request.cookies))


def _claims(cookies: Mapping[str, str]) -> Mapping[str, Any]:
    """What the identity cookie says, large ones put together from their pieces; nothing unless its signature is ours.

    The secret is asked for only where there is a signature: Streamlit looks for its files each time.
    """
    if USER_COOKIE_NAME not in cookies:
        return {}
    secret = get_cookie_secret()

    def piece(name: str) -> bytes | None:
        return decode_signed_value(secret, name, cookies[name].encode("latin-1")) if name in cookies else None

    found = get_cookie_with_chunks(piece, USER_COOKIE_NAME)
    return json.loads(found) if found else {}
