"""What a chart says to whoever listens to it: each mark its name, value and unit in the reader's language, nothing else.

Vega describes axes, legends and marks in English, with the names of the columns. Here a mark says what its tooltip
shows, which is in words already; axes, legends and what only decorates are silent, for the alternative text of the
figure and its table tell them. Of two layers with the same tooltip, the first speaks.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from indicators.present.texts import Translator

#: Marks that stand for one thing each; lines, texts and rules go with them.
_SPEAKING = frozenset({"bar", "geoshape", "point", "rect"})
_INSIDE = ("layer", "concat", "hconcat", "vconcat")
_SILENT = ("axis", "legend", "title", "header")


def voiced(spec: dict[str, Any], t: Translator) -> None:
    """Give a Vega-Lite specification its voice, in place."""
    config = spec.setdefault("config", {})
    for part in _SILENT:
        config[part] = {"aria": False, **config.get(part, {})}
    told: list[Any] = []
    for unit in _units(spec):
        mark = unit["mark"] if isinstance(unit["mark"], dict) else {"type": unit["mark"]}
        tooltip = unit.get("encoding", {}).get("tooltip")
        # The points of a line speak for it.
        speaker = mark.get("point") if mark["type"] == "line" else mark if mark["type"] in _SPEAKING else None
        mark["aria"] = False
        if isinstance(speaker, dict) and isinstance(tooltip, list) and tooltip not in told:
            told.append(tooltip)
            role = _role(mark["type"], t)
            speaker |= {"aria": True, "description": {"expr": _said(tooltip, t)}, "ariaRoleDescription": role}
        unit["mark"] = mark


def _units(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every drawing of one mark, however deep."""
    if "mark" in spec:
        yield spec
    for name in _INSIDE:
        for part in spec.get(name, ()):
            yield from _units(part)


def _said(tooltip: list[Mapping[str, Any]], t: Translator) -> str:
    """The expression of « Rubrique : Culture ; Montant : 12 000 € »; what is empty is not said."""
    parts = []
    for rank, item in enumerate(tooltip):
        title = str(item.get("title") or "").strip()
        value = f"datum[{json.dumps(item['field'])}]"
        before = (t.typeset(" ;") + " " if rank else "") + (t.typeset(f"{title} :") + " " if title else "")
        # A name cut in lines is one name.
        words = f"replace('' + {value}, /\\n/g, ' ')"
        parts.append(f"(isValid({value}) && {value} !== '' ? {json.dumps(before, ensure_ascii=False)} + {words} : '')")
    return " + ".join(parts)


def _role(mark: str, t: Translator) -> str:
    """What a mark is called where it is read aloud."""
    return {"bar": t("barre"), "rect": t("case"), "geoshape": t("zone")}.get(mark, t("point"))
