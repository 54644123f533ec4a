"""The one-page fiche for the press: four figures, a map, a few facts, the limits, whom to call."""

from __future__ import annotations

from typing import Any

from indicators.present.everybody import known_answers
from indicators.present.maps.paper import SLIDE
from indicators.present.reports import pictures
from indicators.present.reports.annual import compiled, head
from indicators.present.reports.opening_slides import concluded
from indicators.present.reports.public import public_parts
from indicators.present.reports.source import ReportSource
from indicators.present.reports.still_map import map_figure
from indicators.present.reports.wording import plain
from indicators.present.texts.citations import cited

_MAP = 900
_CITED = 6
_LINES = 3  # of each part: the sheet is one page


def press_fiche(source: ReportSource) -> bytes:
    """The fiche as a tagged PDF of one page."""
    t = source.t
    images: dict[str, str | bytes] = {}
    figure = map_figure(source, size=SLIDE, beside=True) if source.relations else None
    if figure is not None and figure.spec is not None:
        images["map.svg"] = pictures.svg(figure.spec, _MAP)
    data: dict[str, Any] = head(source, t("{name} et le monde : l'essentiel", name=source.name)) | {
        "heading": t("{name} et le monde : l'essentiel", name=source.name),
        "lead": _lead(source),
        "numbers": [{"label": a.question, "value": a.value, "detail": f"{a.label} · {a.detail}".strip(" ·")} for a in known_answers(source.answers)],
        "image": "map.svg" if images else None,
        "alt": plain(figure.alt) if figure else "",
        "parts": [{"title": title, "lines": lines} for title, lines in public_parts(source, most=_LINES)],
        "small": _small(source),
    }  # fmt: skip
    return compiled("fiche.typ", data, images, source)


def _lead(source: ReportSource) -> str:
    """How open the territory is; where the data do not tell, what else is known comes before the reason why."""
    first, known = source.answers[0], known_answers(source.answers)
    return plain(first.told) if first in known or not known else f"{concluded(source)}. {plain(first.told)}"


def _small(source: ReportSource) -> list[str]:
    t, office = source.t, source.settings.collectivity
    found = cited((item for answer in source.answers for item in answer.sources), t, address=False)
    names = [
        *(line.rstrip(".") for line in found[:_CITED]),
        *([t("et d'autres, dans les annexes du rapport")] if len(found) > _CITED else []),
    ]
    lines = [t("Sources : {names}.", names=" ; ".join(names))] if names else []
    contact = " · ".join(part for part in (office.office, office.contact) if part)
    return [*lines, t("Contact : {contact}", contact=contact)] if contact else lines
