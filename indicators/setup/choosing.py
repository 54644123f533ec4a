"""Change the settings kept in the database: rights, what the file holds, validity, the trail; every replica then reads them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from indicators.access import User, require
from indicators.catalogue import Catalogue
from indicators.errors import ToldError, marked
from indicators.settings import DATA_IMAGE, KEPT, Settings, completed, held, load_settings
from indicators.store import audit, kept_settings
from indicators.store.engine import lock_access, writing

#: What an officer may set too; the rest are settings of the installation, which the administration holds.
OFFICERS = frozenset({"collectivity.lead_figures", "collectivity.checklist"})


class HeldSettingError(ToldError):
    """A choice that ``config.toml`` already makes; ``keys`` names those that it holds."""

    code = "held_setting"

    def __init__(self, keys: tuple[str, ...]) -> None:
        self.keys = keys
        super().__init__(
            marked("Rien n'a changé : le fichier des réglages du serveur tient déjà {keys}. C'est là qu'il se change."),
            keys=", ".join(keys),
        )

    @property
    def cells(self) -> tuple[str, ...]:
        """The keys that the file holds."""
        return self.keys

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.keys,)


def change_settings(
    engine: Engine, written: Settings, catalogue: Catalogue, changes: Mapping[str, Any], user: User
) -> Settings:
    """Keep choices by dotted key (None: back to the default) and return the settings that everybody reads from now on.

    ``written`` are the settings of the file. Raises AccessDenied, :class:`HeldSettingError` for what the file says, and
    SettingsError for a value that the file would be refused for. What is already so is not written again.
    """
    require(user, "officer" if changes.keys() <= OFFICERS else "administrator")
    if unknown := changes.keys() - set(KEPT):
        raise ValueError(f"not kept in the database: {sorted(unknown)}")
    with writing(engine) as connection:
        lock_access(connection)
        before = kept_settings.latest(connection)
        fresh = {key: value for key, value in changes.items() if before.get(key) != value}
        if taken := tuple(sorted(fresh.keys() & held(written.path, _territory(written, before, fresh)))):
            raise HeldSettingError(taken)
        after = {key: value for key, value in {**before, **fresh}.items() if value is not None}
        load_settings(Path(written.path) if written.path else None, catalogue, after)
        if fresh:
            kept_settings.add(connection, user.name, fresh)
            audit.write(connection, user.name, "settings_changed", ", ".join(fresh), _told(fresh))
    return completed(written, after, catalogue)


def _territory(written: Settings, before: Mapping[str, Any], fresh: Mapping[str, Any]) -> str:
    """The territory whose references are about to be kept."""
    named = fresh.get("references.by_territory") or {}
    return next(iter(named), str(before.get("collectivity.territory", written.collectivity.territory)))


def _told(changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes as the trail keeps them: an image by its weight."""
    return {
        key: f"PNG, {len(value) * 3 // 4 // 1024} Kio" if str(value).startswith(DATA_IMAGE) else value
        for key, value in changes.items()
    }
