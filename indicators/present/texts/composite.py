"""The sentences of the composite: what it says, what it rests on, and why there may be none."""

from __future__ import annotations

from math import floor

from indicators.catalogue import Catalogue
from indicators.geii import Profile
from indicators.geii.composite import Composite
from indicators.geii.method import CompositeOptions
from indicators.present.texts.translator import Translator


def unavailable(composite: Composite, options: CompositeOptions, t: Translator) -> str:
    """Why no composite is published."""
    if composite.missing == "coverage":
        return t(
            "Pas d'indice d'ensemble : {coverage} des indicateurs suivis ont un indice, il en faut {minimum}.",
            coverage=t.percent(100 * composite.coverage, 0),
            minimum=t.percent(100 * options.minimum_coverage, 0),
        )
    return t.n(
        "Pas d'indice d'ensemble : {count} dimension notée sur six, il en faut {minimum}.",
        "Pas d'indice d'ensemble : {count} dimensions notées sur six, il en faut {minimum}.",
        composite.scored,
        minimum=options.minimum_dimensions,
    )


def sentence(composite: Composite, profile: Profile, options: CompositeOptions, t: Translator) -> str:
    """The composite with its interval, its coverage, its bounds and what other weights would give."""
    reference = t.join(profile.reference_names[:1]) or t("la référence")
    text = t(
        "Indice d'ensemble : {score} ({reference} = 100) ; entre {low} et {high} dans 90 % des {count} variantes de poids (± {noise}) et de moyenne.",
        score=t.number(composite.score, 0),
        reference=reference,
        low=t.number(composite.low, 0),
        high=t.number(composite.high, 0),
        count=t.number(options.replicates),
        noise=t.percent(100 * options.noise, 0),
    )
    text += " " + t("Couverture : {share}.", share=t.percent(100 * composite.coverage, 0))
    if composite.bounds and composite.coverage < 1:
        text += " " + t(
            "Si tout ce qui manque était au plus bas puis au plus haut, il irait de {low} à {high}.",
            low=t.number(composite.bounds[0], 0),
            high=t.number(composite.bounds[1], 0),
        )
    values = [score for _, score in composite.by_weight_set]
    if values:
        text += " " + t(
            "Selon le jeu de poids publié, il va de {low} à {high}.",
            low=t.number(min(values), 0),
            high=t.number(max(values), 0),
        )
    return text


def weights(options: CompositeOptions, catalogue: Catalogue, t: Translator) -> str:
    """The share of each dimension in the weights, largest first; equal ones are said so, as rounded they exceed 100 %."""
    total = sum(options.weights.values())
    weighed = [weight for weight in options.weights.values() if weight > 0]
    if len(set(weighed)) == 1:
        return t("le même pour chacune des {count} dimensions", count=t.number(len(weighed)))
    exact = {code: 100 * weight / total for code, weight in options.weights.items()}
    whole = {code: floor(share) for code, share in exact.items()}
    # The parts left by rounding down go to the largest remainders: what is printed adds up to 100.
    for code in sorted(exact, key=lambda code: whole[code] - exact[code])[: 100 - sum(whole.values())]:
        whole[code] += 1
    return t.join(
        f"{catalogue.dimensions[code].short_label.get(t.lang)} {t.percent(whole[code], 0)}"
        for code in sorted(exact, key=lambda code: -exact[code])
    )


def lever(composite: Composite, catalogue: Catalogue, t: Translator) -> str:
    """What would change the composite most."""
    known = [part for part in composite.parts if part.gain is not None]
    if not known:
        return ""
    best = max(known, key=lambda part: part.gain or 0.0)
    return t(
        "Ce qui le changerait le plus : dix points de plus dans « {name} » ({gain} pour l'indice d'ensemble).",
        name=catalogue.dimensions[best.dimension].short_label.get(t.lang),
        gain=t.number(best.gain, 1, signed=True),
    )


def published_total(profile: Profile, composite: Composite, t: Translator) -> str:
    """A published total beside ours, when its parts do not rebuild it."""
    if profile.published_total is None or composite.score is None:
        return ""
    return t(
        "Total publié : environ {published}. Ses six composantes ne le reconstituent pas : la moyenne géométrique à poids égaux donne {ours} ; la pondération d'origine n'est pas publiée.",
        published=t.number(profile.published_total.value, 0),
        ours=t.number(dict(composite.by_weight_set).get("equal"), 1),
    )
