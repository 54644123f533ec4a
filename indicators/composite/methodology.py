"""The recipe told in plain French, one sentence a step.

Step 10 of the OECD/JRC ten steps. A council reads sentences, not keys: each is a French template with its values, which
a page renders in the reader's language with ``sentence.told(t)``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from indicators.composite.mapping import plain
from indicators.composite.recipe import ACROSS, Recipe


def marked(template: str) -> str:
    """Name a French template to those who collect the sentences to translate; the engine knows no translator."""
    return template


@dataclass(frozen=True, slots=True)
class Sentence:
    """A French sentence with ``{names}``, and what fills them; ``step`` is the key of the recipe it explains.

    A value may be a sentence too: the name of a rule, translated with the sentence that holds it.
    """

    step: str
    template: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.values)

    def told(self, translate: Callable[..., str]) -> str:
        """The sentence in the reader's language; ``translate`` takes a French template and its values."""
        values = {
            name: item.told(translate) if isinstance(item, Sentence) else item for name, item in self.values.items()
        }
        return translate(self.template, **values)


_IMPUTE: Mapping[str, str] = {
    "none": marked("Une donnée absente le reste : rien n’est estimé à sa place."),
    "mean": marked("Une donnée absente est remplacée par la moyenne des autres territoires, et signalée."),
    "median": marked("Une donnée absente est remplacée par la médiane des autres territoires, et signalée."),
    "group_mean": marked("Une donnée absente est remplacée par la moyenne de son groupe ({group}), et signalée."),
    "group_median": marked("Une donnée absente est remplacée par la médiane de son groupe ({group}), et signalée."),
    "regression": marked(
        "Une donnée absente est estimée d’après les autres indicateurs du territoire (régression), et signalée."
    ),
    "em": marked("Une donnée absente est estimée d’après les autres indicateurs (algorithme EM), et signalée."),
    "last": marked("Une donnée absente reprend la dernière valeur connue du territoire, et elle est signalée."),
    "linear": marked("Une donnée absente est interpolée entre deux années connues du territoire, et signalée."),
}
_NORMALISE: Mapping[str, str] = {
    "minmax": marked("Chaque indicateur est ramené de {low} (le territoire le plus bas) à {high} (le plus haut)."),
    "zscore": marked("Chaque indicateur est exprimé en écarts à la moyenne (moyenne {mean}, écart-type {sd})."),
    "rank": marked("Chaque indicateur est remplacé par le rang du territoire, 1 étant le plus bas."),
    "percentile": marked(
        "Chaque indicateur est remplacé par la part des territoires qui sont au-dessous, de {low} à {high}."
    ),
    "borda": marked("Chaque indicateur est remplacé par le nombre de territoires qui sont au-dessous."),
    "goalposts": marked("Chaque indicateur est situé entre deux bornes publiées, de {low} à {high}."),
    "distance_to_max": marked("Chaque indicateur est situé par sa distance au meilleur territoire, de {low} à {high}."),
    "distance_to_reference": marked(
        "Chaque indicateur est situé par sa distance à la référence ({reference}), de {low} à {high}."
    ),
    "distance_to_target": marked("Chaque indicateur est situé par sa distance à sa cible, de {low} à {high}."),
    "fraction_of_max": marked("Chaque indicateur est exprimé en part du maximum, de {low} à {high}."),
    "base100": marked("Chaque indicateur est exprimé en base 100 = {reference}."),
    "none": marked("Chaque indicateur est pris tel quel, dans son unité."),
}
_WEIGHTS: Mapping[str, str] = {
    "framework": marked("Les poids sont ceux que la collectivité a fixés et publiés."),
    "equal": marked("Toutes les parties d’un même ensemble ont le même poids."),
    "pca": marked("Les poids sont lus dans les corrélations (première composante principale), jamais négatifs."),
    "factor": marked("Les poids sont lus dans une analyse factorielle : la part de variance de chaque facteur."),
    "ahp": marked("Les poids viennent de comparaisons deux à deux (AHP), publiées avec la recette."),
    "balanced": marked("Les poids équilibrent l’influence des parties d’un même ensemble, jamais négatifs."),
    "bod": marked("Chaque territoire reçoit les poids qui lui sont les plus favorables (bénéfice du doute)."),
}
_AGGREGATE: Mapping[str, str] = {
    "arithmetic": marked("moyenne arithmétique"),
    "geometric": marked("moyenne géométrique"),
    "harmonic": marked("moyenne harmonique"),
    "power": marked("moyenne de puissance {power}"),
    "owa": marked("moyenne ordonnée (exposant {owa})"),
    "mean_min": marked("moyenne diminuée de l’écart à la partie la plus faible"),
    "product": marked("multiplication des parties"),
    "ratio": marked("division de la première partie par la seconde"),
    "complement": marked("soustraction, de la somme des bornes de l’échelle"),
    "reciprocal": marked("inversion (un divisé par la partie)"),
    "wroclaw": marked("distance au territoire idéal (Wroclaw)"),
    "mpi": marked("indice de Mazziotta-Pareto"),
    "ampi": marked("moyenne pénalisée par l’écart entre les parties (Mazziotta-Pareto ajusté)"),
    "kemeny": marked("mise en ordre par consensus (Kemeny)"),
    "copeland": marked("comparaison deux à deux (Copeland)"),
    "bod": marked("bénéfice du doute"),
}


def describe(recipe: Recipe) -> list[Sentence]:
    """What a recipe does, in the order of the steps, for the people who will be measured by it."""
    return list(_sentences(recipe))


