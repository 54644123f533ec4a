"""The trees of the budget: amounts line by line, ratios with their denominator, the ceilings of the 1 % schemes."""

from __future__ import annotations

from collections.abc import Callable

from indicators.budget import DENOMINATORS, BudgetView, Ceiling, Ratio
from indicators.budget.context import DRF
from indicators.present.explained.sources import fact_step, lines_step, threshold
from indicators.present.explained.step import Step, kept
from indicators.present.texts import Translator
from indicators.present.texts.budget.words import amounts_of, basis_name, key_name, or_reason, reason, service_name
from indicators.readout import Readout
from indicators.records import Direction


def amount(direction: Direction, readout: Readout, t: Translator) -> Step:
    """What was paid, or received, in the year of the accounts."""
    view = readout.budget()
    name = t("{name} {year}", name=amounts_of(view.stage, direction, t), year=view.year)
    return lines_step(name, view.book.lines(view.year, direction), view.stage, readout, t)


def rubric(of: str, readout: Readout, t: Translator) -> Step:
    """What was paid for a rubric."""
    view = readout.budget()
    name = key_name(of, "rubric", readout.snapshot, readout.catalogue, t)
    return lines_step(name, view.book.lines(view.year, "expenditure", assigned=of), view.stage, readout, t)


def share(readout: Readout, t: Translator) -> Step:
    """The part of the budget: like compared with like."""
    view, found = readout.budget(), _row(readout, lambda view: view.row.share if view.row else None)
    like = view.bases.denominator == DRF
    book = view.book.principal if like else view.book
    rows = book.lines(view.year, "expenditure", "operating" if like else None)
    name = t("Dépenses de fonctionnement du budget principal") if like else t("Dépenses")
    top = lines_step(name, rows, view.stage, readout, t)
    told = t.typeset(f"{t.number(found.value, 2)} ‰") if found and found.value is not None else "–"
    return _ratio(t("Part du budget"), told, found, top, readout, t, t("dépenses ÷ dénominateur × 1 000"))


def per_inhabitant(readout: Readout, t: Translator) -> Step:
    """Euros for each inhabitant."""
    found = _row(readout, lambda view: view.row.per_inhabitant if view.row else None)
    told = t.money(found.value if found else None, 2)
    step = _ratio(t("Dépenses par habitant"), told, found, amount("expenditure", readout, t), readout, t, t("dépenses ÷ population"))  # fmt: skip
    return Step(step.name, step.value, step.how, step.steps, amount=None if step.amount is None else float(step.amount) / 100)  # fmt: skip


def _row(readout: Readout, take: Callable[[BudgetView], Ratio | None]) -> Ratio | None:
    return take(readout.budget())


def _ratio(name: str, value: str, found: Ratio | None, top: Step, readout: Readout, t: Translator, how: str) -> Step:
    """A ratio over a fact of the context, or why there is none."""
    if found is None:
        return Step(name, value, t("aucune ligne"), (top,))
    view = readout.budget()
    fact = view.context.get(found.basis, view.year)
    money = found.basis in DENOMINATORS
    below = fact_step(basis_name(found.basis, t), fact, readout, t.money(found.denominator) if money else t.number(found.denominator, 0), t)  # fmt: skip
    return Step(name, value, or_reason(how, found, t), kept((top, below)), amount=found.value)


def leverage(readout: Readout, t: Translator, *, yearly: bool) -> Step:
    """What came from elsewhere for each euro of one's own, over the window or in the year alone."""
    view = readout.budget()
    found = _row(readout, lambda view: None if view.row is None else view.row.leverage if yearly else view.row.rolling)
    window = 1 if yearly else view.rules.leverage_window
    steps = tuple(_funded(view, year, readout, t) for year in range(view.year - window + 1, view.year + 1))
    how = t("reçu d’ailleurs ÷ (dépenses − toutes les recettes), remboursements à part")
    name = t("Effet de levier de l'année") if yearly else t("Effet de levier, sur plusieurs ans")
    value = found.value if found else None
    return Step(name, t.number(value, 4), or_reason(how, found, t) if found else t("aucune ligne"), steps, amount=value)


