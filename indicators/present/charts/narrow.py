"""What a chart does on a telephone, where names beside the bars would leave them no room.

The browser decides, by the width of its window, each time it draws: there names stand over their bars, keys one under the
other. Where no window is (slides, paper) the chart is as at a desk.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Any

import altair as alt

#: Whether the window is a telephone's (or a desk's enlarged four times), as Vega evaluates it.
NARROW = "(windowSize()[0] < 641)"
#: What a telephone of 390 pixels leaves for a title or a name, beside the page's own margins.
_ROOM = "windowSize()[0] - 76"
_TITLE = 58
_SIZE = 11
_TOP = 8
#: What a key takes beside its words, and one letter of them, in pixels.
_KEY, _LETTER = 30.0, 6.0
_BANDS = ("rect", "geoshape", "arc", "area", "line")


def either(narrow: str | float, wide: str | float) -> dict[str, str]:
    """A value of a specification that is one thing on a telephone and another elsewhere."""
    return {"expr": f"{NARROW} ? {_told(narrow)} : {_told(wide)}"}


def _told(value: str | float) -> str:
    """Words as they are, when they are an expression or a quoted word; numbers by their digits."""
    return value if isinstance(value, str) else f"{value:g}"


#: The keys of a legend that says nothing of its columns.
KEYS = {"columns": either(1, 0), "labelLimit": either(_ROOM, 260)}


def room(top: float, wide: float, narrow: float) -> list[Any]:
    """The domain of an axis from nought, with room beyond ``top`` for the words at the end of its longest bar."""
    return [0, either(top * narrow, top * wide)]


def landmarks(values: Sequence[float | None]) -> list[bool]:
    """Which points of a line keep their words on a telephone: the first and last known, the highest and the lowest."""
    known = [place for place, value in enumerate(values) if value is not None]
    if not known:
        return [False] * len(values)
    by_height = sorted(known, key=lambda place: values[place] or 0.0)
    kept = {known[0], known[-1], by_height[0], by_height[-1]}
    return [place in kept for place in range(len(values))]


def told_there(field: str = "landmark") -> alt.Opacity:
    """Words that a telephone shows where ``field`` says so, and a wider window everywhere."""
    return alt.Opacity(condition={"test": f"{NARROW} && !datum.{field}", "value": 0}, value=1)


def fold(spec: dict[str, Any], *, beside: bool = False) -> None:
    """Give a specification, in place, what it does on a telephone; ``beside``: names stay where they are."""
    for part in _parts(spec):
        encoding = part.get("encoding", {})
        for channel in encoding.values():
            if isinstance(channel, dict):
                _legend(channel)
        _title(encoding.get("x"))
        step = None if beside else _step(spec)
        if step is not None and _named(encoding.get("y")):
            _over(part, step)


def _parts(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The specification and its layers, those of its layers too."""
    yield spec
    for layer in spec.get("layer", []):
        yield from _parts(layer)


def _step(spec: dict[str, Any]) -> float | None:
    """The height of a row in pixels; None for a chart whose whole height is set."""
    height = spec.get("height")
    return float(height["step"]) if isinstance(height, dict) and "step" in height else None


def _named(channel: Any) -> bool:
    return isinstance(channel, dict) and channel.get("type") in ("nominal", "ordinal") and bool(channel.get("field"))


def _over(part: dict[str, Any], step: float) -> None:
    """The name of a row over its bar, which goes down by what the name needs."""
    mark, beside = part.get("mark"), "yOffset" in part["encoding"]  # two bars a row: the name is over the first
    if mark is not None and not beside:
        whole = mark if isinstance(mark, dict) else {"type": mark}
        if whole["type"] not in _BANDS:
            whole.setdefault("yOffset", either(step / 2 - _TOP - 2, 0))
        part["mark"] = whole
    axis = part["encoding"]["y"].get("axis")
    if not isinstance(axis, dict):
        return
    limit = axis.get("labelLimit", 240)
    lines = axis.get("labelExpr")
    axis |= {
        "labelAlign": either("'left'", "'right'"),
        "labelPadding": either(-2, axis.get("labelPadding", 4)),
        "labelOffset": either(-step - _TOP if beside else _TOP - step / 2, 0),
        "labelLimit": either(_ROOM, limit),
        "labelFontSize": either(_SIZE, 12),
    }
    if lines:
        axis["labelExpr"] = f"{NARROW} ? replace(datum.label, '\\n', ' ') : {lines}"


def _legend(channel: dict[str, Any]) -> None:
    """Keys one under the other, each within the screen; elsewhere as many beside one another as the chart has room for."""
    legend = channel.get("legend")
    if isinstance(legend, dict) and not isinstance(legend.get("columns"), dict):
        legend["columns"] = either(1, _beside(legend, channel.get("scale") or {}))
        legend["labelLimit"] = either(_ROOM, legend.get("labelLimit", 260))


def _beside(legend: dict[str, Any], scale: dict[str, Any]) -> str | float:
    """How many keys stand in a row of the legend of a scale: those that it asks for, at most those that are not cut."""
    asked = legend.get("columns", 0)
    names = scale.get("domain")
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return float(asked)
    key = _KEY + legend.get("symbolSize", 0) ** 0.5
    rooms = [key + _LETTER * len(name) for name in names]
    most = min(asked or len(names), len(names))
    needed = {count: sum(max(rooms[place::count]) for place in range(count)) for count in range(most, 1, -1)}
    return "".join(f"width >= {room:g} ? {count} : " for count, room in needed.items()) + "1"


def _title(channel: Any) -> None:
    """A long title of the horizontal axis on several lines: it would be cut at both ends."""
    if isinstance(channel, dict) and isinstance(title := channel.get("title"), str) and len(title) > _TITLE:
        channel["title"] = wrap(title, _TITLE)
    axis = channel.get("axis") if isinstance(channel, dict) else None
    if isinstance(axis, dict) and isinstance(title := axis.get("title"), str) and len(title) > _TITLE:
        axis["title"] = wrap(title, _TITLE)
