"""Names of persons on a mission: beside the editions, for officers alone, each with a reason and for a time.

They are a working document of the mission: no edition, export, API nor page of a reader ever holds them, the erasure of
a person rewrites them, and :func:`purge` removes them, all their versions, once their time is over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Engine, delete, select

from indicators.access import User, require
from indicators.errors import ReasonedError, marked
from indicators.records import PartialDate
from indicators.records.dates import last_day, months_between
from indicators.settings import Privacy
from indicators.store import audit, workspace
from indicators.store.engine import writing
from indicators.store.tables import document

KIND = "mission_people"

_SAID = {
    "allowed": marked("Noms refusés : la clé names de la section [privacy] ne les permet pas ; écrivez les fonctions."),
    "reason": marked("Noms refusés : il manque la raison qui les rend nécessaires, par exemple « demande de visa »."),
    "end": marked("Noms refusés : la date de la mission ne se lit pas, le jour de leur effacement non plus."),
}


class PeopleError(ReasonedError):
    """Names cannot be kept; ``reason`` is one of the keys of the sentences above."""

    code = "mission_people"
    said = _SAID


@dataclass(frozen=True, slots=True)
class People:
    """The names of a mission, why they are kept, and the version that was read."""

    names: tuple[str, ...] = ()
    reason: str = ""
    version: int = 0


def of_mission(engine: Engine, user: User, territory: str, mission: str) -> People:
    """The names of a mission; AccessDenied for who may not change the territory."""
    require(user, "officer", territory)
    found = workspace.get(engine, KIND, territory, mission)
    version = workspace.version(engine, KIND, territory, mission)
    return People(version=version) if found is None else People(tuple(found.payload["names"]), found.payload["reason"], version)  # fmt: skip


def keep(
    engine: Engine, privacy: Privacy, user: User, territory: str, mission: str, ends: PartialDate,
    names: Sequence[str], reason: str, expected_version: int,
) -> None:  # fmt: skip
    """Keep the names of a mission that ``ends`` on a day; without any, remove them. Raises PeopleError, StaleDocumentError, AccessDenied."""
    require(user, "officer", territory)
    told = [name.strip() for name in names if name.strip()]
    end = last_day(ends)
    if told and not privacy.names:
        raise PeopleError("allowed")
    if told and not reason.strip():
        raise PeopleError("reason")
    if told and end is None:
        raise PeopleError("end")
    until = end.isoformat() if end is not None else ""
    payload: dict[str, Any] = {"names": told, "reason": reason.strip(), "end": until} if told else {"removed": True}
    workspace.put(engine, KIND, territory, mission, payload, user.name, expected_version=expected_version)


def purge(engine: Engine, privacy: Privacy, today: date, by: str) -> int:
    """Erase the names whose time is over, every version of them; returns the number of missions. The audit says so."""
    with writing(engine) as connection:
        rows = connection.execute(select(document.c.territory, document.c.key, document.c.payload).where(document.c.kind == KIND)).all()  # fmt: skip
        over = {(row.territory, row.key) for row in rows if _over(row.payload, privacy, today)}
        for territory, key in sorted(over):
            mine = (document.c.kind == KIND) & (document.c.territory == territory) & (document.c.key == key)
            connection.execute(delete(document).where(mine))
        if over:
            audit.write(connection, by, "mission_people_purged", "", {"missions": len(over)})
    return len(over)


def _over(payload: Any, privacy: Privacy, today: date) -> bool:
    end = last_day(str(payload.get("end", "")))
    return end is not None and months_between(end, today) >= privacy.keep_months
