"""Ceilings, concentration, dispersion, brackets and landmarks: information and advice, never a verdict."""

from __future__ import annotations

from indicators.budget import (
    BudgetView,
    By,
    Ceiling,
    Concentration,
    DispersionAdvice,
    EnvelopeState,
    GovernanceCheck,
    ReferenceLine,
    RuleCheck,
    Sign,
)
from indicators.catalogue import SizeBracket
from indicators.present.texts.budget.share import division
from indicators.present.texts.budget.words import key_name, reason, service_name
from indicators.present.texts.translator import Translator
from indicators.rounding import rounded


def ceiling_status(item: Ceiling, t: Translator) -> str:
    """The status of a ceiling: a symbol and a word."""
    return {
        "breach": t("✕ dépassé"),
        "alert": t("▲ proche du plafond"),
        "within": t("● dans le plafond"),
        "not_computable": t("? non calculable"),
    }[item.status]


def ceiling_sentence(item: Ceiling, t: Translator) -> str:
    """One ceiling with its base, its use and what is left; unused room is information."""
    name = service_name(item.service, t)
    if item.status == "not_computable":
        return t(
            "{service} : non calculable ({reason}).",
            service=name,
            reason=reason(item.reason, t).removeprefix(t("plafond non calculable : ")),
        )
    text = t(
        "{service} : {used} sur un plafond de {ceiling} (1 % de {base}), soit {use}.",
        service=name, used=_used(item, t), ceiling=t.money(item.ceiling),
        base=t.money(item.base.amount if item.base else None), use=t.percent(item.use.value),
    )  # fmt: skip
    if item.room is not None:
        text += t(" Reste {room}.", room=t.money(item.room)) if item.room >= 0 else t(" Dépassement de {room}.", room=t.money(-item.room))  # fmt: skip
    return text + (t(" Base provisoire.") if item.provisional else "")


def _used(item: Ceiling, t: Translator) -> str:
    """What counts against the ceiling with its stage, and what is paid of it when commitments count."""
    if item.stage == "paid":
        return t("{amount} payés", amount=t.money(item.used))
    if item.paid is None:
        return t("{amount} engagés", amount=t.money(item.used))
    return t("{amount} engagés (dont {paid} payés)", amount=t.money(item.used), paid=t.money(item.paid))


def ceilings_sentence(items: tuple[Ceiling, ...], t: Translator) -> str:
    """What exceeds its ceiling or nears it, a sentence each, then the others by name; their amounts are in the table.

    One sentence for all of them when no service has told its resources.
    """
    if any(item.base is not None or item.used or item.unattributed for item in items):
        return " ".join([*_pressing(items, t), *_at_ease(items, t), *_counted(items, t)])
    names = t.join(service_name(item.service, t) for item in items)
    return t(
        "Aucun plafond n'est calculable : les ressources des services ne sont pas renseignées ({names}), et aucune dépense n'est rattachée à un dispositif du 1 %.",
        names=names,
    )


def _pressing(items: tuple[Ceiling, ...], t: Translator) -> list[str]:
    exceeded = [item for item in items if item.status == "breach"]
    near = [item for item in items if item.status == "alert"]
    return [
        *(t("{service} : plafond dépassé de {room} ({use}).", service=service_name(item.service, t), room=t.money(-(item.room or 0)), use=t.percent(item.use.value)) for item in exceeded),
        *(t("{service} : proche du plafond, reste {room} ({use}).", service=service_name(item.service, t), room=t.money(item.room), use=t.percent(item.use.value)) for item in near),
    ]  # fmt: skip


def _at_ease(items: tuple[Ceiling, ...], t: Translator) -> list[str]:
    within = [
        t("{service} ({use})", service=service_name(item.service, t), use=t.percent(item.use.value))
        for item in items
        if item.status == "within"
    ]
    unknown = [service_name(item.service, t) for item in items if item.status == "not_computable"]
    return [
        *([t("Dans le plafond : {services}.", services=t.join(within))] if within else []),
        *([t("Non calculable : {services}.", services=t.join(unknown))] if unknown else []),
    ]


def _counted(items: tuple[Ceiling, ...], t: Translator) -> list[str]:
    """The stage that the uses are at; a service that tells only what it paid is named."""
    known = [item for item in items if item.status != "not_computable"]
    paid = [service_name(item.service, t) for item in known if item.stage == "paid"]
    if not known:
        return []
    if len(paid) == len(known):
        return [t("Compté sur les montants payés.")]
    if paid:
        return [t("Compté sur les montants engagés ; sur les montants payés pour {services}.", services=t.join(paid))]
    return [t("Compté sur les montants engagés.")]


