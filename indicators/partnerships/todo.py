"""What the office has to do next about its relations: lists, never a score.

Each list says why a relation stands in it, so that the remedy is in the sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from indicators.partnerships.life import Relation

ListName = Literal["to_renew", "dormant", "without_result", "undocumented", "to_verify", "without_place"]


@dataclass(frozen=True, slots=True)
class TodoList:
    """A named list of relations, the most pressing first."""

    name: ListName
    relations: tuple[Relation, ...]


def renewal_calendar(relations: Sequence[Relation]) -> tuple[Relation, ...]:
    """The living relations whose agreement has an end, the nearest end first; expired ones lead."""
    dated = [relation for relation in relations if relation.months_left is not None]
    return tuple(sorted(dated, key=lambda relation: (relation.partnership.ends, relation.partnership.partner)))


def todo_lists(relations: Sequence[Relation]) -> tuple[TodoList, ...]:
    """The six lists, in the order in which they press, the empty ones included."""
    rules: dict[ListName, Callable[[Relation], bool]] = {
        "to_renew": lambda relation: relation.to_renew,
        "dormant": lambda relation: relation.state == "dormant",
        "without_result": lambda relation: relation.living and bool(relation.activities) and not relation.results,
        "undocumented": lambda relation: relation.state == "undocumented",
        "to_verify": lambda relation: relation.state == "to_verify",
        "without_place": lambda relation: relation.partnership.latitude is None,
    }
    calendar = renewal_calendar(relations)
    found = []
    for name, belongs in rules.items():
        order: Sequence[Relation] = calendar if name == "to_renew" else _longest_silent(relations)
        found.append(TodoList(name, tuple(relation for relation in order if belongs(relation))))
    return tuple(found)


def _longest_silent(relations: Sequence[Relation]) -> list[Relation]:
    return sorted(relations, key=lambda relation: (relation.last_exchange, relation.partnership.partner))
