"""The two volumes of the year as tagged PDFs (PDF/UA-1), set by Typst with the fonts of the project and nothing of the machine."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC
from pathlib import Path
from typing import Any

import typst

from indicators.languages import LANGUAGES
from indicators.present.reports import cover, fonts, pictures
from indicators.present.reports.chapters import annexes
from indicators.present.reports.model import Section
from indicators.present.reports.parts import Pending, pending
from indicators.present.reports.permanent import CODE, code_of, permanent_address
from indicators.present.reports.printing import Press, shares_page
from indicators.present.reports.source import ReportSource
from indicators.present.reports.stamp import moment
from indicators.present.reports.volume import volume
from indicators.present.texts import Translator
from indicators.present.texts import reports as words

_PAPERS = {"a4": "a4", "letter": "us-letter"}
_UNKNOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
_MOST_SIGNS = 60
_COMMON = "common.typ"


def annual_report(source: ReportSource) -> bytes:
    """The report that the council reads and a mayor signs, in the language of the source."""
    t = source.t
    title = t("Rapport {year}", year=source.year)
    return bound(source, title, volume(source), "volume.typ", waiting=pending(source))


def annual_annexes(source: ReportSource) -> bytes:
    """Its annexes: every table, the method and the sources."""
    title = source.t("Annexes du rapport {year}", year=source.year)
    return bound(source, title, annexes(source), "annexes.typ", tables=True, waiting=pending(source))


def bound(
    source: ReportSource, title: str, sections: Sequence[Section], template: str, *, tables: bool = False,
    waiting: Sequence[Pending] = (),
) -> bytes:  # fmt: skip
    """A volume: its cover, its contents, its sections; ``waiting`` are the parts that make it a draft."""
    t, report = source.t, source.settings.report
    press = Press(source, tables, report.colour)
    told = [
        press.section(section) | {"follows": shares_page(section, before)}
        for before, section in zip((None, *sections), sections, strict=False)
    ]
    picture = source.images.get(cover.PLACE)
    press.images |= {"cover.jpg": picture.data} if picture else {"world.svg": cover.world_drawing(source)}
    address = permanent_address(source)
    press.images |= {CODE: code_of(address)} if address else {}
    data = head(source, title) | {
        "contents": t("Sommaire"),
        "cover": [t("L'action internationale de {name}", name=source.name), *words.identity(source, t)[1:]],
        "picture": {"file": "cover.jpg", "alt": picture.alt, "credit": picture.credit} if picture else None,
        "project": t("PROJET") if waiting else "",
        "waiting": words.project(waiting, t) if waiting else "",
        "imprint": _imprint(source),
        "permanent": _permanent(address, t),
        "sections": told,
    }  # fmt: skip
    return compiled(template, data, press.images, source)


def _permanent(address: str, t: Translator) -> dict[str, str] | None:
    """The square that leads to these very figures, and the address in words for who has no telephone at hand."""
    if not address:
        return None
    alt = t("Code à scanner : il ouvre ces chiffres dans le tableau de bord")
    told = t("Ces chiffres, et l'édition qui les a remplacés s'il y en a une : {address}", address=address)
    return {"file": CODE, "alt": alt, "told": told}


def _imprint(source: ReportSource) -> list[str]:
    """Who made the report, from which edition, whom to ask."""
    t, office = source.t, source.settings.collectivity
    contact = [t("Contact : {contact}", contact=office.contact)] if office.contact else []
    service = [" · ".join(part for part in (source.name, office.office) if part)]
    author = source.snapshot.edition.author
    return [
        *service,
        t("{edition}, publiée par {author}.", edition=words.edition_line(source, t), author=author),
        *contact,
    ]


def head(source: ReportSource, title: str) -> dict[str, Any]:
    """What every document of Typst needs: language, title, author, date of the edition, warnings, foot."""
    when = moment(source.snapshot.edition.published_at)
    t, logo = source.t, source.logo
    return {
        "lang": t.lang,
        "paper": _PAPERS[source.settings.report.page],
        "colour": source.settings.report.colour,
        "font": source.settings.report.font,
        "logo": {"file": logo.file, "alt": logo.alt} if logo else None,
        "region": LANGUAGES[t.lang].region,
        "title": title,
        "author": source.settings.collectivity.office or source.name,
        "description": words.edition_line(source, t),
        "keywords": [source.name, t("action internationale")],
        "date": [when.year, when.month, when.day],
        "footer": words.footer(source, t),
        "warnings": words.bands(source, example=source.snapshot.example),
    }


def compiled(template: str, data: Mapping[str, Any], images: Mapping[str, str | bytes], source: ReportSource) -> bytes:
    """Compile a template with its data and pictures; the date inside is the edition's.

    A sign that no font of the project has (a name in a rare script) would make the PDF unreadable for a screen reader,
    and is refused by the standard: it is shown as an empty square.
    """
    logo = {source.logo.file: source.logo.data} if source.logo else {}
    texts: dict[str, str | bytes] = {"document.json": json.dumps(data, ensure_ascii=False), **images, **logo}
    for _ in range(_MOST_SIGNS):
        try:
            return _compile(template, texts, source)
        except typst.TypstError as refused:
            sign = _UNKNOWN.search(str(refused))
            if sign is None:
                raise
            texts = {
                file: text.replace(sign[1], "□" * len(sign[1])) if isinstance(text, str) else text
                for file, text in texts.items()
            }
    raise ValueError(f"{template}: more than {_MOST_SIGNS} signs that no font of the project has")


def _compile(template: str, texts: Mapping[str, str | bytes], source: ReportSource) -> bytes:
    with tempfile.TemporaryDirectory(prefix="ouverture-") as folder:
        for file, text in texts.items():
            (Path(folder) / file).write_bytes(text.encode() if isinstance(text, str) else text)
        main = Path(folder) / template
        for name in (template, _COMMON):
            (Path(folder) / name).write_bytes((pictures.TEMPLATES / name).read_bytes())
        made = typst.compile(
            str(main),
            root=folder,
            font_paths=[str(fonts.FOLDER)],
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            timestamp=int(moment(source.snapshot.edition.published_at).replace(tzinfo=UTC).timestamp()),
        )
    if not isinstance(made, bytes):
        raise TypeError(f"typst gave {type(made).__name__}; accepted: the bytes of one PDF")
    return made
