"""The program of the map, gathered from its parts and kept by browsers for as long as its mark does not change."""

from __future__ import annotations

from functools import cache

from starlette.requests import Request
from starlette.responses import Response

from indicators.present.maps.program import ADDRESS, mark, program

MAP_PROGRAM = f"/app/static/{ADDRESS}"
_KEPT = "public, max-age=31536000, immutable"


@cache
def _content() -> tuple[bytes, str]:
    content = program().encode()
    return content, mark(content)


async def map_program(request: Request) -> Response:
    """The program; an address without the mark of this content is answered too, and asked again the next time."""
    content, expected = _content()
    lasting = request.query_params.get("v") == expected
    headers = {"Cache-Control": _KEPT if lasting else "no-cache"}
    return Response(content, media_type="text/javascript", headers=headers)
