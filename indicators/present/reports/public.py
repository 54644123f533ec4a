"""What anybody may read: with whom, for what money, with what result, in plain words and without a chart to decode."""

from __future__ import annotations

from indicators.desk import MissionReading
from indicators.partnerships.prizes import prizes
from indicators.present.everybody import partners_title, partners_told
from indicators.present.figure import Source, record_source, unique_sources
from indicators.present.reports.source import ReportSource
from indicators.present.reports.strategy import public_lines
from indicators.present.reports.wording import plain
from indicators.present.texts.budget.share import per_inhabitant_words, thousand_words, without_staff
from indicators.present.texts.budget.words import part_name, sources_of
from indicators.present.texts.desk.words import public_line
from indicators.present.texts.partnerships.prospects import wish_line
from indicators.present.texts.partnerships.words import partner_name
from indicators.present.texts.strategy.prizes import prize_words
from indicators.present.texts.translator import MISSING
from indicators.records import Activity

_RESULTS = 6
_MISSIONS = 40


def public_parts(source: ReportSource, *, most: int | None = None) -> tuple[tuple[str, list[str]], ...]:
    """With whom, for what money, with what result: those of which something is known, with at most so many lines."""
    t, known = source.t, source.snapshot
    paid = source.budget.book.total(source.budget.year, "paid").net is not None
    parts = (
        (partners_title(t), partner_lines, bool(source.relations)),
        (t("Pour quel argent"), money_lines, paid),
        (t("Avec quel résultat"), result_lines, bool(known.activities) or source.answers[2].value != MISSING),
    )
    return tuple((title, lines(source)[:most]) for title, lines, told in parts if told)


def page_parts(source: ReportSource) -> tuple[tuple[str, list[str]], ...]:
    """The same whole, then what is to be said of the strategy, of prizes, of the journeys and of the partners looked for."""
    t = source.t
    more = (
        (t("Où nous allons, et où nous en sommes"), public_lines(source)),
        (
            t("Prix et reconnaissances"),
            [prize_words(item, t) for item in prizes(source.snapshot.activities, source.year)],
        ),
        (t("Voyages : pourquoi, combien, quelle suite"), mission_lines(source)),
        (t("Ce que nous cherchons"), [wish_line(item, t) for item in source.sought]),
    )
    return (*public_parts(source), *((title, lines) for title, lines in more if lines))


def public_missions(source: ReportSource) -> tuple[MissionReading, ...]:
    """The missions that everybody may read: those held up to the year where the collectivity shows them, else none."""
    if not source.settings.missions.public:
        return ()
    return tuple(item for item in source.readout.missions if item.mission.status == "done" and (item.year or 0) <= source.year)  # fmt: skip


def mission_lines(source: ReportSource) -> list[str]:
    """The missions that everybody may read, the latest first, each in a line."""
    t, held = source.t, public_missions(source)
    names = {item.id: partner_name(item, t) for item in source.readout.relations}
    goals = {item.id: item.label for item in source.snapshot.objectives}
    lines = [
        public_line(item, names.get(item.mission.partnership, ""), goals.get(item.mission.objective, ""), t)
        for item in held[:_MISSIONS]
    ]
    more = len(held) - len(lines)
    return [*lines, t.n("… et {count} mission plus ancienne.", "… et {count} missions plus anciennes.", more)] if more else lines  # fmt: skip


def partner_lines(source: ReportSource) -> list[str]:
    """How many partners and where."""
    return partners_told(source.readout, source.t)


def money_lines(source: ReportSource) -> list[str]:
    """What was paid, what it is for each inhabitant, and what it goes to first."""
    t, view = source.t, source.budget
    total = view.book.total(view.year, "paid").net
    if total is None:
        return [t("Aucune dépense n'est enregistrée : ce n'est pas la preuve qu'il n'y en a pas.")]
    paid = without_staff(t("{amount} payés en {year}", amount=t.money(total), year=view.year), view, t)
    lines = [f"{paid}."]
    row = view.row
    if row:
        lines += [per_inhabitant_words(row.per_inhabitant, t), thousand_words(view, t)]
    largest = [part for part in view.rubrics.parts if part.share.value][:2]
    names = [t("{name} ({share})", name=part_name(part, "rubric", source.snapshot, source.catalogue, t).lower(), share=t.percent(part.share.value, 0)) for part in largest]  # fmt: skip
    if names:
        lines.append(t("D'abord pour : {names}.", names=t.join(names)))
    return lines


def result_lines(source: ReportSource) -> list[str]:
    """What was obtained: documented results of the latest year that has any, then the targets."""
    t = source.t
    found = documented_results(source)
    lines = [_result(item, source) for item in found]
    if not found:
        lines.append(t("Aucun résultat d'action n'est encore documenté."))
    return [*lines, plain(source.answers[2].told)]


def documented_results(source: ReportSource) -> list[Activity]:
    """The activities with a documented result in the latest year that has any, most beneficiaries first."""
    known = [item for item in source.snapshot.activities if item.results.strip() and item.year <= source.year]
    last = max((item.year for item in known), default=0)
    return sorted(
        (item for item in known if item.year == last), key=lambda item: (-(item.beneficiaries or 0), item.title)
    )[:_RESULTS]


def _result(item: Activity, source: ReportSource) -> str:
    t = source.t
    result = item.results.strip().rstrip(".")
    text = t("{title} ({year}) : {result}.", title=item.title, year=item.year, result=result)
    return text + (t(" (exemple)") if item.example and "(exemple)" not in text else "")


def public_sources(source: ReportSource) -> tuple[Source, ...]:
    """The sources of the page: partnerships, accounts, results."""
    relations = (record_source(item.partnership) for item in source.relations)
    answers = (item for answer in source.answers for item in answer.sources)
    return unique_sources(item for group in (relations, sources_of(source.budget), answers) for item in group if item.publisher)  # fmt: skip
