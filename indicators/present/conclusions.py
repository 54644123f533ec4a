"""What each slide concludes, in a line: the title that a council reads when it reads nothing else.

A conclusion states what the figures say, with its numbers; the sentence under the chart, which is longer, says it whole.
"""

from __future__ import annotations

from collections.abc import Sequence

from indicators.catalogue import Grid
from indicators.evaluation import LevelView
from indicators.evaluation.counts import Outcome, outcome
from indicators.evaluation.externalities import ExternalityPanel
from indicators.geii import Profile
from indicators.geography import distance_km
from indicators.grids.maturity import GridYear
from indicators.partnerships import Relation
from indicators.present.maps.paper import NEAR_KM
from indicators.present.maps.scene import Position, position
from indicators.present.texts import Translator
from indicators.present.texts.evaluation.grids import place_of
from indicators.present.texts.evaluation.levels import level_name
from indicators.present.trails import ABOVE, spending_trail
from indicators.progress import BEHIND, KEPT
from indicators.readout import Readout
from indicators.readout.changes import Changes
from indicators.strategy import Strategy

_SAME = 0.5  # per cent: less is printed as no change


def money(readout: Readout, t: Translator) -> str:
    """« Nous dépensons 3 % de plus qu'en 2024, d'abord : subventions à des projets »."""
    view = readout.budget()
    total = view.book.total(view.year, "paid").net
    if total is None:
        return t("Aucune dépense n'est enregistrée")
    parts = [part for part in view.rubrics.parts if part.share.value and part.key in view.catalogue.rubrics]
    first = max(parts, key=lambda part: part.share.value or 0.0, default=None)
    name = view.catalogue.rubrics[first.key].short_label.get(t.lang) if first else ""
    before = spending_trail(view).before
    if not before:
        told = t("{amount} payés en {year}", amount=t.compact_money(total), year=view.year)
    else:
        change = 100 * (total / before - 1)
        words = {"share": t.percent(abs(change), 0), "year": view.year - 1}
        if abs(change) < _SAME:
            told = t("Nous dépensons autant qu'en {year}", year=view.year - 1)
        elif change > 0:
            told = t("Nous dépensons {share} de plus qu'en {year}", **words)
        else:
            told = t("Nous dépensons {share} de moins qu'en {year}", **words)
    return t("{told} ; premier poste : {name}", told=told, name=f"{name[:1].lower()}{name[1:]}") if name else told


def openness(profile: Profile, t: Translator) -> str:
    """How many of the dimensions that are scored are above the reference."""
    above = sum((item.index or 0.0) >= ABOVE for item in profile.scored)
    return t.n(
        "{count} dimension sur {total} au-dessus de la référence", "{count} dimensions sur {total} au-dessus de la référence",
        above, total=len(profile.scored),
    )  # fmt: skip


def years(readout: Readout, t: Translator) -> str:
    """From the first year known to the last."""
    points = spending_trail(readout.budget()).points
    if not points:
        return t("Aucune dépense n'est enregistrée")
    (first, start), (last, end) = points[0], points[-1]
    if first == last:
        return t("{amount} payés en {year}, seule année connue", amount=t.compact_money(end), year=last)
    amounts = {"start": t.compact_money(start), "end": t.compact_money(end)}
    return t("De {start} payés en {first} à {end} en {last}", first=first, last=last, **amounts)


def targets(readout: Readout, t: Translator) -> str:
    """How many targets are kept, out of how many; a band of the catalogue waits for its value and is no target set."""
    return kept_of(outcome(readout.evaluation().readings), t)


def kept_of(found: Outcome, t: Translator) -> str:
    """The same of some indicators."""
    total, fixed = len(found.aimed), len(found.aimed) - found.bands
    if not found.kept and not found.behind:
        if not fixed:
            return t("Aucune cible n'est fixée")
        return t.n("{count} cible, pas encore évaluable", "{count} cibles, pas encore évaluables", fixed)
    return t.n(
        "{count} cible sur {total} atteinte ou en bonne voie", "{count} cibles sur {total} atteintes ou en bonne voie",
        found.kept, total=total,
    )  # fmt: skip


def level(view: LevelView, t: Translator) -> str:
    """A level: how many are kept, how many fall behind."""
    name, counts = level_name(view.level, t), view.counts
    kept, behind = (sum(counts[status] for status in group) for group in (KEPT, BEHIND))
    if not kept and not behind:
        return t("{name} : rien n'est encore évaluable", name=name)
    parts = [
        t.n("{count} tenu ou en bonne voie", "{count} tenus ou en bonne voie", kept),
        t.n("{count} en retard", "{count} en retard", behind),
    ]
    return t("{name} : {parts}", name=name, parts=t.join(parts))


