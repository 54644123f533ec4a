"""The words of the session, the report, the fiche and the public page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from indicators.present.texts.evaluation.levels import level_name
from indicators.present.texts.translator import Translator
from indicators.records import Level

if TYPE_CHECKING:
    from indicators.present.reports.model import Narrative
    from indicators.present.reports.source import ReportSource


def level_slide(level: Level, t: Translator) -> str:
    """The name of the slide of a level."""
    return t("Évaluation : {level}", level=level_name(level, t).lower())


def identity(source: ReportSource, t: Translator) -> tuple[str, ...]:
    """Who, which meeting, which edition: the lines of a cover."""
    session = source.session
    meeting = []
    if session and session.date:
        meeting.append(t("Séance du {date}", date=t.date(session.date)))
    if session and session.deliberation:
        meeting.append(t("Délibération n° {number}", number=session.deliberation))
    office = source.settings.collectivity
    return tuple(
        line
        for line in (
            source.name,
            " · ".join(meeting),
            edition_line(source, t),
            " · ".join(part for part in (office.name, office.office) if part),
        )
        if line
    )


def edition_line(source: ReportSource, t: Translator) -> str:
    """Which frozen edition the figures come from."""
    edition = source.snapshot.edition
    return t(
        "Édition {number} : {name}, {date}",
        number=edition.number,
        name=edition.name,
        date=t.day(edition.published_at),
    )


def footer(source: ReportSource, t: Translator) -> str:
    """The foot of every slide and page: territory, edition, session, deliberation."""
    session = source.session
    parts = [source.name, edition_line(source, t)]
    if session and session.date:
        parts.append(t("séance du {date}", date=t.date(session.date)))
    if session and session.deliberation:
        parts.append(t("délibération n° {number}", number=session.deliberation))
    return " · ".join(parts)


def fictional_band(t: Translator) -> str:
    """The band that a generated territory carries everywhere."""
    return t("Données fictives : ce territoire est inventé pour la formation et la démonstration.")


def bands(source: ReportSource, *, example: bool) -> list[str]:
    """What a cover, a page or a slide says of itself: invented territory, invented rows (``example``)."""
    told = [fictional_band(source.t)] if source.fictional else []
    return [*told, example_mark(source.t)] if example else told


def example_mark(t: Translator) -> str:
    """The mark of what is invented."""
    return t("Exemple : texte, chiffre ou cible inventés, à remplacer par les vôtres.")


def first_edition(source: ReportSource, t: Translator) -> str:
    """Why nothing is compared."""
    return t("Première édition publiée pour {name} : il n'y a rien à comparer.", name=source.name)


def signed(narrative: Narrative, t: Translator) -> str:
    """A text with its author, its date, and the mark of a draft."""
    return f"{narrative.text} ({authored(narrative, t)})"


def authored(narrative: Narrative, t: Translator) -> str:
    """Who wrote a text and when, with the mark of a draft."""
    date = t.date(narrative.date[:10])
    if narrative.draft:
        return t("brouillon de {author}, {date}", author=narrative.author, date=date)
    return t("{author}, {date}", author=narrative.author, date=date)


def _some(names: Sequence[str], most: int, t: Translator) -> str:
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
        names=_some(names, most, t),
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
        names=_some(names, most, t),
    )


def reached_targets(names: Sequence[str], most: int, t: Translator) -> str:
    """Targets that are reached."""
    return t.n("{count} cible atteinte : {names}.", "{count} cibles atteintes : {names}.", len(names), names=_some(names, most, t))  # fmt: skip


def on_their_way(names: Sequence[str], most: int, t: Translator) -> str:
    """Targets that the present pace reaches in time."""
    return t.n("{count} cible en bonne voie : {names}.", "{count} cibles en bonne voie : {names}.", len(names), names=_some(names, most, t))  # fmt: skip


def unconfirmed(share: float | None, t: Translator) -> str:
    """Money whose rubric nobody confirmed."""
    return t("{share} des montants attendent qu'une personne confirme leur rubrique.", share=t.percent(share, 0))


def unused_ceilings(names: Sequence[str], t: Translator) -> str:
    """Levers that the law allows and that no line uses."""
    return t("Dispositifs du 1 % sans dépense connue : {names}.", names=t.join(names))


def unknown(missing: int, without: int, t: Translator) -> str:
    """What cannot be judged yet."""
    parts = []
    if missing:
        parts.append(t.n("{count} indicateur sans donnée", "{count} indicateurs sans donnée", missing))
    if without:
        parts.append(t.n("{count} indicateur sans cible", "{count} indicateurs sans cible", without))
    return t("À décider ou à mesurer : {parts}.", parts=t.join(parts))
