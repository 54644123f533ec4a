"""The words of the session, the report, the fiche and the public page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from indicators.present.texts.evaluation.levels import level_name
from indicators.present.texts.translator import Translator
from indicators.records import Level

if TYPE_CHECKING:
    from indicators.present.reports.model import Narrative
    from indicators.present.reports.parts import Pending
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
        name=t(edition.name),
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


def short_footer(source: ReportSource, t: Translator) -> str:
    """The same in the room of a slide: whose, which edition, the day of the meeting, the number of its decision."""
    session, edition = source.session, source.snapshot.edition
    parts = [source.name, t("édition {number}", number=edition.number)]
    if session and session.date:
        parts.append(t.date(session.date))
    if session and session.deliberation:
        parts.append(t("n° {number}", number=session.deliberation))
    return " · ".join(parts)


def fictional_band(t: Translator) -> str:
    """The band that a generated territory carries everywhere."""
    return t("Données fictives : ce territoire est inventé pour la formation et la démonstration.")


def bands(source: ReportSource, *, example: bool) -> list[str]:
    """What a cover, a page or a slide says of itself: invented territory, invented rows (``example``)."""
    return invented(source.t, fictional=source.fictional, example=example)


def invented(t: Translator, *, fictional: bool, example: bool) -> list[str]:
    """What must be read beside a figure of an invented territory, or that rests on an invented row."""
    told = [fictional_band(t)] if fictional else []
    return [*told, example_mark(t)] if example else told


def short_bands(source: ReportSource, *, example: bool) -> list[str]:
    """The same in the room of a slide; the notes say it whole."""
    told = [source.t("Données fictives")] if source.fictional else []
    return [*told, source.t("Exemple : texte, chiffre ou cible inventés")] if example else told


def project(waiting: Sequence[Pending], t: Translator) -> str:
    """Why a volume is still a draft: the parts that nobody wrote."""
    names = t.join([t.quoted(item.name) for item in waiting])
    return t("Projet : il reste à écrire {names}.", names=names)


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
