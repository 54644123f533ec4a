"""The portfolio of relations drawn: how it grew, what ends soon, what was done, what was spent, who works where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from textwrap import wrap

import altair as alt
import pandas as pd

from indicators.budget.relations import RelationMoney
from indicators.catalogue import FundingSource, Rubric
from indicators.partnerships import ActorMatrix, Relation, renewal_calendar
from indicators.present.charts import time
from indicators.present.charts.narrow import either
from indicators.present.charts.theme import finish
from indicators.present.figure import Figure, Source, record_source, unique_sources
from indicators.present.palette import BLUE, NEUTRAL, ORANGE, PALETTE
from indicators.present.texts import Translator
from indicators.present.texts.days import read_on
from indicators.present.texts.partnerships import sentences
from indicators.present.texts.partnerships.words import term_words
from indicators.records.dates import last_day

UNSAID = ""
_LINE = "|"
_LINE_HEIGHT, _UPWARDS = 13, 11


def relation_sources(relations: Sequence[Relation]) -> tuple[Source, ...]:
    """Where the relations come from."""
    found = (record_source(item.partnership) for item in relations)
    return unique_sources(source for source in found if source.publisher)


def growth(relations: Sequence[Relation], t: Translator) -> Figure:
    """How many dated relations stood each year; those without a date are told, not placed."""
    dated = [item for item in relations if item.dated and item.state != "not_yet"]
    title = t("Relations en cours par année")
    undated = sum(not item.dated for item in relations)
    if not dated:
        sentence = t("Aucune relation n'a de date connue : la courbe ne peut pas être tracée.")
        return Figure("partnership_growth", title, sentence, pd.DataFrame())
    first, last = min(item.first_year or 0 for item in dated), relations[0].as_of.year
    counts = _in_force(dated, first, last)
    told = [t.n("{count} relation", "{count} relations", int(count)) for count in counts["count"]]
    base = alt.Chart(counts.assign(told=told)).encode(
        time.years_axis(counts["year"]),
        alt.Y("count:Q", title=title, axis=alt.Axis(tickMinStep=1)),
    )
    area = base.mark_area(interpolate="step-after", line={"color": BLUE}, color=BLUE, opacity=0.28)
    # A point a year, seen under the pointer only: it tells what the area shows.
    points = base.mark_point(size=160, filled=True, opacity=0).encode(
        tooltip=[alt.Tooltip("year:Q", title=t("Année"), format="d"), alt.Tooltip("told:N", title=title)]
    )
    return Figure(
        key="partnership_growth",
        title=title,
        sentence=_growth_sentence(counts, undated, t),
        table=counts.rename(columns={"year": t("Année"), "count": title}),
        spec=finish(area + points, t, height=200),
        sources=relation_sources(relations),
        example=any(item.example for item in relations),
    )


def _in_force(dated: Sequence[Relation], first: int, last: int) -> pd.DataFrame:
    """How many relations stood each year: those begun, less those ended before."""
    stood = [item for item in dated if item.partnership.status != "planned"]
    begun = Counter(item.first_year for item in stood)
    ended = Counter(item.last_year for item in stood if item.last_year is not None)
    years = range(first, last + 1)
    changes = [begun[year] - ended[year - 1] for year in years]
    return pd.DataFrame({"year": years, "count": pd.Series(changes, dtype=int).cumsum()})


def _growth_sentence(counts: pd.DataFrame, undated: int, t: Translator) -> str:
    text = t.n(
        "{count} relation datée est en cours en {end}, la plus ancienne depuis {start}.",
        "{count} relations datées sont en cours en {end}, la plus ancienne depuis {start}.",
        int(counts["count"].iloc[-1]),
        start=counts["year"].iloc[0],
        end=counts["year"].iloc[-1],
    )
    if undated:
        text += " " + t.n(
            "{count} relation sans date connue n'y figure pas.",
            "{count} relations sans date connue n'y figurent pas.",
            undated,
        )
    return text


def renewals(relations: Sequence[Relation], t: Translator) -> Figure:
    """The ends of agreements on a line of time, the nearest first; a dashed rule is the day of the reading."""
    calendar = renewal_calendar(relations)
    title = t("Échéances des conventions")
    if not calendar:
        sentence = t("Aucune convention en cours n'a d'échéance connue.")
        return Figure("partnership_renewals", title, sentence, pd.DataFrame())
    rows = pd.DataFrame([_renewal(item, t) for item in calendar])
    today = alt.Chart(pd.DataFrame({"day": [calendar[0].as_of.isoformat()]})).mark_rule(
        strokeDash=[4, 3], color=NEUTRAL
    )
    terms = [t("échéance passée"), t("à renouveler"), t("plus tard")]
    order = list(rows["partner"])
    named = alt.Y("partner:N", sort=order, title=None, axis=alt.Axis(labelOverlap=False))
    base = alt.Chart(rows).encode(named, alt.X("end:T", title=None))
    legend = alt.Legend(title=None)
    points = base.mark_point(filled=True, size=110, opacity=1).encode(
        tooltip=[alt.Tooltip("partner:N", title=t("Partenaire")), alt.Tooltip("words:N", title=t("Échéance"))],
        color=alt.Color("term:N", legend=legend, sort=terms).scale(domain=terms, range=[ORANGE, BLUE, NEUTRAL]),
        shape=alt.Shape("term:N", legend=legend, sort=terms).scale(domain=terms, range=["cross", "diamond", "circle"]),
    )
    chart = alt.layer(today.encode(x="day:T"), points)
    urgent = sum(item.to_renew for item in calendar)
    return Figure(
        key="partnership_renewals",
        title=title,
        sentence=t.n(
            "{count} convention est à renouveler ou échue, sur {total} qui ont une échéance.",
            "{count} conventions sont à renouveler ou échues, sur {total} qui ont une échéance.",
            urgent,
            total=t.number(len(calendar)),
        )
        + " "
        + read_on(calendar[0].as_of, t),
        table=rows[["partner", "country", "words"]].set_axis([t("Partenaire"), t("Pays"), t("Échéance")], axis=1),
        spec=finish(chart, t, height=max(90, 26 * len(rows) + 40)),
        sources=relation_sources(calendar),
        example=any(item.example for item in calendar),
    )


def _renewal(item: Relation, t: Translator) -> dict[str, str]:
    end = last_day(item.partnership.ends) or item.as_of
    terms = {"expired": t("échéance passée"), "to_renew": t("à renouveler")}
    return {
        "partner": item.partnership.partner,
        "country": t.country(item.partnership.country),
        "end": end.isoformat(),
        "term": terms.get(item.term, t("plus tard")),
        "words": term_words(item, t),
    }


def activity(item: Relation, t: Translator) -> Figure:
    """The actions of a relation by year, those that document a result apart."""
    title = t("Actions par année")
    done = [action for action in item.activities if action.status in ("ongoing", "done")]
    if not done:
        return Figure(f"activity_{item.id}", title, t("Aucune action n'est enregistrée."), pd.DataFrame())
    with_result, without = t("avec un résultat documenté"), t("sans résultat documenté")
    counts = Counter((action.year, with_result if action.results.strip() else without) for action in done)
    rows = pd.DataFrame(
        [(year, kind, count) for (year, kind), count in sorted(counts.items())], columns=["year", "kind", "count"]
    )
    told = [t.n("{count} action", "{count} actions", count) for count in rows["count"]]
    tooltip = [alt.Tooltip("year:O", title=t("Année")), alt.Tooltip("told:N", title=t("Actions")), alt.Tooltip("kind:N", title=t("Résultat"))]  # fmt: skip
    chart = (
        alt.Chart(rows.assign(told=told))
        .mark_bar(stroke="white", strokeWidth=0.6, width=time.bar_width(rows["year"]))
        .encode(
            time.years_axis(rows["year"]),
            alt.Y("count:Q", title=title, axis=alt.Axis(tickMinStep=1)),
            tooltip=tooltip,
            color=alt.Color("kind:N", title=None, sort=[with_result, without]).scale(
                domain=[with_result, without], range=[BLUE, "#a9bccd"]
            ),
        )
    )
    return Figure(
        key=f"activity_{item.id}",
        title=title,
        sentence=t.n(
            "{count} action de {first} à {last}, dont {results} avec un résultat documenté.",
            "{count} actions de {first} à {last}, dont {results} avec un résultat documenté.",
            len(done),
            first=min(action.year for action in done),
            last=max(action.year for action in done),
            results=t.number(sum(bool(action.results.strip()) for action in done)),
        ),
        table=rows.set_axis([t("Année"), t("Résultat"), t("Actions")], axis=1),
        spec=finish(chart, t, height=230),
        sources=unique_sources(Source(action.source, action.url) for action in done if action.source),
        example=any(action.example for action in done),
    )


def money(
    found: RelationMoney, key: str, rubrics: Mapping[str, Rubric], funders: Mapping[str, FundingSource], t: Translator
) -> Figure:
    """The euros of a relation by year and rubric; the table adds who pays."""
    title = (
        t("Dépenses par année et par rubrique")
        if found.direction == "expenditure"
        else t("Recettes par année et par financeur")
    )
    if found.total is None:
        return Figure(f"money_{key}", title, sentences.money(found, t), pd.DataFrame())
    rows = found.lines.assign(
        rubric_name=[_label(rubrics, code, t("rubrique non affectée"), t) for code in found.lines["rubric"]],
        funder=[_label(funders, code, t("financeur non précisé"), t) for code in found.lines["funding_source"]],
        euros=found.lines["cents"] / 100,
    )
    part = "rubric_name" if found.direction == "expenditure" else "funder"
    names = list(dict.fromkeys(rows.sort_values("euros", ascending=False)[part]))
    legend = alt.Legend(title=None) if len(names) > 1 else None
    sums = rows.groupby(["year", part], as_index=False)[["euros", "cents"]].sum()
    payer = t("Rubrique") if part == "rubric_name" else t("Financeur")
    chart = (
        alt.Chart(sums.assign(told=[t.money(cents) for cents in sums["cents"]]).drop(columns="cents"))
        .mark_bar(stroke="white", strokeWidth=0.6, width=time.bar_width(rows["year"]))
        .encode(
            time.years_axis(rows["year"]),
            alt.Y("euros:Q", title=t("Euros"), axis=alt.Axis(format=",.0f", tickCount=4)),
            tooltip=[
                alt.Tooltip("year:O", title=t("Année")),
                alt.Tooltip(f"{part}:N", title=payer),
                alt.Tooltip("told:N", title=t("Montant")),
            ],
            color=alt.Color(f"{part}:N", sort=names, legend=legend).scale(
                domain=names, range=[PALETTE[rank % len(PALETTE)] for rank in range(len(names))]
            ),
        )
    )
    headers = [t("Année"), t("Rubrique"), t("Financeur"), t("Euros")]
    return Figure(
        key=f"money_{key}",
        title=title,
        sentence=sentences.money(found, t),
        table=rows[["year", "rubric_name", "funder", "euros"]].set_axis(headers, axis=1),
        spec=finish(chart, t, height=260),
        example=found.example,
    )


def _label(entries: Mapping[str, Rubric] | Mapping[str, FundingSource], code: str, unsaid: str, t: Translator) -> str:
    entry = entries.get(code)
    return entry.label.get(t.lang) if entry else unsaid if code in (UNSAID, "r0_unassigned", "unassigned") else code


def _wrapped(name: str) -> str:
    """A name on several lines, for the head of a narrow column."""
    return _LINE.join(wrap(name, 15, break_long_words=False))


def _group_axis(names: Sequence[str]) -> alt.Axis:
    """Heads of several lines above the cells: Vega writes them downwards from the first, so they start higher.

    On a telephone they are written upwards.
    """
    lines = max((name.count(_LINE) + 1 for name in names), default=1)
    return alt.Axis(
        orient="top",
        labelAngle=alt.ExprRef(**either(-90, 0)),
        labelAlign=alt.ExprRef(**either("'left'", "'center'")),
        labelOffset=alt.ExprRef(**either(-_UPWARDS * (lines - 1) / 2, 0)),
        labelExpr=f"split(datum.label, '{_LINE}')",
        labelOverlap=False,
        labelFlush=False,
        labelFontSize=alt.ExprRef(**either(10, 11)),
        labelLineHeight=alt.ExprRef(**either(_UPWARDS, _LINE_HEIGHT)),
        labelPadding=alt.ExprRef(**either(6, 4 + _LINE_HEIGHT * (lines - 1))),
        domain=False,
        ticks=False,
    )


def actor_map(matrix: ActorMatrix, groups: Mapping[str, str], t: Translator) -> Figure:
    """Countries by groups of actors, the number written in each cell; partner countries carry a mark."""
    title = t("Qui agit dans quel pays")
    if matrix.counts.empty:
        return Figure("actor_matrix", title, sentences.actors(matrix, t), pd.DataFrame())
    codes, columns = [str(code) for code in matrix.counts.index], [str(name) for name in matrix.counts.columns]
    heads = [_wrapped(groups.get(name, name)) for name in columns]
    mark = {code: f"{t.country(code)} ◆" if code in matrix.partner_countries else t.country(code) for code in codes}
    cells = [
        {
            "country": mark[code],
            "group": _wrapped(groups.get(group, group)),
            "count": len(matrix.names.get((code, group), ())),
            "told": f"{t.country(code)}, {groups.get(group, group)}",
            "names": ", ".join(matrix.names.get((code, group), ())),
        }
        for code in codes
        for group in columns
    ]
    rows = pd.DataFrame(cells)
    base = alt.Chart(rows).encode(
        alt.X("group:N", title=None, sort=heads, axis=_group_axis(heads)),
        alt.Y("country:N", title=None, sort=list(mark.values())),
    )  # fmt: skip
    tiles = base.mark_rect(stroke="#8896a5", strokeWidth=0.4).encode(
        alt.Color("count:Q", legend=None).scale(
            domain=[0, max(3, int(rows["count"].max()))], range=[f"{BLUE}00", f"{BLUE}73"]
        ),
        tooltip=[alt.Tooltip("told:N", title=""), alt.Tooltip("names:N", title=t("Acteurs"))],
    )
    words = base.transform_filter(alt.datum.count > 0).mark_text(fontSize=12, fontWeight=600).encode(text="count:Q")
    told = rows[rows["count"] > 0].assign(group=rows["group"].str.replace(_LINE, " "))
    table = told[["country", "group", "count", "names"]].set_axis(
        [t("Pays"), t("Groupe"), t("Nombre"), t("Acteurs")], axis=1
    )
    return Figure(
        key="actor_matrix",
        title=title,
        sentence=sentences.actors(matrix, t),
        table=table,
        spec=finish(tiles + words, t, height=max(120, 26 * len(mark))),
        note=t(
            "◆ : pays où le territoire a un partenariat en cours. L'inventaire dit qui est recensé, pas qui existe."
        ),
        example=matrix.example,
    )
