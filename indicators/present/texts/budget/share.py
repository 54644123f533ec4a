"""What the expenditure weighs, always with its own numerator: a ratio beside another amount would be taken for it.

Over real operating expenditure like is compared with like: the operating lines of the principal budget alone, which are
a part of the amount as soon as there is investment or an annex budget (docs/decisions/023 and 076).
"""

from __future__ import annotations

from indicators.budget import BudgetView, Ratio
from indicators.present.texts.budget.words import basis_name, reason
from indicators.present.texts.translator import Translator

_THOUSAND = 100_000  # a thousand euros, in cents


def without_staff(text: str, view: BudgetView, t: Translator) -> str:
    """What names an amount, with « hors personnel » when pay was left out of it."""
    return text if view.book.scope.staff else t("{text}, hors personnel", text=text)


def share_words(view: BudgetView, t: Translator) -> str:
    """« dont 1 334 136 € de fonctionnement du budget principal, soit 5,33 ‰ de ses dépenses réelles de fonctionnement ».

    Without « dont » when the numerator is the whole amount of the year; why there is no share, when there is none.
    """
    found = view.row.share if view.row else None
    if found is None or found.value is None:
        return t("part du budget non disponible ({reason})", reason=reason(found, t) or t("aucune ligne"))
    share = t.per_thousand(found.value)
    if _is_part(found, view):
        return t(
            "dont {amount} de fonctionnement du budget principal, soit {share} de ses dépenses réelles de fonctionnement",
            amount=t.money(found.numerator), share=share,
        )  # fmt: skip
    sentences = {
        "b_drf": t("soit {share} des dépenses réelles de fonctionnement du budget principal", share=share),
        "b_total_expenditure": t("soit {share} des dépenses totales de la collectivité", share=share),
        "b_own_revenue": t("soit {share} des recettes propres de la collectivité", share=share),
        "b_gdp": t("soit {share} du PIB du territoire", share=share),
    }
    return sentences[found.basis]


def thousand_words(view: BudgetView, t: Translator) -> str:
    """The same for anybody, in euros out of a thousand, or why it is not told."""
    found = view.row.share if view.row else None
    if found is None or found.value is None:
        return t("Part du budget non disponible ({reason}).", reason=reason(found, t) or t("aucune ligne"))
    parts = {"amount": t.money(found.value * 100, 2), "total": t.money(_THOUSAND)}
    if _is_part(found, view):
        return t(
            "Dont {part} pour le fonctionnement, au budget principal : sur {total} dépensés par ce budget pour fonctionner, {amount} vont à l'action internationale.",
            part=t.money(found.numerator), **parts,
        )  # fmt: skip
    sentences = {
        "b_drf": t("Sur {total} dépensés par la collectivité pour fonctionner, {amount} vont à l'action internationale.", **parts),
        "b_total_expenditure": t("Sur {total} dépensés par la collectivité, {amount} vont à l'action internationale.", **parts),
        "b_own_revenue": t("Pour {total} de recettes propres de la collectivité, {amount} vont à l'action internationale.", **parts),
        "b_gdp": t("Pour {total} de richesse produite sur le territoire, {amount} vont à l'action internationale.", **parts),
    }  # fmt: skip
    return sentences[found.basis]


def euros_received(leverage: float | None, t: Translator) -> str:
    """A leverage as the money that one euro of the collectivity goes with: 0.291 → « 0,29 € »."""
    return t.money(None if leverage is None else 100 * leverage, 2)


def division(found: Ratio, t: Translator) -> str:
    """What was divided by what: « 1 334 136 € ÷ 250 533 000 €, dépenses réelles de fonctionnement du budget principal »."""
    return t(
        "{amount} ÷ {total}, {basis}",
        amount=t.money(found.numerator), total=t.money(found.denominator), basis=basis_name(found.basis, t),
    )  # fmt: skip


def per_inhabitant(found: Ratio, t: Translator) -> str:
    """« 10,33 € par habitant (population municipale) »."""
    return t("{amount} par habitant ({basis})", amount=t.money(found.value, 2), basis=basis_name(found.basis, t))


def per_inhabitant_words(found: Ratio, t: Translator) -> str:
    """The same as a sentence, or why it is not told."""
    if not found.available:
        return t("Dépense par habitant non disponible ({reason}).", reason=reason(found, t))
    return t("Soit {amount}.", amount=per_inhabitant(found, t))


def _is_part(found: Ratio, view: BudgetView) -> bool:
    """Whether the numerator is not the whole amount of the year."""
    return found.basis == "b_drf" and found.numerator != view.book.total(view.year, view.stage).net
