"""A month as a table of days, for the eye and for a screen reader; on a telephone the days without anything go."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterable
from datetime import date, timedelta
from html import escape

from babel.dates import get_day_names

from indicators.desk import AgendaItem
from indicators.present.texts import Translator
from indicators.present.texts.desk.words import agenda_title

_WEEKS = Calendar(firstweekday=0)
_STYLE = """<style>
.ouv-month { border-collapse: collapse; width: 100%; table-layout: fixed; font-size: .85rem; }
.ouv-month caption { text-align: left; font-weight: 600; padding: .3rem 0; }
.ouv-month th, .ouv-month td { border: 1px solid color-mix(in srgb, currentColor 25%, transparent); padding: .25rem; vertical-align: top; text-align: left; overflow-wrap: anywhere; }
.ouv-month td { height: 4.2rem; }
.ouv-month td > b { font-weight: 400; }
.ouv-month td.today > b { font-weight: 700; text-decoration: underline; }
.ouv-month ul { margin: 0; padding: 0; list-style: none; }
.ouv-month li { font-size: .8rem; line-height: 1.3; margin-top: .15rem; border-left: 3px solid currentColor; padding-left: .3rem; }
.ouv-month td.out { opacity: .45; }
@media (max-width: 640px) {
  .ouv-month thead { display: none; }
  .ouv-month tr { display: block; }
  .ouv-month td { display: block; height: auto; }
  .ouv-month td.empty { display: none; }
  .ouv-month td > b::before { content: attr(data-day) " "; }
}
</style>"""


def month_table(items: Iterable[AgendaItem], first: date, today: date, t: Translator) -> str:
    """The month that begins on ``first`` as HTML, each thing on every day that it lasts."""
    found = list(items)
    names = get_day_names("abbreviated", locale=t.locale)
    head = "".join(f'<th scope="col">{escape(str(names[day]))}</th>' for day in range(7))
    weeks = "".join(f"<tr>{''.join(_day(day, first, today, found, names, t) for day in week)}</tr>" for week in _WEEKS.monthdatescalendar(first.year, first.month))  # fmt: skip
    caption = escape(t.date(f"{first:%Y-%m}"))
    empty = "" if any(_within(item, first) for item in found) else f"<p>{escape(t('Rien ce mois-ci.'))}</p>"
    return f'{_STYLE}<table class="ouv-month"><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{weeks}</tbody></table>{empty}'


def _day(day: date, first: date, today: date, found: list[AgendaItem], names: dict[int, str], t: Translator) -> str:
    mine = [item for item in found if item.first <= day <= item.last and day.month == first.month]
    marks = [mark for mark, true in (("today", day == today), ("out", day.month != first.month), ("empty", not mine)) if true]  # fmt: skip
    lines = "".join(f"<li>{escape(agenda_title(item, t))}</li>" for item in mine)
    listed = f"<ul>{lines}</ul>" if lines else ""
    return f'<td class="{" ".join(marks)}"><b data-day="{escape(str(names[day.weekday()]))}">{day.day}</b>{listed}</td>'


def _within(item: AgendaItem, first: date) -> bool:
    after = (first + timedelta(days=32)).replace(day=1)
    return item.first < after and item.last >= first
