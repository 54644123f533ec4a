"""What a page says first, before any library of charts is there: its heading, its sentence, its first figures.

The server writes it in the first document, where a browser paints it at once and the page then takes its place. The
words and the figures are those of the page: they come from the same functions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from indicators.present.decisions import decisions, good_news
from indicators.present.everybody import known_answers, partners_title, partners_told, still_open
from indicators.present.key_figures import KeyFigure, budget_figures
from indicators.present.synthesis import Answer, four_answers
from indicators.present.texts import Translator
from indicators.present.texts import geii as geii_words
from indicators.present.texts.budget import sentences as budget_words
from indicators.present.texts.budget.words import stage_meaning
from indicators.present.texts.days import of_edition
from indicators.present.texts.evaluation.levels import summary_sentence
from indicators.present.texts.partnerships import sentences as partnership_words
from indicators.present.texts.reports import example_mark, invented
from indicators.present.texts.translator import MISSING
from indicators.readout import Readout
from indicators.records import LEVELS, Edition, Territory

#: How many statements each list of the summary's strip shows.
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Listed:
    """A titled list of short statements; ``none`` stands in an empty one."""

    title: str
    lines: tuple[str, ...]
    none: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """The first words of a page, in its order from above, all of them plain text.

    ``tools`` is whether widgets stand between the caption and the lead, and ``views`` between the lead and the figures:
    their room is kept. ``note`` is the small line under the caption or the tools. ``open`` are the sentences under the
    figures and ``parts`` the lists that stand by themselves, all of them whole. ``example`` is whether the edition holds a
    row of the territory that was invented, and ``marks`` what that makes a preview say first.
    """

    heading: str
    caption: str
    note: str = ""
    lead: str = ""
    text: str = ""
    figures: tuple[KeyFigure, ...] = ()
    lists: tuple[Listed, ...] = ()
    open: tuple[str, ...] = ()
    parts: tuple[Listed, ...] = ()
    answers: tuple[Answer, ...] = ()
    example: bool = False
    marks: tuple[str, ...] = ()
    tools: bool = False
    views: bool = False

    @property
    def told(self) -> str:
        """What a preview of the page says in a sentence or two."""
        return " ".join((*self.marks, self._said)).strip()

    @property
    def _said(self) -> str:
        if self.answers:
            return " ".join(f"{answer.label} : {answer.value}." for answer in self.answers if answer.value != MISSING)
        return self.lead or self.text or " ".join(f"{item.label} : {item.value}." for item in self.figures[:3])


def summary_heading(territory: Territory, t: Translator) -> str:
    """The heading of the summary and of the public page."""
    return t("{name} et le monde", name=territory.called)


def summary_caption(edition: Edition, t: Translator) -> str:
    """Which edition the summary reads, under its heading."""
    return t("Édition : {name}, {date}", name=t(edition.name), date=t.day(edition.published_at))


def evaluation_intro(t: Translator) -> str:
    """What the evaluation asks, under its heading."""
    return t("La politique internationale marche-t-elle ? Trois niveaux, trois questions, jamais de note d'ensemble.")


def strip_words(t: Translator) -> tuple[tuple[str, str], tuple[str, str]]:
    """The two lists of the summary's strip: their titles, and what stands in an empty one."""
    return (
        (t("À décider cette année"), t("Rien que les données signalent.")),
        (t("Ce qui va bien"), t("Rien que les données montrent encore.")),
    )


def strip(readout: Readout, t: Translator) -> tuple[Listed, ...]:
    """What the year asks to decide, and what went well, on a line each."""
    found = (decisions(readout, t), good_news(readout, t))
    return tuple(
        Listed(title, tuple(item.brief for item in items), none)
        for (title, none), items in zip(strip_words(t), found, strict=True)
    )


def summary(readout: Readout, edition: Edition, t: Translator) -> Opening:
    """The four answers, under what the year asks."""
    lists = strip(readout, t)
    return Opening(
        summary_heading(readout.snapshot.territory, t),
        summary_caption(edition, t),
        lists=lists if any(item.lines for item in lists) else (),
        answers=four_answers(readout, t),
    )


def public(readout: Readout, edition: Edition, t: Translator) -> Opening:
    """The figures of the public page, what is not known whole yet, and its partners."""
    answers = four_answers(readout, t)
    figures = tuple(
        KeyFigure(item.question, item.value, f"{item.label} · {item.detail}".strip(" ·"))
        for item in known_answers(answers)
    )
    parts = (Listed(partners_title(t), tuple(partners_told(readout, t))),) if readout.relations else ()
    return Opening(
        summary_heading(readout.snapshot.territory, t),
        "",
        figures=figures,
        open=still_open(answers, t),
        parts=parts,
        note=example_mark(t) if readout.snapshot.example else "",
    )


def named(title: str, readout: Readout, edition: Edition, t: Translator) -> Opening:
    """The heading and the caption that most pages have."""
    return Opening(title, f"{t.place(readout.snapshot.territory.name)} · {of_edition(edition, t)}")


def _budget(readout: Readout, t: Translator) -> dict[str, object]:
    view = readout.budget()
    lead, *rest = budget_words.headlines(view, t)
    said = {"note": stage_meaning(view.stage, t), "lead": lead, "text": " ".join(rest), "tools": True, "views": True}
    return {**said, "figures": budget_figures(view, t)}


def _evaluation(readout: Readout, t: Translator) -> dict[str, object]:
    levels = readout.evaluation().levels
    told = tuple(summary_sentence(levels[level], t) for level in LEVELS)
    return {"text": evaluation_intro(t), "views": True, "lists": (Listed("", told),)}


def _partnerships(readout: Readout, t: Translator) -> dict[str, object]:
    told = tuple(item for item in readout.relations if item.dated or not readout.past)
    return {"lead": partnership_words.portfolio(told, t), "text": partnership_words.states(told, t), "views": True}


def _profile(readout: Readout, t: Translator) -> dict[str, object]:
    return {"lead": geii_words.headline(readout.profile(), t), "tools": True, "views": True}


_TOLD: Mapping[str, Callable[[Readout, Translator], dict[str, object]]] = {
    "budget": _budget,
    "evaluation": _evaluation,
    "partenariats": _partnerships,
    "profil-geii": _profile,
}


def opening(path: str, title: str, readout: Readout, edition: Edition, t: Translator) -> Opening:
    """What the page at ``path``, called ``title``, says first of an edition."""
    example = readout.snapshot.example
    marks = invented(t, fictional=readout.snapshot.territory.fictional, example=example)
    return replace(_opening(path, title, readout, edition, t), example=example, marks=tuple(marks))


def _opening(path: str, title: str, readout: Readout, edition: Edition, t: Translator) -> Opening:
    if path == "synthese":
        return summary(readout, edition, t)
    if path == "publique":
        return public(readout, edition, t)
    found = named(title, readout, edition, t)
    told = _TOLD[path](readout, t) if path in _TOLD else {}
    return Opening(found.heading, found.caption, **told)  # type: ignore[arg-type]  # the fields are those named above
