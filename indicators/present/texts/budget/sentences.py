"""What the figures of the budget say, in full sentences with their numbers."""

from __future__ import annotations

from collections.abc import Callable

from indicators.budget import (
    BudgetView,
    BudgetYear,
    Execution,
    Ratio,
    Split,
)
from indicators.present.texts.budget.share import division, euros_received, per_inhabitant, share_words, without_staff
from indicators.present.texts.budget.words import (
    amounts_of,
    basis_name,
    key_name,
    lived,
    or_reason,
    part_name,
    reason,
    stage_name,
)
from indicators.present.texts.translator import Translator


def headlines(view: BudgetView, t: Translator) -> list[str]:
    """« Que dépensons-nous, pour quoi ? » an idea a sentence, the first able to stand alone; or why it cannot be said."""
    row, place = view.row, view.snapshot.territory.called
    if row is None or row.expenditure.net is None:
        return [absence(view, t)]
    said = {"voted": t("a voté"), "committed": t("a engagé"), "paid": t("a payé")}[view.stage]
    told = [t("{sentence}.", sentence=share_words(view, t))] if row.share.available else []
    if row.per_inhabitant.available:
        told.append(t("C'est {amount}.", amount=per_inhabitant(row.per_inhabitant, t)))
    first = t(
        "En {year}, {place} {said} {amount} pour son action internationale",
        year=view.year, place=place, said=said, amount=t.money(row.expenditure.net),
    )  # fmt: skip
    told = [t("{sentence}.", sentence=without_staff(first, view, t)), *told, *_purposes(view, t)]
    return [item[:1].upper() + item[1:] for item in told]


def _purposes(view: BudgetView, t: Translator) -> list[str]:
    top = [part for part in lived(view.rubrics) if part.share.available][:2]
    if not top:
        return []
    named = [
        t(
            "« {name} » ({share})",
            name=key_name(part.key, "rubric", view.snapshot, view.catalogue, t),
            share=t.percent(part.share.value, 0),
        )
        for part in top
    ]
    return [t("D'abord pour {purposes}.", purposes=t.join(named))]


def absence(view: BudgetView, t: Translator) -> str:
    """Why the year has no amount: absence is never zero."""
    row = view.row
    if row is not None and row.reason == "function_absent":
        return t(
            "Les comptes {year} de {place} ne portent aucune ligne en fonction 04. Cela ne veut pas dire que l'action internationale est nulle : elle est inscrite dans d'autres services, que le bureau peut déclarer.",
            year=view.year, place=view.snapshot.territory.called,
        )  # fmt: skip
    if row is not None and row.reason == "stage_missing":
        return t(
            "Les lignes {year} n'ont pas de montant « {stage} ».",
            year=view.year, stage=stage_name(view.stage, t),
        )  # fmt: skip
    return t("Aucune ligne de budget n'est enregistrée pour {year}.", year=view.year)


def confirmation(cut: Split, t: Translator) -> str:
    """The share of money whose rubric nobody confirmed: always said."""
    share = cut.unconfirmed
    if not share.available:
        return ""
    if not share.numerator:
        return t("Toutes les rubriques ont été confirmées par un agent.")
    if share.numerator == share.denominator:
        return t("Répartition provisoire : le service doit encore valider le classement de toutes les lignes.")
    return t(
        "Répartition provisoire : le service doit encore valider {share} des montants.", share=t.percent(share.value)
    )


def split_sentence(
    cut: Split, view: BudgetView, t: Translator, *, count: int = 2, written: Callable[[float | None], str] | None = None
) -> str:
    """The largest parts of a split with their amounts and shares; ``written`` writes cents, in euros without it."""
    told = written or t.money
    parts = lived(cut)
    if not parts:
        return t("{title} : {reason}.", title=amounts_of(cut.stage, cut.direction, t), reason=reason(cut.reason, t))
    named = [
        t("{name} {amount} ({share})", name=part_name(part, cut.by, view.snapshot, view.catalogue, t),
          amount=told(part.net), share=t.percent(part.share.value))
        for part in parts[:count]
    ]  # fmt: skip
    start = t(
        "{amounts} {year} : {total}.",
        amounts=amounts_of(cut.stage, cut.direction, t),
        year=cut.year,
        total=told(cut.net),
    )
    rest = t(" Les premières : {parts}.", parts=" ; ".join(named)) if len(parts) > 1 else f" {named[0]}."
    overlap = t(" Une ligne qui sert plusieurs ODD compte entière dans chacun : les parts ne s'additionnent pas.")
    return start + rest + (overlap if cut.overlapping else "") + _negative(cut, t)


