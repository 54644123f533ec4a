"""The first two slides: whose policy it is, and the four questions with their answers."""

from __future__ import annotations

from indicators.present import conclusions
from indicators.present.everybody import known_answers
from indicators.present.figure import unique_sources
from indicators.present.reports.model import KeyNumber, Slide
from indicators.present.reports.source import ReportSource
from indicators.present.reports.wording import plain
from indicators.present.texts import geii as geii_words
from indicators.present.texts import reports as words

COVER, SUMMARY = "couverture", "synthese"


def cover(source: ReportSource) -> Slide:
    """The first slide: whose policy, which meeting, which edition."""
    t, session = source.t, source.session
    title = session.title if session else t("{name} et le monde", name=source.name)
    return Slide(COVER, title, lines=words.identity(source, t), cover=True, example=source.snapshot.example)


def summary(source: ReportSource) -> Slide:
    """Four questions, four key figures."""
    numbers = tuple(KeyNumber(item.question, item.value, f"{item.label} · {item.detail}".strip(" ·")) for item in known_answers(source.answers) or source.answers)  # fmt: skip
    reading = " ".join(f"{item.question} {plain(item.told)}" for item in source.answers)
    return Slide(
        SUMMARY,
        concluded(source),
        reading,
        numbers,
        sources=unique_sources(found for item in source.answers for found in item.sources),
        example=any(item.example for item in source.answers),
    )


def concluded(source: ReportSource) -> str:
    """With whom and with what result, of what is known; else how open the territory is."""
    t, known = source.t, {item.path for item in known_answers(source.answers)}
    told = {
        "partenariats": conclusions.partners(source.readout, t),
        "evaluation": conclusions.targets(source.readout, t),
    }
    said = [text for path, text in told.items() if path in known]
    if not said and "profil-geii" in known:
        return conclusions.openness(source.profile, t)
    first, *rest = said or told.values()
    return t.join([first, *map(geii_words.lowered, rest)])
