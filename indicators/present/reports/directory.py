"""The directory of partnerships and networks: one row each, as the edition knows them."""

from __future__ import annotations

from indicators.partnerships import MembershipReading, Relation
from indicators.present.reports.model import Block, Heading, Paragraph, Table
from indicators.present.reports.source import ReportSource
from indicators.present.reports.wording import plain
from indicators.present.texts.partnerships import sentences
from indicators.present.texts.partnerships.words import name_words, state_mark, state_rules, term_words
from indicators.present.texts.translator import MISSING


def directory_blocks(source: ReportSource) -> list[Block]:
    """The partnerships, then the networks; what is not known is a dash."""
    t = source.t
    if not source.relations:
        return _networks(source)
    headers = (t("Partenaire"), t("Nature"), t("Depuis"), t("État"), t("Échéance"), t("Thèmes"), t("Actions"))
    ordered = sorted(source.relations, key=lambda item: (item.state == "ended", source.t.country(item.partnership.country), item.partnership.partner))  # fmt: skip
    table = Table(
        t("Répertoire des partenariats"),
        headers,
        tuple(_relation(item, source) for item in ordered),
        numbers=frozenset({6}),
    )
    blocks: list[Block] = [
        Heading(table.title, 2),
        table,
        Paragraph(plain(state_rules(source.rules, source.as_of, t)), "note"),
    ]
    return blocks + _networks(source)


def _relation(item: Relation, source: ReportSource) -> tuple[str, ...]:
    t, partner = source.t, item.partnership
    name = t("{partner} ({country})", partner=partner.partner, country=t.country(partner.country))
    return (
        name + (t(" (exemple)") if item.example else ""),
        source.scene.kinds[partner.type].label,
        str(item.first_year or MISSING),
        f"{state_mark(item.state)} {source.scene.states[item.state]}",
        term_words(item, t),
        name_words(source.catalogue.themes, partner.themes, t),
        str(len(item.activities)),
    )


def _networks(source: ReportSource) -> list[Block]:
    t = source.t
    if not source.networks:
        return []
    headers = (t("Réseau"), t("Depuis"), t("Rôle"), t("Cotisation"), t("Résultats documentés"))
    rows = tuple(_network(item, source) for item in source.networks)
    table = Table(t("Réseaux"), headers, rows, (2.6, 0.9, 1.6, 1.2, 3.4), frozenset({3}))
    return [Heading(table.title, 2), Paragraph(plain(sentences.networks(source.networks, t))), table]


def _network(item: MembershipReading, source: ReportSource) -> tuple[str, ...]:
    t, found = source.t, item.membership
    name = found.name or (item.network.name.get(t.lang) if item.network else found.network)
    results = t.typeset(" ; ".join(found.results)) or MISSING
    return (
        name + (t(" (exemple)") if found.example else ""),
        t.date(found.since),
        found.role or MISSING,
        t.money(found.fee),
        results,
    )
