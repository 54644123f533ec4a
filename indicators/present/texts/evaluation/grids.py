"""The self-assessment grids in words: totals with what they rest on, jumps, durability, reciprocity."""

from __future__ import annotations

from collections.abc import Sequence

from indicators.catalogue.grids import Grid, GridItem
from indicators.grids.levels import LevelHeld, level_held
from indicators.grids.maturity import GridYear, Jump, Reciprocity, durability_stage
from indicators.present.texts.days import day_of
from indicators.present.texts.translator import Translator
from indicators.records import SelfAssessment


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


def proof_words(row: SelfAssessment, grid: Grid, t: Translator) -> str:
    """What stands behind an answer: its evidence, its document, its date or its horizon, the function in charge."""
    dated = (
        day_of(row.document, row.horizon, t) if "document" in grid.asks else t("horizon {year}", year=row.horizon[:4])
    )
    parts = (row.evidence, row.text if grid.asks else "", row.document, dated if row.horizon else "", row.owner)
    return " – ".join(part.strip() for part in parts if part.strip())


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
    if grid.levels:
        return level_sentence(level_held(found), t)
    total, answered = t.number(found.total), found.answered
    if grid.scale.high <= 1:
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


def level_name(held: LevelHeld, t: Translator) -> str:
    """The level held, in the words of the grid; « aucun » when no situation is proven."""
    return held.label.get(t.lang) if held.label else t("aucun niveau")


def level_sentence(held: LevelHeld, t: Translator) -> str:
    """The level of a year with what proves it, what is missing for the next one, and what nothing proves."""
    if held.label is None:
        text = t("En {year}, aucun niveau n'est tenu avec sa preuve.", year=held.year)
    else:
        proofs = t.join([t.quoted(item.label.get(t.lang)) for item in held.proofs])
        text = t("En {year}, niveau {level} : {proofs}.", year=held.year, level=level_name(held, t), proofs=proofs)
    return f"{text} {next_sentence(held, t)}{_unproven(held, t)}"


def next_sentence(held: LevelHeld, t: Translator) -> str:
    """What is missing for the next level: every situation named where it needs them together, else one of them."""
    if held.next_label is None:
        return t("C'est le niveau le plus élevé.")
    name, named = held.next_label.get(t.lang), t.join([t.quoted(item.label.get(t.lang)) for item in held.missing])
    if held.together or len(held.missing) == 1:
        return t("Pour le niveau {next}, il manque, avec la preuve : {missing}.", next=name, missing=named)
    return t("Pour le niveau {next}, il manque une seule de ces situations, avec sa preuve : {missing}.", next=name, missing=named)  # fmt: skip


def _unproven(held: LevelHeld, t: Translator) -> str:
    text = ""
    if held.unproven:
        text += " " + t.n(
            "{count} situation plus élevée est dite présente sans preuve : elle ne compte pas.",
            "{count} situations plus élevées sont dites présentes sans preuve : elles ne comptent pas.",
            len(held.unproven),
        )
    return text + _unanswered(len(held.open), t)


def _unanswered(count: int, t: Translator) -> str:
    if not count:
        return ""
    return " " + t.n(
        "{count} question sans réponse, qui ne compte pas pour un non.",
        "{count} questions sans réponse, qui ne comptent pas pour un non.",
        count,
    )


def _limits(found: GridYear, unanswered: int, t: Translator) -> str:
    text = _unanswered(max(unanswered, 0), t)
    if found.without_evidence:
        text += " " + t.n("{count} réponse sans preuve.", "{count} réponses sans preuve.", len(found.without_evidence))
    return text


def totals_sentence(histories: Sequence[tuple[Grid, Sequence[GridYear]]], t: Translator) -> str:
    """How many grids are filled, and which stand highest and lowest on their own scale."""
    known = [(place_of(years[-1]), grid) for grid, years in histories if years and place_of(years[-1]) is not None]
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
    if after.grid.levels:
        return level_change(level_held(before), level_held(after), t)
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


def place_of(found: GridYear) -> float | None:
    """Where a year stands on the scale of its grid, 0 to 100: its level among the levels, else the mean of its answers."""
    if found.grid.levels and found.answered:
        return 100 * level_held(found).level / len(found.grid.levels)
    return found.share


def level_change(before: LevelHeld, after: LevelHeld, t: Translator) -> str:
    """What became of the level since the previous assessment."""
    if before.level == after.level:
        return t("Même niveau qu'en {year}.", year=before.year)
    return t("En {year} : {level}.", year=before.year, level=level_name(before, t))


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
