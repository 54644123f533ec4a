"""One slide of the session as HTML: what it shows, and behind two keys its sources and its table."""

from __future__ import annotations

import re
from html import escape

import pandas as pd

from indicators.present.figure import Figure, Source
from indicators.present.reports import pictures
from indicators.present.reports.glance import READING, leading, telling
from indicators.present.reports.model import Slide
from indicators.present.reports.source import ReportSource
from indicators.present.reports.wording import source_words
from indicators.present.texts import Translator
from indicators.present.texts import reports as words
from indicators.present.texts.cells import cell
from indicators.present.texts.citations import cited

_ON_SLIDE = 6
_INK = re.compile(r"[\d\s\u00a0\u202f.,+\u2212%‰€–-]+")


def slide_html(slide: Slide, source: ReportSource, number: int, count: int) -> str:
    """The slide of a rank among ``count``, as a section that carries its two panels."""
    t = source.t
    long = ' class="long"' if len(slide.title) > 60 else ""
    head = f"<h1{long}>{escape(slide.title)}</h1>"
    foot = f'<p class="own-foot">{escape(words.footer(source, t))} · {number} / {count}</p>'
    inside = "".join(f"<p>{escape(line)}</p>" for line in slide.lines) if slide.cover else _content(slide, source)
    if slide.cover and source.logo is not None:
        head = f'<img class="logo" src="{source.logo.address}" alt="{escape(source.logo.alt)}">{head}'
    kind = "slide cover" if slide.cover else "slide"
    parts = (_bands(slide, source), head, inside, foot, _panels(slide, t, number))
    return f'<section class="{kind}" aria-label="{number} / {count}">{"".join(parts)}</section>'


def _bands(slide: Slide, source: ReportSource) -> str:
    told = words.bands(source, example=slide.example)
    return f'<p class="band">{escape(" · ".join(told))}</p>' if told else ""


def _content(slide: Slide, source: ReportSource) -> str:
    parts = [_numbers(slide)] if slide.numbers else []
    if slide.lines:
        parts += [_reading(slide, source.t), f'<ul class="lines">{"".join(f"<li>{escape(line)}</li>" for line in slide.lines)}</ul>']  # fmt: skip
        return "".join(parts)
    if slide.figure is not None:
        parts.append(_drawing(slide.figure, source.t, slide.key))
    if slide.figure is not None or not slide.numbers:
        parts.append(_reading(slide, source.t))
    return "".join(parts)


def _numbers(slide: Slide) -> str:
    kind = "numbers four" if len(slide.numbers) == 4 else "numbers"
    items = "".join(
        f'<div><dt>{escape(item.label)}</dt><dd class="value">{escape(item.value)}</dd><dd class="detail">{escape(item.detail)}</dd></div>'
        for item in slide.numbers
    )
    return f'<dl class="{kind}">{items}</dl>'


def _reading(slide: Slide, t: Translator) -> str:
    """The first sentences, large; the whole reading stands above the sources."""
    shown, more = leading(slide.reading)
    rest = f' <span class="more">{escape(t("(suite : touche « s »)"))}</span>' if more else ""
    size = "" if len(shown) <= READING else " long"
    return f'<p class="reading{size}"{_spoken(slide)}>{escape(shown)}{rest}</p>' if slide.reading else ""


def _spoken(slide: Slide) -> str:
    """The attribute of a reading that an officer wrote in a language that may not be the reader's."""
    return f' lang="{slide.lang}"' if slide.lang else ""


def _drawing(figure: Figure, t: Translator, place: str) -> str:
    if figure.spec is None:
        shown = telling(figure.table, _ON_SLIDE)
        left = len(figure.table) - len(shown)
        more = t.n("{count} ligne de plus : touche « t ».", "{count} lignes de plus : touche « t ».", left)
        return f'<div class="grid" tabindex="0">{_table(shown, figure.title, t)}</div>' + (f'<p class="more">{escape(more)}</p>' if left > 0 else "") if len(shown) else ""  # fmt: skip
    paper = " paper" if "projection" in figure.spec else ""
    drawn = _apart(pictures.svg(pictures.staged(figure.spec), pictures.STAGE[0]), place)
    drawn = re.sub(r"<svg ([^>]*)>", lambda found: f"<svg {_scaled(found[1])} role=\"img\" aria-label=\"{escape(figure.alt)}\">", drawn, count=1)  # fmt: skip
    return f'<div class="drawing{paper}">{drawn}</div>'


def _apart(drawing: str, place: str) -> str:
    """The drawing with identifiers of its own: two drawings in one document would share their clips."""
    mark = re.sub(r"\W", "-", place)
    return re.sub(r'(\bid="|url\(#|href="#)', rf"\g<1>{mark}-", drawing)


def _scaled(attributes: str) -> str:
    """The attributes of a drawing that grows with its place: the view box without the fixed size."""
    return re.sub(r'\b(width|height|role|aria-[a-z]+)="[^"]*"\s*', "", attributes)


def _table(table: pd.DataFrame, caption: str, t: Translator) -> str:
    head = "".join(f'<th scope="col">{escape(str(name))}</th>' for name in table.columns)
    rows = "".join(
        "<tr>" + "".join(_cell(cell(*one, t)) for one in zip(row, map(str, table.columns), strict=True)) + "</tr>"
        for row in table.itertuples(index=False, name=None)
    )
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _cell(text: str) -> str:
    numeric = ' class="number"' if _INK.fullmatch(text) else ""
    return f"<td{numeric}>{escape(text)}</td>"


def _panels(slide: Slide, t: Translator, number: int) -> str:
    """What the keys « s » and « t » open over the slide: sources after the whole reading, table."""
    close = f'<button type="button" data-do="close">{escape(t("Fermer"))}</button>'
    listed = "".join(f"<li>{_source(item)}</li>" for item in slide.sources)
    told = f"<ol>{listed}</ol>" if listed else f"<p>{escape(t('Aucune source à citer sur cette page.'))}</p>"
    quoted = "".join(f"<li>{escape(line)}</li>" for line in cited(slide.sources, t))
    told += f"<h3>{escape(t('Pour citer'))}</h3><ol>{quoted}</ol>" if quoted else ""
    note = f"<p>{escape(slide.note)}</p>" if slide.note else ""
    whole = f"<p{_spoken(slide)}>{escape(slide.reading)}</p>" if slide.reading else ""
    figure = slide.figure
    shown = _table(figure.table, figure.title, t) if figure is not None and not figure.table.empty else f"<p>{escape(t('Aucun tableau derrière cette page.'))}</p>"  # fmt: skip
    return (
        f'<dialog class="sources" aria-labelledby="s{number}"><h2 id="s{number}">{escape(t("Sources"))}</h2>{whole}{told}{note}{close}</dialog>'
        f'<dialog class="table" aria-labelledby="t{number}"><h2 id="t{number}">{escape(t("Tableau"))}</h2>{shown}{close}</dialog>'
    )


def _source(item: Source) -> str:
    text = escape(source_words(item))
    return f'{text} · <a href="{escape(item.url)}" rel="noreferrer">{escape(item.url)}</a>' if item.url.startswith(("http://", "https://")) else text  # fmt: skip
