"""The presentation: native charts and tables where PowerPoint has them, the written reading and sources as notes."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.util import Emu

from indicators.languages import LANGUAGES
from indicators.languages.typography import NBSP
from indicators.present.reports import shapes
from indicators.present.reports.deck import deck
from indicators.present.reports.model import Slide
from indicators.present.reports.slide_charts import drawing, is_map
from indicators.present.reports.slide_package import polish, speak
from indicators.present.reports.source import ReportSource
from indicators.present.reports.stamp import moment, restamped
from indicators.present.reports.template import CONTENT, COVER, TEMPLATE, restyled
from indicators.present.reports.wording import source_with_address
from indicators.present.texts import reports as words
from indicators.present.texts.citations import cited


def presentation(source: ReportSource, keys: tuple[str, ...] = (), template: Path = TEMPLATE) -> bytes:
    """The PPTX of the slides asked for, on a template that keeps the layouts « Couverture » and « Contenu »."""
    file = Presentation(str(template))
    layouts = {layout.name: layout for layout in file.slide_layouts}
    missing = [name for name in (COVER, CONTENT) if name not in layouts]
    if missing:
        raise ValueError(f"{template.name}: layout {missing[0]!r} not found; it has {', '.join(layouts)}")
    if template == TEMPLATE:  # a template that a communication department restyled keeps its own look
        restyled(file, source.settings.report.font, source.settings.report.colour)
    slides = deck(source, keys)
    for number, slide in enumerate(slides, start=1):
        _add(file, layouts[COVER if slide.cover else CONTENT], slide, source, number)
    _properties(file, source, slides[0].title)
    polish(file, LANGUAGES[source.t.lang].tag)
    buffer = io.BytesIO()
    file.save(buffer)
    return restamped(buffer.getvalue(), moment(source.snapshot.edition.published_at))


def _properties(file: Any, source: ReportSource, title: str) -> None:
    when: datetime = moment(source.snapshot.edition.published_at)
    core = file.core_properties
    core.title, core.author = title, source.settings.collectivity.office or source.name
    core.comments = words.edition_line(source, source.t)
    core.language, core.last_modified_by = LANGUAGES[source.t.lang].tag, core.author
    core.created = core.modified = when
    core.revision = 1


def _add(file: Any, layout: Any, slide: Slide, source: ReportSource, number: int) -> None:
    page = file.slides.add_slide(layout)
    page.shapes.title.text = slide.title
    body = next(item for item in page.placeholders if item.placeholder_format.idx == 1)
    if slide.cover:
        body.text = "\n".join((*slide.lines, *words.bands(source, example=slide.example)))
        if source.logo is not None:
            shapes.logo(page, source.logo)
    else:
        shapes.fit_title(page.shapes.title)
        _fill(page, body, slide, source)
        shapes.footer(page, layout, words.short_footer(source, source.t), number)
        shapes.bands(page, slide, source)
    if not source.settings.report.notes_in_slides:
        return
    page.notes_slide.notes_text_frame.text = _notes(slide, source)
    if slide.lang:
        speak(page.notes_slide.notes_text_frame.paragraphs[0]._p, LANGUAGES[slide.lang].tag)


def _fill(page: Any, body: Any, slide: Slide, source: ReportSource) -> None:
    """Numbers first, then the list or the chart, and the reading below."""
    top = Emu(shapes.TOP)
    if slide.numbers:
        top = shapes.numbers(page, slide, top)
    if slide.lines:
        shapes.listed(body, slide.lines, top, reading=slide.reading)
        if slide.lang:
            speak(body.text_frame.paragraphs[0]._p, LANGUAGES[slide.lang].tag)
        return
    body._element.getparent().remove(body._element)
    drawn = drawing(page, slide, source, top)
    if (slide.figure is not None or not slide.numbers) and not is_map(slide):
        said = shapes.caption(page, slide.reading, Emu(shapes.CAPTION) if drawn else top)
        if slide.lang and said is not None:
            speak(said._p, LANGUAGES[slide.lang].tag)


def _details(slide: Slide) -> list[str]:
    """What limits the key figures, where the slide has only its first words."""
    return [f"{item.label} {item.value} · {item.detail}" for item in slide.numbers if shapes.brief(item) != item.detail]


def _notes(slide: Slide, source: ReportSource) -> str:
    """The written reading, what limits it, then the sources with their addresses."""
    t = source.t
    parts = [slide.reading, *_details(slide), slide.note]
    if slide.example:
        parts.append(words.example_mark(t))
    if source.fictional:
        parts.append(words.fictional_band(t))
    if slide.sources:
        listed = "\n".join(f"- {source_with_address(item, t)}" for item in slide.sources)
        parts.append(f"{t('Sources')}{NBSP}:\n{listed}")
        parts.append(f"{t('Pour citer')}{NBSP}:\n" + "\n".join(f"- {line}" for line in cited(slide.sources, t)))
    return "\n\n".join(part for part in parts if part) or words.footer(source, t)
