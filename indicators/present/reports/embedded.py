"""One chart or one key figure as a small page of its own, for the collectivity's site: its words, its table, its source.

No script and nothing to fetch. A chart is the report's own, drawn for a desk and for a hand; the table beside it says the
same to who cannot see it. Light or dark follows the reader's system unless the address asks for one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Literal

import pandas as pd

from indicators.present.charts.evaluation_indicator import indicator_target
from indicators.present.embeddable import ANSWERS, CHART, FIGURE, is_chart
from indicators.present.figure import Figure, Source
from indicators.present.lead import Lead, lead_of
from indicators.present.maps.colours import night_style
from indicators.present.maps.symbols import INK
from indicators.present.reports import figures, fonts, pictures
from indicators.present.reports.source import ReportSource
from indicators.present.reports.wording import plain
from indicators.present.texts import Translator
from indicators.present.texts import reports as words
from indicators.present.texts.cells import cell
from indicators.present.texts.citations import cited
from indicators.present.texts.translator import MISSING

Theme = Literal["auto", "light", "dark"]
#: What makes the charts of the report, by how their key begins.
_MAKERS: Mapping[str, Callable[[ReportSource], tuple[Figure, ...]]] = {
    "chain": figures.chain_figures,
    "geii": figures.profile_figures,
    "budget": figures.budget_figures,
    "evaluation": figures.evaluation_figures,
    "grids": figures.grid_figures,
    "grid": figures.grid_figures,
    "externalities": figures.externality_figures,
    "partnership": figures.map_figures,
}
#: Pixels that a chart is drawn for, and those of a telephone.
_WIDE, _HAND = 720, 330
_NAME = re.compile(r"[a-z0-9_]{1,80}")


def embedded(source: ReportSource, name: str, *, theme: Theme = "auto", link: str = "") -> str | None:
    """The page of a figure, None when the territory has none of that name; ``link`` is where the dashboard shows it."""
    if not _NAME.fullmatch(name):
        return None
    if name in ANSWERS or name.startswith(FIGURE):
        return _key_figure(source, name, theme, link)
    figure = _chart(source, name)
    return None if figure is None else _page(source, figure.title, _drawn(figure, source.t), figure.sources, theme, link, example=figure.example, drawn=True)  # fmt: skip


def _chart(source: ReportSource, name: str) -> Figure | None:
    if name.startswith(CHART):
        reading = source.evaluation.reading(name.removeprefix(CHART))
        if reading is None or not reading.points:
            return None
        return source.figure(name, lambda: indicator_target(reading, source.year, source.t))
    if not is_chart(name):
        return None
    return next((item for item in _MAKERS[name.split("_")[0]](source) if item.key == name), None)


def _key_figure(source: ReportSource, name: str, theme: Theme, link: str) -> str | None:
    if name in ANSWERS:
        answer = source.answers[ANSWERS.index(name)]
        if answer.value == MISSING or not answer.sources:
            return None
        detail = " · ".join(part for part in (answer.label, answer.detail, answer.change) if part)
        return _page(source, answer.question, _large(answer.value, detail), answer.sources, theme, link, example=answer.example)  # fmt: skip
    lead: Lead | None = lead_of(source.readout, name.removeprefix(FIGURE), source.t)
    if lead is None:
        return None
    sources = (lead.source,) if lead.source else ()
    return _page(source, lead.label, _large(lead.value, lead.detail), sources, theme, link, example=lead.example)


def _large(value: str, detail: str) -> str:
    return f'<p class="value">{escape(value)}</p><p class="detail">{escape(detail)}</p>'


def _drawn(figure: Figure, t: Translator) -> str:
    said = f"<figcaption>{escape(plain(figure.sentence))} {escape(plain(figure.note))}</figcaption>"
    table = _table(figure.table, figure.title, t)
    if figure.spec is None:
        return f"<figure>{said}</figure>{table}"
    if "projection" in str(figure.spec)[:20_000]:  # a map keeps its own width, for which its names are placed
        return f'<figure><div class="wide always">{_svg(figure, _WIDE)}</div>{said}</figure>{table}'
    wide, hand = (f'<div class="{name}">{_svg(figure, size)}</div>' for name, size in (("wide", _WIDE), ("hand", _HAND)))  # fmt: skip
    return f"<figure>{wide}{hand}{said}</figure>{table}"


def _svg(figure: Figure, width: int) -> str:
    picture = pictures.svg(figure.spec or {}, width, INK)
    own = rf'<svg xmlns="http://www.w3.org/2000/svg" viewBox="\1" role="img" aria-label="{escape(figure.alt)}">'
    return re.sub(r'<svg [^>]*?viewBox="([^"]*)"[^>]*>', own, picture, count=1)


def _table(table: pd.DataFrame, title: str, t: Translator) -> str:
    """The same content in cells, behind a line that opens without a script."""
    if table.empty:
        return ""
    head = "".join(f'<th scope="col">{escape(str(name))}</th>' for name in table.columns)
    rows = "".join(
        f'<tr><th scope="row">{escape(cell(row[0], str(table.columns[0]), t))}</th>{"".join(f"<td>{escape(cell(item, str(name), t))}</td>" for name, item in zip(table.columns[1:], row[1:], strict=True))}</tr>'
        for row in table.itertuples(index=False, name=None)
    )
    inside = f"<table><caption>{escape(title)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    return f'<details><summary>{escape(t("Tableau"))}</summary><div role="region" tabindex="0" aria-label="{escape(title)}">{inside}</div></details>'  # fmt: skip


def _page(
    source: ReportSource,
    title: str,
    inside: str,
    sources: tuple[Source, ...],
    theme: Theme,
    link: str,
    *,
    example: bool,
    drawn: bool = False,
) -> str:
    t, report = source.t, source.settings.report
    face = fonts.web_style(report.font) if drawn else ":root { --face: system-ui, sans-serif; }"
    style = face + (pictures.TEMPLATES / "embedded.css").read_text(encoding="utf-8") + _colours(theme, report.colour)
    named = t("{title} – {name}", title=title, name=source.name)
    bands = "".join(f'<p class="band">{escape(text)}</p>' for text in words.bands(source, example=example))
    names = " ".join(escape(line) for line in cited(sources, t, address=False))
    told = f"<p>{escape(t('Sources'))} : {names}</p>" if names else ""
    way = f'<a href="{escape(link)}" target="_blank" rel="noopener">{escape(words.edition_line(source, t))}</a>' if link else escape(words.edition_line(source, t))  # fmt: skip
    return (
        f'<!DOCTYPE html>\n<html lang="{t.lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f"<title>{escape(named)}</title>{pictures.icon_link()}<style>{style}</style></head>"
        f"<body><main><h1>{escape(title)}</h1><p class=\"place\">{escape(source.name)}</p>{bands}{inside}</main>"
        f"<footer>{told}<p>{way}</p></footer></body></html>"
    )  # fmt: skip


def _colours(theme: Theme, colour: str) -> str:
    """The rules of the dark page, always, never, or when the reader's system asks for it."""
    dark = ":root { color-scheme: dark; --paper: #10181f; --ink: #f2f6f9; --soft: #b9c6d2; --blue: #8cc4f0; --warn: #ffbf73; --line: #2c3a46; }" + night_style("svg")  # fmt: skip
    light = f":root {{ --blue: {colour}; }}"
    if theme == "dark":
        return dark
    return light if theme == "light" else f"{light}@media screen and (prefers-color-scheme: dark) {{ {dark} }}"
