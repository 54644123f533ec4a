"""What the year asks to decide and what went well, in words: a count, then the first names."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.present.texts.translator import Translator


def some(names: Sequence[str], most: int, t: Translator) -> str:
    """The first names, then how many others there are."""
    shown, left = list(names[:most]), len(names) - most
    if left > 0:
        shown.append(t.n("{count} autre", "{count} autres", left))
    return t.join(shown)


def renewals(names: Sequence[str], most: int, t: Translator) -> str:
    """Agreements that end."""
    return t.n(
        "{count} accord à renouveler ou à clore : {names}.",
        "{count} accords à renouveler ou à clore : {names}.",
        len(names),
        names=some(names, most, t),
    )


def unanswered(names: Sequence[str], t: Translator) -> str:
    """The externalities in alert without a measure in force."""
    return t.n(
        "{count} effet indésirable en alerte sans mesure de réponse : {names}.",
        "{count} effets indésirables en alerte sans mesure de réponse : {names}.",
        len(names),
        names=t.join(names),
    )


def late_targets(names: Sequence[str], receding: int, most: int, t: Translator) -> str:
    """Targets that the present pace does not reach; ``receding`` of them go back."""
    return t.n(
        "{count} cible en retard{receding}, à soutenir ou à revoir : {names}.",
        "{count} cibles en retard{receding}, à soutenir ou à revoir : {names}.",
        len(names),
        receding=t(" (dont {count} en recul)", count=receding) if receding else "",
        names=some(names, most, t),
    )


def reached_targets(names: Sequence[str], most: int, t: Translator) -> str:
    """Targets that are reached."""
    return t.n("{count} cible atteinte : {names}.", "{count} cibles atteintes : {names}.", len(names), names=some(names, most, t))  # fmt: skip


def on_their_way(names: Sequence[str], most: int, t: Translator) -> str:
    """Targets that the present pace reaches in time."""
    return t.n("{count} cible en bonne voie : {names}.", "{count} cibles en bonne voie : {names}.", len(names), names=some(names, most, t))  # fmt: skip


def unconfirmed(share: float | None, t: Translator) -> str:
    """Money whose rubric nobody confirmed."""
    return t(
        "Répartition du budget à valider : {share} des montants n'ont pas de rubrique confirmée.",
        share=t.percent(share, 0),
    )


def unused_ceilings(names: Sequence[str], t: Translator) -> str:
    """Levers that the law allows and that no line uses."""
    return t("Dispositifs du 1 % sans dépense connue : {names}.", names=t.join(names))


def unknown(missing: int, without: int, t: Translator) -> str:
    """What cannot be judged yet."""
    parts = []
    if missing:
        parts.append(t.n("{count} indicateur sans donnée", "{count} indicateurs sans donnée", missing))
    if without:
        parts.append(t.n("{count} indicateur mesuré sans cible", "{count} indicateurs mesurés sans cible", without))
    return t("À décider ou à mesurer : {parts}.", parts=t.join(parts))


def counted(kind: str, count: int, t: Translator) -> str:
    """The same statements on one line, without the names."""
    lines = {
        "reached": t.n("{count} cible atteinte.", "{count} cibles atteintes.", count),
        "on_track": t.n("{count} cible en bonne voie.", "{count} cibles en bonne voie.", count),
        "unanswered": t.n(
            "{count} effet indésirable en alerte, sans mesure de réponse.",
            "{count} effets indésirables en alerte, sans mesure de réponse.",
            count,
        ),
        "renewals": t.n("{count} accord à renouveler ou à clore.", "{count} accords à renouveler ou à clore.", count),
        "late": t.n("{count} cible en retard.", "{count} cibles en retard.", count),
        "unused": t.n(
            "{count} dispositif légal sans dépense connue.", "{count} dispositifs légaux sans dépense connue.", count
        ),
        "missing": t.n("{count} indicateur sans donnée.", "{count} indicateurs sans donnée.", count),
        "no_target": t.n("{count} indicateur mesuré sans cible.", "{count} indicateurs mesurés sans cible.", count),
    }
    return lines[kind]
