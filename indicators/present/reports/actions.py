"""All the international actions, objective by objective: results, resources and their split, partners, conclusions,
lessons and perspectives of each (document 002, section 2.3.3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from indicators.evaluation.chain import Node
from indicators.present.reports.model import Block, Heading, Paragraph, Table
from indicators.present.reports.source import ReportSource
from indicators.present.reports.wording import plain
from indicators.present.texts.citations import spans
from indicators.present.texts.evaluation.chain import node_sentence, result_sentence
from indicators.present.texts.evaluation.levels import level_name
from indicators.present.texts.translator import MISSING
from indicators.records import Activity

YEARS = 3


def actions_section(source: ReportSource) -> list[Block]:
    """Objectives top down, the actions of the year read and of the two before it, then those without an objective."""
    t, chain = source.t, source.chain
    blocks: list[Block] = [Paragraph(_span(source), "note")]
    for root in (*chain.roots, *chain.loose):
        for depth, node in root.walk():
            blocks += _objective(node, depth, source)
    known = {item.id for item in source.snapshot.objectives}
    loose = _recent((item for item in source.snapshot.activities if item.objective not in known), source)
    if loose:
        blocks.append(Heading(t("Actions sans objectif"), 2))
        blocks += _tables(loose, source)
    if not chain.roots and not chain.loose:
        blocks.append(
            Paragraph(t("Aucun objectif n'est enregistré : les actions ne sont rattachées à rien."), "missing")
        )
    return blocks


def _span(source: ReportSource) -> str:
    first = _last(source) - YEARS + 1
    return source.t("Actions de {first} à {last}. Les montants sont ceux que porte la fiche de l'action ; le budget fait foi.", first=first, last=_last(source))  # fmt: skip


def _last(source: ReportSource) -> int:
    known = [item.year for item in source.snapshot.activities if item.year <= source.year]
    return max(known, default=source.year)


def _recent(actions: Iterable[Activity], source: ReportSource) -> list[Activity]:
    last = _last(source)
    kept = [item for item in actions if last - YEARS < item.year <= last]
    return sorted(kept, key=lambda item: (-item.year, item.title))


def _objective(node: Node, depth: int, source: ReportSource) -> list[Block]:
    t, item = source.t, node.objective
    heading = Heading(item.label + (t(" (exemple)") if item.example else ""), min(depth + 2, 4))
    told = [
        Paragraph(level_name(item.level, t), "kicker"),
        Paragraph(_sentence(plain(node_sentence(node, source.chain, "paid", t)))),
        Paragraph(plain(result_sentence(node, source.evaluation, t))),
    ]
    actions = _recent((action for action in source.snapshot.activities if action.objective == item.id), source)
    return [heading, *(part for part in told if part.text), *_tables(actions, source)]


def _sentence(text: str) -> str:
    """What stands as a fragment on the screen, with the capital and the full stop of a paragraph."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def _tables(actions: Sequence[Activity], source: ReportSource) -> list[Block]:
    """What was done and with what, then what was learnt from it."""
    if not actions:
        return []
    t = source.t
    done = Table(
        t("Actions, résultats et moyens"),
        (t("Année"), t("Action"), t("Partenaires"), t("Résultats"), t("Public"), t("Moyens")),
        tuple(_done(item, source) for item in actions),
        (0.95, 2.4, 1.9, 2.7, 0.95, 1.5),
        frozenset({4}),
    )
    learnt = _learnt(actions)
    if not learnt:
        return [done, Paragraph(t("Conclusions, leçons et perspectives de ces actions : non renseignées."), "missing")]
    headers = (t("Action"), t("Années"), t("Conclusions"), t("Leçons tirées"), t("Perspectives"))
    return [done, Table(t("Ce que ces actions apprennent"), headers, learnt, (2, 1, 2.2, 2.2, 2.2))]


def _learnt(actions: Sequence[Activity]) -> tuple[tuple[str, ...], ...]:
    """What each action taught, with the years that say it: the same lesson of three years is one row."""
    years: dict[tuple[str, ...], list[str]] = {}
    for item in actions:
        if item.conclusions or item.lessons or item.perspectives:
            said = (item.title, item.conclusions or MISSING, item.lessons or MISSING, item.perspectives or MISSING)
            years.setdefault(said, []).append(str(item.year))
    return tuple((title, spans(found), *rest) for (title, *rest), found in years.items())


def _done(item: Activity, source: ReportSource) -> tuple[str, ...]:
    t = source.t
    return (
        str(item.year),
        item.title + (t(" (exemple)") if item.example and not item.title.endswith(")") else ""),
        _partners(item, source),
        item.results or MISSING,
        t.number(item.beneficiaries),
        _means(item, source),
    )


def _partners(item: Activity, source: ReportSource) -> str:
    """The partner abroad, then the territory's own actors."""
    abroad = {
        found.id: f"{found.partner} ({source.t.country(found.country)})" for found in source.snapshot.partnerships
    }
    here = {found.id: found.name for found in source.snapshot.actors}
    names = [abroad[item.partnership]] if item.partnership in abroad else []
    names += [here.get(actor, actor) for actor in item.actors]
    return ", ".join(names) or MISSING


def _means(item: Activity, source: ReportSource) -> str:
    """What the collectivity put in and what others did, when the record tells."""
    t = source.t
    if item.amount is None and item.external_amount is None:
        return MISSING
    text = t.money(item.amount)
    return text if item.external_amount is None else t("{own} et {other} de tiers", own=text, other=t.money(item.external_amount))  # fmt: skip