def concentration_sentence(found: Concentration, view: BudgetView, t: Translator) -> str:
    """The weight of the first rubric; no comment when too much is unassigned."""
    if found.hhi is None or found.top_share is None:
        return t("Concentration non calculable : {reason}.", reason=reason(found.reason, t))
    name, share = key_name(found.top, "rubric", view.snapshot, view.catalogue, t), t.percent(100 * found.top_share, 0)
    text = t("Le premier poste, « {name} », pèse {share} des montants classés.", name=name, share=share)
    if not found.verdict:
        unsaid = found.unassigned.value if found.unassigned else None
        return text + t(" Sans commentaire : {share} des montants ne sont pas affectés.", share=t.percent(unsaid))
    if found.top_share > view.rules.concentration_note:
        text += t(
            " C'est plus que le repère de {limit} choisi par la collectivité.",
            limit=t.percent(100 * view.rules.concentration_note, 0),
        )
    return text


def items_sentence(found: Concentration, by: By, t: Translator) -> str:
    """The weight of the first project, partnership or country in the money that names one."""
    if found.hhi is None or found.top_share is None:
        return ""
    share = t.percent(100 * found.top_share, 0)
    text = {
        "project": t("Le premier projet reçoit {share} des montants renseignés.", share=share),
        "partnership": t("Le premier partenariat reçoit {share} des montants renseignés.", share=share),
        "country": t("Le premier pays reçoit {share} des montants renseignés.", share=share),
    }[by]
    unsaid = found.unassigned.value if found.unassigned else None
    if unsaid:
        text += t(" {share} des montants n'en disent rien et sont laissés de côté.", share=t.percent(unsaid))
    return text


def unassigned_alert(view: BudgetView, t: Translator) -> str:
    """A word when too much of the money has no rubric at all; empty otherwise."""
    share = view.concentration.unassigned
    limit = 100 * view.rules.unassigned_alert
    if share is None or share.value is None or share.value <= limit:
        return ""
    return t(
        "{share} des dépenses ne sont affectées à aucune rubrique (repère : {limit}).",
        share=t.percent(share.value), limit=t.percent(limit, 0),
    )  # fmt: skip


def dispersion_sentence(found: DispersionAdvice, t: Translator) -> str:
    """The advice with its count of signs, or why none is given."""
    raised, unread = len(found.raised), len(found.unread)
    if found.warned:
        return t.n(
            "Conseil : les moyens semblent dispersés ({count} signe réuni).",
            "Conseil : les moyens semblent dispersés ({count} signes réunis).",
            raised,
        )  # fmt: skip
    details = []
    if raised:
        details.append(
            t.n(
                "{count} signe, il en faut {needed}", "{count} signes, il en faut {needed}", raised, needed=found.needed
            )
        )
    if unread:
        details.append(
            t.n(
                "{count} mesure sur {total} manque",
                "{count} mesures sur {total} manquent",
                unread,
                total=len(found.signs),
            )
        )
    if not details:
        return t("Pas d'alerte de dispersion.")
    return t("Pas d'alerte de dispersion ({details}).", details=" ; ".join(details))


def sign_sentence(sign: Sign, t: Translator) -> str:
    """One sign with its value, its limit and what it rests on."""
    count = sign.count or 0
    if sign.value is None:
        return t("{name} : non lisible faute de données", name=_sign_name(sign, t))
    if sign.limit is None:
        value = _sign_value(sign, sign.value, t)
        return t("{name} : {value} (aucun repère pour ce cas)", name=_sign_name(sign, t), value=value)
    value, limit = _sign_value(sign, sign.value, t), _sign_value(sign, sign.limit, t)
    text = t("{name} : {value} (repère {limit})", name=_sign_name(sign, t), value=value, limit=limit)
    return text + (t.n(" – {count} élément lu", " – {count} éléments lus", count) if count else "")


def _sign_name(sign: Sign, t: Translator) -> str:
    return {
        "projects_above_bracket": t("Nombre de projets, ramené à des projets de même taille"),
        "small_median_project": t("Montant du projet médian"),
        "actions_per_fte": t("Actions par agent, au regard de la moyenne des trois ans précédents"),
        "inactive_agreements": t("Part des conventions en vigueur sans échange documenté récent"),
        "idle_memberships": t("Part des adhésions sans résultat documenté récent"),
    }[sign.key]


