"""The manual's rules of prudence in sentences: a symbol, the rule, what was read or why it is not."""

from __future__ import annotations

from indicators.budget import BudgetView, FunderUse, Leftovers, MaximumUse
from indicators.catalogue import FunderRule
from indicators.present.texts.budget.words import key_name, reason
from indicators.present.texts.decisions import some
from indicators.present.texts.translator import Translator

_NAMED = 3


def prudence_sentences(view: BudgetView, t: Translator) -> list[str]:
    """Multi-year maximums, leftovers, tax and funders' rules, in the order of the manual."""
    return [*_maximums(view, t), leftover_sentence(view.leftovers, t), _vat(view, t), *_funders(view, t)]


def _maximums(view: BudgetView, t: Translator) -> list[str]:
    if not view.maximums:
        return [t("? Un montant maximal par rubrique sur plusieurs années : aucun n'est fixé pour {year}.", year=view.year)]  # fmt: skip
    return [
        maximum_sentence(use, key_name(use.maximum.rubric, "rubric", view.snapshot, view.catalogue, t), t)
        for use in view.maximums
    ]


def maximum_sentence(use: MaximumUse, rubric: str, t: Translator) -> str:
    """A maximum, what was used of it and its decision."""
    held = use.maximum
    period = t("{first}-{last}", first=held.first, last=held.last)
    if use.use.value is None:
        years = t.join([str(year) for year in use.missing])
        return t(
            "? Maximum {period} de « {rubric} » : non calculable (années sans montant : {years}).",
            period=period, rubric=rubric, years=years,
        )  # fmt: skip
    text = t(
        "{symbol} Maximum {period} de « {rubric} » : {used} à fin {year} sur {amount}, soit {share}.",
        symbol="✓" if use.use.value <= 100 else "○", period=period, rubric=rubric, year=use.year,
        used=t.money(use.use.numerator), amount=t.money(held.amount), share=t.percent(use.use.value),
    )  # fmt: skip
    return f"{text} {t('Fixé par : {decision}.', decision=held.decision)}" if held.decision else text


def leftover_sentence(found: Leftovers, t: Translator) -> str:
    """Whether credits came after the first vote, then the balance that accounts left unspent."""
    rule, late = t("Des moyens votés d'emblée, non des reliquats"), found.late
    if late.value is None:
        text = t("? {rule} : non calculable ({reason}).", rule=rule, reason=reason(late, t))
    else:
        text = t(
            "{symbol} {rule} : {share} des crédits ouverts après le budget primitif.",
            symbol="○" if late.value > 0 else "✓", rule=rule, share=t.percent(late.value),
        )  # fmt: skip
    if found.unspent.value is None:
        return text
    return text + t(
        " Reliquat de l'année : {amount} de crédits non dépensés ({share}).",
        amount=t.money(found.unspent.numerator), share=t.percent(found.unspent.value),
    )  # fmt: skip


def _vat(view: BudgetView, t: Translator) -> str:
    rule = t("Éclaircir qui paie la TVA avant d'établir le budget")
    taxed = [(item, asked) for item in view.funders for asked in item.rules if asked.topic == "vat"]
    if not taxed:
        return t("? {rule} : sans objet (aucun financeur de l'année n'a de règle connue sur la TVA).", rule=rule)
    asked = " ".join(f"{_funder(item, view, t)}. {_asked(found, t)}" for item, found in taxed)
    return t("? {rule} : non calculable (les données ne disent pas qui supporte la TVA). {asked}", rule=rule, asked=asked)  # fmt: skip


def _funders(view: BudgetView, t: Translator) -> list[str]:
    rule = t("Savoir à quoi peut servir l'argent reçu")
    if not view.funders:
        return [t("? {rule} : non calculable (aucun financeur extérieur n'est nommé cette année).", rule=rule)]
    known = [item for item in view.funders if _spending(item) or item.parameters]
    unknown = [item for item in view.funders if item not in known]
    said = [
        t("? {rule} : {funder}. {asked}", rule=rule, funder=_funder(item, view, t), asked=_terms(item, t))
        for item in known
    ]
    if unknown:
        names = [_funder(item, view, t) for item in unknown]
        told = t("? {rule} : aucune règle connue pour {names}.", rule=rule, names=some(names, _NAMED, t))
        said.append(f"{told} {t('Leur convention fait foi.')}")
    return said


def _spending(item: FunderUse) -> list[FunderRule]:
    return [asked for asked in item.rules if asked.topic == "spending"]


def _terms(item: FunderUse, t: Translator) -> str:
    terms = [_asked(asked, t) for asked in _spending(item)]
    if item.parameters:
        terms.append(
            t.n(
                "{count} règle de {year} à vérifier projet par projet ci-dessous.",
                "{count} règles de {year} à vérifier projet par projet ci-dessous.",
                len(item.parameters),
                year=item.parameters[0].year,
            )
        )
    return " ".join(terms)


def _asked(rule: FunderRule, t: Translator) -> str:
    label, source = rule.label.get(t.lang).rstrip("."), rule.source_name
    return t("{label} (règle de {year}). Source : {source}.", label=label, year=rule.year, source=source)


def _funder(item: FunderUse, view: BudgetView, t: Translator) -> str:
    name = key_name(item.payer, "funding_source", view.snapshot, view.catalogue, t)
    return t("{name} ({amount} reçus)", name=name, amount=t.money(item.received))
