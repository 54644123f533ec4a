"""What the application sees of a quality or of a recommendation, in a sentence with its numbers: a proposal, never an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from indicators.present.texts.translator import Translator
from indicators.strategy import Seen

_Sentence = Callable[[Seen, Translator], str]


def degree_word(seen: Seen, t: Translator) -> str:
    """What is proposed: yes, partly or not yet."""
    return t("oui") if seen.degree >= 1 else t("en partie") if seen.degree > 0 else t("pas encore")


def seen_sentence(seen: Seen, t: Translator) -> str:
    """The proposal and its proof."""
    return t(
        "L'application voit : {degree}. {proof}", degree=degree_word(seen, t), proof=_SENTENCES[seen.item](seen, t)
    )


def _share(text: Callable[[str, Translator], str]) -> _Sentence:
    return lambda seen, t: text(t.percent(seen.numbers["share"], 0), t)


def _held(yes: Callable[[Translator], str], no: Callable[[Translator], str]) -> _Sentence:
    return lambda seen, t: yes(t) if seen.degree else no(t)


def _level(seen: Seen, t: Translator) -> str:
    return t("Niveau de participation prouvé : {level} sur 5.", level=t.number(seen.numbers["level"]))


def _step(seen: Seen, t: Translator) -> str:
    return t("Niveau {level} sur 4 dans le tableau de bord.", level=t.number(seen.numbers["level"]))


def _credible(seen: Seen, t: Translator) -> str:
    staff = t("{count} équivalents temps plein", count=t.number(seen.numbers["staff"], 1)) if seen.numbers["staff"] else t("aucun effectif connu")  # fmt: skip
    money = t("un budget chargé") if seen.numbers["budget"] else t("aucun budget chargé")
    return t("{staff}, {money}.", staff=staff, money=money)


def _effective(seen: Seen, t: Translator) -> str:
    return t.n(
        "{count} action faite sur {actions} a un résultat écrit, en trois ans.",
        "{count} actions faites sur {actions} ont un résultat écrit, en trois ans.",
        seen.numbers["told"],
        actions=t.number(seen.numbers["actions"]),
    )


def _lasting(seen: Seen, t: Translator) -> str:
    agreements = t.n("{count} accord", "{count} accords", seen.numbers["agreements"])
    targets = t.n("{count} cible", "{count} cibles", seen.numbers["targets"])
    return t("{agreements} et {targets} portent à trois ans ou plus.", agreements=agreements, targets=targets)


def _flexible(seen: Seen, t: Translator) -> str:
    return t.n("{count} mesure prise en cours de route.", "{count} mesures prises en cours de route.", seen.numbers["measures"])  # fmt: skip


def _training(seen: Seen, t: Translator) -> str:
    elected = t.n("{count} participation d'élu", "{count} participations d'élus", seen.numbers["elected"])
    staff = t.n("{count} participation d'agent", "{count} participations d'agents", seen.numbers["staff"])
    return t("{elected} et {staff} cette année.", elected=elected, staff=staff)


def _awareness(seen: Seen, t: Translator) -> str:
    return t.n("{count} action de sensibilisation cette année.", "{count} actions de sensibilisation cette année.", seen.numbers["actions"])  # fmt: skip


def _together(seen: Seen, t: Translator) -> str:
    shared = t.n("{count} coopération menée à plusieurs", "{count} coopérations menées à plusieurs", seen.numbers["partnerships"])  # fmt: skip
    paid = t.n("{count} action payée à plusieurs", "{count} actions payées à plusieurs", seen.numbers["actions"])
    return t("{shared}, {paid} cette année.", shared=shared, paid=paid)


_SENTENCES: Mapping[str, _Sentence] = {
    "coherent": _share(lambda share, t: t("{share} des actions sont rattachées au projet de territoire.", share=share)),
    "legitimate": _level,
    "solemn": _held(
        lambda t: t("Une déclaration politique est prouvée dans la grille de formalisation."),
        lambda t: t("Aucune déclaration politique n'est prouvée."),
    ),
    "legal": _held(
        lambda t: t("Une délibération est prouvée dans la grille de formalisation."),
        lambda t: t("Aucune délibération n'est prouvée."),
    ),
    "viable": _share(lambda share, t: t("{share} des jalons sont tenus.", share=share)),
    "credible": _credible,
    "professional": _held(
        lambda t: t("Un service figure à l'organigramme, avec sa preuve."),
        lambda t: t("Aucun service n'est prouvé à l'organigramme."),
    ),
    "effective": _effective,
    "lasting": _lasting,
    "flexible": _flexible,
    "diagnosis": _step,
    "position": _held(
        lambda t: t("Un service figure à l'organigramme, avec sa preuve."),
        lambda t: t("Aucun service n'est prouvé à l'organigramme."),
    ),
    "every_policy": _share(lambda share, t: t("{share} des directions sont engagées.", share=share)),
    "citizens": _level,
    "communicate": _step,
    "training": _training,
    "awareness": _awareness,
    "budget": _held(
        lambda t: t("Un programme avec son budget est prouvé dans la grille de formalisation."),
        lambda t: t("Aucun programme avec son budget n'est prouvé."),
    ),
    "yearly_report": _step,
    "together": _together,
}
