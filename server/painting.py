"""The first words of a page as plain HTML, where the page will have them, and what a preview of its address shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from indicators.present.texts import Translator
from indicators.present.texts.translator import MISSING
from indicators.records import Territory

if TYPE_CHECKING:
    from indicators.present.key_figures import KeyFigure
    from indicators.present.opening import Listed, Opening
    from indicators.present.synthesis import Answer


@dataclass(frozen=True, slots=True)
class Painted:
    """A page's title, what it says in a sentence, its first words in HTML, and where its picture is on this server."""

    lang: str
    picture: str
    title: str
    told: str
    body: str


def painted(
    told: Opening, title: str, territory: Territory, t: Translator, *, whole: bool, invited: bool, picture: str = ""
) -> Painted:
    """``whole``: with the figures, otherwise what every view of the page begins with."""
    parts = [f"<h1>{escape(told.heading)}</h1>"]
    if told.caption:
        parts.append(_small(told.caption))
    if territory.fictional:
        band = t("**Données fictives** : ce territoire est inventé pour la formation et la démonstration.")
        parts.append(f'<p class="ouv-band">{_strong(band)}</p>')
    if invited:
        text = t("**Ceci est une démonstration.** Mettez votre collectivité à la place : un nom suffit, le reste est proposé.")  # fmt: skip
        parts.append(f'<div class="ouv-box ouv-invited"><p>{_strong(text)}</p></div>')
    if whole:
        parts += _whole(told, t)
    elif told.text and not told.lead:
        parts.append(f"<p>{escape(told.text)}</p>")
    return Painted(t.lang, picture, title, told.told, "".join(parts))


def _whole(told: Opening, t: Translator) -> Iterable[str]:
    from indicators.present.texts.reports import example_mark

    mark = _small(example_mark(t))
    if told.tools:
        yield '<div class="ouv-tools"></div>'
    if told.note:
        yield _small(told.note)
    if told.lead:
        yield f"<h2>{escape(told.lead)}</h2>"
    if told.text:
        yield f"<p>{escape(told.text)}</p>"
    if told.views:
        yield '<div class="ouv-views"></div>'
    if told.figures:
        yield f'<div class="ouv-figures">{"".join(map(_figure, told.figures))}</div>'
    yield from (f"<p>{escape(text)}</p>" for text in told.open)
    for part in told.parts:
        lines = "".join(f"<li>{escape(line)}</li>" for line in part.lines)
        yield f'<h2>{escape(part.title)}</h2><ul class="ouv-points">{lines}</ul>'
    if told.lists:
        yield _pair(_listed(item, mark if told.example else "") for item in told.lists)
    for pair in (told.answers[:2], told.answers[2:]):
        if pair:
            yield _pair(_answer(item, mark if item.example else "") for item in pair)


def _pair(parts: Iterable[str]) -> str:
    return f'<div class="ouv-pair">{"".join(parts)}</div>'


def _small(text: str) -> str:
    return f"<p><small>{escape(text)}</small></p>"


def _strong(text: str) -> str:
    """A sentence of the catalogue whose first words stand between two pairs of stars."""
    before, bold, after = escape(text).split("**", 2)
    return f"{before}<strong>{bold}</strong>{after}"


def _figure(item: KeyFigure) -> str:
    detail = _small(item.detail) if item.detail else ""
    return f'<div class="ouv-box"><p class="ouv-label">{escape(item.label)}</p><p class="ouv-value">{escape(item.value)}</p>{detail}</div>'


def _listed(item: Listed, mark: str) -> str:
    from indicators.present.opening import SHOWN

    title = f"<h2>{escape(item.title)}</h2>" if item.title else ""
    lines: Sequence[str] = item.lines[:SHOWN]
    told = "".join(f"<li>{escape(line)}</li>" for line in lines)
    room = '<div class="ouv-room"></div>' if title and told else ""
    return f'<div class="ouv-box">{title}{mark if told and title else ""}{f"<ul>{told}</ul>" if told else f"<p>{escape(item.none)}</p>"}{room}</div>'


def _answer(item: Answer, mark: str) -> str:
    change = _small(item.change) if item.change else ""
    label, value = escape(item.label), f'<p class="ouv-value">{escape(item.value)}</p>'
    if item.value == MISSING:  # what is not known yet stands in the place of a figure
        label, value = f"<strong>{label}</strong>", ""
    detail = _small(item.detail) if item.detail else ""
    return (
        f'<div class="ouv-box"><h2>{escape(item.question)}</h2><p class="ouv-label">{label}</p>'
        f"{value}{change}{detail}<p>{escape(item.sentence)}</p>{mark}</div>"
    )