def _sign_value(sign: Sign, value: float | None, t: Translator) -> str:
    if sign.key == "small_median_project":
        return t.money(value)
    if sign.key in {"inactive_agreements", "idle_memberships"}:
        return t.percent(None if value is None else 100 * value, 0)
    return t.number(value, 1)


def bracket_sentence(bracket: SizeBracket | None, t: Translator) -> str:
    """The bracket of the manual, as the order of magnitude of its time."""
    if bracket is None:
        return t("Classe de budget non lisible : le montant de l'année n'est pas connu.")
    return t("Repère du manuel, en euros de 2006-2007 : « {label} ».", label=bracket.label.get(t.lang))


def reference_sentence(line: ReferenceLine, t: Translator) -> str:
    """A reference line with the denominator that it was read on."""
    if line.key == "solidarity":
        name, mark = t("Coopération et aide d'urgence"), t.percent(line.mark)
        value = t.percent(line.share.value, 3)
    else:
        name, mark = t("Dépenses internationales"), t.per_thousand(line.mark, 0)
        value = t.per_thousand(line.share.value, 2)
    if not line.share.available:
        return t("{name} : non disponible ({reason}).", name=name, reason=reason(line.share, t))
    divided = division(line.share, t)
    return t(
        "{name} : {divided}, soit {value} (repère symbolique {mark}).",
        name=name,
        divided=divided,
        value=value,
        mark=mark,
    )


def governance_sentence(check: GovernanceCheck, t: Translator) -> str:
    """One rule of the manual with what was read, opened by a symbol."""
    symbol = {True: "✓", False: "○", None: "?"}[check.followed]
    rule = {
        "own_resources": t("Des fonds propres, même modestes"),
        "linked_to_objective": t("Des dépenses reliées à un objectif du plan"),
        "own_budget_line": t("Une ligne de budget propre (fonction 04)"),
        "emergency_reserve": t("Une réserve pour l'aide d'urgence"),
    }[check.key]
    if check.followed is None:
        return t("{symbol} {rule} : les données ne le disent pas.", symbol=symbol, rule=rule)
    if check.share is not None:
        return t("{symbol} {rule} : {value}.", symbol=symbol, rule=rule, value=t.percent(check.share.value))
    if check.amount is not None:
        left = (
            t("reste {amount}", amount=t.money(check.amount))
            if check.key == "emergency_reserve"
            else t.money(check.amount)
        )
        return t("{symbol} {rule} : {value}.", symbol=symbol, rule=rule, value=left)
    return f"{symbol} {rule}."


def envelope_sentence(state: EnvelopeState, t: Translator) -> str:
    """A multi-year authorisation: ceiling, paid, remaining; beside the yearly budget, never added to it."""
    item = state.envelope
    kinds = {"AE": t("Autorisation d'engagement"), "AP": t("Autorisation de programme")}
    text = t(
        "{type} « {label} » ({version}) : {authorised} autorisés, {paid} payés ({coverage}), reste {remaining}.",
        type=kinds.get(item.type, item.type), label=item.label or item.programme, version=t.date(item.version),
        authorised=t.money(item.authorised), paid=t.money(state.paid), coverage=t.percent(state.coverage.value),
        remaining=t.money(state.remaining),
    )  # fmt: skip
    if state.below_paid:
        text += t(" Erreur à corriger : l'autorisation révisée est inférieure à ce qui est déjà payé.")
    elif state.years_left.available:
        text += t.n(
            " Au rythme des derniers paiements : {count} an.",
            " Au rythme des derniers paiements : {count} ans.",
            float(rounded(state.years_left.value or 0, 1)),
        )
    return text


def rule_sentence(check: RuleCheck, t: Translator) -> str:
    """A co-financing rule of a year and what the plan makes of it."""
    rule = check.rule
    bound = {"max": t("au plus"), "min": t("au moins"), "exact": t("exactement")}[rule.bound]
    limit = {"percent": t.percent(rule.value, 0), "euro": t.money(rule.value * 100), "year": t.n("{count} an", "{count} ans", rule.value)}[rule.unit]  # fmt: skip
    value = {"percent": t.percent(check.value), "euro": t.money(check.value), "year": t.number(check.value)}[rule.unit]
    word = {"met": t("✓ respecté"), "not_met": t("✕ non respecté"), "not_checkable": t("? à vérifier dans l'appel à projets")}[check.verdict]  # fmt: skip
    shown = "" if check.value is None else t(" – ici {value}", value=value)
    return t("{label} ({year}) : {bound} {limit}{shown} – {word}", label=rule.label.get(t.lang), year=rule.year, bound=bound, limit=limit, shown=shown, word=word)  # fmt: skip
