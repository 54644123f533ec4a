"""What anybody may read of a year, and the first words of the public page with it: the figures that are known, and the partners."""

from __future__ import annotations

from collections.abc import Iterable

from indicators.geography.names import normalise
from indicators.partnerships import state_counts
from indicators.present.synthesis import Answer
from indicators.present.texts import Translator
from indicators.present.texts.partnerships.words import partner_name
from indicators.present.texts.translator import MISSING
from indicators.readout import Readout


def known_answers(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """The questions that have a figure: what is written for everybody does not print a dash as an answer."""
    return tuple(item for item in answers if item.sources and item.value != MISSING)


def still_open(answers: Iterable[Answer], t: Translator) -> tuple[str, ...]:
    """The questions of which something is known, but not enough for a figure: a sentence each, no dash."""
    return tuple(
        f"{item.question} {item.label}{t(' : ')}{item.detail}."
        for item in answers
        if item.sources and item.value == MISSING and item.detail
    )


def partners_title(t: Translator) -> str:
    """What stands over the partners."""
    return t("Avec qui")


def partners_told(readout: Readout, t: Translator) -> list[str]:
    """How many partners and where; the countries with the most come first."""
    living, left_out = readout.living, readout.undated
    waiting = [t.n("{count} relation sans date n'est pas comptée.", "{count} relations sans date ne sont pas comptées.", left_out)] if left_out else []  # fmt: skip
    if not living:
        return [t("Aucun partenariat en cours n'est enregistré."), *waiting]
    countries: dict[str, int] = {}
    for item in living:
        countries[item.partnership.country] = countries.get(item.partnership.country, 0) + 1
    # By the letters without their accents: « Égypte » stands among the E's.
    ordered = sorted(countries, key=lambda code: (-countries[code], normalise(t.country(code))))
    names = [t.country(code) for code in ordered]
    lines = [
        t(
            "{partners} dans {countries} : {names}.",
            partners=t.n("{count} partenariat en cours", "{count} partenariats en cours", len(living)),
            countries=t.n("{count} pays", "{count} pays", len(countries)),
            names=t.join(names),
        )
    ]
    dated = sorted((item for item in living if item.partnership.signed), key=lambda item: item.partnership.signed)
    if dated:
        name, signed = partner_name(dated[0], t), t.date(dated[0].partnership.signed)
        lines.append(t("Le plus ancien que l'on sache dater : {name}, {date}.", name=name, date=signed))
    counts = state_counts(living)
    if silent := counts["undocumented"]:
        lines.append(t.n("{count} n'a pas d'échange documenté.", "{count} n'ont pas d'échange documenté.", silent))
    if unknown := counts["to_verify"]:
        lines.append(t.n("Pour {count} d'entre eux, l'état actuel reste à vérifier.", "Pour {count} d'entre eux, l'état actuel reste à vérifier.", unknown))  # fmt: skip
    return [*lines, *waiting]