def _funded(view: BudgetView, year: int, readout: Readout, t: Translator) -> Step:
    found = view.funding.get(year)
    if found is None or found.own is None:
        return Step(str(year), "–", t("aucune ligne"))
    spent = lines_step(amounts_of(view.stage, "expenditure", t), view.book.lines(year, "expenditure"), view.stage, readout, t)  # fmt: skip
    income = lines_step(amounts_of(view.stage, "income", t), view.book.lines(year, "income"), view.stage, readout, t)
    parts = (
        Step(t("Reçu d’ailleurs"), t.money(found.external, 2), amount=found.external / 100),
        Step(t("Remboursements, à part"), t.money(found.refunds, 2), amount=found.refunds / 100),
        Step(t("À la charge de la collectivité"), t.money(found.own, 2), amount=found.own / 100),
    )
    return Step(str(year), t("{external} pour {own}", external=t.money(found.external), own=t.money(found.own)), steps=(*parts, spent, income))  # fmt: skip


def execution(readout: Readout, t: Translator) -> Step:
    """What was paid of what was voted; none as soon as a payment has its credit elsewhere."""
    view = readout.budget()
    rows, found = view.book.lines(view.year, "expenditure"), view.execution.rate
    steps = tuple(
        lines_step(amounts_of(stage, "expenditure", t), rows, stage, readout, t) for stage in ("paid", "voted")
    )  # type: ignore[arg-type]  # two of the stages
    return Step(t("Taux d'exécution"), t.percent(found.value, 2), or_reason(t("payé ÷ voté"), found, t), steps, amount=found.value)  # fmt: skip


def maximum(of: str, readout: Readout, t: Translator) -> Step:
    """How much of a maximum over years was used."""
    view = readout.budget()
    found = next((item for item in view.maximums if item.maximum.rubric == of), None)
    name = t("Emploi du maximum pluriannuel")
    if found is None:
        return Step(name, "–", t("aucun maximum ne porte sur cette rubrique cette année"))
    years = range(found.maximum.first, found.year + 1)
    spent = tuple(lines_step(str(year), view.book.lines(year, "expenditure", assigned=of), view.stage, readout, t) for year in years)  # fmt: skip
    allowed = Step(t("Maximum voté"), t.money(found.maximum.amount), found.maximum.decision, amount=found.maximum.amount / 100)  # fmt: skip
    return Step(name, t.percent(found.use.value, 2), or_reason(t("dépensé ÷ maximum"), found.use, t), (*spent, allowed), amount=found.use.value)  # fmt: skip


def of_ceiling(figure: str, item: Ceiling, readout: Readout, t: Translator) -> Step:
    """The tree of a figure of a ceiling: the resources of the service, the rate of the law, what was engaged and paid."""
    scheme = readout.catalogue.one_percent[item.scheme]
    base = fact_step(t("Ressources du service"), item.base, readout, t.money(item.base.amount if item.base else None), t)  # fmt: skip
    rate = Step(t("Taux"), t.percent(100 * scheme.rate, 0), scheme.law.get(t.lang), amount=scheme.rate)
    limit = Step(
        t("Plafond du 1 %"), t.money(item.ceiling), t("ressources du service × taux") if base else reason(item.reason, t),
        kept((base, rate)), amount=None if item.ceiling is None else item.ceiling / 100,
    )  # fmt: skip
    if figure == "ceiling":
        return limit
    used = _used(item, readout, t)
    if figure == "ceiling_room":
        return Step(t("Reste sous le plafond"), t.money(item.room, 2), t("plafond − emploi"), (limit, used), amount=None if item.room is None else item.room / 100)  # fmt: skip
    use = Step(t("Emploi du plafond"), t.percent(item.use.value, 2), t("emploi ÷ plafond"), (used, limit), amount=item.use.value)  # fmt: skip
    if figure == "ceiling_use":
        return use
    word = {
        "breach": t("dépassé"), "alert": t("proche du plafond"), "within": t("dans le plafond"),
        "not_computable": t("non calculable"),
    }[item.status]  # fmt: skip
    alert = threshold(t("Alerte à partir de"), 100 * readout.budget_rules.ceiling_alert, t, percent=True)
    name = t("{name} ({of})", name=t("État du plafond"), of=service_name(item.service, t))
    return Step(name, word, reason(item.reason, t) if item.reason else "", (use, alert), amount=item.status)


def _used(item: Ceiling, readout: Readout, t: Translator) -> Step:
    view = readout.budget()
    scheme = readout.catalogue.one_percent[item.scheme]
    rows = view.book.lines(view.year, "expenditure")
    rows = rows[(rows["payer"] == (scheme.funding_source or scheme.id)).to_numpy()]
    stage = item.stage
    lines = lines_step(amounts_of(stage, "expenditure", t), rows, stage, readout, t)
    how = t("le plus grand des engagements et des paiements")
    if len(scheme.observations) > 1:
        how = t("{how}, au budget annexe du service", how=how)
    return Step(t("Emploi"), t.money(item.used, 2), how, (lines,), amount=item.used / 100)
