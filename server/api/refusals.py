"""What the API answers when it refuses: a problem (RFC 9457) in the reader's language, never a bare status."""

from __future__ import annotations

import json
from difflib import get_close_matches

from pydantic import ValidationError
from starlette.responses import Response

from indicators.errors import Part, ToldError, marked
from indicators.present.texts import Translator
from indicators.present.texts.errors import error_message
from server.api.operations import Operation, accepted_by

_TITLES = {
    400: marked("Demande refusée"),
    401: marked("Jeton nécessaire"),
    403: marked("Accès refusé"),
    404: marked("Introuvable"),
    405: marked("Lecture seule"),
    422: marked("Paramètre refusé"),
    429: marked("Trop de demandes"),
    500: marked("Erreur"),
    503: marked("Base de données absente"),
}
_SHOWN = 60


class Refused(Exception):
    """A request that is refused, with the status of the answer."""

    def __init__(self, status: int, error: ToldError, code: str = "", **headers: str) -> None:
        self.status, self.error, self.code, self.headers = status, error, code or error.code, headers
        super().__init__(str(error))


def refusal(refused: Refused, t: Translator) -> Response:
    """The answer to a request that is refused."""
    body = {
        "type": "about:blank",
        "title": t(_TITLES[refused.status]),
        "status": refused.status,
        "detail": error_message(refused.error, t),
        "code": refused.code,
    }
    headers = {"Cache-Control": "no-store", "Content-Language": t.lang}
    headers |= {name.replace("_", "-"): value for name, value in refused.headers.items()}
    return Response(json.dumps(body, ensure_ascii=False), refused.status, headers, "application/problem+json")


def of_parameters(error: ValidationError, item: Operation) -> Refused:
    """The first parameter that is refused: which, what was received, what is accepted."""
    detail = error.errors(include_url=False)[0]
    name = str(detail["loc"][0])
    if detail["type"] == "extra_forbidden":
        return unknown_parameter(name, item)
    accepted = accepted_by(item.parameters[name])
    if detail["type"] == "missing":
        told = ToldError(marked("Le paramètre « {name} » manque."), name=name)
    else:
        received = str(detail["input"])[:_SHOWN]
        told = ToldError(marked("Paramètre « {name} » refusé, reçu : « {value} »."), name=name, value=received)
    return Refused(422, _with_accepted(told, accepted), "parameter")


def unknown_parameter(name: str, item: Operation) -> Refused:
    """A parameter that this address does not know, with the nearest one that it does."""
    near = get_close_matches(name, item.parameters, n=1)
    shown = name[:_SHOWN]
    if near:
        told = ToldError(
            marked("Paramètre « {name} » inconnu ; le plus proche : « {nearest} »."), name=shown, nearest=near[0]
        )
    else:
        told = ToldError(
            marked("Paramètre « {name} » inconnu ; accepté : {accepted}."),
            name=shown,
            accepted=", ".join(item.parameters),
        )
    return Refused(422, told, "parameter")


def repeated(name: str) -> Refused:
    """A parameter given twice: which of the two is meant is not guessed."""
    told = ToldError(marked("Le paramètre « {name} » est donné plusieurs fois ; une seule est acceptée."), name=name[:_SHOWN])  # fmt: skip
    return Refused(422, told, "parameter")


def _with_accepted(told: ToldError, accepted: str) -> ToldError:
    return ToldError(marked("{what} Accepté : {accepted}."), what=told.part, accepted=Part(accepted))