def _sentences(recipe: Recipe) -> Iterator[Sentence]:
    if recipe.denominate:
        yield Sentence(
            "denominate", marked("Les effectifs sont rapportés à la taille du territoire quand le cadre le prévoit.")
        )
    yield Sentence("impute", _IMPUTE[recipe.impute], {"group": recipe.impute_group})
    if recipe.screen or recipe.dimension_share:
        yield Sentence(
            "screen",
            marked(
                "Un territoire qui réunit moins de {unit:.0f} % des données, ou moins de {dimension:.0f} % dans une "
                "dimension, reçoit un score mais pas de rang."
            ),
            {"unit": 100 * recipe.screen, "dimension": 100 * recipe.dimension_share},
        )
    yield _treated(recipe)
    yield Sentence("normalise", _NORMALISE[recipe.normalise], _scale(recipe))
    yield Sentence("weights", _WEIGHTS[recipe.weights])
    yield from _aggregated(recipe)
    yield Sentence(
        "min_share",
        marked("Un ensemble dont moins de {share:.0f} % du poids est renseigné n’a pas de score."),
        {"share": 100 * recipe.min_share},
    )
    yield from _varied(recipe)


def _varied(recipe: Recipe) -> Iterator[Sentence]:
    """What the published factors make vary, so that an interval says what it is an interval of."""
    for key, options in recipe.factors.items():
        if isinstance(options, int | float):
            template = marked("Pour l’incertitude, chaque poids varie de ± {noise:.0f} %.")
            yield Sentence("factors", template, {"noise": 100 * options})
        elif key == "aggregate" and set(options) <= set(_AGGREGATE):
            rules = _listed([_rule(name, recipe) for name in options], ", ")
            template = marked("Pour l’incertitude, les ensembles sont réunis tour à tour ainsi : {rules}.")
            yield Sentence("factors", template, {"rules": rules})
        else:
            values = ", ".join(str(plain(option)) for option in options)
            template = marked("Pour l’incertitude, « {key} » prend tour à tour ces valeurs : {values}.")
            yield Sentence("factors", template, {"key": key, "values": values})


def _listed(items: list[Sentence], mark: str) -> Sentence:
    named = {f"item{place}": item for place, item in enumerate(items)}
    return Sentence(items[0].step, mark.join(f"{{{name}}}" for name in named), named)


def _treated(recipe: Recipe) -> Sentence:
    if not recipe.treat:
        return Sentence("treat", marked("Les valeurs extrêmes sont gardées telles quelles."))
    values = {"winmax": recipe.entry("winmax")}
    if recipe.entry("treat_with") == ("winsorise",):
        return Sentence(
            "treat",
            marked(
                "Quand des valeurs extrêmes écrasent toutes les autres, {winmax} au plus sont ramenées à la valeur voisine."
            ),
            values,
        )
    if recipe.entry("treat_with")[0] == "winsorise":
        return Sentence(
            "treat",
            marked(
                "Quand des valeurs extrêmes écrasent toutes les autres, {winmax} au plus sont ramenées à la valeur voisine ; si "
                "cela ne suffit pas, un logarithme ou une puissance les rapproche."
            ),
            values,
        )
    return Sentence(
        "treat",
        marked("Quand des valeurs extrêmes écrasent toutes les autres, un logarithme ou une puissance les rapproche."),
    )


def _scale(recipe: Recipe) -> dict[str, Any]:
    year = "" if recipe.reference_year is None else str(recipe.reference_year)
    low, high = (f"{bound:g}" for bound in recipe.bounds)
    mean, spread = (f"{part:g}" for part in recipe.entry("mean_sd"))
    reference = ", ".join(part for part in (recipe.reference or "", year) if part)
    return {"low": low, "high": high, "mean": mean, "sd": spread, "reference": reference}


def _aggregated(recipe: Recipe) -> Iterator[Sentence]:
    if recipe.aggregate == ACROSS:
        yield Sentence(
            "aggregate",
            marked(
                "Une moyenne arithmétique réunit les indicateurs d’une dimension ; une moyenne géométrique réunit les dimensions, "
                "de sorte qu’une force ne compense pas entièrement une faiblesse."
            ),
        )
    elif isinstance(recipe.aggregate, tuple):
        rules = _listed([_rule(rule, recipe) for rule in recipe.aggregate], " ; ")
        yield Sentence("aggregate", marked("Du niveau le plus bas à l’indice : {rules}."), {"rules": rules})
    else:
        rule = _rule(recipe.aggregate or "arithmetic", recipe)
        yield Sentence("aggregate", marked("Chaque ensemble est réuni par une {rule}."), {"rule": rule})
    for node, name in recipe.aggregate_nodes.items():
        yield Sentence("aggregate_nodes", marked("Pour {node} : {rule}."), {"node": node, "rule": _rule(name, recipe)})


def _rule(name: str, recipe: Recipe) -> Sentence:
    if name not in _AGGREGATE:
        return Sentence("aggregate", marked("fonction « {name} » de l’auteur"), {"name": name})
    said = recipe.entry("owa")
    if name == "owa" and isinstance(said, str):
        most, count = said.startswith("at_least"), said.rpartition("_")[2]
        template = (
            marked("moyenne des {count} meilleures parties")
            if most
            else marked("moyenne des {count} moins bonnes parties")
        )
        return Sentence("aggregate", template, {"count": count})
    if name == "owa" and isinstance(said, tuple):
        parts = ", ".join(f"{part:g}" for part in said)
        return Sentence(
            "aggregate",
            marked("moyenne ordonnée (poids {parts}, de la meilleure partie à la moins bonne)"),
            {"parts": parts},
        )
    return Sentence(
        "aggregate",
        _AGGREGATE[name],
        {"power": f"{recipe.entry('power'):g}", "owa": f"{said:g}" if isinstance(said, float) else ""},
    )
