"""The self-assessment grids in words: totals with what they rest on, jumps, durability, reciprocity."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.catalogue.model import Grid, GridItem
from indicators.grids.maturity import GridYear, Jump, Reciprocity, durability_stage
from indicators.present.texts.translator import Translator


def answer_word(grid: Grid, value: float | None, t: Translator, item: GridItem | None = None) -> str:
    """An answer in the words of the grid; its end labels when only the ends are named."""
    if value is None:
        return t("sans réponse")
    if grid.scale.kind == "boolean":
        return t("oui") if value else t("non")
    index = round((value - grid.scale.low) / grid.scale.step)
    if 0 <= index < len(grid.scale.labels):
        return grid.scale.labels[index].get(t.lang)
    if item is not None and item.low_label is not None and value == grid.scale.low:
        return f"{t.number(value)} – {item.low_label.get(t.lang).lower()}"
    if item is not None and item.high_label is not None and value == grid.scale.high:
        return f"{t.number(value)} – {item.high_label.get(t.lang).lower()}"
    return t.number(value)


def answer_choices(grid: Grid) -> list[float]:
    """The answers that a grid accepts, from the lowest to the highest."""
    steps = round((grid.scale.high - grid.scale.low) / grid.scale.step)
    return [grid.scale.low + index * grid.scale.step for index in range(steps + 1)]


def grid_sentence(found: GridYear | None, grid: Grid, t: Translator) -> str:
    """The state of a grid in a year: its total or mean, and how many items it rests on."""
    if found is None or not found.answered:
        return t("Grille jamais remplie.")
    items, year = len(grid.items), found.year
    if grid.scale.kind == "text":
        return t(
            "En {year}, {answered} rubriques remplies sur {items}.", year=year, answered=found.answered, items=items
        )
    total, answered = t.number(found.total), found.answered
    if grid.scale.kind == "boolean":
        text = t.n(
            "En {year}, {count} situation présente sur {items}.",
            "En {year}, {count} situations présentes sur {items}.",
            round(found.total or 0),
            year=year,
            items=items,
        )
    elif grid.scale.high <= 1:
        text = t("En {year}, {total} points sur {items}.", year=year, total=total, items=items)
    else:
        text = t(
            "En {year}, moyenne de {mean} sur une échelle de {low} à {high}.",
            year=year,
            mean=t.number(found.mean, 1),
            low=t.number(grid.scale.low),
            high=t.number(grid.scale.high),
        )
    return text + _limits(found, items - answered, t)


def _limits(found: GridYear, unanswered: int, t: Translator) -> str:
    text = ""
    if unanswered > 0:
        text += " " + t.n(
            "{count} question sans réponse, qui ne compte pas pour un non.",
            "{count} questions sans réponse, qui ne comptent pas pour un non.",
            unanswered,
        )
    if found.without_evidence:
        text += " " + t.n("{count} réponse sans preuve.", "{count} réponses sans preuve.", len(found.without_evidence))
    return text


def totals_sentence(histories: Sequence[tuple[Grid, Sequence[GridYear]]], t: Translator) -> str:
    """How many grids are filled, and which stand highest and lowest on their own scale."""
    known = [(years[-1].share, grid) for grid, years in histories if years and years[-1].share is not None]
    if not known:
        return t("Aucune grille n'a encore été remplie.")
    text = t.n("{count} grille remplie.", "{count} grilles remplies.", len(known))
    if len(known) < 2:
        return text
    (low, least), (high, most) = (pick(known, key=lambda pair: pair[0] or 0.0) for pick in (min, max))
    return f"{text} " + t(
        "La plus avancée sur son échelle : {most} ({high}) ; la moins avancée : {least} ({low}).",
        most=most.label.get(t.lang),
        high=t.percent(high, 0),
        least=least.label.get(t.lang),
        low=t.percent(low, 0),
    )


def evolution_sentence(years: tuple[GridYear, ...], t: Translator) -> str:
    """What changed since the previous assessment; empty with fewer than two."""
    if len(years) < 2 or years[-1].share is None or years[-2].share is None:
        return ""
    before, after = years[-2], years[-1]
    changed = [
        item
        for item in after.grid.items
        if item.id in before.values and item.id in after.values and before.values[item.id] != after.values[item.id]
    ]
    if not changed:
        return t("Rien n'a changé depuis {year}.", year=before.year)
    rising = sum(after.values[item.id] > before.values[item.id] for item in changed)
    falling = len(changed) - rising
    parts = [t.n("{count} réponse en hausse", "{count} réponses en hausse", rising)] if rising else []
    parts += [t.n("{count} réponse en baisse", "{count} réponses en baisse", falling)] if falling else []
    return t("Depuis {year} : {changes}.", year=before.year, changes=t.join(parts))


def jump_sentence(jump: Jump, t: Translator) -> str:
    """A change of two steps or more, with its justification or the request for one."""
    text = t(
        "{item} : de {before} ({from_year}) à {after} ({year})",
        item=jump.item.label.get(t.lang),
        before=t.number(jump.before),
        after=t.number(jump.after),
        from_year=jump.before_year,
        year=jump.year,
    )
    if jump.justification:
        return t("{change} – « {why} »", change=text, why=jump.justification)
    return t("{change} – **justification demandée**", change=text)


def stage_sentence(found: GridYear, t: Translator) -> str:
    """The stage of durability that the mean of the criteria reaches."""
    labels = found.grid.scale.labels
    if found.mean is None or not labels:
        return ""
    stage = labels[durability_stage(found.mean, len(labels))].get(t.lang)
    return t("Stade atteint : **{stage}**.", stage=stage)


def reciprocity_sentence(pair: Reciprocity, t: Translator) -> str:
    """Both sides of a partnership and the gap between them, or the side that is missing."""
    if pair.own is None or pair.own.mean is None:
        return t("Notre côté n'a pas répondu.")
    own = t.number(pair.own.mean, 1)
    if pair.one_sided or pair.partner is None:
        return t("Notre côté : {own}. Le partenaire n'a pas répondu : lecture d'un seul côté, non notée.", own=own)
    return t(
        "Notre côté : {own} ; le partenaire : {theirs} ; écart : {gap}.",
        own=own,
        theirs=t.number(pair.partner.mean, 1),
        gap=t.number(pair.gap, 1),
    )
