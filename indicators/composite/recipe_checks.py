"""What each entry of a recipe may hold.

A recipe is written by hand by people who publish it: a wrong word must be met with the right one, a number outside its
bounds with the bound. One checker a kind of entry; each takes the key and the value received and returns the value in
its canonical form, or raises ``RecipeError`` naming the nearest valid value.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn

from indicators.composite.arrays import HUGE
from indicators.composite.errors import RecipeError, listed, nearest
from indicators.composite.mapping import FrozenMap
from indicators.errors import Part, marked

Check = Callable[[str, Any], Any]

ROUNDED = 0.02
"""How far from 1 the product of two reciprocal comparisons may be: 0.33 is written for a third."""


def refuse(key: str, received: Any, accepted: str, closest: Any) -> NoReturn:
    """Refuse the value of a key, naming what is accepted and the nearest valid value."""
    raise RecipeError(
        marked(
            "Recette, clé « {key} » : « {received} » n’est pas accepté ; accepté : {accepted} ; le plus proche : {nearest}."
        ),
        key=key,
        received=received,
        accepted=accepted,
        nearest=closest,
    )


def unknown_key(key: str, known: Sequence[str]) -> RecipeError:
    """The refusal of a key that no recipe has."""
    return RecipeError(
        marked("Recette : la clé « {key} » est inconnue ; la plus proche est « {nearest} »."),
        key=key,
        nearest=nearest(key, known),
    )


def flag(key: str, value: Any) -> bool:
    """``true`` or ``false``."""
    if not isinstance(value, bool):
        word = str(value).strip().casefold()
        refuse(
            key, value, "true, false", "false" if word in ("0", "0.0", "no", "non", "off", "false", "faux") else "true"
        )
    return value


def one_of(*words: str) -> Check:
    """One word of a closed list."""

    def check(key: str, value: Any) -> str:
        if not isinstance(value, str) or value not in words:
            refuse(key, value, listed(words, len(words)), nearest(str(value), words))
        return value

    return check


def number(low: float = -HUGE, high: float = HUGE, *, above: bool = False) -> Check:
    """A finite number in [low, high], or in ]low, high] with ``above``."""

    def check(key: str, value: Any) -> float:
        words = (
            marked("un nombre supérieur à {low:g} et au plus {high:g}")
            if above
            else marked("un nombre de {low:g} à {high:g}")
        )
        bounds = Part(words, low=low, high=high)
        if isinstance(value, bool) or not isinstance(value, int | float) or math.isnan(value):
            refuse(key, value, bounds, f"{min(max(_read(value, 1.0), low), high):g}")
        if not low <= value <= high or (above and value == low):
            refuse(key, value, bounds, f"{min(max(float(value), low + above), high):g}")
        return float(value)

    return check


def _read(value: Any, default: float) -> float:
    """The number that a text holds (« 0.5 », « 0,5 »), else the default."""
    try:
        number = float(str(value).replace(",", "."))
    except ValueError:
        return default
    return number if math.isfinite(number) else default


def integer(low: int, high: int) -> Check:
    """A whole number in [low, high]."""

    def check(key: str, value: Any) -> int:
        bounds = Part(marked("un entier de {low} à {high}"), low=low, high=high)
        if isinstance(value, bool) or not isinstance(value, int):
            refuse(key, value, bounds, _closest_integer(value, low, high))
        if not low <= value <= high:
            refuse(key, value, bounds, min(max(value, low), high))
        return int(value)

    return check


def _closest_integer(value: Any, low: int, high: int) -> int:
    return int(min(max(round(_read(value, 0.0)), low), high))


def optional(check: Check) -> Check:
    """The same check, where ``None`` (a key left out) is accepted."""
    return lambda key, value: None if value is None else check(key, value)


def text(key: str, value: Any) -> str:
    """A text that is not empty: a code of the framework or of the data."""
    if not isinstance(value, str) or not value.strip():
        refuse(key, value, Part(marked("un code entre guillemets")), f'"{value}"')
    return value


def interval(key: str, value: Any) -> tuple[float, float]:
    """Two finite numbers, the first below the second."""
    accepted = Part(marked("deux nombres [bas, haut] avec bas < haut"))
    if not isinstance(value, list | tuple) or len(value) != 2:
        refuse(key, value, accepted, "[1.0, 100.0]")
    low, high = (number()(key, part) for part in value)
    if low >= high:
        refuse(key, value, accepted, [high, low] if low > high else [low, low + 1])
    return low, high


def center_and_spread(key: str, value: Any) -> tuple[float, float]:
    """A mean, then a standard deviation above zero."""
    if not isinstance(value, list | tuple) or len(value) != 2:
        refuse(key, value, Part(marked("[moyenne, écart-type] avec écart-type > 0")), "[0.0, 1.0]")
    return number()(key, value[0]), number(0.0, above=True)(key, value[1])


def words(check: Check) -> Check:
    """A list of words of a closed list, without repetition."""

    def all_words(key: str, value: Any) -> tuple[str, ...]:
        if not isinstance(value, list | tuple) or not value:
            refuse(key, value, Part(marked("une liste de noms")), f'["{value}"]')
        found = tuple(check(key, item) for item in value)
        if len(set(found)) < len(found):
            refuse(key, value, Part(marked("chaque nom une seule fois")), list(dict.fromkeys(found)))
        return found

    return all_words


def word_or_words(check: Check) -> Check:
    """One word, or a list of words (one a level)."""

    def either(key: str, value: Any) -> str | tuple[str, ...]:
        if isinstance(value, list | tuple) and value:
            return tuple(check(key, item) for item in value)
        if isinstance(value, list | tuple):
            refuse(key, value, Part(marked("un nom, ou une liste d’un nom par niveau")), "arithmetic")
        word: str = check(key, value)
        return word

    return either


def table(check: Check) -> Check:
    """A table of codes, each with a checked value."""

    def each(key: str, value: Any) -> FrozenMap[Any]:
        if not isinstance(value, Mapping):
            refuse(key, value, Part(marked("une table [{key}] de la forme code = valeur"), key=key), "{}")
        return FrozenMap({text(key, code): check(f"{key}.{code}", item) for code, item in value.items()})

    return each


_QUANTIFIERS = re.compile(r"(at_least|more_than)_[1-9]\d*")


def quantifier(key: str, value: Any) -> float | str | tuple[float, ...]:
    """The quantifier of an ordered weighted average: an exponent, explicit weights, or ``at_least_j``."""
    if isinstance(value, list | tuple):
        weights = tuple(number(0.0)(key, part) for part in value)
        if not weights or sum(weights) <= 0:
            refuse(key, value, Part(marked("des poids positifs ou nuls, du meilleur au moins bon")), "[0.5, 0.3, 0.2]")
        return weights
    if isinstance(value, str):
        if not _QUANTIFIERS.fullmatch(value):
            refuse(key, value, Part(marked("un exposant, une liste de poids, at_least_2 ou more_than_2")), "at_least_2")
        return value
    exponent: float = number(0.0, 50.0, above=True)(key, value)
    return exponent


def slope_and_bend(key: str, value: Any) -> tuple[float, float]:
    """The two parameters of the mean-min function: α in [0, 1], β ≥ 0."""
    if not isinstance(value, list | tuple) or len(value) != 2:
        refuse(key, value, Part(marked("[alpha, beta] avec alpha de 0 à 1 et beta ≥ 0")), "[0.5, 0.0]")
    return number(0.0, 1.0)(key, value[0]), number(0.0)(key, value[1])


def shares(key: str, value: Any) -> tuple[float, float]:
    """Two shares of a score, the first at most the second."""
    if not isinstance(value, list | tuple) or len(value) != 2:
        refuse(key, value, Part(marked("deux parts [bas, haut] de 0 à 1")), "[0.1, 0.5]")
    low, high = (number(0.0, 1.0)(key, part) for part in value)
    if low > high:
        refuse(key, value, Part(marked("deux parts [bas, haut] de 0 à 1")), [high, low])
    return low, high


def comparison_matrix(key: str, value: Any) -> tuple[tuple[float, ...], ...]:
    """Saaty's pairwise comparisons: a square matrix of positive numbers where a_ji = 1/a_ij, rounded at worst."""
    rows = value if isinstance(value, list | tuple) else ()
    if not rows or any(not isinstance(row, list | tuple) or len(row) != len(rows) for row in rows):
        refuse(key, value, Part(marked("une matrice carrée, une ligne par partie")), "[[1.0, 3.0], [0.3333, 1.0]]")
    matrix = tuple(tuple(number(0.0, above=True)(key, cell) for cell in row) for row in rows)
    for i, row in enumerate(matrix):
        for j, cell in enumerate(row):
            if abs(cell * matrix[j][i] - 1.0) > ROUNDED:
                accepted = Part(marked("des comparaisons réciproques, l’une étant l’inverse de l’autre"))
                refuse(key, f"{cell:g} / {matrix[j][i]:g}", accepted, f"{cell:g} / {1 / cell:.4g}")
    return matrix
