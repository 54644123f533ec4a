"""Why something cannot be published, in sentences that say what to do: for the pages and for the command line."""

from __future__ import annotations

from indicators.intake.ledger import Ledger
from indicators.intake.schemas import load_schemas
from indicators.present.texts import Translator
from indicators.store.editions import ConflictError

_KEYS = 10


def not_ready(ledger: Ledger, t: Translator) -> list[str]:
    """Why a batch cannot be published yet; nothing for a batch that can."""
    if not ledger.complete:
        return [t("La lecture a été interrompue : déposez à nouveau le fichier.")]
    found = []
    if ledger.blocked:
        found.append(
            t.n(
                "{count} point bloquant à corriger dans « Constats » ou « Corriger ».",
                "{count} points bloquants à corriger dans « Constats » ou « Corriger ».",
                ledger.counts.get("blocking", 0),
            )
        )
    if ledger.waiting:
        waiting = sum(ledger.waiting.values())
        found.append(
            t.n(
                "{count} point à confirmer dans « Constats ».", "{count} points à confirmer dans « Constats ».", waiting
            )
        )
    return found


def conflicting(error: ConflictError, t: Translator) -> list[str]:
    """The rows in conflict, a line a kind of record, the first ones named."""
    return [
        t("{kind} : {keys}", kind=t(load_schemas()[kind].title), keys=", ".join(_named(key) for key in keys[:_KEYS]))
        for kind, keys in error.keys.items()
    ]


def _named(key: tuple[object, ...]) -> str:
    return " · ".join(map(str, key))