def _negative(cut: Split, t: Translator) -> str:
    if cut.net is None or cut.gross is None or cut.net == cut.gross:
        return ""
    return t(
        " Des lignes négatives (annulations, remboursements) retirent {amount} : les totaux les comptent, les parts sont prises sur {gross} de montants positifs.",
        amount=t.money(cut.gross - cut.net, 2), gross=t.money(cut.gross),
    )  # fmt: skip


def years_sentence(rows: tuple[BudgetYear, ...], view: BudgetView, t: Translator) -> str:
    """From the first year known to the last, with the highest, at one stage."""
    told = [row for row in rows if row.expenditure.net is not None]
    if not told:
        return absence(view, t)
    first, last = told[0], told[-1]
    name = amounts_of(view.stage, "expenditure", t)
    if first is last:
        return t(
            "{name} : {amount} en {year}, seule année connue.",
            name=name,
            amount=t.money(last.expenditure.net),
            year=last.year,
        )
    top = max(told, key=lambda row: row.expenditure.net or 0)
    text = t(
        "{name} : {start} en {first}, {end} en {last}.",
        name=name, start=t.money(first.expenditure.net), first=first.year, end=t.money(last.expenditure.net), last=last.year,
    )  # fmt: skip
    if top not in (first, last):
        text += t(" Le plus haut : {most} en {year}.", most=t.money(top.expenditure.net), year=top.year)
    return text + _constant(first, last, view.euros_of, t) + _breaks(rows, t) + _gaps(rows, t)


def _constant(first: BudgetYear, last: BudgetYear, euros_of: int | None, t: Translator) -> str:
    if not first.constant.available or not last.constant.available:
        return ""
    change = 100 * ((last.constant.value or 0) / first.constant.value - 1) if first.constant.value else None
    return t(
        " En euros constants de {year} : {start} puis {end} ({change}).",
        year=euros_of,
        start=t.money(first.constant.value),
        end=t.money(last.constant.value),
        change=t.percent(change, signed=True),
    )


def _breaks(rows: tuple[BudgetYear, ...], t: Translator) -> str:
    years = [str(row.year) for row in rows if row.series_break]
    return t(" Changement de nomenclature comptable en {years} : les fonctions ne se lisent pas d'un côté à l'autre.", years=t.join(years)) if years else ""  # fmt: skip


def _gaps(rows: tuple[BudgetYear, ...], t: Translator) -> str:
    missing = [str(row.year) for row in rows if row.reason]
    return t(" Sans montant : {years}.", years=t.join(missing)) if missing else ""


def ratio_sentence(rows: tuple[BudgetYear, ...], t: Translator, *, by_head: bool = False) -> str:
    """The share of the budget, or the amount per inhabitant, from the first to the last year that has one."""
    told = [(row.year, row.per_inhabitant if by_head else row.share) for row in rows]
    known = [(year, found) for year, found in told if found.available]
    if not known:
        why = told[-1][1] if told else None
        return t("Non disponible : {reason}.", reason=reason(why, t))

    def written(found: Ratio) -> str:
        return t.money(found.value, 2) if by_head else t.per_thousand(found.value)

    (first, start), (last, end) = known[0], known[-1]
    of = basis_name(end.basis, t) if by_head else division(end, t)
    lacking = [str(year) for year, found in told if not found.available]
    gaps = t(" Non disponible en {years}.", years=t.join(lacking)) if lacking else ""
    if first == last:
        return t("{value} en {year} ({basis}).", value=written(end), year=last, basis=of) + gaps
    return t("{start} en {first}, {end} en {last} ({basis}).", start=written(start), first=first, end=written(end), last=last, basis=of) + gaps  # fmt: skip