def partners(readout: Readout, t: Translator) -> str:
    """How many partnerships are in force, in how many countries."""
    living = readout.living
    if not living:
        return t("Aucun partenariat en cours")
    countries = len({item.partnership.country for item in living})
    return t(
        "{partners} dans {countries}",
        partners=t.n("{count} partenariat en cours", "{count} partenariats en cours", len(living)),
        countries=t.n("{count} pays", "{count} pays", countries),
    )


def near(readout: Readout, centre: Position | None, t: Translator) -> str:
    """How many partners are near, among those in force that are placed: one that is planned or over is drawn, not counted."""
    placed = [place for item in readout.living if (place := position(item))]
    close = sum(1 for place in placed if centre and distance_km(*centre, *place) <= NEAR_KM)
    return t.n(
        "{count} partenaire sur {total} à moins de {distance} km", "{count} partenaires sur {total} à moins de {distance} km",
        close, total=len(placed), distance=t.number(NEAR_KM, 0),
    )  # fmt: skip


def externalities(panel: ExternalityPanel, t: Translator) -> str:
    """How many unwanted effects are in alert, and how many alerts nothing answers."""
    measured, alerts = panel.count("alert") + panel.count("clear"), panel.count("alert")
    if not measured:
        return t("Aucun effet indésirable n'est mesuré")
    if not alerts:
        return t.n("{count} effet indésirable mesuré, sans alerte", "{count} effets indésirables mesurés, sans alerte", measured)  # fmt: skip
    alone = sum(not item.in_force for item in panel.alerted)
    told = t.n("{count} effet indésirable en alerte", "{count} effets indésirables en alerte", alerts)
    return t("{told}, dont {count} sans réponse", told=told, count=alone) if alone else told


def changes(found: Changes, t: Translator) -> str:
    """How much changed since the edition before."""
    count = len(found.items)
    if not count:
        return t("Rien n'a changé depuis l'édition précédente")
    return t.n("{count} changement depuis l'édition précédente", "{count} changements depuis l'édition précédente", count)  # fmt: skip


def choices(count: int, t: Translator) -> str:
    """How many points wait for the council."""
    if not count:
        return t("Rien n'attend de décision")
    return t.n("{count} point est à décider", "{count} points sont à décider", count)


def relation(item: Relation, state: str, t: Translator) -> str:
    """A partnership: who, where, in which state."""
    partner = item.partnership
    return t("{partner}, {country} : {state}", partner=partner.partner, country=t.country(partner.country), state=state)


def vision(found: Strategy, t: Translator) -> str:
    """How much of what the collectivity wants to become is reached."""
    reached, total = sum(item.reached for item in found.vision), len(found.vision)
    return t.n("{count} ambition sur {total} est atteinte", "{count} ambitions sur {total} sont atteintes", reached, total=total)  # fmt: skip


def priorities(found: Strategy, year: int, t: Translator) -> str:
    """What of the policy serves the priorities; without any action of the year, how many there are."""
    if (share := found.priorities.actions.share) is not None:
        return t("{share} de nos actions de {year} servent nos priorités", share=t.percent(share, 0), year=year)
    chosen = len(found.priorities.codes)
    return t.n("{count} priorité est fixée", "{count} priorités sont fixées", chosen)


def matrix(findings: int, strategies: int, t: Translator) -> str:
    """Whether something is drawn from strengths, weaknesses, opportunities and threats."""
    if not strategies:
        return t.n(
            "{count} constat, dont aucune stratégie n'est encore tirée",
            "{count} constats, dont aucune stratégie n'est encore tirée",
            findings,
        )
    return t("De {findings} nous tirons {strategies}", findings=t.n("{count} constat", "{count} constats", findings), strategies=t.n("{count} stratégie", "{count} stratégies", strategies))  # fmt: skip


def crossed(strategies: int, linked: int, t: Translator) -> str:
    """How many of the strategies became objectives."""
    return t.n(
        "{count} stratégie sur {total} est devenue un objectif",
        "{count} stratégies sur {total} sont devenues des objectifs",
        linked,
        total=strategies,
    )


def grids(filled: Sequence[tuple[Grid, Sequence[GridYear]]], t: Translator) -> str:
    """The self-assessment that is lowest on its own scale: what is to be worked on first."""
    places = {grid.label.get(t.lang): place for grid, years in filled if (place := place_of(years[-1])) is not None}
    if not places:
        return t.n("{count} auto-évaluation remplie", "{count} auto-évaluations remplies", len(filled))
    name = min(places, key=lambda item: places[item])
    words = {"name": name, "share": t.percent(places[name], 0)}
    if len(places) == 1:
        return t("{name} : {share} de l'échelle", **words)
    return t("Auto-évaluation la plus basse : {name} ({share})", **words)
