"""The trees of the shape of the budget (concentration, bracket), of the profile's indices, and of a relation's state."""

from __future__ import annotations

from indicators.geii import Reading
from indicators.geii.series import Point
from indicators.present.explained import budget as money
from indicators.present.explained.sources import threshold
from indicators.present.explained.step import RowOf, Step, kept
from indicators.present.texts import Translator
from indicators.present.texts import geii as geii_words
from indicators.present.texts.budget.words import reason
from indicators.present.texts.partnerships.words import state_words
from indicators.readout import Readout
from indicators.readout.figures import Answer


def concentration(figure: str, readout: Readout, t: Translator) -> Step:
    """How far the money is on one thing, from the share of each rubric."""
    view, found = readout.budget(), readout.budget().concentration
    name, value, how = {
        "concentration": (t("Concentration par rubrique (Herfindahl)"), found.hhi, t("somme des carrés des parts")),
        "concentration_normalised": (
            t("Concentration normalisée"), found.normalised, t("(somme des carrés − 1 ÷ n) ÷ (1 − 1 ÷ n), n rubriques définies"),
        ),
        "effective_rubrics": (t("Nombre effectif de rubriques"), found.effective, t("1 ÷ somme des carrés des parts")),
        "entropy": (t("Entropie des rubriques"), found.entropy, t("− somme de part × logarithme de la part, ÷ logarithme de n")),
    }[figure]  # fmt: skip
    steps = tuple(
        money.rubric(part.key, readout, t) for part in view.rubrics.parts if part.key and part.key in readout.catalogue.rubrics
    )  # fmt: skip
    told = how if value is not None else reason(found.reason or found.normalised_reason, t)
    return Step(name, t.number(value, 4), told, steps, amount=value)


def bracket(readout: Readout, t: Translator) -> Step:
    """The class of the manual that the year's expenditure falls in."""
    found, spent = readout.budget().bracket, money.amount("expenditure", readout, t)
    if found is None:
        return Step(t("Classe de budget"), "–", steps=(spent,))
    return Step(t("Classe de budget"), found.label.get(t.lang), t("manuel, encadré 22"), (spent,), amount=found.id)


def index(reading: Reading, t: Translator) -> Step:
    """An indicator against the reference, which is 100."""
    point, reference = reading.point, reading.reference
    down = reading.indicator.direction == "down"
    how = t("référence ÷ valeur × 100") if down else t("valeur ÷ référence × 100")
    told = how if reading.benchmark is not None else geii_words.reason(reading.benchmark_reason, t)
    steps = kept((_point(t("Valeur en {year}", year=point.year) if point else "", point, reading, t), _point(t("Référence en {year}", year=reference.year) if reference else "", reference, reading, t)))  # fmt: skip
    return Step(reading.indicator.label.get(t.lang), t.number(reading.benchmark, 1), told, steps, amount=reading.benchmark)  # fmt: skip


def _point(name: str, point: Point | None, reading: Reading, t: Translator) -> Step | None:
    if point is None:
        return None
    row = RowOf("observation", (point.territory, reading.indicator.id, point.year))
    return Step(name, geii_words.point_value(point, reading, t), row=row, amount=point.value)


def dimension(of: str, readout: Readout, t: Translator) -> Step:
    """The index of a dimension, from those of its indicators."""
    found = next(item for item in readout.profile().dimensions if item.dimension.id == of)
    how = t("moyenne géométrique des indices") if found.mean == "geometric" else t("moyenne arithmétique des indices")
    low, high = readout.profile().options.bounds
    limits = (
        threshold(t("Indice ramené au moins à"), low, t),
        threshold(t("Indice ramené au plus à"), high, t),
        threshold(t("Indicateurs nécessaires"), readout.profile().options.minimum_indicators, t),
        threshold(t("Couverture nécessaire"), 100 * readout.profile().options.minimum_coverage, t, percent=True),
    )
    steps = (*(index(item, t) for item in found.readings), *limits)
    return Step(found.dimension.label.get(t.lang), t.number(found.index, 1), how, steps, amount=found.index)


def relation(of: str, readout: Readout, t: Translator) -> Step:
    """Whether a relation is alive: what its record says, then its exchanges."""
    found = next((item for item in readout.relations if item.id == of), None)
    if found is None:
        return Step(of, "–", t("aucune relation de ce nom"))
    exchanges = [item for item in readout.snapshot.activities if item.partnership == of]
    steps = tuple(Step(f"{item.title}, {item.year}", "", row=RowOf("activity", item.identity())) for item in exchanges)
    months = threshold(t("En sommeil après, en mois"), readout.rules.dormant_months, t)
    how = t("au {day}, d’après ce que dit la fiche et le dernier échange noté", day=t.date(readout.as_of.isoformat()))
    own: Answer = found.state
    record = Step(t("Fiche de la relation"), found.partnership.partner, row=RowOf("partnership", found.partnership.identity()))  # fmt: skip
    return Step(found.partnership.partner, state_words(t)[found.state], how, (record, *steps, months), amount=own)