def execution_sentence(found: Execution, t: Translator) -> str:
    """The execution rate, or why there is none and what can be said instead."""
    if found.rate.available:
        text = t(
            "{year} : {paid} payés pour {voted} votés, soit un taux d'exécution de {rate}.",
            year=found.year, paid=t.money(found.rate.numerator), voted=t.money(found.rate.denominator),
            rate=t.percent(found.rate.value),
        )  # fmt: skip
        return text + (_over(found, t) if (found.rate.value or 0) > 100 else "")
    if found.rate.reason != "voted_elsewhere":
        return t("{year} : taux d'exécution non disponible ({reason}).", year=found.year, reason=reason(found.rate, t))
    return t(
        "{year} : taux d'exécution non disponible, crédits votés à un autre niveau. Sur les lignes qui ont à la fois un crédit et un paiement, il est de {matched}.",
        year=found.year, matched=t.percent(found.matched.value),
    )  # fmt: skip


def _over(found: Execution, t: Translator) -> str:
    return t.n(
        " Au-dessus de 100 % : {count} compte a été payé au-delà de son crédit, ce que permet la fongibilité à l'intérieur d'un chapitre.",
        " Au-dessus de 100 % : {count} comptes ont été payés au-delà de leur crédit, ce que permet la fongibilité à l'intérieur d'un chapitre.",
        found.over,
    )  # fmt: skip


def commitment_sentence(found: Execution, t: Translator) -> str:
    """The commitment rate and what remains to commit and to pay, or why they are not available."""
    if not found.commitment.available:
        return t(
            "Taux d'engagement et restes à engager et à payer en {year} : non disponibles ({reason}).",
            year=found.year, reason=reason(found.commitment, t),
        )  # fmt: skip
    return t(
        "{year} : {rate} des crédits engagés ; reste {commit} à engager et {pay} à payer sur ce qui est engagé.",
        year=found.year, rate=t.percent(found.commitment.value), commit=t.money(found.remaining_to_commit),
        pay=t.money(found.remaining_to_pay),
    )  # fmt: skip


def why_not(found: Execution, t: Translator) -> str:
    """« Pourquoi 159 % ? »: the division that misleads, and the payments that have no credit beside them."""
    if found.rate.reason != "voted_elsewhere" or not found.naive.available:
        return ""
    text = t(
        "Diviser les {paid} payés par les {voted} votés en {year} donnerait {naive}. Ce taux mélangerait deux ensembles : {unvoted} ont été payés sur des comptes sans crédit voté, car les crédits se votent par chapitre et non par fonction.",
        paid=t.money(found.naive.numerator), voted=t.money(found.naive.denominator), year=found.year,
        naive=t.percent(found.naive.value, 0), unvoted=t.money(found.unvoted),
    )  # fmt: skip
    if found.unvoted_staff:
        share = 100 * found.unvoted_staff / found.unvoted
        text += t(
            " La paie en fait {share} : elle est répartie entre les fonctions après coup.", share=t.percent(share, 0)
        )
    return text + t(
        " Sur les comptes qui ont les deux, {paid} ont été payés pour {voted} votés, soit {matched}.",
        paid=t.money(found.matched.numerator), voted=t.money(found.matched.denominator),
        matched=t.percent(found.matched.value),
    )  # fmt: skip


def leverage_sentence(view: BudgetView, t: Translator) -> str:
    """The three-year leverage of the year and its range, then the yearly figure as a detail."""
    row = view.row
    if row is None:
        return absence(view, t)
    window = view.rules.leverage_window
    known = [item.rolling.value for item in view.history if item.rolling.value is not None]
    if row.rolling.available:
        text = t(
            "Sur les {window} ans qui finissent en {year}, chaque euro de fonds propres est accompagné de {value} de financements extérieurs.",
            window=window, year=row.year, value=euros_received(row.rolling.value, t),
        )  # fmt: skip
    else:
        text = t("Effet de levier sur {window} ans non disponible en {year} ({reason}).", window=window, year=row.year, reason=reason(row.rolling, t))  # fmt: skip
    if len(known) > 1:
        text += t(
            " Il va de {low} à {high} selon les années.",
            low=euros_received(min(known), t),
            high=euros_received(max(known), t),
        )
    yearly = or_reason(euros_received(row.leverage.value, t), row.leverage, t)
    return text + t(" Sur la seule année {year} : {value} ; les subventions arrivent souvent une autre année que la dépense.", year=row.year, value=yearly)  # fmt: skip
