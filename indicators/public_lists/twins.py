"""What each list says of each twinning, beside what the city says: a difference is a question, never an answer.

Nearly all the links that Wikidata holds in both directions were made by hand by one side: a mirror confirms nothing. A
link that a later list lacks may be ended, forgotten or spelled otherwise: nobody but the two cities knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from indicators.public_lists.model import Home, PublicList, bare, same_city
from indicators.records import Partnership

#: ``missing``: no sheet of ours; ``one_side``: only the other's entry names it; ``not_in``: a list that names our
#: twinnings does not name this one; ``ended``: our sheet says that it is over.
Question: TypeAlias = Literal["missing", "one_side", "not_in", "ended"]
_Key: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Twin:
    """A twinning as lists tell it: by list, whose entries name it; ``relation`` is our sheet, if there is one."""

    partner: str
    country: str
    said: tuple[tuple[str, tuple[str, ...]], ...]
    silent: tuple[str, ...]
    relation: Partnership | None
    questions: tuple[Question, ...]


def twins(lists: Iterable[PublicList], home: Home, relations: Sequence[Partnership]) -> tuple[Twin, ...]:
    """Every city that a list links to ours, those that raise a question first, then by country and name."""
    told = dict[_Key, dict[str, dict[str, None]]]()
    names, read = dict[_Key, str](), dict[str, None]()
    for item in lists:
        for link in item.links:
            if home.is_called(link.who):
                key = (link.country, bare(link.partner))
                told.setdefault(key, {}).setdefault(item.kind, {})[link.side] = None
                names.setdefault(key, link.partner)
                read[item.kind] = None
    found = [_twin(key, names[key], sides, tuple(read), relations) for key, sides in told.items()]
    return tuple(sorted(found, key=lambda twin: (not twin.questions, twin.country, bare(twin.partner))))


def _twin(
    key: _Key, name: str, sides: dict[str, dict[str, None]], read: Sequence[str], relations: Sequence[Partnership]
) -> Twin:
    mine = next((item for item in relations if same_city(item, name, key[0])), None)
    silent = tuple(kind for kind in read if kind not in sides)
    asked = list[Question]()
    if mine is None:
        asked.append("missing")
    elif mine.status == "ended":
        asked.append("ended")
    if all("ours" not in said for said in sides.values()):
        asked.append("one_side")
    if silent:
        asked.append("not_in")
    said = tuple((kind, tuple(sorted(found))) for kind, found in sides.items())
    return Twin(name, key[0], said, silent, mine, tuple(asked))
