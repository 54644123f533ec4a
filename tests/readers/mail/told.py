"""Who is written to in the tests of mail, what is published for them, and what arrived."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from indicators.access import User
from indicators.catalogue import load_catalogue
from indicators.documents.reader import Reader
from indicators.readers.mail import subscriptions
from indicators.records import Observation
from indicators.settings import load_settings
from indicators.store import drafts, editions
from tests.readers.mail.mailbox import Mailbox

PASSWORD = "correct cheval pile"
IDA = User("Ida", "reader", "account", "ida@exempleville.fr")
ADA = User("Ada", "officer", "account", "ada@exempleville.fr")
SITE = "https://ouverture.exempleville.fr"
CATALOGUE = load_catalogue()


@dataclass
class Hand:
    """Moves the clock of the store."""

    at: datetime = datetime(2026, 7, 20, 9, 0, tzinfo=UTC)

    def now(self) -> str:
        return self.at.isoformat(timespec="microseconds")


def reader(engine: Engine, tmp_path: Path, box: Mailbox, **mail: object) -> Reader:
    said = {"enabled": True, "host": "127.0.0.1", "port": box.port, "security": "none", "sender": "ouverture@exempleville.fr", "timeout_seconds": 1, "tries": 3} | mail  # fmt: skip
    lines = [f"{key} = {str(value).lower() if isinstance(value, bool) else repr(value).replace(chr(39), chr(34))}" for key, value in said.items()]  # fmt: skip
    path = tmp_path / "config.toml"
    path.write_text(f'[collectivity]\naddress = "{SITE}"\n[mail]\n' + "\n".join(lines), encoding="utf-8")
    settings = load_settings(path, CATALOGUE)
    return Reader(engine, settings.extend(CATALOGUE), settings)


def subscribed(engine: Engine, user: User = IDA, address: str = "", **asked: Any) -> subscriptions.Subscription:
    return subscriptions.subscribe(
        engine, user, address or user.login, lang="fr", territory="EX001", edition=latest(engine), **asked
    )


def latest(engine: Engine) -> int:
    found = editions.latest(engine)
    return found.number if found else 0


def published(engine: Engine, name: str = "Comptes corrigés") -> int:
    """An edition in which four figures of Exempleville moved."""
    batch, number = drafts.open_batch(engine, "Ada"), latest(engine) + 1
    rows = [
        Observation(territory="EX001", indicator=name_, year=2025, value=float(number + rank), source="Essai")
        for rank, name_ in enumerate(
            ("d1_export_intensity", "d1_trade_openness", "d1_extra_eu_share", "d2_fdi_projects_100k")
        )
        if name_ in CATALOGUE.indicators
    ]
    drafts.stage(engine, batch.id, "observation", rows)
    return editions.publish(engine, [batch.id], name, "Ada").number


def text_of(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()).replace("\u202f", " ").replace("\u00a0", " ")
