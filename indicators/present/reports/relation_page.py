"""A relation on one page, for the file of an elected person before a visit: who, since when, what, for what, what next."""

from __future__ import annotations

from typing import Any

from indicators.budget.relations import relation_money
from indicators.desk import MissionReading
from indicators.partnerships import Relation
from indicators.present.reports.annual import compiled, head
from indicators.present.reports.model import Image
from indicators.present.reports.public import public_missions
from indicators.present.reports.relation_slide import relation_slide
from indicators.present.reports.source import ReportSource
from indicators.present.reports.wording import plain
from indicators.present.texts.desk.words import follow_up_line
from indicators.present.texts.partnerships import sentences
from indicators.present.texts.partnerships import sheet as told
from indicators.present.texts.partnerships.story import story_lines
from indicators.present.texts.partnerships.words import term_words
from indicators.readout.story import Year, story

#: What the page holds, and what it holds beside a picture.
_YEARS, _YEARS_BESIDE = 7, 3
_SHORT = 420
_LESSONS, _LESSONS_BESIDE = 3, 1
_PICTURE = "picture.jpg"


def relation_story(source: ReportSource, item: Relation, *, account: bool) -> tuple[Year, ...]:
    """The years of a relation with what was paid, and the missions that whoever reads may read: all of them with an
    ``account``, else those that the collectivity shows to everybody."""
    money = relation_money(source.budget.book, item.id, "paid").lines
    paid: dict[int, int] = {}
    for year, cents in zip(money["year"], money["cents"], strict=True):
        paid[int(year)] = paid.get(int(year), 0) + int(cents)
    return story(item, paid, source.readout.missions if account else public_missions(source))


def missions_held(source: ReportSource, item: Relation, *, account: bool) -> tuple[MissionReading, ...]:
    """The missions of a relation that were held, the latest first; their words are for those who have an account."""
    found = source.readout.missions if account else ()
    return tuple(one for one in found if one.mission.partnership == item.id and one.mission.status == "done")


def relation_page(source: ReportSource, item: Relation, *, account: bool, picture: Image | None = None) -> bytes:
    """The page as a tagged PDF, with the missions that :func:`relation_story` gives to whoever asks for it, and a picture
    of the relation when there is one."""
    t, partner = source.t, item.partnership
    title = t("{partner} ({country}) : l'essentiel", partner=partner.partner, country=t.country(partner.country))
    kind = source.scene.kinds[partner.type].label
    years, most = (_YEARS_BESIDE, _LESSONS_BESIDE) if picture else (_YEARS, _LESSONS)
    held = missions_held(source, item, account=account)
    learnt = (*(one.mission.lessons for one in held), *(action.lessons for action in item.activities))
    lessons = list(dict.fromkeys(text for text in learnt if text))[:most]
    due = (follow_up_line(step, t) for one in held for step in one.open)
    perspectives = (action.perspectives for action in item.activities if action.perspectives)
    ahead = [_short(text) for text in dict.fromkeys((*due, *perspectives))][:most]
    parts = (
        (t("La convention"), [f"{name}{t(' : ')}{plain(value)}" for name, value in told.agreement(item, t)]),
        (
            t("L'histoire"),
            [_short(line) for line in story_lines(relation_story(source, item, account=account), t, most=years)],
        ),
        (t("Ce que nous avons appris"), [_short(line) for line in lessons]),
        (t("Ce que chaque côté en retire"), [plain(sentences.reciprocity(item.reciprocity, t))]),
        (t("La suite"), [f"{t('Échéance')}{t(' : ')}{term_words(item, t)}", *ahead]),
    )
    numbers = relation_slide(source, item.id).numbers
    data: dict[str, Any] = head(source, title) | {
        "heading": title,
        "lead": plain(sentences.relation(item, kind, t)),
        "numbers": [{"label": n.label, "value": n.value, "detail": n.detail} for n in numbers],
        "image": _PICTURE if picture else None,
        "alt": picture.alt if picture else "",
        "parts": [{"title": name, "lines": [line for line in lines if line]} for name, lines in parts if any(lines)],
        "small": [partner.source] if partner.source else [],
    }
    return compiled("fiche.typ", data, {_PICTURE: picture.data} if picture else {}, source)


def _short(text: str) -> str:
    """A line that leaves room for the others: cut at a word, and the cut is shown."""
    return text if len(text) <= _SHORT else text[:_SHORT].rpartition(" ")[0] + " …"
