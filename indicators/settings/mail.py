"""The section ``[mail]``: the collectivity's own server of mail, off until somebody turns it on.

The name and the password of the server are in the environment, never in the file: OUVERTURE_MAIL_USER and
OUVERTURE_MAIL_PASSWORD.
"""

from __future__ import annotations

import re
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from indicators.errors import ToldError, marked
from indicators.settings.sections import Section

#: An address that a header can hold as it is: no space, no bracket, no comma, nothing that begins another header.
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,190}[A-Za-z0-9])?", re.ASCII)
USER_VARIABLE, PASSWORD_VARIABLE = "OUVERTURE_MAIL_USER", "OUVERTURE_MAIL_PASSWORD"


class Mail(Section):
    """How mail leaves. ``security``: « starttls » (port 587), « tls » (465) or « none » (a relay of the same machine).

    ``timeout_seconds`` bounds each answer of the server; a message is tried ``tries`` times, later each time.
    ``attachment_megabytes``: a larger report is not attached, and the message says where it is.
    """

    enabled: bool = False
    host: str = ""
    port: int = Field(default=587, ge=1, le=65535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    sender: str = ""
    timeout_seconds: int = Field(default=20, ge=1, le=300)
    tries: int = Field(default=8, ge=1, le=20)
    attachment_megabytes: int = Field(default=8, ge=1, le=50)

    @field_validator("sender")
    @classmethod
    def _one_address(cls, value: str) -> str:
        if value and not ADDRESS.fullmatch(value):
            text = marked("adresse refusée ; accepté : une adresse électronique, par exemple {example}")
            raise ToldError(text, example="ouverture@ville.fr")
        return value

    @model_validator(mode="after")
    def _whole(self) -> Self:
        missing = [name for name in ("host", "sender") if self.enabled and not getattr(self, name)]
        if missing:
            text = marked("{missing} : obligatoire quand enabled = true ; accepté : {example}")
            raise ToldError(
                text, missing=", ".join(missing), example='host = "smtp.ville.fr", sender = "ouverture@ville.fr"'
            )
        return self
