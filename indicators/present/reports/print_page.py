"""The report as one HTML document that prints: the same chapters, to read in a browser, to send, to put on paper.

No script, nothing to fetch: pictures are inside. A chapter opens a page on paper and flows on a screen of any width.
"""

from __future__ import annotations

import base64
import re
from html import escape

from indicators.languages import LANGUAGES
from indicators.present.figure import Figure
from indicators.present.reports import cover, fonts, pictures
from indicators.present.reports.model import (
    Block,
    Card,
    Cards,
    Heading,
    Image,
    KeyNumber,
    Listed,
    Numbers,
    Paragraph,
    Section,
    Table,
)
from indicators.present.reports.parts import pending
from indicators.present.reports.source import ReportSource
from indicators.present.reports.volume import volume
from indicators.present.reports.wording import plain, publishers
from indicators.present.texts import reports as words

_CHART = 640


def printed_page(source: ReportSource) -> str:
    """The report as HTML, in the language of the source."""
    t, report = source.t, source.settings.report
    title = t("Rapport {year}", year=source.year)
    style = (pictures.TEMPLATES / "print.css").read_text(encoding="utf-8")
    look = f":root {{ --own: {report.colour}; }} @page {{ size: {report.page}; }}"
    body = "draft" if pending(source) else "final"
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{LANGUAGES[t.lang].tag}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(f'{title} – {source.name}')}</title>{pictures.icon_link()}<style>{fonts.web_style(report.font)}\n{style}\n{look}</style></head>",
            f'<body class="{body}" data-project="{escape(t("PROJET"))}">',
            _cover(source, title),
            f"<main>{''.join(_section(section, source) for section in volume(source))}</main>",
            f"<footer>{escape(words.footer(source, t))}</footer>",
            "</body></html>",
        )
    )


def _cover(source: ReportSource, title: str) -> str:
    t, waiting = source.t, pending(source)
    logo = f'<img class="logo" src="{source.logo.address}" alt="{escape(source.logo.alt)}">' if source.logo else ""
    told = [*words.bands(source, example=source.snapshot.example), *([words.project(waiting, t)] if waiting else [])]
    lines = "".join(f"<p>{escape(line)}</p>" for line in words.identity(source, t)[1:])
    marks = "".join(f'<p class="mark">{escape(line)}</p>' for line in told)
    taken = source.images.get(cover.PLACE)
    photo = _image(taken) if taken else ""
    name = escape(t("L'action internationale de {name}", name=source.name))
    return f"<header>{logo}<h1>{name}</h1><p>{escape(title)}</p>{lines}{marks}{photo}</header>"


def _section(section: Section, source: ReportSource) -> str:
    wide = ' class="wide"' if section.wide else ""
    inside = "".join(_block(block, source) for block in section.blocks)
    return f"<section{wide}><h2>{escape(section.title)}</h2>{inside}</section>"


def _block(block: Block, source: ReportSource) -> str:
    if isinstance(block, Figure):
        return _figure(block, source)
    if isinstance(block, Heading):
        return f"<h3>{escape(block.text)}</h3>"
    if isinstance(block, Paragraph):
        return _paragraph(block)
    if isinstance(block, Listed):
        items = "".join(f"<li>{escape(item)}</li>" for item in block.items)
        return f"<h3>{escape(block.title)}</h3><ul>{items}</ul>"
    if isinstance(block, Numbers):
        return "".join(_number(item, source) for item in block.items)
    if isinstance(block, Cards):
        return f'<div class="cards">{"".join(_card(card, source) for card in block.items)}</div>'
    return _table(block)


def _paragraph(block: Paragraph) -> str:
    lang = f' lang="{LANGUAGES[block.lang].tag}"' if block.lang else ""
    by = f'<p class="by">{escape(block.by)}</p>' if block.by else ""
    return f'<p class="{block.style}"{lang}>{escape(block.text)}</p>{by}'


def _number(item: KeyNumber, source: ReportSource) -> str:
    line = ""
    if item.line is not None:
        drawn = base64.b64encode(item.line.svg(source.settings.report.colour).encode()).decode()
        legend = f'<p class="note">{escape(item.line.legend)}</p>' if item.line.legend else ""
        line = f'<img src="data:image/svg+xml;base64,{drawn}" alt="{escape(item.line.words)}"><p class="ends"><span>{escape(item.line.start)}</span><span>{escape(item.line.end)}</span></p>{legend}'
    mark = f'<p class="example">{escape(words.example_mark(source.t))}</p>' if item.example else ""
    change = f"<p><strong>{escape(item.change)}</strong></p>" if item.change else ""
    return (
        f'<div class="number"><h3>{escape(item.label)}</h3><p class="value">{escape(item.value)}</p>'
        f'<p class="note">{escape(item.detail)}</p>{change}{line}<p>{escape(item.sentence)}</p>{mark}</div>'
    )


def _card(card: Card, source: ReportSource) -> str:
    t = source.t
    number = (
        f'<p class="value">{escape(card.number.value)} <small>{escape(card.number.label)}</small></p>'
        if card.number
        else ""
    )
    learnt = (
        f'<p class="learnt"><small>{escape(t("Ce que nous en retenons"))}</small> {escape(card.learnt)}</p>'
        if card.learnt
        else ""
    )
    image = _image(card.image) if card.image else ""
    return f'<article>{image}<p class="note">{escape(card.above)}</p><h3>{escape(card.title)}</h3>{number}<p>{escape(card.result)}</p>{learnt}</article>'


def _figure(figure: Figure, source: ReportSource) -> str:
    t = source.t
    drawn = ""
    if figure.spec is not None:
        drawn = pictures.svg(figure.spec, _CHART)
        drawn = re.sub(r"<svg ", f'<svg role="img" aria-label="{escape(plain(figure.alt))}" ', drawn, count=1)
    lang = f' lang="{LANGUAGES[figure.lang].tag}"' if figure.lang else ""
    marks = f'<p class="example">{escape(words.example_mark(t))}</p>' if figure.example else ""
    listed = t.typeset(" ; ".join(publishers(figure.sources)))
    sources = f'<p class="note">{escape(t("Sources : {names}.", names=listed))}</p>' if listed else ""
    return f"<figure><figcaption>{escape(figure.title)}</figcaption>{_apart(drawn, figure.key)}<p{lang}>{escape(plain(figure.sentence))}</p>{marks}{sources}</figure>"


def _apart(drawing: str, place: str) -> str:
    """The drawing with identifiers of its own: two drawings in one document would share their clips."""
    mark = re.sub(r"\W", "-", place)
    return re.sub(r'(\bid="|url\(#|href="#)', rf"\g<1>{mark}-", drawing)


def _image(image: Image) -> str:
    data = base64.b64encode(image.data).decode()
    credit = f"<figcaption>{escape(image.credit)}</figcaption>" if image.credit else ""
    return f'<figure class="photo"><img src="data:image/jpeg;base64,{data}" alt="{escape(image.alt)}">{credit}</figure>'


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.headers)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in table.rows)
    return f"<table><caption>{escape(table.title)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
