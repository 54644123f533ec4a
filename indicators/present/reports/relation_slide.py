"""The slide of one highlighted partnership: who, since when, what was done, what both sides gain, for what money."""

from __future__ import annotations

import pandas as pd

from indicators.budget.relations import relation_money
from indicators.partnerships import Relation
from indicators.present import conclusions
from indicators.present.figure import Figure, record_source
from indicators.present.reports.model import PARTNERSHIP, KeyNumber, Slide
from indicators.present.reports.source import ReportSource
from indicators.present.reports.wording import plain
from indicators.present.texts.partnerships import sentences
from indicators.present.texts.partnerships.words import name_words, term_words
from indicators.present.texts.translator import MISSING


def relation_slide(source: ReportSource, identifier: str) -> Slide:
    """The slide of a partnership that the edition knows."""
    item = next(item for item in source.relations if item.id == identifier)
    t, partner = source.t, item.partnership
    kind = source.scene.kinds[partner.type].label
    reading = plain(sentences.relation(item, kind, t))
    return Slide(
        f"{PARTNERSHIP}{item.id}",
        conclusions.relation(item, source.scene.states[item.state], t),
        reading,
        _numbers(source, item),
        lines=_lines(source, item),
        figure=_table(source, item),
        sources=(record_source(partner),) if partner.source or partner.url else (),
        example=item.example,
    )


def _numbers(source: ReportSource, item: Relation) -> tuple[KeyNumber, ...]:
    t = source.t
    money = relation_money(source.budget.book, item.id, "paid")
    return (
        KeyNumber(t("Depuis"), str(item.first_year or MISSING), term_words(item, t)),
        KeyNumber(t("Actions connues"), t.number(len(item.activities)), t.n("{count} avec un résultat documenté", "{count} avec un résultat documenté", len(item.results))),
        KeyNumber(t("Montant payé"), t.compact_money(money.total), t("toutes années connues") if money.total is not None else t("aucune ligne ne la nomme : montant inconnu")),
    )  # fmt: skip


def _lines(source: ReportSource, item: Relation) -> tuple[str, ...]:
    t, partner = source.t, item.partnership
    lines = []
    if partner.themes:
        lines.append(t("Thèmes : {names}.", names=name_words(source.catalogue.themes, partner.themes, t)))
    if partner.benefits_ours or partner.benefits_theirs:
        lines.append(plain(sentences.reciprocity(item.reciprocity, t)))
    lines += [f"{action.year} – {action.title}" for action in item.activities[:3]]
    return tuple(lines)


def _table(source: ReportSource, item: Relation) -> Figure:
    """The activities as a table; there is nothing to draw."""
    t = source.t
    headers = [t("Année"), t("Action"), t("Résultats"), t("Enseignements")]
    rows = [[str(a.year), a.title, a.results or MISSING, a.lessons or MISSING] for a in item.activities]
    return Figure(
        key=f"partnership_{item.id}",
        title=t("Actions avec {partner}", partner=item.partnership.partner),
        sentence=plain(sentences.state(item, t)),
        table=pd.DataFrame(rows, columns=headers),
        example=any(action.example for action in item.activities),
    )
