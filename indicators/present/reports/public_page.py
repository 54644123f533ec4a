"""The public page as a document of its own: no script, nothing to sign in to, ready to stand in a frame of the
collectivity's site; the same content as the page of the dashboard."""

from __future__ import annotations

import re
from html import escape

from indicators.languages import LANGUAGES
from indicators.present.everybody import known_answers, still_open
from indicators.present.figure import Figure
from indicators.present.maps.colours import night_style
from indicators.present.maps.paper import HAND
from indicators.present.reports import fonts, pictures
from indicators.present.reports.parts import FOREWORD
from indicators.present.reports.public import page_parts, public_sources
from indicators.present.reports.source import ReportSource
from indicators.present.reports.still_map import map_figure
from indicators.present.reports.wording import plain
from indicators.present.texts import reports as words
from indicators.present.texts.citations import cited

_SOURCES = 40


def public_document(source: ReportSource, *, alone: bool = False) -> str:
    """The page in the language of the source, with links to the others that are offered unless it is a file that stands alone."""
    t, report = source.t, source.settings.report
    title = t("{name} et le monde", name=source.name)
    style = f"{fonts.web_style(report.font)}\n" + (pictures.TEMPLATES / "public.css").read_text(encoding="utf-8")
    style += f"@media screen and (prefers-color-scheme: dark) {{ {night_style('figure svg')} }}"
    style += f"@media print, (prefers-color-scheme: light) {{ :root {{ --blue: {report.colour}; }} }}"
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{t.lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title)}</title>{pictures.icon_link()}<style>{style}</style></head><body>",
            f"<header>{'' if alone else _languages(source)}{_logo(source)}<h1>{escape(title)}</h1>{_bands(source)}</header>",
            f"<main>{_lead(source)}{_numbers(source)}{_map(source)}{_parts(source)}</main>",
            f"<footer>{_foot(source)}</footer>",
            "</body></html>",
        )
    )


def _languages(source: ReportSource) -> str:
    """The links to the languages offered; none where there is one alone."""
    t, offered = source.t, source.settings.languages.choices
    if len(offered) < 2:
        return ""
    links = (
        f'<a href="?langue={code}" lang="{code}" hreflang="{code}"{" aria-current=page" if code == t.lang else ""}>{LANGUAGES[code].name}</a>'
        for code in offered
    )
    return f'<nav aria-label="{escape(t("Langue"))}">{"".join(links)}</nav>'


def _logo(source: ReportSource) -> str:
    return f'<img class="logo" src="{source.logo.address}" alt="{escape(source.logo.alt)}">' if source.logo else ""


def _bands(source: ReportSource) -> str:
    told = words.bands(source, example=source.snapshot.example)
    return "".join(f'<p class="band">{escape(text)}</p>' for text in told)


def _lead(source: ReportSource) -> str:
    told = source.narrative(FOREWORD)
    if told is None or told.draft:
        return ""
    said = "".join(
        f'<p lang="{told.lang}">{escape(source.t.typeset(part))}</p>'
        for part in told.text.split("\n\n")
        if part.strip()
    )
    by = source.settings.report.signatory
    return said + (f'<p class="by">{escape(by)}</p>' if by else "")


def _numbers(source: ReportSource) -> str:
    items = "".join(
        f'<div><dt>{escape(answer.question)}</dt><dd class="value">{escape(answer.value)}</dd>'
        f'<dd class="detail">{escape(f"{answer.label} · {answer.detail}".strip(" ·"))}</dd></div>'
        for answer in known_answers(source.answers)
    )
    return f"<dl>{items}</dl>" + "".join(f"<p>{escape(text)}</p>" for text in still_open(source.answers, source.t))


def _map(source: ReportSource) -> str:
    if not source.relations:
        return ""
    figure = map_figure(source)
    sliding = f'<div role="group" tabindex="0" aria-label="{escape(figure.title)}">{_drawn(figure, 900)}</div>'
    held = f'<div class="hand">{_drawn(map_figure(source, size=HAND), HAND[0])}</div>'
    return f"<figure>{sliding}{held}<figcaption>{escape(plain(figure.sentence))} {escape(plain(figure.note))}</figcaption></figure>"


def _drawn(figure: Figure, width: int) -> str:
    picture = pictures.svg(figure.spec or {}, width)
    own = rf'<svg xmlns="http://www.w3.org/2000/svg" viewBox="\1" role="img" aria-label="{escape(figure.alt)}">'
    return re.sub(r'<svg [^>]*?viewBox="([^"]*)"[^>]*>', own, picture, count=1)


def _parts(source: ReportSource) -> str:
    return "".join(
        f"<h2>{escape(title)}</h2><ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"
        for title, lines in page_parts(source)
    )


def _foot(source: ReportSource) -> str:
    t = source.t
    names = "".join(f"<li>{escape(line)}</li>" for line in cited(public_sources(source), t, address=False)[:_SOURCES])
    listed = f"<h2>{escape(t('Sources'))}</h2><ul>{names}</ul>" if names else ""
    return f"<p>{escape(words.edition_line(source, t))}</p>{listed}"
