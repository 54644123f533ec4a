"""Why something cannot be published, in sentences that say what to do: for the pages and for the command line."""

from __future__ import annotations

from collections.abc import Iterable

from indicators.errors import ToldError
from indicators.intake.corrections import Correction
from indicators.intake.entering import RefusedRowsError
from indicators.intake.ledger import ChangedMeanwhileError, Ledger, Meanwhile
from indicators.intake.schemas import load_schemas
from indicators.intake.wording import spot, word
from indicators.present.texts import Translator
from indicators.store.editions import ConflictError

_KEYS = 10
_REASONS = 5


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


def details(error: ToldError, t: Translator) -> list[str]:
    """What a refusal of the intake points at, a line each: rows in conflict, reasons, what others did meanwhile."""
    if isinstance(error, ConflictError):
        return conflicting(error, t)
    if isinstance(error, RefusedRowsError):
        said = dict.fromkeys(word(issue, t) for issue in error.issues.of("blocking"))
        return [f"{item.message} {item.mend}".strip() for item in list(said)[:_REASONS]]
    return meanwhile_told(error.what, t) if isinstance(error, ChangedMeanwhileError) else []


def meanwhile_told(what: Meanwhile, t: Translator) -> list[str]:
    """Who changed a batch while a person was reading it, when, and what."""
    rows, cells = sum(what.restaged.values()), len(what.corrections)
    done = [
        t.n("{count} cellule corrigée", "{count} cellules corrigées", cells) if cells else "",
        t.n("{count} point confirmé", "{count} points confirmés", len(what.confirmed)) if what.confirmed else "",
        t.n("{count} ligne reprise à l'écran", "{count} lignes reprises à l'écran", rows) if rows else "",
    ]
    said = t.join([item for item in done if item]) or t("fichier relu")
    head = t(
        "{file} – {who}, {moment} : {what}",
        file=what.file or t("sans nom"), who=t.join(what.authors), moment=t.moment(what.at), what=said,
    )  # fmt: skip
    return [head, *corrections_told(what.corrections[:_KEYS], t)]


def corrections_told(corrections: Iterable[Correction], t: Translator) -> list[str]:
    """Corrections one by one: where, and the new text."""
    return [
        t("{place} : « {text} »", place=spot(item.sheet, item.row, item.column, t), text=item.text)
        for item in corrections
    ]


def conflicting(error: ConflictError, t: Translator) -> list[str]:
    """The rows in conflict, a line a kind of record, the first ones named."""
    return [
        t("{kind} : {keys}", kind=t(load_schemas()[kind].title), keys=", ".join(_named(key) for key in keys[:_KEYS]))
        for kind, keys in error.keys.items()
    ]


def _named(key: tuple[object, ...]) -> str:
    return " · ".join(map(str, key))
